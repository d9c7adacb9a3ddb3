//! Months, years, settlements, events, and laws that change between them.

use crate::small_book::*;

/// A rate of 1 that becomes 2 on a day of 2017.
fn changing(day: &str, more: &[String]) -> qingce::scenario::Engine {
    let values = from("2011-01-01", "1", "") + &from(day, "2", "");
    let mut parts = vec![
        fact("x", "元/年"),
        fact("m", "元/月"),
        parameter("rate", "1", "unknown", &values),
    ];
    parts.extend(more.iter().cloned());
    engine(&parts)
}

#[test]
fn a_year_is_apportioned_by_the_months_of_each_law() {
    let engine = changing("2017-04-01", &[amount("cost", "cost", "year", "x * rate")]);
    assert_eq!(ask(&engine, "x = 120", "2017", &[]).of("cost"), "210.00");
    assert_eq!(
        ask(&engine, "x = 120", "2017-03..2017-05", &[]).of("cost"),
        "50.00"
    );
    assert_eq!(ask(&engine, "x = 120", "2016", &[]).of("cost"), "120.00");
}

#[test]
fn the_law_of_a_month_is_that_of_its_first_day() {
    let engine = changing("2017-04-02", &[amount("cost", "cost", "month", "m * rate")]);
    assert_eq!(ask(&engine, "m = 10", "2017-04", &[]).of("cost"), "10.00");
    assert_eq!(ask(&engine, "m = 10", "2017-05", &[]).of("cost"), "20.00");
    assert_eq!(ask(&engine, "m = 10", "2017", &[]).of("cost"), "200.00");
}

#[test]
fn a_change_of_law_begins_a_stretch() {
    let engine = changing("2017-04-01", &[amount("cost", "cost", "month", "m * rate")]);
    let answer = ask(&engine, "m = 10", "2017-01..2017-06", &[]);
    let stretches = &answer.result.stretches;
    let first: Vec<String> = stretches.iter().map(|s| s.first.to_string()).collect();
    assert_eq!(first, ["2017-01", "2017-04"]);
    let changes: Vec<usize> = stretches.iter().map(|s| s.changes.len()).collect();
    assert_eq!(changes, [0, 1]);
}

#[test]
fn months_are_rounded_each_and_years_once() {
    let engine = engine(&[
        fact("m", "元/月"),
        amount("monthly", "cost", "month", "m / 3"),
        amount("yearly", "cost", "year", "m * 12[月/年] / 3"),
    ]);
    let answer = ask(&engine, "m = 1", "2017", &[]);
    assert_eq!(answer.of("monthly"), "3.96");
    assert_eq!(answer.of("yearly"), "4.00");
}

#[test]
fn a_year_under_two_laws_is_rounded_once() {
    let engine = changing(
        "2017-02-01",
        &[amount("cost", "cost", "year", "x * rate / 7")],
    );
    // 1/12 × 1/7 + 11/12 × 2/7 = 23/84
    assert_eq!(ask(&engine, "x = 1", "2017", &[]).of("cost"), "0.27");
}

#[test]
fn a_law_of_no_month_is_not_in_force_and_of_some_counts_those() {
    let engine = engine(&[
        fact("x", "元/年"),
        fact("m", "元/月"),
        parameter("rate", "1", "absent", &from("2017-11-01", "2", "")),
        amount("monthly", "cost", "month", "m * rate"),
        amount("yearly", "cost", "year", "x * rate"),
    ]);
    let before = ask(&engine, "m = 10; x = 120", "2016", &[]);
    assert_eq!(before.of("monthly"), "notInForce");
    assert_eq!(before.of("yearly"), "notInForce");
    assert_eq!(before.total(), ("0.00".to_owned(), true));
    assert_eq!(ask(&engine, "", "2016", &[]).of("monthly"), "missing: m");
    let some = ask(&engine, "m = 10; x = 120", "2017", &[]);
    assert_eq!(some.of("monthly"), "40.00");
    assert_eq!(some.of("yearly"), "40.00");
}

#[test]
fn a_settlement_counts_in_the_period_that_holds_its_day() {
    let engine = changing(
        "2017-12-31",
        &[amount("tax", "cost", "settlement", "x * rate")],
    );
    assert_eq!(ask(&engine, "x = 120", "2017", &[]).of("tax"), "240.00");
    assert_eq!(ask(&engine, "x = 120", "2017-12", &[]).of("tax"), "240.00");
    let before = ask(&engine, "x = 120", "2017-01..2017-11", &[]);
    assert_eq!(before.of("tax"), "notSettled");
    assert_eq!(before.total(), ("0.00".to_owned(), true));
}

#[test]
fn a_settlement_reads_a_year_under_its_own_law() {
    let more = [
        amount("bill", "cost", "year", "x * rate"),
        amount("tax", "cost", "settlement", "bill"),
    ];
    let answer_of = changing("2017-07-01", &more);
    let answer = ask(&answer_of, "x = 120", "2017", &[]);
    assert_eq!(answer.of("bill"), "180.00");
    assert_eq!(answer.of("tax"), "240.00");
}

#[test]
fn a_settlement_cannot_be_read_by_what_counts_in_every_period() {
    for timing in ["year", "month"] {
        let unit = if timing == "month" {
            " / 12[月/年]"
        } else {
            ""
        };
        let found = problems(&[
            fact("x", "元/年"),
            amount("tax", "step", "settlement", "x"),
            amount("share", "cost", timing, &format!("tax{unit}")),
        ]);
        assert_eq!(
            found,
            ["R0208: `tax` is settled once a year and cannot be read here"]
        );
    }
}

#[test]
fn a_previous_year_is_reckoned_by_the_laws_of_that_year() {
    let values =
        from("2011-01-01", "1", "") + &from("2016-07-01", "2", "") + &from("2017-01-01", "5", "");
    let engine = engine(&[
        fact("m", "元/月"),
        parameter("rate", "1", "unknown", &values),
        amount("paid", "step", "previous_year", "m * rate"),
        amount("back", "subsidy", "settlement", "paid / 2"),
    ]);
    let answer = ask(&engine, "m = 10", "2017", &[]);
    assert_eq!(answer.of("paid"), "180.00");
    assert_eq!(answer.of("back"), "90.00");
    assert_eq!(
        ask(&engine, "m = 10", "2017-03", &[]).of("paid"),
        "notSettled"
    );
}

#[test]
fn an_event_counts_by_the_law_of_its_day() {
    let values = from("2011-01-01", "1", "") + &from("2017-07-15", "2", "");
    let engine = engine(&[
        fact_of("date", "day"),
        fact("x", "元"),
        parameter("rate", "1", "unknown", &values),
        amount("grant", "subsidy", "event", "x * rate") + "on = \"day\"\n",
    ]);
    let on = |day: &str, period: &str| {
        ask(&engine, &format!("x = 5; day = {day}"), period, &[]).of("grant")
    };
    assert_eq!(on("2017-07-14", "2017"), "5.00");
    assert_eq!(on("2017-07-15", "2017"), "10.00");
    assert_eq!(on("2017-07-15", "2017-08"), "0.00");
}

#[test]
fn months_between_two_days_are_whole() {
    let engine = engine(&[
        fact_of("date", "day"),
        amount_in(
            "月",
            "months",
            "indicator",
            "status",
            "months_between(day, @2017-02-28)",
        ) + "rounding = \"1\"\n",
        amount_in(
            "天",
            "days",
            "indicator",
            "status",
            "days_between(day, period_end)",
        ) + "rounding = \"1\"\n",
    ]);
    let of = |day: &str| {
        let answer = ask(&engine, &format!("day = {day}"), "2017", &[]);
        (answer.of("months"), answer.of("days"))
    };
    assert_eq!(of("2017-01-28"), ("1".to_owned(), "337".to_owned()));
    assert_eq!(of("2017-01-31"), ("0".to_owned(), "334".to_owned()));
}
