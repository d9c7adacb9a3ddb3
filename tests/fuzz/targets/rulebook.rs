//! Any text is a rulebook or diagnostics that point into it.
#![no_main]

use std::collections::BTreeMap;
use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use qingce::rulebook::{MapRules, load};

fuzz_target!(|text: &str| {
    let files = MapRules(BTreeMap::from([("book.toml".to_owned(), Arc::from(text))]));
    let (draft, found, sources) = load(&files);
    let (book, more) = qingce::check::check(&draft, sources.hash());
    assert!(book.is_some() || found.iter().chain(&more).any(|problem| problem.is_error()));
});
