//! What would make levers apply, for people.

use super::sheet::Sheet;
use super::table::{Align, Table};
use super::words::grouped;
use crate::check::rulebook::{FactKind, Named};
use crate::report::WhyNotReport;
use crate::report::way_in::ChangeReport;

/// A line a way; levers without one say so.
pub(super) fn print(asked: &[WhyNotReport], sheet: Sheet<'_>) -> String {
    let words = sheet.words;
    let mut table = Table::new([
        (words.say("怎样才适用", "the way in"), Align::Left),
        (words.say("需要", "it takes"), Align::Left),
        (
            words.say("合计变化（元）", "the total moves by (元)"),
            Align::Right,
        ),
    ]);
    for lever in asked {
        let title = sheet.label(&lever.lever);
        for way in &lever.ways {
            table.row([
                title.clone(),
                changes(&way.changes, sheet),
                sheet.effect(&way.worth),
            ]);
        }
        if lever.ways.is_empty() {
            let none = if lever.status == "doesNotApply" {
                words.say("企业自身改变不了", "nothing the enterprise can change")
            } else {
                words.term(lever.status)
            };
            table.row([title, none.to_owned(), String::new()]);
        }
    }
    table.print()
}

/// Several changes in one line.
pub(super) fn changes(changes: &[ChangeReport], sheet: Sheet<'_>) -> String {
    let changes: Vec<String> = changes.iter().map(|one| change(one, sheet)).collect();
    changes.join(sheet.words.say("；", "; "))
}

/// `铝液电解交流电量 ≤ 2,669,999,999 kWh/年（现为 2,750,000,000）`.
fn change(change: &ChangeReport, sheet: Sheet<'_>) -> String {
    let words = sheet.words;
    let id = change.fact.rsplit('.').next().unwrap_or(&change.fact);
    let fact = match sheet.book.names.get(id) {
        Some(Named::Fact(fact)) => Some(&sheet.book.facts[*fact]),
        _ => None,
    };
    let unit = match fact.map(|fact| &fact.kind) {
        Some(FactKind::Number { measure, .. }) => format!(" {}", measure.text),
        _ => String::new(),
    };
    let shown = |text: &str| match fact.map(|fact| &fact.kind) {
        Some(FactKind::Bool) => match text {
            "true" => words.say("是", "yes").to_owned(),
            _ => words.say("否", "no").to_owned(),
        },
        Some(FactKind::Choice(choice)) => {
            let options = sheet.book.choices[*choice].options.iter();
            let mut options = options.filter(|option| option.id == text);
            let label = options.next().map(|option| (&option.label).into());
            label.map_or_else(|| text.to_owned(), |label| words.text(&label).to_owned())
        }
        _ => grouped(text),
    };
    let sign = match change.bound {
        "atLeast" => "≥",
        "atMost" => "≤",
        _ => "=",
    };
    let row = change.fact.split_once('.');
    let row = row.map_or(String::new(), |(row, _)| format!(" [{row}]"));
    let label = words.text(&change.label);
    let to = format!("{label}{row} {sign} {}{unit}", shown(&change.to));
    let now = change
        .from
        .as_deref()
        .map_or_else(|| words.say("未填", "not stated").to_owned(), shown);
    words.beside(&to, &format!("{} {now}", words.say("现为", "now")))
}
