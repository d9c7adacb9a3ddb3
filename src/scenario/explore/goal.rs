//! Which values reach a target, and if none does, what skips it.

use std::cmp::Ordering;

use super::breakpoint::Breakpoint;
use super::seek::{Relation, Sought};
use crate::base::Rational;

/// The answer to a goal, on the amounts as they are rounded and shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Goal {
    /// First and last position of every run that reaches the target, in order.
    pub solutions: Vec<(i128, i128)>,
    /// Neighboring positions between which the target is passed over.
    pub skips: Vec<Skip>,
    /// Where no value is known.
    pub unknown: Vec<(i128, i128)>,
    /// Where nothing reaches or passes it: the value nearest to the target and its position.
    pub nearest: Option<(i128, Rational)>,
    /// Last position that was searched; the end of the range unless the limit was met.
    pub reached: i128,
}

/// Neighboring positions between which the target is passed over.
#[derive(Clone, PartialEq, Debug)]
pub struct Skip {
    /// The left position; the right one is the next.
    pub at: i128,
    /// The value at the left position, rounded.
    pub before: Rational,
    /// The value at the right position, rounded.
    pub after: Rational,
    /// What switches there; `None` where one step of the fact moves the value further.
    pub breakpoint: Option<Breakpoint>,
}

type Spans = Vec<(i128, i128)>;

/// Solutions, unknown runs, and left positions of pairs that pass the target over.
pub(super) fn split(sought: &Sought) -> (Spans, Spans, Vec<i128>) {
    let of = |wanted: Relation| {
        let runs = sought.runs.iter();
        runs.filter(|run| run.relation == wanted)
            .map(|run| (run.from, run.to))
            .collect::<Vec<_>>()
    };
    let pairs = sought.runs.iter().zip(sought.runs.iter().skip(1));
    let passes = pairs.filter_map(|(a, b)| match (a.relation, b.relation) {
        (Relation::Is(Ordering::Less), Relation::Is(Ordering::Greater))
        | (Relation::Is(Ordering::Greater), Relation::Is(Ordering::Less)) => Some(a.to),
        _ => None,
    });
    (
        of(Relation::Is(Ordering::Equal)),
        of(Relation::Unknown),
        passes.collect(),
    )
}
