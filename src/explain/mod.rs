//! From the slots of a run back to the clause: formulas in words, numbers, citations, grades.
//!
//! Takes a rulebook, a traced program and a run of it; gives [`Explanation`]s, the facts that would
//! settle what is not known, and by how much a condition fails. Adds nothing up: every number shown
//! is a slot of the run. Leaves layout and language to the edges.

pub mod explanation;
pub mod values;
pub mod words;
pub mod reasons;
pub mod build;
mod uses;
pub mod working;

pub use build::{Source, explain};
pub use explanation::Explanation;
pub use working::{Worked, worked};
