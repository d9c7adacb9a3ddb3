//! 青策 `qingce`: the rules of a province's documents as data, computed exactly.

// What the calculation keeps to, beyond `[lints]` in Cargo.toml; `clippy.toml` gives the reasons of
// the bans. Tests may panic and read files.
#![cfg_attr(
    not(test),
    warn(
        clippy::disallowed_macros,
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::expect_used,
        clippy::float_arithmetic,
        clippy::panic,
        clippy::print_stderr,
        clippy::print_stdout,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used,
    )
)]

pub mod base;
// What reads text from outside never subscripts it. Elsewhere a typed id indexes the `IdVec` it was
// made for, which the lint cannot tell from an unchecked subscript.
#[cfg_attr(not(test), warn(clippy::indexing_slicing))]
pub mod rulebook;
#[cfg_attr(not(test), warn(clippy::indexing_slicing))]
pub mod formula;
pub mod check;
pub mod enterprise;
pub mod program;
pub mod eval;
pub mod explain;
pub mod scenario;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "cli")]
pub mod cli;
