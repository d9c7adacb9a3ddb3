//! What an enterprise may state, typed in once more, and one enterprise.

use std::fmt::Write;

use super::calendar::{Day, day};
use super::number::{Gap, Num, Ratio, Truth};

/// What a fact holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Least and greatest in units of the declared step; how many of those make a base unit.
    Number {
        den: i128,
        min: i128,
        max: i128,
    },
    Bool,
    Choice(&'static [&'static str]),
    Date,
}

use Kind::{Bool, Choice, Date};

const fn number(den: i128, min: i128, max: i128) -> Kind {
    Kind::Number {
        den,
        min: min * den,
        max: max * den,
    }
}

/// A percentage in hundredths of a point.
const fn percentage(min: i128, max: i128) -> Kind {
    Kind::Number {
        den: 10_000,
        min: min * 100,
        max: max * 100,
    }
}

/// Electricity of a year.
const KWH: Kind = number(1, 0, 100_000_000_000);

const POWER_ITEMS: &[&str] = &[
    "aluminium_ac",
    "aluminium_ingot",
    "aluminium_dc",
    "aluminium_comprehensive",
    "ferrosilicon",
    "ferrochrome",
    "ferronickel",
    "green_carbide",
    "black_carbide",
    "polysilicon_cold",
    "polysilicon_hot",
    "monocrystal",
    "cell",
    "module",
];
const COAL_ITEMS: &[&str] = &[
    "clinker",
    "coking",
    "sintering",
    "plain_furnace",
    "special_furnace",
    "glass",
];

/// Large sums in fen.
const MONEY: Kind = number(100, 0, 1_000_000_000_000);
const BILLION: Kind = number(100, 0, 1_000_000_000);
const TEN_BILLION: Kind = number(100, 0, 10_000_000_000);
const HUNDRED_BILLION: Kind = number(100, 0, 100_000_000_000);
/// Fees to a thousandth, and to a ten-thousandth of a point.
const FEE: Kind = Kind::Number {
    den: 100_000,
    min: 0,
    max: 20_000,
};
const CARD: Kind = Kind::Number {
    den: 1_000_000,
    min: 0,
    max: 100_000,
};
const TERMS: &[&str] = &["within_one_year", "one_to_five_years", "over_five_years"];
const LOANS: &[&str] = &[
    "working_capital",
    "green_project",
    "merger",
    "renovation",
    "other",
];
const GROWTH: Kind = number(100, -1_000_000_000_000, 1_000_000_000_000);

/// Parts of an enterprise.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Group {
    Staff,
    Coop,
    Instalment,
    Line,
    Credit,
    Deferral,
    Pollutant,
    PowerItem,
    CoalItem,
    IdleMonth,
    Plant,
    TechnicalItem,
    Guarantee,
    Intermediary,
    Discount,
    Loan,
    Contract,
    Deposit,
    Bridge,
    Arrear,
}

pub(crate) const GROUPS: &[(Group, &str)] = &[
    (Group::Staff, "staff"),
    (Group::Coop, "coop"),
    (Group::Instalment, "instalment"),
    (Group::Line, "line"),
    (Group::Credit, "credit"),
    (Group::Deferral, "deferral"),
    (Group::Pollutant, "pollutant"),
    (Group::PowerItem, "power_item"),
    (Group::CoalItem, "coal_item"),
    (Group::IdleMonth, "idle_month"),
    (Group::Plant, "plant"),
    (Group::TechnicalItem, "technical_item"),
    (Group::Guarantee, "guarantee"),
    (Group::Intermediary, "intermediary"),
    (Group::Discount, "discount"),
    (Group::Loan, "loan"),
    (Group::Contract, "contract"),
    (Group::Deposit, "deposit"),
    (Group::Bridge, "bridge"),
    (Group::Arrear, "arrear"),
];

pub(crate) const ROWS: usize = 8;

/// A fact: id, kind, group.
pub(crate) struct Spec {
    pub(crate) fact: Fact,
    pub(crate) id: &'static str,
    pub(crate) kind: Kind,
    pub(crate) group: Option<Group>,
}

macro_rules! facts {
    ($($name:ident $id:literal $kind:expr, $group:expr;)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub(crate) enum Fact { $($name,)* }
        pub(crate) const FACTS: &[Spec] = &[$(Spec { fact: Fact::$name, id: $id, kind: $kind, group: $group },)*];
    };
}

pub(crate) const REGIONS: &[&str] = &[
    "xining", "haidong", "hainan", "haibei", "huangnan", "haixi", "guoluo", "yushu",
];
const SECTORS: &[&str] = &[
    "industry",
    "construction",
    "transport",
    "wholesale",
    "retail",
    "hospitality",
    "software",
    "other",
];
const INSTITUTIONS: &[&str] = &[
    "enterprise",
    "bank",
    "guarantee_company",
    "microloan_company",
    "insurer",
    "incubator",
    "generator",
    "founder",
];
const INDUSTRIES: &[&str] = &[
    "aluminium",
    "ferroalloy",
    "carbide",
    "caustic_soda",
    "cement",
    "steel",
    "phosphorus",
    "zinc",
    "none",
];
const CLASSES: &[&str] = &[
    "class_1",
    "class_2",
    "class_3",
    "class_4",
    "class_5",
    "class_6",
    "class_7",
    "class_8",
    "unknown_class",
];
const PRODUCTS: &[&str] = &[
    "ferrosilicon",
    "ferrochrome",
    "ferronickel",
    "silicon_carbide",
    "other",
];

facts! {
    Institution "institution" Choice(INSTITUTIONS), None;
    Region "region" Choice(REGIONS), None;
    Sector "sector" Choice(SECTORS), None;
    Industry "power_industry" Choice(INDUSTRIES), None;
    Manufacturing "manufacturing" Bool, None;
    InDifficulty "in_difficulty" Bool, None;
    TechnologyEnterprise "technology_enterprise" Bool, None;
    TechnologySme "technology_sme" Bool, None;
    HighTech "high_tech" Bool, None;
    EncouragedShare "encouraged_share" percentage(0, 100), None;
    Assets "total_assets" number(100, 0, 1_000_000_000_000), None;
    Restricted "restricted_industry" Bool, None;
    Heads "staff_heads" number(1, 0, 100_000), Some(Group::Staff);
    Wage "staff_wage" number(100, 0, 1_000_000), Some(Group::Staff);
    BaseWage "staff_base_wage" number(100, 0, 1_000_000), Some(Group::Staff);
    LowPaidHeads "low_paid_heads" number(1, 0, 100_000), None;
    LowPaidWage "low_paid_wage" number(100, 0, 100_000), None;
    PartTimeHours "part_time_hours" number(10, 0, 10_000_000), None;
    PartTimeWage "part_time_wage" number(100, 0, 10_000), None;
    InjuryClass "injury_class" Choice(CLASSES), None;
    MedicalRate "medical_rate" percentage(0, 20), None;
    HousingRate "housing_fund_rate" percentage(5, 12), None;
    HousingBefore "housing_fund_rate_before" percentage(0, 20), None;
    EmployeeRate "housing_fund_employee_rate" percentage(0, 12), None;
    EmployeeBefore "housing_fund_employee_rate_before" percentage(0, 20), None;
    LayoffRate "layoff_rate" percentage(0, 100), None;
    Unemployment "registered_unemployment" percentage(0, 100), None;
    PaidEnterprise "unemployment_paid_enterprise" number(100, 0, 10_000_000_000), None;
    PaidEmployees "unemployment_paid_employees" number(100, 0, 10_000_000_000), None;
    Insured "unemployment_insured" Bool, None;
    PaidInFull "unemployment_paid_in_full" Bool, None;
    StabilisationCase "stabilisation_case" Choice(&["merger", "capacity_cut", "outdated_plant", "none"]), None;
    DeferralApproved "deferral_approved" Bool, None;
    Deferred "deferral_amount" number(100, 0, 1_000_000_000), Some(Group::Deferral);
    Due "deferral_due" Date, Some(Group::Deferral);
    Paid "deferral_paid" Date, Some(Group::Deferral);
    HousingRelief "housing_relief" Choice(&["none", "lowered", "deferred"]), None;
    HousingApproved "housing_relief_approved" Bool, None;
    HousingLowered "housing_fund_lowered_rate" percentage(0, 12), None;
    StartupDate "startup_date" Date, None;
    ClaimDate "startup_claim_date" Date, None;
    Graduates "startup_graduates" number(1, 0, 1000), None;
    Hardship "startup_hardship" number(1, 0, 1000), None;
    Others "startup_others" number(1, 0, 1000), None;
    Returned "startup_returned" Bool, None;
    FirstPersons "startup_first_persons" number(1, 0, 1000), None;
    Hires "startup_hires" number(1, 0, 10_000), None;
    Trainees "startup_trainees" number(1, 0, 10_000), None;
    Contributors "startup_contributors" number(1, 1, 1000), None;
    LoanEligible "startup_loan_eligible" Bool, None;
    CoopPersons "coop_persons" number(1, 0, 1000), Some(Group::Coop);
    CoopMonths "coop_months" number(1, 0, 12), Some(Group::Coop);
    CoopBefore "coop_months_before" number(1, 0, 600), Some(Group::Coop);
    CoopDues "coop_dues" number(100, 0, 100_000_000), Some(Group::Coop);
    SizeClass "size_class" Choice(&["computed", "micro", "small", "medium", "large"]), None;
    Revenue "revenue" MONEY, None;
    AgriProcessing "agri_processing" Bool, None;
    HasNewLand "has_new_land" Bool, None;
    LandDate "land_date" Date, None;
    LandArea "land_area" number(100, 0, 1_000_000_000), None;
    LandNationalFloor "land_national_floor" number(100, 0, 100_000), None;
    LandFloor "land_floor" number(100, 0, 100_000), None;
    LandInterest "land_interest" percentage(0, 100), None;
    Instalment "instalment_amount" number(100, 0, 100_000_000_000), Some(Group::Instalment);
    InstalmentPaid "instalment_paid" Date, Some(Group::Instalment);
    ShipsByRoad "ships_by_road" Bool, None;
    SecondClassTolls "second_class_tolls" number(100, 0, 10_000_000_000), None;
    StateOwned "state_owned" Bool, None;
    UtilitiesCost "utilities_cost" number(100, 0, 10_000_000_000), None;
    Project "investment_project" Bool, None;
    AgencyFees "agency_fees" number(100, 0, 1_000_000_000), None;
    ApprovalDate "approval_date" Date, None;
    ApprovalDays "approval_days" number(1, 0, 3650), None;
    ApprovalDayCost "approval_day_cost" number(100, 0, 100_000_000), None;
    AbolishedFees "abolished_fees_before" number(100, 0, 1_000_000_000), None;
    UnauthorizedFees "unauthorized_fees_before" number(100, 0, 1_000_000_000), None;
    DepreciationFast "depreciation_accelerated" number(100, 0, 100_000_000_000), None;
    DepreciationStraight "depreciation_straight" number(100, 0, 100_000_000_000), None;
    IncubatorNotable "incubator_notable" Bool, None;
    Thousand "thousand_enterprises" Bool, None;
    RegisteredOn "registered_on" Date, None;
    ParkRent "park_rent" number(100, 0, 10_000_000_000), None;
    PatentFees "patent_fees" number(100, 0, 10_000_000_000), None;
    Inventions "patent_inventions" number(1, 0, 10_000), None;
    UtilityModels "patent_utility" number(1, 0, 10_000), None;
    DiscountableTolls "discountable_tolls" number(100, 0, 10_000_000_000), None;
    RoadRailTonnes "road_rail_tonnes" number(1000, 0, 100_000_000), None;
    AirCost "air_operating_cost" number(100, 0, 10_000_000_000), None;
    Outlets "village_outlets" number(1, 0, 100_000), None;
    ParcelBoxes "parcel_boxes" number(1, 0, 100_000), None;
    ShopArea "public_shop_area" number(100, 0, 10_000_000), None;
    ShopRent "public_shop_rent" number(100, 0, 100_000), None;
    MarketRent "market_shop_rent" number(100, 0, 100_000), None;
    WastelandUse "wasteland_use" Choice(&["none", "solar", "returnee"]), None;
    MergerTaxes "merger_taxes" number(100, 0, 10_000_000_000), None;
    MergerDate "merger_date" Date, None;
    LandSurrendered "land_surrendered" number(100, 0, 100_000_000), None;
    LandSurrenderedOn "land_surrendered_on" Date, None;
    DuesOwed "social_dues_owed" number(100, 0, 10_000_000_000), None;
    RunningCost "incubator_running_cost" number(100, 0, 10_000_000_000), None;
    EquipmentInterest "equipment_interest" number(100, 0, 10_000_000_000), None;
    ProjectLeading "project_leading" Bool, None;
    ProjectInvestment "project_investment" number(100, 0, 1_000_000_000_000), None;
    EcommerceCost "ecommerce_cost" number(100, 0, 10_000_000_000), None;
    EnergyProject "energy_project_tce" number(100, 0, 100_000_000), None;
    EfficiencyLeader "efficiency_leader" Bool, None;
    GuaranteedSum "guaranteed_sum" number(100, 0, 10_000_000_000), None;
    GuaranteeFeeRate "guarantee_fee_rate" percentage(0, 100), None;
    Exports "exports" Bool, None;
    MatureLicensed "mature_licensed" Bool, None;
    LicenceCost "licence_cost" number(100, 0, 10_000_000_000), None;
    FeesOutside "fees_outside_list" number(100, 0, 10_000_000_000), None;
    MakesReceivers "makes_receivers" Bool, None;
    WinterDate "winter_date" Date, None;
    WinterSales "winter_sales" number(100, 0, 1_000_000_000_000), None;
    WinterSalesBase "winter_sales_base" number(100, 0, 1_000_000_000_000), None;
    LocalPurchases "winter_local_purchases" number(100, 0, 1_000_000_000_000), None;
    HardHit "hard_hit_listed" Bool, None;
    AssetKind "fixed_asset_kind" Choice(&["none", "technology", "resources", "food", "renovation", "clean", "supplier", "informatization", "management", "emerging", "culture"]), None;
    AssetInvestment "fixed_asset_investment" number(100, 0, 1_000_000_000_000), None;
    WinterTrained "winter_trained" number(1, 0, 1_000_000), None;
    WinterPlaced "winter_placed" number(1, 0, 1_000_000), None;
    Kwh "electricity_kwh" number(1, 0, 100_000_000_000), None;
    Price "electricity_price" number(1_000_000, 0, 10), None;
    ListsFunds "bill_lists_funds" Bool, None;
    Aluminium "liquid_aluminium" number(1_000, 0, 10_000_000), None;
    ElectrolysisKwh "electrolysis_kwh" number(1, 0, 100_000_000_000), None;
    ComprehensiveKwh "aluminium_comprehensive_kwh" number(1, 0, 100_000_000_000), None;
    Category "equipment_category" Choice(&["allowed", "restricted", "eliminated"]), None;
    LineProduct "line_product" Choice(PRODUCTS), Some(Group::Line);
    LineKwh "line_kwh" number(1, 0, 100_000_000_000), Some(Group::Line);
    LineOutput "line_output" number(1_000, 0, 10_000_000), Some(Group::Line);
    LineClass "line_class" Choice(&["class_one", "class_two", "class_three", "ungraded"]), Some(Group::Line);
    LineDouble "line_over_double" Bool, Some(Group::Line);
    TradingKwh "direct_trading_kwh" number(1, 0, 100_000_000_000), None;
    Obstructed "inspection_obstructed" Bool, None;
    FalseMaterial "inspection_false_material" Bool, None;
    CorrectionRefused "inspection_correction_refused" Bool, None;
    RectificationRefused "rectification_refused" Bool, None;
    Branch "industry_branch" Choice(&["other", "solar", "glass", "silicon_carbide"]), None;
    GridKwh "grid_kwh" KWH, None;
    HasDesulphurisation "has_desulphurisation" Bool, None;
    HasDenitrification "has_denitrification" Bool, None;
    HasDust "has_dust_removal" Bool, None;
    UltraLow "ultra_low" Choice(&["none", "existing", "new"]), None;
    Discharges "discharges" Bool, None;
    PollutantMedium "pollutant_medium" Choice(&["air", "water"]), Some(Group::Pollutant);
    PollutantUnits "pollutant_units" number(100, 0, 1_000_000_000), Some(Group::Pollutant);
    PollutantLevel "pollutant_level" percentage(0, 1000), Some(Group::Pollutant);
    PowerProduct "power_product" Choice(POWER_ITEMS), Some(Group::PowerItem);
    PowerKwh "power_product_kwh" KWH, Some(Group::PowerItem);
    PowerTonnes "power_product_tonnes" number(1_000, 0, 10_000_000), Some(Group::PowerItem);
    PowerMwp "power_product_mwp" number(1_000, 0, 1_000_000), Some(Group::PowerItem);
    CoalProduct "coal_product" Choice(COAL_ITEMS), Some(Group::CoalItem);
    CoalTce "coal_product_tce" number(100, 0, 100_000_000), Some(Group::CoalItem);
    CoalTonnes "coal_product_tonnes" number(1_000, 0, 100_000_000), Some(Group::CoalItem);
    CoalCases "coal_product_cases" number(1, 0, 1_000_000_000), Some(Group::CoalItem);
    CoalPrice "coal_price" number(100, 0, 100_000), None;
    BurnsFuel "burns_fuel" Bool, None;
    RawCoal "raw_coal" number(1_000, 0, 100_000_000), None;
    Coke "coke" number(1_000, 0, 100_000_000), None;
    NaturalGas "natural_gas" number(1, 0, 10_000_000_000), None;
    Diesel "diesel" number(1_000, 0, 100_000_000), None;
    KeyUser "key_energy_user" Bool, None;
    StoppedProduction "stopped_production" Bool, None;
    IdleMonthEnd "idle_month_end" Date, Some(Group::IdleMonth);
    IdleFee "idle_basic_fee" number(100, 0, 100_000_000), Some(Group::IdleMonth);
    IdleContracted "idle_contracted" number(1, 0, 10_000_000), Some(Group::IdleMonth);
    IdleRunning "idle_running" number(1, 0, 10_000_000), Some(Group::IdleMonth);
    IdleDays "idle_days" number(1, 0, 31), Some(Group::IdleMonth);
    IdleMonthDays "idle_month_days" number(1, 28, 31), Some(Group::IdleMonth);
    DirectPurchaseKwh "direct_purchase_kwh" KWH, None;
    DirectPurchaseDiscount "direct_purchase_discount" number(1_000_000, -10, 10), None;
    CaptivePlant "captive_plant" Bool, None;
    CaptiveKwh "captive_kwh" KWH, None;
    GasDirect "gas_direct_supply" Bool, None;
    GasVolume "gas_contract_volume" number(1, 0, 10_000_000_000), None;
    GasDifference "gas_price_difference" number(10_000, -100, 100), None;
    WaterQuotaSet "water_quota_set" Bool, None;
    WaterUsed "water_used" number(1, 0, 1_000_000_000), None;
    WaterQuota "water_quota" number(1, 0, 1_000_000_000), None;
    WaterPrice "water_price" number(10_000, 0, 1_000), None;
    EnergySaved "energy_saved" number(100, 0, 100_000_000), None;
    PlanCompleted "plan_completed" Bool, None;
    CathodeCells "cathode_cells" number(1, 0, 100_000), None;
    ClosedCapacity "closed_capacity" number(1_000, 0, 100_000_000), None;
    LiquidProcessed "liquid_processed" number(1_000, 0, 10_000_000), None;
    StandardPolysilicon "standard_polysilicon" number(1_000, 0, 1_000_000), None;
    SolarInvestment "solar_investment" number(100, 0, 100_000_000_000), None;
    EquipmentGap "equipment_price_gap" number(100, 0, 10_000_000_000), None;
    CementRenovation "cement_renovation_cost" number(100, 0, 10_000_000_000), None;
    BeyondStandard "beyond_standard" number(100, 0, 100_000_000), None;
    CementKwh "cement_kwh" KWH, None;
    CementTonnes "cement_tonnes" number(1_000, 0, 100_000_000), None;
    CementNew "cement_line_new" Bool, None;
    CementFailedKwh "cement_failed_kwh" KWH, None;
    OverQuotaKwh "over_quota_kwh" KWH, None;
    OverQuotaDouble "over_quota_double" Bool, None;
    AluminiumPlanMissed "aluminium_plan_missed" Bool, None;
    AluminiumNormMissed "aluminium_norm_missed" Bool, None;
    MissedPlan "missed_plan" Choice(&["none", "ferro_merger_xining", "ferro_merger_minhe", "ferro_merger", "ferro_silicon", "ferro_chrome", "cement_merger", "cement_heat", "solar_merger", "aluminium_merger", "aluminium_processing", "aluminium_cathode"]), None;
    PurchasedPrice "purchased_power_price" number(1_000_000, 0, 10), None;
    PlantKind "plant_kind" Choice(&["small_kiln", "jt_kiln", "cement_unimproved", "cement_failed_twice", "composite_cement", "ferro_unrenovated", "ferro_failing", "aluminium_dc", "polysilicon"]), Some(Group::Plant);
    PlantCapacity "plant_capacity" number(1_000, 0, 100_000_000), Some(Group::Plant);
    PlantDaily "plant_daily" number(1, 0, 100_000), Some(Group::Plant);
    PlantIntensity "plant_intensity" number(10, 0, 100_000), Some(Group::Plant);
    TechnicalKind "technical_kind" Choice(&["alumina", "fluoride_salt", "anode", "aluminium_water", "fluoride", "high_value", "ferro_dust", "carbide_dust", "steel_dust", "steel_sulphur", "steel_water", "slag_use", "polysilicon_water", "cell_water"]), Some(Group::TechnicalItem);
    TechnicalValue "technical_value" number(1_000, 0, 1_000_000), Some(Group::TechnicalItem);
    AluminiumProcessed "aluminium_processed" number(1_000, 0, 10_000_000), None;
    Polysilicon "polysilicon_output" number(1_000, 0, 1_000_000), None;
    PolysiliconUsed "polysilicon_used_here" number(1_000, 0, 1_000_000), None;
    CementClass "cement_class" Choice(&["class_one", "class_two", "class_three", "failed"]), None;
    AluminiumPassed "aluminium_passed" Bool, None;
    Inspected "inspected" Bool, None;
    InspectionAnnounced "inspection_announced" Bool, None;
    NoticeDays "notice_days" number(1, 0, 365), None;
    ObjectionDays "objection_days" number(1, 0, 3650), None;
    ExtensionAsked "extension_asked_days" number(1, 0, 3650), None;
    ExtensionMonths "extension_months" number(1, 0, 120), None;
    RetestDays "retest_days" number(1, 0, 3650), None;
    SupervisionFee "supervision_fee" BILLION, None;
    RetestResult "retest_result" Choice(&["none", "pending", "upheld", "rejected"]), None;
    RetestFee "retest_fee" BILLION, None;
    RetestDate "retest_date" Date, None;
    OverEmission "over_emission" Bool, None;
    UsesToxic "uses_toxic" Bool, None;
    AuditCost "audit_cost" BILLION, None;
    EmissionFine "emission_fine_upper" BILLION, None;
    PermitIndustry "permit_industry" Choice(&["power", "key", "other"]), None;
    PermitHeld "discharge_permit_held" Bool, None;
    LiabilityIndustry "liability_industry" Choice(&["none", "mining", "smelting", "chemicals", "risk"]), None;
    LiabilityInsured "liability_insured" Bool, None;
    LiabilityPremium "liability_premium" BILLION, None;
    RightsNeeded "discharge_rights_needed" number(1_000, 0, 100_000_000), None;
    CarbonShort "carbon_short" number(1_000, 0, 1_000_000_000), None;
    IrregularDiscount "irregular_discount" number(1_000_000, 0, 10), None;
    PetrolStation "petrol_station" Choice(&["none", "single_tanks", "double_tanks"]), None;
    CaptiveCapacity "captive_capacity" number(1, 0, 100_000_000), None;
    BoilerSteam "boiler_steam" number(10, 0, 10_000), None;
    DischargeCard "discharge_card" Choice(&["none", "yellow", "red"]), None;
    EnergyTargetFailed "energy_target_failed" Bool, None;
    YellowVehicles "yellow_vehicles" number(1, 0, 100_000), None;
    SpecialSite "special_site" Choice(&["none", "industrial_park", "farm_in_closed_zone"]), None;
    PowerCoalRole "power_coal_role" Choice(&["none", "mine", "haulier"]), None;
    WinterCoal "winter_coal" number(1_000, 0, 100_000_000), None;
    CoalTruckLoad "coal_truck_load" number(1_000, 0, 1_000), None;
    Income "taxable_income" number(100, -100_000_000_000, 100_000_000_000), None;
    Research "rd_expense" number(100, 0, 10_000_000_000), None;
    Equipment "equipment_investment" number(100, 0, 100_000_000_000), None;
    CreditYear "credit_year" number(1, 2000, 2026), Some(Group::Credit);
    CreditUnused "credit_unused" number(100, 0, 10_000_000_000), Some(Group::Credit);
    Raised "financing_raised" number(100, 0, 1_000_000_000_000), None;
    RaisedOn "financing_date" Date, None;
    Event "institution_event" Choice(&["founded", "capital_raised", "neither"]), None;
    EventDate "institution_event_date" Date, None;
    Approved "institution_approved" Bool, None;
    Capital "registered_capital" MONEY, None;
    NewCapital "new_capital" MONEY, None;
    VolumeBefore "institution_volume_before" MONEY, None;
    Volume "institution_volume" MONEY, None;
    ReviewDate "institution_review_date" Date, None;
    BankLoansTwoYears "bank_loans_two_years_before" MONEY, None;
    BankLoansBefore "bank_loans_before" MONEY, None;
    BankLoans "bank_loans" MONEY, None;
    SmallGrowthBefore "bank_small_growth_before" GROWTH, None;
    SmallGrowth "bank_small_growth" GROWTH, None;
    BankRank "bank_small_rank" number(1, 1, 1000), None;
    SmallNew "bank_small_new" MONEY, None;
    SmallBad "bank_small_bad" MONEY, None;
    InsurerInvested "insurer_invested" MONEY, None;
    InsurerLowRate "insurer_low_rate" Bool, None;
    InsurerRank "insurer_rank" number(1, 1, 1000), None;
    GuaranteeSmall "guarantee_for_small" Bool, Some(Group::Guarantee);
    GuaranteeAmount "guarantee_amount" TEN_BILLION, Some(Group::Guarantee);
    GuaranteeFee "guarantee_yearly_fee" FEE, Some(Group::Guarantee);
    GuaranteeTerm "guarantee_term" Choice(TERMS), Some(Group::Guarantee);
    GuaranteeDate "guarantee_date" Date, Some(Group::Guarantee);
    Builds "builds" Bool, None;
    OwnRate "own_rate" percentage(0, 100), None;
    KeyEnterprise "key_enterprise" Bool, None;
    IntermediaryCost "intermediary_cost" BILLION, Some(Group::Intermediary);
    DiscountCost "discount_cost" BILLION, Some(Group::Discount);
    DiscountDate "discount_date" Date, Some(Group::Discount);
    DiscountHere "discount_in_province" Bool, Some(Group::Discount);
    LoanUse "loan_use" Choice(LOANS), Some(Group::Loan);
    LoanDrawn "loan_drawn" Date, Some(Group::Loan);
    LoanDue "loan_due" Date, Some(Group::Loan);
    LoanInterest "loan_interest" TEN_BILLION, Some(Group::Loan);
    PriorityLine "sme_priority_line" Bool, None;
    GrantDate "working_capital_grant_date" Date, None;
    ContractSum "contract_settlement" HUNDRED_BILLION, Some(Group::Contract);
    ContractShare "contract_share_before" percentage(0, 20), Some(Group::Contract);
    ContractDate "contract_settled" Date, Some(Group::Contract);
    Warranty "contract_warranty" number(1, 0, 120), Some(Group::Contract);
    DepositAmount "deposit_amount" TEN_BILLION, Some(Group::Deposit);
    DepositMonths "deposit_months" number(1, 0, 120), Some(Group::Deposit);
    DepositFee "deposit_fee" BILLION, Some(Group::Deposit);
    DepositDate "deposit_date" Date, Some(Group::Deposit);
    MergerStage "merger_stage" Choice(&["none", "under_way", "completed"]), None;
    MergedOn "merger_completed_on" Date, None;
    SolarInitial "solar_initial_investment" HUNDRED_BILLION, None;
    SolarHere "solar_bought_here" HUNDRED_BILLION, None;
    SolarDate "solar_built_on" Date, None;
    ListingKind "listing_kind" Choice(&["none", "first_listing", "refinancing"]), None;
    ListingRaised "listing_raised" MONEY, None;
    ListingHere "listing_invested_here" MONEY, None;
    ListingDate "listing_date" Date, None;
    ConsultingFee "consulting_fee" TEN_BILLION, None;
    ManyBills "takes_many_bills" Bool, None;
    BillsReceived "bills_received" HUNDRED_BILLION, None;
    BillsPaid "bills_to_utilities" HUNDRED_BILLION, None;
    BillsDays "bills_days" number(1, 0, 365), None;
    CardTurnover "card_turnover" HUNDRED_BILLION, None;
    CardRateBefore "card_rate_before" CARD, None;
    CardRate "card_rate" CARD, None;
    BranchProfits "branch_profits" HUNDRED_BILLION, None;
    BranchLosses "branch_losses" HUNDRED_BILLION, None;
    BridgeBy "bridge_by" Choice(&["fund", "renewal"]), Some(Group::Bridge);
    BridgeAmount "bridge_amount" TEN_BILLION, Some(Group::Bridge);
    BridgeRate "bridge_rate" percentage(0, 100), Some(Group::Bridge);
    BridgeFrom "bridge_from" Date, Some(Group::Bridge);
    BridgeTo "bridge_to" Date, Some(Group::Bridge);
    ArrearAmount "arrear_amount" HUNDRED_BILLION, Some(Group::Arrear);
    ArrearDate "arrear_paid" Date, Some(Group::Arrear);
    ArrearDays "arrear_days" number(1, 0, 10_000), Some(Group::Arrear);
    ResultIncome "public_result_income" TEN_BILLION, None;
    LoanSigned "loan_signed" Date, Some(Group::Loan);
    LoanPrincipal "loan_principal" HUNDRED_BILLION, Some(Group::Loan);
    LoanRateBefore "loan_rate_before" percentage(0, 100), Some(Group::Loan);
    LoanRate "loan_rate" percentage(0, 100), Some(Group::Loan);
    GuaranteeByYear "guarantee_by_year" Bool, None;
    GuaranteeYears "guarantee_years" number(1, 1, 30), None;
    GuaranteeStart "guarantee_start" Date, None;
    BuildsTelecom "builds_telecom" Bool, None;
    TelecomFees "telecom_access_fees" TEN_BILLION, None;
    LogisticsPilot "logistics_pilot" Bool, None;
    StartupOrigin "startup_origin" Choice(&["student", "graduate", "seconded", "other"]), None;
    StudyYears "startup_study_years" number(1, 0, 20), None;
    GraduateYears "startup_graduate_years" number(1, 0, 80), None;
    LeaveYears "startup_leave_years" number(1, 0, 80), None;
    FarmOperator "farm_operator" Choice(&["none", "new_operator", "new_service", "struggling_service"]), None;
    Preparation "project_preparation" TEN_BILLION, None;
    Headquarters "headquarters" Bool, None;
    BulkShare "cement_bulk_share" percentage(0, 100), None;
    WasteShare "cement_waste_share" percentage(0, 100), None;
}

/// One enterprise: each fact as the engine would be given it, or nothing.
#[derive(Clone, Debug)]
pub(crate) struct Enterprise {
    cells: Vec<[Option<i128>; ROWS]>,
    rows: [Option<usize>; GROUPS.len()],
}

impl Enterprise {
    pub(crate) fn blank() -> Enterprise {
        Enterprise {
            cells: vec![[None; ROWS]; FACTS.len()],
            rows: [None; GROUPS.len()],
        }
    }

    pub(crate) fn cell(&self, fact: Fact, row: usize) -> Option<i128> {
        self.cells[fact as usize][row]
    }

    pub(crate) fn set(&mut self, fact: Fact, row: usize, cell: Option<i128>) {
        self.cells[fact as usize][row] = cell;
    }

    pub(crate) fn rows(&self, group: Group) -> Option<usize> {
        self.rows[group as usize]
    }

    pub(crate) fn set_rows(&mut self, group: Group, rows: Option<usize>) {
        self.rows[group as usize] = rows;
    }

    pub(crate) fn number_in(&self, fact: Fact, row: usize) -> Num {
        let Kind::Number { den, .. } = FACTS[fact as usize].kind else {
            panic!("{fact:?} is no number");
        };
        let cell = self.cell(fact, row).ok_or(Gap::Missing)?;
        Ok(Ratio::new(cell, den))
    }

    pub(crate) fn number(&self, fact: Fact) -> Num {
        self.number_in(fact, 0)
    }

    pub(crate) fn yes_in(&self, fact: Fact, row: usize) -> Truth {
        assert_eq!(FACTS[fact as usize].kind, Bool);
        Ok(self.cell(fact, row).ok_or(Gap::Missing)? == 1)
    }

    pub(crate) fn yes(&self, fact: Fact) -> Truth {
        self.yes_in(fact, 0)
    }

    pub(crate) fn option_in(&self, fact: Fact, row: usize) -> Result<&'static str, Gap> {
        let Choice(options) = FACTS[fact as usize].kind else {
            panic!("{fact:?} is no choice");
        };
        let cell = self.cell(fact, row).ok_or(Gap::Missing)?;
        Ok(options[usize::try_from(cell).unwrap()])
    }

    pub(crate) fn option(&self, fact: Fact) -> Result<&'static str, Gap> {
        self.option_in(fact, 0)
    }

    pub(crate) fn is(&self, fact: Fact, option: &str) -> Truth {
        Ok(self.option(fact)? == option)
    }

    pub(crate) fn day_in(&self, fact: Fact, row: usize) -> Result<Day, Gap> {
        assert_eq!(FACTS[fact as usize].kind, Date);
        let cell = self.cell(fact, row).ok_or(Gap::Missing)?;
        Ok(day(i32::try_from(cell).unwrap()))
    }

    /// Every fact stated, one a line.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        for spec in FACTS {
            let rows = match spec.group {
                None => 1,
                Some(group) => self.rows(group).unwrap_or(0),
            };
            for row in 0..rows {
                let name = match spec.group {
                    None => spec.id.to_owned(),
                    Some(group) => format!("{}{}.{}", GROUPS[group as usize].1, row + 1, spec.id),
                };
                let value = match (self.cell(spec.fact, row), spec.kind) {
                    (None, _) => continue,
                    (Some(cell), Kind::Number { den, .. }) => {
                        #[expect(clippy::cast_precision_loss, reason = "only to be read")]
                        let shown = cell as f64 / den as f64;
                        format!("{shown} ({cell}/{den})")
                    }
                    (Some(cell), Bool) => (cell == 1).to_string(),
                    (Some(cell), Choice(options)) => {
                        options[usize::try_from(cell).unwrap()].to_owned()
                    }
                    (Some(cell), Date) => day(i32::try_from(cell).unwrap()).to_string(),
                };
                _ = writeln!(out, "  {name} = {value}");
            }
        }
        for &(group, id) in GROUPS {
            match self.rows(group) {
                None => _ = writeln!(out, "  {id}: rows not stated"),
                Some(0) => {}
                Some(rows) => _ = writeln!(out, "  {id}: {rows} rows"),
            }
        }
        out
    }
}
