//! The reform that takes a reform back.

use super::patch::Patches;
use crate::base::diagnostic::Place;
use crate::base::{Date, Diagnostic, Measure, Rational, Text};
use crate::check::history::{History, Law};
use crate::check::rulebook::{Named, Parameter, Rulebook, Shape};
use crate::rulebook::Reform;
use crate::rulebook::draft::{CellDraft, Draft, InForceDraft, Name, Revised, Spanned};
use crate::rulebook::reform::{SetDraft, SwitchDraft, ValueDraft};

/// What a reform, laid over these patches, must be followed by for the law to be what it was: values as
/// they stood, levers as they were switched, its records removed. `None` if it gave a value to another
/// lever, which no value laid over takes back.
///
/// # Errors
///
/// As [`Patches::lay_over`] of the patches before it.
pub fn reverse(
    book: &Rulebook,
    before: &Patches,
    reform: &Reform,
) -> Result<Option<Reform>, Vec<Diagnostic>> {
    if reform.sets.iter().any(|set| set.lever.is_some()) || !reform.remove.is_empty() {
        return Ok(None);
    }
    let law = before.lay_over(book)?;
    let mut sets = Vec::new();
    for set in &reform.sets {
        let Some(Named::Parameter(id)) = law.book.names.get(&set.parameter.value) else {
            continue;
        };
        sets.extend(as_it_was(
            &law.book,
            &law.book.parameters[*id],
            set,
            &reform.sets,
        ));
    }
    let switches = reform.switches.iter().filter_map(|switch| {
        let Some(Named::Lever(lever)) = law.book.names.get(&switch.lever.value) else {
            return None;
        };
        let on = !law.off.contains(*lever);
        (on != switch.on).then(|| SwitchDraft {
            lever: switch.lever.clone(),
            on,
        })
    });
    let revised = Revised {
        formulas: formulas_as_they_were(&law.book, reform),
        in_force: terms_as_they_were(&law.book, reform),
        cite: Vec::new(),
    };
    let Text { zh, en } = &reform.title;
    Ok(Some(Reform {
        id: Name::new(format!("{}-reverse", reform.id.value), reform.id.place),
        title: Text::new(format!("撤销：{zh}"), format!("undo: {en}")),
        date: reform.date,
        sets,
        switches: switches.collect(),
        remove: reform.names().cloned().collect(),
        added: Draft {
            revised,
            ..Draft::default()
        },
        ..Reform::default()
    }))
}

/// The formulas a reform replaces.
fn formulas_as_they_were(book: &Rulebook, reform: &Reform) -> Vec<(Name, Name)> {
    let formulas = reform.added.revised.formulas.iter();
    let was = |(amount, _): &(Name, Name)| match book.names.get(&amount.value) {
        Some(Named::Amount(id)) => {
            let text = book.amounts[*id].formula.text.to_string();
            Some((amount.clone(), Name::new(text, Place::default())))
        }
        _ => None,
    };
    formulas.filter_map(was).collect()
}

/// The times in force a reform replaces.
fn terms_as_they_were(book: &Rulebook, reform: &Reform) -> Vec<(Name, Vec<InForceDraft>)> {
    let terms = reform.added.revised.in_force.iter();
    let was = |(lever, _): &(Name, Vec<InForceDraft>)| match book.names.get(&lever.value) {
        Some(Named::Lever(id)) => {
            let spans = book.levers[*id].in_force.iter();
            let spans = spans.map(|span| InForceDraft {
                place: Place::default(),
                from: here(span.from),
                to: span.to.map(here),
                cite: Vec::new(),
                assumption: false,
                note: None,
            });
            Some((lever.clone(), spans.collect()))
        }
        _ => None,
    };
    terms.filter_map(was).collect()
}

/// Entries that set what stood on the days of an entry.
fn as_it_was(
    book: &Rulebook,
    parameter: &Parameter,
    set: &SetDraft,
    all: &[SetDraft],
) -> Vec<SetDraft> {
    let history = &parameter.history;
    let from = set.from.as_ref().map(|from| from.value);
    // Without an end of its own an entry ends where the next one of its parameter begins.
    let next = all
        .iter()
        .filter(|other| other.parameter.value == set.parameter.value)
        .filter_map(|other| other.from.as_ref())
        .map(|start| start.value)
        .filter(|start| from.is_none_or(|from| *start > from))
        .min();
    let to = set.to.as_ref().map(|to| to.value);
    let to = to.or(next.map(Date::previous));
    let first = from.unwrap_or(Date::BEGINNING);
    let inside = |day: &Date| *day > first && to.is_none_or(|to| *day <= to);
    let mut starts: Vec<Date> = turns(history).into_iter().filter(inside).collect();
    starts.insert(0, first);
    let mut entries = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).map(|next| next.previous()).or(to);
        let (law, _) = history.at(*start, &|_| false);
        let here = |day: Date| Spanned::new(day, Place::default());
        entries.push(SetDraft {
            from: (*start != Date::BEGINNING).then(|| here(*start)),
            to: end.map(here),
            value: Spanned::new(written(book, &parameter.shape, law), Place::default()),
            lever: None,
            without: None,
            note: None,
            ..set.clone()
        });
    }
    entries
}

/// Days on which a history turns, ends of yearly statistics included.
fn turns(history: &History) -> Vec<Date> {
    let ends = history
        .values
        .iter()
        .filter_map(|value| Date::new(value.from.year() + 1, 1, 1).filter(|_| history.yearly));
    let days = history.values.iter().map(|value| value.from);
    let mut days: Vec<Date> = days.chain(ends).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// A law as a reform writes it.
pub fn written(book: &Rulebook, shape: &Shape, law: &Law) -> ValueDraft {
    let word = |word: &str| ValueDraft::Word(word.to_owned());
    match (law, shape) {
        (Law::Absent, _) => word("absent"),
        (Law::Open, _) => word("open"),
        (Law::Number(value), Shape::Number(measure)) => {
            ValueDraft::Word(in_unit(*value, measure).to_string())
        }
        (Law::Bool(value), _) => ValueDraft::Word(value.to_string()),
        (Law::Date(value), _) => ValueDraft::Word(value.to_string()),
        (Law::Option(at), Shape::Reading(options)) => {
            let option = usize::try_from(*at).ok().and_then(|at| options.get(at));
            ValueDraft::Word(option.map_or_else(String::new, |option| option.id.clone()))
        }
        (Law::Brackets(rows), Shape::Brackets { by, measure, .. }) => {
            let rows = rows.iter().map(|(upto, law)| {
                let upto = upto.map(|upto| here(in_unit(upto, by)));
                (upto, here(cell(law, measure)))
            });
            ValueDraft::Brackets(rows.collect())
        }
        (Law::Rows(rows), Shape::ByChoice { choice, measure }) => {
            let options = book.choices[*choice].options.iter();
            let rows = options
                .zip(rows)
                .map(|(option, law)| (here(option.id.clone()), here(cell(law, measure))));
            ValueDraft::Rows(rows.collect())
        }
        _ => word("unknown"),
    }
}

fn here<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Place::default())
}

fn cell(law: &Law, measure: &Measure) -> CellDraft {
    match law {
        Law::Number(value) => CellDraft::Number(in_unit(*value, measure)),
        Law::Absent => CellDraft::Absent,
        Law::Open => CellDraft::Open,
        _ => CellDraft::Unknown,
    }
}

/// A value in base units, in the unit it was written in: a decimal again.
fn in_unit(value: Rational, measure: &Measure) -> Rational {
    value.div(measure.factor).unwrap_or(value)
}
