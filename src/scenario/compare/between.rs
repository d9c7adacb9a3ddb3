//! Where the total of one scenario becomes another's: by line, and by cause.

use std::rc::Rc;

use super::differs::Cause;
use super::law::{Law, Laws};
use super::parts::{self, Parts};
use super::path::{Stop, carried, path};
use super::side::{self, Keys, LineKey};
use super::{Refused, Scenario, paired, table};
use crate::base::{Decimal, Rational, Text};
use crate::check::Rulebook;
use crate::enterprise::Enterprise;
use crate::scenario::totals::money;

/// The way from one total to another, over the members both have.
#[derive(Clone, PartialEq, Debug)]
pub struct Between {
    /// The first total.
    pub start: Decimal,
    /// The other.
    pub end: Decimal,
    /// Members that differ, in rulebook order: `start + Σ changes = end`.
    pub lines: Vec<(LineKey, String, Text, Decimal)>,
    /// Causes in order: `start + Σ changes + together = end`.
    pub steps: Vec<Step>,
    /// What cannot be told apart: members known at both ends, but not on the way.
    pub together: Option<(Decimal, Vec<String>)>,
    /// Members known at one end only or at neither; in no figure here.
    pub left_out: Vec<LeftOut>,
}

/// What a cause changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// The cause; several where one alone has no law.
    pub causes: Vec<Cause>,
    /// The change of the total.
    pub change: Decimal,
    /// The same fact by fact or change by change, if it can be told apart; adds up to `change`.
    pub parts: Vec<Part>,
}

/// A part of a step.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// Ids and labels of what was changed; none for what is not known on the way.
    pub names: Vec<(String, Text)>,
    /// The change of the total.
    pub change: Decimal,
}

/// A member that is left out.
#[derive(Clone, PartialEq, Debug)]
pub struct LeftOut {
    /// Its name in answers.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// In how many enterprises.
    pub enterprises: usize,
}

/// Attributes the difference of two scenarios, facts first, then law date, rulebook, readings, figures
/// supplied, levers off, reforms. What a cause is worth depends on this order; the sum does not.
///
/// # Errors
///
/// As [`compare`](super::compare).
pub fn between(laws: &Laws, pair: [&Scenario<'_>; 2]) -> Result<Between, Vec<Refused>> {
    let [from, to] = pair;
    let compiled = table::compiled(laws, &[from.clone(), to.clone()])?;
    let [first, last] = compiled.as_slice() else {
        return Err(Vec::new());
    };
    let stops = path(laws, (from, to), (first, last));
    let paired = paired(from.enterprises, to.enterprises);
    let steps = stops.iter().zip(stops.iter().skip(1));
    let parts: Vec<Option<Parts>> = steps
        .map(|(from, to)| parts::parts(laws, from, to, paired))
        .collect();
    let mut walk = Walk::new(&stops, &parts);
    if paired {
        for at in 0..from.enterprises.len() {
            walk.pair(at);
        }
    } else {
        (0..from.enterprises.len()).for_each(|at| walk.leaves(at));
        (0..to.enterprises.len()).for_each(|at| walk.enters(at));
    }
    Ok(walk.done())
}

/// A member at a stop: its contribution, and whether it is shown there.
type At = (Option<Rational>, bool);

/// Sums while enterprises are walked from stop to stop.
struct Walk<'a> {
    stops: &'a [Stop<'a>],
    parts: &'a [Option<Parts>],
    keys: Keys,
    /// Laws in the order of `keys`: the stops', then those inside steps.
    laws: Vec<&'a Rc<Law>>,
    start: Rational,
    end: Rational,
    lines: Vec<Rational>,
    steps: Vec<Rational>,
    step_parts: Vec<Vec<Rational>>,
    together: Vec<Option<Rational>>,
    left_out: Vec<usize>,
}

impl<'a> Walk<'a> {
    fn new(stops: &'a [Stop<'a>], parts: &'a [Option<Parts>]) -> Walk<'a> {
        let inside = parts.iter().flatten().flat_map(|parts| &parts.between);
        let inside = inside.filter_map(|stop| match stop {
            parts::Between::Law(law) => Some(law),
            parts::Between::Facts(_) => None,
        });
        let laws: Vec<&Rc<Law>> = stops.iter().map(|stop| &stop.law).chain(inside).collect();
        let keys = Keys::of(laws.iter().map(AsRef::as_ref));
        let lines = keys.list.len();
        let none = |parts: &Option<Parts>| {
            parts
                .iter()
                .flat_map(|parts| &parts.names)
                .map(|_| Rational::ZERO)
                .collect()
        };
        Walk {
            stops,
            parts,
            keys,
            laws,
            start: Rational::ZERO,
            end: Rational::ZERO,
            lines: vec![Rational::ZERO; lines],
            steps: vec![Rational::ZERO; parts.len()],
            step_parts: parts.iter().map(none).collect(),
            together: vec![None; lines],
            left_out: vec![0; lines],
        }
    }

    /// Every line of an enterprise under a law; what is no member is nothing.
    fn values(&self, law: usize, enterprise: &Enterprise) -> Vec<At> {
        let (Some(compiled), Some(plans)) = (self.laws.get(law), self.keys.plans.get(law)) else {
            return Vec::new();
        };
        let points = side::points(compiled, enterprise);
        let value = |plan: &Option<usize>| {
            let plan = plan.and_then(|at| compiled.plans().get(at).zip(points.get(at)));
            let Some((plan, point)) = plan else {
                return (Some(Rational::ZERO), false);
            };
            let Some(sign) = side::sign(compiled, plan) else {
                return (Some(Rational::ZERO), false);
            };
            let number = |cell: i128| Rational::new(cell.checked_mul(sign)?, plan.total.den);
            (point.counts.and_then(number), point.shown)
        };
        plans.iter().map(value).collect()
    }

    /// An enterprise that stands on both sides.
    fn pair(&mut self, at: usize) {
        let values: Vec<Vec<At>> = self
            .stops
            .iter()
            .enumerate()
            .map(|(law, stop)| match stop.enterprises.get(at) {
                Some(enterprise) => self.values(law, enterprise),
                None => Vec::new(),
            })
            .collect();
        let inside = self.inside(at);
        let value = |stop: usize, line: usize| values.get(stop)?.get(line).copied();
        let last = self.stops.len().saturating_sub(1);
        for line in 0..self.lines.len() {
            let (Some(a), Some(b)) = (value(0, line), value(last, line)) else {
                continue;
            };
            let (Some(first), Some(end)) = (a.0, b.0) else {
                self.leave_out(line, a.1 || b.1);
                continue;
            };
            add(&mut self.start, first);
            add(&mut self.end, end);
            let change = less(end, first);
            if let Some(sum) = self.lines.get_mut(line) {
                add(sum, change);
            }
            let way: Option<Vec<Rational>> = (0..=last).map(|stop| value(stop, line)?.0).collect();
            match way {
                Some(way) => self.take_steps(&way, &inside, line),
                None => self.put_together(line, change),
            }
        }
    }

    /// A member known at every stop: its steps, and their parts where it is known inside too.
    fn take_steps(&mut self, way: &[Rational], inside: &[Vec<Vec<At>>], line: usize) {
        for (at, (from, to)) in way.iter().zip(way.iter().skip(1)).enumerate() {
            if let Some(step) = self.steps.get_mut(at) {
                add(step, less(*to, *from));
            }
            let stops = inside.get(at).map_or(&[][..], Vec::as_slice);
            let between: Option<Vec<Rational>> =
                stops.iter().map(|stop| stop.get(line)?.0).collect();
            let (Some(between), Some(parts)) = (between, self.step_parts.get_mut(at)) else {
                continue;
            };
            let chain: Vec<Rational> = std::iter::once(*from)
                .chain(between)
                .chain(std::iter::once(*to))
                .collect();
            for (part, (from, to)) in parts.iter_mut().zip(chain.iter().zip(chain.iter().skip(1))) {
                add(part, less(*to, *from));
            }
        }
    }

    /// Values inside each step.
    fn inside(&self, at: usize) -> Vec<Vec<Vec<At>>> {
        let mut law = self.stops.len();
        let mut found = Vec::new();
        for (step, parts) in self.parts.iter().enumerate() {
            let ends = self.stops.get(step).zip(self.stops.get(step + 1));
            let ends = ends
                .and_then(|(a, b)| Some(((a, b), a.enterprises.get(at)?, b.enterprises.get(at)?)));
            let mut values = Vec::new();
            for stop in parts.iter().flat_map(|parts| &parts.between) {
                let here = law;
                law += usize::from(matches!(stop, parts::Between::Law(_)));
                let Some(((from, to), mine, theirs)) = ends else {
                    continue;
                };
                values.push(match stop {
                    parts::Between::Law(law) => {
                        // Each side may state what only its own law asks.
                        let both = [(&from.law.book, mine), (&to.law.book, theirs)];
                        self.values(here, &together(both, &law.book))
                    }
                    parts::Between::Facts(targets) => {
                        let edited = parts::edited(&from.law.book, mine, theirs, targets);
                        self.values(step, &edited)
                    }
                });
            }
            found.push(values);
        }
        found
    }

    /// An enterprise of the first side that is not on the other.
    fn leaves(&mut self, at: usize) {
        let Some(enterprise) = self.stops.first().and_then(|stop| stop.enterprises.get(at)) else {
            return;
        };
        for (line, (value, shown)) in self.values(0, enterprise).into_iter().enumerate() {
            let Some(value) = value else {
                self.leave_out(line, shown);
                continue;
            };
            add(&mut self.start, value);
            for sum in [self.lines.get_mut(line), self.steps.first_mut()]
                .into_iter()
                .flatten()
            {
                add(sum, value.neg());
            }
        }
    }

    /// An enterprise of the other side that was not on the first: it comes with the facts.
    fn enters(&mut self, at: usize) {
        let stops = self.stops.iter().enumerate().skip(1);
        let values: Vec<Vec<At>> = stops
            .filter_map(|(law, stop)| Some(self.values(law, stop.enterprises.get(at)?)))
            .collect();
        for line in 0..self.lines.len() {
            let Some(last) = values.last().and_then(|values| values.get(line)).copied() else {
                continue;
            };
            let Some(end) = last.0 else {
                self.leave_out(line, last.1);
                continue;
            };
            add(&mut self.end, end);
            if let Some(sum) = self.lines.get_mut(line) {
                add(sum, end);
            }
            let way: Option<Vec<Rational>> =
                values.iter().map(|values| values.get(line)?.0).collect();
            let Some(way) = way else {
                self.put_together(line, end);
                continue;
            };
            let mut before = Rational::ZERO;
            for (step, value) in self.steps.iter_mut().zip(way) {
                add(step, less(value, before));
                before = value;
            }
        }
    }

    fn leave_out(&mut self, line: usize, shown: bool) {
        if let Some(count) = self.left_out.get_mut(line) {
            *count += usize::from(shown);
        }
    }

    fn put_together(&mut self, line: usize, change: Rational) {
        if let Some(together) = self.together.get_mut(line) {
            add(together.get_or_insert(Rational::ZERO), change);
        }
    }

    /// Name and label of a line, from the first law that has it.
    fn named(&self, line: usize) -> Option<(String, Text)> {
        let mut laws = self.laws.iter().zip(&self.keys.plans);
        laws.find_map(|(law, plans)| {
            let plan = law.plans().get((*plans.get(line)?)?)?;
            Some((side::name(law, plan.of), side::label(law, plan.of)))
        })
    }

    fn done(self) -> Between {
        let lines = self.lines.iter().zip(&self.keys.list).enumerate();
        let lines = lines.filter(|(_, (change, _))| **change != Rational::ZERO);
        let lines = lines.filter_map(|(at, (change, key))| {
            let (name, label) = self.named(at)?;
            Some((key.clone(), name, label, money(*change)))
        });
        let together = self.together.iter().enumerate();
        let together: Vec<(String, Rational)> = together
            .filter_map(|(at, change)| {
                let change = (*change).filter(|change| *change != Rational::ZERO)?;
                Some((self.named(at)?.0, change))
            })
            .collect();
        let mut whole = Rational::ZERO;
        together
            .iter()
            .for_each(|(_, change)| add(&mut whole, *change));
        let left_out = self
            .left_out
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0);
        let left_out = left_out.filter_map(|(at, count)| {
            let (name, label) = self.named(at)?;
            Some(LeftOut {
                name,
                label,
                enterprises: *count,
            })
        });
        let steps = self.stops.iter().skip(1).zip(&self.steps).enumerate();
        let steps = steps.map(|(at, (stop, change))| self.step(at, stop, *change));
        Between {
            start: money(self.start),
            end: money(self.end),
            lines: lines.collect(),
            steps: steps.collect(),
            together: (!together.is_empty()).then(|| {
                (
                    money(whole),
                    together.into_iter().map(|(name, _)| name).collect(),
                )
            }),
            left_out: left_out.collect(),
        }
    }

    fn step(&self, at: usize, stop: &Stop<'_>, change: Rational) -> Step {
        let names = self
            .parts
            .get(at)
            .and_then(Option::as_ref)
            .map(|parts| &parts.names);
        let sums = self.step_parts.get(at).map_or(&[][..], Vec::as_slice);
        let parts = names.into_iter().flatten().zip(sums);
        let mut parts: Vec<Part> = parts
            .map(|(names, change)| Part {
                names: names.clone(),
                change: money(*change),
            })
            .collect();
        let mut rest = change;
        sums.iter().for_each(|part| add(&mut rest, part.neg()));
        if !parts.is_empty() && rest != Rational::ZERO {
            parts.push(Part {
                names: Vec::new(),
                change: money(rest),
            });
        }
        Step {
            causes: stop.causes.clone(),
            change: money(change),
            parts,
        }
    }
}

/// An enterprise that is the same on both sides of a step but for what only one law asks, for a law
/// between them.
fn together([a, b]: [(&Rulebook, &Enterprise); 2], law: &Rulebook) -> Enterprise {
    let carried = |(book, one): (&Rulebook, &Enterprise)| {
        let found = carried(book, law, std::slice::from_ref(one));
        found.first().cloned().unwrap_or_default()
    };
    let (mut both, other) = (carried(a), carried(b));
    for group in law.groups.ids() {
        if both.rows(group).is_none() {
            both.set_rows(law, group, other.rows(group));
        }
    }
    for (slot, cell) in other.stated() {
        if both.fact(slot).is_none() {
            both.set(slot, Some(cell));
        }
    }
    both
}

/// Members are summable by their size, so adding never fails.
fn add(sum: &mut Rational, value: Rational) {
    *sum = sum.add(value).unwrap_or(*sum);
}

fn less(a: Rational, b: Rational) -> Rational {
    a.sub(b).unwrap_or(Rational::ZERO)
}
