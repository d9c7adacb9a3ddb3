//! Plans missed, plant due to close, inspections, and what the environment asks.

use super::calendar::{Day, count};
use super::case::Case;
use super::enterprise::{Enterprise, Fact, Group};
use super::levers::Lever;
use super::number::{
    Gap, Num, Ratio, Truth, and, at_most, below, both, mul, or, positive, sub, when,
};

/// Amounts of this module by the letters of what they can be.
pub(crate) const REACHABLE: &[(&str, &[&str])] = &[
    (
        "vzfm",
        &[
            "import_price_surcharge",
            "capacity_at_risk",
            "aluminium_processing_gap",
            "polysilicon_use_gap",
            "notice_days_short",
            "objection_days_over",
            "extension_request_off",
            "extension_months_over",
            "retest_days_over",
            "supervision_fee_refusable",
            "retest_exposure",
            "retest_cost",
            "audit_cost_due",
            "emission_fine_exposure",
            "liability_premium_cost",
            "liability_days_late",
            "permit_days_late",
            "power_discount_at_risk",
            "coal_truck_load_most",
        ],
    ),
    ("vzfmc", &["technical_gap"]),
    (
        "zfmo",
        &[
            "discharge_rights_cost",
            "carbon_rights_cost",
            "yellow_vehicle_compensation",
            "coal_compensation",
        ],
    ),
];

const R13: Day = 2013_04_01;
const O100: Day = 2014_04_01;
const D53: Day = 2017_08_08;
const NEVER: Day = 9999_12_31;

/// Values at which the law turns.
pub(crate) fn edges(e: &Enterprise, fact: Fact) -> Vec<Ratio> {
    let known = |fact: Fact| e.number(fact).unwrap();
    let share = |fact: Fact, share: &str| known(fact).times(Ratio::percent(share));
    match fact {
        Fact::PlantDaily => vec![Ratio::whole(1000)],
        Fact::PlantIntensity => vec![Ratio::whole(13_500)],
        Fact::NoticeDays => vec![Ratio::whole(5)],
        Fact::ObjectionDays | Fact::ExtensionAsked | Fact::RetestDays => vec![Ratio::whole(15)],
        Fact::ExtensionMonths => vec![Ratio::whole(6)],
        Fact::AluminiumProcessed => ["30", "70", "80"]
            .map(|by| share(Fact::Aluminium, by))
            .to_vec(),
        Fact::PolysiliconUsed => vec![share(Fact::Polysilicon, "70")],
        Fact::PurchasedPrice => vec![known(Fact::Price)],
        Fact::TechnicalValue => ["100", "50", "1920", "97", "95", "60", "4"]
            .map(Ratio::read)
            .to_vec(),
        Fact::BoilerSteam => vec![Ratio::whole(10)],
        _ => Vec::new(),
    }
}

impl Case<'_> {
    /// By the law of the period's last day.
    fn at_end(
        &self,
        lever: Lever,
        (from, to): (Day, Day),
        who: Truth,
        value: impl FnOnce() -> Num,
    ) -> Num {
        let day = self.period.last_day();
        if !self.on(lever, from, day) || day > to {
            return Err(Gap::NotInForce);
        }
        when(who, value)
    }

    fn industry_is(&self, industry: &str) -> Truth {
        self.e.is(Fact::Industry, industry)
    }

    fn solar_maker(&self) -> Truth {
        self.e.is(Fact::Branch, "solar")
    }

    fn planned_industry(&self) -> Truth {
        let metal = or(
            self.industry_is("ferroalloy"),
            self.industry_is("aluminium"),
        );
        or(or(metal, self.industry_is("cement")), self.solar_maker())
    }

    /// Whether the deadline of the plan that was missed is over.
    fn plan_due(&self, day: Day) -> Truth {
        if day < 2013_05_01 {
            return Ok(false);
        }
        Ok(match self.e.option(Fact::MissedPlan)? {
            "none" => false,
            "ferro_merger_minhe" => day < 2014_01_01 || day >= 2016_01_01,
            "ferro_merger_xining" => (2013_10_01..2014_01_01).contains(&day) || day >= 2016_01_01,
            "aluminium_processing" | "aluminium_cathode" => day >= 2014_01_01,
            "ferro_silicon" | "ferro_chrome" | "cement_heat" => day >= 2015_01_01,
            _ => day >= 2016_01_01,
        })
    }

    /// Larger kilns and thriftier smelters stay.
    fn plant_stays(&self, row: usize) -> Truth {
        let kind = |kind: &str| {
            self.e
                .option_in(Fact::PlantKind, row)
                .map(|stated| stated == kind)
        };
        let daily = self.e.number_in(Fact::PlantDaily, row);
        let intensity = self.e.number_in(Fact::PlantIntensity, row);
        or(
            and(kind("small_kiln"), below(Ok(Ratio::whole(1000)), daily)),
            and(
                kind("aluminium_dc"),
                at_most(intensity, Ok(Ratio::whole(13_500))),
            ),
        )
    }

    /// The share of such plant due to close on a day; from 2016 it is all of every kind.
    fn plant_share(&self, row: usize, day: Day) -> Num {
        if day < 2014_01_01 {
            return Ok(Ratio::ZERO);
        }
        if day >= 2016_01_01 {
            return Ok(Ratio::whole(1));
        }
        let due = match self.e.option_in(Fact::PlantKind, row)? {
            "small_kiln" | "jt_kiln" | "polysilicon" => true,
            "ferro_unrenovated" | "ferro_failing" => day >= 2014_06_01,
            "cement_unimproved" => day >= 2015_01_01,
            "composite_cement" if day >= 2015_01_01 => return Ok(Ratio::new(1, 2)),
            _ => false,
        };
        Ok(if due { Ratio::whole(1) } else { Ratio::ZERO })
    }

    fn some_plant_due(&self, day: Day) -> Truth {
        if day < 2014_01_01 {
            return Ok(false);
        }
        let rows = self.e.rows(Group::Plant).ok_or(Gap::Missing)?;
        (0..rows)
            .map(|row| {
                let goes = self.plant_stays(row).map(|stays| !stays);
                and(goes, below(Ok(Ratio::ZERO), self.plant_share(row, day)))
            })
            .fold(Ok(false), or)
    }

    /// An amount of a row of this module by its id.
    pub(crate) fn row_of_duties(&self, id: &str, row: usize) -> Option<Num> {
        if id == "technical_gap" {
            let value = self.technical_gap(row);
            return Some(self.of_row(Group::TechnicalItem, row, || value));
        }
        if id != "capacity_at_risk" {
            return None;
        }
        let day = self.period.last_day();
        let who = and(self.planned_industry(), self.some_plant_due(day));
        let value = self.at_end(Lever::Elimination, (R13, NEVER), who, || {
            let share = self.plant_stays(row).and_then(|stays| match stays {
                true => Ok(Ratio::ZERO),
                false => self.plant_share(row, day),
            });
            mul(self.e.number_in(Fact::PlantCapacity, row), share).map(|tonnes| tonnes.rounded(3))
        });
        Some(self.of_row(Group::Plant, row, || value))
    }

    /// Above what is the most, or below what is the least, of a target of the day.
    fn technical_gap(&self, row: usize) -> Num {
        let day = self.period.last_day();
        let metal = or(
            self.industry_is("aluminium"),
            self.industry_is("ferroalloy"),
        );
        let branch = or(
            self.solar_maker(),
            self.e.is(Fact::Branch, "silicon_carbide"),
        );
        let named = or(or(metal, self.industry_is("steel")), branch);
        let rows = self.e.rows(Group::TechnicalItem).ok_or(Gap::Missing);
        let who = and(named, rows.map(|rows| rows > 0));
        self.at_end(Lever::TechnicalTargets, (2011_12_07, NEVER), who, || {
            let kind = self.e.option_in(Fact::TechnicalKind, row);
            let target = kind.and_then(|kind| {
                let (from, target) = match kind {
                    "ferro_dust" if day < R13 => (0, "100"),
                    "ferro_dust" => (0, "50"),
                    "carbide_dust" => (0, "200"),
                    "high_value" if day < 2014_01_30 => (R13, "50"),
                    "high_value" => (R13, "60"),
                    "steel_dust" => (R13, "1.19"),
                    "steel_sulphur" => (R13, "1.63"),
                    "steel_water" => (R13, "4"),
                    "slag_use" => (R13, "97"),
                    "alumina" => (2014_01_30, "1920"),
                    "fluoride_salt" => (2014_01_30, "20"),
                    "anode" => (2014_01_30, "420"),
                    "aluminium_water" => (2014_01_30, "3"),
                    "fluoride" => (2014_01_30, "4"),
                    "polysilicon_water" => (2014_01_30, "95"),
                    _ => (2014_01_30, "1700"),
                };
                match day < from {
                    true => Err(Gap::NotCovered),
                    false => Ok(Ratio::read(target)),
                }
            });
            let value = self.e.number_in(Fact::TechnicalValue, row);
            let least = matches!(kind?, "high_value" | "slag_use" | "polysilicon_water");
            positive(match least {
                true => sub(target, value),
                false => sub(value, target),
            })
        })
        .map(|gap| gap.rounded(3))
    }

    /// So many days or months short of, or above, a limit of order 100.
    fn limit(&self, who: Truth, fact: Fact, limit: i128, short: bool) -> Num {
        let inspected = and(self.e.yes(Fact::Inspected), who);
        self.at_end(Lever::TimeLimits, (O100, NEVER), inspected, || {
            let (stated, limit) = (self.e.number(fact), Ok(Ratio::whole(limit)));
            positive(match short {
                true => sub(limit, stated),
                false => sub(stated, limit),
            })
        })
    }

    fn retest(&self) -> Truth {
        let asked = or(
            self.e.is(Fact::RetestResult, "pending"),
            self.e.is(Fact::RetestResult, "rejected"),
        );
        and(self.e.yes(Fact::Inspected), asked)
    }

    fn audited(&self) -> Truth {
        let power = self.industry_is("none").map(|none| !none);
        let named = or(power, self.e.is(Fact::Branch, "other").map(|other| !other));
        and(
            named,
            or(self.e.yes(Fact::OverEmission), self.e.yes(Fact::UsesToxic)),
        )
    }

    fn must_insure(&self) -> Truth {
        and(
            self.e.is(Fact::Sector, "industry"),
            self.e.is(Fact::LiabilityIndustry, "none").map(|none| !none),
        )
    }

    fn coal_role(&self) -> Truth {
        let sector = or(
            self.e.is(Fact::Sector, "industry"),
            self.e.is(Fact::Sector, "transport"),
        );
        let some = self.e.is(Fact::PowerCoalRole, "none").map(|none| !none);
        or(self.e.is(Fact::Institution, "generator"), and(sector, some))
    }

    /// An amount of this module by its id.
    pub(crate) fn of_duties(&self, id: &str) -> Option<Num> {
        self.of_deadlines(id)
            .or_else(|| self.of_environment_duties(id))
    }

    fn of_deadlines(&self, id: &str) -> Option<Num> {
        use Fact as F;
        let day = self.period.last_day();
        let plans = (R13, NEVER);
        Some(match id {
            "import_price_surcharge" => self.year_of(
                Lever::ImportPrice,
                plans,
                |day| {
                    let missed = self.e.is(F::MissedPlan, "none").map(|none| !none);
                    and(and(self.planned_industry(), missed), self.plan_due(day))
                },
                |_| {
                    let dearer = sub(self.e.number(F::PurchasedPrice), self.e.number(F::Price));
                    mul(self.e.number(F::Kwh), positive(dearer))
                },
            ),
            "aluminium_processing_gap" => {
                let smelter = self.industry_is("aluminium");
                let who = and(or(smelter, self.solar_maker()), smelter);
                self.at_end(Lever::Processing, plans, who, || {
                    let share = Ratio::percent(if day < 2014_01_01 {
                        "30"
                    } else if day < 2015_01_01 {
                        "70"
                    } else {
                        "80"
                    });
                    let asked = mul(Ok(share), self.e.number(F::Aluminium));
                    positive(sub(asked, self.e.number(F::AluminiumProcessed)))
                })
                .map(|tonnes| tonnes.rounded(3))
            }
            "polysilicon_use_gap" => {
                let who = and(
                    or(self.industry_is("aluminium"), self.solar_maker()),
                    self.solar_maker(),
                );
                self.at_end(Lever::Processing, plans, who, || {
                    let share = match day < 2015_12_31 {
                        true => Err(Gap::NotInForce),
                        false => Ok(Ratio::percent("70")),
                    };
                    let asked = mul(share, self.e.number(F::Polysilicon));
                    positive(sub(asked, self.e.number(F::PolysiliconUsed)))
                })
                .map(|tonnes| tonnes.rounded(3))
            }
            "notice_days_short" => {
                self.limit(self.e.yes(F::InspectionAnnounced), F::NoticeDays, 5, true)
            }
            "objection_days_over" => self.limit(Ok(true), F::ObjectionDays, 15, false),
            "extension_request_off" => self.limit(Ok(true), F::ExtensionAsked, 15, false),
            "extension_months_over" => self.limit(Ok(true), F::ExtensionMonths, 6, false),
            "retest_days_over" => self.limit(Ok(true), F::RetestDays, 15, false),
            "supervision_fee_refusable" => {
                let who = self.e.yes(F::Inspected);
                self.at_end(Lever::TimeLimits, (O100, NEVER), who, || {
                    self.e.number(F::SupervisionFee)
                })
            }
            "retest_exposure" => {
                let who = and(self.retest(), self.e.is(F::RetestResult, "pending"));
                self.at_end(Lever::Recheck, (O100, NEVER), who, || {
                    self.e.number(F::RetestFee)
                })
            }
            "retest_cost" => {
                let who = and(self.retest(), self.e.is(F::RetestResult, "rejected"));
                self.event(Lever::Recheck, O100, F::RetestDate, who, |_| {
                    self.e.number(F::RetestFee)
                })
            }
            _ => return None,
        })
    }

    fn of_environment_duties(&self, id: &str) -> Option<Num> {
        use Fact as F;
        let since = |day: Day| (day, NEVER);
        let open = || Err(Gap::Open);
        Some(match id {
            "audit_cost_due" => self.year_of(
                Lever::CleanAudit,
                since(2014_01_30),
                |_| self.audited(),
                |_| self.e.number(F::AuditCost),
            ),
            "emission_fine_exposure" => {
                let who = and(self.audited(), self.e.yes(F::OverEmission));
                self.at_end(Lever::CleanAudit, since(2014_01_30), who, || {
                    self.e.number(F::EmissionFine)
                })
            }
            "liability_premium_cost" => self.year_of(
                Lever::LiabilityInsurance,
                since(D53),
                |_| and(self.must_insure(), self.e.yes(F::LiabilityInsured)),
                |_| self.e.number(F::LiabilityPremium),
            ),
            "liability_days_late" => {
                let bare = self.e.yes(F::LiabilityInsured).map(|insured| !insured);
                let who = and(self.must_insure(), bare);
                self.at_end(Lever::LiabilityInsurance, since(D53), who, || {
                    let deadline = match self.e.option(F::LiabilityIndustry)? {
                        "risk" => 2020_12_31,
                        _ => 2017_12_31,
                    };
                    let late = count(self.period.last_day()) - count(deadline);
                    positive(Ok(Ratio::whole(i128::from(late))))
                })
            }
            "permit_days_late" => {
                let bare = self.e.yes(F::PermitHeld).map(|held| !held);
                let who = and(self.e.yes(F::Discharges), bare);
                self.at_end(Lever::DischargePermit, since(D53), who, || {
                    let deadline = match self.e.option(F::PermitIndustry)? {
                        "power" => 2017_06_30,
                        "key" => 2017_12_31,
                        _ => 2020_12_31,
                    };
                    let late = count(self.period.last_day()) - count(deadline);
                    positive(Ok(Ratio::whole(i128::from(late))))
                })
            }
            "discharge_rights_cost" => self.rights(F::RightsNeeded),
            "carbon_rights_cost" => self.rights(F::CarbonShort),
            "power_discount_at_risk" => self.year_of(
                Lever::PowerCleanup,
                since(D53),
                |_| {
                    let power = self.industry_is("none").map(|none| !none);
                    and(power, self.some(F::IrregularDiscount))
                },
                |_| mul(self.e.number(F::Kwh), self.e.number(F::IrregularDiscount)),
            ),
            "yellow_vehicle_compensation" => self.year_of(
                Lever::YellowVehicles,
                since(D53),
                |_| {
                    let road = or(
                        self.e.is(F::Sector, "transport"),
                        self.e.yes(F::ShipsByRoad),
                    );
                    and(road, self.some(F::YellowVehicles))
                },
                |_| open(),
            ),
            "coal_compensation" => {
                let paid = or(
                    self.e.is(F::Institution, "generator"),
                    self.e.is(F::PowerCoalRole, "mine"),
                );
                self.winter(Lever::CoalPower, 2012_03_31, and(self.coal_role(), paid))
            }
            "coal_truck_load_most" => {
                let who = and(self.coal_role(), self.e.is(F::PowerCoalRole, "haulier"));
                self.at_end(Lever::CoalPower, (2011_12_07, 2012_03_31), who, || {
                    let load = self.e.number(F::CoalTruckLoad);
                    both(load, Ok(Ratio::percent("130")), Ratio::times)
                })
                .map(|tonnes| tonnes.rounded(3))
            }
            _ => return None,
        })
    }

    fn rights(&self, fact: Fact) -> Num {
        let some = or(self.some(Fact::RightsNeeded), self.some(Fact::CarbonShort));
        let who = and(self.e.yes(Fact::Discharges), some);
        self.year_of(
            Lever::DischargeRights,
            (D53, NEVER),
            |_| who,
            |_| mul(self.e.number(fact), Err(Gap::Open)),
        )
    }
}
