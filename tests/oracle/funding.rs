//! Loans, deposits, bills, listings, mergers: what is promised to enterprises for raising money.

use super::calendar::{Day, count};
use super::case::Case;
use super::enterprise::{Enterprise, Fact, Group};
use super::law;
use super::levers::Lever;
use super::number::{
    Gap, Num, Ratio, Truth, and, at_most, below, least, mul, or, positive, sub, when,
};
use super::tally::Branch;

/// The lever that owns an amount of this module.
fn owner(id: &str) -> Option<Lever> {
    Some(match id {
        "intermediary_subsidy" => Lever::Intermediaries,
        "bill_discount_relief" => Lever::BillDiscount,
        "working_capital_interest" => Lever::WorkingCapital,
        "green_credit_interest" => Lever::GreenCredit,
        "guarantee_fee_subsidy" => Lever::CheapGuarantee,
        "quality_deposit_released" | "quality_deposit_saving" => Lever::QualityDeposit,
        "deposit_freed" | "deposit_saving" => Lever::CashDeposit,
        "merger_grant_amount" | "merger_interest_subsidy" => Lever::Merger,
        "solar_local_subsidy" => Lever::SolarPurchase,
        "listing_reward_amount" | "refinancing_reward" => Lever::Listing,
        "bill_receipt_grant" | "bills_passed_on" | "bills_passed_saving" => Lever::BillReceipt,
        "bridge_saving" => Lever::BridgeFund,
        "arrear_received" | "arrear_interest" => Lever::Arrears,
        "researchers_least" => Lever::Researchers,
        _ => return None,
    })
}

/// From when to when something is in force.
type Span = (Day, Day);

const EVER: Day = 2100_01_01;
const WINTER: Span = law::FINANCING;
const WORKING_CAPITAL: Span = (2011_12_07, 2011_12_20);
const MERGER: Span = (2011_12_07, EVER);
const SOLAR: Span = (2013_04_01, EVER);
const BILLS: Day = 2014_01_26;
const CARDS: Day = 2016_09_06;
const OF_42: Span = (2017_07_05, EVER);
const OF_43: Span = (2017_07_21, EVER);
const GREEN: Span = (2017_08_08, 2020_12_31);

impl Case<'_> {
    /// An amount of this module by its id.
    pub(crate) fn of_funding(&self, id: &str) -> Option<Num> {
        if owner(id).is_some_and(|lever| self.off.has(lever)) {
            return Some(Err(Gap::NotInForce));
        }
        Some(match id {
            "intermediary_subsidy" => self.intermediaries(),
            "working_capital_interest" => self.working_capital(),
            "green_credit_interest" => {
                let green = self.any_loan("green_project");
                self.interest(GREEN, and(self.is_enterprise(), green))
            }
            "merger_interest_subsidy" => {
                self.interest(MERGER, and(self.merging(), self.any_loan("merger")))
            }
            "merger_grant_amount" => {
                let completed = self.e.is(Fact::MergerStage, "completed");
                self.open_event(MERGER, Fact::MergedOn, and(self.merging(), completed))
            }
            "solar_local_subsidy" => {
                let share = Ok(Ratio::percent("40"));
                let enough = mul(self.e.number(Fact::SolarInitial), share);
                let bought = at_most(enough, self.e.number(Fact::SolarHere));
                let invests = above_zero(self.e.number(Fact::SolarInitial));
                self.open_event(SOLAR, Fact::SolarDate, and(invests, bought))
            }
            "listing_reward_amount" => self.listing("first_listing", |raised| {
                let limit = |text| raised <= Ratio::read(text);
                let (branch, sum) = match (limit("100000000"), limit("200000000")) {
                    (true, _) => (Branch::ListingSmall, "500000"),
                    (_, true) => (Branch::ListingMiddle, "1000000"),
                    _ => (Branch::ListingLarge, "2000000"),
                };
                self.hit(branch);
                Ratio::read(sum)
            }),
            "refinancing_reward" => self.listing("refinancing", |raised| {
                let share = raised.times(Ratio::percent("0.2"));
                share.least(Ratio::read("1000000"))
            }),
            "consulting_fees" => self.yearly(|day| self.consulting(day)),
            "card_fees" => self.yearly(|day| self.cards(day)),
            "bill_receipt_grant" => {
                let many = and(self.bills(), self.e.yes(Fact::ManyBills));
                self.interest((BILLS, EVER), many)
            }
            "bills_passed_on" => self.of_bills(self.bills(), || self.e.number(Fact::BillsPaid)),
            "bills_passed_saving" => {
                let paid = above_zero(self.e.number(Fact::BillsPaid));
                self.of_bills(and(self.bills(), paid), || {
                    let interest = mul(self.e.number(Fact::BillsPaid), self.own_rate());
                    days_of_year(interest, self.e.number(Fact::BillsDays))
                })
            }
            "consolidated_tax_saving" => self.settled(|day| self.consolidated(day)),
            "researchers_least" => self.yearly(|day| {
                let income = self.e.number(Fact::ResultIncome);
                in_span(day, OF_42, || {
                    when(above_zero(income), || mul(income, Ok(Ratio::percent("70"))))
                })
            }),
            _ => return None,
        })
    }

    /// An amount of a row of this module.
    pub(crate) fn of_funding_row(&self, id: &str, row: usize) -> Option<Num> {
        if owner(id).is_some_and(|lever| self.off.has(lever)) {
            return Some(Err(Gap::NotInForce));
        }
        let (group, value): (Group, Num) = match id {
            "bill_discount_relief" => (Group::Discount, self.discount(row)),
            "guarantee_fee_subsidy" => (Group::Guarantee, self.cheap_guarantee(row)),
            "quality_deposit_released" => (Group::Contract, self.released_deposit(row)),
            "quality_deposit_saving" => (Group::Contract, self.deposit_interest(row)),
            "deposit_freed" => (
                Group::Deposit,
                self.replaced(row, || self.e.number_in(Fact::DepositAmount, row)),
            ),
            "deposit_saving" => (
                Group::Deposit,
                self.replaced(row, || {
                    let interest = mul(self.e.number_in(Fact::DepositAmount, row), self.own_rate());
                    let interest =
                        months_of_year(interest, self.e.number_in(Fact::DepositMonths, row));
                    sub(interest, self.e.number_in(Fact::DepositFee, row))
                }),
            ),
            "bridge_saving" => (Group::Bridge, self.bridge(row)),
            "arrear_received" => (
                Group::Arrear,
                self.arrear(row, || self.e.number_in(Fact::ArrearAmount, row)),
            ),
            "arrear_interest" => (
                Group::Arrear,
                self.arrear(row, || {
                    let interest = mul(self.e.number_in(Fact::ArrearAmount, row), self.own_rate());
                    days_of_year(interest, self.e.number_in(Fact::ArrearDays, row))
                }),
            ),
            _ => return None,
        };
        Some(self.of_row(group, row, || value))
    }

    /// What counts on a day a fact names, within a span, to the fen.
    fn in_force_on(
        &self,
        span: Span,
        (on, row): (Fact, usize),
        qualifies: Truth,
        value: impl FnOnce() -> Num,
    ) -> Num {
        let (from, to) = span;
        if self.period.last_day() < from || self.period.first_day() > to {
            return Err(Gap::NotInForce);
        }
        let day = match (qualifies, self.e.day_in(on, row)) {
            (Ok(false), Err(_)) => return Ok(Ratio::ZERO),
            (_, day) => day?,
        };
        if !self.period.holds(day) || day < from || day > to {
            self.hit(Branch::FundingElsewhere);
            return Ok(Ratio::ZERO);
        }
        self.hit(Branch::FundingInSpan);
        when(qualifies, value).map(|value| value.rounded(2))
    }

    fn open_event(&self, span: Span, on: Fact, qualifies: Truth) -> Num {
        self.in_force_on(span, (on, 0), qualifies, || Err(Gap::Open))
    }

    /// A share of a year's sum that no document sets.
    fn interest(&self, span: Span, qualifies: Truth) -> Num {
        self.yearly(|day| in_span(day, span, || when(qualifies, || Err(Gap::Open))))
    }

    fn is_enterprise(&self) -> Truth {
        self.e.is(Fact::Institution, "enterprise")
    }

    fn own_rate(&self) -> Num {
        self.e.number(Fact::OwnRate)
    }

    /// Whether some row is so.
    fn any(&self, group: Group, test: impl Fn(usize) -> Truth) -> Truth {
        let rows = self.e.rows(group).ok_or(Gap::Missing)?;
        (0..rows).fold(Ok(false), |some, row| or(some, test(row)))
    }

    fn some_row(&self, group: Group) -> Truth {
        let rows = self.e.rows(group).ok_or(Gap::Missing);
        rows.map(|rows| rows > 0)
    }

    fn loan_for(&self, row: usize, using: &str) -> Truth {
        let option = self.e.option_in(Fact::LoanUse, row);
        option.map(|option| option == using)
    }

    fn any_loan(&self, using: &str) -> Truth {
        self.any(Group::Loan, |row| self.loan_for(row, using))
    }

    fn merging(&self) -> Truth {
        let stage = self.e.option(Fact::MergerStage);
        stage.map(|stage| stage != "none")
    }

    fn intermediaries(&self) -> Num {
        let cost = self.over_rows(Group::Intermediary, |row| {
            self.e.number_in(Fact::IntermediaryCost, row)
        });
        let qualifies = and(self.e.is(Fact::Sector, "industry"), above_zero(cost));
        self.in_force_on(WINTER, (Fact::RaisedOn, 0), qualifies, || {
            let half = mul(cost, Ok(Ratio::percent("50")));
            let cap = Ratio::read("2000000");
            if let Ok(half) = half {
                self.hit(match half > cap {
                    true => Branch::IntermediaryCapped,
                    false => Branch::IntermediaryHalf,
                });
            }
            least(half, Ok(cap))
        })
    }

    fn working_capital(&self) -> Num {
        let industry = self.e.is(Fact::Sector, "industry");
        let small = self.not_large(2011_12_07);
        let line = and(and(industry, small), self.e.yes(Fact::PriorityLine));
        let fits = self.any(Group::Loan, |row| self.working_loan(row));
        let qualifies = and(line, fits);
        self.open_event(WORKING_CAPITAL, Fact::GrantDate, qualifies)
    }

    /// Drawn since 2011, for six months or more, and not yet due.
    fn working_loan(&self, row: usize) -> Truth {
        let drawn = self.e.day_in(Fact::LoanDrawn, row);
        let due = self.e.day_in(Fact::LoanDue, row);
        let grant = self.e.day_in(Fact::GrantDate, 0);
        let pair =
            |a: Result<Day, Gap>, b: Result<Day, Gap>, test: fn(Day, Day) -> bool| match (a, b) {
                (Ok(a), Ok(b)) => Ok(test(a, b)),
                _ => Err(Gap::Missing),
            };
        let recent = drawn.map(|drawn| drawn >= 2011_01_01);
        let long = pair(drawn, due, |drawn, due| half_year_later(drawn) <= due);
        let open = pair(grant, due, |grant, due| due > grant);
        let working = self.loan_for(row, "working_capital");
        and(and(working, recent), and(long, open))
    }

    fn discount(&self, row: usize) -> Num {
        let here = |row| self.e.yes_in(Fact::DiscountHere, row);
        let some = and(self.is_enterprise(), self.any(Group::Discount, here));
        let on = (Fact::DiscountDate, row);
        self.in_force_on(WINTER, on, and(some, here(row)), || {
            let cost = self.e.number_in(Fact::DiscountCost, row);
            mul(cost, Ok(Ratio::percent("30")))
        })
    }

    fn cheap_guarantee(&self, row: usize) -> Num {
        let company = self.e.is(Fact::Institution, "guarantee_company");
        let cheap = |row| self.cheap(row);
        let some = and(company, self.any(Group::Guarantee, cheap));
        let on = (Fact::GuaranteeDate, row);
        self.in_force_on(OF_42, on, and(some, cheap(row)), || Err(Gap::Open))
    }

    /// For a small enterprise, up to a million, at half the benchmark rate or less.
    fn cheap(&self, row: usize) -> Truth {
        let amount = self.e.number_in(Fact::GuaranteeAmount, row);
        let small = at_most(amount, Ok(Ratio::read("1000000")));
        let half = self
            .e
            .option_in(Fact::GuaranteeTerm, row)
            .map(half_benchmark);
        let fee = at_most(self.e.number_in(Fact::GuaranteeFee, row), half);
        and(and(self.e.yes_in(Fact::GuaranteeSmall, row), small), fee)
    }

    fn released_deposit(&self, row: usize) -> Num {
        let share = |row| self.e.number_in(Fact::ContractShare, row);
        let ceiling = Ok(Ratio::percent("3"));
        let some = self.any(Group::Contract, |row| below(ceiling, share(row)));
        let qualifies = and(self.e.yes(Fact::Builds), some);
        self.in_force_on(OF_43, (Fact::ContractDate, row), qualifies, || {
            let released = positive(sub(share(row), ceiling));
            if let Ok(released) = released {
                self.hit(match released > Ratio::ZERO {
                    true => Branch::DepositReleased,
                    false => Branch::DepositBelow,
                });
            }
            mul(self.e.number_in(Fact::ContractSum, row), released)
        })
    }

    fn deposit_interest(&self, row: usize) -> Num {
        let some = self.any(Group::Contract, |row| {
            let share = self.e.number_in(Fact::ContractShare, row);
            below(Ok(Ratio::percent("3")), share)
        });
        let qualifies = and(self.e.yes(Fact::Builds), some);
        self.in_force_on(OF_43, (Fact::ContractDate, row), qualifies, || {
            let interest = mul(self.released_deposit(row), self.own_rate());
            months_of_year(interest, self.e.number_in(Fact::Warranty, row))
        })
    }

    fn replaced(&self, row: usize, value: impl FnOnce() -> Num) -> Num {
        let qualifies = and(self.e.yes(Fact::Builds), self.some_row(Group::Deposit));
        self.in_force_on(OF_42, (Fact::DepositDate, row), qualifies, value)
    }

    fn arrear(&self, row: usize, value: impl FnOnce() -> Num) -> Num {
        let qualifies = and(self.e.yes(Fact::Builds), self.some_row(Group::Arrear));
        self.in_force_on(OF_43, (Fact::ArrearDate, row), qualifies, value)
    }

    fn listing(&self, kind: &str, reward: impl FnOnce(Ratio) -> Ratio) -> Num {
        let raised = self.e.number(Fact::ListingRaised);
        let enough = mul(raised, Ok(Ratio::percent("70")));
        let here = at_most(enough, self.e.number(Fact::ListingHere));
        let qualifies = and(self.e.is(Fact::ListingKind, kind), here);
        let since = (2011_01_01, EVER);
        self.in_force_on(since, (Fact::ListingDate, 0), qualifies, || {
            raised.map(reward)
        })
    }

    fn consulting(&self, day: Day) -> Num {
        when(self.e.is(Fact::Sector, "industry"), || {
            let fee = self.e.number(Fact::ConsultingFee);
            let key = self.e.yes(Fact::KeyEnterprise);
            let spared = and(
                Ok(self.on(Lever::ConsultingFee, BILLS, day)),
                and(above_zero(fee), key),
            );
            match spared? {
                true => Ok(Ratio::ZERO),
                false => fee,
            }
        })
    }

    fn cards(&self, day: Day) -> Num {
        when(self.e.is(Fact::Sector, "retail"), || {
            let turnover = self.e.number(Fact::CardTurnover);
            let reformed = and(
                Ok(self.on(Lever::CardFee, CARDS, day)),
                above_zero(turnover),
            );
            mul(
                turnover,
                self.e.number(match reformed? {
                    true => Fact::CardRate,
                    false => Fact::CardRateBefore,
                }),
            )
        })
    }

    fn bills(&self) -> Truth {
        let paid = above_zero(self.e.number(Fact::BillsPaid));
        let either = or(self.e.yes(Fact::ManyBills), paid);
        and(self.e.is(Fact::Sector, "industry"), either)
    }

    fn of_bills(&self, qualifies: Truth, value: impl Fn() -> Num) -> Num {
        self.yearly(|day| in_span(day, (BILLS, EVER), || when(qualifies, &value)))
    }

    fn consolidated(&self, day: Day) -> Num {
        if self.off.has(Lever::ConsolidatedTax) {
            return Err(Gap::NotInForce);
        }
        in_span(day, (2017_06_10, EVER), || {
            let losses = self.e.number(Fact::BranchLosses);
            let profits = self.e.number(Fact::BranchProfits);
            let both = and(above_zero(losses), above_zero(profits));
            when(and(self.e.is(Fact::Sector, "retail"), both), || {
                let rate = self.preferential(day).map(|less| match less {
                    true => law::TAX_PREFERENTIAL,
                    false => law::TAX,
                });
                mul(least(losses, profits), rate)
            })
        })
    }

    fn bridge(&self, row: usize) -> Num {
        let by = |row| self.e.option_in(Fact::BridgeBy, row);
        let fits = |row| {
            let fund = by(row).map(|by| by == "fund");
            or(fund, self.not_large(2017_07_05))
        };
        let some = and(self.is_enterprise(), self.any(Group::Bridge, fits));
        let on = (Fact::BridgeTo, row);
        self.in_force_on(OF_42, on, and(some, fits(row)), || {
            if by(row)? == "fund" {
                return Err(Gap::Open);
            }
            self.hit(Branch::BridgeRenewed);
            let from = self.e.day_in(Fact::BridgeFrom, row)?;
            let days = count(self.e.day_in(Fact::BridgeTo, row)?) - count(from);
            let amount = self.e.number_in(Fact::BridgeAmount, row);
            let interest = mul(amount, self.e.number_in(Fact::BridgeRate, row));
            days_of_year(interest, Ok(Ratio::whole(i128::from(days.max(0)))))
        })
    }
}

fn above_zero(number: Num) -> Truth {
    below(Ok(Ratio::ZERO), number)
}

fn in_span(day: Day, (from, to): Span, value: impl FnOnce() -> Num) -> Num {
    if day < from || day > to {
        return Err(Gap::NotInForce);
    }
    value()
}

fn days_of_year(yearly: Num, days: Num) -> Num {
    mul(mul(yearly, days), Ok(Ratio::new(1, 365)))
}

fn months_of_year(yearly: Num, months: Num) -> Num {
    mul(mul(yearly, months), Ok(Ratio::new(1, 12)))
}

/// Half of the benchmark rate in force since October 2015.
fn half_benchmark(term: &str) -> Ratio {
    Ratio::percent(match term {
        "within_one_year" => "2.175",
        "one_to_five_years" => "2.375",
        _ => "2.45",
    })
}

/// The same day six months later, the 32nd and so on if that month is shorter.
fn half_year_later(day: Day) -> Day {
    let (year, month, rest) = (day / 10_000, day / 100 % 100 + 6, day % 100);
    let (year, month) = if month > 12 {
        (year + 1, month - 12)
    } else {
        (year, month)
    };
    year * 10_000 + month * 100 + rest
}

/// Values of these facts at which something turns, in base units.
pub(crate) fn edges(e: &Enterprise, fact: Fact) -> Vec<Ratio> {
    let known = |fact: Fact| e.number(fact).unwrap();
    let read = |texts: &[&str]| texts.iter().map(|text| Ratio::read(text)).collect();
    let percent = |texts: &[&str]| texts.iter().map(|text| Ratio::percent(text)).collect();
    match fact {
        Fact::IntermediaryCost => read(&["0", "1000000", "4000000"]),
        Fact::SolarHere => vec![known(Fact::SolarInitial).times(Ratio::percent("40"))],
        Fact::ListingRaised => read(&["100000000", "200000000", "500000000"]),
        Fact::ListingHere => vec![known(Fact::ListingRaised).times(Ratio::percent("70"))],
        Fact::GuaranteeAmount => read(&["1000000"]),
        Fact::GuaranteeFee => percent(&["2.175", "2.375", "2.45"]),
        Fact::ContractShare => percent(&["3", "5"]),
        _ => Vec::new(),
    }
}
