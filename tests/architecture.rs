//! The folders of `src` use each other only along the arrows of `docs/architecture.md`.
//!
//! Reads the sources as text: every `crate::…` path and every chain of `super::` that climbs to the
//! root names a folder, and that folder must stand in the list of what this one may use. Unit tests at
//! the end of a file, and files of unit tests, may use anything.

#![allow(clippy::disallowed_methods, reason = "the sources are what is tested")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each folder, and what it may use besides itself, in reading order.
const ARROWS: [(&str, &[&[&str]]); 17] = [
    ("base", &[]),
    ("rulebook", &[&["base"]]),
    ("formula", &[&["base"]]),
    ("check", &[&["base", "rulebook", "formula"]]),
    ("coverage", &[&["base", "check"]]),
    ("enterprise", &[&["base", "rulebook", "check"]]),
    ("program", &[&["base", "formula", "check"]]),
    ("eval", &[&["base", "program"]]),
    (
        "explain",
        &[&["base", "formula", "check", "enterprise", "program", "eval"]],
    ),
    ("scenario", &[ENGINE]),
    ("report", CORE),
    ("xlsx", &[&["base", "report"]]),
    ("charts", &[&["base", "report"]]),
    ("batch", &[ENGINE, ABOVE, &["report"]]),
    (
        "cli",
        &[ENGINE, ABOVE, &["report", "xlsx", "charts", "batch"]],
    ),
    ("api", &[ENGINE, ABOVE, &["report", "batch"]]),
    ("ui", &[ENGINE, ABOVE, &["report", "charts"]]),
];

/// What a scenario is computed with.
const ENGINE: &[&str] = &[
    "base",
    "rulebook",
    "formula",
    "check",
    "enterprise",
    "program",
    "eval",
    "explain",
];
const ABOVE: &[&str] = &["coverage", "scenario"];
/// All that needs no serialising.
const CORE: &[&[&str]] = &[ENGINE, ABOVE];

/// Paths past the arrows, each with why.
const EXCEPTIONS: [(&str, &str); 1] = [
    // A program's inputs are numbered like the rulebook's facts and groups: the ids are the same type, so
    // that a table of enterprises and an explanation speak of one fact.
    ("eval", "check::rulebook::{FactSlotId, GroupId}"),
];

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Names of the module of a file below `src`: `eval/columns/run.rs` is `eval`, `columns`, `run`.
fn module(path: &Path) -> Vec<String> {
    let relative = path.strip_prefix(sources()).unwrap().with_extension("");
    let mut names: Vec<String> = relative
        .iter()
        .map(|name| name.to_str().unwrap().to_owned())
        .collect();
    if names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    names
}

/// The text without comments and without the unit tests at its end.
fn code(text: &str) -> String {
    let tests = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    let lines = text[..tests].lines();
    lines
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The path that starts at a byte, up to where it can no longer go on: `check::rulebook::{A, B}`.
fn path_at(text: &str) -> String {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .unwrap_or(text.len());
    let (path, rest) = text.split_at(end);
    match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        Some((inner, _)) if path.ends_with("::") => {
            let names: Vec<&str> = inner.split_whitespace().collect();
            format!("{path}{{{}}}", names.join(" "))
        }
        _ => path.to_owned(),
    }
}

/// What a file uses of the crate, as paths from its root.
fn used(path: &Path, text: &str) -> Vec<String> {
    let code = code(text);
    let depth = module(path).len();
    let up = "super::".repeat(depth);
    let mut found = Vec::new();
    for start in ["crate::", up.as_str()] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                continue;
            }
            found.push(path_at(&code[at + start.len()..]));
        }
    }
    found
}

#[test]
fn folders_use_each_other_only_along_the_arrows() {
    let mut files = Vec::new();
    rust_files(&sources(), &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let names = module(&file);
        let Some((folder, may)) = ARROWS.iter().find(|(folder, _)| names[0] == *folder) else {
            continue;
        };
        if names.iter().any(|name| name == "tests") {
            continue;
        }
        for path in used(&file, &fs::read_to_string(&file).unwrap()) {
            let head = path.split(':').next().unwrap();
            assert!(
                !head.is_empty(),
                "{}: write `crate::a` and `crate::b` apart",
                file.display()
            );
            // Macros of the crate live at its root and belong to `base`.
            let target = if head == "define_id" { "base" } else { head };
            let listed = ARROWS.iter().any(|(known, _)| target == *known);
            let allowed = target == *folder
                || may.concat().contains(&target)
                || EXCEPTIONS.contains(&(folder, path.as_str()))
                || EXCEPTIONS
                    .iter()
                    .any(|(from, whole)| from == folder && within(whole, &path));
            if !allowed {
                let why = if listed {
                    "no arrow leads there"
                } else {
                    "no folder of the list"
                };
                wrong.push(format!("{}: `crate::{path}`: {why}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a path names only what an exception `a::b::{X, Y}` lists.
fn within(exception: &str, path: &str) -> bool {
    let (root, names) = exception.split_once("::{").unwrap();
    let known: BTreeSet<&str> = names.trim_end_matches('}').split(", ").collect();
    path.strip_prefix(root)
        .and_then(|rest| rest.strip_prefix("::"))
        .is_some_and(|rest| {
            let mut used = rest
                .trim_matches(['{', '}'])
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty());
            used.all(|name| known.contains(name))
        })
}

#[test]
fn every_folder_of_the_sources_has_its_arrows() {
    let mut unknown = Vec::new();
    for entry in fs::read_dir(sources()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let root = ["lib", "main", "bin"].contains(&name.as_str());
        if !root && !ARROWS.iter().any(|(folder, _)| *folder == name) {
            unknown.push(name);
        }
    }
    assert!(unknown.is_empty(), "give these their arrows: {unknown:?}");
}

#[test]
fn arrows_lead_backwards_only() {
    for (index, (folder, may)) in ARROWS.iter().enumerate() {
        for target in &may.concat() {
            let earlier = ARROWS[..index].iter().any(|(known, _)| known == target);
            assert!(
                earlier,
                "`{folder}` may use `{target}`, which stands after it"
            );
        }
    }
}

#[test]
fn the_reader_of_sources_sees_paths_however_written() {
    let file = sources().join("eval/columns/run.rs");
    let text = "use crate::base::{\n    A,\n    B,\n};\n// crate::cli\nuse super::super::super::ui::X;\n\
                fn f() -> crate::check::rulebook::FactSlotId {}\n#[cfg(test)]\nmod tests { use crate::cli; }";
    let expected = ["base::{A, B,}", "check::rulebook::FactSlotId", "ui::X"];
    assert_eq!(used(&file, text), expected);
    assert!(within(
        "check::rulebook::{FactSlotId, GroupId}",
        "check::rulebook::FactSlotId"
    ));
    assert!(!within(
        "check::rulebook::{FactSlotId, GroupId}",
        "check::rulebook::{GroupId, Rulebook}"
    ));
}
