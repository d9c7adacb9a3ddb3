//! The built-in rulebook is the folder `rules/qinghai`, and nothing is wrong with it.

#![allow(
    clippy::disallowed_methods,
    reason = "the folder is compared with what is built in"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use qingce::check::check;
use qingce::rulebook::{EmbeddedRules, MapRules, RuleFiles, archive, load};

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

/// The page computes with an archive of plain texts, everyone else with the folder.
#[test]
fn the_archive_of_the_page_is_the_same_rulebook() {
    let texts: Vec<(&str, Arc<str>)> = EmbeddedRules::names()
        .map(|name| (name, EmbeddedRules.read(name).unwrap()))
        .collect();
    let pairs = || texts.iter().map(|(name, text)| (*name, &**text));
    let packed = archive::pack(pairs());
    assert!(packed.len() < pairs().map(|(_, text)| text.len()).sum());
    let unpacked = MapRules::unpack(&packed);
    assert_eq!(unpacked.0.len(), texts.len());
    let (draft, found, sources) = load(&unpacked);
    assert!(found.is_empty());
    let (other, _, folder) = load(&EmbeddedRules);
    assert_eq!(sources.hash(), folder.hash());
    let of_rules = pairs().filter(|(name, _)| !name.starts_with("presets/"));
    assert_eq!(archive::hash(of_rules), folder.hash());
    let (book, more) = check(&draft, sources.hash());
    let (same, _) = check(&other, folder.hash());
    assert!(more.is_empty());
    let (book, same) = (book.unwrap(), same.unwrap());
    assert_eq!(book.levers.len(), same.levers.len());
    assert_eq!(book.amounts.len(), same.amounts.len());
    assert_eq!(book.parameters.len(), same.parameters.len());
}

#[test]
fn comments_and_blank_lines_have_no_part_in_the_hash_and_nothing_else_is_lost() {
    let hash = |text| archive::hash([("a.toml", text)]);
    assert_eq!(hash("x = 1\n"), hash("# why\n\nx = 1   \n  # so\n"));
    assert_ne!(hash("x = 1\n"), hash("x = 2\n"));
    // In a string of several lines, what looks like a comment is text.
    let several = "x = \"\"\"\n# not a comment\n\n\"\"\"\n";
    assert_eq!(archive::plain(several), several);
    for text in ["", "# a\nx = '#'\n\n[t]\r\n\ty=2", several] {
        let once = archive::plain(text);
        assert_eq!(archive::plain(&once), once);
    }
    assert_eq!(archive::unpack("no archive").count(), 0);
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
