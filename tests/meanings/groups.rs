//! Rows of an enterprise: not stated, none, several.

use crate::small_book::*;

const LATER: &str = r#"{ from = "2020-01-01", cite = "law 1" }"#;

fn of_rows(timing: &str, formula: &str, spans: &str) -> Vec<String> {
    vec![
        lever("relief", "status", spans, &[]),
        amount("each", "subsidy", timing, formula) + "group = \"line\"\nlever = \"relief\"\n",
    ]
}

#[test]
fn a_group_that_is_not_stated_is_missing_in_its_amounts() {
    let engine = engine(&of_rows("status", "fee", ALWAYS));
    let answer = ask(&engine, "", "2017", &[]);
    assert_eq!(answer.of("line1.each"), "missing: line1.fee");
    assert_eq!(answer.total(), ("0.00".to_owned(), false));
}

#[test]
fn a_group_without_rows_makes_nothing_and_is_complete() {
    let engine = engine(&of_rows("status", "fee", ALWAYS));
    let answer = ask(&engine, "line = []", "2017", &[]);
    assert_eq!(answer.of("line1.each"), "0.00");
    assert_eq!(answer.total(), ("0.00".to_owned(), true));
}

#[test]
fn each_stated_row_counts() {
    let engine = engine(&of_rows("status", "fee", ALWAYS));
    let answer = ask(&engine, "line = [{ fee = 5 }, { fee = 7 }]", "2017", &[]);
    assert_eq!(answer.of("line1.each"), "5.00");
    assert_eq!(answer.of("line2.each"), "7.00");
    assert_eq!(answer.total(), ("-12.00".to_owned(), true));
    let present: Vec<bool> = answer
        .result
        .amounts
        .iter()
        .map(|line| line.present)
        .collect();
    assert_eq!(present, [true, true, false]);
}

#[test]
fn a_stated_row_that_lacks_a_fact_names_it() {
    let engine = engine(&of_rows("status", "fee", ALWAYS));
    let answer = ask(&engine, "line = [{ fee = 5 }, {}]", "2017", &[]);
    assert_eq!(answer.of("line1.each"), "5.00");
    assert_eq!(answer.of("line2.each"), "missing: line2.fee");
    assert_eq!(answer.total(), ("-5.00".to_owned(), false));
}

#[test]
fn rows_of_a_lever_not_in_force_need_no_fact() {
    let engine = engine(&of_rows("status", "fee", LATER));
    for facts in ["", "line = []", "line = [{ fee = 5 }]"] {
        let answer = ask(&engine, facts, "2017", &[]);
        assert_eq!(answer.of("line1.each"), "notInForce", "{facts}");
        assert_eq!(answer.total(), ("0.00".to_owned(), true), "{facts}");
    }
}

#[test]
fn rows_of_a_lever_switched_off_need_no_fact() {
    let engine = engine(&of_rows("status", "fee", ALWAYS));
    for facts in ["", "line = []", "line = [{ fee = 5 }]"] {
        let answer = ask(&engine, facts, "2017", &["-relief"]);
        assert_eq!(answer.of("line1.each"), "notInForce", "{facts}");
        assert_eq!(answer.total(), ("0.00".to_owned(), true), "{facts}");
    }
}

#[test]
fn rows_settled_at_year_end_need_no_fact_before_it() {
    let engine = engine(&of_rows("settlement", "fee / 1[年]", ALWAYS));
    for facts in ["", "line = []", "line = [{ fee = 5 }]"] {
        let answer = ask(&engine, facts, "2017-03", &[]);
        assert_eq!(answer.of("line1.each"), "notSettled", "{facts}");
        assert_eq!(answer.total(), ("0.00".to_owned(), true), "{facts}");
    }
    let year = ask(&engine, "line = [{ fee = 5 }]", "2017", &[]);
    assert_eq!(year.of("line1.each"), "5.00");
}

#[test]
fn a_sum_runs_over_the_stated_rows() {
    let engine = engine(&[amount("all", "cost", "status", "sum(line, 1[元] + fee)")]);
    let of = |facts: &str| ask(&engine, facts, "2017", &[]).of("all");
    assert_eq!(of("line = [{ fee = 5 }, { fee = 7 }]"), "14.00");
    assert_eq!(of("line = []"), "0.00");
    assert_eq!(of(""), "missing: line1.fee");
    assert_eq!(of("line = [{ fee = 5 }, {}]"), "missing: line2.fee");
}

#[test]
fn a_sum_reads_the_amounts_of_the_rows() {
    let engine = engine(&[
        amount("each", "step", "month", "fee / 1[月]") + "group = \"line\"\n",
        amount("all", "cost", "month", "sum(line, each)"),
    ]);
    let answer = ask(&engine, "line = [{ fee = 1 }, { fee = 2 }]", "2017", &[]);
    assert_eq!(answer.of("all"), "36.00");
}

#[test]
fn counting_and_any_are_over_the_stated_rows() {
    let engine = engine(&[
        amount_in("1", "rows", "indicator", "status", "count(line)") + "rounding = \"1\"\n",
        amount_in(
            "1",
            "dear",
            "indicator",
            "status",
            "if any(line, fee > 5[元]) then 1 else 0",
        ) + "rounding = \"1\"\n",
    ]);
    let answer = ask(&engine, "line = [{ fee = 5 }, { fee = 7 }]", "2017", &[]);
    assert_eq!(
        (answer.of("rows"), answer.of("dear")),
        ("2".to_owned(), "1".to_owned())
    );
    let answer = ask(&engine, "line = []", "2017", &[]);
    assert_eq!(
        (answer.of("rows"), answer.of("dear")),
        ("0".to_owned(), "0".to_owned())
    );
    let answer = ask(&engine, "line = [{ fee = 7 }, {}]", "2017", &[]);
    assert_eq!(answer.of("dear"), "1");
}
