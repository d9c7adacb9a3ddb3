//! Whatever text comes in, nothing panics, and every problem points into the text it is about.
//!
//! The files of `tests/fuzz` are replayed as they are; then they, the built-in rulebook and the examples
//! of `tests/bad` are bent at random. Put a text that once broke something there.

#![allow(clippy::disallowed_methods, reason = "the corpus is files")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use qingce::base::{Diagnostic, FileId, Lang, Period};
use qingce::check::rulebook::{FactSlotId, GroupId};
use qingce::check::{self, Rulebook};
use qingce::enterprise::{FactProblem, from_text, parse_fact, to_toml};
use qingce::eval::one::{Inputs, run};
use qingce::formula::parse;
use qingce::program::levers::LeverSet;
use qingce::program::op::{Cell, KnobId, Status};
use qingce::program::{Request, VariantSpec, compile};
use qingce::rulebook::{BOOK, EmbeddedRules, MapRules, RuleFiles, Sources, load};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// Texts of a folder and the folders in it, by name, in order.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(texts(&path));
        } else {
            // What is no UTF-8 is refused where files are read.
            let bytes = fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            found.push((path.display().to_string(), text));
        }
    }
    found
}

/// A rulebook of one file, and what stands beside it.
fn rules(text: &str) -> MapRules {
    let book = r#"[book]
id = "fuzz"
version = "1"
title = { zh = "试", en = "Fuzz" }
from = "2011-01"
to = "2020-12"
files = ["common.toml", "rules.toml"]
"#;
    let common = fs::read_to_string(folder("bad/common.toml")).unwrap();
    [(BOOK, book), ("common.toml", &common), ("rules.toml", text)]
        .into_iter()
        .collect()
}

struct Nothing;

impl Inputs for Nothing {
    fn fact(&self, _: FactSlotId) -> Cell {
        Cell::not(Status::Missing)
    }

    fn rows(&self, _: GroupId) -> Option<u8> {
        None
    }

    fn knob(&self, _: KnobId) -> Cell {
        Cell::not(Status::Missing)
    }
}

/// Reads, checks, compiles and runs what it can of a rulebook.
fn use_rules(files: &dyn RuleFiles) -> Option<Rulebook> {
    let (draft, found, sources) = load(files);
    let (rulebook, more) = check::check(&draft, sources.hash());
    found
        .iter()
        .chain(&more)
        .for_each(|d| points_inside(d, &sources));
    let rulebook = rulebook.filter(|_| !found.iter().any(Diagnostic::is_error))?;
    let variant = |off| VariantSpec {
        book: &rulebook,
        off,
        trace: true,
        only_members: false,
    };
    let request = Request {
        period: Period::year(2017).unwrap(),
        variants: vec![
            variant(LeverSet::default()),
            variant(LeverSet::all(&rulebook)),
        ],
        knobs: Vec::new(),
    };
    if let Ok(program) = compile(&request) {
        assert_eq!(run(&program, &Nothing).len(), program.ops.len());
    }
    Some(rulebook)
}

fn points_inside(diagnostic: &Diagnostic, sources: &Sources) {
    assert!(!sources.concise(diagnostic).is_empty());
    for label in &diagnostic.labels {
        let (start, end) = (label.place.start, label.place.end);
        let length = sources.text(label.place.file).len();
        assert!(start <= end && end as usize <= length, "{diagnostic:?}");
        let span = sources.span(label.place);
        let text = sources.text(label.place.file);
        assert!(text.get(span).is_some(), "{diagnostic:?}");
        assert!(sources.start(label.place) <= sources.end(label.place));
    }
}

fn use_formula(text: &str) {
    if let Ok(formula) = parse(text) {
        let printed = formula.to_string();
        let again = parse(&printed).unwrap_or_else(|error| panic!("{printed}: {error:?}"));
        assert_eq!(again.to_string(), printed, "{text}");
    }
}

fn use_facts(rulebook: &Rulebook, text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("facts", text.into());
    let (mut kept, problems) = from_text(rulebook, text, file);
    for problem in &problems {
        points_inside(&problem.diagnostic(), &sources);
        assert!(!problem.message(Lang::Zh).is_empty());
    }
    // What was kept is worth keeping: it reads back to the same. Patches are not facts.
    kept.patch = None;
    let written = to_toml(rulebook, &kept);
    let (again, problems) = from_text(rulebook, &written, FileId(0));
    let said: Vec<String> = problems.iter().map(FactProblem::subject).collect();
    assert_eq!((again, said), (kept, Vec::new()), "{written}");
}

fn qinghai() -> Rulebook {
    use_rules(&EmbeddedRules).expect("the built-in rulebook is whole")
}

#[test]
fn the_corpus_of_rulebooks_is_survived() {
    for (name, text) in texts(&folder("fuzz/rulebooks")) {
        eprintln!("{name}");
        use_rules(&rules(&text));
        let alone: MapRules = [(BOOK, text.as_str())].into_iter().collect();
        use_rules(&alone);
    }
}

#[test]
fn the_corpus_of_formulas_is_survived() {
    for (name, text) in texts(&folder("fuzz/formulas")) {
        eprintln!("{name}");
        use_formula(&text);
        text.lines().for_each(use_formula);
    }
}

#[test]
fn the_corpus_of_facts_is_survived() {
    let rulebook = qinghai();
    for (name, text) in texts(&folder("fuzz/facts")) {
        eprintln!("{name}");
        use_facts(&rulebook, &text);
        for line in text.lines() {
            for fact in rulebook.facts.ids() {
                let _ = parse_fact(&rulebook, fact, line);
            }
        }
    }
}

/// One change of a text: at a place, drop some characters and put others there.
#[derive(Clone, Debug)]
struct Edit {
    at: usize,
    drop: usize,
    put: String,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let pieces = [
        "",
        "\"",
        "'",
        "\"\"\"",
        "[",
        "]",
        "{",
        "}",
        "=",
        ",",
        ".",
        "\n",
        "#",
        "\\u0041",
        "\\",
        "\0",
        "\u{feff}",
        "万",
        "亿",
        "％",
        "１",
        "0",
        "9999999999999999999999999",
        "-",
        "1e9",
        "0.1",
        "%",
        "[月/年]",
        "/",
        "*",
        "(",
        ")",
        "if ",
        " then ",
        " else ",
        "not ",
        "sum(",
        "lookup(",
        "heads",
        "@2017-02-29",
        "absent",
        "unknown",
        "open",
        "true",
        "1900-01-01",
        "2199-12-31",
        "𠀀",
        "e\u{301}",
        "null",
        ":",
    ];
    let put = prop_oneof![
        4 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    let edit = (
        any::<usize>(),
        prop_oneof![Just(0), 0..4usize, 0..40usize],
        put,
    )
        .prop_map(|(at, drop, put)| Edit { at, drop, put });
    prop::collection::vec(edit, 1..4)
}

fn bend(text: &str, edits: &[Edit]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for edit in edits {
        let at = edit.at % (chars.len() + 1);
        let end = (at + edit.drop).min(chars.len());
        chars.splice(at..end, edit.put.chars());
    }
    chars.into_iter().collect()
}

fn seeds(folders: &[&str]) -> Vec<String> {
    let found = folders.iter().flat_map(|name| texts(&folder(name)));
    found.map(|(_, text)| text).collect()
}

/// `FUZZ=50 cargo test --test replay` tries fifty times as many.
fn config(cases: u32) -> ProptestConfig {
    let harder = std::env::var("FUZZ")
        .ok()
        .and_then(|times| times.parse().ok());
    ProptestConfig {
        cases: cases.saturating_mul(harder.unwrap_or(1)),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

#[test]
fn bent_rulebooks_are_survived() {
    let seeds = seeds(&["fuzz/rulebooks", "bad"]);
    proptest!(config(256), |(seed in prop::sample::select(seeds), edits in edits())| {
        use_rules(&rules(&bend(&seed, &edits)));
    });
}

#[test]
fn the_built_in_rulebook_bent_is_survived() {
    let names: Vec<&str> = EmbeddedRules::names().collect();
    proptest!(config(24), |(name in prop::sample::select(names.clone()), edits in edits())| {
        let text = |file: &str| EmbeddedRules.read(file).unwrap_or_default();
        let files: MapRules = names
            .iter()
            .map(|file| (*file, if *file == name { bend(&text(file), &edits) } else { text(file).to_string() }))
            .collect();
        use_rules(&files);
    });
}

#[test]
fn bent_formulas_are_survived() {
    let seeds: Vec<String> = seeds(&["fuzz/formulas"])
        .iter()
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    proptest!(config(2048), |(seed in prop::sample::select(seeds), edits in edits())| {
        use_formula(&bend(&seed, &edits));
    });
}

#[test]
fn bent_facts_are_survived() {
    let rulebook = qinghai();
    let mut seeds = seeds(&["fuzz/facts"]);
    let presets = EmbeddedRules::names().filter(|name| name.starts_with("presets/"));
    seeds.extend(presets.map(|name| EmbeddedRules.read(name).unwrap().to_string()));
    proptest!(config(512), |(seed in prop::sample::select(seeds), edits in edits())| {
        use_facts(&rulebook, &bend(&seed, &edits));
    });
}
