//! Support without a figure of its own: who qualifies and when; the figure is open unless it is the
//! enterprise's.

use super::calendar::Day;
use super::case::Case;
use super::enterprise::{Enterprise, Fact};
use super::levers::Lever;
use super::number::{Gap, Num, Ratio, Truth, and, at_most, below, mul, or, when};

impl Case<'_> {
    pub(crate) fn of_support(&self, id: &str) -> Option<Num> {
        Some(match id {
            "post_training_amount" => self.settled(|day| {
                let qualifies = and(
                    self.e.is(Fact::Institution, "enterprise"),
                    and(self.e.yes(Fact::Insured), self.small_or_listed(day)),
                );
                self.gated(Lever::PostTraining, 2017_07_05, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "restructuring_dues_owed" => {
                let qualifies = and(
                    self.e.is(Fact::StabilisationCase, "none").map(|none| !none),
                    self.some(Fact::DuesOwed),
                );
                self.gated(
                    Lever::RestructuringDues,
                    2014_01_30,
                    self.period.last_day(),
                    qualifies,
                    || self.e.number(Fact::DuesOwed),
                )
            }
            "training_subsidy_2011_amount" => {
                let qualifies = and(
                    self.e.is(Fact::Institution, "enterprise"),
                    and(
                        self.e.is(Fact::Sector, "industry"),
                        or(
                            self.some(Fact::WinterTrained),
                            self.some(Fact::WinterPlaced),
                        ),
                    ),
                );
                self.winter(Lever::Training2011, 2012_03_31, qualifies)
            }
            "sales_growth_reward_amount" => {
                let qualifies = and(
                    self.e.is(Fact::Institution, "enterprise"),
                    and(
                        self.e.is(Fact::Sector, "industry"),
                        below(
                            self.e.number(Fact::WinterSalesBase),
                            self.e.number(Fact::WinterSales),
                        ),
                    ),
                );
                self.winter(Lever::SalesGrowth, 2012_03_31, qualifies)
            }
            "local_product_reward_amount" => {
                let qualifies = and(
                    self.e.is(Fact::Institution, "enterprise"),
                    self.some(Fact::LocalPurchases),
                );
                self.winter(Lever::LocalProducts, 2012_03_31, qualifies)
            }
            "hard_hit_amount" => {
                let qualifies = and(
                    self.e.is(Fact::Institution, "enterprise"),
                    self.e.yes(Fact::HardHit),
                );
                self.winter(Lever::HardHitSupport, 2012_03_31, qualifies)
            }
            "fixed_asset_subsidy" => {
                let qualifies = and(
                    self.e.is(Fact::Institution, "enterprise"),
                    and(
                        self.e.is(Fact::Sector, "industry"),
                        and(
                            at_most(self.size_rank(2017_07_21), Ok(Ratio::whole(3))),
                            self.e.is(Fact::AssetKind, "none").map(|none| !none),
                        ),
                    ),
                );
                self.winter(Lever::FixedAssets, 2011_12_20, qualifies)
            }
            "rent_subsidy_amount" => self.yearly(|day| {
                let qualifies = and(
                    self.e.is(Fact::Institution, "enterprise"),
                    and(
                        self.some(Fact::ParkRent),
                        and(
                            at_most(self.size_rank(day), Ok(Ratio::whole(2))),
                            self.young(),
                        ),
                    ),
                );
                self.gated(Lever::RentSubsidy, 2017_07_05, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "patent_fee_relief" | "patent_grants" => self.settled(|day| {
                let qualifies = and(
                    self.e.is(Fact::Institution, "enterprise"),
                    and(
                        or(
                            self.some(Fact::PatentFees),
                            or(self.some(Fact::Inventions), self.some(Fact::UtilityModels)),
                        ),
                        at_most(self.size_rank(day), Ok(Ratio::whole(2))),
                    ),
                );
                self.gated(Lever::PatentSupport, 2017_07_05, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "incubator_running_amount" => self.yearly(|day| {
                let qualifies = and(self.incubator(), self.some(Fact::RunningCost));
                self.gated(Lever::RunningSubsidy, 2017_07_21, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "toll_discount_amount" => self.yearly(|day| {
                let qualifies = and(
                    self.e.yes(Fact::ShipsByRoad),
                    self.some(Fact::DiscountableTolls),
                );
                self.gated(Lever::TollDiscount, 2017_07_05, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "road_rail_amount" => self.yearly(|day| {
                if (2012_04_01..2014_01_26).contains(&day) {
                    return Err(Gap::NotInForce);
                }
                let qualifies = and(
                    self.e.yes(Fact::ShipsByRoad),
                    and(
                        self.some(Fact::RoadRailTonnes),
                        or(self.e.is(Fact::Sector, "transport"), Ok(day < 2014_01_26)),
                    ),
                );
                self.gated(Lever::RoadRail, 2011_12_07, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "air_sharing_amount" => self.yearly(|day| {
                let qualifies = and(
                    self.e.is(Fact::Sector, "transport"),
                    self.some(Fact::AirCost),
                );
                self.gated(Lever::AirFreight, 2017_07_21, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "digital_outlet_amount" => self.settled(|day| {
                let qualifies = and(
                    or(
                        self.e.is(Fact::Sector, "retail"),
                        self.e.is(Fact::Sector, "transport"),
                    ),
                    or(self.some(Fact::Outlets), self.some(Fact::ParcelBoxes)),
                );
                self.gated(Lever::DigitalOutlets, 2017_06_10, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "retail_rent_saved" => self.yearly(|day| {
                let qualifies = and(self.e.is(Fact::Sector, "retail"), self.some(Fact::ShopArea));
                self.gated(Lever::RetailRent, 2017_06_10, day, qualifies, || {
                    mul(
                        self.e.number(Fact::ShopArea),
                        Self::excess(
                            self.e.number(Fact::MarketRent),
                            self.e.number(Fact::ShopRent),
                        ),
                    )
                })
            }),
            "land_compensation_amount" => {
                let qualifies = and(
                    self.e.is(Fact::StabilisationCase, "none").map(|none| !none),
                    self.some(Fact::LandSurrendered),
                );
                self.event(
                    Lever::LandCompensation,
                    2014_01_30,
                    Fact::LandSurrenderedOn,
                    qualifies,
                    |_| Err(Gap::Open),
                )
            }
            "merger_tax_waived" => {
                let qualifies = and(
                    self.e.is(Fact::StabilisationCase, "merger"),
                    self.some(Fact::MergerTaxes),
                );
                self.event(
                    Lever::MergerTaxes,
                    2014_01_30,
                    Fact::MergerDate,
                    qualifies,
                    |_| Err(Gap::Open),
                )
            }
            "equipment_interest_subsidy" => self.yearly(|day| {
                let qualifies = and(
                    self.e.is(Fact::Sector, "construction"),
                    self.some(Fact::EquipmentInterest),
                );
                self.gated(
                    Lever::EquipmentInterestSubsidy,
                    2017_07_05,
                    day,
                    qualifies,
                    || Err(Gap::Open),
                )
            }),
            "project_grant" => {
                let qualifies = and(self.e.yes(Fact::Project), self.e.yes(Fact::ProjectLeading));
                self.event(
                    Lever::InvestmentPromotion,
                    2017_07_05,
                    Fact::ApprovalDate,
                    qualifies,
                    |_| Err(Gap::Open),
                )
            }
            "agri_ecommerce_amount" => self.yearly(|day| {
                let qualifies = and(
                    self.e.yes(Fact::AgriProcessing),
                    self.some(Fact::EcommerceCost),
                );
                self.gated(Lever::AgriEcommerce, 2017_07_05, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "energy_project_amount" => self.settled(|day| {
                let qualifies = and(
                    self.e.is(Fact::Institution, "enterprise"),
                    self.some(Fact::EnergyProject),
                );
                self.gated(Lever::EnergyProjects, 2017_08_08, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "efficiency_leader_amount" => self.settled(|day| {
                let qualifies = and(
                    self.e.is(Fact::Sector, "industry"),
                    self.e.yes(Fact::EfficiencyLeader),
                );
                self.gated(Lever::EfficiencyLeaders, 2017_08_08, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "guarantee_fee_saved" => self.yearly(|day| {
                let qualifies = and(
                    self.e.is(Fact::Institution, "enterprise"),
                    and(
                        self.some(Fact::GuaranteedSum),
                        at_most(self.size_rank(day), Ok(Ratio::whole(3))),
                    ),
                );
                self.gated(Lever::GuaranteeFee, 2014_01_26, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "licence_cost_saved" => self.yearly(|day| {
                let qualifies = and(
                    self.e.yes(Fact::Manufacturing),
                    self.e.yes(Fact::MatureLicensed),
                );
                self.gated(Lever::ProductLicence, 2017_07_21, day, qualifies, || {
                    self.e.number(Fact::LicenceCost)
                })
            }),
            "refusable_fees" => self.yearly(|day| {
                let qualifies = self.some(Fact::FeesOutside);
                self.gated(Lever::NoOtherFees, 2014_01_26, day, qualifies, || {
                    self.e.number(Fact::FeesOutside)
                })
            }),
            _ => return None,
        })
    }

    /// Small, micro, or medium and on the list.
    fn small_or_listed(&self, day: Day) -> Truth {
        let rank = self.size_rank(day);
        let small = at_most(rank, Ok(Ratio::whole(2)));
        let medium = rank.map(|rank| rank == Ratio::whole(3));
        or(small, and(medium, self.e.yes(Fact::Thousand)))
    }

    /// Fewer than 36 whole months from the registration to the end of the period.
    fn young(&self) -> Truth {
        let from = self.e.day_in(Fact::RegisteredOn, 0)?;
        let to = self.period.last_day();
        let month = |day: Day| day / 10_000 * 12 + day / 100 % 100;
        Ok(month(to) - month(from) - i32::from(to % 100 < from % 100) < 36)
    }

    /// An open grant of the winter of 2011/12, by its last day.
    pub(crate) fn winter(&self, lever: Lever, to: Day, qualifies: Truth) -> Num {
        let from = 2011_12_07;
        let there = self.on(lever, from, self.period.last_day());
        if !there || self.period.first_day() > to {
            return Err(Gap::NotInForce);
        }
        let day = match (qualifies, self.e.day_in(Fact::WinterDate, 0)) {
            (Ok(false), Err(_)) => return Ok(Ratio::ZERO),
            (_, day) => day?,
        };
        if !self.period.holds(day) || day < from || day > to {
            return Ok(Ratio::ZERO);
        }
        when(qualifies, || Err(Gap::Open))
    }
}

/// Values at which something turns, in base units.
pub(crate) fn edges(e: &Enterprise, fact: Fact) -> Vec<Ratio> {
    let known = |fact: Fact| e.number(fact).unwrap();
    match fact {
        Fact::WinterSalesBase => vec![known(Fact::WinterSales)],
        Fact::MarketRent => vec![known(Fact::ShopRent)],
        _ => Vec::new(),
    }
}
