//! The months of a period, as data.
#![expect(
    missing_docs,
    reason = "docs/schema describes the fields, and a test holds the two equal"
)]

use serde::Serialize;

use super::amount_name;
use crate::check::rulebook::Rulebook;
use crate::scenario::calendar::{Calendar, CalendarLine, DayLine, Flow, Happening, MonthLine};

/// The months of a period.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CalendarReport {
    pub months: Vec<MonthReport>,
    /// The cells of a line add up to its amount.
    pub lines: Vec<LineReport>,
    /// Amounts that are not known.
    pub left_out: Vec<String>,
    pub days: Vec<DayReport>,
    /// What can be applied for.
    pub apply: Vec<ApplyReport>,
}

/// One month with its sums.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct MonthReport {
    pub month: String,
    pub paid: String,
    pub received: String,
    pub kept: String,
}

/// One amount over the months.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct LineReport {
    pub amount: String,
    /// `paid`, `received` or `kept`.
    pub flow: &'static str,
    pub cells: Vec<String>,
    pub day: Option<String>,
}

/// Something on a day.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DayReport {
    pub day: String,
    /// `begins`, `ends` or `due`.
    pub what: &'static str,
    pub lever: String,
    /// The deadline of what is due.
    pub parameter: Option<String>,
}

/// A lever that can be applied for.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ApplyReport {
    pub lever: String,
    pub from: String,
    pub to: String,
}

impl CalendarReport {
    /// The report of a calendar.
    pub fn new(book: &Rulebook, calendar: &Calendar) -> CalendarReport {
        let lever = |lever| -> String { book.levers[lever].id.clone() };
        let month = |line: &MonthLine| MonthReport {
            month: line.month.to_string(),
            paid: line.paid.to_string(),
            received: line.received.to_string(),
            kept: line.kept.to_string(),
        };
        let line = |line: &CalendarLine| LineReport {
            amount: amount_name(book, line.of),
            flow: match line.flow {
                Flow::Paid => "paid",
                Flow::Received => "received",
                Flow::Kept => "kept",
            },
            cells: line.cells.iter().map(ToString::to_string).collect(),
            day: line.day.map(|day| day.to_string()),
        };
        let day = |line: &DayLine| {
            let (what, of, parameter) = match line.what {
                Happening::Begins(of) => ("begins", of, None),
                Happening::Ends(of) => ("ends", of, None),
                Happening::Due(of, parameter) => ("due", of, Some(parameter)),
            };
            DayReport {
                day: line.day.to_string(),
                what,
                lever: lever(of),
                parameter: parameter.map(|id| book.parameters[id].id.clone()),
            }
        };
        let left_out = calendar.left_out.iter();
        CalendarReport {
            months: calendar.months.iter().map(month).collect(),
            lines: calendar.lines.iter().map(line).collect(),
            left_out: left_out.map(|of| amount_name(book, *of)).collect(),
            days: calendar.days.iter().map(day).collect(),
            apply: calendar
                .apply
                .iter()
                .map(|(of, from, to)| ApplyReport {
                    lever: lever(*of),
                    from: from.to_string(),
                    to: to.to_string(),
                })
                .collect(),
        }
    }
}
