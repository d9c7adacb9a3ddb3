//! The levers, and which of them are off.

macro_rules! levers {
    ($($name:ident $id:literal)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Lever { $($name,)* }
        pub(crate) const LEVERS: &[(Lever, &str)] = &[$((Lever::$name, $id),)*];
    };
}

levers! {
    AluminiumTiers "aluminium_tiered_tariff"
    Differential "differential_tariff"
    Financing "direct_financing_reward"
    FundCut "government_fund_cut"
    DirectTrading "direct_trading"
    Supervision "supervision_fines"
    EquipmentCredit "special_equipment_credit"
    Ferroalloy "ferroalloy_benchmark_tariff"
    Housing "housing_fund"
    HousingEmployee "housing_fund_employee"
    HousingRelief "housing_fund_deferral"
    GraduateReward "graduate_startup_reward"
    HardshipReward "startup_reward_hardship"
    OtherReward "startup_reward_other"
    FirstStartup "first_startup_subsidy"
    HardshipHiring "hardship_hiring_subsidy"
    StartupTraining "entrepreneur_training_subsidy"
    StartupLoan "startup_loan_guarantee"
    CoopGraduate "coop_graduate_allowance"
    AbolishedFees "abolished_fees"
    Utilities "soe_utilities_separation"
    AgencyFees "agency_fees_by_authority"
    Approval "approval_15_days"
    Depreciation "accelerated_depreciation"
    LandFloor "land_floor_price"
    Instalments "land_instalments"
    Tolls "toll_abolition"
    IncubatorRd "incubator_rd_subsidy"
    IncubatorReward "incubator_reward"
    PostTraining "post_or_training_subsidy"
    RestructuringDues "restructuring_social_dues"
    WageDeposit "migrant_wage_deposit"
    Training2011 "training_subsidy_2011"
    SalesGrowth "sales_growth_reward"
    LocalProducts "local_product_reward"
    HardHitSupport "hard_hit_support"
    FixedAssets "sme_fixed_asset_subsidy"
    RentSubsidy "rent_subsidy"
    PatentSupport "patent_support"
    GovernmentPurchase "government_purchase"
    RunningSubsidy "incubator_running_subsidy"
    TollDiscount "toll_discount"
    RoadRail "road_rail_subsidy"
    AirFreight "air_freight_sharing"
    Exports "export_facilitation"
    DigitalOutlets "digital_outlet_subsidy"
    RetailRent "retail_rent"
    Wastelands "four_wastelands"
    LandCompensation "land_compensation"
    MergerTaxes "merger_tax_relief"
    EquipmentInterestSubsidy "construction_equipment_interest"
    InvestmentPromotion "investment_promotion_support"
    AgriEcommerce "agri_ecommerce_subsidy"
    EnergyProjects "energy_project_reward"
    EfficiencyLeaders "efficiency_leader_support"
    GuaranteeFee "guarantee_fee_lowest"
    ProductLicence "product_licence_abolition"
    NoOtherFees "no_fees_outside_list"
    ReceiverSales "receiver_sales_duty"
    Preferential "preferential_tax_rate"
    SmallProfit "small_profit_enterprise"
    Unemployment "unemployment_insurance"
    Maternity "maternity_insurance"
    Injury "injury_insurance"
    MinimumWage "minimum_wage"
    Deferral "pension_deferral"
    RdDeduction "rd_super_deduction"
    RdSubsidy "rd_subsidy"
    Stabilisation "stabilisation_subsidy"
    BenchmarkGap "benchmark_gap"
    TierProvince "supervision_tier_province"
    TierPrefecture "supervision_tier_prefecture"
    TierCounty "supervision_tier_county"
    EnvironmentalTax "environmental_tax"
    PollutionCharge "pollution_charge"
    EnvironmentalPower "environmental_power_price"
    IdleFee "idle_basic_fee_relief"
    DirectPurchase "aluminium_direct_purchase"
    StructuralFund "structural_fund_abolition"
    EqualPrice "equal_commercial_price"
    Gas "gas_negotiated_price"
    Water "water_over_quota"
    WasteHeat "waste_heat_reward"
    ElectricitySubsidy "electricity_fee_subsidy"
    Cathode "cathode_renovation_reward"
    OutdatedCapacity "outdated_capacity_compensation"
    LiquidSupport "aluminium_liquid_support"
    Polysilicon "polysilicon_standard_subsidy"
    SolarGrant "pv_investment_subsidy"
    EquipmentGrant "equipment_price_gap_subsidy"
    CementSubsidy "cement_renovation_subsidy"
    BeyondReward "beyond_standard_reward"
    CementBenchmark "cement_benchmark_tariff"
    CementTiers "cement_tiered_tariff"
    Punitive "punitive_tariff"
    AluminiumPenalty "aluminium_benchmark_penalty"
    ImportPrice "import_price_tariff"
    Elimination "elimination_deadlines"
    Processing "deep_processing_quota"
    TechnicalTargets "technical_targets"
    TimeLimits "supervision_time_limits"
    Recheck "recheck_cost"
    CleanAudit "clean_production_audit"
    LiabilityInsurance "pollution_liability_insurance"
    DischargeRights "discharge_rights"
    PowerCleanup "preferential_power_cleanup"
    PetrolTanks "petrol_station_tanks"
    FuelStandards "fuel_standards"
    CaptiveRenovation "captive_plant_renovation"
    BoilerRenovation "boiler_renovation"
    BoilerPhaseOut "boiler_phase_out"
    DischargeCards "discharge_cards"
    EnergyTargetMissed "energy_target_missed"
    YellowVehicles "yellow_label_vehicles"
    ClosedZoneFarms "closed_zone_farms"
    ParkWastewater "park_wastewater_plant"
    CoalPower "coal_power_compensation"
    SupplyRestrictionRisk "supply_restriction_risk"
    PvStationQuota "pv_station_quota"
    BenchmarkClassPreferences "benchmark_class_preferences"
    KeyEnergyUserDuties "key_energy_user_duties"
    UltraLowRenovation "ultra_low_renovation"
    DischargePermit "discharge_permit"
    WastewaterUpgrade "wastewater_upgrade"
    SpecialEmissionLimits "special_emission_limits"
    GuaranteeCompany "guarantee_company_reward"
    SmallLoanCompany "microloan_company_reward"
    BankCredit "bank_credit_reward"
    SmallLoanRisk "microloan_risk_compensation"
    Insurer "insurer_reward"
    Intermediaries "intermediary_cost_subsidy"
    BillDiscount "bill_discount_subsidy"
    WorkingCapital "working_capital_interest_subsidy"
    GreenCredit "green_credit_interest_subsidy"
    CheapGuarantee "guarantee_fee_reward"
    QualityDeposit "quality_deposit"
    CashDeposit "cash_deposit_replacement"
    Merger "merger_support"
    SolarPurchase "solar_local_purchase"
    Listing "listing_reward"
    ConsultingFee "consulting_fee_abolition"
    CardFee "card_fee_reform"
    BillReceipt "bill_receipt_subsidy"
    ConsolidatedTax "consolidated_tax"
    BridgeFund "bridge_fund"
    Arrears "government_arrears"
    Researchers "financing_share_researchers"
    Renovation "renovation_interest_subsidy"
    MergerLoans "merger_loan_discount"
    GuaranteeByYear "guarantee_fee_by_year"
    Telecom "telecom_free_access"
    LogisticsPilots "logistics_demonstration"
    StudentFund "student_startup_fund"
    OffPost "off_post_founders"
    RetailFacilitation "retail_facilitation"
    FarmOperators "farm_operator_support"
    FarmServices "farm_service_tax_relief"
    Preparation "project_preparation_support"
    Headquarters "headquarters_support"
    CementTargets "cement_product_targets"
}

/// Levers that are off.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Off([u128; 2]);

impl Off {
    pub(crate) fn all() -> Off {
        LEVERS
            .iter()
            .fold(Off::default(), |off, (lever, _)| off.and(*lever))
    }

    pub(crate) fn but(mut self, lever: Lever) -> Off {
        self.0[lever as usize / 128] &= !(1 << (lever as usize % 128));
        self
    }

    pub(crate) fn and(mut self, lever: Lever) -> Off {
        self.0[lever as usize / 128] |= 1 << (lever as usize % 128);
        self
    }

    pub(crate) fn has(self, lever: Lever) -> bool {
        self.0[lever as usize / 128] >> (lever as usize % 128) & 1 == 1
    }

    pub(crate) fn text(self) -> String {
        let off = LEVERS.iter().filter(|(lever, _)| self.has(*lever));
        off.map(|(_, id)| *id).collect::<Vec<_>>().join(", ")
    }
}
