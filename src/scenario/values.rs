//! What a value written for a parameter means: text to law, and rows edited one by one.

use super::lay::unknown;
use crate::base::diagnostic::Place;
use crate::base::{Date, Diagnostic, Measure, Rational};
use crate::check::history::Law;
use crate::check::parameters::{cell, law};
use crate::check::rulebook::{Parameter, Rulebook, Shape};
use crate::rulebook::draft::{LawDraft, WithoutDraft};
use crate::rulebook::reform::{BracketEdit, SetDraft, ValueDraft};

/// What is laid over a day.
pub(super) enum Value {
    /// This law, whatever stood there.
    Law(Law),
    /// What stood there, with some rows changed.
    Edit(Edit),
}

/// Rows to change, in base units.
pub(super) struct Edit {
    rows: Vec<RowEdit>,
    place: Place,
}

enum RowEdit {
    /// A bracket with this bound gets a value, or is put in.
    Bracket(Option<Rational>, Law),
    /// A bound is taken out.
    Unbound(Rational, Place),
    /// An option's row gets a value.
    Option(usize, Law),
}

/// What a set entry means for a parameter; what it cannot mean is reported. `placed` says whether the
/// entry has places to point at.
pub(super) fn value(
    book: &Rulebook,
    parameter: &Parameter,
    set: &SetDraft,
    placed: bool,
    found: &mut Vec<Diagnostic>,
) -> Value {
    let place = set.value.place;
    let drafted = match &set.value.value {
        ValueDraft::Word(text) => match word(parameter, text) {
            Ok(Word::Option(at)) => return Value::Law(Law::Option(at)),
            Ok(Word::Base(value)) => return Value::Law(Law::Number(value)),
            Ok(Word::Draft(draft)) => draft,
            Err(why) => {
                found.push(pointed(why, placed.then_some(place), parameter));
                return Value::Law(Law::Unknown);
            }
        },
        ValueDraft::Brackets(rows) => LawDraft::Brackets(rows.clone()),
        ValueDraft::Rows(rows) => LawDraft::Rows(rows.clone()),
        ValueDraft::EditBrackets(rows) => {
            let rows = brackets(parameter, rows, place, found);
            return Value::Edit(Edit { rows, place });
        }
        ValueDraft::EditRows(rows) => {
            let Shape::ByChoice { choice, measure } = &parameter.shape else {
                found.push(no_rows(parameter, place, "options"));
                return Value::Law(Law::Unknown);
            };
            let options = &book.choices[*choice].options;
            let mut edits = Vec::new();
            for (name, value) in rows {
                match options.iter().position(|option| option.id == name.value) {
                    Some(at) => edits.push(RowEdit::Option(at, cell(value, measure, found))),
                    None => {
                        let known = options.iter().map(|option| option.id.as_str());
                        found.push(unknown("option", &name.value, Some(name.place), known));
                    }
                }
            }
            return Value::Edit(Edit { rows: edits, place });
        }
    };
    Value::Law(law(&book.choices, &parameter.shape, &drafted, place, found))
}

/// What stands without the lever, if the entry says so.
pub(super) fn without(
    book: &Rulebook,
    parameter: &Parameter,
    set: &SetDraft,
    found: &mut Vec<Diagnostic>,
) -> Option<Law> {
    let without = set.without.as_ref()?;
    let drafted = match &without.value {
        WithoutDraft::Previous => return None,
        WithoutDraft::Absent => LawDraft::Absent,
        WithoutDraft::Unknown => LawDraft::Unknown,
        WithoutDraft::Number(value) => LawDraft::Number(*value),
    };
    Some(law(
        &book.choices,
        &parameter.shape,
        &drafted,
        without.place,
        found,
    ))
}

enum Word {
    /// As a rulebook writes it.
    Draft(LawDraft),
    /// A number already in base units.
    Base(Rational),
    /// The position of a reading.
    Option(u32),
}

/// Why a text is no value: what was wanted, and whether its unit is at odds with the parameter's.
struct Refusal {
    text: String,
    wanted: String,
    unit: Option<String>,
}

fn pointed(why: Refusal, place: Option<Place>, parameter: &Parameter) -> Diagnostic {
    let Refusal { text, wanted, unit } = why;
    let message = format!("`{text}` is not a value of `{}`", parameter.id);
    let mut found = Diagnostic::error("P0103", message).help(format!("give {wanted}"));
    if let Some(place) = place {
        let (here, there) = match &unit {
            Some(unit) => (format!("this is in {unit}"), "this has another unit"),
            None => (String::new(), "declared here"),
        };
        found = found.at(place, here).at(parameter.place, there);
    }
    found
}

/// The value a text means for a parameter.
fn word(parameter: &Parameter, text: &str) -> Result<Word, Refusal> {
    let refuse = |wanted: String| Refusal {
        text: text.to_owned(),
        wanted,
        unit: None,
    };
    let none = match text {
        "absent" => Some(LawDraft::Absent),
        "unknown" => Some(LawDraft::Unknown),
        "open" => Some(LawDraft::Open),
        _ => None,
    };
    if let (Some(none), false) = (none, matches!(parameter.shape, Shape::Reading(_))) {
        return Ok(Word::Draft(none));
    }
    match &parameter.shape {
        Shape::Number(measure) => number(measure, text),
        Shape::Bool => match text {
            "true" => Ok(Word::Draft(LawDraft::Bool(true))),
            "false" => Ok(Word::Draft(LawDraft::Bool(false))),
            _ => Err(refuse("true or false".to_owned())),
        },
        Shape::Date => match Date::parse(text) {
            Some(date) => Ok(Word::Draft(LawDraft::Date(date))),
            None => Err(refuse("a date like 2018-01-01".to_owned())),
        },
        Shape::Reading(options) => match options.iter().position(|option| option.id == text) {
            Some(at) => Ok(Word::Option(u32::try_from(at).unwrap_or(0))),
            None => {
                let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
                Err(refuse(format!("one of {}", ids.join(", "))))
            }
        },
        Shape::Brackets { .. } | Shape::ByChoice { .. } => {
            let wanted = "`rows` or `edit` in a reform file: tables are not set by one value";
            Err(refuse(wanted.to_owned()))
        }
    }
}

/// A number in the parameter's written unit; one that carries a unit is converted if it can be.
fn number(measure: &Measure, text: &str) -> Result<Word, Refusal> {
    let unit = measure.text.as_str();
    let bare = text.strip_suffix(unit).unwrap_or(text).trim();
    if let Some(value) = Rational::parse(bare) {
        return match value.mul(measure.factor) {
            Some(_) => Ok(Word::Draft(LawDraft::Number(value))),
            None => Err(wrong_number(unit, text, None)),
        };
    }
    let digits = |c: char| c.is_ascii_digit() || c == '.' || c == '-' || c == '+';
    let at = text.find(|c| !digits(c)).unwrap_or(text.len());
    let (value, carried) = text.split_at_checked(at).unwrap_or((text, ""));
    let carried = carried.trim().trim_start_matches('[').trim_end_matches(']');
    let carried = Measure::parse(carried).ok();
    match (Rational::parse(value), carried) {
        (Some(value), Some(carried)) if carried.unit == measure.unit => {
            let base = value.mul(carried.factor);
            base.map(Word::Base)
                .ok_or_else(|| wrong_number(unit, text, None))
        }
        (Some(_), Some(carried)) => Err(wrong_number(unit, text, Some(carried.text))),
        _ => Err(wrong_number(unit, text, None)),
    }
}

fn wrong_number(unit: &str, text: &str, carried: Option<String>) -> Refusal {
    Refusal {
        text: text.to_owned(),
        wanted: if unit.is_empty() {
            "a number".to_owned()
        } else {
            format!("a number in {unit}")
        },
        unit: carried,
    }
}

fn no_rows(parameter: &Parameter, place: Place, of: &str) -> Diagnostic {
    Diagnostic::error("P0109", format!("`{}` has no rows by {of}", parameter.id))
        .at(place, "edited here")
        .at(parameter.place, "declared here")
        .help("set `value`, or edit the rows it has")
}

fn brackets(
    parameter: &Parameter,
    rows: &[BracketEdit],
    place: Place,
    found: &mut Vec<Diagnostic>,
) -> Vec<RowEdit> {
    let Shape::Brackets { by, measure, .. } = &parameter.shape else {
        found.push(no_rows(parameter, place, "brackets"));
        return Vec::new();
    };
    let mut edits = Vec::new();
    let mut seen: Vec<(Option<Rational>, Place)> = Vec::new();
    for row in rows {
        let bound = match &row.upto {
            None => None,
            Some(upto) => match upto.value.mul(by.factor) {
                Some(bound) => Some(bound),
                None => {
                    let message = "this number is past the engine's range";
                    found.push(Diagnostic::error("R0305", message).at(upto.place, ""));
                    continue;
                }
            },
        };
        if let Some((_, before)) = seen.iter().find(|(known, _)| *known == bound) {
            found.push(
                Diagnostic::error("P0109", "this row is edited twice")
                    .at(row.place, "again here")
                    .at(*before, "first here"),
            );
        }
        seen.push((bound, row.place));
        edits.push(match (&row.value, bound) {
            (Some(value), bound) => RowEdit::Bracket(bound, cell(value, measure, found)),
            (None, Some(bound)) => RowEdit::Unbound(bound, row.place),
            // The reader asks for the bound of a row that is taken out.
            (None, None) => continue,
        });
    }
    edits
}

/// What stood on a day, with its rows edited.
///
/// # Errors
///
/// `P0109` where no table stands, or a row to be taken out is not in it.
pub(super) fn edited(stood: &Law, edit: &Edit) -> Result<Law, Vec<Diagnostic>> {
    match stood {
        Law::Brackets(rows) => {
            let mut rows = rows.clone();
            let mut found = Vec::new();
            for change in &edit.rows {
                match change {
                    RowEdit::Bracket(bound, law) => put(&mut rows, *bound, law),
                    RowEdit::Unbound(bound, place) => {
                        match rows.iter().position(|(known, _)| *known == Some(*bound)) {
                            Some(at) => {
                                rows.remove(at);
                            }
                            None => found.push(
                                Diagnostic::error("P0109", "the table has no row with this bound")
                                    .at(*place, "taken out here")
                                    .help("name a bound as `qingce rules show` prints it"),
                            ),
                        }
                    }
                    RowEdit::Option(..) => {}
                }
            }
            if found.is_empty() {
                Ok(Law::Brackets(rows))
            } else {
                Err(found)
            }
        }
        Law::Rows(rows) => {
            let mut rows = rows.clone();
            for change in &edit.rows {
                if let RowEdit::Option(at, law) = change
                    && let Some(row) = rows.get_mut(*at)
                {
                    *row = law.clone();
                }
            }
            Ok(Law::Rows(rows))
        }
        _ => Err(vec![
            Diagnostic::error("P0109", "no table is in force on these days")
                .at(edit.place, "its rows are edited here")
                .help("give all its `rows`, or choose days on which it has some"),
        ]),
    }
}

fn put(rows: &mut Vec<(Option<Rational>, Law)>, bound: Option<Rational>, law: &Law) {
    if let Some((_, row)) = rows.iter_mut().find(|(known, _)| *known == bound) {
        *row = law.clone();
        return;
    }
    let above =
        |(known, _): &(Option<Rational>, Law)| known.is_none_or(|known| Some(known) > bound);
    let at = rows.iter().position(above).unwrap_or(rows.len());
    rows.insert(at, (bound, law.clone()));
}
