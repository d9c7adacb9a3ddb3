//! Many enterprises column by column, each column as narrow as its values allow.

use std::collections::BTreeMap;

use super::column::Column;
use crate::check::rulebook::{FactSlotId, GroupId};
use crate::eval::one;
use crate::program::op::{Cell, KnobId, SlotId, Status};

/// Facts of many enterprises, and the settings they share.
///
/// What is not given is missing: no default is assumed for a fact.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: usize,
    facts: BTreeMap<FactSlotId, Column>,
    groups: BTreeMap<GroupId, Column>,
    slots: BTreeMap<SlotId, Column>,
    knobs: BTreeMap<KnobId, Cell>,
}

/// A column whose length is not its table's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WrongLength {
    /// Rows of the column.
    pub column: usize,
    /// Rows of the table.
    pub table: usize,
}

impl Table {
    /// A table of `rows` enterprises of which nothing is known yet.
    pub fn new(rows: usize) -> Table {
        Table {
            rows,
            ..Table::default()
        }
    }

    /// How many enterprises.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// States a fact for every enterprise.
    ///
    /// # Errors
    ///
    /// - [`WrongLength`] when the column has not as many rows as the table
    pub fn set_fact(&mut self, slot: FactSlotId, column: Column) -> Result<(), WrongLength> {
        self.check(&column)?;
        self.facts.insert(slot, column);
        Ok(())
    }

    /// States how many rows of a group every enterprise has.
    ///
    /// # Errors
    ///
    /// As [`Table::set_fact`].
    pub fn set_rows(&mut self, group: GroupId, column: Column) -> Result<(), WrongLength> {
        self.check(&column)?;
        self.groups.insert(group, column);
        Ok(())
    }

    /// Gives the results of a slot, so that it and what it alone needs is not computed again.
    ///
    /// # Errors
    ///
    /// As [`Table::set_fact`].
    pub fn set_slot(&mut self, slot: SlotId, column: Column) -> Result<(), WrongLength> {
        self.check(&column)?;
        self.slots.insert(slot, column);
        Ok(())
    }

    /// The same for a column that was computed from this table.
    pub(super) fn put_slot(&mut self, slot: SlotId, column: Column) {
        self.slots.insert(slot, column);
    }

    /// Sets a knob for all enterprises.
    pub fn set_knob(&mut self, knob: KnobId, setting: Cell) {
        self.knobs.insert(knob, setting);
    }

    /// A knob's setting; one that was not set is missing.
    pub fn knob(&self, knob: KnobId) -> Cell {
        self.knobs
            .get(&knob)
            .copied()
            .unwrap_or(Cell::not(Status::Missing))
    }

    /// A column, if it was given.
    pub fn column(&self, source: Source) -> Option<&Column> {
        match source {
            Source::Fact(slot) => self.facts.get(&slot),
            Source::Rows(group) => self.groups.get(&group),
            Source::Slot(slot) => self.slots.get(&slot),
        }
    }

    /// Bytes its columns occupy.
    pub fn bytes(&self) -> usize {
        let columns = self.facts.values().chain(self.groups.values());
        columns.chain(self.slots.values()).map(Column::bytes).sum()
    }

    /// The facts of one enterprise, for running [`one`] on it.
    pub fn row(&self, row: usize) -> Row<'_> {
        Row { table: self, row }
    }

    fn check(&self, column: &Column) -> Result<(), WrongLength> {
        match column.len() {
            Some(length) if length != self.rows => Err(WrongLength {
                column: length,
                table: self.rows,
            }),
            _ => Ok(()),
        }
    }
}

/// What a column is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Source {
    /// A fact.
    Fact(FactSlotId),
    /// The number of rows of a group.
    Rows(GroupId),
    /// A slot computed before.
    Slot(SlotId),
}

/// One enterprise of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    table: &'a Table,
    row: usize,
}

impl Row<'_> {
    fn cell(&self, source: Source) -> Cell {
        let column = self.table.column(source);
        column.map_or(Cell::not(Status::Missing), |column| column.cell(self.row))
    }
}

impl one::Inputs for Row<'_> {
    fn fact(&self, slot: FactSlotId) -> Cell {
        self.cell(Source::Fact(slot))
    }

    fn rows(&self, group: GroupId) -> Option<u8> {
        let count = self.cell(Source::Rows(group)).get()?;
        Some(u8::try_from(count.max(0)).unwrap_or(u8::MAX))
    }

    fn knob(&self, knob: KnobId) -> Cell {
        self.table.knob(knob)
    }
}
