//! TOML to [`Draft`]: what a rulebook's files said, every value with its place.
//!
//! Takes the texts of files through [`RuleFiles`]; gives a draft and diagnostics. Guarantees that every
//! record in the draft is complete and well-formed by itself: ids are words, numbers exact, dates real,
//! choices among the known words; and that no two records share a name. What a patch could get wrong
//! too is left to `check`: names, formulas, units, citations, the order of dates and bounds. Never
//! stops at the first error: a record that cannot be read is reported and left out.

mod amounts;
pub mod archive;
mod book;
pub mod codes;
mod documents;
pub mod draft;
pub mod embedded;
pub mod facts;
mod levers;
mod load;
mod names;
mod parameters;
mod reader;
pub mod reform;
pub mod released;
pub mod sources;
mod tables;
mod value;

pub use draft::Draft;
pub use embedded::{EmbeddedRules, MapRules};
pub use load::{BOOK, load};
pub use names::RESERVED;
pub use reform::{Reform, read_reform};
pub use sources::{Position, RuleFiles, Sources};
