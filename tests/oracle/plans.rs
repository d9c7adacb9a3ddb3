//! What the plans of 2013 and 2014 promise and threaten.

use super::case::Case;
use super::enterprise::Fact;
use super::levers::Lever;
use super::number::{
    Gap, Num, Ratio, Truth, and, below, least, mul, or, positive, read, sub, when,
};

/// Amounts of this module by the letters of what they can be.
pub(crate) const REACHABLE: &[(&str, &[&str])] = &[
    ("vzfmod", &["quota_punitive_surcharge"]),
    ("vzfm", &["cement_tiered_kwh", "cement_benchmark_kwh"]),
    ("vzfmd", &["aluminium_penalty_kwh", "quota_punitive_kwh"]),
    ("vzmd", &["surcharged_kwh"]),
    ("zfmod", &["aluminium_penalty_power"]),
    (
        "zfmo",
        &[
            "electricity_subsidy",
            "cathode_reward",
            "capacity_compensation",
            "liquid_support",
            "polysilicon_subsidy",
            "solar_grant",
            "equipment_grant",
            "cement_subsidy",
            "beyond_reward",
            "cement_benchmark_surcharge",
            "cement_tier_surcharge",
            "aluminium_penalty_water",
        ],
    ),
];

const R13: i32 = 2013_04_01;
const NEVER: i32 = 9999_12_31;

impl Case<'_> {
    fn industry(&self, industry: &str) -> Truth {
        self.e.is(Fact::Industry, industry)
    }

    fn solar(&self) -> Truth {
        self.e.is(Fact::Branch, "solar")
    }

    /// One of the eight industries, or of the branches beside them.
    fn any_industry(&self) -> Truth {
        let power = self.industry("none").map(|none| !none);
        or(power, self.e.is(Fact::Branch, "other").map(|other| !other))
    }

    /// So much of something times a figure nobody set.
    fn promised(&self, lever: Lever, days: (i32, i32), who: Truth, fact: Fact) -> Num {
        let open = || mul(self.e.number(fact), Err(Gap::Open));
        self.year_of(lever, days, |_| who, |_| open())
    }

    /// The same for those who state more than nothing.
    fn promised_for(&self, lever: Lever, days: (i32, i32), who: Truth, fact: Fact) -> Num {
        self.promised(lever, days, and(who, self.more_than_nothing(fact)), fact)
    }

    /// An amount of this module by its id.
    pub(crate) fn of_plans(&self, id: &str) -> Option<Num> {
        use Fact as F;
        let plans = (R13, NEVER);
        let opinion = (2014_01_01, NEVER);
        let completed = self.e.yes(F::PlanCompleted);
        Some(match id {
            "electricity_subsidy" => {
                let named = or(self.industry("ferroalloy"), self.industry("cement"));
                let who = and(or(named, self.solar()), completed);
                self.promised(Lever::ElectricitySubsidy, plans, who, F::Kwh)
            }
            "cathode_reward" => {
                let who = self.industry("aluminium");
                self.promised_for(Lever::Cathode, plans, who, F::CathodeCells)
            }
            "capacity_compensation" => {
                let who = self.any_industry();
                self.promised_for(Lever::OutdatedCapacity, plans, who, F::ClosedCapacity)
            }
            "liquid_support" => {
                let who = self.industry("aluminium");
                self.promised_for(Lever::LiquidSupport, plans, who, F::LiquidProcessed)
            }
            "polysilicon_subsidy" => {
                let who = self.solar();
                self.promised_for(Lever::Polysilicon, plans, who, F::StandardPolysilicon)
            }
            "solar_grant" => {
                let days = (R13, 2016_03_31);
                self.promised_for(Lever::SolarGrant, days, self.solar(), F::SolarInvestment)
            }
            "equipment_grant" => {
                let who = and(self.solar(), completed);
                self.promised(Lever::EquipmentGrant, plans, who, F::EquipmentGap)
            }
            "cement_subsidy" => {
                let who = self.industry("cement");
                self.promised_for(Lever::CementSubsidy, plans, who, F::CementRenovation)
            }
            "beyond_reward" => {
                let who = self.any_industry();
                self.promised_for(Lever::BeyondReward, opinion, who, F::BeyondStandard)
            }
            "cement_tiered_kwh" => self.yearly_exact(|day| self.cement_tiered_kwh(day)),
            "cement_benchmark_kwh" => self.yearly_exact(|day| self.cement_failed_kwh(day)),
            "aluminium_penalty_kwh" => self.yearly_exact(|day| self.aluminium_rest_kwh(day)),
            "quota_punitive_kwh" => self.yearly_exact(|day| self.quota_kwh(day)),
            "surcharged_kwh" => self.yearly_exact(|day| self.surcharged_kwh(day)),
            "cement_benchmark_surcharge" => {
                self.yearly(|day| Self::at_open_price(self.cement_failed_kwh(day)))
            }
            "cement_tier_surcharge" => {
                let days = (2016_01_01, NEVER);
                self.promised(Lever::CementTiers, days, self.tiered_cement(), F::CementKwh)
            }
            "quota_punitive_surcharge" => self.yearly(|day| {
                let kwh = self.quota_kwh(day)?;
                if kwh == Ratio::ZERO {
                    return Ok(kwh);
                }
                match self.e.yes(F::OverQuotaDouble)? {
                    true => Ok(kwh.times(Ratio::read("0.3"))),
                    false => Err(Gap::Open),
                }
            }),
            "aluminium_penalty_power" => {
                self.yearly(|day| Self::at_open_price(self.aluminium_rest_kwh(day)))
            }
            "aluminium_penalty_water" => {
                let who = self.aluminium_failed();
                self.promised(Lever::AluminiumPenalty, opinion, who, F::WaterUsed)
            }
            _ => return None,
        })
    }

    /// Of no kWh nothing, whatever the price.
    fn at_open_price(kwh: Num) -> Num {
        let kwh = kwh?;
        when(Ok(kwh != Ratio::ZERO), || Err(Gap::Open))
    }

    fn in_days(
        &self,
        lever: Lever,
        from: i32,
        day: i32,
        who: Truth,
        kwh: impl FnOnce() -> Num,
    ) -> Num {
        if !self.on(lever, from, day) {
            return Err(Gap::NotInForce);
        }
        when(who, kwh)
    }

    pub(crate) fn cement_tiered_kwh(&self, day: i32) -> Num {
        let who = self.tiered_cement();
        self.in_days(Lever::CementTiers, 2016_01_01, day, who, || {
            self.e.number(Fact::CementKwh)
        })
    }

    /// Kilns that failed, unless all cement is under the tiers.
    pub(crate) fn cement_failed_kwh(&self, day: i32) -> Num {
        let some = self.more_than_nothing(Fact::CementFailedKwh);
        let who = and(self.industry("cement"), some);
        self.in_days(Lever::CementBenchmark, 2014_01_01, day, who, || {
            let free = read(self.cement_tiered_kwh(day))? == Ratio::ZERO;
            when(Ok(free), || self.e.number(Fact::CementFailedKwh))
        })
    }

    /// What of a smelter that failed is not under the tiers.
    pub(crate) fn aluminium_rest_kwh(&self, day: i32) -> Num {
        let who = self.aluminium_failed();
        self.in_days(Lever::AluminiumPenalty, 2014_01_01, day, who, || {
            positive(sub(self.e.number(Fact::Kwh), read(self.tiered_kwh(day))))
        })
    }

    pub(crate) fn quota_kwh(&self, day: i32) -> Num {
        let who = and(
            self.any_industry(),
            self.more_than_nothing(Fact::OverQuotaKwh),
        );
        self.in_days(Lever::Punitive, 0, day, who, || {
            let left = positive(sub(self.e.number(Fact::Kwh), self.surcharged_kwh(day)));
            least(self.e.number(Fact::OverQuotaKwh), left)
        })
    }

    fn aluminium_failed(&self) -> Truth {
        let missed = or(
            self.e.yes(Fact::AluminiumPlanMissed),
            self.e.yes(Fact::AluminiumNormMissed),
        );
        and(self.industry("aluminium"), missed)
    }

    /// Cement plant that is not to be eliminated, above 90 or, if new, 88 kWh a tonne.
    fn tiered_cement(&self) -> Truth {
        let free = self.e.yes(Fact::CementNew).map(|new| match new {
            true => Ratio::read("88"),
            false => Ratio::read("90"),
        });
        let tonnes = self.e.number(Fact::CementTonnes);
        let above = below(mul(free, tonnes), self.e.number(Fact::CementKwh));
        let lasting = self.e.is(Fact::Category, "eliminated").map(|gone| !gone);
        and(and(self.industry("cement"), lasting), above)
    }
}
