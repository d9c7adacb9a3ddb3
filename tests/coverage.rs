//! What the lists of `docs/coverage` say of the documents is so, and nothing of the rulebook is outside them.
//!
//! The lists are data: a figure of a clause, and either the records that hold it or why it is no figure
//! of a lever. These tests hold every such claim to the rulebook, and write `docs/coverage.md` from it.

#![allow(clippy::disallowed_methods, reason = "the page is what is tested")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use qingce::base::{Lang, Rational};
use qingce::check::{Rulebook, check};
use qingce::coverage::{
    BUILT_IN, Coverage, FigureCoverage, Listed, Place, RowState, Sought, figures_of_the_province,
    read,
};
use qingce::report::coverage::CoverageReport;
use qingce::rulebook::{EmbeddedRules, load};

fn book() -> Rulebook {
    let (draft, _, sources) = load(&EmbeddedRules);
    check(&draft, sources.hash())
        .0
        .expect("the rulebook is sound")
}

fn listed() -> Listed {
    read(BUILT_IN).expect("the lists can be read")
}

#[test]
fn every_list_of_the_folder_is_built_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coverage");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let mut built_in: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
    built_in.sort_unstable();
    assert_eq!(files, built_in, "keep the list in `src/coverage/mod.rs`");
}

#[test]
fn every_figure_is_where_the_list_says() {
    let coverage = Coverage::new(&book(), &listed());
    let mut wrong = Vec::new();
    for document in &coverage.documents {
        for figure in &document.figures {
            let at = format!("{} {} {}", document.id, figure.clause, figure.figure);
            for (id, miss) in &figure.missed {
                wrong.push(format!("{at}: {miss:?} in `{id}`"));
            }
            if let Some((reason, words)) = &figure.reason
                && words.zh.is_empty()
            {
                wrong.push(format!("{at}: no reason is called `{reason}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_document_of_an_entry_is_known_and_every_document_of_the_province_has_entries() {
    let (book, listed) = (book(), listed());
    let outside: BTreeSet<&str> = listed.outside.iter().map(|one| one.id.as_str()).collect();
    let of_the_province: BTreeSet<&str> = book
        .documents
        .values()
        .filter(|document| !document.national)
        .map(|document| document.id.as_str())
        .collect();
    let both: Vec<_> = outside.intersection(&of_the_province).collect();
    assert!(both.is_empty(), "in the rulebook and outside it: {both:?}");
    let entries: BTreeSet<&str> = listed
        .entries
        .iter()
        .map(|entry| entry.document.as_str())
        .collect();
    let known: BTreeSet<&str> = outside.union(&of_the_province).copied().collect();
    let unknown: Vec<_> = entries.difference(&known).collect();
    assert!(unknown.is_empty(), "no such document: {unknown:?}");
    let without: Vec<_> = of_the_province.difference(&entries).collect();
    assert!(
        without.is_empty(),
        "documents without an entry: {without:?}"
    );
}

/// The numbers the entries say a record holds, whatever the document.
fn held(listed: &Listed) -> BTreeMap<&str, Vec<Rational>> {
    let mut held: BTreeMap<&str, Vec<Rational>> = BTreeMap::new();
    for entry in &listed.entries {
        let Place::Held(ids) = &entry.place else {
            continue;
        };
        let written = entry.value.as_deref().unwrap_or(&entry.figure);
        if let Some(Sought::Number(number, _)) = Sought::parse(written) {
            for id in ids {
                held.entry(id).or_default().push(number);
            }
        }
    }
    held
}

/// A value that cites a national rule besides has its figure from there: the document orders it.
#[test]
fn every_figure_of_the_rulebook_that_only_documents_of_the_province_state_is_listed() {
    let (book, listed) = (book(), listed());
    let held = held(&listed);
    let mut missing = Vec::new();
    for parameter in book.parameters.values() {
        let named = held
            .get(parameter.id.as_str())
            .map_or(&[][..], Vec::as_slice);
        for (number, unit) in figures_of_the_province(&book, parameter) {
            if !named.contains(&number) {
                missing.push(format!("`{}`: {number} {unit}", parameter.id));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "cited to documents of the province, but not among their figures: add the entry to \
         docs/coverage/, or cite what does state it\n{}",
        missing.join("\n")
    );
}

#[test]
fn every_row_is_held_or_says_that_it_is_to_come() {
    let coverage = Coverage::new(&book(), &listed());
    let rows = listed().rows;
    for (row, state) in rows.iter().zip(&coverage.rows) {
        assert!(
            row.awaits || state.state != RowState::Missing,
            "`{}` is held by nothing: {:?}",
            row.id,
            row.held
        );
        assert!(
            coverage.lists.iter().any(|(name, _)| *name == row.list),
            "`{}` stands in no list",
            row.id
        );
    }
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), rows.len(), "a row stands twice");
}

/// How many rows the first reading of the documents found, before the further ones.
const FIRST_READING: usize = 73;
/// How many further levers the second reading numbered.
const SECOND_READING: u32 = 60;

#[test]
fn no_row_of_the_two_readings_is_lost() {
    let rows = listed().rows;
    let first = rows
        .iter()
        .filter(|row| row.number.is_none() && row.list != "differences");
    assert_eq!(first.count(), FIRST_READING);
    let numbers: BTreeSet<u32> = rows.iter().filter_map(|row| row.number).collect();
    assert_eq!(numbers, (1..=SECOND_READING).collect());
}

#[test]
fn every_lever_of_the_rulebook_stands_in_a_row() {
    let (book, listed) = (book(), listed());
    let held: BTreeSet<&str> = listed
        .rows
        .iter()
        .flat_map(|row| row.held.iter().map(String::as_str))
        .collect();
    let without: Vec<&str> = book
        .levers
        .values()
        .map(|lever| lever.id.as_str())
        .filter(|id| !held.contains(id))
        .collect();
    assert!(
        without.is_empty(),
        "no row of docs/coverage/rows.toml holds {without:?}"
    );
}

const HEAD: &str = "# Coverage of the documents

Every figure the documents of the province state, clause by clause, and where it is computed; where it is no figure of
a lever, why. Then every lever, row by row. Written by `UPDATE=1 cargo test --test coverage` from the lists in
[`coverage/`](coverage) and the rulebook; `qingce rules coverage` prints the same, and the page shows it at
`#/coverage`.

- An entry *held* by a record has been found there: the record cites the document and holds the very number or day, in
  its own unit. A day that ends something may be the day before the law changes.
- Entries that no lever has may hold several figures of one kind, with a reason for all of them.
- Left out are digits that are no figures: headings, numbers of documents, days of issue, parts of names.
- Figures stand as the documents print them; where a scan lost a decimal point, the entry says so.
";

fn where_to(figure: &FigureCoverage) -> String {
    if !figure.held.is_empty() {
        let ids = figure.held.iter().map(|record| format!("`{}`", record.id));
        return ids.collect::<Vec<_>>().join(", ");
    }
    let what = figure.what.as_ref().map_or("", |what| what.get(Lang::En));
    match (&figure.awaits, &figure.reason) {
        (Some(lever), _) => format!("to come with `{lever}`: {what}"),
        (_, Some((_, words))) => format!("*{}*: {what}", words.get(Lang::En)),
        _ => "nowhere".to_owned(),
    }
}

fn page(coverage: &Coverage) -> String {
    let mut out = HEAD.to_owned();
    out.push_str("\n## Counts\n\n| document | figures | held | to come | not a lever |\n|---|---|---|---|---|\n");
    let mut sums = [0; 4];
    for document in &coverage.documents {
        let counts = Coverage::counts(&document.figures);
        sums.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n);
        let [all, held, to_come, not] = counts;
        let number = &document.number;
        writeln!(out, "| {number} | {all} | {held} | {to_come} | {not} |").unwrap();
    }
    let [all, held, to_come, not] = sums;
    writeln!(out, "| all | {all} | {held} | {to_come} | {not} |").unwrap();
    for document in &coverage.documents {
        let title = document.title.get(Lang::En);
        writeln!(out, "\n## {} {title}\n", document.number).unwrap();
        out.push_str("| clause | figure | where |\n|---|---|---|\n");
        for figure in &document.figures {
            let (clause, text) = (&figure.clause, &figure.figure);
            writeln!(out, "| {clause} | {text} | {} |", where_to(figure)).unwrap();
        }
    }
    out.push_str("\n# Levers, row by row\n");
    for (name, words) in &coverage.lists {
        let rows: Vec<_> = coverage
            .rows
            .iter()
            .filter(|row| row.list == *name)
            .collect();
        if rows.is_empty() {
            continue;
        }
        writeln!(
            out,
            "\n## {}\n\n| no. | id | title | state |\n|---|---|---|---|",
            words.get(Lang::En)
        )
        .unwrap();
        for row in rows {
            let number = row.number.map_or(String::new(), |n| n.to_string());
            let title = row.title.get(Lang::En);
            writeln!(
                out,
                "| {number} | `{}` | {title} | {} |",
                row.id,
                row.state.name()
            )
            .unwrap();
        }
    }
    out
}

#[test]
fn the_page_is_what_the_lists_and_the_rulebook_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coverage.md");
    let wanted = page(&Coverage::new(&book(), &listed()));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == wanted,
        "run `UPDATE=1 cargo test --test coverage` and read the diff of docs/coverage.md"
    );
}

#[test]
fn the_command_prints_what_the_lists_and_the_rulebook_say() {
    let run = |arguments: &[&str]| {
        let command = Command::new(env!("CARGO_BIN_EXE_qingce"))
            .args(arguments)
            .output()
            .unwrap();
        (
            command.status.code(),
            String::from_utf8(command.stdout).unwrap(),
        )
    };
    let (status, json) = run(&["rules", "coverage", "--format", "json"]);
    let report = CoverageReport::new(&book(), &listed());
    let wanted = serde_json::to_string_pretty(&report).unwrap();
    assert_eq!((status, json.trim_end()), (Some(0), wanted.as_str()));
    let (status, table) = run(&[
        "rules",
        "coverage",
        "--document",
        "qz-2017-43",
        "--lang",
        "en",
    ]);
    assert_eq!(status, Some(0));
    assert!(table.contains("quality_deposit_ceiling"), "{table}");
    let (status, _) = run(&["rules", "coverage", "--document", "qz-2017-44"]);
    assert_eq!(status, Some(1));
}
