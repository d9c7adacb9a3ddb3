//! What of the documents the rulebook holds: every figure a clause states, every lever, row by row.
//!
//! Takes the committed lists of `docs/coverage/` and a rulebook; says for each figure which parameter,
//! table, lever, amount or question holds it, or why it is no figure of a lever, and for each lever
//! whether it is computed, open or a duty. Guarantees that *held* means found: the record cites the
//! document and has the very number or day in it, in its own unit. Leaves wording and layout to the
//! edges; what the documents say stands in the lists, and only there.

mod held;
mod listed;
mod sought;
mod state;

pub use held::{Miss, figures_of_the_province, holds};
pub use listed::{Entry, Listed, Outside, Place, Row, read};
pub use sought::Sought;
pub use state::{Coverage, DocumentCoverage, FigureCoverage, Record, RowCoverage, RowState};

#[cfg(feature = "cli")]
macro_rules! listed_file {
    ($name:literal) => {
        (
            concat!($name, ".toml"),
            include_str!(concat!("../../docs/coverage/", $name, ".toml")),
        )
    };
}

/// The lists of the rulebook built in, in the order they are shown: name and text.
///
/// Not part of the page's first module: the page loads the same texts when they are asked for.
#[cfg(feature = "cli")]
pub const BUILT_IN: [(&str, &str); 17] = [
    listed_file!("reasons"),
    listed_file!("t11"),
    listed_file!("r13"),
    listed_file!("qzb-2014-2"),
    listed_file!("qzb-2014-3"),
    listed_file!("qzb-2014-9"),
    listed_file!("qzb-2014-12"),
    listed_file!("qz-2014-10"),
    listed_file!("order-100"),
    listed_file!("qzb-2017-85"),
    listed_file!("qzb-2017-93"),
    listed_file!("qz-2017-41"),
    listed_file!("qz-2017-42"),
    listed_file!("qz-2017-43"),
    listed_file!("qz-2017-53"),
    listed_file!("outside"),
    listed_file!("rows"),
];
