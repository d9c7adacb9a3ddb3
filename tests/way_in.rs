//! Why not, and the way in: a stated change makes a lever apply, one step less does not, and it is
//! worth the difference of two assessments.

#![allow(clippy::disallowed_methods, reason = "the cases are files")]

use qingce::base::{Decimal, FileId, Period};
use qingce::check::rulebook::{FactKind, LeverId, Named};
use qingce::enterprise::{Enterprise, from_toml};
use qingce::rulebook::{EmbeddedRules, RuleFiles};
use qingce::scenario::assessment::{Assessment, Effect, LeverStatus};
use qingce::scenario::way_in::{FactChange, changed};
use qingce::scenario::{Aim, Engine, Patches, Way};

#[path = "support/golden.rs"]
#[expect(dead_code, reason = "expectations are read by another test")]
mod golden;

fn assess(engine: &Engine, enterprise: &Enterprise, period: Period) -> Assessment {
    engine
        .assess(enterprise, period, &Patches::default())
        .unwrap()
}

fn ways(engine: &Engine, of: &Enterprise, period: Period, lever: LeverId, aim: Aim) -> Vec<Way> {
    engine
        .ways(of, period, &Patches::default(), (lever, aim))
        .unwrap()
}

fn lever(engine: &Engine, id: &str) -> LeverId {
    match engine.rulebook().names.get(id) {
        Some(Named::Lever(lever)) => *lever,
        other => panic!("{id} is {other:?}"),
    }
}

/// Whether the conditions of a lever hold, whatever its amounts lack.
fn applies(assessment: &Assessment, lever: LeverId) -> bool {
    let line = assessment.levers.iter().find(|line| line.lever == lever);
    let line = line.unwrap();
    let held = line.conditions.iter().all(|one| one.holds == Some(true));
    match line.status {
        LeverStatus::Applies | LeverStatus::AmountOpen => true,
        LeverStatus::NeedsFacts | LeverStatus::NotCovered => held,
        _ => false,
    }
}

/// A number one step nearer to what is stated; nothing for what has no steps.
fn one_step_less(engine: &Engine, change: FactChange) -> Option<FactChange> {
    let book = engine.rulebook();
    let fact = &book.facts[book.fact_slots[change.slot].fact];
    let from = change
        .from
        .filter(|_| matches!(fact.kind, FactKind::Number { .. }))?;
    let to = change.to - (change.to - from).signum();
    Some(FactChange { to, ..change })
}

/// Holds every way to its promise and gives how many there were, and how many have a threshold.
fn check(
    engine: &Engine,
    name: &str,
    enterprise: &Enterprise,
    period: Period,
    aim: Aim,
) -> (usize, usize) {
    let wanted = aim != Aim::Out;
    let before = assess(engine, enterprise, period);
    let (mut found, mut thresholds) = (0, 0);
    for line in &before.levers {
        let asked = match aim {
            Aim::Out => line.status == LeverStatus::Applies,
            _ => line.status == LeverStatus::DoesNotApply,
        };
        if !asked {
            continue;
        }
        let id = &engine.rulebook().levers[line.lever].id;
        for way in ways(engine, enterprise, period, line.lever, aim) {
            found += 1;
            let after = assess(engine, &changed(enterprise, &way.changes), period);
            assert_eq!(
                applies(&after, line.lever),
                wanted,
                "{name}: {id} by {:?}",
                way.changes
            );
            if before.totals.complete && after.totals.complete {
                let difference = after.totals.cost.sub(before.totals.cost).unwrap();
                assert_eq!(way.worth, Effect::Known(difference), "{name}: {id}");
            }
            for at in 0..way.changes.len() {
                let mut less = way.changes.clone();
                let Some(nearer) = one_step_less(engine, less[at]) else {
                    continue;
                };
                less[at] = nearer;
                thresholds += 1;
                let after = assess(engine, &changed(enterprise, &less), period);
                assert_eq!(
                    applies(&after, line.lever),
                    !wanted,
                    "{name}: {id} by one step less, {less:?}"
                );
            }
        }
    }
    (found, thresholds)
}

fn presets(engine: &Engine) -> Vec<(String, Enterprise)> {
    let book = engine.rulebook();
    let read = |name: &String| {
        let text = EmbeddedRules.read(name).unwrap();
        (name.clone(), from_toml(book, &text, FileId(0)).0)
    };
    book.info.presets.iter().map(read).collect()
}

#[test]
fn a_way_leads_in_one_step_less_does_not_and_it_is_worth_the_difference() {
    let engine = golden::engine();
    let (mut found, mut thresholds) = (0, 0);
    for (name, enterprise) in presets(&engine) {
        for period in ["2012-03", "2017", "2022"] {
            let period = Period::parse(period).unwrap();
            for aim in [Aim::In, Aim::Trigger, Aim::Out] {
                let counts = check(&engine, &name, &enterprise, period, aim);
                found += counts.0;
                thresholds += counts.1;
            }
        }
    }
    println!("{found} ways, {thresholds} thresholds");
    assert!(found > 100 && thresholds > 40, "{found}, {thresholds}");
}

#[test]
fn the_way_in_of_every_golden_case_keeps_its_promise() {
    let engine = golden::engine();
    let cases = golden::cases().into_iter().map(|case| {
        let (enterprise, _) = from_toml(engine.rulebook(), &case.facts, FileId(0));
        let period = enterprise.period.map(|period| period.to_string());
        (
            period.unwrap_or_else(|| "2017".to_owned()),
            case.name,
            enterprise,
        )
    });
    // By period, so that each is compiled once.
    let mut cases: Vec<_> = cases.collect();
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    for (period, name, enterprise) in cases {
        let period = Period::parse(&period).unwrap();
        check(&engine, &name, &enterprise, period, Aim::In);
    }
}

/// The direct purchase asks for less than 13 350 kWh/t; 200 000 t at 13 750 are 80 000 001 kWh over.
#[test]
fn the_threshold_of_a_smelter_is_the_last_kilowatt_hour_below_the_limit() {
    let engine = golden::engine();
    let (_, smelter) = presets(&engine).swap_remove(0);
    let period = Period::parse("2017").unwrap();
    let lever = lever(&engine, "aluminium_direct_purchase");
    let found = ways(&engine, &smelter, period, lever, Aim::In);
    assert_eq!(found.len(), 1, "{found:?}");
    let change = found[0].changes[0];
    assert_eq!(engine.rulebook().slot_name(change.slot), "electrolysis_kwh");
    assert_eq!(
        (change.from, change.to),
        (Some(2_750_000_000), 2_669_999_999)
    );
    // 13 700 kWh/t is reached on the way: 0.02 元 on 2.75 billion kWh is no longer paid.
    let saved = Decimal::parse("-55000000").unwrap();
    assert_eq!(
        found[0].worth.value().unwrap().to_rational(),
        saved.to_rational()
    );
}
