//! `rules history` and `rules diff`: how the law came to be, and what changed between two rulebooks.

#![allow(
    clippy::disallowed_methods,
    reason = "a folder is compared with what is built in"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use qingce::report::diff::{DiffReport, Stated};
use qingce::report::history::HistoryReport;
use qingce::report::open::open_rules;
use qingce::rulebook::{EmbeddedRules, MapRules, RuleFiles};
use qingce::scenario::Engine;

fn built_in() -> Vec<(&'static str, String)> {
    EmbeddedRules::names()
        .map(|name| (name, EmbeddedRules.read(name).unwrap().to_string()))
        .collect()
}

/// The rulebook built in with texts replaced.
fn with(changes: &[(&str, &str, &str)]) -> Engine {
    let files = built_in();
    let files: Vec<(&str, String)> = files
        .into_iter()
        .map(|(name, mut text)| {
            for (file, before, after) in changes {
                if *file == name {
                    assert!(text.contains(before), "{file}: {before}");
                    text = text.replace(before, after);
                }
            }
            (name, text)
        })
        .collect();
    let files: MapRules = files.iter().map(|(name, text)| (*name, &**text)).collect();
    Engine::new(open_rules(&files).book.expect("sound"))
}

const FACTS: &str = r#"
period = "2018"
[facts]
staff = [{ staff_heads = 10, staff_wage = "6000", staff_base_wage = "6000" }]
"#;

fn stated() -> Vec<Stated> {
    vec![Stated {
        name: "ten people".to_owned(),
        text: FACTS.to_owned(),
        period: None,
    }]
}

#[test]
fn a_rulebook_does_not_differ_from_itself() {
    let (old, new) = (with(&[]), with(&[]));
    let report = DiffReport::new(&old, &new, &stated());
    assert_eq!(report.records, []);
    let one = &report.enterprises[0];
    assert_eq!(one.difference.as_deref(), Some("0.00"));
    assert_eq!((&one.amounts[..], &one.unread[..]), (&[][..], &[][..]));
}

#[test]
fn a_changed_figure_is_told_with_its_day_and_what_it_moves() {
    let figure = r#"value = "0.5", cite = ["qz-2017-43 （十三）", "qz-2017-42 八（三）"]"#;
    let new = with(&[("insurance.toml", figure, &figure.replace("0.5", "1.5"))]);
    let report = DiffReport::new(&with(&[]), &new, &stated());
    let changed: Vec<(&str, &str, &str)> = report
        .records
        .iter()
        .map(|one| (one.kind, one.id.as_str(), one.change))
        .collect();
    assert_eq!(changed, [("parameter", "unemployment_rate", "changed")]);
    let fields = &report.records[0].fields;
    assert_eq!(fields.len(), 1);
    assert_eq!(fields[0].field, "values 2017-07-21");
    assert!(fields[0].old.as_ref().unwrap().starts_with("0.5 ·"));
    assert!(fields[0].new.as_ref().unwrap().starts_with("1.5 ·"));
    // 10 people × 6000 × 12 months × 1 point.
    let one = &report.enterprises[0];
    assert_eq!(one.difference.as_deref(), Some("7200.00"));
    assert_eq!(one.amounts.len(), 1);
    assert_eq!(one.amounts[0].id, "unemployment_cost");
    // And back again it is the other way round.
    let back = DiffReport::new(&new, &with(&[]), &stated());
    assert_eq!(back.enterprises[0].difference.as_deref(), Some("-7200.00"));
    assert_eq!(back.records[0].fields[0].old, fields[0].new);
}

#[test]
fn records_added_and_removed_are_told_by_name() {
    let added = "[parameter.made_up]\nlabel = { zh = \"新参数\", en = \"New\" }\nunit = \"%\"\nopen = true\n\
                 cite = \"qz-2017-43 （十三）\"\n\n[parameter.unemployment_rate]";
    let new = with(&[("insurance.toml", "[parameter.unemployment_rate]", added)]);
    let report = DiffReport::new(&with(&[]), &new, &[]);
    assert_eq!(
        (report.records[0].id.as_str(), report.records[0].change),
        ("made_up", "added")
    );
    let back = DiffReport::new(&new, &with(&[]), &[]);
    assert_eq!(
        (back.records[0].id.as_str(), back.records[0].change),
        ("made_up", "removed")
    );
}

#[test]
fn a_history_says_what_stands_without_the_lever() {
    let engine = with(&[]);
    let report = HistoryReport::new(engine.rulebook(), "unemployment_rate").unwrap();
    let value = report.histories[0]
        .values
        .iter()
        .find(|value| value.from == "2017-07-21")
        .unwrap();
    assert_eq!(value.lever.as_deref(), Some("unemployment_insurance"));
    let without = value.without.as_ref().unwrap();
    assert_eq!(without.value.as_deref(), Some("1.5"));
    let lever = HistoryReport::new(engine.rulebook(), "rd_subsidy").unwrap();
    assert!(!lever.in_force.is_empty());
    assert!(lever.histories.iter().any(|one| one.id == "rd_subsidy_cap"));
    assert!(HistoryReport::new(engine.rulebook(), "staff_heads").is_none());
}

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_qingce"))
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// A folder of this test for what it writes, made anew.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn the_command_compares_a_folder_and_a_single_file_with_what_is_built_in() {
    let folder = folder("changes");
    let packed = folder.join("rules.txt");
    let files = built_in();
    let text = qingce::rulebook::archive::pack(files.iter().map(|(name, text)| (*name, &**text)));
    fs::write(&packed, text).unwrap();
    let facts = folder.join("ten-people.toml");
    fs::write(&facts, FACTS).unwrap();
    let (packed, facts) = (packed.to_str().unwrap(), facts.to_str().unwrap());
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/qinghai");
    for old in [packed, rules] {
        let asked = ["rules", "diff", old, "--facts", facts, "--format", "json"];
        let (status, out, err) = run(&asked);
        assert_eq!((status, err.as_str()), (Some(0), ""), "{old}");
        let report: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(report["records"].as_array().unwrap().len(), 0, "{old}");
        assert_eq!(report["enterprises"][0]["name"], "ten-people");
        assert_eq!(report["enterprises"][0]["difference"], "0.00");
    }
    let (status, out, _) = run(&["rules", "diff", rules, "--lang", "en"]);
    assert_eq!(status, Some(0));
    assert!(out.contains("no record differs"), "{out}");
    let (status, _, err) = run(&["rules", "diff", facts]);
    assert_eq!(status, Some(1), "{err}");
    let (status, out, _) = run(&["rules", "history", "unemployment_rate", "--lang", "en"]);
    assert!(status == Some(0) && out.contains("without it"), "{out}");
    let (status, _, err) = run(&["rules", "history", "unemployment_rat"]);
    assert!(
        status == Some(1) && err.contains("unemployment_rate"),
        "{err}"
    );
}

#[test]
fn the_released_rulebooks_are_those_of_the_folder_and_go_by_version_and_hash() {
    use qingce::rulebook::released::{RELEASED, released};
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/released");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let mut listed: Vec<String> = RELEASED
        .iter()
        .map(|one| format!("{}.txt", one.hash))
        .collect();
    listed.sort();
    assert_eq!(
        files, listed,
        "src/rulebook/released.rs lists what rules/released holds"
    );
    for one in RELEASED {
        let files: MapRules = qingce::rulebook::archive::unpack(one.text).collect();
        let book = open_rules(&files).book.expect("sound");
        assert_eq!(
            (book.info.version.as_str(), book.info.hash.as_str()),
            (one.version, one.hash)
        );
        assert!(released(one.version).is_some() && released(&one.hash[..8]) == Some(one));
    }
    assert_eq!(released("7"), None);
}
