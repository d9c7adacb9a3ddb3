//! Engine against oracle: differences, and what was covered.

use std::collections::BTreeMap;
use std::fmt::Write;

use qingce::check::rulebook::{Rulebook, Timing};
use qingce::program::Program;

use super::calendar::Months;
use super::case::Case;
use super::engine::{self, Slots};
use super::enterprise::{Enterprise, FACTS, GROUPS, ROWS};
use super::generate::{Generator, Random, Shares};
use super::levers::{LEVERS, Off};
use super::number::Num;
use super::reach::{KINDS, can, kind};
use super::tally::{BRANCHES, Tally};

/// How often an amount was what.
#[derive(Clone, Default)]
struct Hits {
    /// More than 0, 0, and each gap in order.
    kinds: [u64; 8],
    /// By how many stretches the period had.
    stretches: BTreeMap<usize, u64>,
}

pub(crate) struct Comparison {
    enterprises: u64,
    compared: u64,
    hits: BTreeMap<String, Hits>,
    branches: Vec<u64>,
    shares: Shares,
    /// Stretches of the year in which the law changes most often.
    most_stretches: usize,
    /// By amount and the two kinds: how often, and the first case made small.
    differences: BTreeMap<(String, usize, usize), (u64, String)>,
}

/// Compares so many random periods with so many enterprises each.
pub(crate) fn run(book: &Rulebook, seed: u64, periods: usize, each: usize) -> Comparison {
    let slots = Slots::of(book);
    let mut out = Comparison {
        enterprises: 0,
        compared: 0,
        hits: BTreeMap::new(),
        branches: Vec::new(),
        shares: Shares::default(),
        most_stretches: most_stretches(book),
        differences: BTreeMap::new(),
    };
    let tally = Tally::new();
    let mut generator = Generator {
        random: Random::new(seed),
        shares: Shares::default(),
    };
    for _ in 0..periods {
        let period = random_period(&mut generator.random);
        let law = Law {
            book,
            slots: &slots,
            offs: vec![Off::default()],
            program: engine::program(book, period, &[Off::default()]),
            period,
        };
        let offs = random_offs(&mut generator.random);
        let without = Law {
            program: engine::program(book, period, &offs),
            offs,
            ..law
        };
        for at in 0..each {
            let e = generator.enterprise(period);
            let law = if at % 4 == 0 { &without } else { &law };
            out.enterprise(law, &e, &tally);
        }
    }
    out.branches = tally.counts();
    out.shares = generator.shares;
    out
}

fn most_stretches(book: &Rulebook) -> usize {
    let year = |year| Months {
        year,
        first: 1,
        last: 12,
    };
    let years = (2011..=2026).map(|at| {
        engine::program(book, year(at), &[Off::default()])
            .stretches
            .len()
    });
    years.max().unwrap()
}

pub(crate) fn random_period(random: &mut Random) -> Months {
    let mut month = || i32::try_from(random.between(1, 12)).unwrap();
    let (a, b) = (month(), month());
    // Half of the periods hold the settlement of their year, many of these the whole year.
    let (first, last) = match random.between(0, 5) {
        0 => (1, 12),
        1 | 2 => (a, 12),
        _ => (a.min(b), a.max(b)),
    };
    // 2011 more often: some law begins in the middle of it.
    let year = if random.chance(10) {
        2011
    } else {
        i32::try_from(random.between(2011, 2026)).unwrap()
    };
    Months { year, first, last }
}

/// No lever off, all off, one off, one on, and any.
fn random_offs(random: &mut Random) -> Vec<Off> {
    let mut lever = || random.pick(LEVERS).0;
    let (one, other) = (lever(), lever());
    let some = (0..8).fold(Off::default(), |off, _| off.and(lever()));
    let none = Off::default();
    vec![none, Off::all(), none.and(one), Off::all().but(other), some]
}

struct Law<'a> {
    book: &'a Rulebook,
    slots: &'a Slots,
    /// The variants of the program.
    offs: Vec<Off>,
    program: Program,
    period: Months,
}

impl Law<'_> {
    /// What the oracle and the engine say of one amount.
    fn both(&self, (variant, at): (usize, usize), e: &Enterprise) -> (Num, Num) {
        let of = self.program.variants[variant].amounts[at].of;
        let id = &self.book.amounts[of.amount].id;
        let tally = Tally::new();
        let case = Case {
            e,
            period: self.period,
            off: self.offs[variant],
            tally: &tally,
        };
        let ours = case.amount(id, of.row.map(usize::from)).unwrap();
        (
            ours,
            engine::amounts(&self.program, self.slots, e)[variant][at],
        )
    }
}

impl Comparison {
    fn enterprise(&mut self, law: &Law<'_>, e: &Enterprise, tally: &Tally) {
        self.enterprises += 1;
        let engine = engine::amounts(&law.program, law.slots, e);
        for (variant, theirs) in engine.iter().enumerate() {
            let case = Case {
                e,
                period: law.period,
                off: law.offs[variant],
                tally,
            };
            self.variant(law, variant, &case, theirs);
        }
    }

    fn variant(&mut self, law: &Law<'_>, variant: usize, case: &Case<'_>, engine: &[Num]) {
        let plans = law.program.variants[variant].amounts.iter();
        for (at, (plan, theirs)) in plans.zip(engine).enumerate() {
            let theirs = *theirs;
            let amount = &law.book.amounts[plan.of.amount];
            let row = plan.of.row.map(usize::from);
            let ours = case.amount(&amount.id, row);
            let ours = ours.unwrap_or_else(|| panic!("the oracle lacks {}", amount.id));
            self.compared += 1;
            if !self.hits.contains_key(&amount.id) {
                self.hits.insert(amount.id.clone(), Hits::default());
            }
            let hits = self.hits.get_mut(&amount.id).unwrap();
            hits.kinds[kind(ours)] += 1;
            if matches!(amount.timing, Timing::Month | Timing::Year) {
                *hits
                    .stretches
                    .entry(law.program.stretches.len())
                    .or_default() += 1;
            }
            if ours != theirs {
                self.difference(law, (variant, at), case.e, ours, theirs);
            }
        }
    }

    fn difference(
        &mut self,
        law: &Law<'_>,
        at: (usize, usize),
        e: &Enterprise,
        ours: Num,
        theirs: Num,
    ) {
        let of = law.program.variants[at.0].amounts[at.1].of;
        let id = law.book.amounts[of.amount].id.clone();
        let key = (id, kind(ours), kind(theirs));
        if let Some((count, _)) = self.differences.get_mut(&key) {
            *count += 1;
            return;
        }
        let small = smallest(law, at, e, (kind(ours), kind(theirs)));
        let (ours, theirs) = law.both(at, &small);
        let row = of
            .row
            .map_or(String::new(), |row| format!(" row {}", row + 1));
        let text = format!(
            "{}{row} over {} without [{}]: oracle {}, engine {}\n{}",
            key.0,
            law.period.text(),
            law.offs[at.0].text(),
            show(ours),
            show(theirs),
            small.text()
        );
        self.differences.insert(key, (1, text));
    }

    pub(crate) fn and(mut self, other: Comparison) -> Comparison {
        self.enterprises += other.enterprises;
        self.compared += other.compared;
        for (id, more) in other.hits {
            let hits = self.hits.entry(id).or_default();
            for (count, more) in hits.kinds.iter_mut().zip(more.kinds) {
                *count += more;
            }
            for (stretches, more) in more.stretches {
                *hits.stretches.entry(stretches).or_default() += more;
            }
        }
        for (count, more) in self.branches.iter_mut().zip(other.branches) {
            *count += more;
        }
        self.shares.facts += other.shares.facts;
        self.shares.missing += other.shares.missing;
        self.shares.at_threshold += other.shares.at_threshold;
        for (key, (count, text)) in other.differences {
            self.differences.entry(key).or_insert((0, text)).0 += count;
        }
        self
    }

    pub(crate) fn report(&self) -> String {
        let mut out = String::new();
        let Shares {
            facts,
            missing,
            at_threshold,
        } = self.shares;
        _ = writeln!(
            out,
            "{} enterprises, {} amounts compared; {facts} facts, {missing} missing, \
             {at_threshold} at a threshold; up to {} stretches",
            self.enterprises, self.compared, self.most_stretches
        );
        _ = writeln!(
            out,
            "{:32} {}",
            "amount",
            KINDS.map(|k| format!("{k:>11}")).join("")
        );
        for (id, hits) in &self.hits {
            let counts = hits.kinds.map(|count| format!("{count:>11}")).join("");
            _ = writeln!(out, "{id:32} {counts}");
        }
        _ = writeln!(out, "\nstretches in the period");
        for (id, hits) in self
            .hits
            .iter()
            .filter(|(_, hits)| !hits.stretches.is_empty())
        {
            _ = writeln!(out, "{id:32} {:?}", hits.stretches);
        }
        _ = writeln!(out, "\nbranches");
        for (branch, count) in BRANCHES.iter().zip(&self.branches) {
            _ = writeln!(out, "{count:>11} {branch:?}");
        }
        out
    }

    /// What is wrong: differences, and what was never reached.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for (count, text) in self.differences.values() {
            out.push(format!("{count} times: {text}"));
        }
        for (id, hits) in &self.hits {
            for (kind, count) in hits.kinds.iter().enumerate() {
                let name = KINDS[kind];
                match (can(id, kind), count) {
                    (true, 0) => out.push(format!("{id} was never {name}")),
                    (false, 1..) => out.push(format!("{id} was {name} {count} times: how?")),
                    _ => {}
                }
            }
            for number in 1..=self.most_stretches {
                if !hits.stretches.is_empty() && !hits.stretches.contains_key(&number) {
                    out.push(format!("{id} was never split into {number} stretches"));
                }
            }
        }
        let Shares {
            facts,
            missing,
            at_threshold,
        } = self.shares;
        if missing * 10 < facts || at_threshold * 5 < facts {
            out.push("too few facts are missing, or at a threshold".to_owned());
        }
        for (branch, count) in BRANCHES.iter().zip(&self.branches) {
            if *count == 0 {
                out.push(format!("branch {branch:?} was never taken"));
            }
        }
        out
    }
}

/// The same difference with as few facts as possible.
fn smallest(
    law: &Law<'_>,
    at: (usize, usize),
    e: &Enterprise,
    kinds: (usize, usize),
) -> Enterprise {
    let mut small = e.clone();
    let try_it = |small: &mut Enterprise, change: &dyn Fn(&mut Enterprise)| {
        let mut other = small.clone();
        change(&mut other);
        let (ours, theirs) = law.both(at, &other);
        if ours != theirs && (kind(ours), kind(theirs)) == kinds {
            *small = other;
        }
    };
    for &(group, _) in GROUPS {
        try_it(&mut small, &|e| e.set_rows(group, Some(0)));
        for rows in (1..ROWS).rev() {
            try_it(&mut small, &|e| {
                let fewer = e.rows(group).map(|known| known.min(rows));
                e.set_rows(group, fewer);
            });
        }
    }
    for spec in FACTS {
        for row in 0..ROWS {
            try_it(&mut small, &|e| e.set(spec.fact, row, None));
            try_it(&mut small, &|e| {
                let zero = e.cell(spec.fact, row).map(|_| 0);
                e.set(spec.fact, row, zero);
            });
        }
    }
    small
}

fn show(value: Num) -> String {
    match value {
        Ok(value) => format!("{}/{}", value.num(), value.den()),
        Err(gap) => format!("{gap:?}"),
    }
}
