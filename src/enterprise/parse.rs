//! The text of one field to a cell of its fact.

use super::number::{self, half_width};
use super::problem::{Expected, FactProblem, FactProblemKind};
use super::raw::{Raw, RawValue};
use super::show::{bound, step};
use crate::base::diagnostic::nearest;
use crate::base::{Date, Lang, Measure};
use crate::check::Rulebook;
use crate::check::rulebook::{Choice, Fact, FactId, FactKind, FactSlotId, GroupId, Named};

/// What was typed into the field of a fact, as a cell of its [`FactKind`].
///
/// Understands both languages at once: ids and labels of options, 是 and yes, 2017年7月21日; numbers with
/// commas, scale and unit. A blank text is not a number; whoever means "not stated" asks first.
///
/// # Errors
///
/// What is wrong, for the page to show beside the field.
pub fn parse_fact(rulebook: &Rulebook, fact: FactId, text: &str) -> Result<i128, FactProblem> {
    let fact = &rulebook.facts[fact];
    cell(rulebook, fact, text).map_err(|kind| FactProblem {
        fact: fact.id.clone(),
        row: None,
        place: None,
        kind,
    })
}

/// The slot with this name: `electricity_kwh`, or `line2.line_kwh` for the second row of a group.
pub fn slot_by_name(rulebook: &Rulebook, name: &str) -> Option<FactSlotId> {
    let (row, fact) = match name.split_once('.') {
        Some((row, fact)) => (Some(group_row(rulebook, row)?), fact),
        None => (None, name),
    };
    let Some(Named::Fact(id)) = rulebook.names.get(fact) else {
        return None;
    };
    match (rulebook.facts[*id].group, row) {
        (None, None) => Some(rulebook.slot(*id, 0)),
        (Some(group), Some((named, row))) if group == named => Some(rulebook.slot(*id, row)),
        _ => None,
    }
}

/// `line2`: the second row of the group `line`.
pub(super) fn group_row(rulebook: &Rulebook, name: &str) -> Option<(GroupId, u8)> {
    let group = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let row: u8 = name.get(group.len()..)?.parse().ok()?;
    let Some(Named::Group(id)) = rulebook.names.get(group) else {
        return None;
    };
    let row = row.checked_sub(1)?;
    (row < rulebook.groups[*id].max_rows).then_some((*id, row))
}

/// A value as written in a file; `None` if it says "not stated".
pub(super) fn written(
    rulebook: &Rulebook,
    fact: &Fact,
    value: &RawValue,
) -> Result<Option<i128>, FactProblemKind> {
    let one = FactProblemKind::WrongShape {
        expected: Expected::One,
    };
    match &value.raw {
        Raw::Null => Ok(None),
        Raw::Bool(yes) if fact.kind == FactKind::Bool => Ok(Some(i128::from(*yes))),
        Raw::Bool(yes) => cell(rulebook, fact, &yes.to_string()).map(Some),
        Raw::Number(text) | Raw::Text(text) => cell(rulebook, fact, text).map(Some),
        Raw::List(_) | Raw::Table(_) => Err(one),
    }
}

fn cell(rulebook: &Rulebook, fact: &Fact, text: &str) -> Result<i128, FactProblemKind> {
    match &fact.kind {
        FactKind::Number {
            measure,
            den,
            min,
            max,
        } => number_cell(text, measure, *den, (*min, *max)),
        FactKind::Bool => yes_or_no(text),
        FactKind::Choice(choice) => option(&rulebook.choices[*choice], text),
        FactKind::Date => day(text),
    }
}

fn number_cell(
    text: &str,
    measure: &Measure,
    den: i128,
    (min, max): (i128, i128),
) -> Result<i128, FactProblemKind> {
    let number = number::parse(text, measure)?;
    let base = number.mul(measure.factor).ok_or(FactProblemKind::TooLong)?;
    let Some(cell) = base.in_parts_of(den) else {
        return Err(if den % base.den() == 0 {
            FactProblemKind::TooLong
        } else {
            FactProblemKind::TooFine {
                step: step(measure, den),
            }
        });
    };
    if (min..=max).contains(&cell) {
        return Ok(cell);
    }
    Err(FactProblemKind::OutOfBounds {
        min: bound(measure, den, min),
        max: bound(measure, den, max),
    })
}

fn yes_or_no(text: &str) -> Result<i128, FactProblemKind> {
    match half_width(text).to_lowercase().as_str() {
        "true" | "yes" | "y" | "是" | "有" => Ok(1),
        "false" | "no" | "n" | "否" | "无" => Ok(0),
        _ => Err(FactProblemKind::NotYesOrNo {
            text: text.to_owned(),
        }),
    }
}

/// The position of an option named by its id or a label in either language.
fn option(choice: &Choice, text: &str) -> Result<i128, FactProblemKind> {
    let wanted = text.trim();
    let same = |lang: Lang, label: &crate::base::Text| {
        label.get(lang).to_lowercase() == wanted.to_lowercase()
    };
    let by_id = choice.options.iter().position(|option| option.id == wanted);
    let by_label = || {
        choice
            .options
            .iter()
            .position(|option| same(Lang::Zh, &option.label) || same(Lang::En, &option.label))
    };
    if let Some(position) = by_id.or_else(by_label) {
        return i128::try_from(position).map_err(|_| FactProblemKind::TooLong);
    }
    let options: Vec<String> = choice
        .options
        .iter()
        .map(|option| option.id.clone())
        .collect();
    let suggestion = nearest(wanted, options.iter().map(String::as_str)).map(str::to_owned);
    Err(FactProblemKind::UnknownOption {
        text: text.to_owned(),
        suggestion,
        options,
    })
}

/// `2017-07-21`, `2017/7/21`, `2017.7.21` or `2017年7月21日`, as days since 1970-01-01.
fn day(text: &str) -> Result<i128, FactProblemKind> {
    let plain = half_width(text);
    let plain = plain.strip_suffix(['日', '号']).unwrap_or(&plain);
    let parts: Vec<&str> = plain.split(['-', '/', '.', '年', '月']).collect();
    let number = |part: &str, longest| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        (digits && part.len() <= longest)
            .then(|| part.parse().ok())
            .flatten()
    };
    let date = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            let year: Option<u32> = number(year, 4);
            let (month, day) = (number(month, 2), number(day, 2));
            year.and_then(|year| i32::try_from(year).ok())
                .zip(month.zip(day))
                .and_then(|(year, (month, day))| Date::new(year, month, day))
        }
        _ => None,
    };
    date.map(|date| i128::from(date.days()))
        .ok_or_else(|| FactProblemKind::NotADay {
            text: text.to_owned(),
        })
}
