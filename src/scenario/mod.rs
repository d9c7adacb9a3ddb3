//! Scenarios: an enterprise, a period and patches, and what follows from them.
//!
//! Takes a rulebook and an enterprise's facts; gives assessments, sweeps and comparisons. Guarantees that
//! sums shown add up exactly. Leaves wording to `explain` and drawing to the edges.

pub mod assessment;

pub use assessment::Assessment;
