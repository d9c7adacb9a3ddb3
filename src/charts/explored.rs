//! The chart of what was explored, from its report.

use super::range::{Range, scaled};
use crate::base::{Decimal, Lang};
use crate::report::RangeReport;
use crate::report::explore::PointReport;

/// The figures of a chart, what is written before the unit across, and the unit upward.
pub type Scaled = (Range, &'static str, String);

/// The curve of the first target; `here` is where the enterprise stands, if it is on the curve.
pub fn explored(report: &RangeReport, here: Option<&str>, lang: Lang) -> Option<Scaled> {
    drawn(report, here, lang, |point| point.value.as_deref())
}

/// The curve of the first target's marginal effect.
pub fn marginal(report: &RangeReport, lang: Lang) -> Option<Scaled> {
    let (mut data, before, unit) = drawn(report, None, lang, |point| point.marginal.as_deref())?;
    data.forbidden = Vec::new();
    // A rate leaps wherever the curve bends.
    data.breaks.iter_mut().for_each(|(_, jump)| *jump = true);
    Some((data, before, unit))
}

fn drawn(
    report: &RangeReport,
    here: Option<&str>,
    lang: Lang,
    pick: fn(&PointReport) -> Option<&str>,
) -> Option<Scaled> {
    let target = report.targets.first()?;
    let decimal = |text: &str| Decimal::parse(text);
    let points = target.points.iter().flatten();
    let points =
        points.filter_map(|point| Some((decimal(&point.at)?, pick(point).and_then(decimal))));
    let points: Vec<(Decimal, Option<Decimal>)> = points.collect();
    let breaks = target.breakpoints.iter();
    let intervals = report.forbidden.iter().flat_map(|found| &found.intervals);
    let stands = report.axis.as_ref().and_then(|axis| axis.here.as_deref());
    let exactly = target.here.as_deref().filter(|_| here == stands);
    let here = here.and_then(decimal).and_then(|at| {
        points.first().filter(|(x, _)| *x <= at)?;
        let near = points.partition_point(|(x, _)| *x < at);
        let (_, value) = points.get(near)?;
        Some((at, exactly.and_then(decimal).or(*value)?))
    });
    let data = Range {
        breaks: breaks
            .filter_map(|one| Some((decimal(&one.from)?, one.nature == "jump")))
            .collect(),
        forbidden: intervals
            .filter(|_| target.id == "total")
            .filter_map(|one| Some((decimal(&one.from)?, decimal(&one.to)?)))
            .collect(),
        here,
        points,
        ..Range::default()
    };
    Some(scaled(data, &target.unit, lang))
}
