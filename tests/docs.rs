//! What the pages under `docs` show is what the program does: their examples run, their links lead
//! somewhere, and what they say is there is there.
//!
//! In `docs/rulebook.md` the block ` ```toml common` is put before every other one. A block
//! ` ```toml rulebook` must load and check without an error; a block ` ```toml bad R0203` must give
//! that error; a block ` ```toml facts` is assessed by the rulebook before it and must give what the
//! block ` ```expect` after it says. A block of plain `toml` is not allowed: nothing goes untried.

#![allow(clippy::disallowed_methods, reason = "the pages are what is tested")]

#[path = "support/expect.rs"]
mod expect;

use std::collections::BTreeSet;
#[cfg(feature = "cli")]
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
#[cfg(feature = "cli")]
use std::process::Command;

use qingce::base::{Diagnostic, FileId};
use qingce::check::{Rulebook, check};
use qingce::enterprise::from_toml;
use qingce::rulebook::{EmbeddedRules, MapRules, Sources, load};
use qingce::scenario::{Engine, Patches};

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

/// What is wrong with an example that must be sound, and an engine for it if nothing is.
fn sound(common: &str, block: &Block) -> Result<Engine, String> {
    let (rulebook, found, sources) = checked(common, &block.text);
    let errors: Vec<String> = found
        .iter()
        // What is common is used by other examples than this one.
        .filter(|diagnostic| diagnostic.code != "R0401")
        .map(|diagnostic| sources.concise(diagnostic))
        .collect();
    match rulebook {
        Some(rulebook) if errors.is_empty() => Ok(Engine::new(rulebook)),
        _ => Err(format!("line {}:\n{}", block.line, errors.join("\n"))),
    }
}

/// Each line of an expectation the engine does not meet.
fn missed(engine: &Engine, facts: &Block, expected: &Block) -> Vec<String> {
    let book = engine.rulebook();
    let (enterprise, problems) = from_toml(book, &facts.text, FileId(0));
    let mut wrong: Vec<String> = problems
        .iter()
        .map(|problem| format!("line {}: {}", facts.line, problem.diagnostic().message))
        .collect();
    let patches = enterprise.patch.as_ref().map(Patches::read);
    let patches = patches.transpose().expect("a patch").unwrap_or_default();
    let period = enterprise.period.expect("a period");
    let result = match engine.assess(&enterprise, period, &patches) {
        Ok(result) => result,
        Err(found) => return vec![format!("line {}: {found:?}", facts.line)],
    };
    for line in expected.text.lines() {
        let (target, wanted) = line.split_once(" = ").expect(line);
        let got = expect::actual(book, &result, target, wanted);
        if got != wanted {
            wrong.push(format!(
                "line {}: {target} is {got}, not {wanted}",
                expected.line
            ));
        }
    }
    wrong
}

#[test]
fn every_example_of_the_rulebook_page_is_what_it_says() {
    let page = page("docs/rulebook.md");
    let blocks = blocks(&page);
    let common = blocks.iter().find(|block| block.info == "toml common");
    let common = common
        .expect("one block is common to the others")
        .text
        .as_str();
    let (mut engine, mut wrong) = (None, Vec::new());
    let (mut good, mut bad, mut cases) = (0, 0, 0);
    for (index, block) in blocks.iter().enumerate() {
        let Some(kind) = block.info.strip_prefix("toml") else {
            continue;
        };
        match kind.trim().split_once(' ') {
            None if kind == " common" => {}
            None if kind == " rulebook" => {
                good += 1;
                engine = sound(common, block)
                    .map_err(|problem| wrong.push(problem))
                    .ok();
            }
            None if kind == " facts" => {
                cases += 1;
                let after = blocks.get(index + 1).filter(|block| block.info == "expect");
                let after = after.expect("facts are followed by what is expected");
                if let Some(engine) = &engine {
                    wrong.extend(missed(engine, block, after));
                }
            }
            Some(("bad", code)) => {
                bad += 1;
                let (_, found, sources) = checked(common, &block.text);
                if !found.iter().any(|d| d.is_error() && d.code == code) {
                    let got: Vec<String> = found.iter().map(|d| sources.concise(d)).collect();
                    wrong.push(format!(
                        "line {} lacks {code}:\n{}",
                        block.line,
                        got.join("\n")
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
    assert!(
        good >= 20 && bad >= 5 && cases >= 20,
        "{good} rulebooks, {bad} bad ones, {cases} cases"
    );
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

/// Sums in bold: `**1 234.50 元**`.
fn bold_sums(page: &str) -> BTreeSet<String> {
    page.split("**")
        .skip(1)
        .step_by(2)
        .filter_map(|bold| {
            bold.split_whitespace()
                .collect::<String>()
                .strip_suffix('元')
                .map(str::to_owned)
        })
        .collect()
}

#[test]
fn the_worked_example_comes_out_as_its_prose_says() {
    let page = page("docs/worked-example-2012.md");
    let engine = Engine::new(embedded());
    let blocks = blocks(&page);
    let (mut wrong, mut sums) = (Vec::new(), BTreeSet::new());
    for (index, block) in blocks.iter().enumerate() {
        match block.info.as_str() {
            "toml facts" => {
                let after = blocks.get(index + 1).filter(|block| block.info == "expect");
                let after = after.expect("facts are followed by what is expected");
                wrong.extend(missed(&engine, block, after));
                let values = after
                    .text
                    .lines()
                    .filter_map(|line| line.split_once("surcharge = "));
                sums.extend(values.map(|(_, value)| match value.split_once('.') {
                    Some(_) => value.to_owned(),
                    None => format!("{value}.00"),
                }));
            }
            "expect" => {}
            other => panic!("line {}: what is a block `{other}`?", block.line),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    sums.retain(|sum| sum.starts_with(|first: char| ('1'..='9').contains(&first)));
    assert_eq!(
        bold_sums(&page),
        sums,
        "sums of the prose, and of the blocks"
    );
    for mark in 1..=7 {
        let mark = format!("**A{mark}**");
        assert!(page.contains(&mark), "{mark} is not stated");
    }
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

#[test]
fn the_code_map_has_every_folder_and_no_other() {
    let page = page("docs/architecture.md");
    let mapped: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("### `src/")?.split('/').next())
        .collect();
    let folders: BTreeSet<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir() && !path.ends_with("bin"))
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    let folders: BTreeSet<&str> = folders.iter().map(String::as_str).collect();
    assert_eq!(
        mapped, folders,
        "keep the code map of `docs/architecture.md`"
    );
}

/// Paths a page names in backquotes, such as `src/eval/one.rs`, must exist.
#[test]
fn files_named_on_the_pages_exist() {
    let starts = [
        "src/", "tests/", "rules/", "docs/", "www/", "xtask/", "benches/",
    ];
    let mut missing = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        for quoted in lines.flat_map(|line| line.split('`').skip(1).step_by(2)) {
            let is_path = starts.iter().any(|start| quoted.starts_with(start));
            let plain = !quoted.contains(['*', '<', ' ', '\n', '…']);
            if is_path && plain && !root().join(quoted).exists() {
                missing.push(format!("{}: `{quoted}`", page.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

const READMES: [&str; 2] = ["README.md", "README.zh.md"];

/// Runs `qingce` as a page writes it; gives what it printed and its exit status.
#[cfg(feature = "cli")]
fn qingce(arguments: &str) -> (String, i32) {
    let arguments = arguments
        .split('#')
        .next()
        .unwrap()
        .replace("FACTS", "rules/qinghai/presets/ferroalloy-plant.toml")
        .replace("FOLDER", "rules/qinghai");
    let output = Command::new(env!("CARGO_BIN_EXE_qingce"))
        .args(arguments.split_whitespace())
        .current_dir(root())
        .output()
        .unwrap();
    let printed = spaced(&String::from_utf8(output.stdout).unwrap());
    (printed, output.status.code().unwrap())
}

/// The text with one space for any number of them: columns are as wide as their longest label.
#[cfg(feature = "cli")]
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(feature = "cli")]
#[test]
fn commands_of_the_readmes_print_what_is_shown() {
    for name in READMES {
        let page = page(name);
        let mut run = 0;
        for block in blocks(&page) {
            let mut printed = String::new();
            for line in block.text.lines().filter(|_| block.info == "console") {
                let arguments = line
                    .strip_prefix("$ cargo run --release -- ")
                    .or(line.strip_prefix("$ qingce "));
                if let Some(arguments) = arguments {
                    let (output, status) = qingce(arguments);
                    let refused = arguments.contains("--official");
                    assert_eq!(status, i32::from(refused), "{name}: {arguments}");
                    printed = output;
                    run += 1;
                } else if !line.starts_with('$') && line != "…" {
                    let found = printed.split_once(&spaced(line));
                    let (_, rest) = found.unwrap_or_else(|| panic!("{name}: not printed: {line}"));
                    printed = rest.to_owned();
                }
            }
        }
        assert!(run >= 8, "{name}: {run} commands");
    }
}

#[cfg(feature = "cli")]
#[test]
fn commands_of_the_section_on_reforms_print_what_is_shown() {
    let page = page("docs/rulebook.md");
    let (_, section) = page.split_once("\n## Reforms\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let mut run = 0;
    for block in blocks(section)
        .iter()
        .filter(|block| block.info == "console")
    {
        let mut printed = String::new();
        for line in block.text.lines() {
            if let Some(arguments) = line.strip_prefix("$ qingce ") {
                let (output, status) = qingce(arguments);
                assert_eq!(status, 0, "{arguments}");
                printed = output;
                run += 1;
                continue;
            }
            let found = printed.split_once(&spaced(line));
            let (_, rest) = found.unwrap_or_else(|| panic!("not printed: {line}\n{printed}"));
            printed = rest.to_owned();
        }
    }
    assert!(run >= 4, "{run} commands");
}

#[test]
fn the_readmes_list_the_levers_of_the_rulebook() {
    let book = embedded();
    let held: BTreeSet<&str> = book
        .levers
        .values()
        .map(|lever| lever.id.as_str())
        .collect();
    for name in READMES {
        let page = page(name);
        let listed: BTreeSet<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
            .collect();
        assert_eq!(listed, held, "{name}");
    }
}

/// Every page of a code, in order.
#[cfg(feature = "cli")]
fn code_pages() -> Vec<qingce::rulebook::codes::CodePage> {
    let mut pages: Vec<_> = qingce::rulebook::codes::CODES
        .iter()
        .chain(qingce::check::codes::CODES)
        .chain(qingce::enterprise::CODES)
        .chain(qingce::scenario::codes::CODES)
        .chain(qingce::report::codes::CODES)
        .copied()
        .collect();
    pages.sort_by_key(|page| page.code);
    pages
}

/// What `docs/diagnostics.md` must say: each code, its page, and what its examples print.
#[cfg(feature = "cli")]
fn diagnostics() -> String {
    let mut out = String::from(
        "# Diagnostics\n\nEvery code, what it means, and what it looks like. Written by \
         `UPDATE=1 cargo test --test docs` from the pages that\n`qingce explain-code` shows and the \
         examples in `tests/bad/`.\n",
    );
    let mut examples: Vec<PathBuf> = fs::read_dir(root().join("tests/bad"))
        .unwrap()
        .map(|entry| entry.unwrap().path().join("expected.txt"))
        .filter(|path| path.exists())
        .collect();
    examples.sort();
    for page in code_pages() {
        writeln!(out, "\n## {}: {}\n\n{}", page.code, page.title, page.text).unwrap();
        let mut shown: Vec<String> = Vec::new();
        for example in &examples {
            let text = fs::read_to_string(example).unwrap();
            let head = format!("[{}]", page.code);
            let lines = text.lines().filter(|line| !line.starts_with(' '));
            shown.extend(lines.filter(|line| line.contains(&head)).map(str::to_owned));
        }
        shown.dedup();
        if let Some(first) = shown.first() {
            writeln!(out, "\n```text\n{first}\n```").unwrap();
        }
    }
    out
}

#[cfg(feature = "cli")]
#[test]
fn the_page_of_diagnostics_has_every_code_as_it_is() {
    let path = root().join("docs/diagnostics.md");
    let wanted = diagnostics();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == wanted,
        "run `UPDATE=1 cargo test --test docs` and read the diff of docs/diagnostics.md"
    );
}

#[cfg(feature = "cli")]
#[test]
fn every_code_the_sources_give_has_a_page() {
    let known: BTreeSet<&str> = code_pages().iter().map(|page| page.code).collect();
    let mut folders = vec![root().join("src")];
    let mut unknown = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for quoted in text.split('"').skip(1) {
                if is_code(quoted) && !known.contains(quoted) {
                    unknown.insert(format!("{quoted} in {}", path.display()));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "codes without a page: {unknown:?}");
}

/// A capital and four digits: `R0203`.
#[cfg(feature = "cli")]
fn is_code(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_uppercase())
        && text.len() == 5
        && chars.all(|c| c.is_ascii_digit())
}
