//! What the documents leave open is open, and a figure supplied closes it: for every open figure of the
//! rulebook there is an enterprise of the golden cases or presets whose amount waits for it alone or
//! with others; supplied, the amount is known, and says that it rests on an assumption.

#![allow(clippy::disallowed_methods, reason = "the cases are files")]

use std::collections::BTreeSet;

use qingce::base::{FileId, Period};
use qingce::check::Rulebook;
use qingce::check::history::{Grade, Law};
use qingce::check::rulebook::{AmountId, Figures, LeverId, ParameterId};
use qingce::enterprise::{Enterprise, from_toml};
use qingce::explain::explanation::Explanation;
use qingce::program::{AmountRef, Status};
use qingce::rulebook::{EmbeddedRules, RuleFiles};
use qingce::scenario::assessment::{Assessment, LeverStatus};
use qingce::scenario::patch::Change;
use qingce::scenario::{Engine, Patches};

#[path = "support/golden.rs"]
#[expect(dead_code, reason = "expectations are read by another test")]
mod golden;

/// An enterprise of a golden case or preset, whatever figures it supplied taken back.
struct Scene {
    enterprise: Enterprise,
    period: Period,
    patches: Patches,
    /// What the case supplied: parameter and value.
    supplied: Vec<(String, String)>,
}

fn scenes(book: &Rulebook) -> Vec<Scene> {
    let presets = book.info.presets.iter();
    let presets = presets.map(|name| EmbeddedRules.read(name).unwrap().to_string());
    let texts = golden::cases().into_iter().map(|case| case.facts);
    texts
        .chain(presets)
        .map(|text| scene(book, &text))
        .collect()
}

fn scene(book: &Rulebook, text: &str) -> Scene {
    let (enterprise, _) = from_toml(book, text, FileId(0));
    let laid = enterprise.patch.as_ref();
    let mut patches = laid.map_or_else(Patches::default, |laid| Patches::read(laid).unwrap());
    let open: BTreeSet<&str> = open(book)
        .map(|id| book.parameters[id].id.as_str())
        .collect();
    let mut supplied = Vec::new();
    patches.changes.retain(|change| match change {
        Change::Set {
            parameter, value, ..
        } if open.contains(parameter.as_str()) => {
            supplied.push((parameter.clone(), value.clone()));
            false
        }
        _ => true,
    });
    Scene {
        period: enterprise
            .period
            .unwrap_or_else(|| Period::parse("2017").unwrap()),
        enterprise,
        patches,
        supplied,
    }
}

/// Parameters the documents set no figure for.
fn open(book: &Rulebook) -> impl Iterator<Item = ParameterId> + '_ {
    let all = book.parameters.iter();
    all.filter(|(_, parameter)| parameter.open || parameter.history.opens == Law::Open)
        .map(|(id, _)| id)
}

impl Scene {
    fn assess(&self, engine: &Engine, patches: &Patches) -> Assessment {
        engine
            .assess(&self.enterprise, self.period, patches)
            .unwrap_or_else(|found| panic!("{found:?}"))
    }

    /// The patches with a figure for a parameter: the case's own, or one.
    fn with(&self, book: &Rulebook, patches: &Patches, id: ParameterId) -> Patches {
        let name = &book.parameters[id].id;
        let own = self.supplied.iter().find(|(known, _)| known == name);
        let value = own.map_or("1", |(_, value)| value.as_str());
        let mut patches = patches.clone();
        patches.push_text(&format!("{name}={value}")).unwrap();
        patches
    }
}

/// What one open figure held back in one scene.
struct Held<'s> {
    scene: &'s Scene,
    of: AmountRef,
    lever: Option<LeverStatus>,
}

fn held<'s>(book: &Rulebook, known: &'s [(Scene, Assessment)], id: ParameterId) -> Vec<Held<'s>> {
    let of_scene = |(scene, result): &'s (Scene, Assessment)| {
        let waiting = |line: &&qingce::scenario::assessment::AmountLine| {
            line.present && line.status == Status::Open && line.unsettled.contains(&id)
        };
        let held = |line: &qingce::scenario::assessment::AmountLine| Held {
            scene,
            of: line.of,
            lever: owner(book, line.of.amount).map(|lever| status(result, lever)),
        };
        let lines: Vec<Held<'s>> = result.amounts.iter().filter(waiting).map(held).collect();
        lines
    };
    known.iter().flat_map(of_scene).collect()
}

fn owner(book: &Rulebook, amount: AmountId) -> Option<LeverId> {
    book.amounts[amount].lever
}

fn status(result: &Assessment, lever: LeverId) -> LeverStatus {
    let line = result.levers.iter().find(|line| line.lever == lever);
    line.map_or(LeverStatus::NotInForce, |line| line.status)
}

/// The amount and what else its lever owns with every figure they wait for supplied, one after the other;
/// the patches that did it.
fn supplied(engine: &Engine, held: &Held<'_>) -> Result<Patches, String> {
    let book = engine.rulebook();
    let lever = owner(book, held.of.amount);
    let mut patches = held.scene.patches.clone();
    for _ in 0..8 {
        let result = held.scene.assess(engine, &patches);
        let own =
            |of: AmountRef| of == held.of || (lever.is_some() && owner(book, of.amount) == lever);
        let lines = result.amounts.iter().filter(|line| own(line.of));
        let waiting: BTreeSet<ParameterId> = lines
            .filter(|line| line.present && line.status == Status::Open)
            .flat_map(|line| line.unsettled.iter().copied())
            .collect();
        if waiting.is_empty() {
            let line = result.amounts.iter().find(|line| line.of == held.of);
            return match line.map(|line| line.status) {
                Some(Status::Known) => Ok(patches),
                other => Err(format!("{other:?}")),
            };
        }
        for id in waiting {
            patches = held.scene.with(book, &patches, id);
        }
    }
    Err("still open".to_owned())
}

/// Whether an explanation marks a parameter's value as an assumption.
fn marked(explanation: &Explanation, id: ParameterId) -> bool {
    explanation.parameters.iter().any(|used| {
        let mut values = used.values.iter();
        used.parameter == id && values.all(|value| value.grade == Some(Grade::Assumption))
    })
}

/// Whether some scene shows what is promised of an open figure; else why none does.
fn tried(engine: &Engine, known: &[(Scene, Assessment)], id: ParameterId) -> Result<(), String> {
    let all = held(engine.rulebook(), known, id);
    if all.is_empty() {
        return Err("no golden case or preset waits for it".to_owned());
    }
    let mut why = Vec::new();
    for held in &all {
        match tried_in(engine, held, id) {
            Ok(()) => return Ok(()),
            Err(reason) => why.push(reason),
        }
    }
    why.sort();
    why.dedup();
    Err(why.join("; "))
}

fn tried_in(engine: &Engine, held: &Held<'_>, id: ParameterId) -> Result<(), String> {
    if let Some(status) = held
        .lever
        .filter(|status| *status != LeverStatus::AmountOpen)
    {
        return Err(format!("the lever that owns it is {status:?}, not open"));
    }
    let patches = supplied(engine, held)?;
    let scene = held.scene;
    let explained = engine
        .explain(&scene.enterprise, scene.period, &patches, held.of)
        .map_err(|found| format!("{found:?}"))?
        .ok_or("nothing to explain")?;
    if !marked(&explained, id) {
        return Err("known, but not marked as an assumption".to_owned());
    }
    if let Some(lever) = owner(engine.rulebook(), held.of.amount) {
        let after = status(&scene.assess(engine, &patches), lever);
        if after != LeverStatus::Applies {
            return Err(format!("the lever is then {after:?}"));
        }
    }
    Ok(())
}

#[test]
fn every_open_figure_supplied_makes_an_amount_known_and_marked() {
    let engine = golden::engine();
    let book = engine.rulebook();
    let known: Vec<(Scene, Assessment)> = scenes(book)
        .into_iter()
        .map(|scene| {
            let result = scene.assess(&engine, &scene.patches);
            (scene, result)
        })
        .collect();
    let wrong: Vec<String> = open(book)
        .filter_map(|id| {
            let why = tried(&engine, &known, id).err()?;
            Some(format!("`{}`: {why}", book.parameters[id].id))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Levers whose figures are open and that have no amount to supply one for: what they promise or ask is no
/// sum (a deposit the authorities set case by case, a preference, easier formalities, use of waste land).
const WITHOUT_AMOUNT: [&str; 12] = [
    "migrant_wage_deposit",
    "government_purchase",
    "export_facilitation",
    "four_wastelands",
    "receiver_sales_duty",
    "logistics_demonstration",
    "student_startup_fund",
    "off_post_founders",
    "retail_facilitation",
    "farm_operator_support",
    "farm_service_tax_relief",
    "headquarters_support",
];

/// Every other open lever owns an amount that reads an open figure, directly or through another amount.
#[test]
fn every_open_lever_has_an_open_figure() {
    let engine = golden::engine();
    let book = engine.rulebook();
    let open: BTreeSet<ParameterId> = open(book).collect();
    let without: Vec<&str> = book
        .levers
        .values()
        .filter(|lever| lever.figures == Figures::Open)
        .filter(|lever| !lever.amounts.iter().any(|id| reads(book, *id, &open)))
        .map(|lever| lever.id.as_str())
        .collect();
    assert_eq!(
        without, WITHOUT_AMOUNT,
        "marked open: either an amount of theirs waits for a figure, or they are named here with why"
    );
    for id in WITHOUT_AMOUNT {
        let lever = book.levers.values().find(|lever| lever.id == id).unwrap();
        assert!(lever.amounts.is_empty(), "`{id}` has amounts");
    }
}

fn reads(book: &Rulebook, id: AmountId, open: &BTreeSet<ParameterId>) -> bool {
    use qingce::check::expr::NodeKind;
    let amount = &book.amounts[id];
    let mut nodes = amount.formulas().flat_map(|formula| formula.nodes.values());
    nodes.any(|node| match node.kind {
        NodeKind::Amount(id) => reads(book, id, open),
        _ => node.kind.parameter().is_some_and(|id| open.contains(&id)),
    })
}
