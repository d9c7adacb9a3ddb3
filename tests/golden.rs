//! The cases worked by hand under `tests/golden`: facts in, amounts and statuses out.
//!
//! Each file is prose around pairs of a `toml` block (a facts file) and an `expect` block. Expected
//! values are never written by the program; `tests/golden/README.md` says how they are read.

#![allow(clippy::disallowed_methods, reason = "the cases are files")]

use std::collections::BTreeSet;

use qingce::base::{FileId, Period};
use qingce::enterprise::from_toml;
use qingce::scenario::Patches;

#[path = "support/expect.rs"]
mod expect;
#[path = "support/golden.rs"]
mod golden;

use expect::actual;
use golden::{Case, cases, engine};

#[test]
fn every_golden_case_comes_out_as_worked_by_hand() {
    let engine = engine();
    let book = engine.rulebook();
    let mut wrong = Vec::new();
    let mut lines = 0;
    for case in cases() {
        let (enterprise, problems) = from_toml(book, &case.facts, FileId(0));
        for problem in &problems {
            wrong.push(format!("{}: {}", case.name, problem.diagnostic().message));
        }
        let period = enterprise
            .period
            .unwrap_or_else(|| Period::parse("2017").unwrap());
        let patches = enterprise
            .patch
            .as_ref()
            .map_or_else(Patches::default, |patch| {
                Patches::read(patch).unwrap_or_else(|found| panic!("{}: {found:?}", case.name))
            });
        let result = match engine.assess(&enterprise, period, &patches) {
            Ok(result) => result,
            Err(found) => {
                wrong.push(format!("{}: refused: {found:?}", case.name));
                continue;
            }
        };
        for line in &case.expected {
            lines += 1;
            let (target, expected) = line.split_once('=').unwrap_or_else(|| panic!("{line}"));
            let (target, expected) = (target.trim(), expected.trim());
            let got = actual(book, &result, target, expected);
            if got != expected {
                wrong.push(format!(
                    "{}: {target}: expected {expected}, got {got}",
                    case.name
                ));
            }
        }
    }
    assert!(lines > 100, "only {lines} expectations were read");
    assert!(
        wrong.is_empty(),
        "{} of {lines} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_lever_has_at_least_three_golden_cases() {
    let engine = engine();
    let book = engine.rulebook();
    let cases = cases();
    let mut short = Vec::new();
    for lever in book.levers.values() {
        let mut ids: BTreeSet<&str> = BTreeSet::from([lever.id.as_str()]);
        ids.extend(
            lever
                .amounts
                .iter()
                .map(|amount| book.amounts[*amount].id.as_str()),
        );
        let file = format!("{}.md:", lever.id);
        let mentions = |case: &&Case| {
            case.name.starts_with(&file)
                || case.expected.iter().any(|line| {
                    let target = line.split('=').next().unwrap_or_default().trim();
                    let target = target.strip_prefix("lever ").unwrap_or(target);
                    ids.contains(target.rsplit('.').next().unwrap_or_default())
                })
        };
        let count = cases.iter().filter(mentions).count();
        if count < 3 {
            short.push(format!("{}: {count}", lever.id));
        }
    }
    assert!(short.is_empty(), "too few cases: {}", short.join(", "));
}
