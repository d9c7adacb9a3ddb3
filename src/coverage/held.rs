//! Whether a record of the rulebook holds a figure of a document.

use super::sought::Sought;
use crate::base::{Rational, Unit};
use crate::check::expr::{Formula, NodeKind, Ty};
use crate::check::history::Law;
use crate::check::rulebook::{
    Amount, AmountId, Cite, FactKind, Lever, LeverId, Named, Parameter, Rulebook, Shape,
};

/// Why a record does not hold a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Miss {
    /// The rulebook has no such record.
    NoRecord,
    /// The record does not cite the document.
    NotCited,
    /// The record cites it, but the figure is not in it.
    NotThere,
}

/// Whether the record `id` holds a figure of a document.
///
/// A parameter holds what its dated values of that document say, and the days they begin; an amount
/// the literals of its formula; a lever the literals of its conditions, the days it is in force, and
/// what the values and amounts it owns hold; a question its bounds.
///
/// # Errors
///
/// Why it does not.
pub fn holds(book: &Rulebook, document: &str, sought: &Sought, id: &str) -> Result<(), Miss> {
    let named = book.names.get(id).ok_or(Miss::NoRecord)?;
    let cited = |cites: &[Cite]| {
        let of = |cite: &Cite| book.documents[cite.document].id == document;
        cites.iter().any(of)
    };
    let found = match *named {
        Named::Parameter(at) => in_parameter(&book.parameters[at], sought, &cited)?,
        Named::Amount(at) => {
            let amount = &book.amounts[at];
            if !cited(&amount.cite) {
                return Err(Miss::NotCited);
            }
            in_amount(amount, sought)
        }
        Named::Lever(at) => {
            if !cited(&book.levers[at].cite) {
                return Err(Miss::NotCited);
            }
            in_lever(book, at, sought)
        }
        Named::Fact(at) => in_bounds(&book.facts[at].kind, sought),
        Named::Group(_) => return Err(Miss::NoRecord),
    };
    if found { Ok(()) } else { Err(Miss::NotThere) }
}

fn in_parameter(
    parameter: &Parameter,
    sought: &Sought,
    cited: &dyn Fn(&[Cite]) -> bool,
) -> Result<bool, Miss> {
    let mut values = parameter.history.values.iter();
    let mut any = false;
    let found = values.any(|value| {
        let here = cited(&value.cite);
        any |= here;
        here && (sought.is_day(value.from) || in_law(&parameter.shape, &value.law, sought))
    });
    if found || any {
        Ok(found)
    } else {
        Err(Miss::NotCited)
    }
}

fn in_law(shape: &Shape, law: &Law, sought: &Sought) -> bool {
    match law {
        Law::Date(day) => sought.is_day(*day),
        _ => numbers(shape, law)
            .iter()
            .any(|(number, unit)| sought.is_number(*number, unit)),
    }
}

/// The numbers a law says, with their units: values and bounds of rows alike.
fn numbers(shape: &Shape, law: &Law) -> Vec<(Rational, Unit)> {
    let (measure, by) = match shape {
        Shape::Number(measure) | Shape::ByChoice { measure, .. } => (measure, None),
        Shape::Brackets { by, measure, .. } => (measure, Some(by)),
        _ => return Vec::new(),
    };
    match law {
        Law::Number(number) => vec![(*number, measure.unit.clone())],
        Law::Rows(rows) => rows.iter().flat_map(|law| numbers(shape, law)).collect(),
        Law::Brackets(rows) => {
            let bound = |upto: Option<Rational>| Some((upto?, by?.unit.clone()));
            rows.iter()
                .flat_map(|(upto, law)| bound(*upto).into_iter().chain(numbers(shape, law)))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The numbers a parameter's dated values have from documents of the province alone: those that a list
/// of the documents' figures must name. Nothing and the whole (0 and 100%) say that a levy is gone or
/// stands, and are no figures.
pub fn figures_of_the_province(book: &Rulebook, parameter: &Parameter) -> Vec<(Rational, Unit)> {
    let of = |cite: &Cite| !book.documents[cite.document].national;
    let values = parameter.history.values.iter();
    values
        .filter(|value| !value.cite.is_empty() && value.cite.iter().all(of))
        .flat_map(|value| numbers(&parameter.shape, &value.law))
        .filter(|(number, unit)| number.num() != 0 && !(unit.is_none() && *number == Rational::ONE))
        .collect()
}

fn in_amount(amount: &Amount, sought: &Sought) -> bool {
    let mut formulas = amount.formulas();
    formulas.any(|formula| in_formula(formula, sought))
}

fn in_formula(formula: &Formula, sought: &Sought) -> bool {
    formula
        .nodes
        .values()
        .any(|node| match (&node.kind, &node.ty) {
            (NodeKind::Number(number), Ty::Number { unit, .. }) => sought.is_number(*number, unit),
            (NodeKind::Date(day), _) => sought.is_day(*day),
            _ => false,
        })
}

fn in_lever(book: &Rulebook, id: LeverId, sought: &Sought) -> bool {
    let lever: &Lever = &book.levers[id];
    let spans = lever.in_force.iter();
    let days = spans.flat_map(|span| [Some(span.from), span.to]).flatten();
    let owned = |parameter: &Parameter| {
        let mut values = parameter.history.values.iter();
        values.any(|value| {
            value.lever == Some(id)
                && (sought.is_day(value.from) || in_law(&parameter.shape, &value.law, sought))
        })
    };
    let amount = |id: &AmountId| in_amount(&book.amounts[*id], sought);
    days.into_iter().any(|day| sought.is_day(day))
        || lever.conditions.iter().any(|c| in_formula(&c.test, sought))
        || lever.amounts.iter().any(amount)
        || book.parameters.values().any(owned)
}

fn in_bounds(kind: &FactKind, sought: &Sought) -> bool {
    let FactKind::Number {
        measure,
        den,
        min,
        max,
    } = kind
    else {
        return false;
    };
    [min, max].into_iter().any(|cell| {
        Rational::new(*cell, *den).is_some_and(|number| sought.is_number(number, &measure.unit))
    })
}
