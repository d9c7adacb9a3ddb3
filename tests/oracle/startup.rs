//! Founders, graduates in cooperatives, the housing fund of enterprises in difficulty, size classes.

use super::calendar::Day;
use super::case::Case;
use super::enterprise::{Fact, Group};
use super::levers::Lever;
use super::number::{Gap, Num, Ratio, Truth, and, at_most, below, least, mul, or, when};
use super::tally::Branch;

/// Document 42 and document 43.
pub(crate) const DOCUMENT_42: Day = 2017_07_05;
pub(crate) const DOCUMENT_43: Day = 2017_07_21;
const SIZES: Day = 2011_06_18;

/// People and revenue in 万元 from which an enterprise is large, medium, small, by sector; building
/// has revenue and assets, other sectors people alone.
const SIZE: [(&str, [i128; 3], [i128; 3]); 8] = [
    ("industry", [1000, 300, 20], [40_000, 2_000, 300]),
    ("construction", [0; 3], [80_000, 6_000, 300]),
    ("transport", [1000, 300, 20], [30_000, 3_000, 200]),
    ("wholesale", [200, 20, 5], [40_000, 5_000, 1_000]),
    ("retail", [300, 50, 10], [20_000, 500, 100]),
    ("hospitality", [300, 100, 10], [10_000, 2_000, 100]),
    ("software", [300, 100, 10], [10_000, 1_000, 50]),
    ("other", [300, 100, 10], [0; 3]),
];
const SIZE_ASSETS: [i128; 3] = [80_000, 5_000, 300];

impl Case<'_> {
    pub(crate) fn of_startup(&self, id: &str) -> Option<Num> {
        let last_day = self.period.last_day();
        let claim = Fact::ClaimDate;
        Some(match id {
            "size_people" => self.heads(),
            "size_rank" => self.size_rank(last_day),
            "housing_fund_lowered_saving" => self.monthly(|day| self.housing_lowered(day)),
            "housing_fund_deferred" => self.monthly(|day| self.housing_deferred(day)),
            "graduate_startup_reward_amount" => {
                self.reward(Lever::GraduateReward, Fact::Graduates, "10000")
            }
            "startup_reward_hardship_amount" => {
                self.reward(Lever::HardshipReward, Fact::Hardship, "5000")
            }
            "startup_reward_other_amount" => self.reward(Lever::OtherReward, Fact::Others, "2000"),
            "first_startup_subsidy_amount" => {
                let first = and(self.e.yes(Fact::Returned), self.some(Fact::FirstPersons));
                let first = and(self.founder(), and(first, self.three_months()));
                self.event(Lever::FirstStartup, DOCUMENT_42, claim, first, |_| {
                    Err(Gap::Open)
                })
            }
            "hardship_hiring_subsidy_amount" => {
                let hires = and(self.e.yes(Fact::Returned), self.some(Fact::Hires));
                let hires = and(self.founder(), hires);
                self.event(Lever::HardshipHiring, DOCUMENT_42, claim, hires, |_| {
                    Err(Gap::Open)
                })
            }
            "startup_training_subsidy" => self.settled(|day| {
                let trained = and(self.founder(), self.some(Fact::Trainees));
                self.gated(Lever::StartupTraining, DOCUMENT_42, day, trained, || {
                    Err(Gap::Open)
                })
            }),
            "startup_loan_from" => self.loan(last_day, "100000"),
            "startup_loan_to" => self.loan(last_day, "200000"),
            "coop_living_allowance" => self.coop(|row| self.allowance(row)),
            "coop_dues_subsidy" => self.coop(|row| self.dues(row)),
            _ => return None,
        })
    }

    /// A value of a lever by the law of a day.
    pub(crate) fn gated(
        &self,
        lever: Lever,
        from: Day,
        day: Day,
        qualifies: Truth,
        value: impl FnOnce() -> Num,
    ) -> Num {
        if !self.on(lever, from, day) {
            return Err(Gap::NotInForce);
        }
        when(qualifies, value)
    }

    /// What a lever pays on the day a fact names.
    pub(crate) fn event(
        &self,
        lever: Lever,
        from: Day,
        on: Fact,
        qualifies: Truth,
        value: impl FnOnce(Day) -> Num,
    ) -> Num {
        if !self.on(lever, from, self.period.last_day()) {
            return Err(Gap::NotInForce);
        }
        let day = match (qualifies, self.e.day_in(on, 0)) {
            (Ok(false), Err(_)) => return Ok(Ratio::ZERO),
            (_, day) => day?,
        };
        if !self.period.holds(day) || day < from {
            return Ok(Ratio::ZERO);
        }
        when(qualifies, || value(day)).map(|value| value.rounded(2))
    }

    pub(crate) fn some(&self, fact: Fact) -> Truth {
        below(Ok(Ratio::ZERO), self.e.number(fact))
    }

    pub(crate) fn founder(&self) -> Truth {
        self.e.is(Fact::Institution, "founder")
    }

    fn reward(&self, lever: Lever, persons: Fact, each: &str) -> Num {
        let qualifies = and(self.founder(), self.some(persons));
        self.event(lever, DOCUMENT_42, Fact::ClaimDate, qualifies, |_| {
            self.hit(Branch::StartupRewarded);
            mul(self.e.number(persons), Ok(Ratio::read(each)))
        })
    }

    /// Three whole months in business on the day of the claim.
    fn three_months(&self) -> Truth {
        let from = self.e.day_in(Fact::StartupDate, 0);
        let to = self.e.day_in(Fact::ClaimDate, 0);
        let (from, to) = (from?, to?);
        let month = |day: Day| day / 10_000 * 12 + day / 100 % 100;
        let short = i32::from(to % 100 < from % 100);
        let enough = month(to) - month(from) - short >= 3;
        self.hit(if enough {
            Branch::ThreeMonths
        } else {
            Branch::TooFewMonths
        });
        Ok(enough)
    }

    fn loan(&self, day: Day, alone: &str) -> Num {
        let eligible = and(self.founder(), self.e.yes(Fact::LoanEligible));
        self.gated(Lever::StartupLoan, DOCUMENT_42, day, eligible, || {
            let people = self.e.number(Fact::Contributors)?;
            if people == Ratio::whole(1) {
                self.hit(Branch::LoanAlone);
                return Ok(Ratio::read(alone));
            }
            let together = people.times(Ratio::read("100000"));
            let cap = Ratio::read("1000000");
            self.hit(if together > cap {
                Branch::LoanCapped
            } else {
                Branch::LoanPartners
            });
            Ok(together.least(cap))
        })
    }

    fn coop(&self, row: impl Fn(usize) -> Num) -> Num {
        self.settled(|day| {
            let rows = self.e.rows(Group::Coop).ok_or(Gap::Missing);
            let leads = and(self.founder(), rows.map(|rows| rows > 0));
            self.gated(Lever::CoopGraduate, DOCUMENT_42, day, leads, || {
                self.over_rows(Group::Coop, row)
            })
        })
    }

    fn allowance(&self, row: usize) -> Num {
        let before = self.e.number_in(Fact::CoopBefore, row);
        let left = Self::excess(Ok(Ratio::whole(36)), before);
        let months = least(self.e.number_in(Fact::CoopMonths, row), left);
        if let Ok(months) = months {
            self.hit(if months == Ratio::ZERO {
                Branch::CoopNothingLeft
            } else {
                Branch::CoopPaid
            });
        }
        let persons = self.e.number_in(Fact::CoopPersons, row);
        mul(mul(persons, Ok(Ratio::whole(1000))), months)
    }

    fn dues(&self, row: usize) -> Num {
        let within = below(
            self.e.number_in(Fact::CoopBefore, row),
            Ok(Ratio::whole(36)),
        );
        when(within, || {
            let dues = self.e.number_in(Fact::CoopDues, row);
            mul(dues, Ok(Ratio::percent("70")))
        })
    }

    /// In difficulty, with what was applied for, approved.
    fn housing_relief(&self) -> Truth {
        let some = self.e.is(Fact::HousingRelief, "none").map(|none| !none);
        let asked = and(some, self.e.yes(Fact::HousingApproved));
        and(self.e.yes(Fact::InDifficulty), asked)
    }

    /// The rate paid while the lowered one holds.
    pub(crate) fn lowered_rate(&self, day: Day) -> Truth {
        let there = self.on(Lever::HousingRelief, DOCUMENT_42, day);
        let lowered = self.e.is(Fact::HousingRelief, "lowered");
        and(and(lowered, Ok(there)), self.housing_relief())
    }

    fn housing_lowered(&self, day: Day) -> Num {
        let lowered = self.e.is(Fact::HousingRelief, "lowered");
        let lowered = and(self.housing_relief(), lowered);
        self.gated(Lever::HousingRelief, DOCUMENT_42, day, lowered, || {
            self.hit(Branch::HousingLowered);
            let lowered = self.e.number(Fact::HousingLowered);
            mul(
                self.housing_payroll(),
                Self::excess(self.chosen_rate(day), lowered),
            )
        })
    }

    fn housing_deferred(&self, day: Day) -> Num {
        let deferred = self.e.is(Fact::HousingRelief, "deferred");
        let deferred = and(self.housing_relief(), deferred);
        self.gated(Lever::HousingRelief, DOCUMENT_42, day, deferred, || {
            self.hit(Branch::HousingDeferred);
            mul(self.housing_payroll(), self.chosen_rate(day))
        })
    }

    /// 4 large, 3 medium, 2 small, 1 micro.
    pub(crate) fn size_rank(&self, day: Day) -> Num {
        let rank = match self.e.option(Fact::SizeClass)? {
            "large" => 4,
            "medium" => 3,
            "small" => 2,
            "micro" => 1,
            _ => return self.size_by_table(day),
        };
        self.hit(Branch::SizeRecognized);
        Ok(Ratio::whole(rank))
    }

    /// Medium, small or micro.
    pub(crate) fn not_large(&self, day: Day) -> Truth {
        at_most(self.size_rank(day), Ok(Ratio::whole(3)))
    }

    fn size_by_table(&self, day: Day) -> Num {
        for (class, rank) in [(0, 4), (1, 3), (2, 2)] {
            if self.reaches(day, class)? {
                self.hit([Branch::SizeLarge, Branch::SizeMedium, Branch::SizeSmall][class]);
                return Ok(Ratio::whole(rank));
            }
        }
        self.hit(Branch::SizeMicro);
        Ok(Ratio::whole(1))
    }

    fn reaches(&self, day: Day, class: usize) -> Truth {
        let sector = self.e.option(Fact::Sector);
        let known = if day < SIZES {
            Err(Gap::NotCovered)
        } else {
            Ok(())
        };
        let bound = |of: &dyn Fn(&(&str, [i128; 3], [i128; 3])) -> i128| {
            // Of two gaps the worse: an unknown law, whatever the sector.
            known.and(sector).map(|sector| {
                let row = SIZE.iter().find(|(id, ..)| *id == sector).unwrap();
                Ratio::whole(of(row))
            })
        };
        let is = |id: &str| sector.map(|sector| sector == id);
        let people = at_most(bound(&|row| row.1[class]), self.heads());
        let money = mul(bound(&|row| row.2[class]), Ok(Ratio::whole(10_000)));
        let money = at_most(money, self.e.number(Fact::Revenue));
        let assets = known.map(|()| Ratio::whole(SIZE_ASSETS[class] * 10_000));
        let assets = at_most(assets, self.e.number(Fact::Assets));
        let enough = and(or(is("construction"), people), or(is("other"), money));
        and(enough, or(is("construction").map(|yes| !yes), assets))
    }
}

/// Values at which something turns, in base units.
pub(crate) fn edges(fact: Fact) -> Vec<Ratio> {
    let whole = |numbers: &[i128]| numbers.iter().map(|n| Ratio::whole(*n)).collect();
    match fact {
        Fact::Revenue => {
            let of = |(_, _, money): &(&str, [i128; 3], [i128; 3])| *money;
            let all = SIZE.iter().flat_map(of);
            all.map(|money| Ratio::whole(money * 10_000)).collect()
        }
        Fact::Contributors => whole(&[1, 2, 10]),
        Fact::CoopBefore => whole(&[24, 30, 36]),
        Fact::CoopMonths => whole(&[0, 6, 12]),
        Fact::Graduates | Fact::Hardship | Fact::Others => whole(&[0, 1]),
        Fact::FirstPersons | Fact::Hires | Fact::Trainees => whole(&[0, 1]),
        _ => Vec::new(),
    }
}
