//! Every folder of `tests/bad` is a small rulebook, or a facts file, that must be refused with exactly
//! what its `expected.txt` says. `UPDATE=1 cargo test --test bad` writes the files anew, to be read as a
//! diff.
//!
//! A folder without `book.toml` gets one that lists `tests/bad/common.toml` and the folder's own files,
//! if it has any. One with `facts.toml` or `facts.json` is about facts for the common rulebook.

#![allow(
    clippy::disallowed_methods,
    reason = "tests read their examples and write expectations"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use qingce::base::Diagnostic;
use qingce::rulebook::codes::{CODES, CodePage};
use qingce::rulebook::{BOOK, MapRules, Sources, load};
use qingce::{check, enterprise, scenario};

const BOOK_TEXT: &str = r#"[book]
id = "bad"
version = "1"
title = { zh = "坏规则", en = "Bad rules" }
from = "2011-01"
to = "2020-12"
"#;

/// Codes that no folder here can show, and why.
const ELSEWHERE: [(&str, &str); 24] = [
    (
        "F0116",
        "a text of thousands of characters: tests/hostile.rs",
    ),
    (
        "R0308",
        "the loader refuses such a value before it is checked",
    ),
    ("P0101", ASKED),
    ("P0102", ASKED),
    ("P0103", ASKED),
    ("P0104", ASKED),
    ("P0105", LAID),
    ("P0106", LAID),
    ("P0107", LAID),
    ("P0108", LAID),
    ("P0109", LAID),
    ("P0110", LAID),
    ("P0111", LAID),
    ("P0112", LAID),
    ("R0601", ASKED),
    ("R0602", ASKED),
    ("R0603", ASKED),
    ("E0101", "a question about a range: tests/cli.rs"),
    ("E0102", "a question about a range: tests/cli.rs"),
    ("E0103", "a question about a range: tests/cli.rs"),
    ("E0104", "a question about a range: tests/cli.rs"),
    ("E0105", "a question about a range: tests/cli.rs"),
    ("E0106", "a question about a range: tests/cli.rs"),
    ("E0107", "a question about a range: tests/cli.rs"),
];

/// Why a rulebook and facts do not show a code.
const LAID: &str = "refuses a reform; `tests/reforms.rs` asks it";

/// Why a sound rulebook and sound facts do not show a code.
const ASKED: &str = "refuses a question, not a file; `tests/meanings.rs` asks it";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

fn examples() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).unwrap();
    let mut found: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

fn code_of(example: &Path) -> String {
    let name = example.file_name().unwrap().to_str().unwrap();
    name.split('-').next().unwrap().to_owned()
}

fn pages() -> Vec<CodePage> {
    [
        CODES,
        check::codes::CODES,
        enterprise::CODES,
        scenario::codes::CODES,
    ]
    .concat()
}

fn rules_of(example: &Path) -> MapRules {
    let mut files = BTreeMap::new();
    let mut names = Vec::new();
    for entry in fs::read_dir(example).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.insert(name.clone(), Arc::from(fs::read_to_string(&path).unwrap()));
            names.push(format!("{name:?}"));
        }
    }
    names.sort();
    if !names.is_empty() && !files.contains_key(BOOK) {
        let common = fs::read_to_string(folder().join("common.toml")).unwrap();
        files.insert("common.toml".to_owned(), Arc::from(common));
        let list = names.join(", ");
        let book = format!("{BOOK_TEXT}files = [\"common.toml\", {list}]\n");
        files.insert(BOOK.to_owned(), Arc::from(book));
    }
    MapRules(files)
}

/// What is wrong with a facts file, for the common rulebook.
fn refuse_facts(path: &Path) -> (Vec<Diagnostic>, Sources) {
    let text = fs::read_to_string(path).unwrap();
    let common = fs::read_to_string(folder().join("common.toml")).unwrap();
    let book = format!("{BOOK_TEXT}files = [\"common.toml\"]\n");
    let rules: MapRules = [(BOOK, book), ("common.toml", common)]
        .into_iter()
        .collect();
    let (draft, found, mut sources) = load(&rules);
    assert!(found.is_empty(), "the common rulebook is broken");
    let (rulebook, found) = check::check(&draft, sources.hash());
    assert!(found.is_empty(), "the common rulebook is broken");
    let name = path.file_name().unwrap().to_str().unwrap();
    let file = sources.add(name, text.as_str().into());
    let (_, problems) = enterprise::from_text(&rulebook.unwrap(), &text, file);
    let found = problems.iter().map(enterprise::FactProblem::diagnostic);
    (found.collect(), sources)
}

fn refuse(example: &Path) -> (Vec<Diagnostic>, Sources) {
    for name in ["facts.toml", "facts.json"] {
        let facts = example.join(name);
        if facts.exists() {
            return refuse_facts(&facts);
        }
    }
    let (draft, mut found, sources) = load(&rules_of(example));
    found.extend(check::check(&draft, sources.hash()).1);
    (found, sources)
}

fn render(found: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in found {
        writeln!(out, "{}", sources.concise(diagnostic)).unwrap();
        for (index, label) in diagnostic.labels.iter().enumerate() {
            let text = sources.at(label.place).replace('\n', "⏎");
            let at = if index == 0 {
                String::new()
            } else {
                format!("{} ", sources.show(label.place))
            };
            writeln!(out, "    {at}`{text}` {}", label.message).unwrap();
        }
        for (what, text) in diagnostic
            .help
            .iter()
            .map(|text| ("help", text))
            .chain(diagnostic.notes.iter().map(|text| ("note", text)))
        {
            writeln!(out, "    {what}: {text}").unwrap();
        }
    }
    out.lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}

#[test]
fn each_example_is_refused_as_expected() {
    let mut wrong = Vec::new();
    for example in examples() {
        let (found, sources) = refuse(&example);
        let actual = render(&found, &sources);
        let path = example.join("expected.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &actual).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if expected != actual {
            wrong.push(format!("{}:\n{actual}", example.display()));
        }
        let code = code_of(&example);
        assert!(
            found.iter().any(|diagnostic| diagnostic.code == code),
            "{} does not give {code}:\n{actual}",
            example.display()
        );
    }
    assert!(
        wrong.is_empty(),
        "run `UPDATE=1 cargo test --test bad` and read the diff\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_code_has_an_example_and_every_example_a_code() {
    let codes: BTreeSet<String> = pages().iter().map(|page| page.code.to_owned()).collect();
    let shown: BTreeSet<String> = examples().iter().map(|example| code_of(example)).collect();
    let without: Vec<_> = codes
        .difference(&shown)
        .filter(|code| !ELSEWHERE.iter().any(|(known, _)| known == code))
        .collect();
    for (code, why) in ELSEWHERE {
        assert!(codes.contains(code), "{code} has no page");
        assert!(
            !shown.contains(code),
            "{code} has an example, so not: {why}"
        );
    }
    let unknown: Vec<_> = shown.difference(&codes).collect();
    assert!(without.is_empty(), "codes without an example: {without:?}");
    assert!(unknown.is_empty(), "examples of no code: {unknown:?}");
    assert_eq!(codes.len(), pages().len(), "a code has two pages");
}

#[test]
fn messages_keep_the_house_form() {
    for example in examples() {
        let (found, _) = refuse(&example);
        for diagnostic in found {
            let message = &diagnostic.message;
            let first = message.chars().next().unwrap();
            let name = example.display();
            assert!(!first.is_uppercase(), "{name}: upper case: {message}");
            assert!(
                message.chars().count() <= 100,
                "{name}: too long: {message}"
            );
            assert!(!message.contains('\n'), "{name}: two lines: {message}");
            assert!(!message.ends_with('.'), "{name}: full stop: {message}");
            let needs_place = code_of(&example) != "R0101";
            assert!(
                !diagnostic.labels.is_empty() || !needs_place,
                "{name}: no place: {message}"
            );
        }
    }
}
