//! Laws every assessment keeps, on every golden case and preset.

#![allow(clippy::disallowed_methods, reason = "the cases are files")]

use std::collections::BTreeSet;

use qingce::base::{Decimal, FileId, IdVec, Month, Period};
use qingce::check::history::Law;
use qingce::check::rulebook::{
    AmountKind, AmountRounding, FactSlotId, GroupId, Named, Nature, Timing,
};
use qingce::enterprise::{Enterprise, from_toml};
use qingce::eval::one::{Inputs, run};
use qingce::program::op::KnobId;
use qingce::program::plan::Knob;
use qingce::program::{Cell, LeverSet, Request, Status, VariantSpec, compile};
use qingce::rulebook::{EmbeddedRules, RuleFiles};
use qingce::scenario::assessment::{Assessment, Effect};
use qingce::scenario::engine::Stated;
use qingce::scenario::{Change, Engine, Patches};

#[path = "support/golden.rs"]
#[expect(dead_code, reason = "expectations are read by another test")]
mod golden;

/// Presets for a year with two law changes, and every golden case for its own period.
fn enterprises(engine: &Engine) -> Vec<(String, Enterprise, Period)> {
    let book = engine.rulebook();
    let presets = book.info.presets.iter().flat_map(|name| {
        let text = EmbeddedRules.read(name).unwrap();
        let (enterprise, problems) = from_toml(book, &text, FileId(0));
        assert!(problems.is_empty(), "{name}: {problems:?}");
        ["2012", "2016", "2017", "2017-03..2017-09", "2021"].map(|period| {
            (
                format!("{name} {period}"),
                enterprise.clone(),
                Period::parse(period).unwrap(),
            )
        })
    });
    let cases = golden::cases().into_iter().map(|case| {
        let (enterprise, _) = from_toml(book, &case.facts, FileId(0));
        let period = enterprise
            .period
            .unwrap_or_else(|| Period::parse("2017").unwrap());
        (case.name, enterprise, period)
    });
    // By period, so that each is compiled once.
    let mut all: Vec<(String, Enterprise, Period)> = presets.chain(cases).collect();
    all.sort_by_key(|(_, _, period)| period.to_string());
    all
}

fn assess(
    engine: &Engine,
    enterprise: &Enterprise,
    period: Period,
    patches: &Patches,
) -> Assessment {
    engine.assess(enterprise, period, patches).unwrap()
}

fn add(a: Decimal, b: Decimal) -> Decimal {
    a.add(b).unwrap()
}

#[test]
fn the_waterfall_ends_exactly_at_the_total_and_members_add_up() {
    let engine = golden::engine();
    for (name, enterprise, period) in enterprises(&engine) {
        let result = assess(&engine, &enterprise, period, &Patches::default());
        let totals = &result.totals;
        let fall = &totals.waterfall;
        let end = fall
            .steps
            .iter()
            .fold(fall.start, |sum, (_, step)| add(sum, *step));
        assert_eq!(end, fall.end, "{name}");
        let cost = totals
            .members
            .iter()
            .filter_map(|m| m.value)
            .fold(Decimal::ZERO, add);
        assert_eq!(cost, totals.cost, "{name}");
        let baseline = totals
            .members
            .iter()
            .filter_map(|m| m.baseline)
            .fold(Decimal::ZERO, add);
        assert_eq!(baseline, totals.baseline, "{name}");
        if totals.complete {
            assert_eq!(
                totals.baseline.sub(totals.cost).unwrap(),
                totals.saving,
                "{name}"
            );
            assert_eq!(fall.end, totals.cost, "{name}");
            assert_eq!(fall.start, totals.baseline, "{name}");
        }
    }
}

#[test]
fn a_lever_switched_off_changes_the_total_by_its_stand_alone_effect() {
    let engine = golden::engine();
    let presets = enterprises(&engine)
        .into_iter()
        .filter(|(name, ..)| name.starts_with("presets"));
    for (turn, (name, enterprise, period)) in presets.enumerate() {
        let result = assess(&engine, &enterprise, period, &Patches::default());
        for (at, line) in result.levers.iter().enumerate() {
            let Effect::Known(effect) = line.stand_alone else {
                continue;
            };
            // Most levers move nothing of most enterprises: of those a part, another one each time.
            if effect.is_zero() && !(at + turn).is_multiple_of(23) {
                continue;
            }
            let lever = engine.rulebook().levers[line.lever].id.clone();
            let off = Patches {
                changes: vec![Change::Off {
                    lever: lever.clone(),
                }],
            };
            let without = assess(&engine, &enterprise, period, &off);
            let change = result.totals.cost.sub(without.totals.cost).unwrap();
            assert_eq!(change, effect, "{name}: {lever}");
        }
    }
}

#[test]
fn the_cells_of_a_calendar_add_up_to_each_amount_and_its_months_to_their_lines() {
    let engine = golden::engine();
    let book = engine.rulebook();
    let mut spread = 0;
    for (name, enterprise, period) in enterprises(&engine) {
        let none = Patches::default();
        let result = assess(&engine, &enterprise, period, &none);
        let calendar = engine.calendar(&enterprise, &none, &result).unwrap();
        let mut months = vec![[Decimal::ZERO; 3]; calendar.months.len()];
        for line in &result.amounts {
            let kind = book.amounts[line.of.amount].kind;
            let column = match kind {
                AmountKind::Cost | AmountKind::Surcharge => 0,
                AmountKind::Subsidy => 1,
                AmountKind::CashKept => 2,
                _ => continue,
            };
            let id = &book.amounts[line.of.amount].id;
            let found = calendar.lines.iter().find(|found| found.of == line.of);
            let Some(found) = found else {
                let nothing = line.value.is_none_or(Decimal::is_zero);
                assert!(nothing, "{name}: {id} is not in the calendar");
                continue;
            };
            let sum = found.cells.iter().copied().fold(Decimal::ZERO, add);
            let same = sum.to_rational() == line.value.unwrap().to_rational();
            assert!(same, "{name}: {id} is {:?}, its months {sum}", line.value);
            for (month, cell) in months.iter_mut().zip(&found.cells) {
                month[column] = add(month[column], *cell);
            }
            spread += 1;
        }
        for (line, month) in calendar.months.iter().zip(months) {
            let shown = [line.paid, line.received, line.kept].map(Decimal::to_rational);
            assert_eq!(
                shown,
                month.map(Decimal::to_rational),
                "{name} {}",
                line.month
            );
        }
    }
    assert!(spread > 500, "{spread}");
}

#[test]
fn what_makes_something_dearer_or_threatens_says_so() {
    let engine = golden::engine();
    let book = engine.rulebook();
    for amount in book.amounts.values() {
        let threat = matches!(amount.kind, AmountKind::Surcharge | AmountKind::Exposure);
        if let Some(lever) = amount.lever.filter(|_| threat) {
            let lever = &book.levers[lever];
            assert_ne!(
                lever.nature,
                Nature::Support,
                "{} owns {}",
                lever.id,
                amount.id
            );
        }
    }
}

#[test]
fn months_of_a_year_partition_what_is_paid_by_the_month() {
    let engine = golden::engine();
    let book = engine.rulebook();
    let whole = Period::parse("2017").unwrap();
    let all: Vec<_> = enterprises(&engine)
        .into_iter()
        .filter(|(_, _, period)| *period == whole)
        .collect();
    let lines = |period: Period| -> Vec<_> {
        let none = Patches::default();
        all.iter()
            .map(|(_, e, _)| assess(&engine, e, period, &none).amounts)
            .collect()
    };
    let years = lines(whole);
    let mut sums: Vec<Vec<Option<Decimal>>> = years
        .iter()
        .map(|year| vec![Some(Decimal::ZERO); year.len()])
        .collect();
    for month in 1..=12 {
        let month = Month::new(2017, month).unwrap();
        for (sums, part) in sums
            .iter_mut()
            .zip(lines(Period::new(month, month).unwrap()))
        {
            for (sum, line) in sums.iter_mut().zip(&part) {
                // What is not in force or not settled in a month adds nothing to the year.
                let idle = matches!(line.status, Status::NotInForce | Status::NotSettled);
                let value = line.value.or(idle.then_some(Decimal::ZERO));
                *sum = sum.zip(value).map(|(a, b)| add(a, b));
            }
        }
    }
    for ((name, ..), (sums, year)) in all.iter().zip(sums.iter().zip(&years)) {
        for (sum, line) in sums.iter().zip(year) {
            let amount = &book.amounts[line.of.amount];
            let exact = amount.rounding == AmountRounding::Exact;
            let whole = match amount.timing {
                Timing::Month => amount.kind != AmountKind::Step || exact,
                Timing::Settlement => true,
                _ => false,
            };
            if let (true, Some(sum), Some(value)) = (whole, sum, line.value) {
                assert_eq!(*sum, value, "{name}: {}", amount.id);
            }
        }
    }
}

#[test]
fn setting_what_the_law_says_already_changes_nothing_and_says_so() {
    let engine = golden::engine();
    let preset = enterprises(&engine).remove(0);
    let period = Period::parse("2017").unwrap();
    let mut patches = Patches::default();
    patches
        .push_text("stabilisation_base=enterprise_and_employees")
        .unwrap();
    let compiled = engine.compiled(period, &patches).unwrap();
    assert_eq!(compiled.warnings.len(), 1);
    let same = assess(&engine, &preset.1, period, &patches);
    assert_eq!(
        same,
        assess(&engine, &preset.1, period, &Patches::default())
    );
}

#[test]
fn an_unknown_name_in_a_patch_is_refused_with_the_nearest_one() {
    let engine = golden::engine();
    let mut patches = Patches::default();
    patches.push_text("stabilization_base=enterprise").unwrap();
    let found = engine
        .compiled(Period::parse("2017").unwrap(), &patches)
        .err()
        .unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].help.as_deref(),
        Some("did you mean `stabilisation_base`?")
    );
}

#[test]
fn a_period_outside_the_covered_months_is_refused() {
    let engine = golden::engine();
    for period in ["2010", "2027-01"] {
        let period = Period::parse(period).unwrap();
        let found = engine.compiled(period, &Patches::default()).err().unwrap();
        assert_eq!(found[0].code, "R0601");
    }
}

#[test]
fn every_explanation_names_a_clause_or_rests_on_facts_alone() {
    let engine = golden::engine();
    let book = engine.rulebook();
    let mut bare = BTreeSet::new();
    for (_, enterprise, period) in enterprises(&engine)
        .into_iter()
        .filter(|(name, ..)| name.starts_with("presets"))
    {
        let result = assess(&engine, &enterprise, period, &Patches::default());
        for line in result.amounts.iter().filter(|line| line.present) {
            let explained = engine
                .explain(&enterprise, period, &Patches::default(), line.of)
                .unwrap()
                .unwrap();
            let cited = !explained.cite.is_empty()
                || explained
                    .parameters
                    .iter()
                    .flat_map(|p| &p.values)
                    .all(|v| !v.cite.is_empty());
            if !cited {
                bare.insert(book.amounts[line.of.amount].id.clone());
            }
            for segment in &explained.segments {
                assert!(
                    !segment.words.is_empty(),
                    "{}",
                    book.amounts[line.of.amount].id
                );
            }
        }
    }
    assert!(bare.is_empty(), "{bare:?}");
}

#[test]
fn what_can_no_longer_matter_is_not_asked() {
    let engine = golden::engine();
    let book = engine.rulebook();
    let facts = "[facts]\npower_industry = \"none\"\n";
    let (enterprise, _) = from_toml(book, facts, FileId(0));
    let result = assess(
        &engine,
        &enterprise,
        Period::parse("2017").unwrap(),
        &Patches::default(),
    );
    let asked: Vec<String> = result
        .relevance
        .facts
        .iter()
        .map(|slot| book.slot_name(*slot))
        .collect();
    assert!(asked.contains(&"power_industry".to_owned()));
    assert!(asked.contains(&"electricity_kwh".to_owned()));
    assert!(!asked.contains(&"electrolysis_kwh".to_owned()), "{asked:?}");
    // A step is asked about only where something shown rests on it.
    let shown = |amount| book.amounts[amount].kind != AmountKind::Step;
    let unasked: BTreeSet<String> = result
        .amounts
        .iter()
        .filter(|line| shown(line.of.amount))
        .flat_map(|line| line.missing.iter().map(|slot| (line.of, *slot)))
        .filter(|(_, slot)| {
            let group = book.facts[book.fact_slots[*slot].fact].group;
            !result.relevance.facts.contains(slot)
                && !group.is_some_and(|group| result.relevance.groups.contains(&group))
        })
        .map(|(of, slot)| format!("{} of {}", book.slot_name(slot), book.amounts[of.amount].id))
        .collect();
    assert!(unasked.is_empty(), "missing but not asked for: {unasked:?}");
}

/// An enterprise with knobs set.
struct Turned<'a>(Stated<'a>, IdVec<KnobId, i128>);
impl Inputs for Turned<'_> {
    fn fact(&self, slot: FactSlotId) -> Cell {
        self.0.fact(slot)
    }
    fn rows(&self, group: GroupId) -> Option<u8> {
        self.0.rows(group)
    }
    fn knob(&self, knob: KnobId) -> Cell {
        Cell::known(self.1[knob])
    }
}

#[test]
fn a_knob_at_the_law_s_own_figure_changes_nothing() {
    let engine = golden::engine();
    let book = engine.rulebook();
    let Named::Parameter(parameter) = book.names["pension_rate"] else {
        panic!()
    };
    let period = Period::parse("2017").unwrap();
    let day = period.first().first_day();
    let Law::Number(rate) = *book.parameters[parameter].history.at(day, &|_| false).0 else {
        panic!()
    };
    let den = 10_000;
    let own = rate.in_parts_of(den).unwrap();
    let variant = || {
        vec![VariantSpec {
            book,
            off: LeverSet::default(),
            trace: false,
            only_members: false,
        }]
    };
    let knobs = vec![Knob {
        parameter,
        den,
        bounds: (0, den),
    }];
    let folded = compile(&Request {
        period,
        variants: variant(),
        knobs: Vec::new(),
    })
    .unwrap();
    let turned = compile(&Request {
        period,
        variants: variant(),
        knobs,
    })
    .unwrap();
    let values = |setting: i128, enterprise: &Enterprise| {
        let inputs = Turned(Stated(enterprise), IdVec::from_iter([setting]));
        let (a, b) = (run(&folded, &inputs.0), run(&turned, &inputs));
        let plans = folded.variants[0]
            .amounts
            .iter()
            .zip(&turned.variants[0].amounts);
        plans
            .map(|(f, t)| (a[f.total.slot], b[t.total.slot]))
            .collect::<Vec<_>>()
    };
    for (name, enterprise, _) in enterprises(&engine)
        .iter()
        .filter(|(name, ..)| name.starts_with("presets"))
    {
        assert!(
            values(own, enterprise).iter().all(|(a, b)| a == b),
            "{name}"
        );
        assert!(
            values(own + 1, enterprise).iter().any(|(a, b)| a != b),
            "{name}"
        );
    }
}
