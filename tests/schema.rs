//! The published schema and what the engine prints are held equal: every answer obeys the schema, and
//! every part of the schema is met by some answer.

#![allow(clippy::disallowed_methods, reason = "the schema is a file")]

use std::collections::BTreeSet;

use qingce::base::Diagnostic;
use qingce::check::Rulebook;
use qingce::enterprise;
use qingce::program::Status;
use qingce::report::official::REASONS;
use qingce::report::open::open_rules;
use qingce::report::range::{self, RangeQuestion};
use qingce::report::request::{Question, answer};
use qingce::report::{
    CatalogueReport, CheckReport, DiagnosticReport, ExploreReport, FactsReport, Outcome, words,
};
use qingce::rulebook::{BOOK, EmbeddedRules, MapRules, RuleFiles, Sources};
use qingce::scenario::Engine;
use qingce::scenario::assessment::LeverStatus;
use serde_json::{Map, Value};

#[path = "support/validator.rs"]
mod validator;

use validator::{Validator, parts};

fn schema() -> Value {
    schema_of("assessment")
}

fn schema_of(name: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema");
    let text = std::fs::read_to_string(format!("{folder}/{name}.schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn engine() -> Engine {
    Engine::new(open_rules(&EmbeddedRules).book.unwrap())
}

fn ask(engine: &Engine, facts: &str, question: &Question) -> Value {
    let mut sources = Sources::default();
    let file = sources.add("facts.toml", facts.into());
    let (enterprise, problems) = enterprise::from_text(engine.rulebook(), facts, file);
    let problems: Vec<_> = problems
        .iter()
        .map(enterprise::FactProblem::diagnostic)
        .collect();
    let outcome = answer(engine, &enterprise, question).outcome(&problems, &sources);
    serde_json::to_value(&outcome).unwrap()
}

fn preset(name: &str) -> String {
    EmbeddedRules.read(name).unwrap().to_string()
}

/// A refused question whose problem has a note.
fn noted() -> Value {
    let problem = Diagnostic::error("R0203", "cannot add").note("units are declared");
    let mut outcome = Outcome::empty();
    let report = DiagnosticReport::new(&problem, &Sources::default());
    outcome.diagnostics.push(report);
    serde_json::to_value(&outcome).unwrap()
}

/// A rulebook that says as little as it may.
fn plain_rules() -> MapRules {
    let book = r#"
        [book]
        id = "plain"
        version = "1"
        title = { zh = "简", en = "Plain" }
        from = "2017-01"
        to = "2017-12"
        files = []
        [document.law]
        number = "法1号"
        title = { zh = "法", en = "Law" }
        kind = "document"
        [section.all]
        label = { zh = "全部", en = "All" }
        [fact.wages]
        label = { zh = "工资", en = "Wages" }
        section = "all"
        unit = "元/年"
        step = "1"
        min = "0"
        max = "1000"
        typical = ["0", "100"]
        [amount.cost]
        label = { zh = "成本", en = "Cost" }
        kind = "cost"
        unit = "元"
        timing = "year"
        formula = "wages"
        cite = "law"
    "#;
    [(BOOK, book)].into_iter().collect()
}

/// An answer of that rulebook.
fn plain() -> Value {
    let opened = open_rules(&plain_rules());
    let book = opened
        .book
        .unwrap_or_else(|| panic!("{:?}", opened.diagnostics));
    let question = Question {
        period: Some("2017"),
        ..Question::default()
    };
    ask(&Engine::new(book), "", &question)
}

/// Answers of every kind: presets over the years, nothing stated, refused, official, explained.
fn answers() -> Vec<Value> {
    let engine = engine();
    let book = engine.rulebook();
    let every = book.amounts.values().map(|amount| amount.id.clone());
    let every: Vec<String> = every.collect();
    let all = ["all".to_owned()];
    let mut answers = vec![noted(), plain()];
    for facts in book.info.presets.iter().map(|name| preset(name)) {
        for year in book.info.from.year()..=book.info.to.year() {
            let period = year.to_string();
            let question = Question {
                period: Some(&period),
                explain: if year % 4 == 1 { &every } else { &[] },
                why: if year % 4 == 1 { &all } else { &[] },
                calendar: year % 2 == 1,
                ..Question::default()
            };
            answers.push(ask(&engine, &facts, &question));
        }
        let official = Question {
            period: Some("2017-03..2017-09"),
            changes: &["unemployment_rate=1".to_owned(), "-rd_subsidy".to_owned()],
            official: true,
            ..Question::default()
        };
        answers.push(ask(&engine, &facts, &official));
    }
    let stated = "[facts]\nhousing_fund_rate = 4\n七 = 1\nlayof_rate = 1\nelectricity_kwh = \"亿\"";
    for (facts, period) in [
        ("", "2017"),
        (stated, "2018"),
        ("[facts", "2017"),
        ("", "1999"),
    ] {
        let question = Question {
            period: Some(period),
            explain: &every,
            ..Question::default()
        };
        answers.push(ask(&engine, facts, &question));
    }
    answers
}

#[test]
fn every_answer_obeys_the_schema_and_every_part_of_it_is_met() {
    let mut validator = Validator::new(schema());
    for (index, answer) in answers().iter().enumerate() {
        let fine = validator.check(answer, "", &format!("answer {index}"));
        assert!(fine, "{:#?}", validator.problems);
    }
    let mut all = BTreeSet::new();
    parts(&schema(), "", &mut all);
    let idle: Vec<&String> = all.difference(&validator.met).collect();
    assert!(idle.is_empty(), "no answer meets these: {idle:#?}");
}

#[test]
fn an_answer_with_a_strange_key_or_a_float_is_refused() {
    let fine = serde_json::to_value(Outcome::empty()).unwrap();
    let mut strange = fine.clone();
    strange["surprise"] = Value::Null;
    let mut short = fine.clone();
    short.as_object_mut().unwrap().remove("period");
    let mut float = fine.clone();
    float["period"] = serde_json::json!(2017.0);
    for (answer, expected) in [
        (fine, true),
        (strange, false),
        (short, false),
        (float, false),
    ] {
        assert_eq!(
            Validator::new(schema()).check(&answer, "", "answer"),
            expected,
            "{answer}"
        );
    }
}

#[test]
fn the_words_of_the_schema_are_the_words_of_the_engine() {
    let schema = schema();
    let list = |pointer: &str| -> Vec<String> {
        let words = schema.pointer(pointer).unwrap().as_array().unwrap();
        words
            .iter()
            .map(|word| word.as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        list("/$defs/status/enum"),
        words::STATUSES.map(Status::word)
    );
    let lever = "/$defs/leverStatus/enum";
    assert_eq!(list(lever), words::LEVER_STATUSES.map(LeverStatus::word));
    assert_eq!(list("/$defs/kind/enum"), words::KINDS.map(words::kind));
    assert_eq!(
        list("/$defs/timing/enum"),
        words::TIMINGS.map(words::timing)
    );
    let reason = "/$defs/official/properties/refused/items/properties/reason/enum";
    assert_eq!(list(reason), REASONS);
}

#[test]
fn the_facts_of_an_answer_ask_the_same_question_again() {
    let engine = engine();
    for name in &engine.rulebook().info.presets {
        let question = Question {
            period: Some("2017"),
            ..Question::default()
        };
        let first = ask(&engine, &preset(name), &question);
        let stated = ["name", "facts", "notes"];
        let stated: Map<String, Value> = stated
            .into_iter()
            .map(|key| (key.to_owned(), first[key].clone()))
            .collect();
        let again = ask(&engine, &Value::Object(stated).to_string(), &question);
        assert_eq!(first, again, "{name}");
    }
}

/// What a question about a range gets for an answer.
fn explored(book: &Rulebook, facts: &str, question: &Question, range: &RangeQuestion) -> Value {
    let mut sources = Sources::default();
    let file = sources.add("facts.toml", facts.into());
    let (enterprise, _) = enterprise::from_text(book, facts, file);
    let (mut report, found) = range::explored(book, &enterprise, question, range);
    report.diagnostics = DiagnosticReport::all(&found, &sources);
    serde_json::to_value(&report).unwrap()
}

/// A rulebook whose total rises and falls back, and is known in the middle of a range only.
fn winding() -> Rulebook {
    let cost = |id: &str, formula: &str| {
        let label = "label = { zh = \"费\", en = \"Cost\" }\nkind = \"cost\"\nunit = \"元\"";
        format!(
            "[amount.{id}]\n{label}\ntiming = \"year\"\nformula = \"{formula}\"\ncite = \"law\"\n"
        )
    };
    let heads = "[fact.heads]\nlabel = { zh = \"人数\", en = \"Heads\" }\nsection = \"all\"\nunit = \"人\"\n\
        step = \"1\"\nmin = \"0\"\nmax = \"100\"\ntypical = [\"0\", \"100\"]\n";
    let parts = [
        plain_rules()
            .read(BOOK)
            .unwrap()
            .replace("formula = \"wages\"", "formula = \"0[元/年]\""),
        heads.to_owned(),
        cost(
            "fee",
            "if heads >= 20[人] and heads < 30[人] then 100[元/年] else 0[元/年]",
        ),
        cost(
            "near",
            "if heads < 50[人] then heads * 10[元/人/年] else wages",
        ),
        cost(
            "far",
            "if heads < 10[人] then wages else heads * 10[元/人/年]",
        ),
    ];
    let files: MapRules = [(BOOK, parts.concat().as_str())].into_iter().collect();
    let opened = open_rules(&files);
    opened
        .book
        .unwrap_or_else(|| panic!("{:?}", opened.diagnostics))
}

#[test]
fn every_answer_about_a_range_obeys_its_schema_and_every_part_of_it_is_met() {
    let schema = schema_of("explore");
    let book = open_rules(&EmbeddedRules).book.unwrap();
    let of = ["total".to_owned(), "housing_fund_cost".to_owned()];
    let along = |vary| RangeQuestion {
        vary,
        ..RangeQuestion::default()
    };
    let until = |vary, until| RangeQuestion {
        until: Some(until),
        ..along(vary)
    };
    let questions = [
        RangeQuestion {
            points: Some(9),
            forbidden: true,
            of: &of,
            ..along("electrolysis_kwh=20亿..40亿")
        },
        RangeQuestion {
            forbidden: true,
            ..along("total_assets=1亿..50亿")
        },
        until("electrolysis_kwh=20亿..40亿", "total=13亿"),
        until("housing_fund_rate", "housing_fund_cost=1300万"),
        until("housing_fund_rate=5..12", "housing_fund_cost=131374751.8元"),
        until("liquid_aluminium=0..200000", "total=1"),
        along("pension_rate=10..25"),
        along("pension_rat=10..25"),
        along("pension_rate"),
    ];
    let small = ["total", "near", "far"].map(str::to_owned);
    let winding_questions = [
        (
            "[facts]\nheads = 3",
            RangeQuestion {
                points: Some(5),
                forbidden: true,
                of: &small,
                ..along("heads=0..100")
            },
        ),
        ("", until("heads=0..100", "near=50")),
    ];
    let smelter = preset("presets/aluminium-smelter.toml");
    let changed = Question {
        changes: &["unemployment_rate=1".to_owned()],
        ..Question::default()
    };
    let year = Question {
        period: Some("2017"),
        ..Question::default()
    };
    let small_book = winding();
    let of_smelter = questions
        .iter()
        .map(|range| explored(&book, &smelter, &changed, range));
    let of_small = winding_questions
        .iter()
        .map(|(facts, range)| explored(&small_book, facts, &year, range));
    let mut answers: Vec<Value> = of_smelter.chain(of_small).collect();
    answers.push(serde_json::to_value(ExploreReport::empty()).unwrap());
    let mut validator = Validator::new(schema.clone());
    for (index, answer) in answers.iter().enumerate() {
        let fine = validator.check(answer, "", &format!("answer {index}"));
        assert!(fine, "{:#?}", validator.problems);
    }
    let mut all = BTreeSet::new();
    parts(&schema, "", &mut all);
    let idle: Vec<&String> = all
        .difference(&validator.met)
        // Problems are met by the answers of the first schema.
        .filter(|part| !part.starts_with("/$defs/diagnostic/"))
        .filter(|part| !part.starts_with("/$defs/position"))
        // No sum of these rulebooks leaves the range of the engine.
        .filter(|part| !part.ends_with("/intervals/items/properties/total/anyOf/1"))
        .collect();
    assert!(idle.is_empty(), "no answer meets these: {idle:#?}");
}

/// What is said of a rulebook: catalogue, list of facts, check.
fn said_of(rules: &dyn RuleFiles) -> [Value; 3] {
    let opened = open_rules(rules);
    let found = opened.reports();
    let check = CheckReport::new(opened.book.as_ref().map(|book| &book.info), found.clone());
    let (catalogue, facts) = match &opened.book {
        Some(book) => (
            CatalogueReport::new(book, found.clone()),
            FactsReport::new(book, found),
        ),
        None => (
            CatalogueReport::refused(found.clone()),
            FactsReport::refused(found),
        ),
    };
    [
        serde_json::to_value(&catalogue).unwrap(),
        serde_json::to_value(&facts).unwrap(),
        serde_json::to_value(&check).unwrap(),
    ]
}

#[test]
fn what_is_said_of_a_rulebook_obeys_its_schema_and_every_part_of_it_is_met() {
    let broken: MapRules = [(BOOK, "[book\n")].into_iter().collect();
    // A lever of which nobody has written who qualifies, and which nothing belongs to.
    let lever = "[subject.all]\nlabel = { zh = \"全\", en = \"All\" }\n[lever.idle]\nsubject = \"all\"\n\
        title = { zh = \"空\", en = \"Idle\" }\nfigures = \"set\"\ncite = \"law\"\n\
        in_force = [{ from = \"2017-01-01\", cite = \"law\" }]\n";
    let idle = format!("{}\n{lever}", plain_rules().read(BOOK).unwrap());
    let idle: MapRules = [(BOOK, idle.as_str())].into_iter().collect();
    let said: [[Value; 3]; 4] = [
        said_of(&EmbeddedRules),
        said_of(&plain_rules()),
        said_of(&idle),
        said_of(&broken),
    ];
    for (at, name) in ["rulebook", "facts", "check"].into_iter().enumerate() {
        let schema = schema_of(name);
        let mut validator = Validator::new(schema.clone());
        for answers in &said {
            let fine = validator.check(&answers[at], "", name);
            assert!(fine, "{:#?}", validator.problems);
        }
        let mut all = BTreeSet::new();
        parts(&schema, "", &mut all);
        // What only some problems have is met by the answers of the first schema.
        let of_problems = |part: &&String| part.starts_with("/$defs/diagnostic/");
        let idle = all.difference(&validator.met);
        let idle: Vec<&String> = idle.filter(|part| !of_problems(part)).collect();
        assert!(idle.is_empty(), "{name}: no answer meets these: {idle:#?}");
    }
}
