//! Reforms the enterprise in hand is computed with: laid on, taken off, in links, files and memory, and
//! the same as the command line's.
#![cfg(feature = "web")]
#![allow(clippy::disallowed_methods, reason = "the examples are files")]

use std::rc::Rc;
use std::sync::Arc;

use qingce::base::{FileId, Lang};
use qingce::check::rulebook::Named;
use qingce::enterprise::{from_raw, slot_by_name, tree};
use qingce::report::AssessmentReport;
use qingce::report::request::{Question, answer};
use qingce::rulebook::{EmbeddedRules, Reform, Sources, read_reform};
use qingce::scenario::Patches;
use qingce::ui::compute::Calculator;
use qingce::ui::kept::KeptList;
use qingce::ui::notice::Notice;
use qingce::ui::route::Route;
use qingce::ui::state::{Action, State};
use qingce::ui::workspace::Workspace;

fn fresh() -> State {
    let calculator = Rc::new(Calculator::load(&EmbeddedRules).unwrap());
    State::new(calculator, KeptList::default())
}

fn text(name: &str) -> Rc<str> {
    let path = format!("{}/rules/reforms/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let reform = read_reform(&std::fs::read_to_string(path).unwrap(), FileId(0)).0;
    Rc::from(reform.unwrap().to_toml())
}

fn with(names: &[&str]) -> State {
    names.iter().fold(fresh(), |state, name| {
        state.after(Action::LayOn(text(name)))
    })
}

/// What the page shows, as the JSON every edge prints.
fn shown(state: &State) -> String {
    let book = state.calculator.book();
    let assessment = state.outcome.assessment.as_ref().unwrap();
    serde_json::to_string(&AssessmentReport::new(book, assessment)).unwrap()
}

/// What `qingce assess --patch` says of the same facts.
fn commanded(state: &State, reforms: &[&str]) -> String {
    let reform = |name: &&str| Arc::new(read_reform(&text(name), FileId(7)).0.unwrap());
    let reforms: Vec<Arc<Reform>> = reforms.iter().map(reform).collect();
    let law = state.calculator.engine();
    let mut patches = Patches::default();
    for reform in &reforms {
        patches.push_reform(Arc::clone(reform));
    }
    let file = state.calculator.file(&state.inputs, &state.outcome);
    let (facts, _) = file.split_once("\n[patch]").unwrap();
    let asked = patches.asking(law.rulebook());
    let (enterprise, problems) = from_raw(&asked, &tree(facts, FileId(0)).unwrap());
    assert!(problems.is_empty(), "{problems:?}");
    let question = Question {
        reforms: &reforms,
        ..Question::default()
    };
    let outcome = answer(law, &enterprise, &question).outcome(&[], &Sources::default());
    serde_json::to_string(&outcome.result).unwrap()
}

fn state_apprentices(state: &State, number: &str) -> State {
    let slot = slot_by_name(state.calculator.book(), "apprentices").unwrap();
    state.after(Action::SetFact(slot, number.into()))
}

fn amount(state: &State, id: &str) -> Option<String> {
    let Some(Named::Amount(amount)) = state.calculator.book().names.get(id) else {
        return None;
    };
    let assessment = state.outcome.assessment.as_ref().unwrap();
    let line = assessment
        .amounts
        .iter()
        .find(|line| line.of.amount == *amount);
    Some(line?.value?.to_string())
}

#[test]
fn the_result_is_the_command_lines_to_the_byte() {
    for names in [
        &["pension-19"][..],
        &["skills-per-head"],
        &["no-job-retention", "pension-19"],
        &["skills-per-head", "apprentices", "refund-three-quarters"],
    ] {
        let state = with(names);
        assert_eq!(state.inputs.assumptions.reforms.len(), names.len());
        assert_ne!(shown(&state), shown(&fresh()), "{names:?}");
        assert_eq!(shown(&state), commanded(&state, names), "{names:?}");
    }
}

#[test]
fn a_fact_a_reform_adds_is_stated_and_comes_back_with_undo() {
    let state = state_apprentices(&with(&["skills-per-head", "apprentices"]), "30");
    assert_eq!(
        amount(&state, "apprentice_amount").as_deref(),
        Some("60000.00")
    );
    assert_eq!(
        shown(&state),
        commanded(&state, &["skills-per-head", "apprentices"])
    );
    // The other one taken off: what is stated stays, by name.
    let alone = state.after(Action::LiftOff(0));
    assert_eq!(
        amount(&alone, "apprentice_amount").as_deref(),
        Some("60000.00")
    );
    let none = alone.after(Action::LiftOff(0));
    assert_eq!(shown(&none), shown(&fresh()));
    assert!(slot_by_name(none.calculator.book(), "apprentices").is_none());
    let again = none.after(Action::Undo);
    assert_eq!(shown(&again), shown(&alone));
    assert_eq!(shown(&again.after(Action::Redo)), shown(&fresh()));
    assert_eq!(shown(&again.after(Action::Undo)), shown(&state));
}

#[test]
fn another_draft_takes_the_place_of_the_one_with_its_id() {
    let state = with(&["pension-19", "skills-per-head"]);
    let newer = text("pension-19").replace("value = \"19\"", "value = \"18\"");
    let state = state.after(Action::LayOn(Rc::from(newer.as_str())));
    assert_eq!(&*state.inputs.assumptions.reforms[0], newer);
    assert_eq!(state.inputs.assumptions.reforms.len(), 2);
}

#[test]
fn link_file_memory_and_the_other_program_carry_it() {
    let state = state_apprentices(&with(&["apprentices"]), "30").after(Action::Keep);
    let wanted = shown(&state);
    let inputs = |state: &State| (state.inputs.form.clone(), state.inputs.assumptions.clone());
    // A link.
    let linked = state.after(Action::MakeLink("".into()));
    let link = linked.notices.iter().find_map(Notice::link).unwrap();
    let payload = link.trim_start_matches("#/s/").to_owned();
    let opened = fresh().after(Action::Visit(Route::Shared(payload)));
    assert_eq!(
        (shown(&opened), inputs(&opened)),
        (wanted.clone(), inputs(&state))
    );
    // A file.
    let file = state.calculator.file(&state.inputs, &state.outcome);
    let opened = fresh().after(Action::OpenFile("f.toml".into(), file.as_str().into()));
    assert!(
        matches!(opened.notices.last(), Some(Notice::FileRead(_))),
        "{:?}",
        opened.notices
    );
    assert_eq!(
        (shown(&opened), inputs(&opened)),
        (wanted.clone(), inputs(&state))
    );
    // What is kept in the browser.
    let kept = KeptList::parse(&state.kept.to_text()).unwrap();
    let calculator = Rc::clone(&fresh().calculator);
    let number = kept.list[0].0;
    let opened = State::new(calculator, kept).after(Action::Restore(number));
    assert_eq!(
        (shown(&opened), inputs(&opened)),
        (wanted.clone(), inputs(&state))
    );
    // The studio.
    let handed = Workspace::parse(&Workspace::of(&state).to_text()).unwrap();
    let opened = handed.resume(&fresh());
    assert_eq!((shown(&opened), inputs(&opened)), (wanted, inputs(&state)));
}

#[test]
fn a_file_carries_readings_figures_and_levers_left_out() {
    let state = fresh();
    let book = state.calculator.book();
    let reading = book.parameters.iter().find_map(|(id, parameter)| {
        matches!(&parameter.shape, qingce::check::rulebook::Shape::Reading(options) if options.len() > 1)
            .then_some(id)
    });
    let open = book.parameters.iter().find(|(_, parameter)| {
        parameter.open && matches!(parameter.shape, qingce::check::rulebook::Shape::Number(_))
    });
    let lever = book.levers.ids().next().unwrap();
    let state = state
        .after(Action::ChooseReading(reading.unwrap(), Some(1)))
        .after(Action::SupplyFigure(open.unwrap().0, "12".into()))
        .after(Action::SwitchLever(lever));
    let file = state.calculator.file(&state.inputs, &state.outcome);
    let opened = fresh().after(Action::OpenFile("f.toml".into(), file.as_str().into()));
    assert_eq!(opened.inputs.assumptions, state.inputs.assumptions);
    assert_eq!(shown(&opened), shown(&state));
    // What has no field on the page is named, not dropped.
    let file = format!(
        "{}\n[patch]\npension_rate = \"19\"\n",
        file.split("\n[patch]").next().unwrap()
    );
    let told = state.calculator.read_file(&file, &state.inputs, Lang::Zh);
    assert!(
        told.problems[0].message.contains("pension_rate"),
        "{:?}",
        told.problems
    );
}

#[test]
fn a_reform_that_does_not_fit_is_said_and_can_be_taken_off() {
    let wrong = text("pension-19").replace("pension_rate", "pension_rat");
    let state = fresh().after(Action::LayOn(Rc::from(wrong.as_str())));
    let why = state.outcome.assessment.as_ref().unwrap_err();
    assert_eq!(why[0].code, "P0102");
    let state = state.after(Action::LayOn("[reform".into()));
    assert_eq!(state.calculator.carried().reforms().len(), 2);
    let state = state.after(Action::LiftOff(1)).after(Action::LiftOff(0));
    assert_eq!(shown(&state), shown(&fresh()));
}
