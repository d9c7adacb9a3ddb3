//! Electricity, its surcharges and funds, and the fines of energy supervision.

use super::calendar::Day;
use super::case::Case;
use super::enterprise::{Fact, Group};
use super::law;
use super::levers::Lever;
use super::number::{Gap, Num, Ratio, Truth, add, and, below, mul, positive, read, sub, when};
use super::tally::Branch;

impl Case<'_> {
    /// Liquid aluminium and the output of every line.
    pub(crate) fn product_tonnes(&self) -> Num {
        let lines = self.over_rows(Group::Line, |row| self.e.number_in(Fact::LineOutput, row));
        add(self.e.number(Fact::Aluminium), lines)
    }

    pub(crate) fn electricity(&self) -> Num {
        mul(self.e.number(Fact::Kwh), self.e.number(Fact::Price))
    }

    /// Whether so many kWh a tonne lie above a limit; with no tonnes there is no such figure.
    fn above(&self, kwh: Fact, limit: Ratio) -> Truth {
        let (kwh, tonnes) = (self.e.number(kwh), self.e.number(Fact::Aluminium));
        if tonnes == Ok(Ratio::ZERO) {
            return Err(Gap::ZeroDivisor);
        }
        below(mul(tonnes, Ok(limit)), kwh)
    }

    fn smelter(&self) -> Truth {
        let smelter = self.e.is(Fact::Industry, "aluminium");
        if smelter == Ok(false) {
            self.hit(Branch::NoSmelter);
        }
        smelter
    }

    pub(crate) fn tier_surcharge(&self, day: Day) -> Num {
        if !self.on(Lever::AluminiumTiers, law::ALUMINIUM_TIERS, day) {
            return Err(Gap::NotInForce);
        }
        if day >= law::ALUMINIUM_STEPS {
            return Ok(Ratio::ZERO);
        }
        when(self.smelter(), || {
            let price = if !self.above(Fact::ElectrolysisKwh, law::TIER_ONE)? {
                self.hit(Branch::TierOne);
                Ratio::ZERO
            } else if !self.above(Fact::ElectrolysisKwh, law::TIER_TWO)? {
                self.hit(Branch::TierTwo);
                law::TIER_TWO_PRICE
            } else {
                self.hit(Branch::TierThree);
                law::TIER_THREE_PRICE
            };
            mul(self.e.number(Fact::ElectrolysisKwh), Ok(price))
        })
    }

    pub(crate) fn excess_kwh(&self, day: Day) -> Num {
        if !self.on(Lever::AluminiumTiers, law::ALUMINIUM_TIERS, day) {
            return Err(Gap::NotInForce);
        }
        if day < law::ALUMINIUM_STEPS {
            return Ok(Ratio::ZERO);
        }
        when(self.smelter(), || {
            let base = mul(law::at(law::STEP_BASE, day), self.e.number(Fact::Aluminium));
            Self::excess(self.e.number(Fact::ComprehensiveKwh), base)
        })
    }

    pub(crate) fn step_surcharge(&self, day: Day) -> Num {
        if !self.on(Lever::AluminiumTiers, law::ALUMINIUM_TIERS, day) {
            return Err(Gap::NotInForce);
        }
        if day < law::ALUMINIUM_STEPS {
            return Ok(Ratio::ZERO);
        }
        when(self.smelter(), || {
            let excess = self.excess_kwh(day)?;
            let tonnes = self.e.number(Fact::Aluminium)?;
            if tonnes == Ratio::ZERO {
                return Err(Gap::ZeroDivisor);
            }
            let steps = excess.over(tonnes.times(law::STEP)).ceiling();
            self.hit(if steps == Ratio::ZERO {
                Branch::StepsNone
            } else {
                Branch::StepsSome
            });
            let price = steps.times(law::STEP_PRICE);
            mul(self.e.number(Fact::ComprehensiveKwh), Ok(price))
        })
    }

    /// Of one of the eight industries, with plant that is restricted or to be eliminated.
    fn differential_plant(&self) -> Truth {
        let no_industry = self.e.is(Fact::Industry, "none");
        let allowed = self.e.is(Fact::Category, "allowed");
        match (no_industry, allowed) {
            (Ok(true), _) => self.hit(Branch::DifferentialNoIndustry),
            (_, Ok(true)) => self.hit(Branch::DifferentialAllowed),
            _ => {}
        }
        and(
            no_industry.map(|none| !none),
            allowed.map(|allowed| !allowed),
        )
    }

    /// Electricity that pays a tiered surcharge.
    pub(crate) fn tiered_kwh(&self, day: Day) -> Num {
        if !self.on(Lever::AluminiumTiers, law::ALUMINIUM_TIERS, day) {
            return Err(Gap::NotInForce);
        }
        when(self.smelter(), || {
            let steps = day >= law::ALUMINIUM_STEPS;
            let (surcharge, kwh, branch) = if steps {
                let kwh = Fact::ComprehensiveKwh;
                (
                    self.step_surcharge(day),
                    kwh,
                    Branch::DifferentialBesideSteps,
                )
            } else {
                let kwh = Fact::ElectrolysisKwh;
                (
                    self.tier_surcharge(day),
                    kwh,
                    Branch::DifferentialBesideTier,
                )
            };
            if surcharge?.rounded(2) == Ratio::ZERO {
                return Ok(Ratio::ZERO);
            }
            self.hit(branch);
            self.e.number(kwh)
        })
    }

    /// Electricity under a tiered price or one of the benchmarks: one kWh, one surcharge.
    pub(crate) fn surcharged_kwh(&self, day: Day) -> Num {
        let parts = [
            self.tiered_kwh(day),
            self.cement_tiered_kwh(day),
            self.punitive_total(day),
            self.cement_failed_kwh(day),
            self.aluminium_rest_kwh(day),
        ];
        parts.map(read).into_iter().fold(Ok(Ratio::ZERO), add)
    }

    /// Electricity that pays no tiered and no punitive price.
    pub(crate) fn differential_kwh(&self, day: Day) -> Num {
        if self.off.has(Lever::Differential) {
            return Err(Gap::NotInForce);
        }
        when(self.differential_plant(), || {
            let all = self.e.number(Fact::Kwh);
            let (tiers, rest) = (self.surcharged_kwh(day), self.quota_kwh(day));
            if tiers == Ok(Ratio::ZERO) && read(rest) == Ok(Ratio::ZERO) {
                self.hit(Branch::DifferentialAll);
            } else if self.e.is(Fact::Industry, "ferroalloy") == Ok(true) {
                self.hit(Branch::DifferentialBesideLines);
            }
            let left = sub(sub(all, tiers), read(rest));
            if left.is_ok_and(|left| left < Ratio::ZERO) {
                self.hit(Branch::DifferentialNothingLeft);
            }
            positive(left)
        })
    }

    pub(crate) fn differential(&self, day: Day) -> Num {
        if self.off.has(Lever::Differential) {
            return Err(Gap::NotInForce);
        }
        when(self.differential_plant(), || {
            let rates = match self.e.option(Fact::Industry)? {
                "cement" => law::DIFFERENTIAL_CEMENT,
                "steel" => law::DIFFERENTIAL_STEEL,
                _ => law::DIFFERENTIAL,
            };
            let [restricted, eliminated] = law::at(rates, day)?;
            let rate = match (self.e.option(Fact::Category)?, eliminated.num()) {
                ("restricted", _) => (Branch::Restricted, restricted),
                (_, 3) => (Branch::Eliminated, eliminated),
                (_, 2) => (Branch::EliminatedCement, eliminated),
                _ => (Branch::EliminatedSteel, eliminated),
            };
            self.hit(rate.0);
            mul(self.differential_kwh(day), Ok(rate.1))
        })
    }

    fn class_three(&self, row: usize) -> Truth {
        Ok(self.e.option_in(Fact::LineClass, row)? == "class_three")
    }

    fn punitive_of(&self, row: usize) -> Num {
        when(self.class_three(row), || {
            self.e.number_in(Fact::LineKwh, row)
        })
    }

    pub(crate) fn punitive_kwh(&self, day: Day, row: usize) -> Num {
        if !self.on(Lever::Ferroalloy, law::FERROALLOY, day) {
            return Err(Gap::NotInForce);
        }
        when(self.e.is(Fact::Industry, "ferroalloy"), || {
            self.punitive_of(row)
        })
    }

    /// Electricity of every line that pays the punitive price.
    pub(crate) fn punitive_total(&self, day: Day) -> Num {
        if !self.on(Lever::Ferroalloy, law::FERROALLOY, day) {
            return Err(Gap::NotInForce);
        }
        when(self.e.is(Fact::Industry, "ferroalloy"), || {
            self.over_rows(Group::Line, |row| self.punitive_of(row))
        })
    }

    pub(crate) fn punitive(&self, day: Day, row: usize) -> Num {
        if !self.on(Lever::Ferroalloy, law::FERROALLOY, day) {
            return Err(Gap::NotInForce);
        }
        when(self.e.is(Fact::Industry, "ferroalloy"), || {
            if !self.class_three(row)? {
                self.hit(Branch::LineOther);
                return Ok(Ratio::ZERO);
            }
            if self.e.number_in(Fact::LineKwh, row)? == Ratio::ZERO {
                return Ok(Ratio::ZERO);
            }
            let price = if self.e.yes_in(Fact::LineDouble, row)? {
                self.hit(Branch::LineThreeDouble);
                Ok(law::PUNITIVE_DOUBLE)
            } else {
                self.hit(Branch::LineThreeOver);
                Err(Gap::Open)
            };
            mul(self.e.number_in(Fact::LineKwh, row), price)
        })
    }

    pub(crate) fn fund_relief(&self, day: Day) -> Num {
        if !self.on(Lever::FundCut, law::FUND_CUT, day) {
            return Err(Gap::NotInForce);
        }
        let listed = self.e.yes(Fact::ListsFunds);
        match listed {
            Ok(true) => self.hit(Branch::FundsListed),
            Ok(false) => self.hit(Branch::FundsNotListed),
            Err(_) => {}
        }
        when(listed, || {
            mul(self.e.number(Fact::Kwh), Ok(law::FUND_RELIEF))
        })
    }

    /// What the bill would be dearer by without the cut of the funds: only while it is off.
    pub(crate) fn fund_forgone(&self, day: Day) -> Num {
        let cut = day >= law::FUND_CUT && self.off.has(Lever::FundCut);
        when(and(Ok(cut), self.e.yes(Fact::ListsFunds)), || {
            mul(self.e.number(Fact::Kwh), Ok(law::FUND_RELIEF))
        })
    }

    /// Anybody but a smelter whose consumption is above the limit.
    fn admitted_to_trading(&self, day: Day) -> Truth {
        let smelter = self.e.is(Fact::Industry, "aluminium");
        let barred = if day < law::ALUMINIUM_STEPS {
            // Electricity without tonnes is above every limit, none at all is not.
            let limit = Ok(law::DIRECT_TRADING_ALUMINIUM);
            let most = mul(self.e.number(Fact::Aluminium), limit);
            below(most, self.e.number(Fact::ElectrolysisKwh))
        } else {
            Err(Gap::NotCovered)
        };
        and(smelter, barred).map(|barred| !barred)
    }

    /// What traded electricity would be dearer by: only while direct trading is off.
    pub(crate) fn trading_forgone(&self, day: Day) -> Num {
        let opened = day >= law::DIRECT_TRADING && self.off.has(Lever::DirectTrading);
        let traded = self.e.number(Fact::TradingKwh);
        let some = and(
            below(Ok(Ratio::ZERO), traded),
            self.admitted_to_trading(day),
        );
        when(and(Ok(opened), some), || mul(traded, Err(Gap::Open)))
    }

    pub(crate) fn trading_saving(&self, day: Day) -> Num {
        if !self.on(Lever::DirectTrading, law::DIRECT_TRADING, day) {
            return Err(Gap::NotInForce);
        }
        let traded = below(Ok(Ratio::ZERO), self.e.number(Fact::TradingKwh));
        if traded == Ok(false) {
            self.hit(Branch::TradingNothing);
        }
        let admitted = self.admitted_to_trading(day);
        if admitted == Ok(false) {
            self.hit(Branch::TradingBarred);
        }
        when(and(traded, admitted), || {
            self.hit(Branch::TradingOpen);
            mul(self.e.number(Fact::TradingKwh), Err(Gap::Open))
        })
    }

    fn exposure(&self, day: Day, offence: Truth, branch: Branch, fine: &str) -> Num {
        if !self.on(Lever::Supervision, law::SUPERVISION, day) {
            return Err(Gap::NotInForce);
        }
        if offence == Ok(true) {
            self.hit(branch);
        }
        when(offence, || Ok(Ratio::read(fine)))
    }

    pub(crate) fn obstruction(&self, day: Day, fine: &str) -> Num {
        let refused = self.e.yes(Fact::CorrectionRefused);
        let offence = and(self.e.yes(Fact::Obstructed), refused);
        self.exposure(day, offence, Branch::Obstruction, fine)
    }

    pub(crate) fn false_material(&self, day: Day, fine: &str) -> Num {
        let refused = self.e.yes(Fact::CorrectionRefused);
        let offence = and(self.e.yes(Fact::FalseMaterial), refused);
        self.exposure(day, offence, Branch::FalseMaterial, fine)
    }

    pub(crate) fn rectification(&self, day: Day, fine: &str) -> Num {
        let offence = self.e.yes(Fact::RectificationRefused);
        self.exposure(day, offence, Branch::Rectification, fine)
    }

    /// A share of what was raised in the window, of industrial enterprises.
    pub(crate) fn financing(&self, share: Ratio) -> Num {
        let (from, to) = law::FINANCING;
        let outside = self.period.last_day() < from || self.period.first_day() > to;
        if outside || self.off.has(Lever::Financing) {
            return Err(Gap::NotInForce);
        }
        let industry = self.e.is(Fact::Sector, "industry");
        let some = below(Ok(Ratio::ZERO), self.e.number(Fact::Raised));
        let rewarded = and(industry, some);
        if rewarded == Ok(false) && self.e.day_in(Fact::RaisedOn, 0).is_err() {
            return Ok(Ratio::ZERO);
        }
        let day = self.e.day_in(Fact::RaisedOn, 0)?;
        if !self.period.holds(day) {
            self.hit(Branch::FinancingElsewhere);
            return Ok(Ratio::ZERO);
        }
        if day < from || day > to {
            self.hit(Branch::FinancingElsewhere);
            return Ok(Ratio::ZERO);
        }
        self.hit(match industry {
            Ok(false) => Branch::FinancingNotIndustry,
            _ => Branch::FinancingPaid,
        });
        let reward = when(rewarded, || mul(self.e.number(Fact::Raised), Ok(share)));
        reward.map(|reward| reward.rounded(2))
    }
}
