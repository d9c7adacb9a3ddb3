//! Outputs along the axis: stretches of one exact function each, and what switches between them.

use super::SUMMABLE;
use super::cause::causes;
use super::fraction::Fraction;
use super::pass::{Pass, Sym};
use super::track::Track;
use crate::base::Rational;
use crate::base::slices::breath;
use crate::eval::Cells;
use crate::eval::one::Inputs;
use crate::program::op::{SlotId, Status};

/// What is looked at: a signed sum of slots.
#[derive(Clone, PartialEq, Debug)]
pub struct Output {
    /// Slot, denominator and sign of each part.
    pub terms: Vec<Term>,
    /// A part that is not known is left out, and named; otherwise the whole is not known.
    pub partial: bool,
}

impl Output {
    /// Its value in a run, in base units, as a sum that leaves out or does not leave out what is not
    /// known.
    pub(super) fn value(&self, cells: &Cells) -> Option<Rational> {
        let mut sum = Rational::ZERO;
        for term in &self.terms {
            let cell = cells[term.slot];
            let value = match cell.status {
                Status::NotInForce | Status::NotSettled => Some(Rational::ZERO),
                _ if cell.value.unsigned_abs() > SUMMABLE.unsigned_abs() => None,
                _ => cell
                    .get()
                    .and_then(|n| Rational::new(n * term.sign, term.den)),
            };
            match value {
                Some(value) => sum = sum.add(value)?,
                None if self.partial => {}
                None => return None,
            }
        }
        Some(sum)
    }
}

/// One part of an output.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Term {
    /// The slot.
    pub slot: SlotId,
    /// Its denominator.
    pub den: i128,
    /// 1 or −1.
    pub sign: i128,
}

/// An output as a function on one stretch.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    value: Option<Fraction>,
    /// Parts that are not known, by position.
    pub lacking: Vec<usize>,
    /// The greatest status of the parts that are not known.
    pub status: Status,
}

impl Line {
    /// The exact value at a position in base units, if it is known.
    pub fn at(&self, position: i128) -> Option<Rational> {
        self.value.as_ref()?.at(position)
    }

    /// How fast it changes there, in base units by one position.
    pub fn slope_at(&self, position: i128) -> Option<Rational> {
        self.value.as_ref()?.slope().at(position)
    }

    /// The function, if the value is known.
    pub(super) fn fraction(&self) -> Option<&Fraction> {
        self.value.as_ref()
    }

    fn same(&self, other: &Line) -> bool {
        let values = match (&self.value, &other.value) {
            (Some(a), Some(b)) => a.same(b),
            (a, b) => a.is_none() && b.is_none(),
        };
        values && self.status == other.status && self.lacking == other.lacking
    }

    /// Whether the other says the same at every position of a stretch.
    fn agrees(&self, other: &Line, from: i128, to: i128) -> bool {
        let (Some(a), Some(b)) = (&self.value, &other.value) else {
            return false;
        };
        self.status == other.status
            && self.lacking == other.lacking
            && (from..=to).all(|t| a.agrees_at(b, t))
    }
}

/// Positions on which an output is one function.
#[derive(Clone, PartialEq, Debug)]
pub struct Stretch {
    /// First position.
    pub from: i128,
    /// Last position.
    pub to: i128,
    /// The function.
    pub line: Line,
}

/// A pair of neighboring positions between which something switches.
#[derive(Clone, PartialEq, Debug)]
pub struct Switch {
    /// The left position; the right one is the next.
    pub at: i128,
    /// Operations that came out another way.
    pub causes: Vec<SlotId>,
    /// Position in the stretches of the one that ends there.
    pub ends: usize,
}

/// One output along the axis.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Followed {
    /// In order, without gaps.
    pub stretches: Vec<Stretch>,
    /// In order.
    pub switches: Vec<Switch>,
}

impl Followed {
    /// The stretch a position lies on.
    pub fn stretch(&self, position: i128) -> Option<&Stretch> {
        let at = self
            .stretches
            .partition_point(|stretch| stretch.to < position);
        let stretch = self.stretches.get(at)?;
        (stretch.from <= position).then_some(stretch)
    }
}

/// Every output along the axis, and the last position that was reached within the limit of passes.
#[derive(Clone, PartialEq, Debug)]
pub struct Path {
    /// In the order of the outputs.
    pub outputs: Vec<Followed>,
    /// Last position that was followed; the end of the range unless the limit was met.
    pub reached: i128,
    /// How many passes it took.
    pub passes: usize,
}

/// Follows outputs over a range, a pass a slice.
pub(super) async fn follow<I: Inputs>(
    track: &Track<'_, I>,
    outputs: &[Output],
    (from, to): (i128, i128),
    limit: usize,
) -> Path {
    let still: Vec<Fraction> = outputs
        .iter()
        .map(|output| standing(track, output))
        .collect();
    let mut path = Path {
        outputs: vec![Followed::default(); outputs.len()],
        reached: from - 1,
        passes: 0,
    };
    let mut before: Option<Pass<'_, '_, I>> = None;
    while path.reached < to && path.passes < limit {
        let mut pass = Pass::new(track, path.reached + 1, to);
        let lines: Vec<Line> = outputs
            .iter()
            .zip(&still)
            .map(|(output, still)| line(track, &mut pass, output, still))
            .collect();
        for ((followed, output), line) in path.outputs.iter_mut().zip(outputs).zip(lines) {
            let roots = output.terms.iter().map(|term| term.slot);
            let why = |before: &Pass<'_, '_, I>| causes(track, before, &pass, roots.clone());
            extend(
                followed,
                line,
                &pass,
                before.as_ref().map(|before| (before, &why as _)),
            );
        }
        path.reached = pass.to;
        path.passes += 1;
        before = Some(pass);
        breath().await;
    }
    path.outputs = path.outputs.into_iter().map(tidied).collect();
    path
}

type Why<'c, 'a, 'b, I> = &'c dyn Fn(&Pass<'a, 'b, I>) -> Vec<SlotId>;

/// Adds a stretch, or lengthens the last one where nothing changed.
fn extend<'a, 'b, I: Inputs>(
    followed: &mut Followed,
    line: Line,
    pass: &Pass<'a, 'b, I>,
    before: Option<(&Pass<'a, 'b, I>, Why<'_, 'a, 'b, I>)>,
) {
    if let Some(last) = followed.stretches.last_mut() {
        if last.line.same(&line) {
            last.to = pass.to;
            return;
        }
        let causes = before.map_or_else(Vec::new, |(before, why)| why(before));
        // Past what sums take there is no operation to name.
        if !causes.is_empty() || last.line.lacking != line.lacking {
            followed.switches.push(Switch {
                at: pass.from - 1,
                causes,
                ends: 0,
            });
        }
    }
    followed.stretches.push(Stretch {
        from: pass.from,
        to: pass.to,
        line,
    });
}

/// Joins stretches that are too short to tell from a neighbor: a function that gives every value of
/// the stretch is as good as its own.
fn tidied(followed: Followed) -> Followed {
    let short = |stretch: &Stretch| stretch.to - stretch.from < 3;
    let mut stretches: Vec<Stretch> = Vec::new();
    for next in followed.stretches {
        if let Some(last) = stretches.last_mut() {
            if last.line.same(&next.line)
                || short(&next) && last.line.agrees(&next.line, next.from, next.to)
            {
                last.to = next.to;
                continue;
            }
            if short(last) && next.line.agrees(&last.line, last.from, last.to) {
                last.line = next.line;
                last.to = next.to;
                continue;
            }
        }
        stretches.push(next);
    }
    let mut switches = Vec::new();
    for switch in followed.switches {
        let ends = stretches.partition_point(|stretch| stretch.to < switch.at);
        if stretches
            .get(ends)
            .is_some_and(|stretch| stretch.to == switch.at)
        {
            switches.push(Switch { ends, ..switch });
        }
    }
    Followed {
        stretches,
        switches,
    }
}

/// Sum of the parts that do not move and are known.
fn standing<I: Inputs>(track: &Track<'_, I>, output: &Output) -> Fraction {
    let parts = output.terms.iter().filter(|term| !track.moves[term.slot]);
    parts.fold(Fraction::whole(0), |sum, term| {
        match track.cells[term.slot].get() {
            Some(value) if value.unsigned_abs() <= SUMMABLE.unsigned_abs() => {
                sum.add(&Fraction::whole(value * term.sign).per(term.den))
            }
            _ => sum,
        }
    })
}

fn line<I: Inputs>(
    track: &Track<'_, I>,
    pass: &mut Pass<'_, '_, I>,
    output: &Output,
    still: &Fraction,
) -> Line {
    let mut sum = still.clone();
    let mut lacking = Vec::new();
    let mut greatest = Status::Known;
    for (at, term) in output.terms.iter().enumerate() {
        let mut lacks = |status: Status| match status {
            Status::Known | Status::NotInForce | Status::NotSettled => {}
            _ => {
                lacking.push(at);
                greatest = greatest.max(status);
            }
        };
        if !track.moves[term.slot] {
            let cell = track.cells[term.slot];
            let past = cell.value.unsigned_abs() > SUMMABLE.unsigned_abs();
            lacks(if past { Status::Overflow } else { cell.status });
            continue;
        }
        match &pass.slot(term.slot).sym {
            Sym::Known(value) if pass.inside(value, -SUMMABLE, SUMMABLE) => {
                sum = sum.add(&value.times(term.sign).per(term.den));
            }
            Sym::Known(_) => lacks(Status::Overflow),
            Sym::Not(status) => lacks(*status),
        }
    }
    let known = output.partial || lacking.is_empty();
    Line {
        value: known.then_some(sum),
        lacking,
        status: greatest,
    }
}
