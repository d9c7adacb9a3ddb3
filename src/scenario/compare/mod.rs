//! Scenarios side by side: what differs between them, every amount of each, and why totals differ.
//!
//! Takes scenarios (enterprises × period × patches, each with its engine); gives a [`Comparison`], and
//! for any two of them a [`Between`]: where one total becomes the other, by line and by cause.
//! Guarantees that differences are taken only over what both sides have and say what was left out, that
//! the causes of a difference add up to it to the 分, and that comparing a scenario with itself
//! finds nothing. Lines are matched by name, so scenarios may differ in rulebook, and reforms may
//! bring lines of their own. A scenario of several enterprises is their sum. Leaves wording and
//! drawing to the edges.

mod law;
mod side;
mod sums;
mod differs;
mod table;
mod between;
mod path;
mod parts;
mod stack;
mod sets;

pub use between::{Between, LeftOut, Part, Step, between};
pub use differs::{Cause, Named, change_label};
pub use law::{Law, Laws};
pub use path::carried;
pub use sets::{each_year, years_of};
pub use side::LineKey;
pub use stack::{Segment, Stack, stack};
pub use table::{Cell, Comparison, Difference, KindSums, Line, Total, compare};

use super::engine::Engine;
use super::patch::Patches;
use crate::base::{Diagnostic, Period};
use crate::enterprise::Enterprise;

/// One scenario: who, when, under which changes of which rulebook.
#[derive(Clone)]
pub struct Scenario<'a> {
    /// What it is called.
    pub name: String,
    /// The rulebook.
    pub engine: &'a Engine,
    /// One enterprise, or a group that is summed. Their facts are those the engine's rulebook asks with
    /// the changes below.
    pub enterprises: &'a [Enterprise],
    /// The months.
    pub period: Period,
    /// Changes laid over the rulebook.
    pub patches: Patches,
}

/// Why there is no comparison: what is wrong with which scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Refused {
    /// Position of the scenario.
    pub scenario: usize,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

impl Scenario<'_> {
    /// Whether it is a sum of several enterprises.
    pub fn is_group(&self) -> bool {
        self.enterprises.len() != 1
    }
}

/// Whether enterprises of two scenarios stand for each other one by one: two single ones do, and two
/// groups with the same names in the same order. Others are compared as sums only.
fn paired(a: &[Enterprise], b: &[Enterprise]) -> bool {
    let names = || a.iter().zip(b).all(|(a, b)| a.name == b.name);
    a.len() == b.len() && (a.len() == 1 || names())
}
