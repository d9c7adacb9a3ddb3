//! Bad reforms are refused with a code, the places and a way out; nothing is laid on by halves.

use std::sync::Arc;

use qingce::base::{Diagnostic, FileId};
use qingce::rulebook::reform::LIMIT;
use qingce::rulebook::{Sources, read_reform};
use qingce::scenario::Patches;

use crate::{built_in, head, read};

/// Everything wrong with a reform over the rulebook built in, as one line each with place and help.
fn refused(rest: &str) -> Vec<String> {
    stacked(&[rest])
}

fn stacked(rests: &[&str]) -> Vec<String> {
    let (book, mut sources) = built_in();
    let mut patches = Patches::default();
    let mut problems = Vec::new();
    for rest in rests {
        let (reform, found) = read(&head(rest), &mut sources);
        problems.extend(found);
        patches
            .changes
            .extend(reform.map(|reform| qingce::scenario::Change::Reform(Arc::new(reform))));
    }
    if problems.is_empty() {
        problems.extend(patches.lay_over(&book).err().into_iter().flatten());
    }
    problems.iter().map(|one| told(one, &sources)).collect()
}

fn told(one: &Diagnostic, sources: &Sources) -> String {
    let places: Vec<String> = one
        .labels
        .iter()
        .map(|label| {
            format!(
                "{}<{}>",
                sources.name(label.place.file),
                sources.at(label.place)
            )
        })
        .collect();
    format!(
        "{}: {} | {} | {}",
        one.code,
        one.message,
        places.join(" "),
        one.help.as_deref().unwrap_or("-")
    )
}

#[track_caller]
fn says(rest: &str, wanted: &str) {
    let found = refused(rest);
    assert!(
        found.iter().any(|line| line == wanted),
        "wanted\n{wanted}\nfound\n{}",
        found.join("\n")
    );
}

#[test]
fn a_misspelt_parameter_names_the_nearest_at_its_place() {
    says(
        "[set]\npension_rat = \"19\"\n",
        "P0102: there is no parameter `pension_rat` | reform.toml<pension_rat> | did you mean `pension_rate`?",
    );
}

#[test]
fn a_misspelt_lever_names_the_nearest() {
    says(
        "[switch]\nstabilization_subsidy = \"off\"\n",
        "P0102: there is no lever `stabilization_subsidy` | reform.toml<stabilization_subsidy> | did you mean `stabilisation_subsidy`?",
    );
}

#[test]
fn a_misspelt_name_in_a_formula_is_found_by_the_rulebooks_own_check() {
    let amount = "[amount.gift]\nlabel = { zh = \"礼\", en = \"Gift\" }\nkind = \"subsidy\"\nunit = \"元\"\ntiming = \"year\"\nformula = \"electricity_kw * 0.01[元/kWh]\"\n";
    says(
        amount,
        "R0201: there is no fact, parameter or amount `electricity_kw` | reform.toml<electricity_kw> | did you mean `electricity_kwh`?",
    );
}

#[test]
fn a_unit_error_shows_both_places() {
    let amount = "[amount.gift]\nlabel = { zh = \"礼\", en = \"Gift\" }\nkind = \"subsidy\"\nunit = \"元\"\ntiming = \"year\"\nformula = \"electricity_kwh + taxable_income\"\n";
    let found = refused(amount);
    let line = found.iter().find(|line| line.starts_with("R0203")).unwrap();
    assert!(
        line.contains("<electricity_kwh>") && line.contains("<taxable_income>"),
        "{line}"
    );
}

#[test]
fn a_value_in_another_unit_shows_where_the_parameter_is_declared() {
    let found = refused("[set]\npension_rate = \"19元\"\n");
    assert_eq!(
        found,
        [
            "P0103: `19元` is not a value of `pension_rate` | reform.toml<19元> insurance.toml<pension_rate> | give a number in %"
        ]
    );
    // The parameter's own unit, or one of its kind, is understood.
    assert_eq!(
        refused("[set]\npension_rate = \"19%\"\n"),
        Vec::<String>::new()
    );
}

#[test]
fn values_that_overlap_are_refused() {
    says(
        "[set]\npension_rate = [\n { from = \"2017-01-01\", to = \"2017-12-31\", value = \"19\" },\n { from = \"2017-06-01\", value = \"18\" },\n]\n",
        "P0106: two values of `pension_rate` overlap | reform.toml<2017-06-01> reform.toml<{ from = \"2017-01-01\", to = \"2017-12-31\", value = \"19\" }> | end the earlier one the day before with `to`, or leave one of them out",
    );
    let follows = "[set]\npension_rate = [ { from = \"2017-01-01\", value = \"19\" }, { from = \"2018-01-01\", value = \"18\" } ]\n";
    assert_eq!(refused(follows), Vec::<String>::new());
}

#[test]
fn a_value_that_ends_before_it_begins_is_refused() {
    says(
        "[set]\npension_rate = { from = \"2017-06-01\", to = \"2017-05-31\", value = \"19\" }\n",
        "P0108: this value ends before it begins | reform.toml<2017-05-31> reform.toml<2017-06-01> | -",
    );
}

#[test]
fn an_empty_reform_says_so() {
    says(
        "",
        "P0107: this reform changes nothing: it has no changes | reform.toml<r> | add `[set]`, `[switch]`, or records such as `[lever.…]`",
    );
}

#[test]
fn another_formula_is_held_to_what_the_amount_is() {
    let starts = |rest: &str, code: &str, says: &str| {
        let found = refused(rest);
        let line = found.iter().find(|line| line.starts_with(code));
        let line = line.unwrap_or_else(|| panic!("no {code} among {found:?}"));
        assert!(line.contains(says), "{line}");
    };
    let formula = |text: &str| format!("[formula]\nunemployment_cost = \"{text}\"\n");
    starts(&formula("headcount"), "R0212", "reform.toml<headcount>");
    starts(&formula("unemployment_cost"), "R0206", "unemployment_cost");
    starts(
        &formula("contribution_payrol * 1%"),
        "R0201",
        "contribution_payroll",
    );
    starts(
        "[formula]\nunemployment_cos = \"1[元/月]\"\n",
        "R0201",
        "unemployment_cost",
    );
    let spans = |text: &str| format!("[in_force]\nrd_subsidy = [ {text} ]\n");
    starts(
        &spans("{ from = \"2017-01-01\" }, { from = \"2018-01-01\" }"),
        "R0312",
        "overlap",
    );
    starts(
        &spans("{ from = \"2017-01-01\", to = \"2016-01-01\" }"),
        "R0312",
        "ends before",
    );
    starts(&spans(""), "R0311", "never in force");
    starts(
        "[in_force]\nrd_subsid = [ { from = \"2017-01-01\" } ]\n",
        "R0201",
        "rd_subsidy",
    );
}

#[test]
fn a_cyclic_new_lever_is_refused_with_its_loop() {
    let text = "[amount.loop_amount]\nlabel = { zh = \"圈\", en = \"Loop\" }\nkind = \"subsidy\"\nunit = \"元\"\ntiming = \"year\"\nlever = \"loop_lever\"\nformula = \"1[元/年]\"\n\
        [lever.loop_lever]\ntitle = { zh = \"圈\", en = \"Loop\" }\nsubject = \"labour\"\nfigures = \"set\"\ntiming = \"year\"\nin_force = [ { from = \"2017-01-01\" } ]\n\
        conditions = [ { test = \"loop_amount > 0[元/年]\", label = { zh = \"圈\", en = \"loop\" } } ]\n";
    let found = refused(text);
    assert!(
        found.iter().any(|line| line.starts_with("R0206")),
        "{found:?}"
    );
}

#[test]
fn a_file_past_the_limit_is_refused_before_it_is_read() {
    let text = head(&format!("# {}\n", "x".repeat(10 * LIMIT)));
    let (reform, found) = read_reform(&text, FileId(0));
    assert!(reform.is_none());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "P0105");
    assert!(found[0].message.contains("1000000"), "{}", found[0].message);
}

#[test]
fn rows_that_are_not_there_are_refused() {
    says(
        "[set]\npension_rate = { edit = [ { upto = \"1\", value = \"2\" } ] }\n",
        "P0109: `pension_rate` has no rows by brackets | reform.toml<[ { upto = \"1\", value = \"2\" } ]> insurance.toml<pension_rate> | set `value`, or edit the rows it has",
    );
    says(
        "[set]\naluminium_tiers = { edit = [ { upto = \"13750\", remove = true } ] }\n",
        "P0109: the table has no row with this bound | reform.toml<{ upto = \"13750\", remove = true }> | name a bound as `qingce rules show` prints it",
    );
    says(
        "[set]\naluminium_tiers = { from = \"2022-01-01\", edit = [ { upto = \"13700\", value = \"1\" } ] }\n",
        "P0109: no table is in force on these days | reform.toml<[ { upto = \"13700\", value = \"1\" } ]> | give all its `rows`, or choose days on which it has some",
    );
    says(
        "[set]\ndifferential_rates = { edit = { big = \"1\" } }\n",
        "P0102: there is no option `big` | reform.toml<big> | `qingce rules list` shows them all",
    );
}

#[test]
fn a_table_of_rows_is_held_to_what_a_rulebook_asks_of_one() {
    says(
        "[set]\naluminium_tiers = { rows = [ { upto = \"13800\", value = \"0\" }, { upto = \"13700\", value = \"1\" }, { value = \"2\" } ] }\n",
        "R0306: brackets must rise | reform.toml<13700> | -",
    );
    let found = refused("[set]\ndifferential_rates = { rows = { allowed = \"0\" } }\n");
    assert!(found[0].starts_with("R0307"), "{found:?}");
}

#[test]
fn a_name_of_the_rulebook_cannot_be_taken() {
    let text = "[parameter.pension_rate]\nlabel = { zh = \"率\", en = \"Rate\" }\nunit = \"%\"\nopens = \"absent\"\nchecked_until = \"2026-12-31\"\nvalues = [ { from = \"2017-01-01\", value = \"1\" } ]\n";
    let found = refused(text);
    let wanted = "R0110: `pension_rate` is already the name of a parameter | reform.toml<pension_rate> insurance.toml<pension_rate> | give it another id; `[set]` changes the values of what is there";
    assert!(found.iter().any(|line| line == wanted), "{found:?}");
}

#[test]
fn only_what_a_reform_added_is_removed() {
    says(
        "remove = [\"stabilisation_subsidy\"]\n",
        "P0110: no reform before this one adds `stabilisation_subsidy` | reform.toml<stabilisation_subsidy> | only what a reform added is removed; a lever of the rulebook is switched off",
    );
}

#[test]
fn figures_are_held_to_the_bounds_of_the_law() {
    // A divisor that a figure set by hand could make negative.
    let found = refused("[set]\ncontribution_cap_share = \"-1\"\n[set2]\n");
    assert!(
        found.iter().any(|line| line.starts_with("R0103")),
        "{found:?}"
    );
}

#[test]
fn a_float_an_unknown_field_and_no_head_are_refused_as_in_a_rulebook() {
    let codes = |text: &str| -> Vec<&str> {
        let (_, found) = read_reform(text, FileId(0));
        found.iter().map(|one| one.code).collect()
    };
    assert_eq!(codes(&head("[set]\npension_rate = 0.5\n")), ["R0106"]);
    assert_eq!(
        codes(&head(
            "[set]\npension_rate = { value = \"1\", until = \"2017-01-01\" }\n"
        )),
        ["R0103"]
    );
    assert_eq!(codes("[set]\npension_rate = \"1\"\n"), ["R0104"]);
    assert_eq!(codes("[reform"), ["R0102"]);
    assert_eq!(codes(""), ["R0104"]);
}

#[test]
fn hostile_texts_are_refused_and_nothing_panics() {
    let deep = format!("{}1{}", "[".repeat(2000), "]".repeat(2000));
    for text in [
        head(&format!("[set]\npension_rate = {deep}\n")),
        head(&"[set]\n".repeat(1000)),
        head("[switch]\nrd_subsidy = 1\n"),
        head("[set]\npension_rate = []\n"),
        head("[set]\npension_rate = [ \"1\", \"2\" ]\n"),
        head("[[example]]\n"),
        head("[lever]\n"),
        head("set = 1\n"),
        "\u{0}\u{feff}".to_owned(),
    ] {
        let (reform, found) = read_reform(&text, FileId(0));
        assert!(
            found.iter().any(Diagnostic::is_error) || reform.is_none(),
            "{}",
            &text[..text.len().min(120)]
        );
    }
}
