//! Loans for renovation and mergers, guarantee fees by the year, fees refused, projects prepared.

use super::calendar::Day;
use super::case::Case;
use super::enterprise::{Fact, Group};
use super::levers::Lever;
use super::number::{Gap, Num, Ratio, Truth, and, at_most, below, mul, or, positive, sub, when};

/// What the amounts of this module can be.
pub(crate) const REACHABLE: &[(&str, &[&str])] = &[
    (
        "zfmo",
        &["renovation_interest", "project_preparation_support_amount"],
    ),
    (
        "vzfm",
        &[
            "merger_interest_saved",
            "guarantee_fee_later",
            "guarantee_fee_later_saving",
            "telecom_fees_refusable",
            "cement_bulk_gap",
            "cement_waste_gap",
        ],
    ),
];

impl Case<'_> {
    pub(crate) fn of_renewal(&self, id: &str) -> Option<Num> {
        Some(match id {
            "renovation_interest" => self.yearly(|day| {
                let industry = and(
                    self.e.is(Fact::Institution, "enterprise"),
                    self.e.is(Fact::Sector, "industry"),
                );
                let qualifies = and(industry, self.some_loan(|row| self.renovates(row)));
                self.gated(Lever::Renovation, 2011_12_07, day, qualifies, || {
                    Err(Gap::Open)
                })
            }),
            "merger_interest_saved" => self.yearly(|day| {
                let merging = self.e.is(Fact::MergerStage, "none").map(|none| !none);
                let qualifies = and(merging, self.some_loan(|row| self.merges(row)));
                self.gated(Lever::MergerLoans, 2013_04_01, day, qualifies, || {
                    self.over_rows(Group::Loan, |row| {
                        when(self.merges(row), || self.loan_discount(row))
                    })
                })
            }),
            "guarantee_fee_later" => self.spread(|years| {
                // Every year's fee but the first.
                mul(self.guarantee_fee(), Ok(years.minus(Ratio::whole(1))))
            }),
            "guarantee_fee_later_saving" => self.spread(|years| {
                // The fee of the second year waits one year, that of the third two.
                let mut waited = Ratio::ZERO;
                let mut year = Ratio::whole(1);
                while year < years {
                    waited = waited.plus(year);
                    year = year.plus(Ratio::whole(1));
                }
                let interest = mul(self.guarantee_fee(), self.e.number(Fact::OwnRate));
                mul(interest, Ok(waited))
            }),
            "telecom_fees_refusable" => self.yearly(|day| {
                if day > 2017_12_31 {
                    return Err(Gap::NotInForce);
                }
                let sector = or(
                    self.e.is(Fact::Sector, "software"),
                    self.e.is(Fact::Sector, "other"),
                );
                let qualifies = and(sector, self.e.yes(Fact::BuildsTelecom));
                self.gated(Lever::Telecom, 2017_05_18, day, qualifies, || {
                    self.e.number(Fact::TelecomFees)
                })
            }),
            "project_preparation_support_amount" => {
                let qualifies = and(self.e.yes(Fact::Project), self.some(Fact::Preparation));
                self.event(
                    Lever::Preparation,
                    2017_07_05,
                    Fact::ApprovalDate,
                    qualifies,
                    |_| Err(Gap::Open),
                )
            }
            "cement_bulk_gap" => self.yearly(|day| {
                let target = match day {
                    2017_08_08.. => "55",
                    2014_01_30.. => "48",
                    _ => "50",
                };
                self.cement_gap(day, target, Fact::BulkShare)
            }),
            "cement_waste_gap" => self.yearly(|day| {
                let target = if day < 2014_01_30 { "40" } else { "30" };
                self.cement_gap(day, target, Fact::WasteShare)
            }),
            _ => return None,
        })
    }

    /// One year's fee.
    fn guarantee_fee(&self) -> Num {
        mul(
            self.e.number(Fact::GuaranteedSum),
            self.e.number(Fact::GuaranteeFeeRate),
        )
    }

    /// What fees of several years taken by the year come to, on the first day of the guarantee.
    fn spread(&self, value: impl FnOnce(Ratio) -> Num) -> Num {
        let years = self.e.number(Fact::GuaranteeYears);
        let firm = and(
            self.e.is(Fact::Institution, "enterprise"),
            and(
                self.some(Fact::GuaranteedSum),
                at_most(self.size_rank(self.period.last_day()), Ok(Ratio::whole(3))),
            ),
        );
        let qualifies = and(
            firm,
            and(
                below(Ok(Ratio::whole(1)), years),
                self.e.yes(Fact::GuaranteeByYear),
            ),
        );
        self.event(
            Lever::GuaranteeByYear,
            2011_12_07,
            Fact::GuaranteeStart,
            qualifies,
            |_| value(years?),
        )
    }

    /// Tonnes short of a share.
    fn cement_gap(&self, day: Day, target: &str, share: Fact) -> Num {
        let cement = self.e.is(Fact::Industry, "cement");
        self.gated(Lever::CementTargets, 2013_04_01, day, cement, || {
            let short = positive(sub(Ok(Ratio::percent(target)), self.e.number(share)));
            mul(self.e.number(Fact::CementTonnes), short)
        })
    }

    fn some_loan(&self, test: impl Fn(usize) -> Truth) -> Truth {
        let rows = self.e.rows(Group::Loan).ok_or(Gap::Missing)?;
        (0..rows).fold(Ok(false), |some, row| or(some, test(row)))
    }

    fn merges(&self, row: usize) -> Truth {
        Ok(self.e.option_in(Fact::LoanUse, row)? == "merger")
    }

    fn renovates(&self, row: usize) -> Truth {
        let using = self.e.option_in(Fact::LoanUse, row);
        let signed: Result<Day, Gap> = self.e.day_in(Fact::LoanSigned, row);
        and(
            using.map(|using| using == "renovation"),
            signed.map(|day| day >= 2009_01_01),
        )
    }

    fn loan_discount(&self, row: usize) -> Num {
        let before = self.e.number_in(Fact::LoanRateBefore, row);
        let now = self.e.number_in(Fact::LoanRate, row);
        mul(
            self.e.number_in(Fact::LoanPrincipal, row),
            positive(sub(before, now)),
        )
    }
}

/// Values at which something turns, in base units.
pub(crate) fn edges(fact: Fact) -> Vec<Ratio> {
    match fact {
        Fact::BulkShare => ["48", "50", "55"].map(Ratio::percent).to_vec(),
        Fact::WasteShare => ["30", "40"].map(Ratio::percent).to_vec(),
        Fact::GuaranteeYears => vec![Ratio::whole(1), Ratio::whole(2)],
        _ => Vec::new(),
    }
}
