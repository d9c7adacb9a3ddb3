//! Lines summed over the enterprises of each scenario, and over those that pair with the reference's.

use std::rc::Rc;

use super::law::Law;
use super::side::{self, Keys, Point};
use super::{Scenario, paired};
use crate::program::Status;

/// A line of a scenario, summed over its enterprises. Numbers are cells of the scenario's own law.
#[derive(Clone)]
pub(super) struct Sum {
    pub(super) own: Option<i128>,
    pub(super) known: usize,
    pub(super) counted: usize,
    pub(super) excluded: Vec<usize>,
    pub(super) status: Status,
    pub(super) present: bool,
    pub(super) shown: bool,
    /// Sums of both over the enterprises known in both.
    pub(super) both: Option<(i128, i128)>,
    pub(super) pairs: usize,
    pub(super) left_out: usize,
}

impl Sum {
    const NOTHING: Sum = Sum {
        own: Some(0),
        known: 0,
        counted: 0,
        excluded: Vec::new(),
        status: Status::Known,
        present: false,
        shown: false,
        both: Some((0, 0)),
        pairs: 0,
        left_out: 0,
    };

    fn add(&mut self, enterprise: usize, point: Point) {
        self.present |= point.present;
        self.shown |= point.shown;
        self.status = self.status.max(point.status);
        self.known += usize::from(point.status == Status::Known);
        match point.counts {
            Some(counts) => {
                self.counted += 1;
                self.own = self.own.and_then(|own| own.checked_add(counts));
            }
            None if point.shown => self.excluded.push(enterprise),
            None => {}
        }
    }

    fn pair(&mut self, mine: Point, theirs: Point) {
        match mine.counts.zip(theirs.counts) {
            Some((mine, theirs)) => {
                self.pairs += 1;
                let both = self.both;
                self.both = both.and_then(|(a, b)| a.checked_add(mine).zip(b.checked_add(theirs)));
            }
            None => self.left_out += usize::from(mine.shown || theirs.shown),
        }
    }

    /// Different enterprises: whatever is known on each side.
    fn unpaired(&mut self, theirs: &Sum) {
        self.both = self.own.zip(theirs.own);
        self.pairs = self.counted.min(theirs.counted);
        self.left_out = self.excluded.len() + theirs.excluded.len();
    }
}

/// Runs every enterprise of every scenario, one enterprise after the other, so that a group needs no
/// more memory than one of it. By scenario and line.
pub(super) fn sums(
    scenarios: &[Scenario<'_>],
    laws: &[Rc<Law>],
    keys: &Keys,
    reference: usize,
) -> Vec<Vec<Sum>> {
    let mut sums = vec![vec![Sum::NOTHING; keys.list.len()]; scenarios.len()];
    let base = scenarios
        .get(reference)
        .map_or(&[][..], |base| base.enterprises);
    let pairs: Vec<bool> = scenarios
        .iter()
        .map(|other| paired(base, other.enterprises))
        .collect();
    let most = scenarios
        .iter()
        .map(|scenario| scenario.enterprises.len())
        .max();
    for enterprise in 0..most.unwrap_or(0) {
        let points: Vec<Vec<Point>> = scenarios
            .iter()
            .zip(laws.iter().zip(&keys.plans))
            .map(
                |(scenario, (law, plans))| match scenario.enterprises.get(enterprise) {
                    Some(stated) => by_line(&side::points(law, stated), plans),
                    None => Vec::new(),
                },
            )
            .collect();
        for ((sums, points_here), paired) in sums.iter_mut().zip(&points).zip(&pairs) {
            for (sum, point) in sums.iter_mut().zip(points_here) {
                sum.add(enterprise, *point);
            }
            let theirs = points.get(reference).filter(|_| *paired);
            for (sum, (mine, theirs)) in sums
                .iter_mut()
                .zip(points_here.iter().zip(theirs.into_iter().flatten()))
            {
                sum.pair(*mine, *theirs);
            }
        }
    }
    let theirs = sums.get(reference).cloned().unwrap_or_default();
    for (sums, _) in sums.iter_mut().zip(&pairs).filter(|(_, paired)| !**paired) {
        sums.iter_mut()
            .zip(&theirs)
            .for_each(|(sum, theirs)| sum.unpaired(theirs));
    }
    sums
}

/// Points in the order of all lines.
fn by_line(points: &[Point], plans: &[Option<usize>]) -> Vec<Point> {
    let of = |plan: &Option<usize>| plan.and_then(|plan| points.get(plan)).copied();
    plans
        .iter()
        .map(|plan| of(plan).unwrap_or(Point::NO_SUCH_LINE))
        .collect()
}
