//! Facts of an enterprise as people write them: exact, or refused beside the field they are about.

use std::collections::BTreeMap;

use qingce::base::{FileId, Lang};
use qingce::check::rulebook::{FactId, GroupId, Named};
use qingce::check::{self, Rulebook};
use qingce::enterprise::{
    Enterprise, FactProblem, FactProblemKind, from_json, from_text, from_toml, parse_fact,
    show_fact, show_fact_with_unit, slot_by_name, to_toml,
};
use qingce::rulebook::{EmbeddedRules, MapRules, load};

const BOOK: &str = r#"
[book]
id = "small"
version = "1"
title = { zh = "小规则", en = "Small rules" }
from = "2011-01"
to = "2020-12"
files = []

[document.law]
number = "法〔2011〕1号"
title = { zh = "某办法", en = "Some measures" }
kind = "document"

[section.all]
label = { zh = "全部", en = "All" }

[choice.region]
label = { zh = "地区", en = "Region" }
options = { xining = { zh = "西宁市", en = "Xining" }, haixi = { zh = "海西州", en = "Haixi" } }

[fact.region]
label = { zh = "地区", en = "Region" }
section = "all"
type = "choice"
choice = "region"

[fact.registered]
label = { zh = "登记", en = "Registered" }
section = "all"
type = "bool"

[fact.founded]
label = { zh = "成立日", en = "Founded" }
section = "all"
type = "date"

[fact.electricity]
label = { zh = "电量", en = "Electricity" }
section = "all"
unit = "kWh/年"
step = "1"
min = "0"
max = "100000000000"

[fact.price]
label = { zh = "电价", en = "Price" }
section = "all"
unit = "元/kWh"
step = "0.000001"
min = "0"
max = "10"

[fact.share]
label = { zh = "占比", en = "Share" }
section = "all"
unit = "%"
step = "0.01"
min = "0"
max = "100"

[group.staff]
label = { zh = "职工", en = "Staff" }
section = "all"
max_rows = 3

[group.staff.fact.heads]
label = { zh = "人数", en = "Heads" }
unit = "人"
step = "1"
min = "0"
max = "1000000"

[group.staff.fact.wage]
label = { zh = "工资", en = "Wage" }
unit = "元/人/月"
step = "0.01"
min = "0"
max = "1000000"

[amount.all_of_it]
label = { zh = "全部", en = "All of it" }
kind = "indicator"
unit = "元"
timing = "status"
rounding = "none"
cite = "law 一"
formula = "if region = 'xining' and registered and founded < @2020-01-01 and electricity > 0[kWh/年] and share > 1% then price * 1[kWh] else sum(staff, heads * wage * 1[月])"
"#;

fn small() -> Rulebook {
    let rules: MapRules = [("book.toml", BOOK)].into_iter().collect();
    let (draft, found, sources) = load(&rules);
    let (rulebook, more) = check::check(&draft, sources.hash());
    let said: Vec<String> = found
        .iter()
        .chain(&more)
        .map(|d| sources.concise(d))
        .collect();
    rulebook.unwrap_or_else(|| panic!("{}", said.join("\n")))
}

fn fact(rulebook: &Rulebook, id: &str) -> FactId {
    match rulebook.names.get(id) {
        Some(Named::Fact(fact)) => *fact,
        other => panic!("{id}: {other:?}"),
    }
}

fn group(rulebook: &Rulebook, id: &str) -> GroupId {
    match rulebook.names.get(id) {
        Some(Named::Group(group)) => *group,
        other => panic!("{id}: {other:?}"),
    }
}

fn stated(rulebook: &Rulebook, enterprise: &Enterprise) -> BTreeMap<String, i128> {
    let stated = enterprise.stated();
    stated
        .map(|(slot, cell)| (rulebook.slot_name(slot), cell))
        .collect()
}

#[track_caller]
fn reads(id: &str, text: &str, cell: i128) {
    let rulebook = small();
    assert_eq!(
        parse_fact(&rulebook, fact(&rulebook, id), text),
        Ok(cell),
        "{id} {text}"
    );
}

#[track_caller]
fn refuses(id: &str, text: &str) -> FactProblem {
    let rulebook = small();
    parse_fact(&rulebook, fact(&rulebook, id), text).expect_err(text)
}

#[test]
fn a_field_reads_what_people_write() {
    reads("electricity", "12.5亿", 1_250_000_000);
    reads("electricity", "1.2亿kWh", 120_000_000);
    reads("electricity", "３００万度", 3_000_000);
    reads("price", "0.387600", 387_600);
    reads("share", "7%", 700);
    reads("share", "7", 700);
    reads("share", "7.25 ％", 725);
    reads("wage", "5,200.50元", 520_050);
    reads("region", "西宁市", 0);
    reads("region", "haixi", 1);
    reads("region", " Haixi ", 1);
    reads("registered", "是", 1);
    reads("registered", "No", 0);
    for text in [
        "2012-01-31",
        "2012/1/31",
        "2012.01.31",
        "2012年1月31日",
        "２０１２年１月３１日",
    ] {
        reads("founded", text, 15_370);
    }
}

#[test]
fn a_field_refuses_and_says_why() {
    let says = |id: &str, text: &str, code: &str, zh: &str, en: &str| {
        let problem = refuses(id, text);
        assert_eq!(problem.kind.code(), code, "{id} {text}: {problem:?}");
        assert_eq!(problem.message(Lang::Zh), zh);
        assert_eq!(problem.message(Lang::En), en);
    };
    says(
        "heads",
        "七百",
        "F0104",
        "“七百”不是数字",
        "“七百” is not a number",
    );
    says(
        "heads",
        "1e400",
        "F0104",
        "“1e400”不是数字",
        "“1e400” is not a number",
    );
    says("heads", "", "F0104", "“”不是数字", "“” is not a number");
    says(
        "heads",
        "0.5",
        "F0105",
        "最小填写单位是1 人",
        "finer than its step, 1 人",
    );
    says(
        "share",
        "0.125%",
        "F0105",
        "最小填写单位是0.01%",
        "finer than its step, 0.01%",
    );
    let (zh, en) = ("应在0%到100%之间", "must lie between 0% and 100%");
    says("share", "100.01", "F0106", zh, en);
    says("share", "-1", "F0106", zh, en);
    let long = "9".repeat(60);
    says(
        "heads",
        &long,
        "F0106",
        "位数太多，无法精确计算",
        "more digits than can be kept exact",
    );
    says(
        "wage",
        "5t",
        "F0107",
        "单位应是元/人/月，不是“t”",
        "is in 元/人/月, not in “t”",
    );
    says(
        "region",
        "xinign",
        "F0108",
        "没有“xinign”这个选项",
        "there is no option “xinign”",
    );
    says(
        "registered",
        "也许",
        "F0109",
        "“也许”既不是“是”也不是“否”",
        "“也许” is neither yes nor no",
    );
    says(
        "founded",
        "2017-02-29",
        "F0110",
        "“2017-02-29”不是日期",
        "“2017-02-29” is not a day",
    );
    let help = refuses("region", "xinign").kind.help(Lang::Zh);
    assert_eq!(help.as_deref(), Some("是否指“xining”？"));
}

const FILE: &str = r#"
name = "某铝业公司"
period = "2017"
note = "第一行\n第二行 \"引号\""

[facts]
region = "xining"
registered = true
founded = 2012-01-31
electricity = "12.5亿"
price = 0.3876
share = "7%"
staff = [ { heads = 900, wage = "5200" }, { heads = 30 } ]

[notes]
electricity = "May bill"
"#;

#[test]
fn a_file_is_read_exactly_and_written_back_the_same() {
    let rulebook = small();
    let (enterprise, problems) = from_toml(&rulebook, FILE, FileId(0));
    assert_eq!(problems, []);
    let expected = [
        ("region", 0),
        ("registered", 1),
        ("founded", 15_370),
        ("electricity", 1_250_000_000),
        ("price", 387_600),
        ("share", 700),
        ("staff1.heads", 900),
        ("staff1.wage", 520_000),
        ("staff2.heads", 30),
    ];
    let expected = expected.map(|(name, cell)| (name.to_owned(), cell));
    assert_eq!(stated(&rulebook, &enterprise), BTreeMap::from(expected));
    assert_eq!(enterprise.rows(group(&rulebook, "staff")), Some(2));
    let written = to_toml(&rulebook, &enterprise);
    let (again, problems) = from_text(&rulebook, &written, FileId(0));
    assert_eq!(problems, [], "{written}");
    assert_eq!(again, enterprise, "{written}");
}

#[test]
fn json_and_toml_say_the_same() {
    let rulebook = small();
    let json = r#"{ "name": "某铝业公司", "period": 2017, "note": "第一行\n第二行 \"引号\"",
        "facts": { "region": "xining", "registered": true, "founded": "2012-01-31", "electricity": "12.5亿",
            "price": 0.387600, "share": "7%", "staff1.heads": 900, "staff1.wage": "5200", "staff2": { "heads": 30 } },
        "notes": { "electricity": "May bill" } }"#;
    let (from_json, problems) = from_json(&rulebook, json, FileId(0));
    assert_eq!(problems, []);
    assert_eq!(from_json, from_toml(&rulebook, FILE, FileId(0)).0);
    let (flat, problems) = from_text(&rulebook, r#"{"name": "x", "share": 7}"#, FileId(0));
    assert_eq!(problems, []);
    assert_eq!(stated(&rulebook, &flat).get("share"), Some(&700));
}

#[test]
fn a_number_of_many_digits_is_not_bent_into_a_binary_fraction() {
    let rulebook = small();
    let (enterprise, problems) = from_text(&rulebook, r#"{"price": 0.123456}"#, FileId(0));
    assert_eq!(problems, []);
    assert_eq!(stated(&rulebook, &enterprise).get("price"), Some(&123_456));
    // The nearest binary fraction of this is 0.3, which would have been taken.
    let (_, problems) = from_text(&rulebook, r#"{"price": 0.30000000000000001}"#, FileId(0));
    assert_eq!(problems[0].kind.code(), "F0105");
    let (_, problems) = from_text(&rulebook, "price = 0.30000000000000001", FileId(0));
    assert_eq!(problems[0].kind.code(), "F0105");
}

#[test]
fn a_problem_costs_only_the_fact_it_is_about() {
    let rulebook = small();
    let text = r#"
nmae = "x"
period = "2017-13"
[facts]
region = "haxi"
electricty = 5
electricity = 5
heads = 3
share = []
staff = [ { heads = 1 }, { heads = "many", wages = 3 }, { heads = 2 }, { heads = 4 }, 7 ]
"staff3.heads" = 9
"staff4.heads" = 9
"#;
    let (enterprise, problems) = from_toml(&rulebook, text, FileId(0));
    let said: Vec<String> = problems
        .iter()
        .map(|problem| {
            let help = problem.kind.help(Lang::En).unwrap_or_default();
            format!("{} {} {help}", problem.kind.code(), problem.subject())
        })
        .collect();
    let expected = [
        "F0102 `nmae` did you mean `name`?",
        "F0114 `period` e.g. 2017, 2017-09 or 2017-03..2017-09, inside one year",
        "F0108 `region` did you mean `haixi`?",
        "F0102 `electricty` did you mean `electricity`?",
        "F0112 `heads` ",
        "F0103 `share` ",
        "F0111 `staff` ",
        "F0104 `heads` in row 2 e.g. 12500, 12,500.50 or 1.25万; no exponents",
        "F0102 `wages` in row 2 did you mean `wage`?",
        "F0113 `staff3.heads` ",
        "F0102 `staff4.heads` ",
    ];
    assert_eq!(said, expected);
    assert!(problems.iter().all(|problem| problem.place.is_some()));
    let kept = [("electricity", 5), ("staff1.heads", 1), ("staff3.heads", 2)];
    let kept = kept.map(|(name, cell)| (name.to_owned(), cell));
    assert_eq!(stated(&rulebook, &enterprise), BTreeMap::from(kept));
    assert_eq!(enterprise.rows(group(&rulebook, "staff")), Some(3));
}

#[test]
fn nothing_is_taken_from_a_file_that_breaks_its_grammar() {
    let rulebook = small();
    for text in ["share = 7\nregion = \n", "{\"share\": 7, \"region\": }"] {
        let (enterprise, problems) = from_text(&rulebook, text, FileId(0));
        assert!(matches!(problems[0].kind, FactProblemKind::Syntax { .. }));
        assert_eq!(enterprise.stated().count(), 0, "{text}");
    }
}

#[test]
fn not_stated_is_not_zero() {
    let rulebook = small();
    let staff = group(&rulebook, "staff");
    let (nothing, _) = from_text(&rulebook, "{\"share\": null, \"staff\": null}", FileId(0));
    assert_eq!((nothing.stated().count(), nothing.rows(staff)), (0, None));
    let (none, _) = from_text(&rulebook, "{\"staff\": []}", FileId(0));
    assert_eq!(none.rows(staff), Some(0));
    let (mut two, _) = from_toml(&rulebook, FILE, FileId(0));
    two.set_rows(&rulebook, staff, Some(1));
    assert!(!stated(&rulebook, &two).contains_key("staff2.heads"));
}

#[test]
fn what_a_field_shows_reads_as_the_same() {
    for rulebook in [small(), qinghai()] {
        for (id, known) in rulebook.facts.iter() {
            for cell in samples(&rulebook, id) {
                for lang in [Lang::Zh, Lang::En] {
                    for text in [
                        show_fact(&rulebook, id, cell, lang),
                        show_fact_with_unit(&rulebook, id, cell, lang),
                    ] {
                        let read = parse_fact(&rulebook, id, &text);
                        assert_eq!(read, Ok(cell), "{} {text}", known.id);
                    }
                }
            }
        }
    }
}

fn samples(rulebook: &Rulebook, fact: FactId) -> Vec<i128> {
    use qingce::check::rulebook::FactKind;
    match &rulebook.facts[fact].kind {
        FactKind::Number { min, max, .. } => {
            vec![*min, *max, min + (max - min) / 2, min + (max - min) / 3]
        }
        FactKind::Bool => vec![0, 1],
        FactKind::Choice(choice) => (0..rulebook.choices[*choice].options.len() as i128).collect(),
        FactKind::Date => vec![0, 15_370, 17_000],
    }
}

fn qinghai() -> Rulebook {
    let (draft, _, sources) = load(&EmbeddedRules);
    let (rulebook, found) = check::check(&draft, sources.hash());
    let said: Vec<String> = found.iter().map(|d| sources.concise(d)).collect();
    rulebook.unwrap_or_else(|| panic!("{}", said.join("\n")))
}

#[test]
fn slots_are_found_by_the_names_tables_use() {
    let rulebook = qinghai();
    for (slot, _) in rulebook.fact_slots.iter() {
        let name = rulebook.slot_name(slot);
        assert_eq!(slot_by_name(&rulebook, &name), Some(slot), "{name}");
    }
    for name in [
        "",
        ".",
        "line",
        "line1",
        "line0.line_kwh",
        "line9.line_kwh",
        "line_kwh",
        "staff1.line_kwh",
    ] {
        assert_eq!(slot_by_name(&rulebook, name), None, "{name}");
    }
}

#[test]
fn every_preset_reads_without_a_complaint() {
    let rulebook = qinghai();
    let (_, _, sources) = load(&EmbeddedRules);
    assert!(!rulebook.info.presets.is_empty());
    for name in &rulebook.info.presets {
        let file = sources.find(name).unwrap();
        let (enterprise, problems) = from_toml(&rulebook, sources.text(file), file);
        let said: Vec<String> = problems
            .iter()
            .map(|p| sources.concise(&p.diagnostic()))
            .collect();
        assert!(said.is_empty(), "{}", said.join("\n"));
        assert!(enterprise.title.is_some(), "{name} has no title");
        let again = from_toml(&rulebook, &to_toml(&rulebook, &enterprise), file);
        assert_eq!(again, (enterprise, Vec::new()), "{name}");
    }
}
