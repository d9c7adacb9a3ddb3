//! What the pages under `docs` show is what the program does: their examples run, their links lead
//! somewhere, and what they say is there is there.
//!
//! In `docs/rulebook.md` the block ` ```toml common` is put before every other one. A block
//! ` ```toml rulebook` must load and check without an error; a block ` ```toml bad R0203` must give
//! exactly that error. A block of plain `toml` is not allowed: nothing on the page goes untried.

#![allow(clippy::disallowed_methods, reason = "the pages are what is tested")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use qingce::base::Diagnostic;
use qingce::check::{Rulebook, check};
use qingce::rulebook::{EmbeddedRules, MapRules, Sources, load};

const BOOK: &str = r#"[book]
id = "page"
version = "1"
title = { zh = "示例", en = "Examples" }
from = "2011-01"
to = "2026-12"
files = ["common.toml", "example.toml"]
"#;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|problem| panic!("{name}: {problem}"))
}

/// A fenced block of a page: the line it starts on, what follows its fence, and its text.
struct Block {
    line: usize,
    info: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut inside = false;
    for (index, line) in page.lines().enumerate() {
        match (inside, line.strip_prefix("```")) {
            (false, Some(info)) => {
                found.push(Block {
                    line: index + 1,
                    info: info.to_owned(),
                    text: String::new(),
                });
                inside = true;
            }
            (true, Some(_)) => inside = false,
            (true, None) => {
                let block = found.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            (false, None) => {}
        }
    }
    assert!(!inside, "the last block is not closed");
    found
}

fn checked(common: &str, example: &str) -> (Option<Rulebook>, Vec<Diagnostic>, Sources) {
    let files: MapRules = [
        ("book.toml", BOOK),
        ("common.toml", common),
        ("example.toml", example),
    ]
    .into_iter()
    .collect();
    let (draft, mut found, sources) = load(&files);
    let (rulebook, more) = check(&draft, sources.hash());
    found.extend(more);
    (rulebook, found, sources)
}

fn embedded() -> Rulebook {
    let (draft, _, sources) = load(&EmbeddedRules);
    check(&draft, sources.hash())
        .0
        .expect("the rulebook is sound")
}

#[test]
fn every_example_of_the_rulebook_page_is_what_it_says() {
    let page = page("docs/rulebook.md");
    let blocks = blocks(&page);
    let common = blocks.iter().find(|block| block.info == "toml common");
    let common = common.expect("one block is common to the others");
    let (mut wrong, mut good, mut bad) = (Vec::new(), 0, 0);
    for block in &blocks {
        let Some(kind) = block.info.strip_prefix("toml") else {
            continue;
        };
        let (_, found, sources) = match kind.trim() {
            "common" => continue,
            _ => checked(&common.text, &block.text),
        };
        let errors: Vec<String> = found
            .iter()
            // What is common is used by other examples than this one.
            .filter(|diagnostic| diagnostic.code != "R0401")
            .map(|diagnostic| sources.concise(diagnostic))
            .collect();
        let errors = errors.join("\n");
        match kind.trim().split_once(' ') {
            None if kind.trim() == "rulebook" => {
                good += 1;
                if !errors.is_empty() {
                    wrong.push(format!("the example of line {}:\n{errors}", block.line));
                }
            }
            Some(("bad", code)) => {
                bad += 1;
                if !found.iter().any(|d| d.is_error() && d.code == code) {
                    wrong.push(format!(
                        "line {} does not give {code}:\n{errors}",
                        block.line
                    ));
                }
            }
            _ => wrong.push(format!(
                "line {}: what is a block `{}`?",
                block.line, block.info
            )),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(good >= 20 && bad >= 5, "{good} good and {bad} bad examples");
}

/// Cells of the rows of the tables under a heading, heads and rules of tables left out.
fn rows<'a>(page: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, after) = page.split_once(heading).expect(heading);
    let section = after.split("\n## ").next().unwrap();
    let lines = section.lines().filter(|line| line.starts_with("| "));
    lines
        .filter(|line| !line.starts_with("| id ") && !line.starts_with("| -"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect()
}

const MAP: &str = "\n## Every lever and its shapes";

#[test]
fn every_shape_of_the_map_is_a_shape_of_the_page() {
    let page = page("docs/rulebook.md");
    let shapes: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("### Shape: "))
        .collect();
    let mut used = BTreeSet::new();
    let mut unknown = Vec::new();
    for row in rows(&page, MAP) {
        assert_eq!(row.len(), 4, "id, shapes, construct, status: {row:?}");
        for shape in row[1].split(" · ") {
            used.insert(shape);
            if !shapes.contains(shape) {
                unknown.push(format!("{}: {shape}", row[0]));
            }
        }
    }
    assert!(unknown.is_empty(), "no such shape:\n{}", unknown.join("\n"));
    let idle: Vec<_> = shapes.difference(&used).collect();
    assert!(idle.is_empty(), "shapes no row needs: {idle:?}");
}

#[test]
fn the_map_says_truly_what_the_rulebook_holds() {
    let page = page("docs/rulebook.md");
    let book = embedded();
    let held: BTreeSet<&str> = book
        .levers
        .values()
        .map(|lever| lever.id.as_str())
        .chain(book.amounts.values().map(|amount| amount.id.as_str()))
        .collect();
    let mut listed = BTreeSet::new();
    for row in rows(&page, MAP) {
        let ids: Vec<&str> = row[0].split('`').skip(1).step_by(2).collect();
        if ids.is_empty() {
            assert_eq!(row[3], "data to come", "{}", row[0]);
        }
        for id in ids {
            assert!(listed.insert(id), "`{id}` stands twice");
            let status = if held.contains(id) {
                "in the rulebook"
            } else {
                "data to come"
            };
            assert_eq!(row[3], status, "{id}");
        }
    }
    for lever in book.levers.values() {
        assert!(
            listed.contains(lever.id.as_str()),
            "`{}` is not in the map",
            lever.id
        );
    }
}

/// Every file a page may link from.
fn pages() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(root().join("docs"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    for name in ["README.md", "README.zh.md", "CHANGELOG.md"] {
        found.push(root().join(name));
    }
    found.retain(|path| path.exists());
    found.sort();
    found
}

#[test]
fn links_inside_the_repository_lead_somewhere() {
    let mut broken = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for part in text.split("](").skip(1) {
            let target = part.split(')').next().unwrap();
            let file = target.split('#').next().unwrap();
            let outside = target.contains("://") || file.is_empty();
            if !outside && !page.parent().unwrap().join(file).exists() {
                broken.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
