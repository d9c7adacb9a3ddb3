//! What each amount can be, so that a status nobody reached is noticed, and one nobody expects too.

use super::number::{Gap, Num, Ratio};

/// What a value can be: more than 0, 0, and each gap in order.
pub(crate) const KINDS: [&str; 8] = [
    "value",
    "zero",
    "notInForce",
    "notSettled",
    "missing",
    "open",
    "notCovered",
    "zeroDivisor",
];

pub(crate) fn kind(value: Num) -> usize {
    match value {
        Ok(value) if value == Ratio::ZERO => 1,
        Ok(_) => 0,
        Err(gap) => 2 + gap as usize,
    }
}

const _: () = assert!(2 + Gap::ZeroDivisor as usize == KINDS.len() - 1);

/// Amounts by the kinds they can have, by first letters; `f` is notInForce, `s` notSettled, `d`
/// zeroDivisor.
const REACHABLE: &[(&str, &[&str])] = &[
    // The law is there from the first day, and settled every December.
    (
        "vzm",
        &[
            "consulting_fees",
            "card_fees",
            "electricity_charge",
            "government_fund_forgone",
            "pension_deferral_days",
            "wages",
            "headcount",
            "product_tonnes",
        ],
    ),
    (
        "vzsm",
        &[
            "income_before_rd",
            "income_after_rd",
            "small_profit_ceiling",
            "small_profit_tax",
            "small_profit_tax_without_rd",
            "tax_without_rd",
            "income_tax_due",
            "income_tax",
            "rd_saving_at_small_profit",
        ],
    ),
    // Its lever begins later, ends, or is off.
    (
        "vzfm",
        &[
            "intermediary_subsidy",
            "bill_discount_relief",
            "guarantee_founding_reward",
            "guarantee_increase_volume",
            "guarantee_increase_reward",
            "guarantee_increase_unpaid",
            "microloan_founding_volume",
            "microloan_founding_reward",
            "microloan_increase_volume",
            "microloan_increase_reward",
            "bank_lending_reward",
            "bank_rank_reward",
            "risk_compensation",
            "insurer_investing_reward",
            "insurer_rank_reward",
            "quality_deposit_released",
            "quality_deposit_saving",
            "deposit_freed",
            "deposit_saving",
            "bills_passed_on",
            "bills_passed_saving",
            "listing_reward_amount",
            "refinancing_reward",
            "arrear_received",
            "arrear_interest",
            "researchers_least",
            "aluminium_excess_kwh",
            "government_fund_relief",
            "line_punitive_kwh",
            "punitive_kwh",
            "obstruction_exposure_least",
            "obstruction_exposure_most",
            "false_material_exposure_least",
            "false_material_exposure_most",
            "rectification_exposure_least",
            "rectification_exposure_most",
            "financing_reward_enterprise",
            "financing_reward_staff",
            "financing_reward_helpers",
            "pension_deferred",
            "pension_deferred_days",
            "pension_late_fee_relief",
        ],
    ),
    (
        "vzfsm",
        &[
            "consolidated_tax_saving",
            "equipment_credit_new",
            "equipment_credit_brought",
            "equipment_credit_last_year",
            "equipment_credit_used",
            "equipment_credit_lapsed",
            "equipment_credit_carried",
            "rd_extra_deduction",
            "rd_tax_saved",
            "rd_subsidy_amount",
        ],
    ),
    // Founders, incubators, land, fees that end.
    (
        "vzm",
        &[
            "size_people",
            "administrative_fees",
            "housing_utilities",
            "approval_agency_cost",
            "second_class_toll_cost",
        ],
    ),
    ("vmc", &["size_rank"]),
    (
        "vzfm",
        &[
            "graduate_startup_reward_amount",
            "startup_reward_hardship_amount",
            "startup_reward_other_amount",
            "startup_loan_from",
            "startup_loan_to",
            "approval_overrun_cost",
            "land_floor_saving",
            "land_floor_saving_most",
            "land_instalments_later",
            "land_instalment_interest",
            "incubator_reward_most",
        ],
    ),
    (
        "zfmo",
        &[
            "first_startup_subsidy_amount",
            "hardship_hiring_subsidy_amount",
        ],
    ),
    ("zfsmo", &["startup_training_subsidy"]),
    (
        "vzfsm",
        &[
            "coop_living_allowance",
            "coop_dues_subsidy",
            "depreciation_tax_deferred",
            "incubator_rd_subsidy_amount",
        ],
    ),
    (
        "vzfmc",
        &["housing_fund_lowered_saving", "housing_fund_deferred"],
    ),
    // Support whose figure is open, or the enterprise's own.
    (
        "zfsmo",
        &[
            "post_training_amount",
            "patent_fee_relief",
            "patent_grants",
            "digital_outlet_amount",
            "energy_project_amount",
            "efficiency_leader_amount",
        ],
    ),
    (
        "vzfm",
        &[
            "restructuring_dues_owed",
            "retail_rent_saved",
            "licence_cost_saved",
            "refusable_fees",
        ],
    ),
    (
        "zfmo",
        &[
            "training_subsidy_2011_amount",
            "sales_growth_reward_amount",
            "local_product_reward_amount",
            "hard_hit_amount",
            "fixed_asset_subsidy",
            "rent_subsidy_amount",
            "incubator_running_amount",
            "toll_discount_amount",
            "road_rail_amount",
            "air_sharing_amount",
            "land_compensation_amount",
            "merger_tax_waived",
            "equipment_interest_subsidy",
            "project_grant",
            "agri_ecommerce_amount",
            "guarantee_fee_saved",
        ],
    ),
    // Some year's figure is not known.
    (
        "vc",
        &["contribution_floor", "contribution_cap", "housing_base_cap"],
    ),
    (
        "vzmc",
        &[
            "contribution_base",
            "contribution_payroll",
            "housing_payroll",
            "housing_fund_cost",
            "pension_insurance",
            "medical_insurance",
            "unemployment_cost",
            "maternity_cost",
            "injury_cost",
            "minimum_wage_monthly_cost",
            "minimum_wage_hourly_cost",
            "minimum_wage_breach",
            "minimum_wage_hourly_breach",
            "pension_late_fee",
        ],
    ),
    (
        "vzfmc",
        &["housing_fund_employee_relief", "housing_fund_take_home"],
    ),
    ("vzsmc", &["unemployment_due_last_year"]),
    ("vzfsmc", &["stabilisation_subsidy_amount"]),
    // Consumption per tonne, of no tonnes.
    (
        "vzfmd",
        &[
            "aluminium_tier_surcharge",
            "aluminium_step_surcharge",
            "tiered_kwh",
            "differential_kwh",
            "differential_surcharge",
        ],
    ),
    // The documents set no figure.
    ("vzfmo", &["line_punitive_surcharge"]),
    ("zfmo", &["microloan_founding_first"]),
    ("vzfmo", &["bridge_saving", "line_punitive_surcharge"]),
    (
        "zfmo",
        &[
            "working_capital_interest",
            "green_credit_interest",
            "guarantee_fee_subsidy",
            "microloan_founding_first",
            "merger_grant_amount",
            "merger_interest_subsidy",
            "solar_local_subsidy",
            "bill_receipt_grant",
        ],
    ),
    ("zfmoc", &["direct_trading_saving"]),
    ("zmoc", &["direct_trading_forgone"]),
];

/// Whether an amount can be of a kind.
pub(crate) fn can(id: &str, kind: usize) -> bool {
    let mut all = REACHABLE
        .iter()
        .chain(super::environment::REACHABLE)
        .chain(super::plans::REACHABLE)
        .chain(super::duties::REACHABLE)
        .chain(super::renewal::REACHABLE);
    let of = all.find(|(_, ids)| ids.contains(&id));
    let (letters, _) = of.unwrap_or_else(|| panic!("what {id} can be is not listed"));
    letters.contains(['v', 'z', 'f', 's', 'm', 'o', 'c', 'd'][kind])
}
