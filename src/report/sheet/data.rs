//! The cells that formulas read: facts as stated, figures of the law.

use super::formula::Places;
use super::lines::{Told, marks};
use super::words::Words;
use super::{Asked, Datum};
use crate::base::{Measure, Rational, Rounding};
use crate::check::rulebook::{FactKind, ParameterId, Shape};
use crate::enterprise::show_fact_with_unit;
use crate::explain::values::{in_unit, with_unit};
use crate::explain::working::Working;

/// Decimal places of a number whose decimals do not end, in a cell.
const PLACES: u32 = 12;

/// A number as a cell holds it.
pub(super) fn decimal(value: Rational) -> Option<String> {
    let exact = value.to_decimal().filter(|exact| exact.places() <= PLACES);
    let decimal = exact.or_else(|| value.rounded(PLACES, Rounding::HalfUp))?;
    Some(decimal.to_string())
}

/// A number's cell: its number there, whether it is a percentage, its unit, and what to multiply by.
fn cell(value: Rational, measure: &Measure) -> (Option<String>, bool, String, Rational) {
    if let Some(rest) = measure.text.strip_prefix('%') {
        return (decimal(value), true, rest.to_owned(), Rational::ONE);
    }
    let written = value.div(measure.factor).and_then(decimal);
    (written, false, measure.text.clone(), measure.factor)
}

pub(super) fn facts(asked: &Asked<'_>, words: Words<'_>, places: &mut Places) -> Vec<Datum> {
    let book = words.book;
    let mut out = Vec::new();
    for (slot, stated) in asked.enterprise.stated() {
        let fact = book.fact_slots[slot].fact;
        let name = book.slot_name(slot);
        let note = asked.remarks.iter().find(|(of, _)| *of == name);
        let number = match &book.facts[fact].kind {
            FactKind::Number { measure, den, .. } => {
                Rational::new(stated, *den).map(|value| cell(value, measure))
            }
            _ => None,
        };
        let (plain, percent, unit, factor) = match number {
            Some((plain, percent, unit, factor)) => (plain, percent, unit, factor),
            None => (None, false, String::new(), Rational::ONE),
        };
        if plain.is_some() {
            places.facts.insert(slot, (out.len(), factor));
        }
        out.push(Datum {
            label: words.slot(slot),
            text: show_fact_with_unit(book, fact, stated, words.lang),
            plain,
            percent,
            unit,
            note: note.map(|(_, note)| note.clone()).unwrap_or_default(),
            grade: String::new(),
        });
    }
    out
}

/// Figures of the law that the formulas name, each number once.
pub(super) fn laws(words: Words<'_>, told: &[Told<'_>], places: &mut Places) -> Vec<Datum> {
    let mut found: Vec<(ParameterId, Rational)> = Vec::new();
    let parts = told.iter().flat_map(|one| &one.worked.parts);
    let factors = parts.filter_map(|part| part.factors.as_ref());
    for factor in factors.flat_map(|factors| factors.base.iter().chain(&factors.rate)) {
        figures(&factor.working, &mut found);
    }
    let mut out = Vec::new();
    for key in found {
        let (id, value) = key;
        let parameter = &words.book.parameters[id];
        let measure = match &parameter.shape {
            Shape::Number(measure)
            | Shape::Brackets { measure, .. }
            | Shape::ByChoice { measure, .. } => measure.clone(),
            _ => Measure::none(),
        };
        let (plain, percent, unit, factor) = cell(value, &measure);
        places.laws.push((key, (out.len(), factor)));
        let text = if percent {
            format!("{}%{unit}", in_unit(value, &measure))
        } else {
            with_unit(value, &measure)
        };
        let used = told.iter().flat_map(|one| &one.explanation.parameters);
        let (mut cites, mut grades) = (Vec::new(), Vec::new());
        for used in used.filter(|used| used.parameter == id) {
            for dated in &used.values {
                let cite = words.cites(&dated.cite);
                if !cite.is_empty() && !cites.contains(&cite) {
                    cites.push(cite);
                }
                for mark in marks(words, used, dated) {
                    if !grades.contains(&mark) {
                        grades.push(mark);
                    }
                }
            }
        }
        out.push(Datum {
            label: words.text(&parameter.label).to_owned(),
            text,
            plain,
            percent,
            unit,
            note: words.clauses(&cites),
            grade: words.list(&grades),
        });
    }
    out
}

fn figures(working: &Working, found: &mut Vec<(ParameterId, Rational)>) {
    match working {
        Working::Law(id, value) if !found.contains(&(*id, *value)) => {
            found.push((*id, *value));
        }
        Working::Negate(a) | Working::Rounded(a, ..) => figures(a, found),
        Working::Quotient(a, b) => [a, b].iter().for_each(|one| figures(one, found)),
        Working::Sum(all)
        | Working::Product(all)
        | Working::Least(all)
        | Working::Greatest(all) => all.iter().for_each(|one| figures(one, found)),
        _ => (),
    }
}
