//! Rules that would mean nothing, or something else than they say.

use crate::small_book::*;

#[test]
fn members_of_the_total_are_money() {
    let found = problems(&[
        fact("x", "kWh"),
        amount_in("kWh", "used", "cost", "status", "x"),
    ]);
    assert_eq!(found, ["R0218: a cost, surcharge or subsidy must be in 元"]);
}

#[test]
fn members_of_the_total_are_rounded() {
    let exact = amount("cost", "cost", "status", "x / 3") + "rounding = \"none\"\n";
    let found = problems(&[fact("x", "元"), exact]);
    assert_eq!(
        found,
        ["R0218: a cost, surcharge or subsidy must be rounded"]
    );
}

#[test]
fn an_event_lever_owns_only_what_counts_on_its_day() {
    let parts = |more: &str| {
        problems(&[
            fact_of("date", "day"),
            fact("x", "元"),
            lever("reward", "event", ALWAYS, &[]) + "on = \"day\"\n",
            amount("grant", "subsidy", "status", "x") + more,
        ])
    };
    let found = parts("lever = \"reward\"\n");
    assert_eq!(
        found,
        ["R0208: the owning lever is judged on the day of an event"]
    );
    assert_eq!(parts(""), [""; 0]);
}

#[test]
fn an_event_lever_is_asked_only_on_its_day() {
    let found = problems(&[
        fact_of("date", "day"),
        fact("x", "元"),
        lever("reward", "event", ALWAYS, &[]) + "on = \"day\"\n",
        amount(
            "grant",
            "subsidy",
            "status",
            "if applies(reward) then x else 0[元]",
        ),
    ]);
    assert_eq!(
        found,
        ["R0208: whether this lever applies depends on the day of an event"]
    );
}

fn chain(length: usize) -> Vec<String> {
    let mut parts = vec![fact("x", "元")];
    for at in 1..length {
        parts.push(amount(
            &format!("a{at}"),
            "step",
            "status",
            &format!("a{} + 1[元]", at + 1),
        ));
    }
    parts.push(amount(&format!("a{length}"), "step", "status", "x"));
    parts
}

/// Runs where a browser's worker would: on a small stack.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(work).unwrap().join().unwrap();
}

#[test]
fn a_chain_of_thousands_of_amounts_is_refused() {
    on_a_small_stack(|| {
        let found = problems(&chain(2000));
        assert_eq!(
            found,
            ["R0217: `a1` rests on a chain of more than 32 amounts"]
        );
    });
}

#[test]
fn the_longest_chain_allowed_is_computed() {
    on_a_small_stack(|| {
        let engine = engine(&chain(32));
        assert_eq!(ask(&engine, "x = 5", "2017", &[]).of("a1"), "36.00");
    });
    assert_eq!(problems(&chain(33)).len(), 1);
}

#[test]
fn a_literal_past_the_range_is_refused_wherever_it_stands() {
    let tiny = "0.00000000000000000000000000001[%·%·%·%·%] > 1";
    let past = "R0305: this number is past the engine's range";
    let found = problems(&[
        fact("x", "元"),
        lever("relief", "status", ALWAYS, &[tiny]),
        amount("grant", "subsidy", "status", "x") + &format!("when = \"{tiny}\"\n"),
    ]);
    assert_eq!(found, [past, past]);
}

#[test]
fn a_bound_of_a_bracket_past_the_range_is_refused() {
    let rows = r#"{ upto = "1", value = "1" }, { upto = "999999999999999999999999999999", value = "2" }, { value = "3" }"#;
    let found = problems(&[
        fact("x", "元"),
        table("rates", "元/kg/kg/kg", "1", rows),
        amount_in(
            "1",
            "rate",
            "indicator",
            "status",
            "lookup(rates, x * 1[1/t/t/t])",
        ),
    ]);
    assert!(
        found.contains(&"R0305: this number is past the engine's range".to_owned()),
        "{found:?}"
    );
}

#[test]
fn figures_that_multiply_to_too_fine_a_fraction_are_refused_by_name() {
    let engine = engine(&[
        fact("x", "元"),
        parameter(
            "rate",
            "1",
            "unknown",
            &from("2011-01-01", "0.0000000000001", ""),
        ),
        amount("fine", "cost", "status", "x * rate * rate"),
        amount("plain", "cost", "status", "x"),
    ]);
    let found = refusal(&engine, "x = 5", "2017", &[]);
    assert_eq!(
        found,
        ["R0602: the figures of `fine` multiply to too fine a fraction"]
    );
}

#[test]
fn a_divisor_that_is_always_zero_is_refused() {
    for formula in ["x / 0", "x * 1[元] / 0[元]"] {
        let found = problems(&[fact("x", "元"), amount("cost", "cost", "status", formula)]);
        assert_eq!(found, ["R0210: this divisor is always zero"], "{formula}");
    }
}

#[test]
fn a_marginal_sum_of_negative_rates_may_be_negative() {
    let found = problems(&[
        fact("x", "元"),
        fact("y", "元"),
        table("rates", "元", "1", r#"{ value = "-1" }"#),
        amount(
            "cost",
            "indicator",
            "status",
            "if x / marginal(rates, y) < 5 then 1[元] else 0[元]",
        ),
    ]);
    assert_eq!(found, ["R0210: this divisor may be negative"]);
}

#[test]
fn a_comparison_that_rounding_can_decide_is_not_called_constant() {
    let step = amount("step", "step", "status", "x * 0.0999") + "rounding = \"1\"\n";
    let found = problems(&[
        between("x", "元", "0", "10"),
        step,
        amount(
            "grant",
            "indicator",
            "status",
            "if step >= 1[元] then 1[元] else 0[元]",
        ),
    ]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn twelve_months_of_a_previous_year_are_reckoned_with() {
    let found = problems(&[
        between("m", "元/月", "1", "100"),
        amount("paid", "step", "previous_year", "m"),
        amount(
            "grant",
            "indicator",
            "settlement",
            "if paid > 500[元/年] then 1[元/年] else 0[元/年]",
        ),
    ]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn the_end_of_a_law_without_a_clause_counts_as_an_assumption() {
    let ended = |more: &str| {
        let values =
            from("2011-01-01", "1", "") + &format!("{{ from = \"2015-01-01\", value = {more} }}");
        problems(&[
            fact("x", "元"),
            parameter("rate", "1", "unknown", &values),
            amount("cost", "cost", "status", "x * rate"),
        ])
    };
    assert_eq!(
        ended("\"absent\""),
        ["R0302: this end of a law counts as an assumption"]
    );
    assert_eq!(ended("\"absent\", cite = \"law 2\""), [""; 0]);
    let reason = "note = { zh = \"推定\", en = \"Assumed\" }";
    assert_eq!(
        ended(&format!("\"absent\", grade = \"assumption\", {reason}")),
        [""; 0]
    );
    assert_eq!(ended("\"unknown\""), [""; 0]);
}

#[test]
fn a_progressive_table_is_law_that_needs_a_clause() {
    let uncited =
        amount("cost", "cost", "status", "marginal(rates, x)").replace("cite = \"law 1\"\n", "");
    let found = problems(&[
        fact("x", "元"),
        table("rates", "元", "1", r#"{ value = "1" }"#),
        uncited,
    ]);
    assert_eq!(found, ["R0403: the amount `cost` names no clause"]);
}

#[test]
fn a_table_by_an_unknown_choice_is_said_once() {
    let table = "[table.fees]\nlabel = { zh = \"费\", en = \"Fees\" }\nby_choice = \"colour\"\nunit = \"元\"\n\
                 opens = \"absent\"\nchecked_until = \"2026-12-31\"\n\
                 values = [ { from = \"2011-01-01\", cite = \"law 1\", rows = { red = \"1\", blue = \"2\" } } ]\n";
    let found = problems(&[
        fact_of("choice", "c"),
        table.to_owned(),
        amount("cost", "cost", "status", "lookup(fees, c)"),
    ]);
    assert_eq!(found, ["R0201: there is no choice `colour`"]);
}
