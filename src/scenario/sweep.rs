//! One fact varied over a range: curves, and the exact places where they jump.

use super::engine::{Compiled, Stated};
use super::totals::{contribution, member_plans, sum};
use crate::base::Rational;
use crate::check::rulebook::FactSlotId;
use crate::enterprise::Enterprise;
use crate::eval::Cells;
use crate::eval::one::run;
use crate::program::AmountRef;
use crate::program::op::{Op, SlotId, Status};

/// What is varied and what is looked at.
#[derive(Clone, Debug)]
pub struct SweepRequest {
    /// The fact.
    pub slot: FactSlotId,
    /// First and last cell value.
    pub range: (i128, i128),
    /// How many points at least, ends included.
    pub points: usize,
    /// Amounts whose curves are wanted; an empty list asks for policy-related cost.
    pub outputs: Vec<AmountRef>,
}

/// Curves over a varied fact.
#[derive(Clone, PartialEq, Debug)]
pub struct Sweep {
    /// Cell values of the fact, rising. At a jump both neighbors on the fact's step are among them.
    pub xs: Vec<i128>,
    /// One curve an output: the exact values in base units, or `None` where not known.
    pub curves: Vec<Vec<Option<Rational>>>,
    /// Positions in `xs` after which a condition switches before the next.
    pub switches: Vec<usize>,
}

/// Runs a sweep.
///
/// Between two sampled points whose conditions differ, the place where they switch is narrowed to
/// two neighboring values on the fact's step.
pub fn sweep(compiled: &Compiled, enterprise: &Enterprise, request: &SweepRequest) -> Sweep {
    let mut sweeper = Sweeper {
        compiled,
        enterprise: enterprise.clone(),
        request,
        out: Vec::new(),
    };
    let (first, last) = request.range;
    let count = i128::try_from(request.points.max(2)).unwrap_or(2) - 1;
    let mut xs: Vec<i128> = (0..=count)
        .map(|at| first + (last - first) * at / count)
        .collect();
    xs.dedup();
    let mut before: Option<Point> = None;
    for x in xs {
        let point = sweeper.point(x);
        if let Some(before) = before.take() {
            sweeper.narrow(before, &point);
        }
        sweeper.out.push((point.clone(), false));
        before = Some(point);
    }
    let mut sweep = Sweep {
        xs: Vec::new(),
        curves: vec![
            Vec::new();
            sweeper
                .out
                .first()
                .map_or(0, |(point, _)| point.values.len())
        ],
        switches: Vec::new(),
    };
    for (at, (point, switch)) in sweeper.out.iter().enumerate() {
        sweep.xs.push(point.x);
        for (curve, value) in sweep.curves.iter_mut().zip(&point.values) {
            curve.push(*value);
        }
        if *switch {
            sweep.switches.push(at);
        }
    }
    sweep
}

#[derive(Clone)]
struct Point {
    x: i128,
    values: Vec<Option<Rational>>,
    /// How every condition came out.
    signature: Vec<i128>,
}

struct Sweeper<'a> {
    compiled: &'a Compiled,
    enterprise: Enterprise,
    request: &'a SweepRequest,
    /// Points in order, and whether a condition switches right after them.
    out: Vec<(Point, bool)>,
}

impl Sweeper<'_> {
    fn point(&mut self, x: i128) -> Point {
        self.enterprise.set(self.request.slot, Some(x));
        let cells = run(&self.compiled.plain, &Stated(&self.enterprise));
        let values = self.values(&cells);
        let signature = self.signature(&cells);
        Point {
            x,
            values,
            signature,
        }
    }

    fn values(&self, cells: &Cells) -> Vec<Option<Rational>> {
        let Some(variant) = self.compiled.plain.variants.first() else {
            return Vec::new();
        };
        if self.request.outputs.is_empty() {
            let members = member_plans(self.compiled, variant);
            let known = members.filter_map(|(plan, sign)| contribution(cells, plan.total, sign));
            return vec![Some(sum(known))];
        }
        let value = |of: &AmountRef| {
            let plan = variant.amounts.iter().find(|plan| plan.of == *of)?;
            contribution(cells, plan.total, 1)
        };
        self.request.outputs.iter().map(value).collect()
    }

    /// Outcomes of comparisons, choices of min and max, and rounded quotients.
    fn signature(&self, cells: &Cells) -> Vec<i128> {
        let ops = self.compiled.plain.ops.iter();
        let outcome = |(slot, op): (SlotId, &Op)| {
            let of = |slot: &SlotId| (cells[*slot].value, cells[*slot].status == Status::Known);
            match op {
                Op::Min(a, b) | Op::Max(a, b) => {
                    let ((a, known), (b, _)) = (of(a), of(b));
                    Some(i128::from(known && a < b))
                }
                Op::Compare(..) | Op::Divide(..) => Some(cells[slot].value),
                _ => None,
            }
        };
        ops.filter_map(outcome).collect()
    }

    /// Pushes the neighbors of every switch between two points that is found by halving.
    fn narrow(&mut self, mut low: Point, high: &Point) {
        let mut spent = 0;
        while low.signature != high.signature && spent < 16 {
            let (mut below, mut above) = (low.clone(), high.clone());
            while above.x - below.x > 1 {
                let middle = self.point(below.x + (above.x - below.x) / 2);
                if middle.signature == below.signature {
                    below = middle;
                } else {
                    above = middle;
                }
            }
            if below.x > low.x {
                self.out.push((below, true));
            } else if let Some(last) = self.out.last_mut() {
                last.1 = true;
            }
            if above.x == high.x {
                return;
            }
            self.out.push((above.clone(), false));
            low = above;
            spent += 1;
        }
    }
}
