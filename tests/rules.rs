//! The built-in rulebook is the folder `rules/qinghai`, and nothing is wrong with it.

#![allow(
    clippy::disallowed_methods,
    reason = "the folder is compared with what is built in"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use qingce::rulebook::{EmbeddedRules, RuleFiles, load};

struct Folder(PathBuf);

impl RuleFiles for Folder {
    fn read(&self, name: &str) -> Option<Arc<str>> {
        Some(fs::read_to_string(self.0.join(name)).ok()?.into())
    }
}

fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/qinghai")
}

fn toml_files(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            toml_files(&path, &format!("{name}/"), found);
        } else if name.ends_with(".toml") {
            found.push(name);
        }
    }
}

#[test]
fn the_embedded_rulebook_is_the_folder() {
    let mut in_folder = Vec::new();
    toml_files(&rules(), "", &mut in_folder);
    in_folder.sort();
    let embedded: Vec<&str> = EmbeddedRules::names().collect();
    assert_eq!(
        embedded, in_folder,
        "keep the list in `src/rulebook/embedded.rs`"
    );
}

#[test]
fn the_folder_reads_without_a_complaint() {
    let (draft, found, sources) = load(&Folder(rules()));
    let found: Vec<String> = found.iter().map(|d| sources.concise(d)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(!draft.levers.is_empty());
    let read: Vec<&str> = sources.ids().map(|file| sources.name(file)).collect();
    for name in EmbeddedRules::names() {
        assert!(read.contains(&name), "`book.toml` does not list `{name}`");
    }
}
