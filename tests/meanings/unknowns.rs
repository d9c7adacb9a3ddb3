//! What is missing, absent, undetermined or open, and what it decides.

use crate::small_book::*;

fn logic() -> qingce::scenario::Engine {
    let asked = |id: &str, condition: &str| {
        amount(
            id,
            "indicator",
            "status",
            &format!("if {condition} then x else 0[元]"),
        )
    };
    engine(&[
        fact("x", "元"),
        fact_of("bool", "b"),
        fact_of("bool", "c"),
        asked("both", "b and c"),
        asked("either", "b or c"),
        asked("neither", "not (b or c)"),
        asked("stated", "known(b)"),
    ])
}

#[test]
fn false_and_unknown_is_false() {
    let engine = logic();
    for facts in ["x = 5; b = false", "x = 5; c = false"] {
        assert_eq!(ask(&engine, facts, "2017", &[]).of("both"), "0.00");
    }
}

#[test]
fn true_and_unknown_is_unknown() {
    let engine = logic();
    assert_eq!(
        ask(&engine, "x = 5; b = true", "2017", &[]).of("both"),
        "missing: c"
    );
}

#[test]
fn true_or_unknown_is_true() {
    let engine = logic();
    let answer = ask(&engine, "x = 5; c = true", "2017", &[]);
    assert_eq!(answer.of("either"), "5.00");
    assert_eq!(answer.of("neither"), "0.00");
}

#[test]
fn false_or_unknown_is_unknown() {
    let engine = logic();
    let answer = ask(&engine, "x = 5; b = false", "2017", &[]);
    assert_eq!(answer.of("either"), "missing: c");
    assert_eq!(answer.of("neither"), "missing: c");
}

#[test]
fn a_conditional_needs_only_the_branch_it_takes() {
    let engine = logic();
    assert_eq!(ask(&engine, "b = false", "2017", &[]).of("both"), "0.00");
    assert_eq!(
        ask(&engine, "b = true; c = true", "2017", &[]).of("both"),
        "missing: x"
    );
}

#[test]
fn a_conditional_of_equal_branches_still_needs_its_condition() {
    let engine = engine(&[
        fact("x", "元"),
        fact_of("bool", "b"),
        amount("same", "cost", "status", "if b then x else x"),
    ]);
    assert_eq!(ask(&engine, "x = 5", "2017", &[]).of("same"), "missing: b");
}

#[test]
fn whether_a_fact_is_stated_is_always_known() {
    let engine = logic();
    assert_eq!(ask(&engine, "x = 5", "2017", &[]).of("stated"), "0.00");
    assert_eq!(
        ask(&engine, "x = 5; b = false", "2017", &[]).of("stated"),
        "5.00"
    );
}

#[test]
fn a_missing_fact_times_a_rate_of_zero_is_missing() {
    let engine = engine(&[
        fact("x", "元"),
        parameter("rate", "1", "unknown", &from("2011-01-01", "0", "")),
        amount("cost", "cost", "status", "x * rate"),
    ]);
    assert_eq!(ask(&engine, "", "2017", &[]).of("cost"), "missing: x");
    assert_eq!(ask(&engine, "x = 5", "2017", &[]).of("cost"), "0.00");
}

fn before_its_law(opens: &str) -> qingce::scenario::Engine {
    engine(&[
        fact("x", "元"),
        parameter("rate", "1", opens, &from("2018-01-01", "2", "")),
        amount("cost", "cost", "status", "x * rate"),
        amount("plain", "cost", "status", "x"),
        amount(
            "asked",
            "indicator",
            "status",
            "if in_force(rate) then x else 0[元]",
        ),
    ])
}

#[test]
fn an_absent_law_makes_no_cost_and_leaves_the_total_complete() {
    let engine = before_its_law("absent");
    let answer = ask(&engine, "x = 5", "2017", &[]);
    assert_eq!(answer.of("cost"), "notInForce");
    assert_eq!(answer.of("asked"), "0.00");
    assert_eq!(answer.total(), ("5.00".to_owned(), true));
}

#[test]
fn an_undetermined_law_leaves_the_total_incomplete() {
    let engine = before_its_law("unknown");
    let answer = ask(&engine, "x = 5", "2017", &[]);
    assert_eq!(answer.of("cost"), "notCovered");
    assert_eq!(answer.unsettled("cost"), ["rate"]);
    assert_eq!(answer.total(), ("5.00".to_owned(), false));
}

#[test]
fn whether_an_undetermined_law_is_in_force_is_not_covered() {
    let engine = before_its_law("unknown");
    let answer = ask(&engine, "x = 5", "2017", &[]);
    assert_eq!(answer.of("asked"), "notCovered");
    assert_eq!(ask(&engine, "x = 5", "2018", &[]).of("asked"), "5.00");
}

#[test]
fn an_amount_that_is_not_in_force_reads_as_zero() {
    let engine = engine(&[
        fact("x", "元"),
        parameter("rate", "1", "absent", &from("2018-01-01", "2", "")),
        amount("extra", "step", "status", "x * rate"),
        amount("cost", "cost", "status", "x + extra"),
    ]);
    assert_eq!(ask(&engine, "x = 5", "2017", &[]).of("cost"), "5.00");
    assert_eq!(ask(&engine, "x = 5", "2018", &[]).of("cost"), "15.00");
}

#[test]
fn a_condition_of_an_amount_names_the_parameter_it_waits_for() {
    let engine = engine(&[
        fact("x", "元/月"),
        parameter("bottom", "元/月", "unknown", &from("2017-07-01", "100", "")),
        amount("least", "step", "month", "bottom"),
        amount("cost", "cost", "month", "x") + "when = \"least < x\"\n",
    ]);
    let answer = ask(&engine, "x = 50", "2017", &[]);
    assert_eq!(answer.of("cost"), "notCovered");
    assert_eq!(answer.unsettled("cost"), ["bottom"]);
    assert_eq!(
        ask(&engine, "x = 500", "2017-07..2017-12", &[]).of("cost"),
        "3000.00"
    );
}

#[test]
fn a_condition_of_a_lever_names_the_parameter_it_waits_for() {
    let engine = engine(&[
        fact("x", "元"),
        parameter("bottom", "元", "unknown", &from("2018-01-01", "100", "")),
        lever("relief", "status", ALWAYS, &["x >= bottom"]),
        amount("grant", "subsidy", "status", "x") + "lever = \"relief\"\n",
    ]);
    let answer = ask(&engine, "x = 500", "2017", &[]);
    assert_eq!(answer.of("grant"), "notCovered");
    assert_eq!(answer.unsettled("grant"), ["bottom"]);
    assert_eq!(answer.of("lever relief"), "notCovered");
    assert_eq!(answer.effects("relief"), ["open", "open"]);
}

#[test]
fn a_fact_an_amount_waits_for_is_asked() {
    let engine = engine(&[
        fact("x", "元"),
        fact("y", "元"),
        amount("cost", "cost", "status", "x * (y / 1[元])"),
    ]);
    let answer = ask(&engine, "y = 0", "2017", &[]);
    assert_eq!(answer.of("cost"), "missing: x");
    let asked = &answer.result.relevance.facts;
    assert!(asked.contains(&answer.line("cost").missing[0]));
}
