//! Changes laid over a rulebook.

use qingce::base::Period;
use qingce::scenario::Patches;

use crate::small_book::*;

/// 10 from 2011 on, 8 by the lever `cut` from May 2016 on, 9 from 2019 on; `cost` is x times that.
fn rate_with_a_lever() -> Vec<String> {
    let values = from("2011-01-01", "10", "")
        + &from("2016-05-01", "8", ", lever = \"cut\"")
        + &from("2019-01-01", "9", "");
    vec![
        fact("x", "元/年"),
        lever(
            "cut",
            "status",
            r#"{ from = "2016-05-01", cite = "law 1" }"#,
            &[],
        ),
        parameter("rate", "1", "unknown", &values),
        amount("cost", "cost", "year", "x * rate"),
    ]
}

fn yearly_rate() -> Vec<String> {
    let values = from("2011-01-01", "10", "") + &from("2014-01-01", "8", "");
    vec![
        fact("x", "元/年"),
        parameter("rate", "1", "unknown", &values) + "yearly = true\n",
        amount("cost", "cost", "year", "x * rate"),
    ]
}

fn open_figure() -> Vec<String> {
    vec![
        fact("x", "元"),
        "[parameter.extra]\nlabel = { zh = \"额\", en = \"Extra\" }\nunit = \"元\"\nopen = true\ncite = \"law 1\"\n"
            .to_owned(),
        amount("cost", "cost", "status", "x + extra"),
        amount("ratio", "indicator", "status", "if x / extra > 1 then 1[元] else 0[元]"),
    ]
}

#[test]
fn an_undated_patch_keeps_the_effect_of_the_owning_lever() {
    let engine = engine(&rate_with_a_lever());
    let before = ask(&engine, "x = 100", "2017", &[]);
    assert_eq!(before.of("cost"), "800.00");
    assert_eq!(before.effects("cut"), ["-200.00", "-200.00"]);
    let patched = ask(&engine, "x = 100", "2017", &["rate=7"]);
    assert_eq!(patched.of("cost"), "700.00");
    assert_eq!(patched.baseline("cost").as_deref(), Some("1000.00"));
    assert_eq!(patched.effects("cut"), ["-300.00", "-300.00"]);
}

#[test]
fn a_dated_patch_keeps_the_effect_of_the_owning_lever() {
    let engine = engine(&rate_with_a_lever());
    let patched = ask(&engine, "x = 100", "2017", &["rate@2017-01-01=7"]);
    assert_eq!(patched.of("cost"), "700.00");
    assert_eq!(patched.effects("cut"), ["-300.00", "-300.00"]);
}

#[test]
fn a_patch_from_a_day_before_the_lever_leaves_it_what_stood_without_it() {
    let engine = engine(&rate_with_a_lever());
    let patched = ask(&engine, "x = 100", "2017", &["rate@2015-01-01=9"]);
    assert_eq!(patched.of("cost"), "900.00");
    assert_eq!(patched.baseline("cost").as_deref(), Some("1000.00"));
    let earlier = ask(&engine, "x = 100", "2014", &["rate@2015-01-01=9"]);
    assert_eq!(earlier.of("cost"), "1000.00");
}

#[test]
fn a_patch_of_a_year_before_the_lever_moves_the_baseline_too() {
    let engine = engine(&rate_with_a_lever());
    let patched = ask(&engine, "x = 100", "2012", &["rate=7"]);
    assert_eq!(patched.of("cost"), "700.00");
    assert_eq!(patched.baseline("cost").as_deref(), Some("700.00"));
    assert_eq!(patched.effects("cut"), ["0.00", "0.00"]);
}

#[test]
fn a_patched_value_belongs_to_no_lever_where_the_law_belonged_to_none() {
    let engine = engine(&rate_with_a_lever());
    let patched = ask(&engine, "x = 100", "2020", &["rate=7"]);
    assert_eq!(patched.of("cost"), "700.00");
    assert_eq!(patched.baseline("cost").as_deref(), Some("700.00"));
}

#[test]
fn a_patch_of_a_later_day_leaves_the_years_before_it_alone() {
    let engine = engine(&rate_with_a_lever());
    let patched = ask(&engine, "x = 100", "2017", &["rate@2018-01-01=7"]);
    assert_eq!(patched.of("cost"), "800.00");
    assert_eq!(patched.effects("cut"), ["-200.00", "-200.00"]);
}

#[test]
fn a_patch_inside_the_period_counts_from_its_month() {
    let engine = engine(&rate_with_a_lever());
    let patched = ask(&engine, "x = 100", "2017", &["rate@2017-07-01=6"]);
    assert_eq!(patched.of("cost"), "700.00");
}

#[test]
fn the_last_of_two_patches_of_one_value_holds() {
    let engine = engine(&rate_with_a_lever());
    let patched = ask(&engine, "x = 100", "2017", &["rate=7", "rate@2017-07-01=5"]);
    assert_eq!(patched.of("cost"), "600.00");
    assert_eq!(patched.effects("cut"), ["-400.00", "-400.00"]);
}

#[test]
fn a_yearly_statistic_stays_unknown_in_years_before_a_patch() {
    let engine = engine(&yearly_rate());
    for changes in [&[][..], &["rate@2018-01-01=7"]] {
        assert_eq!(
            ask(&engine, "x = 100", "2011", changes).of("cost"),
            "1000.00"
        );
        assert_eq!(
            ask(&engine, "x = 100", "2012", changes).of("cost"),
            "notCovered"
        );
        assert_eq!(
            ask(&engine, "x = 100", "2014", changes).of("cost"),
            "800.00"
        );
    }
}

#[test]
fn a_patched_yearly_statistic_carries_forward() {
    let engine = engine(&yearly_rate());
    assert_eq!(
        ask(&engine, "x = 100", "2015", &[]).of("cost"),
        "notCovered"
    );
    let changes = ["rate@2014-01-01=8"];
    assert_eq!(
        ask(&engine, "x = 100", "2015", &changes).of("cost"),
        "800.00"
    );
}

#[test]
fn a_patch_supplies_an_open_figure() {
    let engine = engine(&open_figure());
    let open = ask(&engine, "x = 5", "2017", &[]);
    assert_eq!(open.of("cost"), "open");
    assert_eq!(open.unsettled("cost"), ["extra"]);
    assert_eq!(open.total(), ("0.00".to_owned(), false));
    let supplied = ask(&engine, "x = 5", "2017", &["extra=3"]);
    assert_eq!(supplied.of("cost"), "8.00");
    assert_eq!(supplied.total(), ("8.00".to_owned(), true));
}

#[test]
fn an_open_figure_supplied_from_a_day_on_is_open_before_it() {
    let engine = engine(&open_figure());
    let changes = ["extra@2018-01-01=3"];
    assert_eq!(ask(&engine, "x = 5", "2017", &changes).of("cost"), "open");
    assert_eq!(ask(&engine, "x = 5", "2018", &changes).of("cost"), "8.00");
}

#[test]
fn a_patch_that_makes_a_divisor_negative_is_refused() {
    let engine = engine(&open_figure());
    let found = refusal(&engine, "x = 5", "2017", &["extra=-3"]);
    assert_eq!(found, ["R0210: this divisor may be negative"]);
}

#[test]
fn a_patch_that_makes_a_divisor_zero_gives_no_value() {
    let engine = engine(&open_figure());
    let answer = ask(&engine, "x = 5", "2017", &["extra=0"]);
    assert_eq!(answer.of("ratio"), "zeroDivisor");
    assert_eq!(answer.of("cost"), "5.00");
}

#[test]
fn a_lever_switched_off_is_not_in_force() {
    let engine = engine(&rate_with_a_lever());
    let off = ask(&engine, "x = 100", "2017", &["-cut"]);
    assert_eq!(off.of("cost"), "1000.00");
    assert_eq!(off.of("lever cut"), "notInForce");
    assert_eq!(off.effects("cut"), ["0.00", "0.00"]);
}

#[test]
fn a_patch_of_an_unknown_name_names_the_nearest() {
    let engine = engine(&rate_with_a_lever());
    let found = refusal(&engine, "x = 1", "2017", &["rates=7"]);
    assert_eq!(found, ["P0102: there is no parameter `rates`"]);
    let patched = patches(&["rates=7"]).lay_over(engine.rulebook());
    let help = patched.unwrap_err()[0].help.clone();
    assert_eq!(help.as_deref(), Some("did you mean `rate`?"));
    let found = refusal(&engine, "x = 1", "2017", &["-cuts"]);
    assert_eq!(found, ["P0102: there is no lever `cuts`"]);
}

#[test]
fn a_patch_to_what_the_parameter_cannot_hold_is_refused() {
    let engine = engine(&rate_with_a_lever());
    let found = refusal(&engine, "x = 1", "2017", &["rate=seven"]);
    assert_eq!(found, ["P0103: `seven` is not a value of `rate`"]);
}

#[test]
fn a_text_that_is_no_change_is_refused() {
    let found = Patches::default().push_text("rate").unwrap_err();
    assert_eq!(said(&found), "P0101: `rate` is not a change");
}

#[test]
fn a_patch_that_changes_nothing_says_so() {
    let engine = engine(&open_figure());
    let once = patches(&["extra=3"]).lay_over(engine.rulebook()).unwrap();
    assert!(once.warnings.is_empty());
    let twice = patches(&["extra=3", "extra=3"]).lay_over(engine.rulebook());
    let warnings: Vec<String> = twice.unwrap().warnings.iter().map(said).collect();
    assert_eq!(warnings, ["P0104: setting `extra` to 3 changes nothing"]);
}

#[test]
fn a_period_outside_the_rulebook_is_refused() {
    let engine = engine(&open_figure());
    let asked = enterprise(&engine, "x = 1");
    let period = Period::parse("2030").unwrap();
    let found = engine.assess(&asked, period, &Patches::default());
    assert_eq!(found.unwrap_err()[0].code, "R0601");
}
