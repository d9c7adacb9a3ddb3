//! The bottom line: total, baseline, what each lever is worth alone and in the waterfall.

use std::collections::BTreeMap;

use qingce::base::Decimal;
use qingce::check::Rulebook;
use qingce::check::rulebook::AmountKind;
use qingce::scenario::assessment::{Assessment, Effect};
use qingce::scenario::{Engine, Patches};

use super::calendar::Months;
use super::case::Case;
use super::compare::random_period;
use super::engine::{self, Slots};
use super::enterprise::{Enterprise, ROWS};
use super::generate::{Generator, Random, Shares};
use super::levers::{LEVERS, Lever, Off};
use super::number::{Gap, Num, Ratio, read};
use super::tally::Tally;

/// The members of the total of one enterprise, in any variant.
struct Bill<'a> {
    book: &'a Rulebook,
    period: Months,
    e: &'a Enterprise,
    tally: Tally,
}

impl Bill<'_> {
    /// What each member adds to the total.
    fn members(&self, off: Off) -> Vec<Num> {
        let case = Case {
            e: self.e,
            period: self.period,
            off,
            tally: &self.tally,
        };
        let mut out = Vec::new();
        for amount in self.book.amounts.values() {
            let sign = match amount.kind {
                AmountKind::Cost | AmountKind::Surcharge => 1,
                AmountKind::Subsidy => -1,
                _ => continue,
            };
            let rows = match amount.group {
                None => vec![None],
                Some(_) => (0..ROWS).map(Some).collect(),
            };
            for row in rows {
                let value = read(case.amount(&amount.id, row).unwrap());
                out.push(value.map(|value| value.times(Ratio::whole(sign))));
            }
        }
        out
    }

    /// One by one from no lever to all, in rulebook order.
    fn restored(&self) -> Vec<(Option<Lever>, Vec<Num>)> {
        let mut off = Off::all();
        let mut out = vec![(None, self.members(off))];
        for lever in self.book.levers.values() {
            let (lever, _) = LEVERS.iter().find(|(_, id)| *id == lever.id).unwrap();
            off = off.but(*lever);
            out.push((Some(*lever), self.members(off)));
        }
        out
    }
}

fn sum<'a>(members: impl IntoIterator<Item = &'a Num>) -> Ratio {
    let known = members.into_iter().filter_map(|member| member.ok());
    known.fold(Ratio::ZERO, Ratio::plus)
}

/// Σ a − b over the members known in both.
fn difference(a: &[Num], b: &[Num]) -> Ratio {
    let both = a.iter().zip(b);
    let both = both.filter_map(|(a, b)| Some(a.ok()?.minus(b.ok()?)));
    both.fold(Ratio::ZERO, Ratio::plus)
}

fn ratio(decimal: Decimal) -> Ratio {
    Ratio::new(decimal.digits(), 10i128.pow(decimal.places()))
}

/// Compares the totals of so many enterprises in each of so many periods; gives the number of
/// assessments and of effects that were known.
pub(crate) fn run(book: &Rulebook, seed: u64, periods: usize, each: usize) -> (usize, usize) {
    let slots = Slots::of(book);
    let engine = Engine::new(book.clone());
    let mut generator = Generator {
        random: Random::new(seed),
        shares: Shares::default(),
    };
    let (mut assessed, mut known) = (0, 0);
    for _ in 0..periods {
        let period = random_period(&mut generator.random);
        for _ in 0..each {
            let e = generator.enterprise(period);
            let theirs = engine::stated(book, &slots, &e);
            let months = engine::months(period);
            let theirs = engine.assess(&theirs, months, &Patches::default()).unwrap();
            let bill = Bill {
                book,
                period,
                e: &e,
                tally: Tally::new(),
            };
            known += bill.agrees(&theirs);
            assessed += 1;
        }
    }
    (assessed, known)
}

impl Bill<'_> {
    fn place(&self, what: &str) -> String {
        format!("{what} over {}\n{}", self.period.text(), self.e.text())
    }

    /// Holds an assessment to the oracle; gives how many effects of levers were known.
    fn agrees(&self, theirs: &Assessment) -> usize {
        let (now, before) = (self.members(Off::default()), self.members(Off::all()));
        let totals = &theirs.totals;
        assert_eq!(sum(&now), ratio(totals.cost), "{}", self.place("total"));
        let baseline = ratio(totals.baseline);
        assert_eq!(sum(&before), baseline, "{}", self.place("baseline"));
        let saving = difference(&before, &now);
        assert_eq!(saving, ratio(totals.saving), "{}", self.place("saving"));
        let complete = now.iter().chain(&before).all(Result::is_ok);
        assert_eq!(complete, totals.complete, "{}", self.place("complete"));
        self.waterfall(theirs);
        let alone = theirs.levers.iter();
        alone
            .filter(|line| self.alone(&now, &self.book.levers[line.lever].id, line.stand_alone))
            .count()
    }

    /// Holds the worth of one lever alone to the oracle; gives whether it was known.
    fn alone(&self, now: &[Num], id: &str, theirs: Effect) -> bool {
        let (lever, _) = LEVERS.iter().find(|(_, known)| *known == id).unwrap();
        let without = self.members(Off::default().and(*lever));
        let worth = difference(now, &without);
        if let Some(value) = theirs.value() {
            assert_eq!(worth, ratio(value), "{}", self.place(id));
        }
        let undetermined = now
            .iter()
            .zip(&without)
            .any(|(a, b)| a.is_ok() != b.is_ok());
        let open = |gap: &Num| matches!(gap, Err(Gap::Open | Gap::NotCovered));
        match theirs {
            Effect::Known(_) => assert!(!undetermined, "known: {}", self.place(id)),
            Effect::Open => {
                let some = now.iter().chain(&without).any(open);
                assert!(some, "open: {}", self.place(id));
            }
            Effect::Partial(_) => {}
        }
        matches!(theirs, Effect::Known(_))
    }

    /// Every step over the members known in all of them, ending at what is known of the total.
    fn waterfall(&self, theirs: &Assessment) {
        let steps = self.restored();
        let known: Vec<bool> = (0..steps[0].1.len())
            .map(|at| steps.iter().all(|(_, members)| members[at].is_ok()))
            .collect();
        let total = |members: &[Num]| {
            let pairs = members.iter().zip(&known).filter(|(_, known)| **known);
            sum(pairs.map(|(member, _)| member))
        };
        let sums: Vec<Ratio> = steps.iter().map(|(_, members)| total(members)).collect();
        let falls = &theirs.totals.waterfall;
        let ends = (ratio(falls.start), ratio(falls.end));
        let ours = (sums[0], sums[sums.len() - 1]);
        assert_eq!(ours, ends, "{}", self.place("ends of the waterfall"));
        let mut ours: BTreeMap<&str, Ratio> = BTreeMap::new();
        for ((lever, _), pair) in steps.iter().skip(1).zip(sums.windows(2)) {
            let change = pair[1].minus(pair[0]);
            if change != Ratio::ZERO {
                ours.insert(LEVERS[lever.unwrap() as usize].1, change);
            }
        }
        let lever = |id| self.book.levers[id].id.as_str();
        let theirs = falls.steps.iter();
        let theirs: BTreeMap<&str, Ratio> = theirs
            .map(|(id, change)| (lever(*id), ratio(*change)))
            .collect();
        assert_eq!(ours, theirs, "{}", self.place("steps of the waterfall"));
    }
}
