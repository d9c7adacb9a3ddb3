//! The page's state on the host: what each action does to inputs, results and history.
#![cfg(feature = "web")]

use std::rc::Rc;

use qingce::rulebook::EmbeddedRules;
use qingce::ui::compute::Calculator;
use qingce::ui::kept::KeptList;
use qingce::ui::state::{Action, State};

fn state() -> State {
    let calculator = Calculator::load(&EmbeddedRules).expect("the rulebook is sound");
    State::new(Rc::new(calculator), KeptList::default())
}

#[test]
fn the_page_opens_on_a_preset_with_a_result() {
    let now = std::time::Instant::now();
    let state = state();
    println!("{:?}", now.elapsed());
    let outcome = &state.outcome;
    assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
    let now = std::time::Instant::now();
    let again = state.after(Action::LoadPreset(1));
    println!("{:?}", now.elapsed());
    let now = std::time::Instant::now();
    let again = again.after(Action::SetName("x".into()));
    println!("{:?}", now.elapsed());
    match &again.outcome.assessment {
        Ok(assessment) => println!("{:?}", assessment.totals),
        Err(problems) => panic!("{problems:?}"),
    }
}
