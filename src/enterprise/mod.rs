//! What one enterprise states: its facts, read exactly as written or refused with a reason.
//!
//! Takes a [`Rulebook`] and a TOML text, a JSON text or the text of a single field; gives an
//! [`Enterprise`] and [`FactProblem`]s. Guarantees that every cell lies on its fact's declared step and
//! within its bounds, that a problem costs only the fact it is about, and that what is written back
//! reads as the same. Never fills in a default and never takes a missing fact for zero.

mod json;
mod number;
mod parse;
mod problem;
mod raw;
mod read;
mod show;

use crate::base::{IdVec, Map, Period, Text};
use crate::check::Rulebook;
use crate::check::rulebook::{FactSlotId, GroupId};

pub use json::json;
pub use parse::{parse_fact, slot_by_name};
pub use problem::{CODES, FactProblem, FactProblemKind};
pub use raw::{Raw, RawKey, RawValue, SyntaxError};
pub use read::{from_json, from_raw, from_text, from_toml, tree};
pub use show::{show_fact, show_fact_with_unit, to_toml};

/// The facts of one enterprise, for one rulebook.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Enterprise {
    /// What it is called.
    pub name: Option<String>,
    /// Title of a preset.
    pub title: Option<Text>,
    /// The period its facts are about, if the file says so.
    pub period: Option<Period>,
    /// Hash of the rulebook it was last computed with, if the file says so.
    pub rulebook: Option<String>,
    /// The total by that rulebook.
    pub total: Option<String>,
    /// A remark on the whole.
    pub note: Option<String>,
    /// Remarks by the name of a fact.
    pub notes: Map<String, String>,
    /// A patch the file carries beside the facts, as written: it is for whoever reads patches.
    pub patch: Option<RawValue>,
    cells: IdVec<FactSlotId, Option<i128>>,
    rows: IdVec<GroupId, Option<u8>>,
}

impl Enterprise {
    /// An enterprise that has stated nothing.
    pub fn new(rulebook: &Rulebook) -> Enterprise {
        Enterprise {
            cells: rulebook.fact_slots.ids().map(|_| None).collect(),
            rows: rulebook.groups.ids().map(|_| None).collect(),
            ..Enterprise::default()
        }
    }

    /// What is stated in a slot: a cell of its fact's [`FactKind`](crate::check::rulebook::FactKind).
    pub fn fact(&self, slot: FactSlotId) -> Option<i128> {
        self.cells.get(slot).copied().flatten()
    }

    /// States a fact, or takes it back. A slot of another rulebook is left alone.
    pub fn set(&mut self, slot: FactSlotId, cell: Option<i128>) {
        if self.cells.get(slot).is_some() {
            self.cells[slot] = cell;
        }
    }

    /// How many rows of a group it has, if that is stated. None at all is 0; not stated is `None`.
    pub fn rows(&self, group: GroupId) -> Option<u8> {
        self.rows.get(group).copied().flatten()
    }

    /// States how many rows of a group it has; facts of rows that are gone are taken back.
    pub fn set_rows(&mut self, rulebook: &Rulebook, group: GroupId, rows: Option<u8>) {
        let Some(known) = rulebook.groups.get(group) else {
            return;
        };
        for fact in &known.facts {
            for row in rows.unwrap_or(0)..known.max_rows {
                self.set(rulebook.slot(*fact, row), None);
            }
        }
        if self.rows.get(group).is_some() {
            self.rows[group] = rows.map(|rows| rows.min(known.max_rows));
        }
    }

    /// Slots with what is stated in them.
    pub fn stated(&self) -> impl Iterator<Item = (FactSlotId, i128)> {
        self.cells
            .iter()
            .filter_map(|(slot, cell)| Some((slot, (*cell)?)))
    }
}
