//! The page 敏感性 on the host: what it asks at first, what it refuses, what it shows of an answer.
#![cfg(feature = "web")]

use std::rc::Rc;

use qingce::base::slices::slice;
use qingce::base::{Decimal, Lang};
use qingce::charts::{explored, marginal};
use qingce::rulebook::EmbeddedRules;
use qingce::ui::compute::Calculator;
use qingce::ui::kept::KeptList;
use qingce::ui::state::{Action, State};
use qingce::ui::studio::explore::state::{
    Answer, Asked, Problem, Question, TICKS, at_tick, axis, facts, first, parameters, problem,
    size, tick_of,
};
use qingce::ui::studio::jobs;
use qingce::ui::text::explore::ExploreKey as Key;

fn state() -> State {
    let calculator = Calculator::load(&EmbeddedRules).expect("the rulebook is sound");
    State::new(Rc::new(calculator), KeptList::default()).after(Action::LoadPreset(0))
}

fn asked(vary: &str, from: &str, to: &str) -> Asked {
    Asked {
        vary: vary.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        of: "total".to_owned(),
        until: String::new(),
    }
}

fn answer(state: &State, asked: &Asked) -> Answer {
    let book = state.calculator.book();
    let question = Question::text(book, &state.inputs, asked);
    let text = jobs::run(&state.calculator, "explore", question).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn where_nobody_works_beside_the_page_the_same_is_done_in_many_slices() {
    let state = state();
    let asked = asked("electricity_kwh", "100000000", "2000000000");
    let question = Question::text(state.calculator.book(), &state.inputs, &asked);
    let mut work = jobs::begin(&state.calculator, "explore", question.clone());
    let mut slices = 1;
    let text = loop {
        match slice(work.as_mut()) {
            Some(text) => break text,
            None => slices += 1,
        }
    };
    assert!(slices > 500, "{slices}");
    assert_eq!(text, jobs::run(&state.calculator, "explore", question));
    let refused = jobs::run(&state.calculator, "no-such-job", String::new());
    assert!(refused.is_err_and(|why| why.contains("no-such-job")));
}

#[test]
fn it_begins_with_a_fact_of_the_enterprise_or_what_the_address_names() {
    let state = state();
    let book = state.calculator.book();
    let begun = first(book, &state.outcome, "").unwrap();
    let words = axis(book, &state.outcome, &begun).unwrap();
    assert_eq!(problem(&words, &begun), None, "{begun:?}");
    let named = first(book, &state.outcome, "electrolysis_kwh").unwrap();
    assert_eq!(named.vary, "electrolysis_kwh");
    assert!(facts(book, &state.outcome).len() > 20);
    assert!(parameters(book, &state.outcome).len() > 20);
    for words in facts(book, &state.outcome)
        .iter()
        .chain(&parameters(book, &state.outcome))
    {
        let begun = first(book, &state.outcome, &words.id).unwrap();
        assert_eq!(begun.vary, words.id);
    }
}

#[test]
fn a_range_that_cannot_be_is_refused_beside_its_field() {
    let state = state();
    let book = state.calculator.book();
    for (from, to, expected) in [
        ("5", "12", None),
        ("x", "12", Some(Problem::From)),
        ("5", "", Some(Problem::To)),
        ("5", "4000", Some(Problem::To)),
        ("12", "5", Some(Problem::Backwards)),
        ("5", "5", Some(Problem::Backwards)),
    ] {
        let asked = asked("housing_fund_rate", from, to);
        let words = axis(book, &state.outcome, &asked).unwrap();
        assert_eq!(problem(&words, &asked), expected, "{from}..{to}");
    }
    let mut until = asked("housing_fund_rate", "5", "12");
    let words = axis(book, &state.outcome, &until).unwrap();
    for (text, expected) in [
        ("1200万", None),
        ("1,200.5", None),
        ("much", Some(Problem::Until)),
    ] {
        until.until = text.to_owned();
        assert_eq!(problem(&words, &until), expected, "{text}");
    }
}

#[test]
fn an_answer_has_the_jumps_of_the_tiers_with_their_clause_and_draws() {
    let state = state();
    let mut asked = asked("electrolysis_kwh", "2000000000", "4000000000");
    asked.until = "13亿".to_owned();
    let answer = answer(&state, &asked);
    assert_eq!(answer.problems, []);
    let target = &answer.range.targets[0];
    assert_eq!(target.breakpoints.len(), 2);
    assert_eq!(target.breakpoints[0].from, "2740000000");
    assert!(
        target
            .breakpoints
            .iter()
            .all(|one| !one.causes[0].citations.is_empty())
    );
    assert_eq!(size(&target.breakpoints[1]).0, Key::Jump);
    let goal = answer.goal.goal.as_ref().unwrap();
    assert!(goal.solutions.is_empty() && goal.skips.len() == 1);
    for lang in [Lang::Zh, Lang::En] {
        let (data, ..) = explored(&answer.range, Some("2750000000"), lang).unwrap();
        assert!(data.here.is_some());
        assert!(
            qingce::charts::range(&data, 420)
                .unwrap()
                .starts_with("<svg")
        );
        let (data, ..) = marginal(&answer.range, lang).unwrap();
        assert!(qingce::charts::range(&data, 420).is_some());
    }
}

#[test]
fn a_slider_reaches_both_ends_and_comes_back_to_where_it_was() {
    let state = state();
    let book = state.calculator.book();
    let asked = asked("housing_fund_rate", "5", "12");
    let words = axis(book, &state.outcome, &asked).unwrap();
    let value = |tick| words.value(at_tick(&words, &asked, tick).unwrap()).unwrap();
    assert_eq!(value(0), Decimal::parse("5").unwrap());
    assert_eq!(value(TICKS), Decimal::parse("12").unwrap());
    let eight = words.position("8").unwrap();
    let tick = tick_of(&words, &asked, eight).unwrap();
    assert!((420..=435).contains(&tick), "{tick}");
}

#[test]
fn a_figure_of_the_law_is_varied_too_and_a_divisor_refused() {
    let state = state();
    let answered = answer(&state, &asked("pension_rate", "10", "25"));
    assert_eq!(answered.range.axis.unwrap().kind, "parameter");
    assert!(answered.range.targets[0].points.as_ref().unwrap().len() > 400);
    let refused = answer(&state, &asked("bank_volume_step", "1", "20000"));
    assert!(
        refused.problems.iter().any(|(code, _)| code == "R0603"),
        "{:?}",
        refused.problems
    );
}
