//! Any text is an enterprise of the built-in rulebook, with what is wrong said fact by fact.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use qingce::base::FileId;
use qingce::check::Rulebook;
use qingce::enterprise::{from_text, to_toml};
use qingce::rulebook::{EmbeddedRules, load};

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let (draft, _, sources) = load(&EmbeddedRules);
    qingce::check::check(&draft, sources.hash()).0.expect("the built-in rulebook is whole")
});

fuzz_target!(|text: &str| {
    let (enterprise, _) = from_text(&BOOK, text, FileId(0));
    let written = to_toml(&BOOK, &enterprise);
    let (again, problems) = from_text(&BOOK, &written, FileId(0));
    assert!(problems.is_empty(), "{written}");
    assert_eq!(to_toml(&BOOK, &again), written);
});
