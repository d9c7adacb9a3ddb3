//! The law of one period under patches, compiled once: only what it is, no lever taken away.

use std::cell::RefCell;
use std::rc::Rc;

use crate::base::{Diagnostic, Period};
use crate::check::Rulebook;
use crate::program::plan::{AmountPlan, Program};
use crate::program::{LeverSet, Request, VariantSpec, compile};
use crate::scenario::{Engine, Patches};

/// How many are kept: a comparison of every year of two rulebooks with the steps between them fits.
const KEPT: usize = 96;

/// A rulebook with patches, compiled for a period without counterfactuals: a hundredth of what an
/// assessment compiles.
pub struct Law {
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
    /// The program; one variant.
    pub program: Program,
}

impl Law {
    /// Compiles.
    ///
    /// # Errors
    ///
    /// As [`Engine::compiled`].
    pub fn new(engine: &Engine, period: Period, patches: &Patches) -> Result<Law, Vec<Diagnostic>> {
        let patched = patches.lay_over(engine.rulebook())?;
        let program = compile(&Request {
            period,
            variants: vec![VariantSpec {
                book: &patched.book,
                off: patched.off.clone(),
                trace: false,
                only_members: false,
            }],
            knobs: Vec::new(),
        })?;
        Ok(Law {
            period,
            patches: patches.clone(),
            book: patched.book,
            off: patched.off,
            warnings: patched.warnings,
            program,
        })
    }

    /// Where its amounts lie, in rulebook order.
    pub(super) fn plans(&self) -> &[AmountPlan] {
        let variant = self.program.variants.first();
        variant.map_or(&[], |variant| &variant.amounts)
    }
}

/// Compiled laws, remembered from one comparison to the next.
#[derive(Default)]
pub struct Laws {
    kept: RefCell<Vec<(String, Rc<Law>)>>,
}

impl Laws {
    /// The law of a period under patches.
    ///
    /// # Errors
    ///
    /// As [`Law::new`].
    pub fn of(
        &self,
        engine: &Engine,
        period: Period,
        patches: &Patches,
    ) -> Result<Rc<Law>, Vec<Diagnostic>> {
        let hash = &engine.rulebook().info.hash;
        let mut kept = self.kept.borrow_mut();
        let same = |(book, law): &(String, Rc<Law>)| {
            book == hash && law.period == period && law.patches == *patches
        };
        if let Some(at) = kept.iter().position(same) {
            let found = kept.remove(at);
            let law = Rc::clone(&found.1);
            kept.push(found);
            return Ok(law);
        }
        let law = Rc::new(Law::new(engine, period, patches)?);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((hash.clone(), Rc::clone(&law)));
        Ok(law)
    }
}
