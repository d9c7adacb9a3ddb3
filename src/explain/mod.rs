//! From the slots of a run back to the clause: formulas in words, numbers, citations, grades.

pub mod explanation;

pub use explanation::Explanation;
