//! What is kept between calls: the engine of the rulebook built in. It never changes, and opening it
//! once saves every call its cost.

use crate::report::open::{Opened, open_rules};
use crate::rulebook::{EmbeddedRules, Sources};
use crate::scenario::Engine;

thread_local! {
    /// The engine and the files of its rulebook; `None` if that could not be opened.
    static BUILT_IN: Option<(Engine, Sources)> = engine();
}

fn engine() -> Option<(Engine, Sources)> {
    let opened = open();
    let book = opened.book?;
    Some((Engine::new(book), opened.sources))
}

fn open() -> Opened {
    open_rules(&EmbeddedRules)
}

/// Works with the engine of the rulebook built in.
///
/// # Errors
///
/// Why that cannot be opened.
pub(super) fn with_built_in<R>(
    work: impl FnOnce(&Engine, &Sources) -> R,
) -> Result<R, Box<Opened>> {
    BUILT_IN.with(|kept| match kept {
        Some((engine, sources)) => Ok(work(engine, sources)),
        None => Err(Box::new(open())),
    })
}
