//! The editor of reforms: what is typed becomes TOML as typed, checked like the command line's.

#![cfg(feature = "web")]
#![allow(clippy::disallowed_methods, reason = "the examples are files")]

use qingce::base::{FileId, Period};
use qingce::check::{Rulebook, check};
use qingce::enterprise::from_toml;
use qingce::rulebook::{EmbeddedRules, RuleFiles, load, read_reform};
use qingce::scenario::{Engine, Patches};
use qingce::ui::studio::reform::outcome::{Shown, shown};
use qingce::ui::studio::reform::state::{Edit, Editor, Item, Part};

fn book() -> Rulebook {
    let (draft, _, sources) = load(&EmbeddedRules);
    check(&draft, sources.hash()).0.unwrap()
}

fn edited(book: &Rulebook, edits: &[Edit]) -> Editor {
    let start = Editor::default();
    edits
        .iter()
        .fold(start, |editor, edit| editor.after(book, edit))
}

/// What a stack comes to for a preset in 2017.
fn outcome(engine: &Engine, editor: &Editor, preset: &str) -> Shown {
    let text = EmbeddedRules
        .read(&format!("presets/{preset}.toml"))
        .unwrap();
    let (enterprise, _) = from_toml(engine.rulebook(), &text, FileId(0));
    let period = Period::parse("2017").unwrap();
    shown(
        engine,
        &editor.stack,
        editor.at,
        (&enterprise, period, &Patches::default()),
    )
}

fn moved(shown: &Shown) -> Vec<(String, String)> {
    let effect = shown.effect.as_ref().unwrap();
    let lines = effect.amounts();
    let line = |(_, line): &(_, &qingce::scenario::assessment::AmountLine)| {
        let id = effect.book.amounts[line.of.amount].id.clone();
        (id, line.value.unwrap().to_string())
    };
    lines.iter().map(line).collect()
}

#[test]
fn a_value_is_set_from_what_stands_and_checked_as_typed() {
    let book = book();
    let editor = edited(
        &book,
        &[
            Edit::New("2017-01-01".to_owned()),
            Edit::Set("pension_rate".to_owned(), "2017-07-01".to_owned()),
        ],
    );
    assert_eq!(editor.item().unwrap().sets[0].value, "20");
    let engine = Engine::new(book);
    let typed = |text: &str| {
        let edit = Edit::Part(0, Part::Value, text.to_owned());
        editor.after(engine.rulebook(), &edit)
    };
    let wrong = outcome(&engine, &typed("19元"), "technology-sme");
    assert_eq!(wrong.problems[0].code, "P0103");
    assert_eq!(wrong.problems[0].places[0].2, "19元");
    assert!(wrong.effect.is_none());
    let right = outcome(&engine, &typed("19"), "technology-sme");
    assert!(right.problems.is_empty(), "{:?}", right.problems);
    let moved = moved(&right);
    assert_eq!(
        moved[0],
        ("pension_insurance".to_owned(), "675681.90".to_owned())
    );
}

#[test]
fn brackets_are_edited_by_row() {
    let book = book();
    let editor = edited(
        &book,
        &[
            Edit::Set("aluminium_tiers".to_owned(), "2017-01-01".to_owned()),
            Edit::AddRow(0, 1),
            Edit::Row(0, 1, true, "13750".to_owned()),
            Edit::Row(0, 1, false, "0.01".to_owned()),
        ],
    );
    let engine = Engine::new(book);
    let shown = outcome(&engine, &editor, "aluminium-smelter");
    assert!(shown.problems.is_empty(), "{:?}", shown.problems);
    assert_eq!(
        moved(&shown)[0],
        (
            "aluminium_tier_surcharge".to_owned(),
            "27500000.00".to_owned()
        )
    );
}

#[test]
fn a_lever_made_by_form_is_sound_for_every_base() {
    let book = book();
    // Drafted in a later year than the period in hand: the lever still begins in the period.
    let day = "2017-01-01".to_owned();
    let start = edited(
        &book,
        &[Edit::New("2026-01-01".to_owned()), Edit::AddLever(day)],
    );
    let form = start.item().unwrap().levers[0].clone();
    let engine = Engine::new(book);
    let heads = outcome(&engine, &start, "technology-sme");
    assert!(
        heads.problems.is_empty(),
        "{:?}\n{}",
        heads.problems,
        heads.toml
    );
    assert_eq!(moved(&heads)[0].1, "21500.00");
    let mut tried = 0;
    for (base, _) in qingce::ui::studio::reform::lever_form::bases(engine.rulebook()) {
        for kind in ["rate", "tiers"] {
            let mut form = form.clone();
            form.base.clone_from(&base);
            form.form = kind.to_owned();
            form.rate = "1".to_owned();
            form.cap = "100000".to_owned();
            form.conditions = vec![
                ("layoff_rate".to_owned(), "<=".to_owned(), "1".to_owned()),
                (
                    "manufacturing".to_owned(),
                    "=".to_owned(),
                    "false".to_owned(),
                ),
                ("region".to_owned(), "=".to_owned(), "xining".to_owned()),
                ("total_assets".to_owned(), ">".to_owned(), "1000".to_owned()),
            ];
            let editor = start.after(engine.rulebook(), &Edit::Lever(0, Box::new(form)));
            let text = editor.item().unwrap().to_toml(engine.rulebook());
            let (reform, found) = read_reform(&text, FileId(0));
            assert!(found.is_empty(), "{found:?}\n{text}");
            let laid =
                Patches::reform(std::sync::Arc::new(reform.unwrap())).lay_over(engine.rulebook());
            let told: Vec<String> = laid
                .err()
                .into_iter()
                .flatten()
                .map(|one| one.message)
                .collect();
            assert!(told.is_empty(), "{base} {kind}: {told:?}\n{text}");
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
}

#[test]
fn a_file_opened_and_downloaded_says_the_same() {
    let book = book();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/reforms");
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let (reform, _) = read_reform(&text, FileId(0));
        let written = Item::of(&book, &reform.unwrap()).to_toml(&book);
        let (again, found) = read_reform(&written, FileId(0));
        assert!(found.is_empty(), "{found:?}\n{written}");
        let mut first = read_reform(&text, FileId(0)).0.unwrap();
        let mut again = again.unwrap();
        // The form has one field for what a reform wants.
        first.description = None;
        again.description = None;
        assert_eq!(again, first, "{written}");
    }
}

#[test]
fn undo_takes_typing_as_one_step_and_redo_brings_it_back() {
    let book = book();
    let editor = edited(
        &book,
        &[
            Edit::New("2017-01-01".to_owned()),
            Edit::Title("一".to_owned()),
            Edit::Title("一二".to_owned()),
            Edit::Switch("rd_subsidy".to_owned()),
        ],
    );
    let back = editor.after(&book, &Edit::Undo).after(&book, &Edit::Undo);
    assert_eq!(back.item().unwrap().zh, "改革方案1");
    let again = back.after(&book, &Edit::Redo).after(&book, &Edit::Redo);
    assert_eq!(again.stack, editor.stack);
    assert!(!again.can_redo() && again.can_undo());
}

#[test]
fn an_empty_reform_is_not_laid_on_and_is_no_error() {
    let book = book();
    let editor = edited(&book, &[Edit::New("2017-01-01".to_owned())]);
    let shown = outcome(&Engine::new(book), &editor, "technology-sme");
    assert!(shown.problems.is_empty() && shown.effect.is_none());
    let (before, after) = shown.totals.unwrap();
    assert_eq!(before, after);
}

#[test]
fn a_text_that_is_no_reform_stays_as_it_was_written() {
    let book = book();
    let editor = edited(&book, &[Edit::Open("not toml at all".to_owned())]);
    assert!(editor.item().unwrap().more.contains("not toml at all"));
    let shown = outcome(&Engine::new(book), &editor, "technology-sme");
    assert!(shown.problems.iter().any(|one| one.error));
}

#[test]
fn a_text_of_ten_megabytes_takes_nothing_away() {
    let book = book();
    let editor = edited(&book, &[Edit::New("2017-01-01".to_owned())]);
    let text = format!("[reform]\nid = \"ten\"\n#{}", "x".repeat(10_000_000));
    assert_eq!(editor.after(&book, &Edit::Open(text)), editor);
}

#[test]
fn levers_made_by_form_come_back_as_forms_and_others_stay_as_written() {
    let book = book();
    let made = edited(
        &book,
        &[
            Edit::New("2017-01-01".to_owned()),
            Edit::AddLever("2017-01-01".to_owned()),
            Edit::AddLever("2017-01-01".to_owned()),
        ],
    );
    let mut plain = made.item().unwrap().levers[0].clone();
    plain.cap = "1000000".to_owned();
    plain.to = "2018-12-31".to_owned();
    let text = |text: &str| text.to_owned();
    plain.conditions = vec![
        (text("layoff_rate"), text("<="), text("1")),
        (text("region"), text("="), text("xining")),
    ];
    let mut tiered = made.item().unwrap().levers[1].clone();
    tiered.form = text("tiers");
    tiered.base = text("electricity_kwh");
    tiered.tiers = vec![(text("10.5"), text("0.1")), (String::new(), text("0.25"))];
    let made = made
        .after(&book, &Edit::Lever(0, Box::new(plain)))
        .after(&book, &Edit::Lever(1, Box::new(tiered)));
    let item = made.item().unwrap();
    let opened = Editor::default().after(&book, &Edit::Open(item.to_toml(&book)));
    let again = opened.item().unwrap();
    assert_eq!(again.levers, item.levers, "{}", again.more);
    assert_eq!(again.more, "");
    assert_eq!(again.to_toml(&book), item.to_toml(&book));
    // One of another shape stays as it is written.
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/rules/reforms/skills-per-head.toml"
    );
    let other = std::fs::read_to_string(path).unwrap();
    let opened = Editor::default().after(&book, &Edit::Open(other));
    assert!(opened.item().unwrap().levers.is_empty());
    assert!(
        opened
            .item()
            .unwrap()
            .more
            .contains("[lever.skills_subsidy]")
    );
    // A formula and days in force are no form, and are not lost.
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/rules/reforms/retention-capped.toml"
    );
    let other = std::fs::read_to_string(path).unwrap();
    let opened = Editor::default().after(&book, &Edit::Open(other.clone()));
    let written = opened.item().unwrap().to_toml(&book);
    let same = |text: &str| read_reform(text, FileId(0)).0.unwrap();
    assert_eq!(same(&written), same(&other));
}
