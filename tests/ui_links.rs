//! Links and files: what goes out comes back exactly, what is hostile changes nothing, and what came
//! with another rulebook is computed with both.
#![cfg(feature = "web")]
#![allow(clippy::disallowed_methods, reason = "released rulebooks are files")]

use std::fs;
use std::path::Path;
use std::rc::Rc;

use proptest::prelude::*;
use qingce::base::Lang;
use qingce::check::rulebook::{FactKind, FactSlotId, Named};
use qingce::rulebook::{EmbeddedRules, MapRules, RuleFiles};
use qingce::ui::compute::Calculator;
use qingce::ui::kept::{Kept, KeptList};
use qingce::ui::link::{self, LinkProblem, Shared};
use qingce::ui::notice::Notice;
use qingce::ui::route::Route;
use qingce::ui::state::{Action, State};
use qingce::ui::then::{Figures, compare};

fn state() -> State {
    let calculator = Calculator::load(&EmbeddedRules).expect("the rulebook is sound");
    State::new(Rc::new(calculator), KeptList::default())
}

/// The part of the link a state makes that comes after `#/s/`.
#[track_caller]
fn payload(state: &State) -> String {
    let made = state.after(Action::MakeLink("https://x/".into()));
    match made.notices.last() {
        Some(Notice::LinkReady(link)) => {
            let (page, payload) = link.split_once("#/s/").expect("a fragment");
            assert_eq!(page, "https://x/");
            payload.to_owned()
        }
        other => panic!("{other:?}"),
    }
}

fn open(state: &State, payload: &str) -> State {
    state.after(Action::Visit(Route::Shared(payload.into())))
}

#[test]
fn every_preset_travels_in_a_link_with_period_readings_figures_notes_and_language() {
    let fresh = state();
    for index in 0..fresh.calculator.presets().len() {
        let mut state = fresh.after(Action::LoadPreset(index));
        state = state.after(Action::SetName("青 & <b>".into()));
        state = state.after(Action::SetNote("region".into(), "第一行\n第二行".into()));
        state = state.after(Action::SetLang(Lang::En));
        let book = state.calculator.book();
        let lever = book.levers.ids().nth(index).expect("a lever");
        let reading = book.parameters.iter().find_map(|(id, parameter)| {
            matches!(parameter.shape, qingce::check::rulebook::Shape::Reading(_)).then_some(id)
        });
        state = state.after(Action::SwitchLever(lever));
        state = state.after(Action::ChooseReading(reading.expect("a reading"), Some(1)));
        let open_figure = state.calculator.book().parameters.ids().next_back();
        state = state.after(Action::SupplyFigure(
            open_figure.expect("one"),
            "1.25".into(),
        ));
        let link = payload(&state);
        assert!(link.len() < 6_000, "{} characters", link.len());
        let opened = open(&fresh, &link);
        let mut expected = (*state.inputs).clone();
        expected.preset = None;
        assert_eq!(*opened.inputs, expected);
        assert_eq!(opened.lang, Lang::En);
        assert_eq!(opened.notices, [Notice::LinkOpened("青 & <b>".into())]);
        assert!(opened.then.is_none());
        assert_eq!(payload(&opened), link);
        assert_eq!(opened.after(Action::Undo).inputs, fresh.inputs);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_kept_comes_back_from_its_link(
        name in ".{0,40}", texts in prop::collection::vec(("[a-z_0-9.]{1,20}", "\\PC{0,60}"), 0..30),
        rows in prop::collection::vec(("[a-z]{1,8}", 0u8..9), 0..4), english: bool,
    ) {
        let table = |texts: &[(String, String)]| {
            let entries = texts.iter().map(|(key, text)| format!("{key:?}:{}", json(text)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        };
        let rows: Vec<(String, String)> =
            rows.into_iter().map(|(group, rows)| (group, rows.to_string())).collect();
        let text = format!(
            "{{\"list\":[[1,{{\"name\":{},\"facts\":{},\"notes\":{},\"rows\":{},\"off\":[\"b\",\"a\"]}}]]}}",
            json(&name), table(&texts), table(&texts), table(&rows),
        );
        let list = KeptList::parse(&text).expect("a list");
        let kept = list.get(1).expect("one").clone();
        // What is stored comes back as well.
        prop_assert_eq!(KeptList::parse(&list.to_text()), Some(list));
        let lang = if english { Lang::En } else { Lang::Zh };
        if let Some(payload) = link::encode(&Shared { kept: kept.clone(), lang }) {
            let back = link::decode(&payload).expect("its own link");
            prop_assert_eq!(back.lang, lang);
            // What turns the direction of writing does not travel; all else does.
            let plain = !text.chars().any(|char| "\u{200e}\u{200f}\u{61c}\u{202a}\u{202b}\u{202c}\
                \u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}".contains(char)) && !text.contains("\\u");
            prop_assert!(!plain || back.kept == kept);
            // A link that lost its end, or had a letter changed, is refused as a whole.
            for cut in [1, payload.len() / 2, payload.len() - 1] {
                prop_assert!(link::decode(&payload[..cut]).is_err());
            }
            for at in (1..payload.len()).step_by(7) {
                let mut changed = payload.clone().into_bytes();
                changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
                let changed = String::from_utf8(changed).expect("letters");
                prop_assert!(link::decode(&changed).is_err(), "letter {}", at);
            }
        }
    }

    #[test]
    fn no_text_is_a_link_but_those_that_are_made(text in "1[A-Za-z0-9_-]{0,200}") {
        prop_assert!(link::decode(&text).is_err());
    }
}

/// A JSON string, written independently of the program.
fn json(text: &str) -> String {
    let escaped = text.chars().map(|char| match char {
        '"' | '\\' => format!("\\{char}"),
        char if char.is_control() => format!("\\u{:04x}", u32::from(char)),
        char => char.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

#[test]
fn hostile_links_are_refused_with_a_notice_and_change_nothing() {
    let state = state();
    let good = payload(&state);
    let long = format!("1{}", "A".repeat(1_000_000));
    let cases = [
        ("9AAAA", LinkProblem::Version),
        ("", LinkProblem::Damaged),
        ("1", LinkProblem::Damaged),
        ("1====", LinkProblem::Damaged),
        ("1<script>alert(1)</script>", LinkProblem::Damaged),
        ("__proto__", LinkProblem::Damaged),
        ("1%E9%9D%92", LinkProblem::Damaged),
        ("1\u{202e}AAAA", LinkProblem::Damaged),
        (long.as_str(), LinkProblem::TooLong),
    ];
    for (bad, problem) in cases {
        assert_eq!(link::decode(bad), Err(problem), "{bad:.20}");
        let after = open(&state, bad);
        assert_eq!(after.notices, [Notice::LinkRefused(problem)]);
        assert_eq!(after.inputs, state.inputs);
        for lang in [Lang::Zh, Lang::En] {
            assert!(!after.notices[0].sentence(lang).is_empty());
        }
    }
    for more in ["A", "-", "AAAA", "/x"] {
        assert!(link::decode(&format!("{good}{more}")).is_err(), "{more}");
    }
    assert!(link::decode(&good.to_lowercase()).is_err());
}

#[test]
fn what_is_too_much_for_a_link_is_said() {
    let state = state().after(Action::SetNote("region".into(), "长".repeat(5_000).into()));
    let made = state.after(Action::MakeLink("https://x/".into()));
    assert_eq!(made.notices, [Notice::LinkTooLong]);
}

/// Each released rulebook lies under its own hash, and today's program still computes with it.
#[test]
fn released_rulebooks_are_what_they_are_called_and_still_load() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/released");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let files = MapRules::unpack(&fs::read_to_string(&path).unwrap());
        let calculator =
            Calculator::load(&files).unwrap_or_else(|all| panic!("{}", all.join("\n")));
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert_eq!(calculator.book().info.hash, name);
        assert!(
            calculator
                .assess(&calculator.presets()[0].inputs, None)
                .assessment
                .is_ok()
        );
        count += 1;
    }
    assert!(count >= 1);
}

/// The rulebook with one figure of it changed: a rate of the unemployment insurance.
fn older() -> Calculator {
    let mut files: MapRules = EmbeddedRules::names()
        .map(|name| (name, EmbeddedRules.read(name).unwrap()))
        .collect();
    let text = files
        .0
        .get("insurance.toml")
        .expect("insurance")
        .to_string();
    let start = text
        .find("[parameter.unemployment_rate]")
        .expect("the rate");
    let (before, after) = text.split_at(start);
    let changed = format!("{before}{}", after.replacen("\"0.5\"", "\"0.7\"", 1));
    assert_ne!(changed, text);
    files.0.insert("insurance.toml".to_owned(), changed.into());
    Calculator::load(&files).unwrap_or_else(|all| panic!("{}", all.join("\n")))
}

#[test]
fn what_came_with_another_rulebook_is_computed_with_both() {
    let old = State::new(Rc::new(older()), KeptList::default());
    let opened = open(&state(), &payload(&old));
    let then = opened.then.clone().expect("then");
    assert_eq!(then.figures, Figures::Fetching);
    assert_eq!(then.kept.rulebook, old.calculator.book().info.hash);
    let now = (&*opened.calculator, &*opened.outcome);
    let lines = compare(&old.calculator, &then.kept, now).expect("both");
    let total = |state: &State| state.outcome.assessment.as_ref().unwrap().totals.cost;
    assert_eq!(lines[0].label, None);
    assert_eq!(
        (lines[0].then, lines[0].now),
        (Some(total(&old)), Some(total(&opened)))
    );
    assert_eq!(then.kept.total, total(&old).to_string());
    let labels: Vec<_> = lines[1..]
        .iter()
        .map(|line| line.label(Lang::Zh).unwrap())
        .collect();
    assert!(
        labels.iter().any(|label| label.contains("失业保险")),
        "{labels:?}"
    );
    assert!(lines[1..].iter().all(|line| line.then != line.now));
    // Known, told; then put away by whatever is changed.
    let known = opened.after(Action::ThenKnown(Some(lines.clone())));
    assert_eq!(
        known.then.as_ref().unwrap().figures,
        Figures::Computed(lines)
    );
    let without = opened.after(Action::ThenKnown(None));
    assert_eq!(without.then.as_ref().unwrap().figures, Figures::Unavailable);
    assert!(known.after(Action::SetName("x".into())).then.is_none());
    assert!(known.after(Action::DismissThen).then.is_none());
}

#[test]
fn files_and_kept_enterprises_name_their_rulebook_and_total() {
    let old = State::new(Rc::new(older()), KeptList::default());
    let file = old.calculator.file(&old.inputs, &old.outcome);
    let total = old
        .outcome
        .assessment
        .as_ref()
        .unwrap()
        .totals
        .cost
        .to_string();
    assert!(file.contains(&format!("total = \"{total}\"")), "{file}");
    let opened = state().after(Action::OpenFile("a.toml".into(), file.into()));
    assert_eq!(opened.notices, [Notice::FileRead("a.toml".into())]);
    let then = opened.then.clone().expect("then");
    assert_eq!(
        (&then.kept.rulebook, &then.kept.total),
        (&old.calculator.book().info.hash, &total)
    );
    // The same through the browser's memory.
    let stored = old.after(Action::Keep).kept.to_text();
    let kept = KeptList::parse(&stored).expect("a list");
    let fresh = State::new(Rc::clone(&opened.calculator), kept);
    let restored = fresh.after(Action::Restore(1));
    assert_eq!(restored.then.as_ref().unwrap().kept.total, total);
    // What was stored before hashes were knows of none.
    let text = r#"{"list":[[1,{"name":"旧","period":"2017","facts":{"region":"xining"}}]]}"#;
    let before = State::new(Rc::clone(&fresh.calculator), KeptList::parse(text).unwrap());
    let restored = before.after(Action::Restore(1));
    assert!(restored.then.is_none());
    let Some(Named::Fact(region)) = fresh.calculator.book().names.get("region") else {
        panic!("no region");
    };
    let slot: FactSlotId = fresh.calculator.book().slot(*region, 0);
    assert!(matches!(
        fresh.calculator.book().facts[*region].kind,
        FactKind::Choice(_)
    ));
    assert_eq!(&*restored.inputs.form.text(slot), "xining");
    assert_eq!(Kept::default().rulebook, "");
}
