//! Whether a reform changes anything for one enterprise in one period, change by change, and why not.

use std::sync::Arc;

use super::assessment::{AmountLine, Assessment, LeverStatus};
use super::engine::{Engine, Stated};
use super::patch::Patches;
use crate::base::{Date, Diagnostic, Period};
use crate::check::history::History;
use crate::check::rulebook::{
    AmountId, AmountKind, FactSlotId, LeverId, Named, ParameterId, Rulebook,
};
use crate::enterprise::Enterprise;
use crate::eval::one::run;
use crate::program::{AmountRef, Program, Request, Status, VariantSpec, compile};
use crate::rulebook::Reform;
use crate::rulebook::draft::Revised;

/// What a reform does to one enterprise in one period.
#[derive(Clone, Debug)]
pub struct ReformEffect {
    /// The rulebook as it is with the reform; ids of everything below.
    pub book: Rulebook,
    /// Without it.
    pub before: Assessment,
    /// With it.
    pub after: Assessment,
    /// Each of its changes, in order.
    pub changes: Vec<ChangeEffect>,
    /// What it does not change, and what else to know.
    pub warnings: Vec<Diagnostic>,
}

/// One change of a reform.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeEffect {
    /// What it changes.
    pub what: What,
    /// Whether that moves anything.
    pub moves: Moves,
}

/// What a change of a reform is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// Values of a parameter.
    Parameter(ParameterId),
    /// A lever switched.
    Lever(LeverId),
    /// The formula of an amount.
    Formula(AmountId),
    /// The days a lever is in force.
    InForce(LeverId),
    /// Records added or removed.
    Records(Vec<String>),
}

/// Whether a change moves anything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Moves {
    /// These amounts, beside the other changes.
    Amounts(Vec<AmountRef>),
    /// Nothing, for this reason.
    Nothing(WhyNot),
}

/// Why a change moves nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WhyNot {
    /// The law is what the change says already.
    Same,
    /// It holds on days the period does not ask about: its first and last.
    OtherDays(Option<Date>, Option<Date>),
    /// No amount and no lever reads it.
    Unread,
    /// What it touches belongs to a lever that is not in force in the period.
    NotInForce(LeverId),
    /// What it touches belongs to a lever whose conditions fail.
    Fails(LeverId),
    /// What it touches needs facts that are not stated.
    Missing(Vec<FactSlotId>),
    /// Amounts read it and come out the same for this enterprise: its base is zero, or a limit holds.
    SameAmounts(Vec<AmountRef>),
}

impl ReformEffect {
    /// Amounts that differ, with what they were if they were there: in the order of the rulebook.
    pub fn amounts(&self) -> Vec<(Option<&AmountLine>, &AmountLine)> {
        let before = &self.before.amounts;
        let pairs = self.after.amounts.iter().map(|line| {
            let was = before.iter().find(|was| was.of == line.of);
            (was, line)
        });
        let shown = |of: AmountRef| self.book.amounts[of.amount].kind != AmountKind::Step;
        pairs
            .filter(|(_, line)| shown(line.of))
            .filter(|(was, line)| {
                let other = was.is_none_or(|was| {
                    (was.value, was.status, was.present) != (line.value, line.status, line.present)
                });
                other && !(was.is_none_or(nothing) && nothing(line))
            })
            .collect()
    }

    /// Levers whose status differs, with what it was.
    pub fn levers(&self) -> Vec<(LeverId, Option<LeverStatus>, LeverStatus)> {
        let before = &self.before.levers;
        let lines = self.after.levers.iter().map(|line| {
            let was = before.iter().find(|was| was.lever == line.lever);
            (line.lever, was.map(|was| was.status), line.status)
        });
        lines.filter(|(_, was, is)| *was != Some(*is)).collect()
    }

    /// Whether anything at all is another thing than without it.
    pub fn moves(&self) -> bool {
        let live = |status| matches!(status, LeverStatus::Applies | LeverStatus::AmountOpen);
        let levers = self.levers();
        let levers = levers
            .iter()
            .any(|(_, was, is)| was.is_some_and(live) || live(*is));
        levers || !self.amounts().is_empty()
    }
}

/// Whether a line says that nothing is paid: a known zero, or no such law.
fn nothing(line: &AmountLine) -> bool {
    match line.status {
        Status::Known => line.value.is_some_and(crate::base::Decimal::is_zero),
        status => status == Status::NotInForce || status == Status::NotSettled || !line.present,
    }
}

/// What a reform, laid over what is there already, does to an enterprise in a period.
///
/// # Errors
///
/// As [`Engine::assess`] with and without the reform.
pub fn effect(
    engine: &Engine,
    enterprise: &Enterprise,
    period: Period,
    patches: &Patches,
    reform: &Arc<Reform>,
) -> Result<ReformEffect, Vec<Diagnostic>> {
    let mut with = patches.clone();
    with.push_reform(Arc::clone(reform));
    let (before, after) = (
        engine.assess(enterprise, period, patches)?,
        engine.assess(enterprise, period, &with)?,
    );
    let law = engine.compiled(period, &with)?;
    let was = engine.compiled(period, patches)?;
    let steps = Steps::new(engine.rulebook(), patches, reform)?;
    let program = steps.program(period)?;
    let cells = run(&program, &Stated(enterprise));
    let mut changes = Vec::new();
    for (at, (what, _)) in steps.alone.iter().enumerate() {
        let ground = usize::from(!matches!(what, What::Records(_)));
        let mut moved = moved(&program, &cells, ground, at + 2);
        // A step is on the way to an amount, not one itself.
        moved.retain(|of| law.book.amounts[of.amount].kind != AmountKind::Step);
        let judge = Judge {
            was: &was.book,
            book: &law.book,
            before: &before,
            after: &after,
            period,
        };
        let moves = if moved.is_empty() && !judge.lever_moves(what, &before) {
            Moves::Nothing(judge.why(what))
        } else {
            Moves::Amounts(moved)
        };
        changes.push(ChangeEffect {
            what: what.clone(),
            moves,
        });
    }
    Ok(ReformEffect {
        book: law.book.clone(),
        before,
        after,
        changes,
        warnings: law.warnings.clone(),
    })
}

/// The law before, with the reform's records, and with each change alone on top of them.
struct Steps {
    before: super::patch::Patched,
    ground: super::patch::Patched,
    alone: Vec<(What, super::patch::Patched)>,
}

impl Steps {
    fn new(book: &Rulebook, patches: &Patches, reform: &Reform) -> Result<Steps, Vec<Diagnostic>> {
        let with = |part: Reform| {
            let mut with = patches.clone();
            with.push_reform(Arc::new(part));
            with.lay_over(book)
        };
        let mut records = Reform {
            sets: Vec::new(),
            switches: Vec::new(),
            ..reform.clone()
        };
        let revised = std::mem::take(&mut records.added.revised);
        let ground = with(records.clone())?;
        let mut alone = Vec::new();
        if records.adds() || !reform.remove.is_empty() {
            let names = reform.names().chain(&reform.remove);
            let names = names.map(|name| name.value.clone()).collect();
            alone.push((What::Records(names), with(records.clone())?));
        }
        let revising = |revised: Revised| {
            let mut part = records.clone();
            part.added.revised = revised;
            part
        };
        for one in &revised.formulas {
            if let Some(Named::Amount(id)) = ground.book.names.get(&one.0.value) {
                let part = revising(Revised {
                    formulas: vec![one.clone()],
                    ..Revised::default()
                });
                alone.push((What::Formula(*id), with(part)?));
            }
        }
        for one in &revised.in_force {
            if let Some(Named::Lever(id)) = ground.book.names.get(&one.0.value) {
                let part = revising(Revised {
                    in_force: vec![one.clone()],
                    ..Revised::default()
                });
                alone.push((What::InForce(*id), with(part)?));
            }
        }
        let mut seen: Vec<&str> = Vec::new();
        for set in &reform.sets {
            let name = set.parameter.value.as_str();
            let Some(Named::Parameter(id)) = ground.book.names.get(name) else {
                continue;
            };
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let sets = reform.sets.iter().filter(|set| set.parameter.value == name);
            let part = Reform {
                sets: sets.cloned().collect(),
                ..records.clone()
            };
            alone.push((What::Parameter(*id), with(part)?));
        }
        for switch in &reform.switches {
            if let Some(Named::Lever(id)) = ground.book.names.get(&switch.lever.value) {
                let part = Reform {
                    switches: vec![switch.clone()],
                    ..records.clone()
                };
                alone.push((What::Lever(*id), with(part)?));
            }
        }
        Ok(Steps {
            before: patches.lay_over(book)?,
            ground,
            alone,
        })
    }

    fn program(&self, period: Period) -> Result<Program, Vec<Diagnostic>> {
        let all = [&self.before, &self.ground].into_iter();
        let all = all.chain(self.alone.iter().map(|(_, law)| law));
        let variants = all.map(|law| VariantSpec {
            book: &law.book,
            off: law.off.clone(),
            trace: false,
            only_members: false,
        });
        compile(&Request {
            period,
            variants: variants.collect(),
            knobs: Vec::new(),
        })
    }
}

/// Amounts that come out differently in two variants. The same slot cannot differ.
fn moved(program: &Program, cells: &crate::eval::Cells, from: usize, to: usize) -> Vec<AmountRef> {
    let (Some(from), Some(to)) = (program.variants.get(from), program.variants.get(to)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for plan in &to.amounts {
        let was = from.amounts.iter().find(|was| was.of == plan.of);
        let Some(was) = was else {
            // What was not there counts as nothing.
            if cells[plan.total.slot].get().is_some_and(|value| value != 0) {
                found.push(plan.of);
            }
            continue;
        };
        if (was.total.slot, was.total.den) == (plan.total.slot, plan.total.den) {
            continue;
        }
        let (a, b) = (cells[was.total.slot], cells[plan.total.slot]);
        let same = match (a.get(), b.get()) {
            (Some(x), Some(y)) => {
                // Cross-multiplied, in whole numbers; past their range the slots count as different.
                x.checked_mul(plan.total.den) == y.checked_mul(was.total.den)
                    && x.checked_mul(plan.total.den).is_some()
            }
            (None, None) => a.status == b.status,
            // No such law is as much as nothing.
            (Some(0), None) => b.status == Status::NotInForce,
            (None, Some(0)) => a.status == Status::NotInForce,
            _ => false,
        };
        if !same {
            found.push(plan.of);
        }
    }
    found
}

/// Finds out why a change moves nothing.
struct Judge<'a> {
    /// The law without the reform.
    was: &'a Rulebook,
    /// The law with it.
    book: &'a Rulebook,
    before: &'a Assessment,
    after: &'a Assessment,
    period: Period,
}

impl Judge<'_> {
    /// Whether a lever of the change has another status than before.
    fn lever_moves(&self, what: &What, before: &Assessment) -> bool {
        let status = |of: &Assessment, lever: LeverId| {
            let line = of.levers.iter().find(|line| line.lever == lever);
            line.map(|line| line.status)
        };
        let works = |status| matches!(status, Some(LeverStatus::Applies | LeverStatus::AmountOpen));
        let live = |lever: &LeverId| {
            let (was, is) = (status(before, *lever), status(self.after, *lever));
            was != is && (works(was) || works(is))
        };
        match what {
            What::Lever(lever) | What::InForce(lever) => live(lever),
            What::Records(_) => {
                let added = self.book.levers.ids().skip(self.was.levers.len());
                added.into_iter().any(|lever| {
                    status(self.after, lever) == Some(LeverStatus::Applies)
                        && self.book.levers[lever].amounts.is_empty()
                })
            }
            What::Parameter(_) | What::Formula(_) => false,
        }
    }

    fn why(&self, what: &What) -> WhyNot {
        match what {
            What::Parameter(id) => self.parameter(*id),
            // Of a lever switched off, what it was before is what is asked about.
            What::Lever(lever) => standing(self.before, *lever).unwrap_or_else(|| {
                let owned = self.book.levers[*lever].amounts.iter();
                WhyNot::SameAmounts(owned.map(|amount| self.first(*amount)).collect())
            }),
            What::Records(_) => self.records(),
            What::Formula(id) => self.formula(*id),
            What::InForce(lever) => self.in_force(*lever),
        }
    }

    fn formula(&self, id: AmountId) -> WhyNot {
        let is = &self.book.amounts[id];
        if self
            .was
            .amounts
            .get(id)
            .is_some_and(|was| was.formula.text == is.formula.text)
        {
            return WhyNot::Same;
        }
        if let Some(why) = is.lever.and_then(|lever| self.owned_by(lever)) {
            return why;
        }
        let of = self.first(id);
        let missing = self.missing(&[of]);
        if missing.is_empty() {
            WhyNot::SameAmounts(vec![of])
        } else {
            WhyNot::Missing(missing)
        }
    }

    fn in_force(&self, id: LeverId) -> WhyNot {
        let spans = |book: &Rulebook| -> Vec<(Date, Option<Date>)> {
            let lever = book.levers.get(id);
            let spans = lever.iter().flat_map(|lever| &lever.in_force);
            spans.map(|span| (span.from, span.to)).collect()
        };
        if spans(self.was) == spans(self.book) {
            return WhyNot::Same;
        }
        self.owned_by(id).unwrap_or_else(|| {
            let owned = self.book.levers[id].amounts.iter();
            WhyNot::SameAmounts(owned.map(|amount| self.first(*amount)).collect())
        })
    }

    fn records(&self) -> WhyNot {
        let levers = self.book.levers.ids().skip(self.was.levers.len());
        for lever in levers {
            if let Some(why) = self.owned_by(lever) {
                return why;
            }
        }
        let amounts = self.book.amounts.ids().skip(self.was.amounts.len());
        let amounts: Vec<AmountRef> = amounts.map(|id| self.first(id)).collect();
        let missing = self.missing(&amounts);
        match (amounts.is_empty(), missing.is_empty()) {
            (true, _) => WhyNot::Unread,
            (_, false) => WhyNot::Missing(missing),
            _ => WhyNot::SameAmounts(amounts),
        }
    }

    fn parameter(&self, id: ParameterId) -> WhyNot {
        let is = &self.book.parameters[id].history;
        if let Some(was) = self.was.parameters.get(id) {
            let was = &was.history;
            if !differ(was, is, Date::BEGINNING, None) {
                return WhyNot::Same;
            }
            let year = self.period.calendar_year();
            let (first, last) = (Date::new(year - 1, 1, 1), Date::new(year, 12, 31));
            if !differ(was, is, first.unwrap_or(Date::BEGINNING), last) {
                let (from, to) = days(was, is);
                return WhyNot::OtherDays(from, to);
            }
        }
        let readers = Readers::of(self.book, id);
        if readers.amounts.is_empty() && readers.levers.is_empty() {
            return WhyNot::Unread;
        }
        let mut levers = readers.levers.clone();
        let owners = readers
            .amounts
            .iter()
            .map(|of| self.book.amounts[of.amount].lever);
        let all_owned = owners.clone().all(|owner| owner.is_some());
        levers.extend(owners.flatten());
        if all_owned {
            let why: Vec<WhyNot> = levers
                .iter()
                .filter_map(|lever| self.owned_by(*lever))
                .collect();
            if why.len() == levers.len()
                && let Some(first) = why.into_iter().next()
            {
                return first;
            }
        }
        let missing = self.missing(&readers.amounts);
        if missing.is_empty() {
            WhyNot::SameAmounts(readers.amounts)
        } else {
            WhyNot::Missing(missing)
        }
    }

    /// Why what a lever owns is nothing, if that is so.
    fn owned_by(&self, lever: LeverId) -> Option<WhyNot> {
        standing(self.after, lever)
    }

    /// The facts some amounts lack.
    fn missing(&self, amounts: &[AmountRef]) -> Vec<FactSlotId> {
        let lines = self.after.amounts.iter();
        let lines = lines.filter(|line| amounts.iter().any(|of| of.amount == line.of.amount));
        let mut facts: Vec<FactSlotId> = lines.flat_map(|line| line.missing.clone()).collect();
        facts.sort_unstable();
        facts.dedup();
        facts
    }

    fn first(&self, amount: crate::check::rulebook::AmountId) -> AmountRef {
        AmountRef {
            amount,
            row: self.book.amounts[amount].group.map(|_| 0),
        }
    }
}

/// Why what a lever owns is nothing in an assessment, if that is so.
fn standing(of: &Assessment, lever: LeverId) -> Option<WhyNot> {
    let line = of.levers.iter().find(|line| line.lever == lever)?;
    match line.status {
        LeverStatus::NotInForce | LeverStatus::NotSettled => Some(WhyNot::NotInForce(lever)),
        LeverStatus::DoesNotApply => Some(WhyNot::Fails(lever)),
        LeverStatus::NeedsFacts => Some(WhyNot::Missing(line.missing.clone())),
        _ => None,
    }
}

/// Whether two histories say different things on some day from one to another.
fn differ(a: &History, b: &History, from: Date, to: Option<Date>) -> bool {
    if a.opens != b.opens && from == Date::BEGINNING {
        return true;
    }
    change_days(a, b)
        .into_iter()
        .chain([from])
        .any(|day| day >= from && to.is_none_or(|to| day <= to) && said(a, day) != said(b, day))
}

/// The law of a day and whose it is.
fn said(history: &History, day: Date) -> (&crate::check::history::Law, Option<LeverId>) {
    let (law, dated) = history.at(day, &|_| false);
    (law, dated.and_then(|dated| dated.lever))
}

/// Days on which one of two histories may change; of yearly ones also the ends of years.
fn change_days(a: &History, b: &History) -> Vec<Date> {
    let values = a.values.iter().chain(&b.values);
    let ends = values.clone().filter_map(|value| {
        Date::new(value.from.year() + 1, 1, 1).filter(|_| a.yearly || b.yearly)
    });
    let mut days: Vec<Date> = values.map(|value| value.from).chain(ends).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// First and last day on which two histories differ.
fn days(a: &History, b: &History) -> (Option<Date>, Option<Date>) {
    let days = change_days(a, b);
    let differs: Vec<bool> = days
        .iter()
        .map(|day| said(a, *day) != said(b, *day))
        .collect();
    let from = days.iter().zip(&differs).find(|(_, differs)| **differs);
    let from = from
        .map(|(day, _)| *day)
        .filter(|day| *day != Date::BEGINNING);
    let last = differs.iter().rposition(|differs| *differs);
    let to = last
        .and_then(|at| days.get(at + 1))
        .map(|day| day.previous());
    (from, to)
}

/// Amounts and levers whose own formulas read a parameter.
#[derive(Default)]
pub struct Readers {
    /// Amounts; of a group's the first row.
    pub amounts: Vec<AmountRef>,
    /// Levers.
    pub levers: Vec<LeverId>,
}

impl Readers {
    /// Who reads a parameter.
    pub fn of(book: &Rulebook, parameter: ParameterId) -> Readers {
        let mut readers = Readers::default();
        for (id, amount) in book.amounts.iter() {
            let mut formulas = amount.formulas();
            if formulas.any(|formula| formula.asks_parameter(parameter)) {
                readers.amounts.push(AmountRef {
                    amount: id,
                    row: amount.group.map(|_| 0),
                });
            }
        }
        for (id, lever) in book.levers.iter() {
            if lever
                .conditions
                .iter()
                .any(|one| one.test.asks_parameter(parameter))
            {
                readers.levers.push(id);
            }
        }
        readers
    }
}
