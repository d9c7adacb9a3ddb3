//! One fact or parameter varied: exact functions of it, exactly where they switch, and which value
//! reaches a target.
//!
//! Takes a program and what is varied; gives, for each output, stretches on which it is one quotient
//! of polynomials in the position, with the operations that come out another way between them.
//! Guarantees that no switch on the range is missed: nothing is sampled. What it follows is the
//! program without the roundings to the nearest and those amounts declare, where they depend on what
//! is varied; rounding down and up that a formula asks for are steps of the law and stay.
//!
//! - `int`, `poly`, `fraction`: exact functions of a position and where their sign changes
//! - `track`: what moves with the axis; `pass`: the program from a position as far as nothing switches
//! - `follow`: pass after pass; `cause`: what switched between two of them
//! - `forbidden`: positions worse than one of less effort
//! - `seek`: which positions reach a target, on the amounts as rounded
//! - `explorer`: an enterprise under a law along a fact or parameter; `words`: causes with their clauses

mod axis;
mod breakpoint;
mod cause;
mod explorer;
mod follow;
mod forbidden;
mod fraction;
mod goal;
mod int;
mod pass;
mod poly;
mod seek;
mod track;
mod words;

pub use axis::{Along, AxisWords, named, parameter_axis, slot_axis};
pub use breakpoint::{Breakpoint, Nature};
pub use explorer::{Curve, Explorer, Target};
pub use follow::{Followed, Line, Output, Path, Stretch, Switch, Term};
pub use forbidden::{Effort, Forbidden};
pub use goal::{Goal, Skip};
pub use seek::{Relation, Run, Sought};
pub use track::Axis;
pub use words::{Cause, CauseKind, Figure};

use crate::base::Rational;
use crate::base::slices::at_once;
use crate::eval::one::Inputs;
use crate::program::plan::{Origins, Program};
use track::Track;

/// Values past this do not count as known in a sum: see `totals`.
const SUMMABLE: i128 = 1_000_000_000_000_000_000_000_000_000_000;

/// How many stretches are followed at most.
pub const MAX_PASSES: usize = 20_000;

/// Follows outputs of a program over a range of positions.
pub fn follow(
    program: &Program,
    origins: &Origins,
    inputs: &impl Inputs,
    axis: &Axis,
    outputs: &[Output],
    range: (i128, i128),
) -> Path {
    let slots = outputs.iter().flat_map(|output| &output.terms);
    let slots = slots.map(|term| term.slot);
    let track = Track::new(program, origins, inputs, axis, slots, range.0);
    at_once(follow::follow(&track, outputs, range, MAX_PASSES))
}

/// Compares an output with a target at every position of a range; `limit` ranges are analyzed at most.
pub fn seek(
    program: &Program,
    inputs: &impl Inputs,
    axis: &Axis,
    output: &Output,
    target: Rational,
    range: (i128, i128),
    limit: usize,
) -> Sought {
    let slots = output.terms.iter().map(|term| term.slot);
    let track = Track::new(program, &Origins::new(), inputs, axis, slots, range.0);
    at_once(seek::Seeker::new(&track, output, limit).compare(target, range))
}
