//! `sweep`, `breakpoints`, `goal`: one fact or parameter varied.

use std::path::Path;
use std::sync::Arc;

use super::args::{GoalArgs, RangeArgs, RangeFormat, SweepArgs};
use super::table::{Align, Table};
use super::words::{Words, grouped};
use super::{Answer, assess, json, patching, render, rules, system};
use crate::base::{Decimal, Diagnostic};
use crate::charts::{self, Caption};
use crate::report::explore::{
    AxisReport, BreakpointReport, CauseReport, ForbiddenReport, GoalReport, TargetReport,
};
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
            let mut out = heading(report, words);
            out.push_str(&points(report, words));
            out.push_str(&breaks(report, words));
            out.push_str(&forbidden(report, words));
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
            let mut out = heading(report, words);
            out.push_str(&breaks(report, words));
            out.push_str(&forbidden(report, words));
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
        let mut out = heading(report, words);
        let axis = report.range.axis.as_ref();
        if let Some((goal, axis)) = report.range.goal.as_ref().zip(axis) {
            out.push_str(&reached(goal, axis, words));
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
        let patched = patches.lay_over(&book)?;
        let people = asked.format == RangeFormat::Table;
        let (enterprise, problems) =
            assess::read(&patched.book, &asked.facts, people, words, &mut sources)
                .map_err(|why| vec![why])?;
        if problems.is_empty() {
            Ok((patches, enterprise))
        } else {
            Err(problems)
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
            out: csv(&report),
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

fn with_unit(value: &str, unit: &str) -> String {
    match unit {
        "" => grouped(value),
        "%" => format!("{}%", grouped(value)),
        unit => format!("{} {unit}", grouped(value)),
    }
}

fn heading(report: &ExploreReport, words: Words) -> String {
    let Some(axis) = &report.range.axis else {
        return String::new();
    };
    let at = |value: &str| with_unit(value, &axis.unit);
    let label = words.text(&axis.label);
    let from = words.say("从", "from");
    let to = words.say("到", "to");
    let mut out = format!("{label} {from} {} {to} {}", at(&axis.from), at(&axis.to));
    if let Some(here) = &axis.here {
        out.push_str(&words.beside("", &format!("{} {}", words.say("现为", "now"), at(here))));
    }
    let period = report.period.as_deref().unwrap_or_default();
    out.push_str(&format!(
        "\n{}\n\n",
        words.pair(words.say("期间", "Period"), period)
    ));
    out
}

fn points(report: &ExploreReport, words: Words) -> String {
    let Some(axis) = &report.range.axis else {
        return String::new();
    };
    let mut out = String::new();
    for target in &report.range.targets {
        let mut table = Table::new([
            (words.text(&axis.label), Align::Right),
            (words.text(&target.label), Align::Right),
            (words.say("边际", "marginal"), Align::Right),
        ]);
        for point in target.points.iter().flatten() {
            let unknown = words.say("未知", "unknown");
            let value = point
                .value
                .as_deref()
                .map_or(unknown.to_owned(), |value| with_unit(value, &target.unit));
            let marginal = point.marginal.as_deref().map_or(String::new(), grouped);
            table.row([with_unit(&point.at, &axis.unit), value, marginal]);
        }
        out.push_str(&table.print());
        out.push('\n');
    }
    out
}

/// What switches, with its figures and clauses.
fn cause(cause: &CauseReport, words: Words) -> String {
    // A bracket says its bound already.
    let named = cause.figures.iter().filter(|_| cause.kind != "bracket");
    let figures: Vec<String> = named
        .map(|figure| words.pair(words.text(&figure.label), words.text(&figure.value)))
        .collect();
    let mut out = words.text(&cause.text).to_owned();
    if !figures.is_empty() {
        out = words.beside(&out, &words.list(&figures));
    }
    let of = words.text(&cause.of);
    if !of.is_empty() {
        out = words.pair(of, &out);
    }
    let cites = words.cites(&cause.citations);
    if cites.is_empty() {
        out
    } else {
        format!("{out}  {cites}")
    }
}

fn nature(one: &BreakpointReport, target: &TargetReport, words: Words) -> String {
    match one.nature.as_str() {
        "jump" => {
            let jump = one.jump.as_deref().unwrap_or_default();
            let plus = if jump.starts_with('-') { "" } else { "+" };
            format!(
                "{} {plus}{}",
                words.say("跳变", "jump"),
                with_unit(jump, &target.unit)
            )
        }
        "kink" => {
            let side = |text: &Option<String>| text.as_deref().map_or(String::new(), grouped);
            format!(
                "{} {} → {}",
                words.say("转折", "kink"),
                side(&one.marginal_before),
                side(&one.marginal_after)
            )
        }
        _ => words
            .say("开始或不再已知", "becomes known or unknown")
            .to_owned(),
    }
}

fn breaks(report: &ExploreReport, words: Words) -> String {
    let Some(axis) = &report.range.axis else {
        return String::new();
    };
    let mut out = String::new();
    for target in &report.range.targets {
        let mut table = Table::new([
            (words.say("断点", "between"), Align::Right),
            (words.say("与", "and"), Align::Right),
            (words.text(&target.label), Align::Left),
        ]);
        for one in &target.breakpoints {
            table.row([
                with_unit(&one.from, &axis.unit),
                with_unit(&one.to, &axis.unit),
                nature(one, target, words),
            ]);
            for why in &one.causes {
                table.remark(cause(why, words));
            }
        }
        if target.breakpoints.is_empty() {
            let none = words.say("此范围内没有断点", "no breakpoints in this range");
            out.push_str(&words.pair(words.text(&target.label), none));
            out.push('\n');
        } else {
            out.push_str(&table.print());
        }
        out.push('\n');
    }
    out
}

fn forbidden(report: &ExploreReport, words: Words) -> String {
    let (Some(axis), Some(found)) = (&report.range.axis, &report.range.forbidden) else {
        return String::new();
    };
    let ForbiddenReport { effort, intervals } = found;
    if intervals.is_empty() {
        return String::new();
    }
    let why = match effort.as_str() {
        "more" => words.say(
            "不划算的区间（增加反而不如较小者）",
            "values to stay out of (worse than at some smaller value)",
        ),
        _ => words.say(
            "不划算的区间（减少反而不如较大者）",
            "values to stay out of (worse than at some greater value)",
        ),
    };
    let mut out = format!("{why}\n");
    for one in intervals {
        let at = |value: &str| with_unit(value, &axis.unit);
        let better = words.say("不如", "worse than at");
        out.push_str(&format!(
            "  {} – {}  {better} {}\n",
            at(&one.from),
            at(&one.to),
            at(&one.better)
        ));
    }
    out
}

fn reached(goal: &GoalReport, axis: &AxisReport, words: Words) -> String {
    let at = |value: &str| with_unit(value, &axis.unit);
    let amount = |value: &str| with_unit(value, &goal.unit);
    let label = words.text(&goal.label);
    let mut out = String::new();
    for span in &goal.solutions {
        let place = if span.from == span.to {
            at(&span.from)
        } else {
            format!("{} – {}", at(&span.from), at(&span.to))
        };
        out.push_str(&format!("{label} = {}  ←  {place}\n", amount(&goal.value)));
    }
    if goal.solutions.is_empty() {
        let none = words.say("此范围内没有取值达到", "no value in this range reaches");
        out.push_str(&format!("{none} {label} = {}\n", amount(&goal.value)));
    }
    for skip in &goal.skips {
        out.push_str(&format!(
            "{} {} → {}: {} → {}\n",
            words.say("越过", "passed over between"),
            at(&skip.from),
            at(&skip.to),
            amount(&skip.before),
            amount(&skip.after)
        ));
        for why in &skip.causes {
            out.push_str(&format!("    {}\n", cause(why, words)));
        }
        if skip.causes.is_empty() {
            let step = words.say("一步之差已超过目标", "one step moves it further than that");
            out.push_str(&format!("    {step}\n"));
        }
    }
    for span in &goal.unknown {
        let unknown = words.say("未知", "unknown");
        out.push_str(&format!(
            "{unknown}: {} – {}\n",
            at(&span.from),
            at(&span.to)
        ));
    }
    if let Some(nearest) = &goal.nearest {
        let value = nearest.value.as_deref().unwrap_or_default();
        let word = words.say("最接近", "nearest");
        out.push_str(&format!(
            "{word}: {} → {}\n",
            at(&nearest.at),
            amount(value)
        ));
    }
    out
}

fn field(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Points if there are any, else breakpoints, else solutions: one line each.
fn csv(report: &ExploreReport) -> String {
    let mut out = String::new();
    let mut line = |fields: &[&str]| {
        let fields: Vec<String> = fields.iter().map(|text| field(text)).collect();
        out.push_str(&fields.join(","));
        out.push('\n');
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    if let Some(goal) = &report.range.goal {
        line(&["kind", "from", "to", "before", "after"]);
        for span in &goal.solutions {
            line(&["solution", &span.from, &span.to, &goal.value, &goal.value]);
        }
        for skip in &goal.skips {
            line(&["skip", &skip.from, &skip.to, &skip.before, &skip.after]);
        }
        for span in &goal.unknown {
            line(&["unknown", &span.from, &span.to, "", ""]);
        }
        if let Some(nearest) = &goal.nearest {
            let value = text(&nearest.value);
            line(&["nearest", &nearest.at, &nearest.at, &value, &value]);
        }
        return out;
    }
    let curves = report
        .range
        .targets
        .iter()
        .any(|target| target.points.is_some());
    if curves {
        line(&["target", "at", "value", "marginal"]);
        for target in &report.range.targets {
            for point in target.points.iter().flatten() {
                line(&[
                    &target.id,
                    &point.at,
                    &text(&point.value),
                    &text(&point.marginal),
                ]);
            }
        }
        return out;
    }
    line(&[
        "target",
        "from",
        "to",
        "nature",
        "before",
        "after",
        "jump",
        "marginalBefore",
        "marginalAfter",
        "causes",
    ]);
    for target in &report.range.targets {
        for one in &target.breakpoints {
            let causes: Vec<&str> = one
                .causes
                .iter()
                .map(|cause| cause.text.get(crate::base::Lang::Zh))
                .collect();
            line(&[
                &target.id,
                &one.from,
                &one.to,
                &one.nature,
                &text(&one.before),
                &text(&one.after),
                &text(&one.jump),
                &text(&one.marginal_before),
                &text(&one.marginal_after),
                &causes.join("; "),
            ]);
        }
    }
    out
}

/// The chart of the first target as a file.
fn chart(report: &ExploreReport, words: Words) -> Option<String> {
    let axis = report.range.axis.as_ref()?;
    let target = report.range.targets.first()?;
    let (data, x_unit, y_unit) = charted(report, words)?;
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

/// The figures of the chart, and what is written before the unit across and as the unit upward.
fn charted(report: &ExploreReport, words: Words) -> Option<(charts::Range, &'static str, String)> {
    let lang = words.lang();
    charts_of(&report.range, 0, lang)
}

fn charts_of(
    range: &crate::report::RangeReport,
    at: usize,
    lang: crate::base::Lang,
) -> Option<(charts::Range, &'static str, String)> {
    let target = range.targets.get(at)?;
    let decimal = |text: &str| Decimal::parse(text);
    let points = target.points.iter().flatten().filter_map(|point| {
        let value = point.value.as_deref().and_then(decimal);
        Some((decimal(&point.at)?, value))
    });
    let points: Vec<(Decimal, Option<Decimal>)> = points.collect();
    let breaks = target.breakpoints.iter();
    let forbidden = range.forbidden.iter().flat_map(|found| &found.intervals);
    let total = target.id == "total";
    let here = range.axis.as_ref()?.here.as_deref().and_then(decimal);
    let inside = points.first().zip(points.last());
    let here = here.filter(|here| inside.is_some_and(|(a, b)| a.0 <= *here && *here <= b.0));
    let data = charts::Range {
        breaks: breaks
            .filter_map(|one| Some((decimal(&one.from)?, one.nature == "jump")))
            .collect(),
        forbidden: forbidden
            .filter(|_| total)
            .filter_map(|one| Some((decimal(&one.from)?, decimal(&one.to)?)))
            .collect(),
        here: here.zip(target.here.as_deref().and_then(decimal)),
        points,
        ..charts::Range::default()
    };
    Some(charts::range::scaled(data, &target.unit, lang))
}
