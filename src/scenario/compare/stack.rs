//! What the totals are made of, for a chart: the largest lines, and the rest as one.

use super::side::LineKey;
use super::table::{Comparison, Line};
use crate::base::{Decimal, Text};
use crate::check::rulebook::AmountKind;

/// Totals taken apart into the same segments for every scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Stack {
    /// Segments in rulebook order, what is left over last.
    pub segments: Vec<Segment>,
}

/// One segment over all scenarios.
#[derive(Clone, PartialEq, Debug)]
pub struct Segment {
    /// The line; `None` for the rest of its side.
    pub line: Option<LineKey>,
    /// Its label.
    pub label: Text,
    /// Its signed contribution in each scenario, as far as it is known; subsidies are negative.
    pub values: Vec<Decimal>,
}

/// The `most` largest members, then the rest of the costs and the rest of the subsidies. The segments
/// of a scenario add up to its total.
pub fn stack(comparison: &Comparison, most: usize) -> Stack {
    let members: Vec<(&Line, i128)> = comparison
        .lines
        .iter()
        .filter_map(|line| Some((line, line.kind.sign()?)))
        .filter(|(line, _)| values(line, 1).iter().any(|value| !value.is_zero()))
        .collect();
    let mut by_size: Vec<(Decimal, usize)> = members
        .iter()
        .enumerate()
        .map(|(at, (line, _))| (largest(line), at))
        .collect();
    by_size.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    // One more is shown as it is: a rest of one line would hide a name for nothing.
    let shown = if members.len() <= most + 1 {
        most + 1
    } else {
        most
    };
    let mut chosen: Vec<usize> = by_size.iter().take(shown).map(|(_, at)| *at).collect();
    chosen.sort_unstable();
    let mut segments = Vec::new();
    let (mut costs, mut subsidies) = (None, None);
    for (at, (line, sign)) in members.iter().enumerate() {
        let values = values(line, *sign);
        if chosen.contains(&at) {
            segments.push(Segment {
                line: Some(line.key.clone()),
                label: line.label.clone(),
                values,
            });
        } else if line.kind == AmountKind::Subsidy {
            merge(&mut subsidies, values);
        } else {
            merge(&mut costs, values);
        }
    }
    let rest = |values: Option<Vec<Decimal>>, label: Text| {
        values.map(|values| Segment {
            line: None,
            label,
            values,
        })
    };
    segments.extend(rest(
        costs,
        Text::new("其余成本与加价", "Other costs and surcharges"),
    ));
    segments.extend(rest(subsidies, Text::new("其余补助", "Other subsidies")));
    Stack { segments }
}

/// What a line contributes to each total.
fn values(line: &Line, sign: i128) -> Vec<Decimal> {
    let value = |cell: &Option<super::Cell>| {
        let value = cell
            .as_ref()
            .and_then(|cell| cell.value)
            .unwrap_or(Decimal::ZERO);
        if sign < 0 { value.neg() } else { value }
    };
    line.cells.iter().map(value).collect()
}

fn largest(line: &Line) -> Decimal {
    let values = values(line, 1).into_iter();
    let magnitudes = values.map(|value| {
        if value < Decimal::ZERO {
            value.neg()
        } else {
            value
        }
    });
    magnitudes.max().unwrap_or(Decimal::ZERO)
}

fn merge(sum: &mut Option<Vec<Decimal>>, values: Vec<Decimal>) {
    match sum {
        None => *sum = Some(values),
        Some(sums) => {
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum = sum.add(value).unwrap_or(*sum);
            }
        }
    }
}
