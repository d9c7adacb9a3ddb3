//! The `qingce` command as people and programs meet it: what it prints, where, and its exit status.

#![allow(clippy::disallowed_methods, reason = "a command is what is tested")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

const SMELTER: &str = "rules/qinghai/presets/aluminium-smelter.toml";

/// What a run printed, and its exit status.
struct Run {
    status: i32,
    out: String,
    err: String,
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qingce"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.args(arguments);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command
}

fn finish(command: &mut Command, input: &[u8]) -> Run {
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    // A command that refuses its arguments reads no input: that its pipe is closed is no failure.
    drop(child.stdin.take().unwrap().write_all(input));
    let output = child.wait_with_output().unwrap();
    let run = Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(!run.err.contains("panicked"), "{}", run.err);
    run
}

fn qingce(arguments: &[&str]) -> Run {
    finish(&mut command(arguments), b"")
}

/// Assesses facts given on standard input.
fn assess(facts: &str, arguments: &[&str]) -> Run {
    let arguments = [&["assess", "-"], arguments].concat();
    finish(&mut command(&arguments), facts.as_bytes())
}

/// The answer as JSON; nothing else may be printed.
#[track_caller]
fn json(run: &Run) -> Value {
    assert_eq!(run.err, "");
    serde_json::from_str(&run.out).unwrap()
}

/// Holds that facts for 2017 are refused with this code, and that the message says this.
#[track_caller]
fn refuses(facts: &str, code: &str, says: &str) {
    let facts = format!("period = \"2017\"\n[facts]\n{facts}\n");
    let run = assess(&facts, &["--lang", "en"]);
    assert_eq!(run.status, 1, "{}", run.err);
    assert_eq!(run.out, "");
    assert!(run.err.contains(&format!("error[{code}]")), "{}", run.err);
    assert!(run.err.contains(says), "{}", run.err);
}

#[test]
fn a_preset_gives_a_sheet_that_ends_in_total_and_levers() {
    let run = qingce(&["assess", SMELTER]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    for part in [
        "某铝业公司",
        "期间：2017",
        "政策相关成本（元）",
        "合计",
        "节省",
        "稳岗补贴",
    ] {
        assert!(run.out.contains(part), "{part} is not in\n{}", run.out);
    }
}

#[test]
fn the_language_is_chinese_unless_the_environment_or_the_command_says_otherwise() {
    let said = |lang: Option<&str>, arguments: &[&str]| {
        let mut command = command(&[&["assess", SMELTER], arguments].concat());
        if let Some(lang) = lang {
            command.env("LANG", lang);
        }
        let sheet = finish(&mut command, b"").out;
        let found = ["合计", "total"].map(|word| sheet.contains(word));
        match found {
            [true, false] => "zh",
            [false, true] => "en",
            _ => panic!("{sheet}"),
        }
    };
    assert_eq!(said(None, &[]), "zh");
    assert_eq!(said(Some("C.UTF-8"), &[]), "zh");
    assert_eq!(said(Some("en_US.UTF-8"), &[]), "en");
    assert_eq!(said(Some("en_US.UTF-8"), &["--lang", "zh"]), "zh");
    assert_eq!(said(Some("zh_CN.UTF-8"), &["--lang", "en"]), "en");
}

#[test]
fn json_holds_what_the_sheet_shows() {
    let answer = json(&qingce(&["assess", SMELTER, "--format", "json"]));
    let sheet = qingce(&["assess", SMELTER]).out;
    let grouped = |value: &Value| {
        let decimal = qingce::base::Decimal::parse(value.as_str().unwrap()).unwrap();
        decimal.grouped()
    };
    for total in ["cost", "baselineCost", "saving"] {
        let shown = grouped(&answer["totals"][total]);
        assert!(sheet.contains(&shown), "{total} {shown}");
    }
    for lever in answer["levers"].as_array().unwrap() {
        assert!(
            sheet.contains(lever["title"]["zh"].as_str().unwrap()),
            "{lever}"
        );
    }
    assert_eq!(answer["rulebook"]["id"], "qinghai");
    assert_eq!(answer["engine"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let ask = || {
        qingce(&[
            "assess",
            SMELTER,
            "--format",
            "json",
            "--explain",
            "unemployment_cost",
        ])
    };
    assert_eq!(ask().out, ask().out);
}

#[test]
fn facts_come_from_standard_input_as_toml_or_json() {
    let toml = assess(
        "[facts]\nhousing_fund_rate = \"7%\"",
        &["--period", "2018", "--format", "json"],
    );
    let text = r#"{"facts": {"housing_fund_rate": "7%"}}"#;
    let from_json = assess(text, &["--period", "2018", "--format", "json"]);
    assert_eq!(toml.status, 0);
    assert_eq!(json(&toml), json(&from_json));
    assert_eq!(json(&toml)["facts"]["housing_fund_rate"], "7");
}

/// Less than 13 350 kWh/t of 200 000 t is 2 669 999 999 kWh at most, which is below the first tier too.
#[test]
fn a_lever_that_fails_names_the_way_in_and_its_worth() {
    let asked = ["assess", SMELTER, "--why", "aluminium_direct_purchase"];
    let sheet = qingce(&asked);
    assert_eq!(sheet.status, 0);
    let way = "铝液电解交流电量 ≤ 2,669,999,999 kWh/年（现为 2,750,000,000）";
    assert!(sheet.out.contains(way), "{}", sheet.out);
    assert!(sheet.out.contains("−55,000,000.00"), "{}", sheet.out);
    let answer = json(&qingce(&[&asked[..], &["--format", "json"]].concat()));
    let found = &answer["whyNot"][0];
    assert_eq!(found["lever"], "aluminium_direct_purchase");
    assert_eq!(found["ways"][0]["changes"][0]["to"], "2669999999");
    assert_eq!(found["ways"][0]["worth"]["value"], "-55000000.00");
    let unknown = qingce(&["assess", SMELTER, "--why", "rd_subsidi"]);
    assert_eq!(unknown.status, 1);
    assert!(
        unknown.err.contains("did you mean `rd_subsidy`?"),
        "{}",
        unknown.err
    );
}

#[test]
fn an_amount_is_explained_down_to_clause_and_fact() {
    let run = qingce(&[
        "assess",
        SMELTER,
        "--explain",
        "unemployment_cost",
        "--period",
        "2017-09",
    ]);
    assert_eq!(run.status, 0);
    let (_, why) = run.out.split_once("· unemployment_cost").unwrap();
    for part in [
        "失业保险单位费率",
        "unemployment_rate",
        "0.5%",
        "第四十四条",
        "取舍",
    ] {
        assert!(why.contains(part), "{part} is not in\n{why}");
    }
    let answer = [
        "assess",
        SMELTER,
        "--explain",
        "unemployment_cost",
        "--format",
        "json",
    ];
    let answer = json(&qingce(&answer));
    let explained = &answer["explanations"][0];
    assert_eq!(explained["amount"], "unemployment_cost");
    assert_eq!(explained["parameters"][0]["id"], "unemployment_rate");
}

#[test]
fn a_row_explains_itself_and_names_what_it_lacks() {
    let facts =
        "period = \"2017\"\n[facts]\nstaff = [{ staff_base_wage = 5000 }, { staff_heads = 2 }]";
    let why = |amount| {
        let answer = json(&assess(facts, &["--format", "json", "--explain", amount]));
        answer["explanations"].clone()
    };
    assert_eq!(why("contribution_base").as_array().unwrap().len(), 2);
    let second = &why("staff2.contribution_base")[0];
    assert_eq!(second["amount"], "staff2.contribution_base");
    assert_eq!(second["facts"][0]["id"], "staff2.staff_base_wage");
    assert_eq!(second["facts"][0]["value"], Value::Null);
}

#[test]
fn a_change_is_shown_moves_its_amount_and_says_when_it_moves_nothing() {
    let plain = json(&qingce(&["assess", SMELTER, "--format", "json"]));
    let changed = [
        "assess",
        SMELTER,
        "--format",
        "json",
        "--set",
        "unemployment_rate=1%",
    ];
    let changed = json(&qingce(&changed));
    assert_eq!(changed["patches"][0], "unemployment_rate=1%");
    let cost = |answer: &Value| answer["amounts"]["unemployment_cost"]["value"].clone();
    assert_ne!(cost(&plain), cost(&changed));

    let off = [
        "assess",
        SMELTER,
        "--format",
        "json",
        "--set",
        "-unemployment_insurance",
    ];
    let off = json(&qingce(&off));
    assert_eq!(
        cost(&off),
        plain["amounts"]["unemployment_cost"]["baseline"]
    );

    let idle = qingce(&[
        "assess",
        SMELTER,
        "--period",
        "2018",
        "--set",
        "unemployment_rate@2017-07-21=0.5",
    ]);
    assert_eq!(idle.status, 0);
    assert!(idle.err.contains("warning[P0104]"), "{}", idle.err);
}

#[test]
fn changes_and_remarks_of_a_facts_file_are_laid_on_and_shown() {
    let facts = "period = \"2017\"\n[facts]\n[patch]\nunemployment_rate = \"1\"\noff = [\"rd_subsidy\"]\n\
                 [notes]\nmedical_rate = \"May bill\"";
    let run = assess(facts, &["--set", "pension_rate@2017-05-01=19"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let changes = [
        "unemployment_rate=1",
        "-rd_subsidy",
        "pension_rate@2017-05-01=19",
    ];
    for change in changes {
        assert!(run.out.contains(&format!("改动：{change}")), "{}", run.out);
    }
    assert!(run.out.contains("May bill"), "{}", run.out);
    let answer = json(&assess(facts, &["--format", "json"]));
    assert_eq!(answer["patches"], serde_json::json!(changes[..2]));
    let refused = assess("period = \"2017\"\n[facts]\n[patch]\nnosuch = 1", &[]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("error[P0102]"), "{}", refused.err);
}

#[test]
fn changes_that_cannot_be_made_are_refused_together() {
    let run = qingce(&[
        "assess",
        SMELTER,
        "--set",
        "unemployment_rat=1",
        "--set",
        "pension_rate=x",
    ]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("did you mean `unemployment_rate`?"),
        "{}",
        run.err
    );
    assert!(run.err.contains("error[P0103]"), "{}", run.err);
    let malformed = qingce(&["assess", SMELTER, "--set", "unemployment_rate"]);
    assert!(malformed.err.contains("error[P0101]"), "{}", malformed.err);
}

#[test]
fn an_official_sheet_is_refused_value_by_value() {
    let refused = qingce(&["assess", SMELTER, "--official"]);
    assert_eq!(refused.status, 1);
    assert!(!refused.out.contains("合计"), "{}", refused.out);
    assert!(
        refused.out.contains("injury_average_rate"),
        "{}",
        refused.out
    );
    assert!(refused.out.contains("假设"), "{}", refused.out);
    assert!(refused.err.contains("error[Q0107]"), "{}", refused.err);

    let later = qingce(&[
        "assess",
        SMELTER,
        "--official",
        "--period",
        "2020",
        "--format",
        "json",
    ]);
    assert_eq!(later.status, 1);
    let later = json(&later);
    assert_eq!(later["totals"], Value::Null);
    let refused = later["official"]["refused"].as_array().unwrap();
    let stale = refused
        .iter()
        .find(|one| one["reason"] == "unchecked")
        .unwrap();
    assert!(
        stale["checkedUntil"].as_str().unwrap() < "2020-12-31",
        "{stale}"
    );
    assert!(stale["parameter"].is_string() && !stale["value"]["zh"].as_str().unwrap().is_empty());
}

#[test]
fn an_official_sheet_is_given_where_nothing_speaks_against_it() {
    let run = assess(
        "wages = 1000",
        &[
            "--official",
            "--rules",
            "tests/cli/sound",
            "--period",
            "2017",
        ],
    );
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("正式："), "{}", run.out);
}

#[test]
fn a_period_must_be_said_understood_and_covered() {
    let refused = |period: &str, code: &str| {
        let run = qingce(&["assess", SMELTER, "--period", period]);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{period}");
        assert!(
            run.err.contains(&format!("error[{code}]")),
            "{period}: {}",
            run.err
        );
    };
    refused("2010", "Q0104");
    refused("2010-12", "Q0104");
    refused("2027", "Q0104");
    refused("2016-12..2017-01", "Q0103");
    refused("2017-09..2017-03", "Q0103");
    refused("2017-13", "Q0103");
    refused("last year", "Q0103");
    refused("", "Q0103");
    let unsaid = assess("[facts]\n", &[]);
    assert_eq!(unsaid.status, 1);
    assert!(unsaid.err.contains("error[Q0102]"), "{}", unsaid.err);
    assert!(unsaid.err.contains("--period 2017"), "{}", unsaid.err);
}

#[test]
fn facts_out_of_their_bounds_are_refused_at_their_place() {
    refuses(
        "housing_fund_rate = 4",
        "F0106",
        "must lie between 5% and 12%",
    );
    refuses(
        "housing_fund_rate = \"13%\"",
        "F0106",
        "must lie between 5% and 12%",
    );
    refuses("low_paid_heads = -1", "F0106", "`low_paid_heads`");
    refuses(
        "staff = [{ staff_heads = -900 }]",
        "F0106",
        "`staff_heads` in row 1",
    );
    let facts = "period = \"2017\"\n[facts]\n\nhousing_fund_rate = 4\n";
    let run = assess(facts, &[]);
    assert!(run.err.contains("-:4:21"), "{}", run.err);
    assert!(run.err.contains("应在5%到12%之间"), "{}", run.err);
}

#[test]
fn facts_that_are_no_numbers_are_refused() {
    refuses(
        "taxable_income = \"1e400\"",
        "F0104",
        "“1e400” is not a number",
    );
    refuses("taxable_income = 1e400", "F0104", "`taxable_income`");
    refuses(
        "taxable_income = \"七百\"",
        "F0104",
        "“七百” is not a number",
    );
    refuses("taxable_income = \"\"", "F0104", "is not a number");
    refuses("taxable_income = nan", "F0104", "`taxable_income`");
    refuses("taxable_income = true", "F0104", "`taxable_income`");
    refuses(
        &format!("taxable_income = \"{}\"", "9".repeat(400)),
        "F0106",
        "`taxable_income`",
    );
}

#[test]
fn facts_finer_than_their_step_are_refused() {
    refuses(
        "equipment_investment = \"0.123456789元\"",
        "F0105",
        "`equipment_investment`",
    );
    refuses(
        "equipment_investment = \"0.123456789\"",
        "F0105",
        "finer than its step",
    );
}

#[test]
fn unknown_names_are_refused_with_the_nearest() {
    refuses(
        "electricty_kwh = 1",
        "F0102",
        "did you mean `electricity_kwh`?",
    );
    refuses("region = \"xinin\"", "F0108", "did you mean `xining`?");
    refuses(
        "staff = [{ staff_head = 1 }]",
        "F0102",
        "did you mean `staff_heads`?",
    );
    refuses(
        "housing_fund_rate = 8\nhousing_fund_rate = 9",
        "F0101",
        "duplicate key",
    );
    let twice = r#"{"period": "2017", "medical_rate": 6, "medical_rate": 7}"#;
    let run = assess(twice, &["--lang", "en"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("error[F0113]"), "{}", run.err);
}

#[test]
fn every_problem_of_a_file_is_said_in_one_run() {
    let facts =
        "period = \"2017\"\n[facts]\nhousing_fund_rate = 4\nnosuch = 1\nrd_expense = \"七百\"";
    let run = assess(facts, &["--format", "json"]);
    assert_eq!(run.status, 1);
    let answer = json(&run);
    let problems = answer["diagnostics"].as_array().unwrap();
    let codes: Vec<&str> = problems
        .iter()
        .map(|one| one["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["F0106", "F0102", "F0104"]);
    assert_eq!(problems[0]["labels"][0]["start"]["line"], 3);
    assert_eq!(answer["totals"], Value::Null);
    assert_eq!(answer["period"], "2017");
}

#[test]
fn a_file_that_was_cut_is_refused_wherever_it_was_cut() {
    let whole = std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(SMELTER));
    let whole = whole.unwrap();
    let start = whole.find("staff = [").unwrap();
    for cut in [
        start + 9,
        start + 40,
        whole.find("credit = [").unwrap() + 30,
        start + 6,
    ] {
        let run = assess(&whole[..cut], &["--lang", "en"]);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "cut at {cut}");
        assert!(run.err.contains("error[F0101]"), "{}", run.err);
    }
    let run = assess(
        r#"{"period": "2017", "facts": {"region": "xini"#,
        &["--lang", "en"],
    );
    assert_eq!(run.status, 1);
    assert!(run.err.contains("error[F0101]"), "{}", run.err);
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let mut command = command(&["assess", "-", "--period", "2017"]);
    let run = finish(&mut command, b"region = \"\xff\xfe\"");
    assert_eq!(run.status, 1);
    assert!(run.err.contains("byte 10"), "{}", run.err);
    let nested = format!("{{\"facts\": {}", "[".repeat(100_000));
    assert_eq!(assess(&nested, &["--period", "2017"]).status, 1);
    assert_eq!(assess("\0\0\0", &["--period", "2017"]).status, 1);
}

#[test]
fn a_file_of_windows_with_a_byte_order_mark_is_read() {
    let run = assess(
        "\u{feff}period = \"2017\"\r\n[facts]\r\nhousing_fund_rate = 8\r\n",
        &["--format", "json"],
    );
    assert_eq!(run.status, 0);
    assert_eq!(json(&run)["facts"]["housing_fund_rate"], "8");
}

#[test]
fn a_quotient_over_zero_tonnes_is_a_status_and_names_nothing_as_known() {
    let whole = std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(SMELTER));
    let facts = whole
        .unwrap()
        .replace("liquid_aluminium = \"200000\"", "liquid_aluminium = 0");
    let run = assess(&facts, &["--format", "json"]);
    assert_eq!(run.status, 0);
    let answer = json(&run);
    let amounts = answer["amounts"].as_object().unwrap();
    let zero: Vec<&String> = amounts
        .iter()
        .filter(|(_, amount)| amount["status"] == "zeroDivisor")
        .map(|(name, _)| name)
        .collect();
    assert!(!zero.is_empty());
    for name in zero {
        assert_eq!(amounts[name]["value"], Value::Null, "{name}");
    }
    assert_eq!(answer["totals"]["complete"], false);
}

#[test]
fn nothing_stated_is_nothing_known_and_asks() {
    let run = assess("[facts]", &["--period", "2017"]);
    assert_eq!(run.status, 0);
    assert!(run.out.contains("合计不完整"), "{}", run.out);
    assert!(run.out.contains("先问这些"), "{}", run.out);
}

#[test]
fn what_cannot_be_opened_is_named() {
    let missing = qingce(&["assess", "no-such-file.toml"]);
    assert_eq!(missing.status, 1);
    assert!(
        missing
            .err
            .contains("`no-such-file.toml`: there is no such file"),
        "{}",
        missing.err
    );
    assert_eq!(qingce(&["assess", "src"]).status, 1);
    let rules = qingce(&["assess", SMELTER, "--rules", "no-such-folder"]);
    assert_eq!(rules.status, 1);
    assert!(rules.err.contains("`no-such-folder`"), "{}", rules.err);
    assert!(qingce(&["rules", "check", "src"]).err.contains("book.toml"));
}

#[test]
fn an_unknown_amount_is_refused_with_the_nearest() {
    let run = qingce(&["assess", SMELTER, "--explain", "unemployment_cots"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("did you mean `unemployment_cost`?"),
        "{}",
        run.err
    );
}

#[test]
fn a_command_that_cannot_be_understood_has_status_two() {
    for arguments in [
        &["assess"][..],
        &[],
        &["asses", SMELTER],
        &["assess", SMELTER, "--format", "xml"],
        &["assess", SMELTER, "--lang", "fr"],
        &["rules", "list", "--kind", "law"],
    ] {
        assert_eq!(qingce(arguments).status, 2, "{arguments:?}");
    }
    let help = qingce(&["--help"]);
    assert_eq!(help.status, 0);
    assert!(
        help.out.contains("assess") && help.out.contains("rules"),
        "{}",
        help.out
    );
}

#[test]
fn the_rulebook_built_in_is_sound() {
    let check = qingce(&["rules", "check", "--format", "json"]);
    assert_eq!(check.status, 0);
    let check = json(&check);
    assert_eq!(check["ok"], true, "{check:#}");
    assert_eq!(check["errors"], 0);
    let folder = json(&qingce(&[
        "rules",
        "check",
        "rules/qinghai",
        "--format",
        "json",
    ]));
    assert_eq!(folder["rulebook"], check["rulebook"]);
}

#[test]
fn a_rulebook_with_mistakes_is_refused_at_their_places() {
    let folder = "tests/cli/mistaken";
    let check = qingce(&["rules", "check", folder]);
    assert_eq!(check.status, 1);
    for part in ["book.toml:", "error[R0203]", "error[R0201]", "help:"] {
        assert!(check.err.contains(part), "{part} is not in\n{}", check.err);
    }
    let concise = qingce(&["rules", "check", folder, "--concise"]).err;
    let mut lines = concise.lines();
    assert!(
        lines.all(|line| line.starts_with("book.toml:") && line.contains("[R")),
        "{concise}"
    );
    let check = qingce(&["rules", "check", folder, "--format", "json"]);
    let check = json(&check);
    assert_eq!(check["ok"], false);
    assert!(check["errors"].as_u64() >= Some(2), "{check:#}");
    for command in ["list", "show"] {
        let mut arguments = vec!["rules", command, "--rules", folder];
        if command == "show" {
            arguments.push("levy");
        }
        assert_eq!(qingce(&arguments).status, 1, "{command}");
    }
    assert_eq!(qingce(&["facts", "--rules", folder]).status, 1);
    let assessed = qingce(&["assess", SMELTER, "--rules", folder, "--format", "json"]);
    assert_eq!(assessed.status, 1);
    assert_eq!(json(&assessed)["rulebook"], Value::Null);
}

#[test]
fn a_rulebook_is_listed_by_kind_and_shown_record_by_record() {
    let list = qingce(&["rules", "list", "--kind", "lever"]);
    assert_eq!(list.status, 0);
    assert!(list.out.contains("stabilisation_subsidy") && !list.out.contains("unemployment_rate"));
    let list = json(&qingce(&["rules", "list", "--format", "json"]));
    let mut shown = 0;
    for (kind, label) in [
        ("documents", "title"),
        ("facts", "label"),
        ("parameters", "label"),
        ("amounts", "label"),
        ("levers", "title"),
    ] {
        let records = list[kind].as_array().unwrap();
        for record in records.iter().step_by(7) {
            let id = record["id"].as_str().unwrap();
            let said = qingce(&["rules", "show", id]);
            assert_eq!(said.status, 0, "{id}");
            assert!(
                said.out.contains(record[label]["zh"].as_str().unwrap()),
                "{id}"
            );
            let same = json(&qingce(&["rules", "show", id, "--format", "json"]));
            assert_eq!(&same["record"], record, "{id}");
            shown += 1;
        }
    }
    assert!(shown > 20, "{shown}");
    let unknown = qingce(&["rules", "show", "unemployment_rat"]);
    assert_eq!(unknown.status, 1);
    assert!(
        unknown.err.contains("did you mean `unemployment_rate`?"),
        "{}",
        unknown.err
    );
}

#[test]
fn facts_are_listed_with_unit_bounds_and_question() {
    let list = qingce(&["facts"]);
    let line = list
        .out
        .lines()
        .find(|line| line.starts_with("housing_fund_rate "))
        .unwrap();
    for part in ["%", "5 – 12", "住房公积金"] {
        assert!(line.contains(part), "{line}");
    }
    let list = json(&qingce(&["facts", "--format", "json"]));
    assert!(list["facts"].as_array().unwrap().len() > 30);
}

#[test]
fn the_empty_facts_files_are_facts_files_in_which_nothing_is_stated() {
    let names = json(&qingce(&["facts", "--format", "json"]));
    let toml = qingce(&["facts", "--template"]).out;
    assert_eq!(toml, qingce(&["facts", "--format", "toml"]).out);
    let empty = qingce(&["facts", "--template", "--format", "json"]).out;
    for fact in names["facts"].as_array().unwrap() {
        let id = fact["id"].as_str().unwrap();
        assert!(toml.contains(&format!("{id} = ")), "{id}");
    }
    for template in [toml, empty] {
        let answer = assess(&template, &["--period", "2017", "--format", "json"]);
        assert_eq!(answer.status, 0, "{}", answer.out);
        let answer = json(&answer);
        let stated = answer["facts"].as_object().unwrap();
        assert!(stated.values().all(Value::is_null));
    }
}

#[test]
fn every_family_of_codes_has_its_pages_once() {
    let list = json(&qingce(&["explain-code", "--format", "json"]));
    let codes: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|page| page["code"].as_str().unwrap())
        .collect();
    for code in ["R0203", "F0104", "Q0102", "P0102"] {
        assert!(codes.contains(&code), "{code} is not in {codes:?}");
        let page = qingce(&["explain-code", code]);
        assert_eq!(page.status, 0);
        assert!(page.out.starts_with(code), "{}", page.out);
    }
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), codes.len(), "a code stands twice");
    assert_eq!(qingce(&["explain-code", "R9999"]).status, 1);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = command(&["rules", "list", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn breakpoints_name_their_limit_and_clause_and_a_goal_what_passes_it_over() {
    let along = ["--vary", "electrolysis_kwh=20亿..40亿"];
    let run = qingce(&[&["breakpoints", SMELTER], &along[..]].concat());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    for part in [
        "2,740,000,000 kWh/年",
        "2,740,000,001 kWh/年",
        "跳变",
        "13,700 kWh/t",
        "〔2013〕2530号",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    let goal = ["--until", "total=13亿", "--format", "json"];
    let answer = json(&qingce(&[&["goal", SMELTER], &along[..], &goal].concat()));
    assert_eq!(answer["goal"]["solutions"], serde_json::json!([]));
    assert_eq!(answer["goal"]["skips"][0]["from"], "2760000000");
    assert_eq!(answer["goal"]["skips"][0]["causes"][0]["kind"], "bracket");
}

#[test]
fn what_a_goal_finds_reaches_it_and_a_parameter_can_be_varied() {
    let along = [
        "--vary",
        "housing_fund_rate=5..12",
        "--format",
        "csv",
        "--until",
    ];
    let base = qingce(&[
        "sweep",
        SMELTER,
        "--vary",
        "housing_fund_rate=8..8",
        "--of",
        "housing_fund_cost",
        "--format",
        "csv",
    ]);
    let value = base
        .out
        .lines()
        .nth(1)
        .unwrap()
        .split(',')
        .nth(2)
        .unwrap()
        .to_owned();
    let until = format!("housing_fund_cost={value}");
    let run = qingce(&[&["goal", SMELTER], &along[..], &[until.as_str()]].concat());
    assert!(run.out.contains("solution,8,8,"), "{}", run.out);
    let run = qingce(&[
        "sweep",
        SMELTER,
        "--vary",
        "unemployment_rate=0..2:0.5",
        "--of",
        "unemployment_cost",
        "--format",
        "csv",
    ]);
    let values: Vec<&str> = run
        .out
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(1).unwrap())
        .collect();
    assert_eq!(values, ["0", "0.5", "1", "1.5", "2"], "{}", run.out);
}

#[test]
fn questions_about_a_range_are_refused_with_a_way_out() {
    let wrong = [
        (
            "electrolysis_kw=1..2",
            "E0101",
            "did you mean `electrolysis_kwh`?",
        ),
        (
            "region=1..2",
            "E0102",
            "vary a fact or a parameter that is a number",
        ),
        ("housing_fund_rate", "E0103", "write FACT=FROM..TO"),
        ("housing_fund_rate=a..b", "E0103", "give a number in %"),
        (
            "housing_fund_rate=9..5",
            "E0103",
            "write the lesser value first",
        ),
        ("electrolysis_kwh=0.5..2", "E0104", "its step is 1 kWh"),
        ("housing_fund_rate=0..500", "E0104", "it goes from"),
        ("line1.line_kwh=1..2", "E0105", "state its rows"),
        ("bank_volume_step=1..2", "R0603", "set it by a patch"),
    ];
    for (vary, code, help) in wrong {
        let run = qingce(&["breakpoints", SMELTER, "--vary", vary, "--lang", "en"]);
        assert_eq!(run.status, 1, "{vary}: {}", run.out);
        assert!(
            run.err.contains(&format!("error[{code}]")),
            "{vary}: {}",
            run.err
        );
        assert!(run.err.contains(help), "{vary}: {}", run.err);
    }
    let run = qingce(&[
        "goal",
        SMELTER,
        "--vary",
        "housing_fund_rate",
        "--until",
        "total",
        "--lang",
        "en",
    ]);
    assert!(run.err.contains("error[E0106]"), "{}", run.err);
}

#[test]
fn a_chart_is_written_as_a_file() {
    let path = std::env::temp_dir().join(format!("qingce-range-{}.svg", std::process::id()));
    let file = path.to_str().unwrap();
    let run = qingce(&[
        "sweep",
        SMELTER,
        "--vary",
        "electrolysis_kwh=20亿..40亿",
        "--svg",
        file,
    ]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let svg = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(
        svg.starts_with("<svg") && svg.contains("政策相关成本"),
        "{svg}"
    );
}

#[test]
fn a_reform_of_ten_megabytes_is_refused_with_its_size_and_a_way_out() {
    let path = std::env::temp_dir().join(format!("qingce-ten-{}.toml", std::process::id()));
    let head = "[reform]\nid = \"ten\"\ntitle = { zh = \"十\", en = \"Ten\" }\n#";
    let text = format!("{head}{}", "x".repeat(10_000_000 - head.len()));
    assert_eq!(text.len(), 10_000_000);
    std::fs::write(&path, text).unwrap();
    let file = path.to_str().unwrap();
    for arguments in [
        &["assess", SMELTER, "--patch", file][..],
        &["reform", "check", file],
        &["compare", SMELTER, "--patch", file],
        &[
            "breakpoints",
            SMELTER,
            "--vary",
            "electricity_kwh",
            "--patch",
            file,
        ],
    ] {
        let run = qingce(arguments);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{arguments:?}");
        assert!(run.err.contains("P0105"), "{}", run.err);
        assert!(
            run.err
                .contains("has 10000000 bytes, a reform at most 1000000"),
            "{}",
            run.err
        );
        assert!(
            run.err.contains("a whole rulebook goes to `--rules`"),
            "{}",
            run.err
        );
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn the_recap_sheet_is_a_line_an_amount_with_base_rate_months_and_clause() {
    // 12 345.67 × 0.5% = 61.72835, rounded 61.73; times 7 months 432.11.
    let facts = "name = \"甲\"\n[facts]\nwages = \"12345.67\"\n";
    let asked = ["--rules", "tests/cli/sound", "--period", "2017-03..2017-09"];
    let run = assess(facts, &[&asked[..], &["--sheet", "--lang", "zh"]].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    let table = "\
成本         计费基数  费率（标准）  月数    金额  单位
───────────────────────────────────────────────────────
费用  12,345.67 元/月          0.5%     7  432.11  元
    工资总额 × 费率
    法〔2011〕1号 第一条
    费率 0.5%：法〔2011〕1号 第一条（省文件）
───────────────────────────────────────────────────────
小计                                       432.11  元
";
    for part in [
        table,
        "企业名称：甲",
        "测算期间：2017年3月至9月",
        "规则库：无假设的规则（sound 1）",
        "仅供参考",
    ] {
        assert!(run.out.contains(part), "{part}\nis not in\n{}", run.out);
    }
    let run = assess(facts, &[&asked[..], &["--sheet", "--lang", "en"]].concat());
    assert!(run.out.contains("for reference only"), "{}", run.out);
}

#[test]
fn a_workbook_is_written_where_asked_or_said_why_not() {
    let facts = "[facts]\nwages = \"12345.67\"\n";
    let asked = ["--rules", "tests/cli/sound", "--period", "2017", "--xlsx"];
    let file = std::env::temp_dir().join(format!("qingce-{}.xlsx", std::process::id()));
    let shown = file.display().to_string();
    let run = assess(facts, &[&asked[..], &[shown.as_str()]].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    let bytes = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(bytes.get(..2), Some(&b"PK"[..]));
    let run = assess(facts, &[&asked[..], &["no/such/folder/x.xlsx"]].concat());
    assert_eq!(run.status, 1);
    assert!(run.err.contains("Q0101"), "{}", run.err);
    let json_asked = [&asked[..], &["no/such/folder/x.xlsx", "--format", "json"]].concat();
    let run = assess(facts, &json_asked);
    assert_eq!(run.status, 1);
    assert_eq!(json(&run)["diagnostics"][0]["code"], "Q0101");
}
