//! Random enterprises that sit on the edges of the law.

use super::calendar::{Day, Months, count};
use super::duties;
use super::enterprise::{Enterprise, FACTS, Fact, GROUPS, Group, Kind, ROWS};
use super::environment;
use super::finance;
use super::funding;
use super::law;
use super::number::Ratio;
use super::{renewal, space, startup, support};

/// A small generator of pseudo-random numbers (splitmix64): the same seed, the same enterprises.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: i128, most: i128) -> i128 {
        least + i128::from(self.next()) % (most - least + 1)
    }

    pub(crate) fn chance(&mut self, percent: i128) -> bool {
        self.between(1, 100) <= percent
    }

    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        let last = i128::try_from(of.len()).unwrap() - 1;
        of[usize::try_from(self.between(0, last)).unwrap()]
    }
}

/// What share of the facts was put where.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Shares {
    pub(crate) facts: u64,
    pub(crate) missing: u64,
    pub(crate) at_threshold: u64,
}

/// Days on which something begins or ends.
const CHANGES: &[Day] = &[
    2011_07_01, 2011_12_01, 2011_12_07, 2012_03_31, 2012_04_01, 2014_01_01, 2015_01_01, 2016_05_01,
    2017_07_05, 2017_07_21,
];

pub(crate) struct Generator {
    pub(crate) random: Random,
    pub(crate) shares: Shares,
}

impl Generator {
    /// One enterprise for a period.
    pub(crate) fn enterprise(&mut self, period: Months) -> Enterprise {
        let mut e = Enterprise::blank();
        // Most enterprises know nearly everything, some little: one in ten facts is missing.
        let missing = self.random.pick(&[0, 0, 0, 7, 46]);
        for &(group, _) in GROUPS {
            let rows = match self.random.between(0, 9) {
                0 => 0,
                1..=3 => 1,
                4..=5 => 2,
                6 => 8,
                _ => usize::try_from(self.random.between(0, 8)).unwrap(),
            };
            e.set_rows(group, Some(rows));
        }
        for spec in FACTS {
            let rows = spec.group.map_or(1, |group| e.rows(group).unwrap());
            for row in 0..rows {
                let cell = self.fact(&e, spec.fact, spec.kind, row, period);
                e.set(spec.fact, row, Some(cell));
            }
        }
        self.heads(&mut e);
        self.forget(&mut e, missing);
        e
    }

    /// Takes facts away, and now and then the number of rows.
    fn forget(&mut self, e: &mut Enterprise, missing: i128) {
        for spec in FACTS {
            let rows = spec.group.map_or(1, |group| e.rows(group).unwrap());
            for row in 0..rows {
                self.shares.facts += 1;
                if self.random.chance(missing) {
                    self.shares.missing += 1;
                    e.set(spec.fact, row, None);
                }
            }
        }
        for &(group, _) in GROUPS {
            if self.random.chance(missing / 2) {
                e.set_rows(group, None);
                let of_group = FACTS.iter().filter(|spec| spec.group == Some(group));
                of_group.for_each(|spec| (0..ROWS).for_each(|row| e.set(spec.fact, row, None)));
            }
        }
    }

    fn fact(&mut self, e: &Enterprise, fact: Fact, kind: Kind, row: usize, period: Months) -> i128 {
        match kind {
            Kind::Bool => i128::from(self.yes(fact)),
            Kind::Choice(options) => self.option(fact, options),
            Kind::Date => self.date(e, fact, row, period),
            Kind::Number { den, min, max } => {
                let edges = self.edges(e, fact, period);
                if self.random.chance(60) && !edges.is_empty() {
                    self.shares.at_threshold += 1;
                    let edge = self.random.pick(&edges).times(Ratio::whole(den));
                    let down = edge.num().div_euclid(edge.den());
                    return (down + self.random.between(-1, 1)).clamp(min, max);
                }
                // Of the others, many ask only whether there is any.
                if edges.is_empty() && self.random.chance(25) {
                    self.shares.at_threshold += 1;
                    return self.random.between(0, 1).clamp(min, max);
                }
                self.anything(min, max, den)
            }
        }
    }

    fn yes(&mut self, fact: Fact) -> bool {
        self.random.chance(match fact {
            Fact::Insured | Fact::PaidInFull => 85,
            Fact::Restricted => 20,
            Fact::HighTech => 30,
            Fact::InDifficulty | Fact::DeferralApproved => 65,
            Fact::Approved => 80,
            _ => 50,
        })
    }

    fn option(&mut self, fact: Fact, options: &[&str]) -> i128 {
        let favourite = match fact {
            Fact::Industry => self
                .random
                .pick(&["aluminium", "aluminium", "ferroalloy", "cement"]),
            Fact::Sector => "industry",
            Fact::Institution => self.random.pick(&[
                "enterprise",
                "enterprise",
                "enterprise",
                "bank",
                "guarantee_company",
                "microloan_company",
                "insurer",
                "founder",
                "founder",
                "incubator",
                "generator",
            ]),
            Fact::LineClass => "class_three",
            _ => "",
        };
        let at = options.iter().position(|option| *option == favourite);
        match at {
            Some(at) if self.random.chance(50) => i128::try_from(at).unwrap(),
            _ => self
                .random
                .between(0, i128::try_from(options.len()).unwrap() - 1),
        }
    }

    fn date(&mut self, e: &Enterprise, fact: Fact, row: usize, period: Months) -> i128 {
        let near = |random: &mut Random, day: Day| i128::from(count(day)) + random.between(-1, 1);
        let (first, last) = (period.first_day(), period.last_day());
        if fact == Fact::GrantDate && period.holds(2011_12_15) && self.random.chance(80) {
            return i128::from(count(2011_12_15)) + self.random.between(-10, 10);
        }
        if fact == Fact::LoanSigned {
            let days = self.random.pick(&[-800, -1, 0, 1, 800, 3000]);
            return i128::from(count(2009_01_01)) + days;
        }
        if fact == Fact::Paid && self.random.chance(20) {
            self.shares.at_threshold += 1;
            let due = e.cell(Fact::Due, row).unwrap();
            return due + self.random.between(-1, 1);
        }
        if fact == Fact::ClaimDate && self.random.chance(30) {
            self.shares.at_threshold += 1;
            return self.random.between(89, 93) + e.cell(Fact::StartupDate, row).unwrap();
        }
        if self.random.chance(40) {
            self.shares.at_threshold += 1;
            let inside: Vec<Day> = CHANGES
                .iter()
                .copied()
                .filter(|day| period.holds(*day))
                .collect();
            let change = if inside.is_empty() {
                CHANGES
            } else {
                &inside[..]
            };
            let change = self.random.pick(change);
            let day = self.random.pick(&[first, last, change, change]);
            return near(&mut self.random, day);
        }
        let slack = if self.random.chance(30) { 400 } else { 0 };
        let (from, to) = (i128::from(count(first)), i128::from(count(last)));
        self.random.between(from - slack, to + slack)
    }

    /// A number of any size.
    fn anything(&mut self, min: i128, max: i128, den: i128) -> i128 {
        if self.random.chance(8) {
            return 0i128.clamp(min, max);
        }
        if max - min <= 10_000 {
            return self.random.between(min, max);
        }
        let mut size = den;
        let steps = self.random.between(0, 11);
        for _ in 0..steps {
            size = size.saturating_mul(10);
        }
        let value = self.random.between(1, size.min(max));
        let negative = min < 0 && self.random.chance(15);
        if negative {
            (-value).max(min)
        } else {
            value.max(min)
        }
    }

    /// Values at which the law turns, in base units.
    fn edges(&mut self, e: &Enterprise, fact: Fact, period: Months) -> Vec<Ratio> {
        let read = |texts: &[&str]| texts.iter().map(|text| Ratio::read(text)).collect();
        let percent = |texts: &[&str]| texts.iter().map(|text| Ratio::percent(text)).collect();
        let known = |fact: Fact| e.number(fact).unwrap();
        match fact {
            Fact::BaseWage => {
                let bases = [law::BASE_FLOOR, law::BASE_CAP];
                let edge = |share| law::of_average_wage(period.year, share).ok();
                bases.into_iter().filter_map(edge).collect()
            }
            Fact::LowPaidWage => read(&[
                "1050", "1060", "1070", "1250", "1260", "1270", "1500", "1700", "1880",
            ]),
            Fact::PartTimeWage => {
                read(&["10.6", "10.7", "10.8", "12.7", "12.8", "12.9", "15.2", "18"])
            }
            Fact::LowPaidHeads | Fact::PartTimeHours | Fact::TradingKwh => read(&["0"]),
            Fact::EncouragedShare => percent(&["60", "70"]),
            Fact::Assets => read(&["3000000", "10000000", "30000000", "50000000", "800000000"]),
            Fact::HousingRate | Fact::HousingBefore => percent(&["5", "12"]),
            Fact::EmployeeRate => percent(&["5", "7", "10", "12"]),
            Fact::EmployeeBefore => {
                let now = known(Fact::EmployeeRate);
                vec![
                    now,
                    now.plus(law::EMPLOYEE_CUT),
                    now.plus(Ratio::percent("1")),
                ]
            }
            Fact::LayoffRate => percent(&["3.1", "5.5", "20"]),
            Fact::Unemployment => vec![known(Fact::LayoffRate)],
            Fact::ElectrolysisKwh => {
                let tonnes = known(Fact::Aluminium);
                vec![tonnes.times(law::TIER_ONE), tonnes.times(law::TIER_TWO)]
            }
            Fact::ComprehensiveKwh => self.step_edges(known(Fact::Aluminium)),
            Fact::Aluminium => read(&["0", "1", "200000"]),
            Fact::Kwh => read(&["0", "1"]),
            Fact::Income => vec![
                Ratio::ZERO,
                Ratio::whole(30_000),
                Ratio::whole(60_000),
                Ratio::whole(100_000),
                Ratio::whole(300_000),
                Ratio::whole(500_000),
                Ratio::whole(1_000_000),
                Ratio::whole(3_000_000),
            ],
            Fact::Research => self.research_edges(known(Fact::Income)),
            Fact::Equipment => {
                let income = known(Fact::Income).most(Ratio::ZERO);
                ["2.5", "1.5", "1", "0.5"]
                    .map(|by| income.times(Ratio::read(by)))
                    .to_vec()
            }
            Fact::CreditYear => [1, 5]
                .map(|age| Ratio::whole(i128::from(period.year - age)))
                .to_vec(),
            Fact::Raised => read(&["1", "100000000"]),
            _ => {
                let mut edges = finance::edges(e, fact);
                edges.extend(startup::edges(fact));
                edges.extend(space::edges(e, fact));
                edges.extend(duties::edges(e, fact));
                edges.extend(environment::edges(e, fact));
                edges.extend(support::edges(e, fact));
                edges.extend(funding::edges(e, fact));
                edges.extend(renewal::edges(fact));
                edges
            }
        }
    }

    fn step_edges(&mut self, tonnes: Ratio) -> Vec<Ratio> {
        let base = self.random.pick(law::STEP_BASE).1;
        let steps = Ratio::whole(self.random.between(0, 30));
        vec![
            tonnes.times(base),
            tonnes.times(base.plus(law::STEP.times(steps))),
        ]
    }

    /// Expenses whose deduction brings the income to a limit, or the subsidy to its cap.
    fn research_edges(&mut self, income: Ratio) -> Vec<Ratio> {
        let share = Ratio::percent(self.random.pick(&["50", "75", "100"]));
        let limits = [
            0, 30_000, 60_000, 100_000, 300_000, 500_000, 1_000_000, 3_000_000,
        ];
        let down = limits.map(|limit| income.minus(Ratio::whole(limit)).over(share));
        let mut edges: Vec<Ratio> = down
            .into_iter()
            .filter(|edge| *edge >= Ratio::ZERO)
            .collect();
        edges.push(Ratio::ZERO);
        let rate = Ratio::percent(self.random.pick(&["25", "15"]));
        edges.push(Ratio::whole(20_000_000).over(rate).over(share));
        edges
    }

    /// Sometimes the heads add up to a limit.
    fn heads(&mut self, e: &mut Enterprise) {
        let rows = e.rows(Group::Staff).unwrap();
        if rows == 0 || !self.random.chance(50) {
            return;
        }
        let total = self.random.pick(&[20, 30, 80, 100, 300, 1000]) + self.random.between(-1, 1);
        let mut left = total;
        for row in 1..rows {
            let some = self.random.between(0, left);
            e.set(Fact::Heads, row, Some(some));
            left -= some;
        }
        e.set(Fact::Heads, 0, Some(left));
        self.shares.at_threshold += u64::try_from(rows).unwrap();
    }
}
