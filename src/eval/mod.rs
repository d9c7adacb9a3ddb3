//! Program and facts to values: the same meaning twice, for one enterprise and for columns of many.
//!
//! Takes a [`Program`](crate::program::Program) and inputs; gives a cell a slot. Guarantees that both
//! runners give equal values and statuses, bit for bit; `one` is the definition. Knows `program` and
//! `base` only (fact and group ids are `check`'s, carried inside operations).

pub mod one;
mod kernels;
pub mod columns;

pub use one::{Cells, Inputs};
