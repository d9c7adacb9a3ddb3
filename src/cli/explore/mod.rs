//! `sweep`, `breakpoints`, `goal`: one fact or parameter varied.

mod csv;
mod print;

use std::path::Path;
use std::sync::Arc;

use super::args::{GoalArgs, RangeArgs, RangeFormat, SweepArgs};
use super::words::Words;
use super::{Answer, assess, json, patching, render, rules, system};
use crate::base::Diagnostic;
use crate::charts::{self, Caption};
use crate::report::range::{RangeQuestion, explored};
use crate::report::request::Question;
use crate::report::{DiagnosticReport, ExploreReport};
use crate::rulebook::{Reform, Sources};

/// How many points a table shows, and how many a chart is drawn from.
const IN_TABLE: usize = 21;
const IN_CHART: usize = 500;

/// `sweep`.
pub(super) fn sweep(asked: &SweepArgs, words: Words) -> Answer {
    let table = asked.range.format == RangeFormat::Table && asked.svg.is_none();
    let question = RangeQuestion {
        of: &asked.of,
        points: Some(if table { IN_TABLE } else { IN_CHART }),
        forbidden: true,
        ..RangeQuestion::default()
    };
    answer(
        &asked.range,
        &question,
        asked.svg.as_deref(),
        words,
        |report, words| {
            let mut out = print::heading(report, words);
            out.push_str(&print::points(report, words));
            out.push_str(&print::breaks(report, words));
            out.push_str(&print::forbidden(report, words));
            out
        },
    )
}

/// `breakpoints`.
pub(super) fn breakpoints(asked: &SweepArgs, words: Words) -> Answer {
    let question = RangeQuestion {
        of: &asked.of,
        points: asked.svg.is_some().then_some(IN_CHART),
        forbidden: true,
        ..RangeQuestion::default()
    };
    answer(
        &asked.range,
        &question,
        asked.svg.as_deref(),
        words,
        |report, words| {
            let mut out = print::heading(report, words);
            out.push_str(&print::breaks(report, words));
            out.push_str(&print::forbidden(report, words));
            out
        },
    )
}

/// `goal`.
pub(super) fn goal(asked: &GoalArgs, words: Words) -> Answer {
    let question = RangeQuestion {
        until: Some(&asked.until),
        ..RangeQuestion::default()
    };
    answer(&asked.range, &question, None, words, |report, words| {
        let mut out = print::heading(report, words);
        let axis = report.range.axis.as_ref();
        if let Some((goal, axis)) = report.range.goal.as_ref().zip(axis) {
            out.push_str(&print::reached(goal, axis, words));
        }
        out
    })
}

type Print = fn(&ExploreReport, Words) -> String;

fn answer(
    asked: &RangeArgs,
    range: &RangeQuestion<'_>,
    svg: Option<&Path>,
    words: Words,
    print: Print,
) -> Answer {
    let opened = rules::open(asked.rules.as_deref());
    let mut sources = opened.sources;
    let Some(book) = opened.book else {
        return refused(asked.format, &opened.diagnostics, &sources);
    };
    let read = patching::patches(&asked.changes, &mut sources).and_then(|patches| {
        let people = asked.format == RangeFormat::Table;
        let law = (&book, &patches);
        let read = assess::read(law, &asked.facts, people, words, &mut sources)?;
        if read.problems.is_empty() {
            Ok((patches, read.enterprise))
        } else {
            Err(read.problems)
        }
    });
    let (patches, enterprise) = match read {
        Ok(read) => read,
        Err(why) => return refused(asked.format, &why, &sources),
    };
    let reforms: Vec<Arc<Reform>> = patches.reforms().cloned().collect();
    let question = Question {
        period: asked.period.as_deref(),
        reforms: &reforms,
        changes: &asked.changes.set,
        ..Question::default()
    };
    let range = RangeQuestion {
        vary: &asked.vary,
        ..range.clone()
    };
    let (mut report, mut found) = explored(&book, &enterprise, &question, &range);
    if let Some(path) = svg
        && let Some(Err(why)) = chart(&report, words).map(|text| system::write(path, &text))
    {
        let message = format!("cannot write the chart `{}`: {why}", path.display());
        found.push(Diagnostic::error("Q0101", message));
    }
    let refused = found.iter().any(Diagnostic::is_error);
    let err = render::all(&found, &sources);
    report.diagnostics = DiagnosticReport::all(&found, &sources);
    match asked.format {
        RangeFormat::Json => Answer {
            out: json(&report),
            err: String::new(),
            refused,
        },
        _ if refused => Answer::refused(err),
        RangeFormat::Csv => Answer {
            out: csv::csv(&report),
            err,
            refused,
        },
        RangeFormat::Table => Answer {
            out: print(&report, words),
            err,
            refused,
        },
    }
}

fn refused(format: RangeFormat, why: &[Diagnostic], sources: &Sources) -> Answer {
    match format {
        RangeFormat::Json => Answer::refused_json(json(&ExploreReport {
            diagnostics: DiagnosticReport::all(why, sources),
            ..ExploreReport::empty()
        })),
        _ => Answer::refused(render::all(why, sources)),
    }
}

/// The chart of the first target as a file.
fn chart(report: &ExploreReport, words: Words) -> Option<String> {
    let axis = report.range.axis.as_ref()?;
    let target = report.range.targets.first()?;
    let (data, x_unit, y_unit) =
        charts::explored(&report.range, axis.here.as_deref(), words.lang())?;
    let svg = charts::range(&data, 820)?;
    let title = format!(
        "{} · {}",
        words.text(&target.label),
        words.text(&axis.label)
    );
    let period = report.period.clone().unwrap_or_default();
    let across = words.pair(words.text(&axis.label), &format!("{x_unit}{}", axis.unit));
    let up = words.pair(words.text(&target.label), &y_unit);
    let notes = [format!("{across}    {up}    {period}")];
    let caption = Caption {
        title: &title,
        notes: &notes,
        legend: &[],
    };
    charts::file(&svg, &caption)
}
