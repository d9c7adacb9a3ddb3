//! The world without a lever, whether one applies, and by how much it fails.

use crate::small_book::*;

fn owned(values: &str) -> Vec<String> {
    vec![
        fact("x", "元/年"),
        lever("first", "status", ALWAYS, &[]),
        lever("second", "status", ALWAYS, &[]),
        parameter("rate", "1", "unknown", values),
        amount("cost", "cost", "year", "x * rate"),
    ]
}

#[test]
fn previous_skips_all_values_of_the_same_lever() {
    let values = from("2011-01-01", "10", "")
        + &from("2014-01-01", "8", ", lever = \"first\"")
        + &from("2016-01-01", "6", ", lever = \"first\"");
    let engine = engine(&owned(&values));
    let answer = ask(&engine, "x = 100", "2017", &[]);
    assert_eq!(answer.of("cost"), "600.00");
    assert_eq!(answer.baseline("cost").as_deref(), Some("1000.00"));
}

#[test]
fn previous_gives_way_in_turn_where_that_lever_is_off_too() {
    let values = from("2011-01-01", "10", "")
        + &from("2015-01-01", "8", ", lever = \"first\", without = \"12\"")
        + &from("2017-01-01", "6", ", lever = \"second\"");
    let engine = engine(&owned(&values));
    let answer = ask(&engine, "x = 100", "2017", &[]);
    assert_eq!(answer.of("cost"), "600.00");
    assert_eq!(answer.baseline("cost").as_deref(), Some("1200.00"));
    assert_eq!(answer.effects("first"), ["-400.00", "0.00"]);
    assert_eq!(answer.effects("second"), ["-200.00", "-200.00"]);
    let off = ask(&engine, "x = 100", "2017", &["-second"]);
    assert_eq!(off.of("cost"), "800.00");
    assert_eq!(off.baseline("cost").as_deref(), Some("1200.00"));
}

#[test]
fn previous_of_a_yearly_statistic_is_unknown_and_its_effect_open() {
    let values = from("2016-01-01", "5", "") + &from("2017-01-01", "3", ", lever = \"first\"");
    let mut parts = owned(&values);
    parts[3] += "yearly = true\n";
    let engine = engine(&parts);
    let answer = ask(&engine, "x = 100", "2017", &[]);
    assert_eq!(answer.of("cost"), "300.00");
    assert_eq!(answer.baseline("cost"), None);
    assert_eq!(answer.effects("first"), ["open", "open"]);
    assert_eq!(answer.total(), ("300.00".to_owned(), false));
}

#[test]
fn without_a_figure_is_that_figure() {
    let values = from("2011-01-01", "3", ", lever = \"first\", without = \"5\"");
    let engine = engine(&owned(&values));
    let answer = ask(&engine, "x = 100", "2017", &[]);
    assert_eq!(answer.effects("first"), ["-200.00", "-200.00"]);
}

#[test]
fn without_absent_costs_nothing_without_the_lever() {
    let values = from(
        "2011-01-01",
        "3",
        ", lever = \"first\", without = \"absent\"",
    );
    let engine = engine(&owned(&values));
    let answer = ask(&engine, "x = 100", "2017", &[]);
    assert_eq!(answer.of("cost"), "300.00");
    assert_eq!(answer.effects("first"), ["300.00", "300.00"]);
}

#[test]
fn without_unknown_leaves_the_effect_open() {
    let values = from(
        "2011-01-01",
        "3",
        ", lever = \"first\", without = \"unknown\"",
    );
    let engine = engine(&owned(&values));
    let answer = ask(&engine, "x = 100", "2017", &[]);
    assert_eq!(answer.of("cost"), "300.00");
    assert_eq!(answer.effects("first"), ["open", "open"]);
}

#[test]
fn a_switch_of_the_law_gives_way_like_a_figure() {
    let switch = "[parameter.free]\nlabel = { zh = \"免\", en = \"Free\" }\ntype = \"bool\"\nopens = \"absent\"\n\
                  checked_until = \"2026-12-31\"\nvalues = [ { from = \"2011-01-01\", value = false, cite = \"law 1\" }, \
                  { from = \"2012-01-01\", value = true, cite = \"law 1\", lever = \"waiver\" } ]\n";
    let engine = engine(&[
        fact("x", "元"),
        lever("waiver", "status", ALWAYS, &[]),
        switch.to_owned(),
        amount("cost", "cost", "status", "if free then 0[元] else x"),
    ]);
    let answer = ask(&engine, "x = 5", "2017", &[]);
    assert_eq!(answer.of("cost"), "0.00");
    assert_eq!(answer.effects("waiver"), ["-5.00", "-5.00"]);
    assert_eq!(
        ask(&engine, "x = 5", "2017", &["-waiver"]).of("cost"),
        "5.00"
    );
}

/// A lever judged on the day `day`: x reaches `limit`, 100 元 to June 2017 and 10 元 after.
fn event_lever() -> Vec<String> {
    let values = from("2011-01-01", "100", "") + &from("2017-07-01", "10", "");
    vec![
        fact_of("date", "day"),
        fact("x", "元"),
        parameter("limit", "元", "absent", &values),
        lever("reward", "event", ALWAYS, &["x >= limit"]) + "on = \"day\"\n",
        amount("grant", "subsidy", "event", "x") + "on = \"day\"\nlever = \"reward\"\n",
    ]
}

#[test]
fn an_event_lever_is_judged_by_the_law_of_the_event() {
    let engine = engine(&event_lever());
    let before = ask(&engine, "x = 50; day = 2017-03-01", "2017", &[]);
    assert_eq!(before.of("grant"), "0.00");
    assert_eq!(before.of("lever reward"), "doesNotApply");
    assert_eq!(
        before.gaps("reward"),
        ["x ≥ limit: 50 元, needed ≥ 100 元, by 50 元"]
    );
    let after = ask(&engine, "x = 50; day = 2017-08-01", "2017", &[]);
    assert_eq!(after.of("grant"), "50.00");
    assert_eq!(after.of("lever reward"), "applies");
}

#[test]
fn an_event_outside_the_period_is_nothing() {
    let engine = engine(&event_lever());
    let answer = ask(&engine, "x = 500; day = 2016-03-01", "2017", &[]);
    assert_eq!(answer.of("grant"), "0.00");
    assert_eq!(answer.total(), ("0.00".to_owned(), true));
}

#[test]
fn an_event_without_its_day_needs_it() {
    let engine = engine(&event_lever());
    let answer = ask(&engine, "x = 500", "2017", &[]);
    assert_eq!(answer.of("grant"), "missing: day");
    assert_eq!(answer.of("lever reward"), "needsFacts");
}

fn conditional(tests: &[&str]) -> Vec<String> {
    let values = from("2011-01-01", "100", "");
    let switch = "[parameter.allowed]\nlabel = { zh = \"许可\", en = \"Allowed\" }\ntype = \"bool\"\n\
                  opens = \"absent\"\nchecked_until = \"2026-12-31\"\n\
                  values = [ { from = \"2011-01-01\", value = false, cite = \"law 1\" } ]\n";
    vec![
        fact("x", "元"),
        fact_of("bool", "b"),
        parameter("limit", "元", "unknown", &values),
        switch.to_owned(),
        lever("relief", "status", ALWAYS, tests),
        amount("grant", "subsidy", "status", "x") + "lever = \"relief\"\n",
    ]
}

#[test]
fn a_gap_shows_what_the_enterprise_has_first() {
    let engine = engine(&conditional(&["limit <= x"]));
    let answer = ask(&engine, "x = 50", "2017", &[]);
    assert_eq!(
        answer.gaps("relief"),
        ["limit ≤ x: 50 元, needed ≥ 100 元, by 50 元"]
    );
}

#[test]
fn a_gap_below_a_not_needs_the_opposite() {
    let engine = engine(&conditional(&["not (x < limit)"]));
    let answer = ask(&engine, "x = 50", "2017", &[]);
    assert_eq!(
        answer.gaps("relief"),
        ["x < limit: 50 元, needed ≥ 100 元, by 50 元"]
    );
}

#[test]
fn gaps_only_the_law_could_close_are_left_out() {
    let engine = engine(&conditional(&["allowed and x > limit"]));
    let answer = ask(&engine, "x = 50", "2017", &[]);
    assert_eq!(
        answer.gaps("relief"),
        ["x > limit: 50 元, needed > 100 元, by 50 元"]
    );
}

#[test]
fn a_gap_only_the_law_could_close_is_shown_if_there_is_no_other() {
    let engine = engine(&conditional(&["allowed and x > limit"]));
    let answer = ask(&engine, "x = 500", "2017", &[]);
    assert_eq!(answer.gaps("relief"), ["Allowed: no, needed yes, by -"]);
}

#[test]
fn parts_of_a_condition_that_hold_are_no_gaps() {
    let engine = engine(&conditional(&["not (b or x > limit)"]));
    let answer = ask(&engine, "x = 500; b = false", "2017", &[]);
    assert_eq!(
        answer.gaps("relief"),
        ["x > limit: 500 元, needed ≤ 100 元, by 400 元"]
    );
}

#[test]
fn a_failing_condition_makes_the_amount_zero() {
    let engine = engine(&conditional(&["x >= limit"]));
    let answer = ask(&engine, "x = 50", "2017", &[]);
    assert_eq!(answer.of("grant"), "0.00");
    assert_eq!(answer.of("lever relief"), "doesNotApply");
    assert_eq!(answer.total(), ("0.00".to_owned(), true));
}

#[test]
fn one_failing_condition_decides_whatever_else_is_unknown() {
    let engine = engine(&conditional(&["x >= limit", "b"]));
    let answer = ask(&engine, "x = 50", "2017", &[]);
    assert_eq!(answer.of("lever relief"), "doesNotApply");
    assert_eq!(
        ask(&engine, "x = 500", "2017", &[]).of("grant"),
        "missing: b"
    );
}
