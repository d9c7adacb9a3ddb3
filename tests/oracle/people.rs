//! Wages, social insurance, housing fund, job-retention subsidy, deferral.

use super::calendar::{Day, count};
use super::case::Case;
use super::enterprise::{Fact, Group};
use super::law;
use super::levers::Lever;
use super::number::{Gap, Num, Ratio, Truth, add, and, at_most, below, least, mul, or, sub, when};
use super::tally::Branch;

impl Case<'_> {
    pub(crate) fn contribution_floor(&self) -> Num {
        law::of_average_wage(self.period.year, law::BASE_FLOOR)
    }

    pub(crate) fn contribution_cap(&self) -> Num {
        law::of_average_wage(self.period.year, law::BASE_CAP)
    }

    /// A head's monthly base in the year.
    pub(crate) fn contribution_base(&self, row: usize, year: i32) -> Num {
        let wage = self.e.number_in(Fact::BaseWage, row);
        let floor = law::of_average_wage(year, law::BASE_FLOOR);
        let cap = law::of_average_wage(year, law::BASE_CAP);
        if let (Ok(wage), Ok(floor), Ok(cap)) = (wage, floor, cap) {
            self.hit(match wage {
                _ if wage < floor => Branch::BaseAtFloor,
                _ if wage > cap => Branch::BaseAtCap,
                _ => Branch::BaseBetween,
            });
        }
        let raised = super::number::most(wage, floor);
        least(raised, cap)
    }

    pub(crate) fn payroll(&self, year: i32) -> Num {
        self.over_rows(Group::Staff, |row| {
            let heads = self.e.number_in(Fact::Heads, row);
            mul(heads, self.contribution_base(row, year))
        })
    }

    pub(crate) fn wages(&self) -> Num {
        self.over_rows(Group::Staff, |row| {
            let heads = self.e.number_in(Fact::Heads, row);
            mul(heads, self.e.number_in(Fact::Wage, row))
        })
    }

    pub(crate) fn pension_rate(&self, day: Day) -> Num {
        self.hit(Branch::PensionTwenty);
        law::at(law::PENSION, day)
    }

    pub(crate) fn unemployment_rate(&self, day: Day) -> Num {
        self.hit(match day {
            ..2015_03_01 => Branch::UnemploymentTwo,
            2015_03_01..2016_05_01 => Branch::UnemploymentOneAndHalf,
            _ => Branch::UnemploymentHalf,
        });
        law::at(law::UNEMPLOYMENT, self.unemployment_day(day))
    }

    fn unemployment_day(&self, day: Day) -> Day {
        self.law_day(Lever::Unemployment, 2016_04_30, day)
    }

    pub(crate) fn maternity_rate(&self, day: Day) -> Num {
        match day {
            ..2015_10_01 => {}
            2015_10_01..2016_05_01 => self.hit(Branch::MaternityHalf),
            _ => self.hit(Branch::MaternityFourTenths),
        }
        let day = self.law_day(Lever::Maternity, 2016_04_30, day);
        law::at(law::MATERNITY, day)
    }

    pub(crate) fn injury_rate(&self, day: Day) -> Num {
        let class = self.e.option(Fact::InjuryClass)?;
        if class == "unknown_class" {
            self.hit(Branch::InjuryAverage);
            let day = self.law_day(Lever::Injury, 2016_04_30, day);
            return law::at(law::INJURY_AVERAGE, day);
        }
        self.hit(Branch::InjuryKnownClass);
        if self.off.has(Lever::Injury) && day >= 2016_05_01 {
            // What the province took off each class is not published.
            return Err(Gap::NotCovered);
        }
        let number: usize = class.strip_prefix("class_").unwrap().parse().unwrap();
        Ok(law::at(law::INJURY, day)?[number - 1])
    }

    /// What the employer's unemployment contributions of last year would have been.
    pub(crate) fn unemployment_last_year(&self) -> Num {
        if !self.period.has_december() {
            return Err(Gap::NotSettled);
        }
        let year = self.period.year - 1;
        let payroll = self.payroll(year);
        let months = (1..=12).map(|month| {
            let rate = law::at(
                law::UNEMPLOYMENT,
                self.unemployment_day(year * 10_000 + month * 100 + 1),
            );
            mul(payroll, rate).map(|due| due.rounded(2))
        });
        months.fold(Ok(Ratio::ZERO), add)
    }

    /// The monthly and the hourly floor of a day.
    fn floors(&self, day: Day) -> Result<(Ratio, Ratio), Gap> {
        // Document 41 was replaced in 2020.
        let day = if day < 2020_01_01 {
            self.law_day(Lever::MinimumWage, 2017_04_30, day)
        } else {
            day
        };
        let floors = law::at(law::MINIMUM_WAGE, day)?;
        // Document 41 sets one floor for all regions, and so do those after it.
        let kind = if day >= 2017_05_01 {
            0
        } else {
            law::wage_region(self.e.option(Fact::Region)?)
        };
        self.hit(
            [
                Branch::WageRegionOne,
                Branch::WageRegionTwo,
                Branch::WageRegionThree,
            ][kind],
        );
        Ok(floors[kind])
    }

    pub(crate) fn minimum_wage_monthly(&self, day: Day) -> Num {
        let heads = self.e.number(Fact::LowPaidHeads)?;
        if heads == Ratio::ZERO {
            self.hit(Branch::MonthlyFloorNobody);
            return Ok(Ratio::ZERO);
        }
        let floor = self.floors(day).map(|floors| floors.0);
        let short = Self::excess(floor, self.e.number(Fact::LowPaidWage));
        if let Ok(short) = short {
            self.hit(if short == Ratio::ZERO {
                Branch::MonthlyFloorMet
            } else {
                Branch::MonthlyFloorPaid
            });
        }
        mul(Ok(heads), short)
    }

    pub(crate) fn minimum_wage_hourly(&self, day: Day) -> Num {
        let hours = self.e.number(Fact::PartTimeHours)?;
        if hours == Ratio::ZERO {
            self.hit(Branch::HourlyFloorNobody);
            return Ok(Ratio::ZERO);
        }
        let short = self.hourly_short(day);
        if let Ok(short) = short {
            self.hit(if short == Ratio::ZERO {
                Branch::HourlyFloorMet
            } else {
                Branch::HourlyFloorPaid
            });
        }
        mul(Ok(hours), short)
    }

    fn hourly_short(&self, day: Day) -> Num {
        let floor = self.floors(day).map(|floors| floors.1);
        Self::excess(floor, self.e.number(Fact::PartTimeWage))
    }

    /// Heads below the monthly floor.
    pub(crate) fn minimum_wage_breach(&self, day: Day) -> Num {
        let heads = self.e.number(Fact::LowPaidHeads)?;
        if heads == Ratio::ZERO {
            return Ok(Ratio::ZERO);
        }
        let floor = self.floors(day).map(|floors| floors.0);
        when(below(self.e.number(Fact::LowPaidWage), floor), || Ok(heads))
    }

    /// What an hour is short of the hourly floor, if any hours are worked.
    pub(crate) fn minimum_wage_hourly_breach(&self, day: Day) -> Num {
        if self.e.number(Fact::PartTimeHours)? == Ratio::ZERO {
            return Ok(Ratio::ZERO);
        }
        self.hourly_short(day)
    }

    pub(crate) fn housing_cap(&self) -> Num {
        law::of_average_wage(self.period.year, law::BASE_CAP)
    }

    fn housing_base(&self, row: usize) -> Num {
        let (wage, cap) = (self.e.number_in(Fact::BaseWage, row), self.housing_cap());
        if let (Ok(wage), Ok(cap)) = (wage, cap) {
            self.hit(if wage > cap {
                Branch::HousingCapped
            } else {
                Branch::HousingUncapped
            });
        }
        least(wage, cap)
    }

    pub(crate) fn housing_payroll(&self) -> Num {
        self.over_rows(Group::Staff, |row| {
            mul(self.e.number_in(Fact::Heads, row), self.housing_base(row))
        })
    }

    /// The lowered rate of an enterprise in difficulty, or the one chosen.
    pub(crate) fn housing_rate(&self, day: Day) -> Num {
        if self.lowered_rate(day)? {
            return self.e.number(Fact::HousingLowered);
        }
        self.chosen_rate(day)
    }

    pub(crate) fn chosen_rate(&self, day: Day) -> Num {
        if self.on(Lever::Housing, law::HOUSING_CHOICE, day) {
            self.hit(Branch::HousingChosen);
            self.e.number(Fact::HousingRate)
        } else {
            self.hit(Branch::HousingBefore);
            self.e.number(Fact::HousingBefore)
        }
    }

    /// By how much the employees' rate may fall and does; `NotInForce` before document 43.
    fn employee_cut(&self, day: Day, of: impl FnOnce() -> Num) -> Num {
        if !self.on(Lever::HousingEmployee, law::HOUSING_EMPLOYEE, day) {
            return Err(Gap::NotInForce);
        }
        let now = self.e.number(Fact::EmployeeRate);
        let before = self.e.number(Fact::EmployeeBefore);
        let above_floor = at_most(Ok(law::EMPLOYEE_LEAST), now);
        let within_cut = at_most(sub(before, now), Ok(law::EMPLOYEE_CUT));
        match (above_floor, within_cut) {
            (Ok(false), _) => self.hit(Branch::EmployeeBelowFloor),
            (_, Ok(false)) => self.hit(Branch::EmployeeCutTooDeep),
            (Ok(true), Ok(true)) => self.hit(Branch::EmployeeCut),
            _ => {}
        }
        let lower = below(now, before);
        when(and(and(above_floor, within_cut), lower), || {
            mul(of(), Self::excess(before, now))
        })
    }

    pub(crate) fn employee_relief(&self, day: Day) -> Num {
        self.employee_cut(day, || self.housing_payroll())
    }

    pub(crate) fn take_home(&self, day: Day, row: usize) -> Num {
        self.employee_cut(day, || self.housing_base(row))
    }

    pub(crate) fn stabilisation(&self, day: Day) -> Num {
        if !self.on(Lever::Stabilisation, law::STABILISATION, day) {
            return Err(Gap::NotInForce);
        }
        let year = day / 10_000;
        let insured = self.e.yes(Fact::Insured);
        let in_full = self.e.yes(Fact::PaidInFull);
        let (layoffs, scope) = (self.layoffs(year), self.stabilisation_scope(day));
        match (insured, in_full, layoffs) {
            (Ok(false), ..) => self.hit(Branch::StabilisationNotInsured),
            (_, Ok(false), _) => self.hit(Branch::StabilisationNotPaid),
            (.., Ok(false)) => self.hit(Branch::StabilisationLayoffs),
            _ => {}
        }
        when(and(and(insured, in_full), and(layoffs, scope)), || {
            let enterprise = self.e.number(Fact::PaidEnterprise);
            let paid = add(enterprise, self.e.number(Fact::PaidEmployees));
            mul(paid, self.stabilisation_share(year))
        })
    }

    /// No or few layoffs: fewer than the local unemployment rate to 2020, within limits after.
    fn layoffs(&self, year: i32) -> Truth {
        let rate = self.e.number(Fact::LayoffRate);
        match year {
            ..2021 => below(rate, self.e.number(Fact::Unemployment)),
            2021..2026 => {
                let small = at_most(self.heads(), Ok(law::REFUND_SMALL_HEADS));
                let few_of_small = and(small, at_most(rate, Ok(law::REFUND_LAYOFFS_SMALL)));
                let few = at_most(rate, Ok(law::REFUND_LAYOFFS));
                if few == Ok(false) && few_of_small == Ok(true) {
                    self.hit(Branch::StabilisationSmall);
                }
                or(few, few_of_small)
            }
            _ => Err(Gap::NotCovered),
        }
    }

    fn stabilisation_scope(&self, day: Day) -> Truth {
        if day >= law::STABILISATION_ALL {
            self.hit(Branch::StabilisationAll);
            return Ok(true);
        }
        assert!(
            day < law::STABILISATION_DIFFICULTY,
            "no 31 December lies between"
        );
        let none = self.e.is(Fact::StabilisationCase, "none");
        match none {
            Ok(true) => self.hit(Branch::StabilisationNoCase),
            Ok(false) => self.hit(Branch::StabilisationCase),
            Err(_) => {}
        }
        none.map(|none| !none)
    }

    fn stabilisation_share(&self, year: i32) -> Num {
        if year < 2021 {
            return Ok(law::STABILISATION_SHARE);
        }
        let large = self.size_rank(self.period.last_day())? == Ratio::whole(4);
        let of_year = law::REFUND.iter().find(|(of, ..)| *of == year);
        let (_, of_large, of_other) = of_year.ok_or(Gap::NotCovered)?;
        self.hit(if large {
            Branch::StabilisationLarge
        } else {
            Branch::StabilisationOther
        });
        Ok(if large { *of_large } else { *of_other })
    }

    /// A value that counts on the day a row's fact names, by the law of that day.
    fn on_day(&self, fact: Fact, row: usize, value: impl FnOnce(Day) -> Num) -> Num {
        let day = self.e.day_in(fact, row)?;
        if !self.period.holds(day) {
            self.hit(Branch::PaidElsewhere);
            return Ok(Ratio::ZERO);
        }
        self.hit(Branch::PaidInPeriod);
        value(day).map(|value| value.rounded(2))
    }

    fn days_late(&self, row: usize) -> Num {
        let (due, paid) = (
            self.e.day_in(Fact::Due, row),
            self.e.day_in(Fact::Paid, row),
        );
        let late = (count(paid?) - count(due?)).max(0);
        if late == 0 {
            self.hit(Branch::FeeInTime);
        }
        Ok(Ratio::whole(i128::from(late)))
    }

    pub(crate) fn deferral_days(&self, row: usize) -> Num {
        self.on_day(Fact::Paid, row, |_| self.days_late(row))
    }

    fn fee(&self, row: usize, day: Day) -> Num {
        let amount = self.e.number_in(Fact::Deferred, row);
        mul(
            mul(amount, law::at(law::LATE_FEE, day)),
            self.days_late(row),
        )
    }

    /// In difficulty, and the deferral approved.
    fn may_defer(&self) -> Truth {
        let approved = self.e.yes(Fact::DeferralApproved);
        and(self.e.yes(Fact::InDifficulty), approved)
    }

    pub(crate) fn late_fee(&self, row: usize) -> Num {
        self.on_day(Fact::Paid, row, |day| {
            let waived = and(
                Ok(self.on(Lever::Deferral, law::DEFERRAL, day)),
                self.may_defer(),
            );
            match waived {
                Ok(true) => self.hit(Branch::FeeWaived),
                Ok(false) => self.hit(Branch::FeeDue),
                Err(_) => {}
            }
            when(waived.map(|waived| !waived), || self.fee(row, day))
        })
    }

    /// A value of the deferral lever, on the day a fact names.
    fn of_deferral(&self, fact: Fact, row: usize, value: impl Fn(Day) -> Num) -> Num {
        if !self.on(Lever::Deferral, law::DEFERRAL, self.period.last_day()) {
            return Err(Gap::NotInForce);
        }
        if self.may_defer() == Ok(false) && self.e.day_in(fact, row).is_err() {
            return Ok(Ratio::ZERO);
        }
        self.on_day(fact, row, |day| {
            if day < law::DEFERRAL {
                return Ok(Ratio::ZERO);
            }
            when(self.may_defer(), || value(day))
        })
    }

    pub(crate) fn fee_relief(&self, row: usize) -> Num {
        self.of_deferral(Fact::Paid, row, |day| self.fee(row, day))
    }

    pub(crate) fn deferred(&self, row: usize) -> Num {
        self.of_deferral(Fact::Due, row, |_| self.e.number_in(Fact::Deferred, row))
    }

    pub(crate) fn deferred_days(&self, row: usize) -> Num {
        self.of_deferral(Fact::Paid, row, |_| {
            mul(self.e.number_in(Fact::Deferred, row), self.days_late(row))
        })
    }
}
