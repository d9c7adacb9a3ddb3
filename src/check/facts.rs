//! Facts: bounds on their step, defaults and typical ranges inside their bounds, slots unrolled.

use super::rulebook::{AmountId, Fact, FactKind, FactSlot, FactSlotId, Named};
use super::scope::{Scope, unknown};
use crate::base::ids::Id;
use crate::base::{Date, Diagnostic, Measure, Rational};
use crate::rulebook::Draft;
use crate::rulebook::draft::{FactDraft, FactShape, Name, Spanned};

/// The amount that reckons a choice from other facts.
fn computed_by(scope: &Scope, fact: &FactDraft, found: &mut Vec<Diagnostic>) -> Option<AmountId> {
    let name = fact.computed_by.as_ref()?;
    if let Some(Named::Amount(amount)) = scope.names.get(&name.value) {
        return Some(*amount);
    }
    let known = scope.known(|named| matches!(named, Named::Amount(_)));
    found.push(unknown("amount", name, known));
    None
}

/// Fills facts and their slots into the scope.
pub(super) fn fill(scope: &mut Scope, draft: &Draft, found: &mut Vec<Diagnostic>) {
    for fact in &draft.facts {
        let group = fact
            .group
            .as_ref()
            .and_then(|name| scope.group(name, found));
        let section = match (&fact.section, group) {
            (Some(name), _) => scope.section(name, found),
            (None, Some(group)) => scope.groups[group].section,
            (None, None) => None,
        };
        let kind = kind(scope, fact, found);
        let first_slot = FactSlotId::from_index(scope.fact_slots.len());
        let typical = fact
            .typical
            .and_then(|range| typical(fact, &kind, range, found));
        let default = fact
            .default
            .as_ref()
            .and_then(|text| default(scope, &kind, text, found));
        let id = scope.facts.push(Fact {
            id: fact.id.value.clone(),
            label: fact.label.clone(),
            ask: fact.ask.clone(),
            help: fact.help.clone(),
            section,
            group,
            kind,
            typical,
            default,
            computed_by: computed_by(scope, fact, found),
            changeable: fact.changeable,
            can_fail: fact.can_fail,
            first_slot,
            place: fact.id.place,
        });
        let rows = group.map_or(0, |group| scope.groups[group].max_rows);
        if let Some(group) = group {
            scope.groups[group].facts.push(id);
        } else {
            scope.fact_slots.push(FactSlot {
                fact: id,
                row: None,
            });
        }
        for row in 0..rows {
            scope.fact_slots.push(FactSlot {
                fact: id,
                row: Some(row),
            });
        }
    }
}

fn kind(scope: &Scope, fact: &FactDraft, found: &mut Vec<Diagnostic>) -> FactKind {
    match &fact.shape {
        FactShape::Bool => FactKind::Bool,
        FactShape::Date => FactKind::Date,
        FactShape::Choice(name) => scope
            .choice(name, found)
            .map_or(FactKind::Bool, FactKind::Choice),
        FactShape::Number {
            unit,
            step,
            min,
            max,
        } => number(&unit.value, step, min, max, found),
    }
}

fn number(
    measure: &Measure,
    step: &Spanned<Rational>,
    min: &Spanned<Rational>,
    max: &Spanned<Rational>,
    found: &mut Vec<Diagnostic>,
) -> FactKind {
    let den = step
        .value
        .mul(measure.factor)
        .filter(|step| step.num() == 1)
        .map(Rational::den);
    if den.is_none() {
        found.push(
            Diagnostic::error("R0501", "a fact's step must be one part of its base unit")
                .at(step.place, "not 1 divided by a whole number")
                .help("write 1, 0.1, 0.01 or finer"),
        );
    }
    let den = den.unwrap_or(1);
    let mut parts = |bound: &Spanned<Rational>| {
        let cell = bound
            .value
            .mul(measure.factor)
            .and_then(|value| value.in_parts_of(den));
        if cell.is_none() {
            found.push(
                Diagnostic::error("R0502", "this bound is finer than the fact's step")
                    .at(bound.place, "")
                    .at(step.place, "the step"),
            );
        }
        cell.unwrap_or(0)
    };
    let (least, greatest) = (parts(min), parts(max));
    if least > greatest {
        found.push(
            Diagnostic::error("R0503", "the least value is greater than the greatest")
                .at(min.place, "the least")
                .at(max.place, "the greatest"),
        );
    }
    FactKind::Number {
        measure: measure.clone(),
        den,
        min: least,
        max: greatest,
    }
}

fn typical(
    fact: &FactDraft,
    kind: &FactKind,
    range: (Rational, Rational),
    found: &mut Vec<Diagnostic>,
) -> Option<(i128, i128)> {
    let FactKind::Number {
        measure,
        den,
        min,
        max,
    } = kind
    else {
        return None;
    };
    let cell = |value: Rational| value.mul(measure.factor).and_then(|v| v.in_parts_of(*den));
    let cells = cell(range.0).zip(cell(range.1));
    let fits = |(low, high): &(i128, i128)| min <= low && low <= high && high <= max;
    if !cells.as_ref().is_some_and(fits) {
        found.push(
            Diagnostic::error(
                "R0504",
                "the typical range is not within the fact's bounds and step",
            )
            .at(fact.id.place, "typical range of this fact"),
        );
    }
    cells
}

fn default(
    scope: &Scope,
    kind: &FactKind,
    text: &Name,
    found: &mut Vec<Diagnostic>,
) -> Option<i128> {
    let written = text.value.as_str();
    let cell = match kind {
        FactKind::Number {
            measure,
            den,
            min,
            max,
        } => Rational::parse(written)
            .and_then(|value| value.mul(measure.factor))
            .and_then(|value| value.in_parts_of(*den))
            .filter(|cell| min <= cell && cell <= max),
        FactKind::Bool => match written {
            "true" => Some(1),
            "false" => Some(0),
            _ => None,
        },
        FactKind::Choice(choice) => scope.choices[*choice]
            .options
            .iter()
            .position(|option| option.id == written)
            .and_then(|at| i128::try_from(at).ok()),
        FactKind::Date => Date::parse(written).map(|date| i128::from(date.days())),
    };
    if cell.is_none() {
        found.push(
            Diagnostic::error("R0505", "the default is not a value this fact can hold")
                .at(text.place, "outside its bounds, step or options"),
        );
    }
    cell
}
