//! Words every stage shares: exact numbers, dates, units, ids, texts, places and diagnostics.
//!
//! Takes nothing of ours; knows no rulebook, no file, no clock and no binary float.

pub mod date;
pub mod diagnostic;
pub mod ids;
pub mod map;
pub mod number;
pub mod slices;
pub mod text;
pub mod unit;

pub use date::{Date, Month, Period};
pub use diagnostic::{Diagnostic, FileId, Place, Severity};
pub use ids::IdVec;
pub use map::{Map, Set};
pub use number::{Decimal, Rational, Rounding};
pub use text::{Lang, Text, is_deceptive, plain};
pub use unit::{Measure, Unit};
