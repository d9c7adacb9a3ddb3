//! What is kept between calls: the engine of the rulebook built in. It never changes, and opening it
//! once saves every call its cost.

use crate::report::open::{Opened, open_rules};
use crate::rulebook::EmbeddedRules;
use crate::scenario::Engine;

thread_local! {
    /// `None` if the rulebook built in could not be opened.
    static BUILT_IN: Option<Engine> = open().book.map(Engine::new);
}

fn open() -> Opened {
    open_rules(&EmbeddedRules)
}

/// Works with the engine of the rulebook built in.
///
/// # Errors
///
/// Why that cannot be opened.
pub(super) fn with_built_in<R>(work: impl FnOnce(&Engine) -> R) -> Result<R, Box<Opened>> {
    BUILT_IN.with(|engine| engine.as_ref().map(work).ok_or_else(|| Box::new(open())))
}
