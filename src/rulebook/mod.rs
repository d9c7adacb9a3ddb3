//! TOML to [`Draft`]: what a rulebook's files said, every value with its place.
//!
//! Takes the texts of files through [`RuleFiles`]; gives a draft and diagnostics. Guarantees that every
//! record in the draft is complete and well-formed by itself: ids are words, numbers exact, dates
//! real, choices among the known words. Leaves names unresolved, formulas unparsed and units
//! unchecked: that is `check`'s work. Never stops at the first error: a record that cannot be read is
//! reported and left out.

pub mod draft;

pub use draft::Draft;
