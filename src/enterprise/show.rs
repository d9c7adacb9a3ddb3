//! Cells to text that reads as the same cells.

use std::fmt::Write;

use super::Enterprise;
use crate::base::{Date, Lang, Measure, Rational};
use crate::check::Rulebook;
use crate::check::rulebook::{FactId, FactKind, FactSlotId};

/// What a field shows for a cell: `1250000.5`, `是`, `西宁市`, `2017-07-21`. Without the unit, which stands
/// beside the field; [`parse_fact`](super::parse_fact) reads it back to the same cell.
pub fn show_fact(rulebook: &Rulebook, fact: FactId, cell: i128, lang: Lang) -> String {
    match &rulebook.facts[fact].kind {
        FactKind::Number { measure, den, .. } => plain(measure, *den, cell),
        FactKind::Bool => match (lang, cell != 0) {
            (Lang::Zh, true) => "是",
            (Lang::Zh, false) => "否",
            (Lang::En, true) => "yes",
            (Lang::En, false) => "no",
        }
        .to_owned(),
        FactKind::Choice(choice) => {
            let position = usize::try_from(cell).unwrap_or(usize::MAX);
            let option = rulebook.choices[*choice].options.get(position);
            option.map_or_else(String::new, |option| option.label.get(lang).to_owned())
        }
        FactKind::Date => i32::try_from(cell)
            .map(|days| Date::from_days(days).to_string())
            .unwrap_or_default(),
    }
}

/// The same for sentences: numbers grouped by thousands, with their unit.
pub fn show_fact_with_unit(rulebook: &Rulebook, fact: FactId, cell: i128, lang: Lang) -> String {
    match &rulebook.facts[fact].kind {
        FactKind::Number { measure, den, .. } => bound(measure, *den, cell),
        _ => show_fact(rulebook, fact, cell, lang),
    }
}

/// The enterprise as a facts file; reading it gives the same enterprise.
pub fn to_toml(rulebook: &Rulebook, enterprise: &Enterprise) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    for (key, text) in [("name", &enterprise.name), ("note", &enterprise.note)] {
        if let Some(text) = text {
            line(&format!("{key} = {}", quoted(text)));
        }
    }
    if let Some(title) = &enterprise.title {
        let (zh, en) = (quoted(&title.zh), quoted(&title.en));
        line(&format!("title = {{ zh = {zh}, en = {en} }}"));
    }
    if let Some(period) = enterprise.period {
        line(&format!("period = \"{period}\""));
    }
    for (key, text) in [
        ("rulebook", &enterprise.rulebook),
        ("total", &enterprise.total),
    ] {
        if let Some(text) = text {
            line(&format!("{key} = {}", quoted(text)));
        }
    }
    line("\n[facts]");
    for (id, fact) in rulebook.facts.iter() {
        if fact.group.is_none()
            && let Some(value) = stated(rulebook, enterprise, rulebook.slot(id, 0))
        {
            line(&format!("{} = {value}", key(&fact.id)));
        }
    }
    for (id, group) in rulebook.groups.iter() {
        let Some(rows) = enterprise.rows(id) else {
            continue;
        };
        let rows = (0..rows).map(|row| {
            let fields = group.facts.iter().filter_map(|fact| {
                let value = stated(rulebook, enterprise, rulebook.slot(*fact, row))?;
                Some(format!("{} = {value}", key(&rulebook.facts[*fact].id)))
            });
            let fields: Vec<String> = fields.collect();
            format!("  {{ {} }},\n", fields.join(", "))
        });
        let rows: String = rows.collect();
        line(&format!("{} = [\n{rows}]", key(&group.id)));
    }
    if !enterprise.notes.is_empty() {
        line("\n[notes]");
        for (fact, note) in &enterprise.notes {
            line(&format!("{} = {}", quoted(fact), quoted(note)));
        }
    }
    out
}

/// A cell as a TOML value: ids of options rather than their labels.
fn stated(rulebook: &Rulebook, enterprise: &Enterprise, slot: FactSlotId) -> Option<String> {
    let cell = enterprise.fact(slot)?;
    let fact = rulebook.fact_slots[slot].fact;
    Some(match &rulebook.facts[fact].kind {
        FactKind::Bool => (cell != 0).to_string(),
        FactKind::Choice(choice) => {
            let position = usize::try_from(cell).ok()?;
            quoted(&rulebook.choices[*choice].options.get(position)?.id)
        }
        _ => quoted(&show_fact(rulebook, fact, cell, Lang::En)),
    })
}

/// A cell in the fact's written unit, without the unit.
fn plain(measure: &Measure, den: i128, cell: i128) -> String {
    let number = Rational::new(cell, den).and_then(|base| base.div(measure.factor));
    number.map_or_else(String::new, |number| number.to_string())
}

/// A cell in the fact's written unit, grouped, with the unit.
pub(super) fn bound(measure: &Measure, den: i128, cell: i128) -> String {
    let number = Rational::new(cell, den).and_then(|base| base.div(measure.factor));
    let digits = match number.and_then(Rational::to_decimal) {
        Some(decimal) => decimal.grouped(),
        None => plain(measure, den, cell),
    };
    match measure.text.as_str() {
        "" => digits,
        "%" => format!("{digits}%"),
        unit => format!("{digits} {unit}"),
    }
}

/// The step of a fact with its unit.
pub(super) fn step(measure: &Measure, den: i128) -> String {
    bound(measure, den, 1)
}

fn key(id: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !id.is_empty() && id.chars().all(bare) {
        id.to_owned()
    } else {
        quoted(id)
    }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => {
                out.push('\\');
                out.push(char);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            char if char.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(char));
            }
            char => out.push(char),
        }
    }
    out.push('"');
    out
}
