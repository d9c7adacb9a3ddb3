//! One column in the narrowest width its values allow.

use std::ops::Range;

use super::about::{About, StatusSet};
use super::sink::{Chunk, Numbers, Statuses};
use crate::program::op::{Cell, Status};

/// Values of one fact, row by row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    values: Values,
    statuses: StatusRows,
    about: About,
}

/// Numbers in the narrowest width that holds them all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Values {
    /// The same in every row.
    Same(i128),
    I8(Vec<i8>),
    I16(Vec<i16>),
    I32(Vec<i32>),
    I64(Vec<i64>),
    I128(Vec<i128>),
}

/// What is known, row by row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum StatusRows {
    /// The same in every row.
    Same(Status),
    Rows(Vec<u8>),
}

impl Column {
    /// One cell for every row.
    pub fn constant(cell: Cell) -> Column {
        Column {
            values: Values::Same(cell.value),
            statuses: StatusRows::Same(cell.status),
            about: About::of(cell),
        }
    }

    /// A column of these cells.
    pub fn from_cells(cells: impl IntoIterator<Item = Cell>) -> Column {
        let mut builder = ColumnBuilder::default();
        for cell in cells {
            builder.push(cell);
        }
        builder.finish()
    }

    /// Rows, unless the column is the same for any number of rows.
    pub fn len(&self) -> Option<usize> {
        let values = match &self.values {
            Values::Same(_) => None,
            Values::I8(rows) => Some(rows.len()),
            Values::I16(rows) => Some(rows.len()),
            Values::I32(rows) => Some(rows.len()),
            Values::I64(rows) => Some(rows.len()),
            Values::I128(rows) => Some(rows.len()),
        };
        match &self.statuses {
            StatusRows::Same(_) => values,
            StatusRows::Rows(rows) => Some(rows.len()),
        }
    }

    /// Whether it has rows of its own and there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// The cell of one row; past the last row it is missing.
    pub fn cell(&self, row: usize) -> Cell {
        let status = match &self.statuses {
            StatusRows::Same(status) => Some(*status),
            StatusRows::Rows(rows) => rows.get(row).map(|status| Status::from_u8(*status)),
        };
        let value = match &self.values {
            Values::Same(value) => Some(*value),
            Values::I8(rows) => rows.get(row).map(|value| i128::from(*value)),
            Values::I16(rows) => rows.get(row).map(|value| i128::from(*value)),
            Values::I32(rows) => rows.get(row).map(|value| i128::from(*value)),
            Values::I64(rows) => rows.get(row).map(|value| i128::from(*value)),
            Values::I128(rows) => rows.get(row).copied(),
        };
        match (value, status) {
            (Some(value), Some(Status::Known)) => Cell::known(value),
            (_, status) => Cell::not(status.unwrap_or(Status::Missing)),
        }
    }

    /// Bytes it occupies.
    pub fn bytes(&self) -> usize {
        let values = match &self.values {
            Values::Same(_) => 0,
            Values::I8(rows) => rows.capacity(),
            Values::I16(rows) => rows.capacity() * 2,
            Values::I32(rows) => rows.capacity() * 4,
            Values::I64(rows) => rows.capacity() * 8,
            Values::I128(rows) => rows.capacity() * 16,
        };
        match &self.statuses {
            StatusRows::Same(_) => values,
            StatusRows::Rows(rows) => values + rows.capacity(),
        }
    }

    pub(super) fn values(&self) -> &Values {
        &self.values
    }

    pub(super) fn statuses(&self) -> &StatusRows {
        &self.statuses
    }

    /// Range of the stored numbers (of unknown cells too) and the statuses that occur.
    pub(super) fn about(&self) -> About {
        self.about
    }

    /// The same for some of the rows.
    pub(super) fn about_rows(&self, rows: Range<usize>) -> About {
        let ends = match &self.values {
            Values::Same(value) => Some((*value, *value)),
            Values::I8(numbers) => ends(numbers.get(rows)),
            Values::I16(numbers) => ends(numbers.get(rows)),
            Values::I32(numbers) => ends(numbers.get(rows)),
            Values::I64(numbers) => ends(numbers.get(rows)),
            Values::I128(numbers) => ends(numbers.get(rows)),
        };
        let (low, high) = ends.unwrap_or((self.about.low, self.about.high));
        About::new(low, high, self.about.statuses)
    }
}

/// Makes a column cell by cell, widening as it must.
#[derive(Debug)]
pub struct ColumnBuilder {
    length: usize,
    values: Values,
    statuses: StatusRows,
    seen: StatusSet,
    range: Option<(i128, i128)>,
    /// Stands in unknown cells: a number of the column's own range.
    filler: i128,
}

impl Default for ColumnBuilder {
    fn default() -> ColumnBuilder {
        ColumnBuilder {
            length: 0,
            values: Values::Same(0),
            statuses: StatusRows::Same(Status::Known),
            seen: StatusSet::NONE,
            range: None,
            filler: 0,
        }
    }
}

impl ColumnBuilder {
    /// Adds a row.
    pub fn push(&mut self, cell: Cell) {
        self.push_status(cell.status);
        if cell.is_known() {
            self.filler = cell.value;
        }
        self.push_value(self.filler);
        self.length += 1;
    }

    /// Adds the rows of a chunk of results.
    pub fn push_chunk(&mut self, chunk: &Chunk<'_>) {
        let rows = chunk.rows.len();
        if rows == 0 {
            return;
        }
        let ends = match chunk.numbers {
            Numbers::Same(number) => Some((number, number)),
            Numbers::Whole(numbers) => ends(Some(numbers)),
            Numbers::Wide(numbers) => ends(Some(numbers)),
        };
        self.push_statuses(chunk.statuses, rows);
        if let Some((low, high)) = ends {
            self.make_room(low, high);
            self.values.extend(chunk.numbers, rows);
        }
        self.length += rows;
    }

    /// Widens until numbers of this interval fit.
    fn make_room(&mut self, low: i128, high: i128) {
        self.range = Some(match self.range {
            Some((least, greatest)) => (least.min(low), greatest.max(high)),
            None => (low, high),
        });
        match &mut self.values {
            Values::Same(same) if self.length == 0 => *same = low,
            _ => {}
        }
        while !self.values.may_hold(low, high) {
            self.widen();
        }
    }

    fn push_statuses(&mut self, statuses: Statuses<'_>, rows: usize) {
        let (first, same) = match statuses {
            Statuses::Same(status) => (status, true),
            Statuses::Rows(statuses) => {
                let mut seen = StatusSet::NONE;
                for status in statuses {
                    seen = seen.union(StatusSet::only(Status::from_u8(*status)));
                }
                self.seen = self.seen.union(seen);
                let first = Status::from_u8(statuses.first().copied().unwrap_or(0));
                (first, seen.single().is_some())
            }
        };
        self.seen = self.seen.union(StatusSet::only(first));
        if let StatusRows::Same(known) = &mut self.statuses {
            if self.length == 0 {
                *known = first;
            }
            if same && *known == first {
                return;
            }
            self.statuses = StatusRows::Rows(vec![*known as u8; self.length]);
        }
        if let StatusRows::Rows(all) = &mut self.statuses {
            match statuses {
                Statuses::Same(status) => all.resize(all.len() + rows, status as u8),
                Statuses::Rows(statuses) => all.extend_from_slice(statuses),
            }
        }
    }

    /// The column.
    pub fn finish(self) -> Column {
        let (low, high) = self.range.unwrap_or((0, 0));
        Column {
            values: self.values,
            statuses: self.statuses,
            about: About::new(low, high, self.seen),
        }
    }

    fn push_status(&mut self, status: Status) {
        self.seen = self.seen.union(StatusSet::only(status));
        match &mut self.statuses {
            StatusRows::Rows(rows) => rows.push(status as u8),
            StatusRows::Same(same) if self.length == 0 => *same = status,
            StatusRows::Same(same) if *same == status => {}
            StatusRows::Same(same) => {
                let mut rows = vec![*same as u8; self.length];
                rows.push(status as u8);
                self.statuses = StatusRows::Rows(rows);
            }
        }
    }

    fn push_value(&mut self, value: i128) {
        self.range = Some(match self.range {
            Some((low, high)) => (low.min(value), high.max(value)),
            None => (value, value),
        });
        loop {
            let pushed = match &mut self.values {
                Values::Same(same) => {
                    if self.length == 0 {
                        *same = value;
                    }
                    *same == value
                }
                Values::I8(rows) => push_narrow(rows, value),
                Values::I16(rows) => push_narrow(rows, value),
                Values::I32(rows) => push_narrow(rows, value),
                Values::I64(rows) => push_narrow(rows, value),
                Values::I128(rows) => push_narrow(rows, value),
            };
            if pushed {
                return;
            }
            self.widen();
        }
    }

    /// The next wider form of the same numbers.
    fn widen(&mut self) {
        self.values = match std::mem::replace(&mut self.values, Values::Same(0)) {
            Values::Same(same) => {
                if let Ok(same) = i8::try_from(same) {
                    Values::I8(vec![same; self.length])
                } else if let Ok(same) = i16::try_from(same) {
                    Values::I16(vec![same; self.length])
                } else if let Ok(same) = i32::try_from(same) {
                    Values::I32(vec![same; self.length])
                } else if let Ok(same) = i64::try_from(same) {
                    Values::I64(vec![same; self.length])
                } else {
                    Values::I128(vec![same; self.length])
                }
            }
            Values::I8(rows) => Values::I16(rows.into_iter().map(i16::from).collect()),
            Values::I16(rows) => Values::I32(rows.into_iter().map(i32::from).collect()),
            Values::I32(rows) => Values::I64(rows.into_iter().map(i64::from).collect()),
            Values::I64(rows) => Values::I128(rows.into_iter().map(i128::from).collect()),
            Values::I128(rows) => Values::I128(rows),
        };
    }
}

fn ends<T: Copy + Ord + Into<i128>>(numbers: Option<&[T]>) -> Option<(i128, i128)> {
    let numbers = numbers?;
    let first = *numbers.first()?;
    let least = numbers
        .iter()
        .fold(first, |least, number| least.min(*number));
    let greatest = numbers
        .iter()
        .fold(first, |greatest, number| greatest.max(*number));
    Some((least.into(), greatest.into()))
}

impl Values {
    /// Whether numbers of this interval fit the width.
    fn may_hold(&self, low: i128, high: i128) -> bool {
        fn fit<T: TryFrom<i128>>(low: i128, high: i128) -> bool {
            T::try_from(low).is_ok() && T::try_from(high).is_ok()
        }
        match self {
            Values::Same(same) => *same == low && *same == high,
            Values::I8(_) => fit::<i8>(low, high),
            Values::I16(_) => fit::<i16>(low, high),
            Values::I32(_) => fit::<i32>(low, high),
            Values::I64(_) => fit::<i64>(low, high),
            Values::I128(_) => true,
        }
    }

    fn extend(&mut self, numbers: Numbers<'_>, rows: usize) {
        match self {
            Values::Same(_) => {}
            Values::I8(all) => extend(all, numbers, rows),
            Values::I16(all) => extend(all, numbers, rows),
            Values::I32(all) => extend(all, numbers, rows),
            Values::I64(all) => extend(all, numbers, rows),
            Values::I128(all) => extend(all, numbers, rows),
        }
    }
}

/// Adds numbers whose ends fit the width.
fn extend<T: TryFrom<i128> + TryFrom<i64> + Copy + Default>(
    all: &mut Vec<T>,
    numbers: Numbers<'_>,
    rows: usize,
) {
    let from_wide = |number: i128| T::try_from(number).unwrap_or_default();
    match numbers {
        Numbers::Same(number) => all.resize(all.len() + rows, from_wide(number)),
        Numbers::Whole(numbers) => {
            all.extend(
                numbers
                    .iter()
                    .map(|number| T::try_from(*number).unwrap_or_default()),
            );
        }
        Numbers::Wide(numbers) => all.extend(numbers.iter().map(|number| from_wide(*number))),
    }
}

fn push_narrow<T: TryFrom<i128>>(rows: &mut Vec<T>, value: i128) -> bool {
    match T::try_from(value) {
        Ok(value) => {
            rows.push(value);
            true
        }
        Err(_) => false,
    }
}
