//! The committed examples come out as worked by hand; a change that moves nothing says why.

use std::sync::Arc;

use qingce::base::{FileId, Lang, Period};
use qingce::enterprise::from_toml;
use qingce::rulebook::read_reform;
use qingce::scenario::effect::{Moves, ReformEffect, effect};
use qingce::scenario::{Engine, Patches, example};

use crate::{built_in, examples, sound};

#[test]
fn every_example_comes_out_as_worked_by_hand() {
    let (book, mut sources) = built_in();
    let engine = Engine::new(book);
    let (mut files, mut cases) = (0, 0);
    for (path, text) in examples() {
        let file = sources.add(&path.display().to_string(), Arc::from(text.as_str()));
        let (reform, found) = read_reform(&text, file);
        let told: Vec<String> = found.iter().map(|one| sources.concise(one)).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
        let reform = Arc::new(reform.unwrap());
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert_eq!(reform.id.value, name, "a reform is called like its file");
        let wrong = example::hold(&engine, &sources, &reform).unwrap();
        let told: Vec<String> = wrong.iter().map(|one| sources.concise(one)).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
        assert!(!reform.examples.is_empty(), "{name} has no example");
        files += 1;
        cases += reform.examples.len();
    }
    assert!(files >= 8 && cases >= 16, "{files} files, {cases} examples");
}

#[test]
fn a_formula_and_days_in_force_are_changes_of_their_own() {
    let (book, _) = built_in();
    let engine = Engine::new(book);
    let rest = "[formula]\nunemployment_cost = \"contribution_payroll * unemployment_rate * 2\"\n\
        [in_force]\nrd_subsidy = [ { from = \"2030-01-01\" } ]\n";
    let done = done(&engine, "technology-sme", "2017", rest);
    let labels: Vec<String> = done
        .changes
        .iter()
        .map(|one| one.what.label(&done.book).en)
        .collect();
    assert!(
        labels[0].starts_with("how ") && labels[1].ends_with("days in force"),
        "{labels:?}"
    );
    let Moves::Amounts(moved) = &done.changes[0].moves else {
        panic!("{:?}", done.changes[0])
    };
    assert!(
        moved
            .iter()
            .all(|of| done.book.amounts[of.amount].id == "unemployment_cost")
    );
    let cost = |of: &qingce::scenario::Assessment| of.totals.cost;
    assert_ne!(cost(&done.before), cost(&done.after));
    let same = "[formula]\nunemployment_cost = \"contribution_payroll * unemployment_rate\"\n";
    assert_eq!(
        why(&engine, "technology-sme", "2017", same),
        "the law says so already"
    );
}

#[test]
fn a_figure_that_is_another_is_told_with_its_place() {
    let (book, mut sources) = built_in();
    let engine = Engine::new(book);
    let (_, text) = examples().swap_remove(0);
    let text = text
        .replace("27500000.00", "27500000.01")
        .replace("\"technology-sme\"", "\"nobody\"");
    let file = sources.add("r.toml", Arc::from(text.as_str()));
    let reform = Arc::new(read_reform(&text, file).0.unwrap());
    let wrong = example::hold(&engine, &sources, &reform).unwrap();
    assert_eq!(wrong[0].code, "P0111");
    assert_eq!(sources.at(wrong[0].labels[0].place), "27500000.01");
}

/// What a reform does to a preset.
fn done(engine: &Engine, preset: &str, period: &str, rest: &str) -> ReformEffect {
    let (_, sources) = built_in();
    let name = format!("presets/{preset}.toml");
    let text = sources.text(sources.find(&name).unwrap());
    let (enterprise, _) = from_toml(engine.rulebook(), text, FileId(0));
    let period = Period::parse(period).unwrap();
    let reform = sound(rest);
    effect(engine, &enterprise, period, &Patches::default(), &reform).unwrap()
}

/// Why a reform of one change moves nothing.
fn why(engine: &Engine, preset: &str, period: &str, rest: &str) -> String {
    let done = done(engine, preset, period, rest);
    let period = Period::parse(period).unwrap();
    match &done.changes[0].moves {
        Moves::Nothing(why) => {
            assert!(!done.moves(), "says nothing, and something moves");
            why.text(&done.book, period).get(Lang::En).to_owned()
        }
        Moves::Amounts(amounts) => format!("moves {}", amounts.len()),
    }
}

#[test]
fn a_change_that_moves_nothing_says_why() {
    let engine = Engine::new(built_in().0);
    let why = |preset, period, rest| why(&engine, preset, period, rest);
    assert_eq!(
        why(
            "technology-sme",
            "2017",
            "[set]\npension_rate = { from = \"2019-01-01\", value = \"12\" }\n"
        ),
        "it begins on 2019-01-01, after 2017"
    );
    assert_eq!(
        why(
            "technology-sme",
            "2017",
            "[set]\npension_rate = { from = \"2013-01-01\", to = \"2014-12-31\", value = \"12\" }\n"
        ),
        "it ends on 2014-12-31, before 2017"
    );
    assert_eq!(
        why(
            "technology-sme",
            "2017",
            "[set]\npension_rate = { from = \"2017-01-01\", to = \"2017-12-31\", value = \"20\" }\n"
        ),
        "the law says so already"
    );
    assert_eq!(
        why(
            "technology-sme",
            "2017",
            "[set]\ncontribution_cap_share = \"250\"\n"
        ),
        "what reads it comes out the same here: Cap of the monthly base, Unemployment contributions due last year, employer (estimate with today's heads and wages)"
    );
    assert_eq!(
        why(
            "technology-sme",
            "2017",
            "[switch]\naluminium_tiered_tariff = \"off\"\n"
        ),
        "it belongs to “Tiered tariff for aluminium”, whose conditions this enterprise does not meet"
    );
    assert_eq!(
        why(
            "technology-sme",
            "2013",
            "[switch]\nstabilisation_subsidy = \"off\"\n"
        ),
        "it belongs to “Job-retention subsidy”, which is not in force in 2013"
    );
}

#[test]
fn what_moves_is_named_change_by_change() {
    let engine = Engine::new(built_in().0);
    let done = done(
        &engine,
        "technology-sme",
        "2017",
        "[set]\npension_rate = \"19\"\ncontribution_cap_share = \"250\"\n[switch]\nstabilisation_subsidy = \"off\"\n",
    );
    let moves: Vec<bool> = done
        .changes
        .iter()
        .map(|change| matches!(change.moves, Moves::Amounts(_)))
        .collect();
    assert_eq!(moves, [true, false, true]);
    let ids: Vec<&str> = done
        .amounts()
        .iter()
        .map(|(_, line)| done.book.amounts[line.of.amount].id.as_str())
        .collect();
    assert!(
        ids.contains(&"pension_insurance") && ids.contains(&"stabilisation_subsidy_amount"),
        "{ids:?}"
    );
}

#[test]
fn facts_that_a_new_lever_needs_are_named() {
    let engine = Engine::new(built_in().0);
    let (enterprise, _) = from_toml(engine.rulebook(), "[facts]\n", FileId(0));
    let (_, text) = examples()
        .into_iter()
        .find(|(path, _)| path.ends_with("skills-per-head.toml"))
        .unwrap();
    let reform = Arc::new(read_reform(&text, FileId(9)).0.unwrap());
    let period = Period::parse("2017").unwrap();
    let done = effect(&engine, &enterprise, period, &Patches::default(), &reform).unwrap();
    let Moves::Nothing(why) = &done.changes[0].moves else {
        panic!("{:?}", done.changes)
    };
    assert_eq!(
        why.text(&done.book, period).en,
        "facts are missing: Layoff rate"
    );
}
