//! Every amount of the rulebook by its id.

use super::case::Case;
use super::enterprise::Group;
use super::law;
use super::number::{Num, mul};

impl Case<'_> {
    /// An amount, of a row if it belongs to a group; `None` for an id nobody worked out here.
    pub(crate) fn amount(&self, id: &str, row: Option<usize>) -> Option<Num> {
        let Some(row) = row else {
            return self
                .of_people(id)
                .or_else(|| self.of_energy(id))
                .or_else(|| self.of_startup(id))
                .or_else(|| self.of_space(id))
                .or_else(|| self.of_support(id))
                .or_else(|| self.of_tax(id))
                .or_else(|| self.of_institutions(id))
                .or_else(|| self.of_environment(id))
                .or_else(|| self.of_plans(id))
                .or_else(|| self.of_duties(id))
                .or_else(|| self.of_renewal(id))
                .or_else(|| self.of_funding(id));
        };
        if let Some(value) = self.row_of_duties(id, row) {
            return Some(value);
        }
        if let Some(value) = self.row_of_environment(id, row) {
            return Some(value);
        }
        let (group, value): (Group, &dyn Fn() -> Num) = match id {
            "contribution_base" => (Group::Staff, &|| {
                self.monthly(|_| self.contribution_base(row, self.period.year))
            }),
            "housing_fund_take_home" => (Group::Staff, &|| {
                self.monthly(|day| self.take_home(day, row))
            }),
            "line_punitive_kwh" => (Group::Line, &|| {
                self.yearly_exact(|day| self.punitive_kwh(day, row))
            }),
            "line_punitive_surcharge" => {
                (Group::Line, &|| self.yearly(|day| self.punitive(day, row)))
            }
            "pension_deferral_days" => (Group::Deferral, &|| self.deferral_days(row)),
            "pension_late_fee" => (Group::Deferral, &|| self.late_fee(row)),
            "pension_late_fee_relief" => (Group::Deferral, &|| self.fee_relief(row)),
            "pension_deferred" => (Group::Deferral, &|| self.deferred(row)),
            "pension_deferred_days" => (Group::Deferral, &|| self.deferred_days(row)),
            _ => return self.of_funding_row(id, row),
        };
        Some(self.of_row(group, row, value))
    }

    fn of_people(&self, id: &str) -> Option<Num> {
        let last_day = self.period.last_day();
        let year = self.period.year;
        Some(match id {
            "contribution_floor" => self.monthly(|_| self.contribution_floor()),
            "contribution_cap" => self.monthly(|_| self.contribution_cap()),
            "contribution_payroll" => self.monthly(|_| self.payroll(year)),
            "wages" => self.monthly(|_| self.wages()),
            "headcount" => self.heads(),
            "pension_insurance" => self.levy(|day| self.pension_rate(day)),
            "medical_insurance" => {
                self.levy(|_| self.e.number(super::enterprise::Fact::MedicalRate))
            }
            "unemployment_cost" => self.levy(|day| self.unemployment_rate(day)),
            "maternity_cost" => self.levy(|day| self.maternity_rate(day)),
            "injury_cost" => self.levy(|day| self.injury_rate(day)),
            "unemployment_due_last_year" => self.unemployment_last_year(),
            "minimum_wage_monthly_cost" => self.monthly(|day| self.minimum_wage_monthly(day)),
            "minimum_wage_hourly_cost" => self.monthly(|day| self.minimum_wage_hourly(day)),
            "minimum_wage_breach" => self.minimum_wage_breach(last_day),
            "minimum_wage_hourly_breach" => self.minimum_wage_hourly_breach(last_day),
            "housing_base_cap" => self.monthly(|_| self.housing_cap()),
            "housing_payroll" => self.monthly(|_| self.housing_payroll()),
            "housing_fund_cost" => {
                let payroll = self.housing_payroll();
                self.monthly(|day| mul(payroll, self.housing_rate(day)))
            }
            "housing_fund_employee_relief" => self.monthly(|day| self.employee_relief(day)),
            "stabilisation_subsidy_amount" => self.settled(|day| self.stabilisation(day)),
            _ => return None,
        })
    }

    /// Payroll × rate, month by month.
    fn levy(&self, rate: impl Fn(super::calendar::Day) -> Num) -> Num {
        let payroll = self.payroll(self.period.year);
        self.monthly(|day| mul(payroll, rate(day)))
    }

    fn of_energy(&self, id: &str) -> Option<Num> {
        let last_day = self.period.last_day();
        Some(match id {
            "electricity_charge" => self.yearly(|_| self.electricity()),
            "aluminium_tier_surcharge" => self.yearly(|day| self.tier_surcharge(day)),
            "aluminium_excess_kwh" => self.yearly_exact(|day| self.excess_kwh(day)),
            "aluminium_step_surcharge" => self.yearly(|day| self.step_surcharge(day)),
            "product_tonnes" => self.product_tonnes(),
            "tiered_kwh" => self.yearly_exact(|day| self.tiered_kwh(day)),
            "punitive_kwh" => self.yearly_exact(|day| self.punitive_total(day)),
            "differential_kwh" => self.yearly_exact(|day| self.differential_kwh(day)),
            "differential_surcharge" => self.yearly(|day| self.differential(day)),
            "government_fund_relief" => self.yearly(|day| self.fund_relief(day)),
            "direct_trading_saving" => self.yearly(|day| self.trading_saving(day)),
            "government_fund_forgone" => self.yearly(|day| self.fund_forgone(day)),
            "direct_trading_forgone" => self.yearly(|day| self.trading_forgone(day)),
            "obstruction_exposure_least" => self.obstruction(last_day, "5000"),
            "obstruction_exposure_most" => self.obstruction(last_day, "10000"),
            "false_material_exposure_least" => self.false_material(last_day, "3000"),
            "false_material_exposure_most" => self.false_material(last_day, "30000"),
            "rectification_exposure_least" => self.rectification(last_day, "10000"),
            "rectification_exposure_most" => self.rectification(last_day, "30000"),
            "financing_reward_enterprise" => self.financing(law::FINANCING_ENTERPRISE),
            "financing_reward_staff" => self.financing(law::FINANCING_STAFF),
            "financing_reward_helpers" => self.financing(law::FINANCING_HELPERS),
            _ => return None,
        })
    }

    fn of_tax(&self, id: &str) -> Option<Num> {
        Some(match id {
            "income_before_rd" => self.settled(|_| self.income_before()),
            "rd_extra_deduction" => self.settled(|day| self.rd_extra(day)),
            "income_after_rd" => self.settled(|day| self.income_after(day)),
            "small_profit_ceiling" => self.settled(|day| self.small_ceiling(day)),
            "small_profit_tax" => self.settled(|day| self.small_tax(day)),
            "income_tax_due" => self.settled(|day| self.tax_due(day)),
            "tax_without_rd" => self.settled(|day| self.tax_without_rd(day)),
            "small_profit_tax_without_rd" => self.settled(|day| self.small_tax_without_rd(day)),
            "rd_saving_at_small_profit" => self.settled(|day| self.saved_if_small(day)),
            "rd_tax_saved" => self.settled(|day| self.rd_saved(day)),
            "rd_subsidy_amount" => self.settled(|day| self.rd_subsidy(day)),
            "equipment_credit_new" => self.settled(|_| self.credit_new()),
            "equipment_credit_brought" => self.settled(|day| self.credit_brought(day)),
            "equipment_credit_last_year" => self.settled(|day| self.credit_last_year(day)),
            "equipment_credit_used" => self.settled(|day| self.credit_used(day)),
            "equipment_credit_lapsed" => self.settled(|day| self.credit_lapsed(day)),
            "equipment_credit_carried" => self.settled(|day| self.credit_carried(day)),
            "income_tax" => self.settled(|day| self.income_tax(day)),
            _ => return None,
        })
    }
}
