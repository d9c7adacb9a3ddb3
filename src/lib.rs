//! 青策 `qingce`: the rules of a province's documents as data, computed exactly.
//!
//! A *rulebook* (documents, parameters of the law, facts, amounts, levers) is TOML; it is loaded and
//! checked once, compiled for a period, and run for an *enterprise*, which is its facts. Each stage is
//! a module, in reading order below: text to [`rulebook::Draft`], to [`check::Rulebook`], to
//! [`program::Program`], to values; `docs/architecture.md` is the map. No binary floating point comes
//! near an amount, and files, clock and environment reach the core only as arguments.
//!
//! # Example
//!
//! What 900 people cost in unemployment contributions in 2017, what the lowered rate is worth, and
//! which facts the rest of the rulebook still needs:
//!
//! ```
//! use qingce::base::{FileId, Lang, Period};
//! use qingce::check::{check, rulebook::Named};
//! use qingce::enterprise::from_toml;
//! use qingce::program::{AmountRef, Status};
//! use qingce::rulebook::{EmbeddedRules, load};
//! use qingce::scenario::{Engine, Patches};
//!
//! let (draft, problems, sources) = load(&EmbeddedRules);
//! let (rulebook, more) = check(&draft, sources.hash());
//! assert!(problems.iter().chain(&more).all(|problem| !problem.is_error()));
//! let engine = Engine::new(rulebook.unwrap());
//! let book = engine.rulebook();
//!
//! let facts = r#"
//!     name = "某铝业公司"
//!     [facts]
//!     staff = [ { staff_heads = 900, staff_wage = "5200", staff_base_wage = "4800" } ]
//! "#;
//! let (enterprise, problems) = from_toml(book, facts, FileId(0));
//! assert!(problems.is_empty());
//!
//! let (year, as_it_is) = (Period::parse("2017").unwrap(), Patches::default());
//! let result = engine.assess(&enterprise, year, &as_it_is).unwrap();
//! let of = |id: &str| match book.names.get(id) {
//!     Some(Named::Amount(amount)) => AmountRef { amount: *amount, row: None },
//!     _ => panic!("no amount {id}"),
//! };
//! let line = |id: &str| result.amounts.iter().find(|line| line.of == of(id)).unwrap();
//!
//! // 900 × 4800 × 0.5%, rounded each month; 1.5% without the lever.
//! assert_eq!(line("unemployment_cost").value.unwrap().to_string(), "259200.00");
//! assert_eq!(line("unemployment_cost").baseline.unwrap().to_string(), "777600.00");
//!
//! // What is not stated is missing, never zero: the total says that it is a part.
//! assert_eq!(line("electricity_charge").status, Status::Missing);
//! assert!(!result.totals.complete);
//!
//! // The same amount in words, with its clauses.
//! let explained = engine.explain(&enterprise, year, &as_it_is, of("unemployment_cost"));
//! let explained = explained.unwrap().unwrap();
//! let words: Vec<&str> = explained.segments[0].words.iter().map(|w| w.text.get(Lang::En)).collect();
//! assert_eq!(words.concat(), "Payroll liable to contributions × Unemployment rate, employer");
//! ```

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
// The interface keeps one opened rulebook between calls, and this lint cannot be lifted for one macro
// call; builds without the interface hold everything else to it.
#![cfg_attr(
    feature = "api",
    allow(clippy::disallowed_macros, reason = "see `api::kept`")
)]

pub mod base;
// What reads text from outside never subscripts it. Elsewhere a typed id indexes the `IdVec` it was
// made for, which the lint cannot tell from an unchecked subscript.
#[cfg_attr(not(test), warn(clippy::indexing_slicing))]
pub mod rulebook;
#[cfg_attr(not(test), warn(clippy::indexing_slicing))]
pub mod formula;
pub mod check;
pub mod coverage;
pub mod enterprise;
pub mod program;
pub mod eval;
pub mod explain;
pub mod scenario;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "xlsx")]
pub mod xlsx;
#[cfg(feature = "charts")]
pub mod charts;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "api")]
pub mod api;
#[cfg(feature = "web")]
pub mod ui;
