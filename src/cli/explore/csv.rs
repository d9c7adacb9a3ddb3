//! What was explored, as a table for other programs.

use crate::base::Lang;
use crate::cli::records::Records;
use crate::report::ExploreReport;
use crate::report::explore::{BreakpointReport, GoalReport, RangeReport, TargetReport};

/// Points if there are any, else breakpoints, else solutions: one line each.
pub(super) fn csv(report: &ExploreReport) -> String {
    let range = &report.range;
    match &range.goal {
        Some(goal) => solutions(goal),
        None if range.targets.iter().any(|target| target.points.is_some()) => curves(range),
        None => breakpoints(range),
    }
}

fn text(value: Option<&String>) -> &str {
    value.map_or("", String::as_str)
}

fn solutions(goal: &GoalReport) -> String {
    let mut out = Records::new(["kind", "from", "to", "before", "after"]);
    for span in &goal.solutions {
        out.row(["solution", &span.from, &span.to, &goal.value, &goal.value]);
    }
    for skip in &goal.skips {
        out.row(["skip", &skip.from, &skip.to, &skip.before, &skip.after]);
    }
    for span in &goal.unknown {
        out.row(["unknown", &span.from, &span.to, "", ""]);
    }
    if let Some(nearest) = &goal.nearest {
        let value = text(nearest.value.as_ref());
        out.row(["nearest", &nearest.at, &nearest.at, value, value]);
    }
    out.text()
}

fn curves(range: &RangeReport) -> String {
    let mut out = Records::new(["target", "at", "value", "marginal"]);
    for target in &range.targets {
        for point in target.points.iter().flatten() {
            let (value, marginal) = (text(point.value.as_ref()), text(point.marginal.as_ref()));
            out.row([&target.id, &point.at, value, marginal]);
        }
    }
    out.text()
}

fn breakpoints(range: &RangeReport) -> String {
    let mut out = Records::new([
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
    for target in &range.targets {
        for one in &target.breakpoints {
            breakpoint(&mut out, target, one);
        }
    }
    out.text()
}

fn breakpoint(out: &mut Records, target: &TargetReport, one: &BreakpointReport) {
    let causes = one.causes.iter().map(|cause| cause.text.get(Lang::Zh));
    let causes: Vec<&str> = causes.collect();
    out.row([
        &target.id,
        &one.from,
        &one.to,
        &one.nature,
        text(one.before.as_ref()),
        text(one.after.as_ref()),
        text(one.jump.as_ref()),
        text(one.marginal_before.as_ref()),
        text(one.marginal_after.as_ref()),
        &causes.join("; "),
    ]);
}
