//! Every figure of the law matters: changed, it moves some amount of some golden case or preset.

#![allow(clippy::disallowed_methods, reason = "the cases are files")]

use std::collections::BTreeSet;

use qingce::base::{Date, FileId, Period, Rational};
use qingce::check::Formula;
use qingce::check::Rulebook;
use qingce::check::history::Law;
use qingce::check::rulebook::{AmountId, ParameterId};
use qingce::enterprise::{Enterprise, from_toml};
use qingce::eval::one::run;
use qingce::program::{Cell, LeverSet, Program, Request, VariantSpec, compile};
use qingce::rulebook::{EmbeddedRules, RuleFiles};
use qingce::scenario::Patches;
use qingce::scenario::engine::Stated;

#[path = "support/golden.rs"]
#[expect(dead_code, reason = "expectations are read by another test")]
mod golden;

struct Scene {
    enterprise: Enterprise,
    period: Period,
    patches: Patches,
}

fn scenes(book: &Rulebook) -> Vec<Scene> {
    let cases = golden::cases().into_iter().map(|case| case.facts);
    let presets = book
        .info
        .presets
        .iter()
        .map(|name| EmbeddedRules.read(name).unwrap().to_string());
    cases
        .chain(presets)
        .map(|text| {
            let (enterprise, _) = from_toml(book, &text, FileId(0));
            let patches = enterprise.patch.as_ref();
            Scene {
                period: enterprise
                    .period
                    .unwrap_or_else(|| Period::parse("2017").unwrap()),
                patches: patches.map_or_else(Patches::default, |p| Patches::read(p).unwrap()),
                enterprise,
            }
        })
        .collect()
}

fn program(book: &Rulebook, off: &LeverSet, period: Period) -> Program {
    let variant = VariantSpec {
        book,
        off: off.clone(),
        trace: false,
        only_members: false,
    };
    compile(&Request {
        period,
        variants: vec![variant],
        knobs: Vec::new(),
    })
    .unwrap()
}

fn totals(program: &Program, enterprise: &Enterprise) -> Vec<(Cell, i128)> {
    let cells = run(program, &Stated(enterprise));
    let plans = &program.variants[0].amounts;
    plans
        .iter()
        .map(|plan| (cells[plan.total.slot], plan.total.den))
        .collect()
}

/// How figures are changed: a little, for what is multiplied; much, for what whole numbers are held
/// against.
const FACTORS: [(i128, i128); 3] = [(101, 100), (2, 1), (1, 2)];

/// The same figure times a factor; other kinds turned to something else, yes and no to no law.
fn changed(law: &Law, factor: Rational) -> Law {
    let changed = |law: &Law| self::changed(law, factor);
    match law {
        Law::Number(value) if value.num() == 0 => Law::Number(Rational::new(1, 100).unwrap()),
        Law::Number(value) => Law::Number(value.mul(factor).unwrap()),
        Law::Date(date) => Law::Date(Date::from_days(date.days() + 400)),
        Law::Bool(_) => Law::Absent,
        Law::Option(at) => Law::Option(u32::from(*at == 0)),
        Law::Brackets(rows) => Law::Brackets(
            rows.iter()
                .map(|(upto, law)| (*upto, changed(law)))
                .collect(),
        ),
        Law::Rows(rows) => Law::Rows(rows.iter().map(changed).collect()),
        Law::Open => Law::Number(Rational::ONE),
        other => other.clone(),
    }
}

/// The rulebook with every value of a parameter changed.
fn with(book: &Rulebook, id: ParameterId, factor: Rational) -> Rulebook {
    let mut other = book.clone();
    let parameter = &mut other.parameters[id];
    let history = &mut parameter.history;
    if parameter.open || matches!(history.opens, Law::Option(_)) {
        history.opens = changed(&history.opens, factor);
    }
    history
        .values
        .iter_mut()
        .for_each(|value| value.law = changed(&value.law, factor));
    other
}

fn parameters(formula: &Formula) -> impl Iterator<Item = ParameterId> + '_ {
    let nodes = formula.nodes.values();
    nodes.filter_map(|node| node.kind.parameter_asked())
}

/// Parameters that only conditions of levers use decide statuses and are judged there.
fn used_by_amounts(book: &Rulebook) -> BTreeSet<ParameterId> {
    let amounts: Vec<AmountId> = book.amounts.ids().collect();
    let formulas = amounts.iter().flat_map(|id| {
        let amount = &book.amounts[*id];
        amount.formulas()
    });
    let conditions = book
        .levers
        .values()
        .flat_map(|lever| lever.conditions.iter().map(|c| &c.test));
    formulas
        .chain(conditions)
        .flat_map(|formula| parameters(formula))
        .collect()
}

#[test]
fn every_parameter_moves_some_amount_in_some_case() {
    let engine = golden::engine();
    let book = engine.rulebook();
    let scenes = scenes(book);
    let mut still: BTreeSet<ParameterId> = used_by_amounts(book);
    assert_eq!(
        still.len(),
        book.parameters.len(),
        "a parameter no formula uses"
    );
    // By period and patch, so that each unchanged program is compiled once.
    let mut keys: Vec<(String, Patches)> = scenes
        .iter()
        .map(|scene| (scene.period.to_string(), scene.patches.clone()))
        .collect();
    keys.sort();
    // Those with most scenes first: what they move need not be tried with the others.
    let mut counted: Vec<(usize, (String, Patches))> = Vec::new();
    for key in keys {
        match counted.last_mut() {
            Some((count, last)) if *last == key => *count += 1,
            _ => counted.push((1, key)),
        }
    }
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let keys = counted.into_iter().map(|(_, key)| key);
    for (period, patches) in keys {
        let laid = patches.lay_over(book).unwrap();
        let (patched, off) = (laid.book, laid.off);
        let here: Vec<&Scene> = scenes
            .iter()
            .filter(|s| s.period.to_string() == period && s.patches == patches)
            .collect();
        let period = here[0].period;
        let before = program(&patched, &off, period);
        let known: Vec<_> = here
            .iter()
            .map(|s| totals(&before, &s.enterprise))
            .collect();
        for id in still.clone() {
            let moves = FACTORS.iter().any(|(up, down)| {
                let other = with(&patched, id, Rational::new(*up, *down).unwrap());
                let after = program(&other, &off, period);
                let mut pairs = here.iter().zip(&known);
                pairs.any(|(scene, known)| totals(&after, &scene.enterprise) != *known)
            });
            if moves {
                still.remove(&id);
            }
        }
    }
    let names: Vec<&str> = still
        .iter()
        .map(|id| book.parameters[*id].id.as_str())
        .collect();
    assert!(
        names.is_empty(),
        "no golden case or preset notices: {}",
        names.join(", ")
    );
}
