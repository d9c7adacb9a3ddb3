//! 青策 `qingce`: the rules of a province's documents as data, computed exactly.

pub mod base;
pub mod rulebook;
pub mod formula;
pub mod check;
pub mod program;
pub mod eval;
pub mod explain;
pub mod scenario;
