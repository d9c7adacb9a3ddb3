//! A comparison as SVG files: the same drawings as in the page.

use super::write;
use crate::base::{Decimal, Diagnostic};
use crate::charts::scale::money_unit;
use crate::charts::stack::color;
use crate::charts::waterfall::Waterfall;
use crate::charts::{self, Bar, Caption, Step, ink};
use crate::cli::args::CompareArgs;
use crate::cli::words::Words;
use crate::report::compare::{Compared, ScenarioSet};
use crate::scenario::compare::{Between, Comparison, stack};

/// How wide files are drawn.
const WIDTH: u32 = 820;
/// Lines told apart in a stacked bar.
const LINES: usize = 7;

/// Writes the files asked for; what cannot be written is said.
pub(super) fn files(
    asked: &CompareArgs,
    set: &ScenarioSet,
    compared: &Compared,
    words: Words,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let nothing = || Diagnostic::error("Q0101", "there is nothing to draw");
    if let (Some(path), Some(comparison)) = (&asked.svg, &compared.comparison) {
        match stacked(set, comparison, words) {
            Some(svg) => found.extend(write(path, &svg)),
            None => found.push(nothing()),
        }
    }
    if let Some(path) = &asked.waterfall {
        let way = compared
            .ways
            .last()
            .and_then(|(from, to, way)| fall(set, (*from, *to), way, words));
        match way {
            Some(svg) => found.extend(write(path, &svg)),
            None => found.push(nothing()),
        }
    }
    found
}

fn stacked(set: &ScenarioSet, comparison: &Comparison, words: Words) -> Option<String> {
    let lang = words.lang();
    let stack = stack(comparison, LINES);
    let bars = set.scenarios.iter().zip(&comparison.totals).enumerate();
    let bars: Vec<Bar> = bars
        .map(|(at, (entry, total))| Bar {
            label: entry.name.clone(),
            written: total.cost.grouped(),
            segments: stack
                .segments
                .iter()
                .filter_map(|segment| segment.values.get(at).copied().map(charts::number))
                .collect(),
            total: charts::number(total.cost),
        })
        .collect();
    let count = stack.segments.len();
    let legend: Vec<_> = stack
        .segments
        .iter()
        .enumerate()
        .map(|(at, segment)| {
            let words = format!("{} {}", at + 1, segment.label.get(lang));
            (color(at, count), words)
        })
        .collect();
    let largest = comparison
        .totals
        .iter()
        .map(|total| magnitude(total.cost))
        .max()?;
    let title = words.say(
        "各情景的政策相关成本",
        "Policy-related cost of each scenario",
    );
    let mut notes = vec![axis(largest, words)];
    if comparison.totals.iter().any(|total| !total.complete) {
        notes.push(
            words
                .say("部分情景的合计不完整。", "Some totals are incomplete.")
                .to_owned(),
        );
    }
    let svg = charts::stack(&bars, WIDTH, lang)?;
    let title = set.title.as_deref().unwrap_or(title);
    charts::file(
        &svg,
        &Caption {
            title,
            notes: &notes,
            legend: &legend,
        },
    )
}

fn fall(
    set: &ScenarioSet,
    (from, to): (usize, usize),
    way: &Between,
    words: Words,
) -> Option<String> {
    let lang = words.lang();
    let name = |at: usize| set.scenarios.get(at).map(|entry| entry.name.clone());
    let (from, to) = (name(from)?, name(to)?);
    let end =
        |name: &str, value: Decimal| (name.to_owned(), value.grouped(), charts::number(value));
    let steps = way.lines.iter().map(|(_, _, label, change)| Step {
        label: label.get(lang).to_owned(),
        written: signed(*change),
        change: charts::number(*change),
    });
    let data = Waterfall {
        start: end(&from, way.start),
        steps: steps.collect(),
        end: end(&to, way.end),
    };
    let (svg, cut) = charts::waterfall(&data, WIDTH, lang)?;
    let largest = magnitude(way.start).max(magnitude(way.end));
    let mut notes = vec![axis(largest, words)];
    if cut {
        let cut = words.say("横轴不从零开始。", "The axis does not start at zero.");
        notes.push(cut.to_owned());
    }
    if !way.left_out.is_empty() {
        let left = words.say("只含双方都已知的项目。", "Only items known on both sides.");
        notes.push(left.to_owned());
    }
    let legend = [
        (ink::BEFORE, from.clone()),
        (ink::LESS, words.say("减少", "lower").to_owned()),
        (ink::MORE, words.say("增加", "higher").to_owned()),
        (ink::AFTER, to.clone()),
    ];
    let title = format!("{from} → {to}");
    charts::file(
        &svg,
        &Caption {
            title: &title,
            notes: &notes,
            legend: &legend,
        },
    )
}

fn axis(largest: Decimal, words: Words) -> String {
    let (_, unit) = money_unit(charts::number(largest), words.lang());
    words.pair(words.say("横轴单位", "axis in"), unit)
}

fn magnitude(value: Decimal) -> Decimal {
    if value < Decimal::ZERO {
        value.neg()
    } else {
        value
    }
}

fn signed(value: Decimal) -> String {
    let text = value.grouped();
    if value > Decimal::ZERO {
        format!("+{text}")
    } else {
        text
    }
}
