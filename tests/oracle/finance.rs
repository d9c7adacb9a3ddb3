//! Rewards of the winter of 2011/12 for banks, guarantee companies, small-loan companies, insurers.

use super::calendar::Day;
use super::case::Case;
use super::enterprise::{Enterprise, Fact};
use super::law;
use super::levers::Lever;
use super::number::{Gap, Num, Ratio, Truth, add, and, at_most, below, least, mul, or, sub, when};
use super::tally::Branch;

impl Case<'_> {
    /// An amount of this module by its id.
    pub(crate) fn of_institutions(&self, id: &str) -> Option<Num> {
        let lever = match id.split('_').next() {
            Some("guarantee") => Lever::GuaranteeCompany,
            Some("microloan") => Lever::SmallLoanCompany,
            Some("bank") => Lever::BankCredit,
            Some("risk") => Lever::SmallLoanRisk,
            _ => Lever::Insurer,
        };
        Some(match id {
            "guarantee_founding_reward"
            | "guarantee_increase_volume"
            | "guarantee_increase_reward"
            | "guarantee_increase_unpaid"
            | "microloan_founding_volume"
            | "microloan_founding_reward"
            | "microloan_founding_first"
            | "microloan_increase_volume"
            | "microloan_increase_reward"
            | "bank_lending_reward"
            | "bank_rank_reward"
            | "risk_compensation"
            | "insurer_investing_reward"
            | "insurer_rank_reward"
                if self.off.has(lever) =>
            {
                Err(Gap::NotInForce)
            }
            "guarantee_founding_reward" => self.guarantee("founded", || {
                let share = mul(self.e.number(Fact::Capital), Ok(law::FOUNDING_SHARE));
                add(share, self.steps(self.e.number(Fact::Volume), Guarantee))
            }),
            "guarantee_increase_volume" => {
                self.guarantee("capital_raised", || self.volume_grown(Guarantee))
            }
            "guarantee_increase_reward" => {
                self.guarantee("capital_raised", || self.released(Guarantee))
            }
            "guarantee_increase_unpaid" => self.guarantee("capital_raised", || {
                let share = mul(self.e.number(Fact::NewCapital), Ok(law::INCREASE_SHARE));
                Case::excess(share, self.released(Guarantee).map(fen))
            }),
            "microloan_founding_volume" => self.small_loans("founded", || {
                self.steps(self.e.number(Fact::Volume), SmallLoans)
            }),
            "microloan_founding_reward" => self.small_loans("founded", || {
                let share = mul(self.e.number(Fact::Capital), Ok(law::FOUNDING_SHARE));
                add(share, self.steps(self.e.number(Fact::Volume), SmallLoans))
            }),
            "microloan_founding_first" => self.small_loans("founded", || Err(Gap::Open)),
            "microloan_increase_volume" => {
                self.small_loans("capital_raised", || self.volume_grown(SmallLoans))
            }
            "microloan_increase_reward" => {
                self.small_loans("capital_raised", || self.released(SmallLoans))
            }
            "bank_lending_reward" => {
                let grown = self.lending_grown();
                self.reviewed(and(self.bank_rewarded(), grown), || {
                    let loans = self.e.number(Fact::BankLoans);
                    let more = Case::excess(loans, self.e.number(Fact::BankLoansBefore));
                    let each = whole(more, "100000000");
                    self.hit(Branch::BankLending);
                    mul(each, Ok(Ratio::read("500000")))
                })
            }
            "bank_rank_reward" => {
                let above = self.small_growth_above();
                self.reviewed(and(self.bank_rewarded(), above), || {
                    self.rank(Fact::BankRank, ["150000", "100000"])
                })
            }
            "risk_compensation" => self.reviewed(self.risk_shared(), || self.risk()),
            "insurer_investing_reward" => {
                let enough = self.invested_enough();
                self.reviewed(and(self.insurer_rewarded(), enough), || {
                    Ok(Ratio::read("500000"))
                })
            }
            "insurer_rank_reward" => {
                let low = self.e.yes(Fact::InsurerLowRate);
                self.reviewed(and(self.insurer_rewarded(), low), || {
                    self.rank(Fact::InsurerRank, ["200000", "100000"])
                })
            }
            _ => return None,
        })
    }

    /// An amount of the finance opinion of December 2011, on a day of its four months.
    pub(crate) fn of_winter(
        &self,
        on: Fact,
        qualifies: Truth,
        value: impl FnOnce(Day) -> Num,
    ) -> Num {
        let (from, to) = law::FINANCING;
        if self.period.last_day() < from || self.period.first_day() > to {
            return Err(Gap::NotInForce);
        }
        let day = match (qualifies, self.e.day_in(on, 0)) {
            (Ok(false), Err(_)) => return Ok(Ratio::ZERO),
            (_, day) => day?,
        };
        if !self.period.holds(day) || day < from || day > to {
            self.hit(Branch::WinterElsewhere);
            return Ok(Ratio::ZERO);
        }
        when(qualifies, || value(day)).map(fen)
    }

    fn reviewed(&self, qualifies: Truth, value: impl FnOnce() -> Num) -> Num {
        self.of_winter(Fact::ReviewDate, qualifies, |_| value())
    }

    fn guarantee(&self, event: &str, value: impl FnOnce() -> Num) -> Num {
        self.of_event("guarantee_company", event, value)
    }

    fn small_loans(&self, event: &str, value: impl FnOnce() -> Num) -> Num {
        self.of_event("microloan_company", event, value)
    }

    /// Approved, in business, and founded or enlarged as named.
    fn of_event(&self, institution: &str, event: &str, value: impl FnOnce() -> Num) -> Num {
        let institution = self.e.is(Fact::Institution, institution);
        let approved = and(institution, self.e.yes(Fact::Approved));
        let qualifies = and(approved, self.e.is(Fact::Event, event));
        self.of_winter(Fact::EventDate, qualifies, |_| value())
    }

    fn volume_grown(&self, of: Volume) -> Num {
        let now = self.e.number(Fact::Volume);
        self.steps(Case::excess(now, self.e.number(Fact::VolumeBefore)), of)
    }

    /// So much for each whole step of business.
    fn steps(&self, volume: Num, of: Volume) -> Num {
        let (step, each) = match of {
            Guarantee => ("100000000", "1000000"),
            SmallLoans => ("10000000", "100000"),
        };
        let steps = whole(volume, step);
        if let Ok(steps) = steps {
            self.hit(if steps == Ratio::ZERO {
                Branch::VolumeTooSmall
            } else {
                Branch::VolumeSteps
            });
        }
        mul(steps, Ok(Ratio::read(each)))
    }

    /// The share of new capital as far as growth has released it.
    fn released(&self, of: Volume) -> Num {
        let share = mul(self.e.number(Fact::NewCapital), Ok(law::INCREASE_SHARE));
        let volume = self.volume_grown(of);
        if let (Ok(share), Ok(volume)) = (share, volume) {
            self.hit(if volume < share {
                Branch::ShareInPart
            } else {
                Branch::ShareInFull
            });
        }
        least(share, volume)
    }

    fn lending_grown(&self) -> Truth {
        let threshold = Ratio::percent("105");
        let before = self.e.number(Fact::BankLoansBefore);
        at_most(mul(before, Ok(threshold)), self.e.number(Fact::BankLoans))
    }

    fn small_growth_above(&self) -> Truth {
        let before = self.e.number(Fact::SmallGrowthBefore);
        below(before, self.e.number(Fact::SmallGrowth))
    }

    fn bank_rewarded(&self) -> Truth {
        let either = or(self.small_growth_above(), self.lending_grown());
        and(self.e.is(Fact::Institution, "bank"), either)
    }

    fn risk_shared(&self) -> Truth {
        let grown = at_most(
            Ok(Ratio::read("100000000")),
            self.e.number(Fact::SmallGrowth),
        );
        let least = mul(self.e.number(Fact::SmallNew), Ok(Ratio::percent("2")));
        let bad = below(least, self.e.number(Fact::SmallBad));
        and(and(self.e.is(Fact::Institution, "bank"), grown), bad)
    }

    fn risk(&self) -> Num {
        let new = self.e.number(Fact::SmallNew);
        let bad = self.e.number(Fact::SmallBad);
        let most = mul(new, Ok(Ratio::percent("5")));
        if let (Ok(bad), Ok(most)) = (bad, most) {
            self.hit(if bad > most {
                Branch::RiskCapped
            } else {
                Branch::RiskWithin
            });
        }
        let within = sub(least(bad, most), mul(new, Ok(Ratio::percent("2"))));
        mul(within, Ok(Ratio::percent("60")))
    }

    fn invested_enough(&self) -> Truth {
        at_most(
            Ok(Ratio::read("100000000")),
            self.e.number(Fact::InsurerInvested),
        )
    }

    fn insurer_rewarded(&self) -> Truth {
        let either = or(self.invested_enough(), self.e.yes(Fact::InsurerLowRate));
        and(self.e.is(Fact::Institution, "insurer"), either)
    }

    /// For places one to three, and four to six.
    fn rank(&self, fact: Fact, sums: [&str; 2]) -> Num {
        let place = self.e.number(fact)?;
        let (branch, sum) = match place {
            place if place <= Ratio::whole(3) => (Branch::RankFirst, sums[0]),
            place if place <= Ratio::whole(6) => (Branch::RankSecond, sums[1]),
            _ => (Branch::RankNone, "0"),
        };
        self.hit(branch);
        Ok(Ratio::read(sum))
    }
}

#[derive(Clone, Copy)]
enum Volume {
    Guarantee,
    SmallLoans,
}

use Volume::{Guarantee, SmallLoans};

fn fen(value: Ratio) -> Ratio {
    value.rounded(2)
}

/// How often a step lies wholly in a sum.
fn whole(sum: Num, step: &str) -> Num {
    sum.map(|sum| {
        let steps = sum.over(Ratio::read(step));
        Ratio::whole(steps.num().div_euclid(steps.den()))
    })
}

/// Values of the facts of institutions at which something turns, in base units.
pub(crate) fn edges(e: &Enterprise, fact: Fact) -> Vec<Ratio> {
    let known = |fact: Fact| e.number(fact).unwrap();
    let beyond = |base: Ratio, by: &[&str]| {
        let by = by.iter().map(|by| base.plus(Ratio::read(by)));
        by.collect::<Vec<Ratio>>()
    };
    match fact {
        Fact::Volume => {
            let steps = [
                "0",
                "10000000",
                "50000000",
                "100000000",
                "500000000",
                "2000000000",
            ];
            let mut edges = beyond(known(Fact::VolumeBefore), &steps);
            edges.extend(beyond(Ratio::ZERO, &steps));
            edges
        }
        Fact::NewCapital => beyond(
            Ratio::ZERO,
            &["2000000", "10000000", "20000000", "100000000", "400000000"],
        ),
        Fact::BankLoans => {
            let before = known(Fact::BankLoansBefore);
            let mut edges = beyond(before, &["0", "100000000", "300000000"]);
            edges.push(before.times(Ratio::percent("105")));
            edges
        }
        Fact::SmallGrowth => {
            let mut edges = beyond(Ratio::ZERO, &["100000000"]);
            edges.push(known(Fact::SmallGrowthBefore));
            edges
        }
        Fact::SmallBad => ["2", "5", "3"]
            .map(|share| known(Fact::SmallNew).times(Ratio::percent(share)))
            .to_vec(),
        Fact::InsurerInvested => beyond(Ratio::ZERO, &["100000000"]),
        Fact::BankRank | Fact::InsurerRank => beyond(Ratio::ZERO, &["3", "4", "6", "7"]),
        _ => Vec::new(),
    }
}
