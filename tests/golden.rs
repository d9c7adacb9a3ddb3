//! The cases worked by hand under `tests/golden`: facts in, amounts and statuses out.
//!
//! Each file is prose around pairs of a `toml` block (a facts file) and an `expect` block. Expected
//! values are never written by the program; `tests/golden/README.md` says how they are read.

use std::collections::BTreeSet;

use qingce::base::{Decimal, FileId, Period};
use qingce::check::rulebook::{Named, Rulebook};
use qingce::enterprise::from_toml;
use qingce::program::{AmountRef, Status};
use qingce::scenario::Patches;
use qingce::scenario::assessment::{AmountLine, Assessment, LeverStatus};

#[path = "support/golden.rs"]
mod golden;

use golden::{Case, cases, engine};

/// What the engine says of one line of an expectation, in the expectation's own words.
fn actual(book: &Rulebook, result: &Assessment, target: &str, expected: &str) -> String {
    if let Some(lever) = target.strip_prefix("lever ") {
        let Some(Named::Lever(id)) = book.names.get(lever.trim()) else {
            return format!("no lever `{lever}`");
        };
        let line = result.levers.iter().find(|line| line.lever == *id).unwrap();
        return word(line.status).to_owned();
    }
    match target {
        "total" => return result.totals.cost.to_string(),
        "baseline" => return result.totals.baseline.to_string(),
        _ => {}
    }
    let Some(line) = amount(book, result, target) else {
        return format!("no amount `{target}`");
    };
    match line.value {
        Some(value) => match Decimal::parse(expected) {
            Some(wanted) if wanted == value => expected.to_owned(),
            _ => value.to_string(),
        },
        None => status(book, line),
    }
}

fn amount<'a>(book: &Rulebook, result: &'a Assessment, target: &str) -> Option<&'a AmountLine> {
    let (row, id) = match target.split_once('.') {
        Some((group, id)) => {
            let digit = group.find(|c: char| c.is_ascii_digit())?;
            (Some(group[digit..].parse::<u8>().ok()? - 1), id)
        }
        None => (None, target),
    };
    let Some(Named::Amount(id)) = book.names.get(id) else {
        return None;
    };
    result
        .amounts
        .iter()
        .find(|line| line.of == AmountRef { amount: *id, row })
}

fn status(book: &Rulebook, line: &AmountLine) -> String {
    match line.status {
        Status::Missing => {
            let names: Vec<String> = line
                .missing
                .iter()
                .map(|slot| book.slot_name(*slot))
                .collect();
            format!("missing: {}", names.join(", "))
        }
        Status::Known => "known".to_owned(),
        Status::NotInForce => "notInForce".to_owned(),
        Status::NotSettled => "notSettled".to_owned(),
        Status::Open => "open".to_owned(),
        Status::NotCovered => "notCovered".to_owned(),
        Status::ZeroDivisor => "zeroDivisor".to_owned(),
        Status::Overflow => "overflow".to_owned(),
    }
}

fn word(status: LeverStatus) -> &'static str {
    match status {
        LeverStatus::Applies => "applies",
        LeverStatus::DoesNotApply => "doesNotApply",
        LeverStatus::NeedsFacts => "needsFacts",
        LeverStatus::AmountOpen => "open",
        LeverStatus::NotInForce => "notInForce",
        LeverStatus::NotSettled => "notSettled",
        LeverStatus::NotCovered => "notCovered",
    }
}

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
