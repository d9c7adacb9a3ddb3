//! Quotients, rounding, brackets, and the ends of the range.

use crate::small_book::*;

fn quotients() -> qingce::scenario::Engine {
    let of = |id: &str, formula: &str| amount_in("1", id, "indicator", "status", formula);
    engine(&[
        fact("x", "元"),
        fact("y", "元"),
        table(
            "half",
            "1",
            "1",
            r#"{ upto = "0.5", value = "1" }, { value = "2" }"#,
        ),
        of("looked_up", "lookup(half, x / y)"),
        of("rounded", "round(0 - x / y, 0.01)"),
        of("nested", "round((x / y) / (y / x), 0.01)"),
        of("compared", "if x / y = 0.5 then 1 else 0"),
        of("guarded", "if y > 0[元] and x / y > 1 then 1 else 0"),
    ])
}

#[test]
fn a_quotient_on_a_bound_is_on_it_exactly() {
    let engine = quotients();
    let answer = ask(&engine, "x = 5; y = 10", "2017", &[]);
    assert_eq!(answer.of("looked_up"), "1.00");
    assert_eq!(answer.of("rounded"), "-0.50");
    assert_eq!(answer.of("nested"), "0.25");
    assert_eq!(answer.of("compared"), "1.00");
    assert_eq!(answer.of("guarded"), "0.00");
}

#[test]
fn a_zero_divisor_gives_no_value() {
    let engine = quotients();
    let answer = ask(&engine, "x = 5; y = 0", "2017", &[]);
    for id in ["looked_up", "rounded", "nested", "compared"] {
        assert_eq!(answer.of(id), "zeroDivisor", "{id}");
    }
}

#[test]
fn a_divisor_that_is_itself_a_quotient_of_zero_gives_no_value() {
    let engine = quotients();
    let answer = ask(&engine, "x = 0; y = 5", "2017", &[]);
    assert_eq!(answer.of("nested"), "zeroDivisor");
    assert_eq!(answer.of("looked_up"), "1.00");
}

#[test]
fn false_and_a_zero_divisor_is_false() {
    let engine = quotients();
    assert_eq!(
        ask(&engine, "x = 5; y = 0", "2017", &[]).of("guarded"),
        "0.00"
    );
}

#[test]
fn halves_are_rounded_away_from_zero_unless_told_otherwise() {
    let mode = |id: &str, mode: &str| {
        amount(id, "indicator", "status", "x * 0.125") + &format!("mode = \"{mode}\"\n")
    };
    let engine = engine(&[
        between("x", "元", "-1000", "1000"),
        mode("half_up", "half_up"),
        mode("half_even", "half_even"),
        mode("down", "down"),
        mode("up", "up"),
    ]);
    let all = |x: &str| {
        let answer = ask(&engine, x, "2017", &[]);
        ["half_up", "half_even", "down", "up"].map(|id| answer.of(id))
    };
    assert_eq!(all("x = 1"), ["0.13", "0.12", "0.12", "0.13"]);
    assert_eq!(all("x = 3"), ["0.38", "0.38", "0.37", "0.38"]);
    assert_eq!(all("x = -1"), ["-0.13", "-0.12", "-0.13", "-0.12"]);
}

#[test]
fn amounts_show_the_places_they_are_rounded_to() {
    let engine = engine(&[
        fact("x", "件"),
        fact("y", "元"),
        amount_in("件", "pieces", "indicator", "status", "x / 2"),
        amount_in("件", "fine", "indicator", "status", "x / 2") + "rounding = \"0.001\"\n",
        amount_in("件", "whole", "indicator", "status", "x") + "rounding = \"1\"\n",
        amount_in("件", "exact", "indicator", "status", "x / 2") + "rounding = \"none\"\n",
        amount_in("%", "share", "indicator", "status", "x / 8[件]"),
        amount("money", "cost", "status", "0[元] - y / 2"),
        amount("yuan", "cost", "status", "y") + "rounding = \"1\"\n",
    ]);
    let answer = ask(&engine, "x = 5; y = 1", "2017", &[]);
    assert_eq!(answer.of("pieces"), "2.50");
    assert_eq!(answer.of("fine"), "2.500");
    assert_eq!(answer.of("whole"), "5");
    assert_eq!(answer.of("exact"), "2.5");
    assert_eq!(answer.of("share"), "62.50");
    assert_eq!(answer.of("money"), "-0.50");
    assert_eq!(answer.of("yuan"), "1.00");
}

fn bands(last: &str) -> qingce::scenario::Engine {
    let rows = format!("{{ upto = \"1000\", value = \"10\" }}, {{ value = \"{last}\" }}");
    engine(&[
        between("x", "元", "0", "100000"),
        table("rates", "元", "%", &rows),
        amount("parts", "cost", "status", "marginal(rates, x)"),
        amount("whole", "cost", "status", "x * lookup(rates, x)"),
    ])
}

#[test]
fn brackets_without_a_figure_matter_only_to_what_reaches_them() {
    for last in ["absent", "unknown", "open"] {
        let engine = bands(last);
        for (facts, cost) in [("x = 500", "50.00"), ("x = 1000", "100.00")] {
            let answer = ask(&engine, facts, "2017", &[]);
            assert_eq!(answer.of("parts"), cost, "{last} {facts}");
            assert_eq!(answer.of("whole"), cost, "{last} {facts}");
        }
    }
}

#[test]
fn brackets_without_a_figure_leave_what_reaches_them_undetermined() {
    for (last, status) in [("unknown", "notCovered"), ("open", "open")] {
        let engine = bands(last);
        let answer = ask(&engine, "x = 1001", "2017", &[]);
        assert_eq!(answer.of("parts"), status);
        assert_eq!(answer.of("whole"), status);
        assert_eq!(answer.unsettled("parts"), ["rates"]);
        assert_eq!(answer.unsettled("whole"), ["rates"]);
    }
}

#[test]
fn a_bracket_with_a_figure_counts_the_part_inside_it() {
    let engine = bands("20");
    let answer = ask(&engine, "x = 1500", "2017", &[]);
    assert_eq!(answer.of("parts"), "200.00");
    assert_eq!(answer.of("whole"), "300.00");
}

#[test]
fn an_amount_past_the_range_is_overflow_and_nothing_else_is_lost() {
    let engine = engine(&[
        between("x", "元", "0", "20000000000000000000"),
        fact("y", "元"),
        amount("huge", "cost", "status", "x * x / 1[元]"),
        amount("small", "cost", "status", "y"),
    ]);
    let answer = ask(&engine, "x = \"12000000000000000000\"; y = 5", "2017", &[]);
    assert_eq!(answer.of("huge"), "overflow");
    assert_eq!(answer.of("small"), "5.00");
    assert_eq!(answer.total(), ("5.00".to_owned(), false));
    assert_eq!(answer.result.totals.undetermined.len(), 1);
}

#[test]
fn amounts_too_large_to_add_up_are_overflow_though_each_could_be_kept() {
    let engine = engine(&[
        between("x", "元", "0", "20000000000000000000"),
        fact("y", "元"),
        amount("huge", "cost", "status", "x * x / 1[元]"),
        amount("also_huge", "cost", "status", "x * x / 1[元]"),
        amount("small", "cost", "status", "y"),
    ]);
    let kept = ask(&engine, "x = \"100000000000000\"; y = 5", "2017", &[]);
    let total = "20000000000000000000000000005.00".to_owned();
    assert_eq!(kept.total(), (total, true));
    let past = ask(&engine, "x = \"1000000000000000\"; y = 5", "2017", &[]);
    assert_eq!(past.of("huge"), "overflow");
    assert_eq!(past.of("also_huge"), "overflow");
    assert_eq!(past.total(), ("5.00".to_owned(), false));
    assert_eq!(past.result.totals.undetermined.len(), 2);
}
