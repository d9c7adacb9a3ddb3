//! An enterprise under the law of a period, along a fact or a parameter.

use super::breakpoint::{Breakpoint, breakpoint};
use super::follow::{Followed, Output, Path, Term};
use super::forbidden::{self, Effort, Forbidden};
use super::goal::{Goal, Skip, split};
use super::seek::Seeker;
use super::track::{Axis, Track};
use super::words::{Cause, Scene};
use super::{Along, AxisWords, MAX_PASSES};
use crate::base::ids::Id;
use crate::base::slices::{at_once, breath};
use crate::base::{Diagnostic, Period, Rational};
use crate::check::rulebook::{FactSlotId, GroupId, Rulebook};
use crate::enterprise::Enterprise;
use crate::eval::one::Inputs;
use crate::program::op::{Cell, KnobId, Status};
use crate::program::plan::{AmountPlan, Knob, Origins, Program};
use crate::program::{AmountRef, LeverSet, Request, VariantSpec, compile_with_origins};
use crate::scenario::Patches;

/// How many ranges a goal analyzes at most.
const MAX_RANGES: usize = 60_000;

/// What is looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Target {
    /// Policy-related cost over the members known.
    Total,
    /// An amount.
    Amount(AmountRef),
}

/// Values at some positions, as rounded and shown.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Curve {
    /// Positions, rising.
    pub xs: Vec<i128>,
    /// One list of values for each target, in base units; `None` where not known.
    pub values: Vec<Vec<Option<Rational>>>,
}

/// An enterprise under the law of a period, along one axis.
pub struct Explorer {
    /// The rulebook with the patches laid over it.
    pub book: Rulebook,
    /// Levers switched off.
    pub off: LeverSet,
    /// What the patches do not change.
    pub warnings: Vec<Diagnostic>,
    /// What is varied.
    pub words: AxisWords,
    axis: Axis,
    program: Program,
    origins: Origins,
    enterprise: Enterprise,
}

struct Stated<'a>(&'a Enterprise);

impl Inputs for Stated<'_> {
    fn fact(&self, slot: FactSlotId) -> Cell {
        let fact = self.0.fact(slot);
        fact.map_or(Cell::not(Status::Missing), Cell::known)
    }

    fn rows(&self, group: GroupId) -> Option<u8> {
        self.0.rows(group)
    }

    fn knob(&self, _: KnobId) -> Cell {
        Cell::not(Status::Missing)
    }
}

impl Explorer {
    /// Compiles the law of a period for one axis, named in the rulebook with the patches.
    ///
    /// # Errors
    ///
    /// - `E0105` for a fact in a row the enterprise does not have
    /// - what [`Patches::lay_over`] refuses
    /// - what [`compile`](crate::program::compile) refuses: a period outside the rulebook, a parameter
    ///   that something is divided by
    pub fn new(
        book: &Rulebook,
        patches: &Patches,
        period: Period,
        enterprise: &Enterprise,
        words: AxisWords,
    ) -> Result<Explorer, Vec<Diagnostic>> {
        let patched = patches.lay_over(book)?;
        has_row(&patched.book, enterprise, &words).map_err(|why| vec![why])?;
        let (axis, knobs) = match words.along {
            Along::Fact(slot) => (Axis::Facts(vec![(slot, 0)]), Vec::new()),
            Along::Parameter(parameter) => {
                let knob = Knob {
                    parameter,
                    den: words.den,
                    bounds: words.bounds,
                };
                (Axis::Knob(KnobId::from_index(0)), vec![knob])
            }
        };
        let (program, origins) = compile_with_origins(&Request {
            period,
            variants: vec![VariantSpec {
                book: &patched.book,
                off: patched.off.clone(),
                trace: true,
                only_members: false,
            }],
            knobs,
        })?;
        Ok(Explorer {
            book: patched.book,
            off: patched.off,
            warnings: patched.warnings,
            words,
            axis,
            program,
            origins,
            enterprise: enterprise.clone(),
        })
    }

    /// Where the enterprise stands on the axis, if it states the fact or the law has one figure.
    pub fn here(&self) -> Option<i128> {
        match self.words.along {
            Along::Fact(slot) => self.enterprise.fact(slot),
            Along::Parameter(parameter) => {
                let day = self.program.period.last().last_day();
                let off = |lever| self.off.contains(lever);
                match self.book.parameters[parameter].history.at(day, &off).0 {
                    crate::check::history::Law::Number(value) => value.in_parts_of(self.words.den),
                    _ => None,
                }
            }
        }
    }

    fn plans(&self) -> &[AmountPlan] {
        let variant = self.program.variants.first();
        variant.map_or(&[], |variant| &variant.amounts)
    }

    /// Every amount that has a plan: its rows that are not there too.
    pub fn amounts(&self) -> impl Iterator<Item = AmountRef> + '_ {
        self.plans().iter().map(|plan| plan.of)
    }

    /// The slots of a target; `None` for an amount the rulebook does not have.
    fn output(&self, target: Target) -> Option<Output> {
        let term = |plan: &AmountPlan, sign: i128| Term {
            slot: plan.total.slot,
            den: plan.total.den,
            sign,
        };
        match target {
            Target::Total => {
                let members = self.plans().iter().filter_map(|plan| {
                    let sign = self.book.amounts[plan.of.amount].kind.sign()?;
                    Some(term(plan, sign))
                });
                Some(Output {
                    terms: members.collect(),
                    partial: true,
                })
            }
            Target::Amount(of) => {
                let plan = self.plans().iter().find(|plan| plan.of == of)?;
                Some(Output {
                    terms: vec![term(plan, 1)],
                    partial: false,
                })
            }
        }
    }

    fn outputs(&self, targets: &[Target]) -> Vec<Output> {
        let none = Output {
            terms: Vec::new(),
            partial: true,
        };
        targets
            .iter()
            .map(|target| self.output(*target).unwrap_or_else(|| none.clone()))
            .collect()
    }

    fn track<'t>(
        &'t self,
        inputs: &'t Stated<'t>,
        outputs: &[Output],
        position: i128,
    ) -> Track<'t, Stated<'t>> {
        let slots = outputs.iter().flat_map(|output| &output.terms);
        Track::new(
            &self.program,
            &self.origins,
            inputs,
            &self.axis,
            slots.map(|term| term.slot),
            position,
        )
    }

    /// Follows targets over a range: exact stretches and switches, unrounded.
    pub fn follow(&self, targets: &[Target], range: (i128, i128)) -> Path {
        at_once(self.follow_sliced(targets, range))
    }

    /// The same in [slices](crate::base::slices).
    pub async fn follow_sliced(&self, targets: &[Target], range: (i128, i128)) -> Path {
        let outputs = self.outputs(targets);
        let inputs = Stated(&self.enterprise);
        let track = self.track(&inputs, &outputs, range.0);
        super::follow::follow(&track, &outputs, range, MAX_PASSES).await
    }

    /// Values of targets at positions, rounded as shown.
    pub fn curve(&self, targets: &[Target], xs: Vec<i128>) -> Curve {
        at_once(self.curve_sliced(targets, xs))
    }

    /// The same in [slices](crate::base::slices).
    pub async fn curve_sliced(&self, targets: &[Target], xs: Vec<i128>) -> Curve {
        let outputs = self.outputs(targets);
        let first = xs.first().copied().unwrap_or(0);
        let inputs = Stated(&self.enterprise);
        let track = self.track(&inputs, &outputs, first);
        let mut cells = track.cells.clone();
        let mut values = vec![Vec::with_capacity(xs.len()); outputs.len()];
        for x in &xs {
            track.bring(&mut cells, *x);
            for (output, values) in outputs.iter().zip(&mut values) {
                values.push(output.value(&cells));
            }
            breath().await;
        }
        Curve { xs, values }
    }

    /// The breakpoints of one followed target, causes in words.
    pub fn breakpoints(&self, followed: &Followed) -> Vec<Breakpoint> {
        let switches = followed.switches.iter();
        switches
            .filter_map(|switch| breakpoint(followed, switch, self.causes(&switch.causes)))
            .collect()
    }

    fn causes(&self, slots: &[crate::program::SlotId]) -> Vec<Cause> {
        let varied = match self.words.along {
            Along::Parameter(parameter) => Some(parameter),
            Along::Fact(_) => None,
        };
        Scene {
            book: &self.book,
            off: &self.off,
            program: &self.program,
            origins: &self.origins,
            varied,
        }
        .causes(slots)
    }

    /// In which direction the enterprise makes an effort, and the positions worse than less of it.
    pub fn forbidden(&self, total: &Followed) -> (Option<Effort>, Vec<Forbidden>) {
        let effort = forbidden::effort(total);
        let found = effort.map_or_else(Vec::new, |effort| forbidden::forbidden(total, effort));
        (effort, found)
    }

    /// Which positions make a target's rounded value equal `wanted` (base units), and what skips it.
    pub fn goal(&self, target: Target, wanted: Rational, range: (i128, i128)) -> Option<Goal> {
        at_once(self.goal_sliced(target, wanted, range))
    }

    /// The same in [slices](crate::base::slices).
    pub async fn goal_sliced(
        &self,
        target: Target,
        wanted: Rational,
        range: (i128, i128),
    ) -> Option<Goal> {
        let output = self.output(target)?;
        let inputs = Stated(&self.enterprise);
        let track = self.track(&inputs, std::slice::from_ref(&output), range.0);
        let mut seeker = Seeker::new(&track, &output, MAX_RANGES);
        let sought = seeker.compare(wanted, range).await;
        let (solutions, unknown, passes) = split(&sought);
        let nearest = if solutions.is_empty() && passes.is_empty() && sought.reached == range.1 {
            let below = seeker.extreme(range, true).await;
            let above = seeker.extreme(range, false).await;
            // Without a pass everything known lies on one side.
            below
                .filter(|(value, _)| *value < wanted)
                .or(above.filter(|(value, _)| *value > wanted))
                .map(|(value, at)| (at, value))
        } else {
            None
        };
        let mut cells = track.cells.clone();
        let mut value = |position: i128| {
            track.bring(&mut cells, position);
            output.value(&cells).unwrap_or(Rational::ZERO)
        };
        let skips = passes.iter().map(|at| Skip {
            at: *at,
            before: value(*at),
            after: value(*at + 1),
            breakpoint: None,
        });
        let goal = Goal {
            skips: skips.collect(),
            solutions,
            unknown,
            nearest,
            reached: sought.reached,
        };
        Some(self.explained(goal, target, range).await)
    }

    /// With what switches at each pair that passes the target over.
    async fn explained(&self, mut goal: Goal, target: Target, range: (i128, i128)) -> Goal {
        for skip in &mut goal.skips {
            // A little around the pair is enough to see what switches in it.
            let near = (
                range.0.max(skip.at.saturating_sub(1)),
                range.1.min(skip.at.saturating_add(2)),
            );
            let path = self.follow_sliced(&[target], near).await;
            let found = path
                .outputs
                .first()
                .map(|followed| self.breakpoints(followed));
            let mut found = found.into_iter().flatten();
            skip.breakpoint = found.find(|breakpoint| breakpoint.at == skip.at);
        }
        goal
    }
}

/// A fact in a row is only read where the enterprise has the row.
fn has_row(book: &Rulebook, enterprise: &Enterprise, words: &AxisWords) -> Result<(), Diagnostic> {
    let Along::Fact(slot) = words.along else {
        return Ok(());
    };
    let declared = book.fact_slots[slot];
    let Some((row, group)) = declared.row.zip(book.facts[declared.fact].group) else {
        return Ok(());
    };
    if enterprise.rows(group).is_some_and(|rows| rows > row) {
        return Ok(());
    }
    let group = &book.groups[group].id;
    let message = format!("the enterprise states no row {} of `{group}`", row + 1);
    let help =
        format!("state its rows in the facts, or vary a fact of a row that is there, as {group}1");
    Err(Diagnostic::error("E0105", message).help(help))
}
