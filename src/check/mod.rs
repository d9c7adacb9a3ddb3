//! [`Draft`](crate::rulebook::Draft) to [`Rulebook`]: names resolved, units and types checked, no
//! cycles, every dated value cited.

pub mod expr;
pub mod history;
pub mod rulebook;

pub use expr::Formula;
pub use history::{Grade, History, Law};
pub use rulebook::Rulebook;
