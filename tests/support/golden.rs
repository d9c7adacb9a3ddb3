//! The golden cases as data, for every test that wants real enterprises.

use std::fs;

use qingce::rulebook::{EmbeddedRules, load};
use qingce::scenario::Engine;

/// One pair of facts and expectations.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) facts: String,
    pub(crate) expected: Vec<String>,
}

/// An engine on the rulebook built in.
pub(crate) fn engine() -> Engine {
    let (draft, problems, sources) = load(&EmbeddedRules);
    let (book, more) = qingce::check::check(&draft, sources.hash());
    let shown: Vec<String> = problems
        .iter()
        .chain(&more)
        .filter(|d| d.is_error())
        .map(|d| sources.concise(d))
        .collect();
    Engine::new(book.unwrap_or_else(|| panic!("{}", shown.join("\n"))))
}

/// Every case of `tests/golden`.
pub(crate) fn cases() -> Vec<Case> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "README"))
        .collect();
    files.sort();
    files.iter().flat_map(|path| read(path)).collect()
}

fn read(path: &std::path::Path) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap();
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let (mut cases, mut facts, mut block): (Vec<Case>, _, Option<(&str, String)>) =
        (Vec::new(), None, None);
    for (at, line) in text.lines().enumerate() {
        match (&mut block, line.strip_prefix("```")) {
            (None, Some(kind)) => block = Some((kind, String::new())),
            (None, None) => {}
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (Some(_), Some(_)) => match block.take() {
                Some(("toml", body)) => facts = Some(body),
                Some(("expect", body)) => cases.push(Case {
                    name: format!("{file}:{}", at + 1),
                    facts: facts
                        .take()
                        .unwrap_or_else(|| panic!("{file}:{at}: no facts")),
                    expected: body
                        .lines()
                        .map(str::to_owned)
                        .filter(|l| !l.is_empty())
                        .collect(),
                }),
                other => {
                    panic!("{file}:{at}: a block that is neither facts nor expectation: {other:?}")
                }
            },
        }
    }
    assert!(facts.is_none(), "{file}: facts without an expectation");
    cases
}
