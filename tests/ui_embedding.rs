//! The calculator inside another page: what that page fixes, states and hears.
#![cfg(feature = "web")]

use std::rc::Rc;

use qingce::check::rulebook::Named;
use qingce::rulebook::EmbeddedRules;
use qingce::scenario::alone::alone;
use qingce::ui::compute::Calculator;
use qingce::ui::embedding::{self, Opening};
use qingce::ui::kept::KeptList;
use qingce::ui::state::{Action, State};

fn fresh() -> State {
    let calculator = Calculator::load(&EmbeddedRules).expect("the rulebook is sound");
    State::new(Rc::new(calculator), KeptList::default())
}

const OPENING: &str = r#"{
    "host": "https://portal.example", "preset": "technology-sme", "period": "2016",
    "facts": "{\"region\": \"xining\", \"headcount_nobody_knows\": 1}",
    "locked": ["region", "no_such_fact"], "lang": "en", "elder": true
}"#;

#[test]
fn an_opening_is_followed_and_what_it_asks_in_vain_is_named() {
    let (state, problems) = Opening::parse(OPENING).apply(&fresh());
    assert_eq!(state.outcome.period.to_string(), "2016");
    assert!(state.elder);
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems[0].contains("headcount_nobody_knows"),
        "{problems:?}"
    );
    assert!(problems[1].contains("no_such_fact"), "{problems:?}");
}

#[test]
fn what_is_locked_survives_every_action_but_the_host_changes_it() {
    let (state, _) = Opening::parse(OPENING).apply(&fresh());
    let book = state.calculator.book();
    let Some(Named::Fact(region)) = book.names.get("region") else {
        panic!("no region");
    };
    let slot = book.slot(*region, 0);
    let of = |state: &State| state.inputs.form.text(slot).to_string();
    assert_eq!(of(&state), "xining");
    for action in [
        Action::SetFact(slot, "golmud".into()),
        Action::LoadPreset(0),
        Action::Clear,
        Action::Undo,
    ] {
        let after = state.after(action.clone());
        assert_eq!(of(&after), "xining", "{action:?}");
    }
    let mut inputs = (*state.inputs).clone();
    let problems = embedding::state_facts(&state.calculator, &mut inputs, r#"{"region": null}"#);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(of(&state.after(Action::Host(Rc::new(inputs)))), "");
}

#[test]
fn a_result_carries_amounts_and_facts_only_where_they_are_shared() {
    let (state, _) = Opening::parse(OPENING).apply(&fresh());
    assert_eq!(embedding::change(&state), "{}");
    let result = embedding::result(&state);
    assert!(result.contains(r#""unemployment_cost":""#), "{result}");
    assert!(!result.contains("xining"));
    let shared = OPENING.replacen('{', r#"{"shareFacts": true, "#, 1);
    let (state, _) = Opening::parse(&shared).apply(&fresh());
    assert!(embedding::change(&state).contains(r#""region":"xining""#));
}

#[test]
fn every_lever_stands_alone() {
    let state = fresh();
    let book = state.calculator.book();
    for (id, lever) in book.levers.iter() {
        let alone = alone(book, id);
        assert!(lever.amounts.iter().all(|amount| {
            alone.amounts.contains(amount) || book.amounts[*amount].kind.sign().is_none()
        }));
        let asks = !alone.facts.is_empty() || !alone.groups.is_empty();
        assert!(
            asks || lever.conditions.is_empty(),
            "{} asks nothing",
            lever.id
        );
    }
}
