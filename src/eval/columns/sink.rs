//! Where results go: chunk by chunk, so that a million rows of an amount never lie in memory.

use std::ops::Range;

use super::column::{Column, ColumnBuilder};
use crate::program::op::{Cell, Status};

/// Takes the results of the wanted slots as they are made.
pub trait Sink {
    /// A chunk of the slot at this position of the wanted ones. Chunks of one slot come in row order;
    /// slots of one chunk come in any order.
    fn take(&mut self, output: usize, chunk: Chunk<'_>);
}

/// Consecutive rows of one slot.
#[derive(Clone, Debug)]
pub struct Chunk<'a> {
    /// Which rows of the table.
    pub rows: Range<usize>,
    /// Numbers, in the parts of the slot; 0 where the cell is not known.
    pub numbers: Numbers<'a>,
    /// What is known.
    pub statuses: Statuses<'a>,
    /// An interval that holds all the numbers.
    pub bounds: (i128, i128),
}

/// Numbers of a chunk.
#[derive(Clone, Copy, Debug)]
pub enum Numbers<'a> {
    /// The same in every row.
    Same(i128),
    /// Row by row.
    Whole(&'a [i64]),
    /// Row by row, past `i64`.
    Wide(&'a [i128]),
}

/// Statuses of a chunk.
#[derive(Clone, Copy, Debug)]
pub enum Statuses<'a> {
    /// The same in every row.
    Same(Status),
    /// Row by row, as [`Status`]'s numbers.
    Rows(&'a [u8]),
}

impl Chunk<'_> {
    /// The cell of a row counted from the chunk's first.
    pub fn cell(&self, row: usize) -> Option<Cell> {
        let status = match self.statuses {
            Statuses::Same(status) => status,
            Statuses::Rows(rows) => Status::from_u8(*rows.get(row)?),
        };
        let value = match self.numbers {
            Numbers::Same(value) => value,
            Numbers::Whole(rows) => i128::from(*rows.get(row)?),
            Numbers::Wide(rows) => *rows.get(row)?,
        };
        (row < self.rows.len()).then_some(match status {
            Status::Known => Cell::known(value),
            status => Cell::not(status),
        })
    }

    /// Cells in row order.
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        (0..self.rows.len()).map_while(|row| self.cell(row))
    }
}

/// Sum, count by status and, if asked for, least and greatest of each wanted slot.
#[derive(Clone, Debug, Default)]
pub struct Summaries {
    /// One for each wanted slot.
    pub of: Vec<Summary>,
    ranges: bool,
}

/// What many cells come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Summary {
    /// Sum of the known ones; `None` past `i128`.
    pub sum: Option<i128>,
    /// How many have each status, by [`Status`]'s number.
    pub counts: [u64; 8],
    /// Least and greatest of the known ones; `None` if there are none or nobody asked.
    pub range: Option<(i128, i128)>,
}

impl Default for Summary {
    fn default() -> Summary {
        Summary {
            sum: Some(0),
            counts: [0; 8],
            range: None,
        }
    }
}

impl Summaries {
    /// Nothing yet, for as many slots as are wanted; sums and counts only.
    pub fn new(outputs: usize) -> Summaries {
        Summaries {
            of: vec![Summary::default(); outputs],
            ranges: false,
        }
    }

    /// The same with least and greatest: finding them takes as long as a few operations.
    pub fn with_ranges(outputs: usize) -> Summaries {
        Summaries {
            ranges: true,
            ..Summaries::new(outputs)
        }
    }

    /// Both together: what two workers found.
    pub fn merge(&mut self, other: &Summaries) {
        for (mine, other) in self.of.iter_mut().zip(&other.of) {
            mine.merge(other);
        }
    }
}

impl Sink for Summaries {
    fn take(&mut self, output: usize, chunk: Chunk<'_>) {
        if let Some(summary) = self.of.get_mut(output) {
            summary.merge(&Summary::of(&chunk, self.ranges));
        }
    }
}

impl Summary {
    /// How many are known.
    pub fn known(&self) -> u64 {
        self.counts.first().copied().unwrap_or(0)
    }

    /// Both together.
    pub fn merge(&mut self, other: &Summary) {
        self.sum = match (self.sum, other.sum) {
            (Some(a), Some(b)) => a.checked_add(b),
            _ => None,
        };
        for (mine, other) in self.counts.iter_mut().zip(other.counts) {
            *mine = mine.saturating_add(other);
        }
        self.range = match (self.range, other.range) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (one, other) => one.or(other),
        };
    }

    /// What a chunk comes to.
    fn of(chunk: &Chunk<'_>, ranges: bool) -> Summary {
        let counts = counts(chunk.statuses, chunk.rows.len());
        let known = counts.first().copied().unwrap_or(0);
        if known == 0 {
            return Summary {
                counts,
                ..Summary::default()
            };
        }
        let sum = match chunk.numbers {
            Numbers::Same(value) => value.checked_mul(i128::from(known)),
            // Unknown cells store 0: they add nothing.
            Numbers::Whole(values) => sum_whole(values, chunk.bounds),
            Numbers::Wide(values) => values.iter().try_fold(0i128, |sum, v| sum.checked_add(*v)),
        };
        let range = if ranges { range(chunk, known) } else { None };
        Summary { sum, counts, range }
    }
}

fn range(chunk: &Chunk<'_>, known: u64) -> Option<(i128, i128)> {
    match chunk.numbers {
        Numbers::Whole(values) if known == chunk.rows.len() as u64 => ends(values),
        Numbers::Same(value) => Some((value, value)),
        _ => {
            let known = || chunk.cells().filter_map(Cell::get);
            known().min().zip(known().max())
        }
    }
}

fn counts(statuses: Statuses<'_>, rows: usize) -> [u64; 8] {
    let mut counts = [0; 8];
    match statuses {
        Statuses::Same(status) => {
            if let Some(count) = counts.get_mut(status as usize) {
                *count = rows as u64;
            }
        }
        Statuses::Rows(statuses) => {
            for status in statuses {
                if let Some(count) = counts.get_mut(usize::from(*status)) {
                    *count += 1;
                }
            }
        }
    }
    counts
}

fn sum_whole(values: &[i64], (low, high): (i128, i128)) -> Option<i128> {
    let size = low.saturating_abs().max(high.saturating_abs());
    let most = size.saturating_mul(i128::try_from(values.len()).unwrap_or(i128::MAX));
    if i64::try_from(most).is_ok() {
        // Invariant: all sums of these values stay inside `i64`.
        Some(i128::from(
            values
                .iter()
                .fold(0i64, |sum, value| sum.wrapping_add(*value)),
        ))
    } else {
        values
            .iter()
            .try_fold(0i128, |sum, value| sum.checked_add(i128::from(*value)))
    }
}

fn ends(values: &[i64]) -> Option<(i128, i128)> {
    let low = values.iter().copied().fold(i64::MAX, i64::min);
    let high = values.iter().copied().fold(i64::MIN, i64::max);
    (!values.is_empty()).then_some((i128::from(low), i128::from(high)))
}

/// Whole columns of results, as narrow as they can be.
#[derive(Debug, Default)]
pub struct Collect {
    builders: Vec<ColumnBuilder>,
}

impl Collect {
    /// Nothing yet, for as many slots as are wanted.
    pub fn new(outputs: usize) -> Collect {
        Collect {
            builders: std::iter::repeat_with(ColumnBuilder::default)
                .take(outputs)
                .collect(),
        }
    }

    /// The columns, one for each wanted slot.
    pub fn finish(self) -> Vec<Column> {
        self.builders
            .into_iter()
            .map(ColumnBuilder::finish)
            .collect()
    }
}

impl Sink for Collect {
    fn take(&mut self, output: usize, chunk: Chunk<'_>) {
        if let Some(builder) = self.builders.get_mut(output) {
            builder.push_chunk(&chunk);
        }
    }
}
