//! Reforms: what is refused and where, that the committed examples come out as worked by hand, and the
//! laws they keep on the rulebook built in and on random ones.

#![allow(clippy::disallowed_methods, reason = "the examples are files")]

#[path = "support/random.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod random;
#[path = "support/random_rulebook.rs"]
mod random_rulebook;

#[path = "reforms/effects.rs"]
mod effects;
#[path = "reforms/laws.rs"]
mod laws;
#[path = "reforms/refusals.rs"]
mod refusals;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use qingce::base::Diagnostic;
use qingce::check::{Rulebook, check};
use qingce::rulebook::{EmbeddedRules, Reform, Sources, load, read_reform};

/// The rulebook built in, and its texts.
fn built_in() -> (Rulebook, Sources) {
    let (draft, _, sources) = load(&EmbeddedRules);
    let book = check(&draft, sources.hash()).0;
    (book.expect("the rulebook is sound"), sources)
}

/// A reform from its text, which is added to the texts of the rulebook.
fn read(text: &str, sources: &mut Sources) -> (Option<Reform>, Vec<Diagnostic>) {
    let file = sources.add("reform.toml", Arc::from(text));
    read_reform(text, file)
}

fn head(rest: &str) -> String {
    format!("[reform]\nid = \"r\"\ntitle = {{ zh = \"改\", en = \"Reform\" }}\n{rest}")
}

/// A reform that must be sound by itself.
fn sound(rest: &str) -> Arc<Reform> {
    let (reform, found) = read(&head(rest), &mut Sources::default());
    assert!(found.is_empty(), "{found:?}");
    Arc::new(reform.unwrap())
}

/// The committed examples.
fn examples() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/reforms");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut found: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    let text = |path: &PathBuf| std::fs::read_to_string(path).unwrap();
    found
        .into_iter()
        .map(|path| (path.clone(), text(&path)))
        .collect()
}
