//! The packages this project is built from: on terms `deny.toml` allows, each in one version unless it says
//! why not, and all from the one registry.
//!
//! `cargo deny check licenses bans sources` says the same and more; this needs nothing installed.
#![cfg(feature = "report")]
#![allow(clippy::disallowed_methods, reason = "cargo is asked what there is")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// The list `section.field` of `deny.toml`: its texts, or those of `part` where it holds tables.
fn listed(section: &str, field: &str, part: Option<&str>) -> BTreeSet<String> {
    let rules = DeTable::parse(include_str!("../deny.toml")).expect("deny.toml is TOML");
    let sections = DeValue::Table(rules.into_inner());
    let list = within(within(&sections, section), field).as_array();
    let items = list.expect("a list").iter().map(toml::Spanned::get_ref);
    items
        .map(|item| part.map_or(item, |part| within(item, part)))
        .map(|text| text.as_str().expect("a text").to_owned())
        .collect()
}

fn within<'t, 'v>(table: &'t DeValue<'v>, name: &str) -> &'t DeValue<'v> {
    let mut entries = table.as_table().expect("a table").iter();
    let found = entries.find(|(key, _)| key.get_ref() == name);
    found.unwrap_or_else(|| panic!("no {name}")).1.get_ref()
}

/// Name, version and license of every package, and where it is from.
fn packages() -> Vec<[String; 4]> {
    let mut command = Command::new(env!("CARGO"));
    command.args([
        "metadata",
        "--format-version",
        "1",
        "--all-features",
        "--locked",
    ]);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let read: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = read["packages"].as_array().expect("packages").iter();
    let text =
        |package: &Value, field: &str| package[field].as_str().unwrap_or_default().to_owned();
    packages
        .map(|package| ["name", "version", "license", "source"].map(|field| text(package, field)))
        .collect()
}

/// Whether the terms of an expression can be met: `OR` is a choice, `AND` is not, `WITH` only adds rights.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    // In the older form a slash is a choice.
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let found = any(&words, &mut at, allowed);
    found && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut found = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        found |= all(words, at, allowed);
    }
    found
}

fn all(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut found = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        found &= one(words, at, allowed);
    }
    found
}

fn one(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let Some(word) = words.get(*at) else {
        return false;
    };
    *at += 1;
    if *word == "(" {
        let found = any(words, at, allowed);
        *at += 1; // The other bracket.
        return found;
    }
    if words.get(*at) == Some(&"WITH") {
        *at += 2;
    }
    allowed.contains(*word)
}

#[test]
fn every_package_is_on_terms_that_are_allowed() {
    let allowed = listed("licenses", "allow", None);
    let refused: Vec<_> = packages()
        .into_iter()
        .filter(|[_, _, license, _]| !is_allowed(license, &allowed))
        .collect();
    assert!(
        refused.is_empty(),
        "not on the list of deny.toml: {refused:?}"
    );
}

#[test]
fn no_package_is_there_in_two_versions_without_a_reason() {
    let reasons = listed("bans", "skip", Some("reason"));
    assert!(
        reasons.iter().all(|reason| reason.len() > 10),
        "{reasons:?}"
    );
    let skipped = listed("bans", "skip", Some("crate"));
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for [name, version, ..] in packages() {
        let called = format!("{name}@{version}");
        if !skipped.contains(&called) {
            versions.entry(name).or_default().push(version);
        }
        known.insert(called);
    }
    versions.retain(|_, versions| versions.len() > 1);
    assert!(
        versions.is_empty(),
        "twice, and deny.toml does not say why: {versions:?}"
    );
    let idle: Vec<_> = skipped.difference(&known).collect();
    assert!(
        idle.is_empty(),
        "deny.toml excuses what is not there: {idle:?}"
    );
}

#[test]
fn every_package_is_our_own_or_from_one_registry() {
    let sources: BTreeSet<String> = packages().into_iter().map(|[.., source]| source).collect();
    let outside: Vec<_> = sources.iter().filter(|source| !source.is_empty()).collect();
    assert!(
        outside.len() == 1 && outside[0].starts_with("registry+"),
        "{outside:?}"
    );
}

#[test]
fn expressions_of_licenses_are_read_as_they_are_meant() {
    let allowed: BTreeSet<String> = ["MIT", "Apache-2.0"].map(str::to_owned).into();
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("MIT/GPL-3.0", true),
        ("(MIT OR GPL-3.0) AND Apache-2.0", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0", false),
        ("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true),
        ("MIT AND (GPL-3.0 OR BSD-3-Clause)", false),
        ("MIT MIT", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}
