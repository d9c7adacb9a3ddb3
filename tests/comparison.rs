//! Comparisons as they are asked for and answered: sets of scenarios, the published schema, the command.

#![allow(
    clippy::disallowed_methods,
    reason = "files and a command are what is tested"
)]

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;

use qingce::base::{Diagnostic, FileId};
use qingce::check::Rulebook;
use qingce::enterprise::{self, FactProblem, RawValue};
use qingce::program::Status;
use qingce::report::compare::set::Named;
use qingce::report::compare::{ComparisonOutcome, ScenarioSet, answer, cause};
use qingce::report::open::open_rules;
use qingce::report::{DiagnosticReport, words};
use qingce::rulebook::{BOOK, EmbeddedRules, MapRules, Reform, Sources, read_reform};
use qingce::scenario::Engine;
use qingce::scenario::compare::Cause;
use serde_json::{Value, json};

#[path = "support/validator.rs"]
mod validator;

use validator::{Validator, parts};

const SMELTER: &str = "rules/qinghai/presets/aluminium-smelter.toml";
const SME: &str = "rules/qinghai/presets/technology-sme.toml";

fn schema() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/docs/schema/comparison.schema.json"
    );
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn engine() -> Engine {
    Engine::new(open_rules(&EmbeddedRules).book.unwrap())
}

/// Two ways to pay, the other one from 2017: what one of them needs, the other does not.
fn turning() -> Engine {
    let book = r#"
        [book]
        id = "turning"
        version = "1"
        title = { zh = "转", en = "Turning" }
        from = "2016-01"
        to = "2017-12"
        files = []
        [document.law]
        number = "法1号"
        title = { zh = "法", en = "Law" }
        kind = "document"
        [section.all]
        label = { zh = "全部", en = "All" }
        [fact]
        old = { label = { zh = "旧", en = "Old" }, section = "all", unit = "元/年", step = "1", min = "0", max = "1000" }
        new = { label = { zh = "新", en = "New" }, section = "all", unit = "元/年", step = "1", min = "0", max = "1000" }
        [parameter.turned]
        label = { zh = "已转", en = "Turned" }
        type = "bool"
        opens = "absent"
        checked_until = "2017-12-31"
        values = [
          { from = "2016-01-01", value = false, cite = "law" },
          { from = "2017-01-01", value = true, cite = "law" },
        ]
        [amount.cost]
        label = { zh = "成本", en = "Cost" }
        kind = "cost"
        unit = "元"
        timing = "year"
        formula = "if turned then new else old"
        cite = "law"
    "#;
    let files: MapRules = [(BOOK, book)].into_iter().collect();
    let opened = open_rules(&files);
    Engine::new(
        opened
            .book
            .unwrap_or_else(|| panic!("{:?}", opened.diagnostics)),
    )
}

/// Files beside a set, as the tests name them.
struct Files;

impl Named for Files {
    fn facts(&mut self, text: &str) -> Result<RawValue, Vec<Diagnostic>> {
        let text = std::fs::read_to_string(text).map_err(|why| {
            vec![Diagnostic::error(
                "Q0101",
                format!("cannot read `{text}`: {why}"),
            )]
        })?;
        Ok(tree(&text))
    }

    fn reform(&mut self, text: &str) -> Result<Arc<Reform>, Vec<Diagnostic>> {
        let (reform, found) = read_reform(text, FileId(0));
        reform.map(Arc::new).ok_or(found)
    }
}

fn tree(text: &str) -> RawValue {
    enterprise::tree(text, FileId(0))
        .map_err(|problems| {
            problems
                .iter()
                .map(FactProblem::diagnostic)
                .collect::<Vec<_>>()
        })
        .unwrap()
}

fn read(book: &Rulebook, text: &str) -> Result<ScenarioSet, Vec<Diagnostic>> {
    ScenarioSet::read(book, &tree(text), &mut Files)
}

fn ask(engine: &Engine, text: &str) -> Value {
    let set = match read(engine.rulebook(), text) {
        Ok(set) => set,
        Err(found) => {
            let mut outcome = ComparisonOutcome::empty();
            outcome.diagnostics = DiagnosticReport::all(&found, &Sources::default());
            return serde_json::to_value(outcome).unwrap();
        }
    };
    let compared = answer(engine, &set, None);
    let mut outcome = compared.outcome;
    outcome.diagnostics = DiagnosticReport::all(&compared.diagnostics, &Sources::default());
    serde_json::to_value(outcome).unwrap()
}

const SET: &str = r#"
    title = "两个日期、一个更大的企业"
    reference = "later"
    [[scenarios]]
    name = "now"
    facts = "rules/qinghai/presets/aluminium-smelter.toml"
    period = "2016"
    [[scenarios]]
    name = "later"
    like = "now"
    period = "2017"
    [[scenarios]]
    name = "larger"
    like = "later"
    with = { total_assets = "90亿" }
    changes = ["unemployment_rate=1", "-rd_subsidy", "stabilisation_scope=all_from_2016"]
    [[scenarios]]
    like = "now"
    facts = ["rules/qinghai/presets/technology-sme.toml", { name = "空", facts = {} }]
    changes = ["unemployment_rate@2017-05-01=1"]
"#;

#[test]
fn a_set_duplicates_scenarios_and_changes_one_thing() {
    let engine = engine();
    let set = read(engine.rulebook(), SET).unwrap();
    let names: Vec<&str> = set
        .scenarios
        .iter()
        .map(|entry| entry.name.as_str())
        .collect();
    assert_eq!(names[..3], ["now", "later", "larger"]);
    assert_eq!(set.reference, 1);
    assert_eq!(set.scenarios[1].enterprises, set.scenarios[0].enterprises);
    let answer = ask(&engine, SET);
    assert_eq!(answer["diagnostics"], json!([]));
    let named: BTreeSet<&str> = answer["differs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|named| named["name"].as_str().unwrap())
        .collect();
    let wanted = [
        "-rd_subsidy",
        "enterprises",
        "period",
        "stabilisation_scope",
        "unemployment_rate",
        "unemployment_rate@2017-05-01",
    ];
    assert_eq!(named, wanted.into_iter().collect());
}

#[test]
fn the_set_of_an_answer_asks_the_same_question_again() {
    let engine = engine();
    let first = ask(&engine, SET);
    let again = ask(&engine, &first["set"].to_string());
    assert_eq!(first, again);
}

#[test]
fn every_answer_obeys_the_schema_and_every_part_of_it_is_met() {
    let engine = engine();
    let turning = turning();
    let crossed = r#"
        [[scenarios]]
        facts = { name = "甲", facts = { old = 10 } }
        period = "2016"
        [[scenarios]]
        facts = { facts = { new = 30 } }
        period = "2017"
        [[scenarios]]
        facts = { name = "乙", facts = {} }
        period = "2017"
    "#;
    let years = ["2012", "2016", "2017", "2021"]
        .map(|year| format!("[[scenarios]]\nfacts = \"{SMELTER}\"\nperiod = \"{year}\"\n"))
        .concat();
    let small = format!(
        "[[scenarios]]\nfacts = \"{SME}\"\nperiod = \"2017-03\"\n\
        [[scenarios]]\nfacts = {{}}\nperiod = \"2017\"\nchanges = [\"unemployment_rate=0.5\"]\n"
    );
    let refused = "[[scenarios]]\nfacts = {}\nperiod = \"2017\"\nchanges = [\"nothing=1\"]\n";
    let mistaken = "[[scenarios]]\nfacts = {}\nsurprise = 1\n";
    let reform = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/rules/reforms/skills-per-head.toml"
    ));
    let facts = json!({ "facts": {} });
    let adding = json!({ "scenarios": [
        { "facts": facts, "period": "2017" },
        { "facts": facts, "period": "2017", "patch": [reform.unwrap()] },
    ] });
    let answers = [
        ask(&engine, &adding.to_string()),
        ask(&engine, SET),
        ask(&turning, crossed),
        ask(&engine, &years),
        ask(&engine, &small),
        ask(&engine, refused),
        ask(&engine, mistaken),
    ];
    let together = &answers[2]["attributions"][0]["together"];
    assert_eq!(
        together["change"], "20.00",
        "10 under the old law, 30 under the new: no step between"
    );
    let mut validator = Validator::new(schema());
    for (index, answer) in answers.iter().enumerate() {
        let fine = validator.check(answer, "", &format!("answer {index}"));
        assert!(fine, "{:#?}", validator.problems);
    }
    let mut all = BTreeSet::new();
    parts(&schema(), "", &mut all);
    let idle: Vec<&String> = all.difference(&validator.met).collect();
    assert!(idle.is_empty(), "no answer meets these: {idle:#?}");
}

#[test]
fn the_words_of_the_schema_are_the_words_of_the_engine() {
    let schema = schema();
    let list = |pointer: &str| schema.pointer(pointer).unwrap().clone();
    assert_eq!(list("/$defs/cause/enum"), json!(Cause::ALL.map(cause)));
    assert_eq!(
        list("/$defs/status/enum"),
        json!(words::STATUSES.map(Status::word))
    );
    assert_eq!(
        list("/$defs/kind/enum"),
        json!(words::KINDS.map(words::kind))
    );
}

/// The text of an example reform, which asks a fact of its own.
fn apprentices() -> String {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/rules/reforms/apprentices.toml"
    );
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_fact_a_reform_adds_is_stated_in_a_scenario_and_every_difference_adds_up() {
    let set = json!({ "scenarios": [
        { "name": "now", "facts": SMELTER, "period": "2017" },
        { "name": "30", "like": "now", "patch": [apprentices()], "with": { "apprentices": "30" } },
        { "name": "50", "like": "30", "with": { "apprentices": "50" } },
        { "name": "none", "like": "now", "patch": [apprentices()] },
    ] });
    let engine = engine();
    let answer = ask(&engine, &set.to_string());
    assert_eq!(
        answer["diagnostics"],
        json!([]),
        "{}",
        answer["diagnostics"]
    );
    let lines = answer["amounts"].as_array().unwrap();
    let line = lines
        .iter()
        .find(|line| line["amount"] == "apprentice_amount");
    let cells = line.unwrap()["cells"].as_array().unwrap();
    let values = cells.iter().map(|cell| cell["value"].clone());
    let wanted = [
        json!(null),
        json!("60000.00"),
        json!("100000.00"),
        json!(null),
    ];
    assert_eq!(values.collect::<Vec<_>>(), wanted);
    assert_eq!(cells[3]["status"], "missing");
    // The reform is a cause, the fact another; together they are the whole of it.
    let between = |from: usize, to: usize| {
        let set = read(engine.rulebook(), &set.to_string()).unwrap();
        let found = answer_between(&engine, &set, (from, to));
        let way = &found["attributions"][0];
        let steps = way["steps"].as_array().unwrap().clone();
        let parts = steps
            .iter()
            .map(|step| (step["causes"].clone(), step["change"].clone()));
        parts.collect::<Vec<_>>()
    };
    assert_eq!(between(1, 2), [(json!(["facts"]), json!("-40000.00"))]);
    let both = between(0, 1);
    assert_eq!(
        both.last().unwrap(),
        &(json!(["reforms"]), json!("-60000.00"))
    );
    // The other way round nobody states the fact while the reform still asks it: not to be told apart.
    let set_read = read(engine.rulebook(), &set.to_string()).unwrap();
    let back = answer_between(&engine, &set_read, (1, 0));
    assert_eq!(back["attributions"][0]["together"]["change"], "60000.00");
    // What is written reads as the same.
    let written = answer["set"].to_string();
    assert_eq!(ask(&engine, &written), answer);
}

fn answer_between(engine: &Engine, set: &ScenarioSet, way: (usize, usize)) -> Value {
    let compared = answer(engine, set, Some(&[way]));
    serde_json::to_value(&compared.outcome).unwrap()
}

#[test]
fn scenarios_stand_under_several_rulebooks() {
    let set = std::env::temp_dir().join(format!("qingce-rules-{}.toml", std::process::id()));
    let preset = format!("{}/{SME}", env!("CARGO_MANIFEST_DIR"));
    let text = format!(
        "[[scenarios]]\nname = \"now\"\nfacts = \"{preset}\"\nperiod = \"2017\"\n\
        [[scenarios]]\nname = \"then\"\nlike = \"now\"\nrules = \"2026.11.1\"\n"
    );
    std::fs::write(&set, text).unwrap();
    let asked = |arguments: &[&str]| -> Value {
        let output = Command::new(env!("CARGO_BIN_EXE_qingce"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(arguments)
            .args(["--format", "json"])
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let named = asked(&["compare", set.to_str().unwrap()]);
    let flagged = asked(&[
        "compare",
        SME,
        "--period",
        "2017",
        "--also-rules",
        "7b90d6df",
    ]);
    std::fs::remove_file(&set).unwrap();
    for answer in [&named, &flagged] {
        let differs = answer["differs"].as_array().unwrap();
        assert!(
            differs.iter().any(|one| one["cause"] == "rulebook"),
            "{differs:?}"
        );
        // The preset states more than the older rulebook asks, which moves nothing by itself.
        let steps = answer["attributions"][0]["steps"].as_array().unwrap();
        for step in steps {
            let facts = step["causes"] == json!(["facts"]) && step["change"] == "0.00";
            assert!(facts || step["causes"] == json!(["rulebook"]), "{steps:?}");
        }
    }
    let totals = |answer: &Value| answer["scenarios"][1]["total"].clone();
    assert_eq!(totals(&named), totals(&flagged));
    assert_eq!(named["set"]["scenarios"][1]["rules"], "2026.11.1");
    refuses(
        "[[scenarios]]\nfacts = {}\nperiod = \"2017\"\nrules = \"1999.1\"",
        "Q0101",
        "`1999.1` is not at hand",
    );
}

#[test]
fn the_command_reads_facts_by_the_rulebook_with_the_reform() {
    let facts =
        std::env::temp_dir().join(format!("qingce-apprentices-{}.toml", std::process::id()));
    std::fs::write(&facts, "period = \"2017\"\n[facts]\napprentices = 30\n").unwrap();
    let path = facts.to_str().unwrap();
    let arguments = [
        "compare",
        path,
        "--patch",
        "rules/reforms/apprentices.toml",
        "--format",
        "json",
    ];
    let output = Command::new(env!("CARGO_BIN_EXE_qingce"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .output()
        .unwrap();
    std::fs::remove_file(&facts).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let lines = answer["amounts"].as_array().unwrap();
    let line = lines
        .iter()
        .find(|line| line["amount"] == "apprentice_amount");
    assert_eq!(line.unwrap()["cells"][1]["value"], "60000.00");
}

#[track_caller]
fn refuses(text: &str, code: &str, says: &str) {
    let engine = engine();
    let found = read(engine.rulebook(), text).unwrap_err();
    let why = found.iter().find(|why| why.code == code);
    let why = why.unwrap_or_else(|| panic!("no {code} among {found:?}"));
    let whole = format!("{} {}", why.message, why.help.clone().unwrap_or_default());
    assert!(whole.contains(says), "{whole}");
}

#[test]
fn a_set_that_cannot_be_read_says_what_is_wrong_with_it() {
    refuses("scenarios = 1", "Q0109", "no list");
    refuses("scenarios = []", "Q0109", "no scenarios");
    refuses(
        "[[scenarios]]\nperiod = \"2017\"",
        "Q0109",
        "scenario 1 has no facts",
    );
    refuses(
        "[[scenarios]]\nfacts = {}\nperiods = \"2017\"",
        "Q0109",
        "`period`",
    );
    refuses(
        "[[scenarios]]\nlike = \"now\"",
        "Q0110",
        "no scenario `now`",
    );
    refuses(
        "reference = \"latter\"\n[[scenarios]]\nname = \"later\"\nfacts = {}\nperiod = \"2017\"",
        "Q0110",
        "did you mean `later`?",
    );
    refuses("[[scenarios]]\nfacts = {}", "Q0102", "no period");
    refuses(
        "[[scenarios]]\nfacts = { staf = 1 }\nperiod = \"2017\"",
        "F0102",
        "staf",
    );
    refuses(
        "[[scenarios]]\nfacts = \"no-such-file.toml\"\nperiod = \"2017\"",
        "Q0101",
        "no-such-file",
    );
    refuses(
        "[[scenarios]]\nfacts = []\nperiod = \"2017\"",
        "Q0109",
        "no enterprises",
    );
    refuses(
        "[[scenarios]]\nfacts = {}\nperiod = \"2017\"\nchanges = \"a=1\"",
        "Q0109",
        "`changes`",
    );
    refuses(
        "[[scenarios]]\nfacts = {}\nperiod = \"2017\"\nchanges = [\"a\"]",
        "P0101",
        "not a change",
    );
    let many = "[[scenarios]]\nfacts = {}\nperiod = \"2017\"\n".repeat(101);
    refuses(&many, "Q0111", "101 scenarios");
}

/// What a run printed on both streams, and its exit status.
fn qingce(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qingce"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn two_periods_stand_side_by_side_with_where_the_difference_comes_from() {
    let (status, out, err) = qingce(&[
        "compare",
        SMELTER,
        "--periods",
        "2016,2017",
        "--only-differences",
    ]);
    assert_eq!((status, err.as_str()), (0, ""));
    for part in [
        "2016（对照）",
        "法律日期",
        "失业保险费（单位）",
        "政策相关成本",
        "差额从何而来：2016 → 2017",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    let (_, out, _) = qingce(&[
        "compare",
        SMELTER,
        "--period",
        "2017",
        "--set",
        "unemployment_rate=1",
        "--lang",
        "en",
    ]);
    for part in [
        "what differs",
        "reforms",
        "unemployment_rate=1",
        "where the difference comes from",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
}

#[test]
fn a_group_is_summed_and_years_are_scenarios() {
    let (_, out, _) = qingce(&[
        "compare", SMELTER, SME, "--group", "--years", "--format", "json",
    ]);
    let answer: Value = serde_json::from_str(&out).unwrap();
    let scenarios = answer["scenarios"].as_array().unwrap();
    assert_eq!(scenarios.len(), 16);
    assert_eq!(scenarios[0]["enterprises"].as_array().unwrap().len(), 2);
    let (_, out, _) = qingce(&[
        "compare", SMELTER, SME, "--period", "2017", "--format", "csv",
    ]);
    let head = out.lines().next().unwrap();
    assert!(head.starts_with("amount,label,kind,unit,"), "{head}");
    assert_eq!(head.matches("difference").count(), 2);
    assert!(out.lines().last().unwrap().starts_with("total,"));
}

#[test]
fn drawings_are_written_where_the_command_says() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (stacked, fall) = (folder.join("stack.svg"), folder.join("fall.svg"));
    let (status, _, err) = qingce(&[
        "compare",
        SMELTER,
        "--periods",
        "2016,2017",
        "--svg",
        stacked.to_str().unwrap(),
        "--waterfall",
        fall.to_str().unwrap(),
        "--between",
        "1",
        "2017",
    ]);
    assert_eq!((status, err.as_str()), (0, ""));
    for path in [stacked, fall] {
        let svg = std::fs::read_to_string(path).unwrap();
        assert!(svg.starts_with("<svg") && svg.contains("2016") && !svg.contains("#0A10"));
    }
}

#[test]
fn what_cannot_be_compared_is_refused() {
    for (arguments, status, says) in [
        (&["compare"][..], 2, "FACTS"),
        (&["compare", "no-such.toml"], 1, "Q0101"),
        (&["compare", SMELTER, "--periods", "2016,2oi7"], 1, "Q0103"),
        (&["compare", SMELTER, "--reference", "2099"], 1, "Q0110"),
        (
            &["compare", SMELTER, "--set", "no_such_thing=1"],
            1,
            "P0102",
        ),
        (
            &["compare", SMELTER, "--svg", "/no/such/folder/a.svg"],
            1,
            "Q0101",
        ),
    ] {
        let (found, _, err) = qingce(arguments);
        assert_eq!(found, status, "{arguments:?}: {err}");
        assert!(err.contains(says), "{err}");
    }
}
