//! Land, tolls, fees that end, approvals, depreciation, incubators.

use super::calendar::{Day, count};
use super::case::Case;
use super::enterprise::{Enterprise, Fact, Group};
use super::levers::Lever;
use super::number::{
    Gap, Num, Ratio, Truth, add, and, below, least, most, mul, or, read, sub, when,
};
use super::startup::{DOCUMENT_42, DOCUMENT_43};
use super::tally::Branch;

const FEES_38: Day = 2014_01_26;
const UTILITIES: Day = 2019_01_01;
const TOLLS: Day = 2018_01_01;

impl Case<'_> {
    pub(crate) fn of_space(&self, id: &str) -> Option<Num> {
        let last_day = self.period.last_day();
        Some(match id {
            "administrative_fees" => self.yearly(|day| {
                let old = self.ended(Lever::AbolishedFees, FEES_38, day, Fact::AbolishedFees);
                let added = Fact::UnauthorizedFees;
                let new = self.ended(Lever::AbolishedFees, DOCUMENT_43, day, added);
                add(old, new)
            }),
            "housing_utilities" => self.yearly(|day| {
                when(self.e.yes(Fact::StateOwned), || {
                    self.ended(Lever::Utilities, UTILITIES, day, Fact::UtilitiesCost)
                })
            }),
            "approval_agency_cost" => self.yearly(|day| {
                when(self.e.yes(Fact::Project), || {
                    self.ended(Lever::AgencyFees, DOCUMENT_43, day, Fact::AgencyFees)
                })
            }),
            "second_class_toll_cost" => self.yearly(|day| {
                when(self.e.yes(Fact::ShipsByRoad), || {
                    self.ended(Lever::Tolls, TOLLS, day, Fact::SecondClassTolls)
                })
            }),
            "approval_overrun_cost" => {
                let project = self.e.yes(Fact::Project);
                let on = Fact::ApprovalDate;
                self.event(Lever::Approval, DOCUMENT_42, on, project, |_| {
                    let days = self.e.number(Fact::ApprovalDays);
                    let over = Self::excess(days, Ok(Ratio::whole(15)));
                    mul(over, self.e.number(Fact::ApprovalDayCost))
                })
            }
            "depreciation_tax_deferred" => self.settled(|day| self.depreciation(day)),
            "land_floor_saving" => self.land(Lever::LandFloor, self.farm_land(), |_| {
                let national = self.e.number(Fact::LandNationalFloor);
                let least = mul(national, Ok(Ratio::percent("70")));
                let floor = most(self.e.number(Fact::LandFloor), least);
                let saved = Self::excess(national, floor);
                if let Ok(saved) = saved {
                    self.hit(if saved == Ratio::ZERO {
                        Branch::LandNothingSaved
                    } else {
                        Branch::LandSaved
                    });
                }
                mul(self.e.number(Fact::LandArea), saved)
            }),
            "land_floor_saving_most" => self.land(Lever::LandFloor, self.farm_land(), |_| {
                let price = self.e.number(Fact::LandNationalFloor);
                let area = self.e.number(Fact::LandArea);
                mul(mul(area, price), Ok(Ratio::percent("30")))
            }),
            "land_instalments_later" => self.land(Lever::Instalments, self.instalments(), |day| {
                self.over_rows(Group::Instalment, |row| {
                    let paid = self.e.day_in(Fact::InstalmentPaid, row);
                    let later = paid.map(|paid| paid > day);
                    when(later, || self.e.number_in(Fact::Instalment, row))
                })
            }),
            "land_instalment_interest" => {
                self.land(Lever::Instalments, self.instalments(), |day| {
                    let days = self.over_rows(Group::Instalment, |row| {
                        let paid = self.e.day_in(Fact::InstalmentPaid, row);
                        let days = paid.map(|paid| i128::from((count(paid) - count(day)).max(0)));
                        mul(
                            self.e.number_in(Fact::Instalment, row),
                            days.map(Ratio::whole),
                        )
                    });
                    let yearly = mul(days, self.e.number(Fact::LandInterest));
                    mul(yearly, Ok(Ratio::new(1, 365)))
                })
            }
            "incubator_rd_subsidy_amount" => self.settled(|day| {
                let technology = self.e.yes(Fact::TechnologyEnterprise);
                let qualifies = and(self.incubator(), technology);
                self.gated(Lever::IncubatorRd, DOCUMENT_43, day, qualifies, || {
                    let saved = read(self.rd_saved(day)).map(|saved| saved.rounded(2));
                    let tenth = mul(saved, Ok(Ratio::percent("10")));
                    least(tenth, Ok(Ratio::whole(2_000_000)))
                })
            }),
            "incubator_reward_most" => {
                let notable = and(self.incubator(), self.e.yes(Fact::IncubatorNotable));
                self.gated(
                    Lever::IncubatorReward,
                    DOCUMENT_42,
                    last_day,
                    notable,
                    || Ok(Ratio::whole(1_000_000)),
                )
            }
            _ => return None,
        })
    }

    /// What was paid before goes on until its lever ends it.
    fn ended(&self, lever: Lever, from: Day, day: Day, before: Fact) -> Num {
        let paid = self.e.number(before);
        if self.on(lever, from, day) {
            self.hit(Branch::LevyEnded);
            return paid.map(|_| Ratio::ZERO);
        }
        self.hit(Branch::LevyGoesOn);
        paid
    }

    pub(crate) fn incubator(&self) -> Truth {
        self.e.is(Fact::Institution, "incubator")
    }

    fn depreciation(&self, day: Day) -> Num {
        let fast = self.e.number(Fact::DepreciationFast);
        let straight = self.e.number(Fact::DepreciationStraight);
        let more = below(straight, fast);
        self.gated(Lever::Depreciation, 2008_01_01, day, more, || {
            let rate = self
                .preferential(day)
                .map(|preferential| Ratio::percent(if preferential { "15" } else { "25" }));
            mul(sub(fast, straight), rate)
        })
    }

    fn farm_land(&self) -> Truth {
        and(
            self.e.yes(Fact::HasNewLand),
            self.e.yes(Fact::AgriProcessing),
        )
    }

    fn instalments(&self) -> Truth {
        let some = match self.e.rows(Group::Instalment) {
            None => Err(Gap::Missing),
            Some(rows) => (0..rows).fold(Ok(false), |some, row| {
                let amount = self.e.number_in(Fact::Instalment, row);
                or(some, below(Ok(Ratio::ZERO), amount))
            }),
        };
        and(self.e.yes(Fact::HasNewLand), some)
    }

    fn land(&self, lever: Lever, qualifies: Truth, value: impl FnOnce(Day) -> Num) -> Num {
        self.event(lever, DOCUMENT_42, Fact::LandDate, qualifies, value)
    }
}

/// Values at which something turns, in base units.
pub(crate) fn edges(e: &Enterprise, fact: Fact) -> Vec<Ratio> {
    let known = |fact: Fact| e.number(fact).unwrap();
    match fact {
        Fact::ApprovalDays => vec![Ratio::whole(15), Ratio::whole(16)],
        Fact::LandFloor => ["70", "100", "80"]
            .map(|share| known(Fact::LandNationalFloor).times(Ratio::percent(share)))
            .to_vec(),
        Fact::DepreciationStraight => vec![known(Fact::DepreciationFast)],
        Fact::LandNationalFloor => vec![Ratio::whole(100), Ratio::whole(60)],
        _ => Vec::new(),
    }
}
