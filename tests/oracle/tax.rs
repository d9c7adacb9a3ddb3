//! The income-tax chain: research deduction, lowest rate, equipment credit, research subsidy.

use super::calendar::Day;
use super::case::Case;
use super::enterprise::{Fact, Group};
use super::law;
use super::levers::Lever;
use super::number::{
    Gap, Num, Ratio, Truth, add, and, at_most, below, least, mul, or, positive, read, sub, when,
};
use super::tally::Branch;

/// Tax under each regime and which apply.
struct Regimes {
    small: Truth,
    small_tax: Num,
    preferential: Truth,
}

impl Case<'_> {
    pub(crate) fn income_before(&self) -> Num {
        let income = self.e.number(Fact::Income);
        if income.is_ok_and(|income| income < Ratio::ZERO) {
            self.hit(Branch::Loss);
        }
        positive(income)
    }

    /// The share of research expense deducted once more.
    fn rd_rate(&self, year: i32) -> Num {
        let sme = || self.e.yes(Fact::TechnologySme);
        let maker = || self.e.yes(Fact::Manufacturing);
        let better = match year {
            ..2017 | 2018..2021 => Ok(false),
            2017 => sme(),
            2021 => maker(),
            2022 => or(maker(), sme()),
            _ => Ok(true),
        };
        let (usual, high) = match year {
            ..2017 => ("50", "50"),
            2017 => ("50", "75"),
            2018..2021 => ("75", "75"),
            _ => ("75", "100"),
        };
        let rate = if better? { high } else { usual };
        self.hit(match rate {
            "50" => Branch::RdHalf,
            "75" => Branch::RdThreeQuarters,
            _ => Branch::RdWhole,
        });
        Ok(Ratio::percent(rate))
    }

    pub(crate) fn rd_extra(&self, day: Day) -> Num {
        if self.off.has(Lever::RdDeduction) {
            return Err(Gap::NotInForce);
        }
        let expense = self.e.number(Fact::Research);
        if expense == Ok(Ratio::ZERO) {
            return expense;
        }
        mul(expense, self.rd_rate(day / 10_000)).map(|extra| extra.rounded(2))
    }

    pub(crate) fn income_after(&self, day: Day) -> Num {
        positive(sub(self.e.number(Fact::Income), read(self.rd_extra(day))))
    }

    /// People and assets of a small enterprise.
    fn small_size(&self, day: Day) -> Truth {
        let (heads, assets) = if day >= 2019_01_01 {
            (Ok(Ratio::whole(300)), Ok(Ratio::whole(50_000_000)))
        } else {
            match self.e.option(Fact::Sector) {
                Ok("industry") => (Ok(Ratio::whole(100)), Ok(Ratio::whole(30_000_000))),
                Ok(_) => (Ok(Ratio::whole(80)), Ok(Ratio::whole(10_000_000))),
                Err(gap) => (Err(gap), Err(gap)),
            }
        };
        let people = at_most(self.heads(), heads);
        and(people, at_most(self.e.number(Fact::Assets), assets))
    }

    /// Small, and not of a restricted industry.
    fn small_enterprise(&self, day: Day) -> Truth {
        if self.off.has(Lever::SmallProfit) {
            return Ok(false);
        }
        let restricted = self.e.yes(Fact::Restricted);
        let size = self.small_size(day);
        if restricted == Ok(true) {
            self.hit(Branch::SmallRestricted);
        } else if size == Ok(false) {
            self.hit(Branch::SmallTooBig);
        }
        and(restricted.map(|restricted| !restricted), size)
    }

    /// The greatest income of a small-profit enterprise.
    fn small_limit(day: Day) -> Num {
        if day >= 2019_01_01 {
            return Ok(law::SMALL_PROFIT_LIMIT);
        }
        Ok(law::at(law::SMALL_PROFIT, day)?.1)
    }

    pub(crate) fn small_ceiling(&self, day: Day) -> Num {
        when(self.small_enterprise(day), || Self::small_limit(day))
    }

    /// To 2018: the share of the income that counts, all of it the same.
    fn small_share(&self, day: Day, income: Num) -> Num {
        let (half, limit) = law::at(law::SMALL_PROFIT, day)?;
        if half == limit || income? <= half {
            self.hit(Branch::SmallHalf);
            return Ok(Ratio::new(1, 2));
        }
        self.hit(Branch::SmallWhole);
        Ok(Ratio::whole(1))
    }

    /// The part of an income that counts for a small enterprise.
    fn counted(&self, day: Day, income: Ratio) -> Num {
        if day < 2019_01_01 {
            return Ok(income.times(self.small_share(day, Ok(income))?));
        }
        let [first, second] = law::at(law::SMALL_PROFIT_BANDS, day)?;
        let in_first = income.least(law::SMALL_PROFIT_BAND);
        let in_second = income.minus(in_first);
        self.hit(if in_second == Ratio::ZERO {
            Branch::SmallFirstBand
        } else {
            Branch::SmallSecondBand
        });
        Ok(in_first.times(first).plus(in_second.times(second)))
    }

    fn small_rate_of(&self, day: Day, income: Num) -> Num {
        let tax = self.counted(day, income?)?.times(law::SMALL_PROFIT_RATE);
        Ok(tax.rounded(2))
    }

    pub(crate) fn preferential(&self, day: Day) -> Truth {
        if self.off.has(Lever::Preferential) {
            return Ok(false);
        }
        let high_tech = self.e.yes(Fact::HighTech);
        let share = self.e.number(Fact::EncouragedShare);
        let western = at_most(law::at(law::WESTERN_SHARE, day), share);
        match (high_tech, western) {
            (Ok(true), _) => self.hit(Branch::HighTech),
            (_, Ok(true)) => self.hit(Branch::Western),
            _ => {}
        }
        or(high_tech, western)
    }

    fn regimes(&self, day: Day, income: Num) -> Regimes {
        let within = at_most(income, Self::small_limit(day));
        let enterprise = self.small_enterprise(day);
        let small = and(enterprise, within);
        if enterprise == Ok(true) && within == Ok(false) {
            self.hit(Branch::SmallIncomeAbove);
        }
        Regimes {
            small,
            small_tax: self.small_rate_of(day, income),
            preferential: self.preferential(day),
        }
    }

    /// The lowest tax that applies to an income.
    fn tax_on(&self, day: Day, income: Num) -> Num {
        if income == Ok(Ratio::ZERO) {
            return income;
        }
        let regimes = self.regimes(day, income);
        let rate = if regimes.preferential? {
            law::TAX_PREFERENTIAL
        } else {
            law::TAX
        };
        let usual = mul(income, Ok(rate)).map(|tax| tax.rounded(2));
        let due = if regimes.small? {
            least(usual, regimes.small_tax)
        } else {
            usual
        };
        self.hit(match (regimes.small?, rate == law::TAX) {
            (true, _) if due == regimes.small_tax => Branch::TaxSmall,
            (_, true) => Branch::TaxStandard,
            (_, false) => Branch::TaxPreferential,
        });
        due
    }

    /// Tax as if it were a small-profit enterprise.
    pub(crate) fn small_tax(&self, day: Day) -> Num {
        self.small_rate_of(day, self.income_after(day))
    }

    /// The same without the research deduction.
    pub(crate) fn small_tax_without_rd(&self, day: Day) -> Num {
        self.small_rate_of(day, self.income_before())
    }

    /// What the research deduction saves a small enterprise.
    pub(crate) fn saved_if_small(&self, day: Day) -> Num {
        let extra = read(self.rd_extra(day));
        if extra == Ok(Ratio::ZERO) {
            return extra;
        }
        self.saved_small(day, self.income_after(day), extra)
    }

    pub(crate) fn tax_due(&self, day: Day) -> Num {
        self.tax_on(day, self.income_after(day))
    }

    pub(crate) fn tax_without_rd(&self, day: Day) -> Num {
        self.tax_on(day, self.income_before())
    }

    /// The extra deduction at the rate that results, at most the tax due without it.
    pub(crate) fn rd_saved(&self, day: Day) -> Num {
        if self.off.has(Lever::RdDeduction) {
            return Err(Gap::NotInForce);
        }
        let extra = read(self.rd_extra(day));
        if extra == Ok(Ratio::ZERO) || self.income_before() == Ok(Ratio::ZERO) {
            return Ok(Ratio::ZERO);
        }
        let after = self.income_after(day);
        let regimes = self.regimes(day, after);
        let preferential = mul(after, Ok(law::TAX_PREFERENTIAL)).map(|tax| tax.rounded(2));
        let small_is_lower = if regimes.preferential? {
            at_most(regimes.small_tax, preferential)
        } else {
            Ok(true)
        };
        let saved = if and(regimes.small, small_is_lower)? {
            self.hit(Branch::SavedSmall);
            self.saved_small(day, after, extra)
        } else if regimes.preferential? {
            self.hit(Branch::SavedPreferential);
            mul(extra, Ok(law::TAX_PREFERENTIAL))
        } else {
            self.hit(Branch::SavedStandard);
            mul(extra, Ok(law::TAX))
        };
        let most = self.tax_without_rd(day);
        if let (Ok(saved), Ok(most)) = (saved, most)
            && most < saved
        {
            self.hit(Branch::SavedCapped);
        }
        least(saved, most)
    }

    fn saved_small(&self, day: Day, after: Num, extra: Num) -> Num {
        if day < 2019_01_01 {
            let share = self.small_share(day, after);
            return mul(mul(extra, share), Ok(law::SMALL_PROFIT_RATE));
        }
        let upper = self.counted(day, add(after, extra)?);
        let counted = sub(upper, self.counted(day, after?));
        mul(counted, Ok(law::SMALL_PROFIT_RATE))
    }

    pub(crate) fn rd_subsidy(&self, day: Day) -> Num {
        if !self.on(Lever::RdSubsidy, law::RD_SUBSIDY, day) {
            return Err(Gap::NotInForce);
        }
        let other = self.incubator().map(|incubator| !incubator);
        let qualifies = and(self.e.yes(Fact::TechnologyEnterprise), other);
        when(qualifies, || {
            let saved = read(self.rd_saved(day)).map(|saved| saved.rounded(2));
            let tenth = mul(saved, Ok(law::RD_SUBSIDY_SHARE));
            if let Ok(tenth) = tenth {
                self.hit(if tenth > law::RD_SUBSIDY_CAP {
                    Branch::SubsidyCapped
                } else {
                    Branch::SubsidyTenth
                });
            }
            least(tenth, Ok(law::RD_SUBSIDY_CAP))
        })
    }

    /// Who has invested, or has credits left over.
    fn may_credit(&self) -> Truth {
        if self.off.has(Lever::EquipmentCredit) {
            return Err(Gap::NotInForce);
        }
        let invested = below(Ok(Ratio::ZERO), self.e.number(Fact::Equipment));
        let rows = self.e.rows(Group::Credit).ok_or(Gap::Missing);
        or(invested, rows.map(|rows| rows > 0))
    }

    pub(crate) fn credit_new(&self) -> Num {
        when(self.may_credit(), || {
            let investment = self.e.number(Fact::Equipment);
            mul(investment, Ok(law::EQUIPMENT_SHARE)).map(|credit| credit.rounded(2))
        })
    }

    /// Credits of earlier years by their age.
    fn credits(&self, day: Day, ages: std::ops::RangeInclusive<i128>) -> Num {
        let year = Ratio::whole(i128::from(day / 10_000));
        self.over_rows(Group::Credit, |row| {
            let age = year.minus(self.e.number_in(Fact::CreditYear, row)?);
            if age > Ratio::whole(5) {
                self.hit(Branch::CreditTooOld);
            } else if age < Ratio::whole(1) {
                self.hit(Branch::CreditTooNew);
            }
            let counts = Ratio::whole(*ages.start()) <= age && age <= Ratio::whole(*ages.end());
            when(Ok(counts), || self.e.number_in(Fact::CreditUnused, row))
        })
    }

    pub(crate) fn credit_brought(&self, day: Day) -> Num {
        when(self.may_credit(), || self.credits(day, 1..=5))
    }

    pub(crate) fn credit_last_year(&self, day: Day) -> Num {
        when(self.may_credit(), || self.credits(day, 5..=5))
    }

    pub(crate) fn credit_used(&self, day: Day) -> Num {
        let available = add(self.credit_new(), self.credit_brought(day));
        let due = self.tax_due(day);
        if let (Ok(due), Ok(available)) = (due, available) {
            self.hit(if due < available {
                Branch::CreditUpToTax
            } else {
                Branch::CreditAll
            });
        }
        when(self.may_credit(), || least(available, due))
    }

    pub(crate) fn credit_lapsed(&self, day: Day) -> Num {
        let lapsed = Self::excess(self.credit_last_year(day), self.credit_used(day));
        if lapsed.is_ok_and(|lapsed| lapsed > Ratio::ZERO) {
            self.hit(Branch::CreditLapses);
        }
        lapsed
    }

    pub(crate) fn credit_carried(&self, day: Day) -> Num {
        let available = add(self.credit_new(), self.credit_brought(day));
        let kept = sub(available, self.credit_used(day));
        sub(kept, self.credit_lapsed(day))
    }

    pub(crate) fn income_tax(&self, day: Day) -> Num {
        sub(self.tax_due(day), read(self.credit_used(day)))
    }
}
