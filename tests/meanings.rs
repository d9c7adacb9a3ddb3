//! What the words of a rulebook mean, one behaviour a test, on rulebooks of a few lines.
//!
//! Each test states its rules, asks for an answer and says what it must be; the figures are small enough
//! to be worked in the head.

#[path = "support/expect.rs"]
mod expect;
#[path = "support/small_book.rs"]
mod small_book;

#[path = "meanings/explanations.rs"]
mod explanations;
#[path = "meanings/groups.rs"]
mod groups;
#[path = "meanings/levers.rs"]
mod levers;
#[path = "meanings/numbers.rs"]
mod numbers;
#[path = "meanings/patches.rs"]
mod patches;
#[path = "meanings/refusals.rs"]
mod refusals;
#[path = "meanings/time.rs"]
mod time;
#[path = "meanings/unknowns.rs"]
mod unknowns;
