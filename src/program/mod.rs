//! [`Rulebook`](crate::check::Rulebook) to [`Program`]: the law of a period as a flat list of
//! operations over slots.
//!
//! Takes a rulebook, a period, variants (levers off) and knobs; gives a program. Guarantees that every
//! operation reads only slots before its own, that identical operations stand once whatever the
//! number of variants and stretches, and that nothing is rounded but where an amount or a formula
//! says so. Leaves evaluation to `eval`.

pub mod op;
pub mod plan;
pub mod meaning;
pub mod levers;
mod builder;
mod time;
mod lower;
mod node;
mod quotient;
mod compile;

pub use compile::{Request, VariantSpec, compile, compile_with_origins};
pub use levers::LeverSet;
pub use op::{Cell, Comparison, Op, SlotId, Status};
pub use plan::{AmountPlan, AmountRef, Num, Operand, Program, VariantPlan};
