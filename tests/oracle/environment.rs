//! Gaps to the benchmarks, energy in standard coal, discharges, and prices of supply.

use super::calendar::Day;
use super::case::Case;
use super::enterprise::{Enterprise, Fact, Group};
use super::levers::Lever;
use super::number::{Gap, Num, Ratio, Truth, add, and, below, mul, or, positive, read, sub, when};

const fn d(text: &str) -> Ratio {
    Ratio::read(text)
}

/// Days of the documents: the winter of 2011, the plans of 2013, the opinion of 2014.
const T11: Day = 2011_12_07;
const T11_END: Day = 2012_03_31;
const R13: Day = 2013_04_01;
const C14: Day = 2014_01_30;
const TAX: Day = 2018_01_01;
const ALWAYS: Day = 0;
const NEVER: Day = 9999_12_31;

/// Pollution equivalents, least concentration first: share of the tax up to a share of the limit.
const HALF_AT: Ratio = Ratio::percent("50");
const THREE_QUARTERS_AT: Ratio = Ratio::percent("70");

/// Amounts of this module by the letters of what they can be.
pub(crate) const REACHABLE: &[(&str, &[&str])] = &[
    ("vzm", &["total_energy", "direct_purchase_headroom"]),
    (
        "vzfm",
        &[
            "power_gap",
            "power_gap_cost",
            "coal_gap",
            "coal_gap_cost",
            "pollutant_tax",
            "direct_purchase_saving",
            "gas_saving",
        ],
    ),
    ("vzfmc", &["environmental_power_premium"]),
    ("vzfmd", &["idle_fee_relief"]),
    (
        "zfmo",
        &[
            "pollutant_charge",
            "structural_fund_relief",
            "equal_price_saving",
            "water_surcharge",
            "waste_heat_subsidy",
        ],
    ),
];

/// Values at which the law turns.
pub(crate) fn edges(e: &Enterprise, fact: Fact) -> Vec<Ratio> {
    let known = |fact: Fact| e.number(fact).unwrap();
    match fact {
        Fact::PollutantLevel => vec![HALF_AT, THREE_QUARTERS_AT],
        Fact::WaterQuota => vec![known(Fact::WaterUsed)],
        Fact::CementTonnes => vec![
            known(Fact::CementKwh).over(d("90")),
            known(Fact::CementKwh).over(d("88")),
        ],
        Fact::OverQuotaKwh | Fact::CementFailedKwh => vec![Ratio::ZERO],
        Fact::GridKwh | Fact::EnergySaved => vec![Ratio::ZERO],
        _ => Vec::new(),
    }
}

impl Case<'_> {
    /// Within the days of a lever that is on.
    fn within(&self, lever: Lever, (from, to): (Day, Day), day: Day) -> bool {
        self.on(lever, from, day) && day <= to
    }

    pub(crate) fn year_of(
        &self,
        lever: Lever,
        days: (Day, Day),
        qualifies: impl Fn(Day) -> Truth,
        value: impl Fn(Day) -> Num,
    ) -> Num {
        self.yearly(|day| {
            if !self.within(lever, days, day) {
                return Err(Gap::NotInForce);
            }
            when(qualifies(day), || value(day))
        })
    }

    pub(crate) fn more_than_nothing(&self, fact: Fact) -> Truth {
        below(Ok(Ratio::ZERO), self.e.number(fact))
    }

    /// An amount of this module by its id.
    pub(crate) fn of_environment(&self, id: &str) -> Option<Num> {
        use Fact as F;
        let open = |fact: Fact| mul(self.e.number(fact), Err(Gap::Open));
        let industry = || self.e.is(F::Sector, "industry");
        Some(match id {
            "total_energy" => self.total_energy(),
            "direct_purchase_headroom" => self
                .yearly_exact(|day| {
                    let smelter = self.e.is(F::Industry, "aluminium");
                    when(and(smelter, Ok(day >= 2014_01_01)), || {
                        let limit = mul(Ok(d("13350")), self.e.number(F::Aluminium));
                        sub(limit, self.e.number(F::ElectrolysisKwh))
                    })
                })
                .map(|kwh| kwh.rounded(0)),
            "direct_purchase_saving" => self.year_of(
                Lever::DirectPurchase,
                (2014_01_01, NEVER),
                |_| {
                    let limit = mul(Ok(d("13350")), self.e.number(F::Aluminium));
                    let low = below(self.e.number(F::ElectrolysisKwh), limit);
                    and(self.e.is(F::Industry, "aluminium"), low)
                },
                |_| {
                    mul(
                        self.e.number(F::DirectPurchaseKwh),
                        self.e.number(F::DirectPurchaseDiscount),
                    )
                },
            ),
            "structural_fund_relief" => self.year_of(
                Lever::StructuralFund,
                (2017_07_01, NEVER),
                |_| and(industry(), self.e.yes(F::CaptivePlant)),
                |_| open(F::CaptiveKwh),
            ),
            "equal_price_saving" => self.year_of(
                Lever::EqualPrice,
                (2017_06_10, NEVER),
                |_| self.e.is(F::Sector, "retail"),
                |_| open(F::Kwh),
            ),
            "gas_saving" => self.year_of(
                Lever::Gas,
                (2017_07_05, NEVER),
                |_| self.e.yes(F::GasDirect),
                |_| mul(self.e.number(F::GasVolume), self.e.number(F::GasDifference)),
            ),
            "water_surcharge" => self.year_of(
                Lever::Water,
                (2017_08_08, NEVER),
                |_| {
                    let over = below(self.e.number(F::WaterQuota), self.e.number(F::WaterUsed));
                    and(self.e.yes(F::WaterQuotaSet), over)
                },
                |_| open(F::WaterPrice),
            ),
            "waste_heat_subsidy" => self.year_of(
                Lever::WasteHeat,
                (R13, NEVER),
                |day| {
                    let plans = or(
                        self.e.is(F::Industry, "ferroalloy"),
                        self.e.is(F::Industry, "cement"),
                    );
                    let named = or(plans, Ok(day >= 2014_01_26));
                    let saved = self.more_than_nothing(F::EnergySaved);
                    and(and(industry(), named), saved)
                },
                |_| open(F::EnergySaved),
            ),
            "environmental_power_premium" => self.year_of(
                Lever::EnvironmentalPower,
                (2013_01_01, NEVER),
                |_| {
                    let generator = self.e.is(F::Institution, "generator");
                    and(generator, self.more_than_nothing(F::GridKwh))
                },
                |day| self.clean_power(day),
            ),
            _ => return None,
        })
    }

    /// An amount of a row of this module by its id.
    pub(crate) fn row_of_environment(&self, id: &str, row: usize) -> Option<Num> {
        let (group, value): (Group, Num) = match id {
            "pollutant_tax" => (
                Group::Pollutant,
                self.year_of(
                    Lever::EnvironmentalTax,
                    (TAX, NEVER),
                    |_| self.e.yes(Fact::Discharges),
                    |_| self.pollutant_tax(row),
                ),
            ),
            "pollutant_charge" => (
                Group::Pollutant,
                self.year_of(
                    Lever::PollutionCharge,
                    (ALWAYS, 2017_12_31),
                    |_| self.e.yes(Fact::Discharges),
                    |_| {
                        self.e.option_in(Fact::PollutantMedium, row)?;
                        mul(self.e.number_in(Fact::PollutantUnits, row), Err(Gap::Open))
                    },
                ),
            ),
            "power_gap" => (
                Group::PowerItem,
                self.benchmark(|day| self.power_gap(row, day)),
            ),
            "power_gap_cost" => (
                Group::PowerItem,
                self.benchmark(|day| {
                    let gap = read(self.power_gap(row, day))?.rounded(2);
                    mul(Ok(gap), self.e.number(Fact::Price))
                }),
            ),
            "coal_gap" => (
                Group::CoalItem,
                self.benchmark_exact(|day| self.coal_gap(row, day))
                    .map(|gap| gap.rounded(3)),
            ),
            "coal_gap_cost" => (
                Group::CoalItem,
                self.benchmark(|day| {
                    let gap = read(self.coal_gap(row, day))?.rounded(3);
                    mul(Ok(gap), self.e.number(Fact::CoalPrice))
                }),
            ),
            "idle_fee_relief" => (Group::IdleMonth, self.idle_relief(row)),
            _ => return None,
        };
        Some(self.of_row(group, row, || value))
    }

    fn total_energy(&self) -> Num {
        let fuel = when(self.e.yes(Fact::BurnsFuel), || {
            [
                (Fact::RawCoal, d("0.7143")),
                (Fact::Coke, d("0.9714")),
                (Fact::NaturalGas, d("0.00133")),
                (Fact::Diesel, d("1.4571")),
            ]
            .into_iter()
            .map(|(fuel, coal)| mul(self.e.number(fuel), Ok(coal)))
            .fold(Ok(Ratio::ZERO), add)
        });
        add(mul(self.e.number(Fact::Kwh), Ok(d("0.0001229"))), fuel)
    }

    /// The industries that are measured.
    fn measured(&self) -> Truth {
        let power = self.e.option(Fact::Industry);
        let power = power
            .map(|industry| ["aluminium", "ferroalloy", "cement", "steel"].contains(&industry));
        or(power, self.e.is(Fact::Branch, "other").map(|other| !other))
    }

    fn benchmark_exact(&self, gap: impl Fn(Day) -> Num) -> Num {
        self.yearly_exact(|day| {
            if !self.within(Lever::BenchmarkGap, (T11, NEVER), day) {
                return Err(Gap::NotInForce);
            }
            when(self.measured(), || gap(day))
        })
    }

    fn benchmark(&self, gap: impl Fn(Day) -> Num) -> Num {
        self.benchmark_exact(gap).map(|gap| gap.rounded(2))
    }

    fn power_gap(&self, row: usize, day: Day) -> Num {
        let product = self.e.option_in(Fact::PowerProduct, row)?;
        let (from, target) = match product {
            "aluminium_ac" => (C14, "12750"),
            "aluminium_ingot" => (C14, "13200"),
            "aluminium_dc" => (R13, "13200"),
            "aluminium_comprehensive" => (T11, "14000"),
            "ferrosilicon" => (T11, "7800"),
            "ferrochrome" if day < R13 => (T11, "3000"),
            "ferrochrome" => (R13, "2800"),
            "ferronickel" => (T11, "4000"),
            "green_carbide" => (C14, "7500"),
            "black_carbide" => (C14, "6000"),
            "polysilicon_cold" => (C14, "100000"),
            "polysilicon_hot" => (C14, "140000"),
            "monocrystal" => (C14, "45000"),
            "cell" => (C14, "150000"),
            _ => (C14, "80000"),
        };
        let made = match product {
            "cell" | "module" => Fact::PowerMwp,
            _ => Fact::PowerTonnes,
        };
        self.gap(Fact::PowerKwh, made, row, (from, d(target)), day)
    }

    fn coal_gap(&self, row: usize, day: Day) -> Num {
        let (from, target) = match self.e.option_in(Fact::CoalProduct, row)? {
            "clinker" => (R13, "0.112"),
            "coking" => (R13, "0.155"),
            "sintering" => (R13, "0.056"),
            "plain_furnace" => (R13, "0.092"),
            "special_furnace" => (R13, "0.171"),
            _ => (C14, "0.0151"),
        };
        let made = match from {
            C14 => Fact::CoalCases,
            _ => Fact::CoalTonnes,
        };
        self.gap(Fact::CoalTce, made, row, (from, d(target)), day)
    }

    fn gap(&self, used: Fact, made: Fact, row: usize, target: (Day, Ratio), day: Day) -> Num {
        let limit = if day < target.0 {
            Err(Gap::NotInForce)
        } else {
            Ok(target.1)
        };
        let allowed = mul(limit, self.e.number_in(made, row));
        positive(sub(self.e.number_in(used, row), allowed))
    }

    fn pollutant_tax(&self, row: usize) -> Num {
        let rate = match self.e.option_in(Fact::PollutantMedium, row) {
            Ok("air") => Ok(d("1.2")),
            Ok(_) => Ok(d("1.4")),
            Err(gap) => Err(gap),
        };
        let level = self.e.number_in(Fact::PollutantLevel, row);
        let share = level.map(|level| {
            if level <= HALF_AT {
                Ratio::new(1, 2)
            } else if level <= THREE_QUARTERS_AT {
                Ratio::new(3, 4)
            } else {
                Ratio::whole(1)
            }
        });
        let units = self.e.number_in(Fact::PollutantUnits, row);
        mul(mul(units, rate), share)
    }

    fn clean_power(&self, day: Day) -> Num {
        let has = |fact: Fact, premium: Num| when(self.e.yes(fact), || premium);
        let desulphurisation = if day < 2014_05_01 {
            Err(Gap::NotCovered)
        } else {
            Ok(d("0.015"))
        };
        let denitrification = Ok(if day < 2013_09_25 {
            d("0.008")
        } else {
            d("0.01")
        });
        let dust = if day < 2013_09_25 {
            Ok(Ratio::ZERO)
        } else {
            has(Fact::HasDust, Ok(d("0.002")))
        };
        let ultra_low = if day < 2016_01_01 {
            Ok(Ratio::ZERO)
        } else {
            self.e.option(Fact::UltraLow).map(|reached| match reached {
                "existing" => d("0.01"),
                "new" => d("0.005"),
                _ => Ratio::ZERO,
            })
        };
        let premiums = [
            has(Fact::HasDesulphurisation, desulphurisation),
            has(Fact::HasDenitrification, denitrification),
            dust,
            ultra_low,
        ];
        let premium = premiums.into_iter().fold(Ok(Ratio::ZERO), add);
        mul(self.e.number(Fact::GridKwh), premium)
    }

    /// On the last day of a month of standstill.
    fn idle_relief(&self, row: usize) -> Num {
        let (first, last) = (self.period.first_day(), self.period.last_day());
        if last < T11 || first > T11_END || self.off.has(Lever::IdleFee) {
            return Err(Gap::NotInForce);
        }
        let stopped = and(
            self.e.is(Fact::Sector, "industry"),
            self.e.yes(Fact::StoppedProduction),
        );
        let day = match (stopped, self.e.day_in(Fact::IdleMonthEnd, row)) {
            (Ok(false), Err(_)) => return Ok(Ratio::ZERO),
            (_, day) => day?,
        };
        if !self.period.holds(day) || day < T11 || day > T11_END {
            return Ok(Ratio::ZERO);
        }
        when(stopped, || {
            let number = |fact| self.e.number_in(fact, row);
            let fee = number(Fact::IdleFee);
            let run = mul(mul(fee, number(Fact::IdleRunning)), number(Fact::IdleDays));
            let full = mul(number(Fact::IdleContracted), number(Fact::IdleMonthDays));
            if full == Ok(Ratio::ZERO) {
                run?;
                return Err(Gap::ZeroDivisor);
            }
            let due = super::number::both(run, full, |run, full| run.over(full).rounded(2));
            sub(fee, due)
        })
        .map(|relief| relief.rounded(2))
    }
}
