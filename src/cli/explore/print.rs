//! What was explored, for people.

use crate::cli::table::{Align, Table};
use crate::cli::words::{Words, grouped};
use crate::report::ExploreReport;
use crate::report::explore::{
    AxisReport, BreakpointReport, CauseReport, ForbiddenReport, GoalReport, TargetReport,
};

fn with_unit(value: &str, unit: &str) -> String {
    match unit {
        "" => grouped(value),
        "%" => format!("{}%", grouped(value)),
        unit => format!("{} {unit}", grouped(value)),
    }
}

pub(super) fn heading(report: &ExploreReport, words: Words) -> String {
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

pub(super) fn points(report: &ExploreReport, words: Words) -> String {
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

pub(super) fn breaks(report: &ExploreReport, words: Words) -> String {
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

pub(super) fn forbidden(report: &ExploreReport, words: Words) -> String {
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

pub(super) fn reached(goal: &GoalReport, axis: &AxisReport, words: Words) -> String {
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
