//! How an amount came about, in words.

use qingce::base::Lang;
use qingce::check::history::Grade;
use qingce::explain::words::line;

use crate::small_book::*;

/// Words, and the same with numbers, in English.
fn english(explanation: &qingce::explain::Explanation) -> Vec<[String; 2]> {
    let segments = explanation.segments.iter();
    segments
        .map(|segment| [&segment.words, &segment.numbers].map(|phrase| line(phrase, Lang::En)))
        .collect()
}

#[test]
fn a_conditional_shows_the_branch_taken() {
    let engine = engine(&[
        fact("x", "元"),
        fact_of("bool", "b"),
        fact_of("choice", "c"),
        amount(
            "cost",
            "cost",
            "status",
            "if b and c = 'red' then x else 0[元]",
        ),
    ]);
    let explained = explain(&engine, "x = 5; b = true; c = \"red\"", "2017", "cost");
    assert_eq!(
        english(&explained),
        [["if b and c = Red then x else 0 元", "5 元"]]
    );
    assert_eq!(explained.value.as_deref(), Some("5.00 元"));
}

#[test]
fn facts_are_shown_in_the_language_asked_for() {
    let engine = engine(&[
        fact_of("bool", "b"),
        fact_of("choice", "c"),
        amount(
            "cost",
            "cost",
            "status",
            "if b and c = 'red' then 1[元] else 0[元]",
        ),
    ]);
    let explained = explain(&engine, "b = true; c = \"red\"", "2017", "cost");
    let facts: Vec<(&str, &str)> = explained
        .facts
        .iter()
        .filter_map(|fact| fact.value.as_ref())
        .map(|value| (value.zh.as_str(), value.en.as_str()))
        .collect();
    assert_eq!(facts, [("是", "yes"), ("红", "Red")]);
}

#[test]
fn a_sum_lists_the_rows_there_are() {
    let engine = engine(&[
        amount("all", "cost", "status", "sum(line, fee)"),
        amount("rows", "indicator", "status", "sum(line, 1[元])"),
        amount(
            "filled",
            "indicator",
            "status",
            "sum(line, if known(fee) then fee else 7[元])",
        ),
    ]);
    let numbers =
        |facts: &str, id: &str| english(&explain(&engine, facts, "2017", id))[0][1].clone();
    let two = "line = [{ fee = 5 }, { fee = 6 }]";
    assert_eq!(numbers(two, "all"), "(5 元 + 6 元)");
    assert_eq!(numbers(two, "rows"), "(1 元 + 1 元)");
    assert_eq!(
        numbers("line = [{ fee = 5 }, {}]", "filled"),
        "(5 元 + 7 元)"
    );
    assert_eq!(numbers("line = []", "rows"), "0 元");
}

#[test]
fn a_row_is_named_with_its_number() {
    let engine = engine(&[amount("all", "cost", "status", "sum(line, fee)")]);
    let explained = explain(&engine, "line = [{ fee = 5 }, { fee = 6 }]", "2017", "all");
    let labels: Vec<&str> = explained
        .facts
        .iter()
        .map(|fact| fact.label.en.as_str())
        .collect();
    assert_eq!(
        labels,
        ["Fee of the line (row 1)", "Fee of the line (row 2)"]
    );
}

#[test]
fn an_amount_read_is_shown_at_its_grain() {
    let engine = engine(&[
        fact("m", "元/月"),
        amount("base", "cost", "month", "m / 2"),
        amount("twice", "cost", "month", "base * 2"),
    ]);
    let explained = explain(&engine, "m = 3", "2017", "twice");
    assert_eq!(explained.value.as_deref(), Some("36.00 元"));
    assert_eq!(explained.amounts[0].value.as_deref(), Some("1.50 元/月"));
    assert_eq!(explained.segments[0].result.as_deref(), Some("3.00 元/月"));
}

#[test]
fn each_law_of_the_period_is_a_segment() {
    let values = from("2011-01-01", "1", "") + &from("2017-04-01", "2", "");
    let engine = engine(&[
        fact("m", "元/月"),
        parameter("rate", "1", "unknown", &values),
        amount("cost", "cost", "month", "m * rate"),
    ]);
    let explained = explain(&engine, "m = 3", "2017", "cost");
    assert_eq!(
        english(&explained),
        [["m × rate", "3 元/月 × 1"], ["m × rate", "3 元/月 × 2"]]
    );
    let months: Vec<u32> = explained
        .segments
        .iter()
        .map(|segment| segment.months)
        .collect();
    assert_eq!(months, [3, 9]);
    assert_eq!(explained.parameters[0].values.len(), 2);
}

#[test]
fn what_is_not_known_is_named() {
    let engine = engine(&[fact("x", "元"), amount("cost", "cost", "status", "x * 2")]);
    let explained = explain(&engine, "", "2017", "cost");
    assert_eq!(english(&explained)[0][1], "x (not stated) × 2");
    assert_eq!(explained.value, None);
}

#[test]
fn the_facts_of_the_owning_lever_are_among_those_used() {
    let engine = engine(&[
        fact("x", "元"),
        fact("y", "元"),
        lever("relief", "status", ALWAYS, &["y > 5[元]"]),
        amount("grant", "subsidy", "status", "x") + "lever = \"relief\"\n",
    ]);
    let explained = explain(&engine, "x = 1; y = 9", "2017", "grant");
    let labels: Vec<&str> = explained
        .facts
        .iter()
        .map(|fact| fact.label.en.as_str())
        .collect();
    assert_eq!(labels, ["x", "y"]);
}

#[test]
fn a_figure_set_by_a_patch_is_shown_as_an_assumption() {
    let values = from("2011-01-01", "1", "") + &from("2017-04-01", "2", "");
    let engine = engine(&[
        fact("m", "元/月"),
        parameter("rate", "1", "unknown", &values),
        amount("cost", "cost", "month", "m * rate"),
    ]);
    for (change, numbers) in [
        ("rate=5", "3 元/月 × 5"),
        ("rate@2017-01-01=6", "3 元/月 × 6"),
    ] {
        let explained = explain_under(&engine, ("m = 3", "2017"), &[change], "cost");
        assert_eq!(english(&explained)[0][1], numbers);
        let used = &explained.parameters[0].values;
        assert!(
            used.iter()
                .all(|value| value.grade == Some(Grade::Assumption))
        );
    }
}
