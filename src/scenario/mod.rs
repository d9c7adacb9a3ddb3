//! Scenarios: an enterprise, a period and patches, and what follows from them.
//!
//! Takes a rulebook and an enterprise's facts; gives assessments, comparisons and sweeps. Guarantees that sums shown
//! add up exactly, that a total with unknown members says so, and that the waterfall ends at the
//! total. Leaves wording to `explain` and drawing to the edges.

pub mod alone;
pub mod assessment;
pub mod codes;
pub mod effect;
mod effect_words;
pub mod engine;
pub mod example;
mod history;
mod lay;
pub mod patch;
pub mod reverse;
mod values;
pub mod sweep;
pub mod calendar;
pub mod exposures;
mod totals;
pub mod compare;
mod levers;
mod questions;
mod relevance;
mod trial;
pub mod way_in;
pub mod explore;

pub use assessment::Assessment;
pub use engine::Engine;
pub use patch::{Change, Patches};
pub use way_in::{Aim, Way};
