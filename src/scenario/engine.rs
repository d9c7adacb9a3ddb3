//! A rulebook ready to assess: programs compiled once for each period and list of patches.

use std::cell::RefCell;
use std::rc::Rc;

use super::assessment::Assessment;
use super::calendar::{Calendar, calendar};
use super::exposures::{Exposure, exposures};
use super::patch::Patches;
use super::trial::moved;
use super::way_in::{self, Aim, Way};
use super::{levers, questions, relevance, totals};
use crate::base::{Diagnostic, Period};
use crate::check::Rulebook;
use crate::check::rulebook::{AmountId, FactSlotId, GroupId, LeverId};
use crate::enterprise::Enterprise;
use crate::eval::one::{Inputs, run};
use crate::explain::{self, Explanation, Source, Worked};
use crate::program::op::{Cell, KnobId, Status};
use crate::program::plan::Program;
use crate::program::{AmountRef, LeverSet, Request, VariantSpec, compile};

/// How many compiled periods are kept.
const KEPT: usize = 8;

/// A rulebook ready to assess enterprises.
pub struct Engine {
    book: Rc<Rulebook>,
    compiled: RefCell<Vec<Rc<Compiled>>>,
}

/// A rulebook with patches, compiled for one period.
pub struct Compiled {
    /// The period.
    pub period: Period,
    /// The patches.
    pub patches: Patches,
    /// The rulebook with the patches laid over it.
    pub book: Rulebook,
    /// Levers the patches switch off.
    pub off: LeverSet,
    /// What the patches do not change.
    pub warnings: Vec<Diagnostic>,
    /// All variants: as it is (traced), no lever, each lever off, levers restored one by one.
    pub program: Program,
    /// The rulebook as it is, alone.
    pub plain: Program,
    /// For each slot of `program`, whether a fact that can be changed has a part in it.
    pub changeable: Vec<bool>,
}

impl Compiled {
    /// Position of the variant without any lever.
    pub const BASELINE: usize = 1;

    /// Position of the variant with only this lever off.
    pub fn without(lever: LeverId) -> usize {
        use crate::base::ids::Id;
        2 + lever.index()
    }

    /// Position of the variant with the first `restored` levers on and the rest off.
    pub fn restored(&self, restored: usize) -> usize {
        let levers = self.book.levers.len();
        match restored {
            0 => Compiled::BASELINE,
            n if n >= levers => 0,
            n => 1 + levers + n,
        }
    }

    /// Amounts that make the total.
    pub fn members(&self) -> impl Iterator<Item = (AmountId, i128)> + '_ {
        self.book
            .amounts
            .iter()
            .filter_map(|(id, amount)| Some((id, amount.kind.sign()?)))
    }
}

/// An enterprise's facts as a program reads them.
pub struct Stated<'a>(pub &'a Enterprise);

impl Inputs for Stated<'_> {
    fn fact(&self, slot: FactSlotId) -> Cell {
        self.0
            .fact(slot)
            .map_or(Cell::not(Status::Missing), Cell::known)
    }

    fn rows(&self, group: GroupId) -> Option<u8> {
        self.0.rows(group)
    }

    fn knob(&self, _: KnobId) -> Cell {
        Cell::not(Status::Missing)
    }
}

impl Engine {
    /// An engine for a rulebook.
    pub fn new(book: Rulebook) -> Engine {
        Engine {
            book: Rc::new(book),
            compiled: RefCell::new(Vec::new()),
        }
    }

    /// The rulebook, without patches.
    pub fn rulebook(&self) -> &Rulebook {
        &self.book
    }

    /// The rulebook with patches, compiled for a period; remembered.
    ///
    /// # Errors
    ///
    /// - what [`Patches::lay_over`] refuses
    /// - what [`compile`] refuses, such as a period outside the months the rulebook covers
    pub fn compiled(
        &self,
        period: Period,
        patches: &Patches,
    ) -> Result<Rc<Compiled>, Vec<Diagnostic>> {
        let mut kept = self.compiled.borrow_mut();
        if let Some(at) = kept
            .iter()
            .position(|c| c.period == period && c.patches == *patches)
        {
            let found = kept.remove(at);
            kept.push(Rc::clone(&found));
            return Ok(found);
        }
        let patched = patches.lay_over(&self.book)?;
        let mut variants = vec![whole(&patched.book, patched.off.clone(), true)];
        let all = LeverSet::all(&patched.book);
        variants.push(whole(&patched.book, all, false));
        for lever in patched.book.levers.ids() {
            let mut off = patched.off.clone();
            off.insert(lever);
            variants.push(totals_of(&patched.book, off));
        }
        let ids: Vec<LeverId> = patched.book.levers.ids().collect();
        for restored in 1..ids.len() {
            let mut off = patched.off.clone();
            ids.iter()
                .skip(restored)
                .for_each(|lever| off.insert(*lever));
            variants.push(totals_of(&patched.book, off));
        }
        let program = compile(&Request {
            period,
            variants,
            knobs: Vec::new(),
        })?;
        let alone = vec![whole(&patched.book, patched.off.clone(), false)];
        let plain = compile(&Request {
            period,
            variants: alone,
            knobs: Vec::new(),
        })?;
        let facts = patched.book.fact_slots.iter();
        let facts = facts.filter(|(_, slot)| patched.book.facts[slot.fact].changeable);
        let facts: Vec<FactSlotId> = facts.map(|(slot, _)| slot).collect();
        let changeable = moved(&program, &facts);
        let compiled = Rc::new(Compiled {
            period,
            patches: patches.clone(),
            book: patched.book,
            off: patched.off,
            warnings: patched.warnings,
            program,
            plain,
            changeable,
        });
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Rc::clone(&compiled));
        Ok(compiled)
    }

    /// Everything there is to say about an enterprise in a period.
    ///
    /// # Errors
    ///
    /// As [`Engine::compiled`].
    pub fn assess(
        &self,
        enterprise: &Enterprise,
        period: Period,
        patches: &Patches,
    ) -> Result<Assessment, Vec<Diagnostic>> {
        let compiled = self.compiled(period, patches)?;
        let cells = run(&compiled.program, &Stated(enterprise));
        let amounts = totals::amounts(&compiled, &cells);
        let totals = totals::totals(&compiled, &cells);
        Ok(Assessment {
            period,
            stretches: totals::stretches(&compiled),
            levers: levers::levers(&compiled, &cells),
            questions: questions::questions(&compiled, enterprise, &amounts),
            relevance: relevance::relevance(&compiled, &cells),
            amounts,
            totals,
        })
    }

    /// The ways into a lever that does not apply, into one that threatens, or out of one that applies:
    /// all of the fewest changes, the one that saves most first.
    ///
    /// # Errors
    ///
    /// As [`Engine::compiled`].
    pub fn ways(
        &self,
        enterprise: &Enterprise,
        period: Period,
        patches: &Patches,
        (lever, aim): (LeverId, Aim),
    ) -> Result<Vec<Way>, Vec<Diagnostic>> {
        let compiled = self.compiled(period, patches)?;
        Ok(way_in::ways(&compiled, enterprise, lever, aim))
    }

    /// The months of a period that was assessed.
    ///
    /// # Errors
    ///
    /// As [`Engine::compiled`].
    pub fn calendar(
        &self,
        enterprise: &Enterprise,
        patches: &Patches,
        assessment: &Assessment,
    ) -> Result<Calendar, Vec<Diagnostic>> {
        let compiled = self.compiled(assessment.period, patches)?;
        let cells = run(&compiled.program, &Stated(enterprise));
        Ok(calendar(&compiled, &cells, enterprise, assessment))
    }

    /// What threatens an enterprise that was assessed, or could.
    ///
    /// # Errors
    ///
    /// As [`Engine::compiled`].
    pub fn exposures(
        &self,
        enterprise: &Enterprise,
        patches: &Patches,
        assessment: &Assessment,
    ) -> Result<Vec<Exposure>, Vec<Diagnostic>> {
        let compiled = self.compiled(assessment.period, patches)?;
        Ok(exposures(&compiled, enterprise, assessment))
    }

    /// How an amount of an enterprise came about; `None` if the rulebook has no such amount or row.
    ///
    /// # Errors
    ///
    /// As [`Engine::compiled`].
    pub fn explain(
        &self,
        enterprise: &Enterprise,
        period: Period,
        patches: &Patches,
        of: AmountRef,
    ) -> Result<Option<Explanation>, Vec<Diagnostic>> {
        let compiled = self.compiled(period, patches)?;
        let cells = run(&compiled.program, &Stated(enterprise));
        let source = Source {
            book: &compiled.book,
            off: &compiled.off,
            program: &compiled.program,
            cells: &cells,
        };
        Ok(explain::explain(source, of))
    }

    /// How amounts came about, each with its calculation, in one run; those the rulebook does not have
    /// are left out.
    ///
    /// # Errors
    ///
    /// As [`Engine::compiled`].
    pub fn workings(
        &self,
        enterprise: &Enterprise,
        period: Period,
        patches: &Patches,
        wanted: impl Fn(AmountRef) -> bool,
    ) -> Result<Vec<(Explanation, Worked)>, Vec<Diagnostic>> {
        let compiled = self.compiled(period, patches)?;
        let cells = run(&compiled.program, &Stated(enterprise));
        let source = Source {
            book: &compiled.book,
            off: &compiled.off,
            program: &compiled.program,
            cells: &cells,
        };
        let plans = compiled.program.variants.first();
        let all = plans.into_iter().flat_map(|plan| &plan.amounts);
        let wanted = all.map(|plan| plan.of).filter(|of| wanted(*of));
        let both = |of| explain::explain(source, of).zip(explain::worked(source, of));
        Ok(wanted.filter_map(both).collect())
    }
}

/// A rulebook as it is, in full.
fn whole(book: &Rulebook, off: LeverSet, trace: bool) -> VariantSpec<'_> {
    VariantSpec {
        book,
        off,
        trace,
        only_members: false,
    }
}

/// A rulebook with levers off, of which only the total is wanted.
fn totals_of(book: &Rulebook, off: LeverSet) -> VariantSpec<'_> {
    VariantSpec {
        book,
        off,
        trace: false,
        only_members: true,
    }
}
