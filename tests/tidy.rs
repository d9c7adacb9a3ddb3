//! What keeps the sources readable: no file outgrows its idea, every folder says what it is for.

#![allow(clippy::disallowed_methods, reason = "the sources are what is tested")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file over this is told about; it is time to find its second idea.
const LONG: usize = 400;
/// A file over this is refused.
const TOO_LONG: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
}

#[test]
fn no_source_file_is_longer_than_a_person_reads() {
    let mut sources = Vec::new();
    files(&root().join("src"), "rs", &mut sources);
    files(&root().join("xtask/src"), "rs", &mut sources);
    let mut too_long = Vec::new();
    for path in sources {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        let name = path.strip_prefix(root()).unwrap().display();
        if lines > TOO_LONG {
            too_long.push(format!("{name}: {lines} lines"));
        } else if lines > LONG {
            eprintln!("warning: {name} has {lines} lines, more than {LONG}");
        }
    }
    assert!(
        too_long.is_empty(),
        "split what is over {TOO_LONG} lines:\n{}",
        too_long.join("\n")
    );
}

#[test]
fn every_module_says_what_it_is_for() {
    let mut sources = Vec::new();
    files(&root().join("src"), "rs", &mut sources);
    let silent: Vec<String> = sources
        .iter()
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap();
            !text.starts_with("//! ")
        })
        .map(|path| path.strip_prefix(root()).unwrap().display().to_string())
        .collect();
    assert!(silent.is_empty(), "start these with `//!`: {silent:?}");
}
