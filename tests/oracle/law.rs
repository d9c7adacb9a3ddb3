//! The figures of the law, typed in from the documents and the national rules, each from its first
//! day on. Nothing here was read from the rulebook.

use super::calendar::Day;
use super::number::{Gap, Num, Ratio};

const fn d(text: &str) -> Ratio {
    Ratio::read(text)
}

const fn p(text: &str) -> Ratio {
    Ratio::percent(text)
}

/// The figure of a day; before the first the law is undetermined.
pub(crate) fn at<T: Copy>(history: &[(Day, T)], day: Day) -> Result<T, Gap> {
    let begun = history.iter().rev().find(|(from, _)| *from <= day);
    begun.map(|(_, figure)| *figure).ok_or(Gap::NotCovered)
}

/// Average yearly wage in the province, of the year named.
const AVERAGE_WAGE: [(i32, Ratio); 8] = [
    (2010, d("37182")),
    (2011, d("42493")),
    (2012, d("46827")),
    (2013, d("52105")),
    (2014, d("57804")),
    (2015, d("61868")),
    (2016, d("67451")),
    (2017, d("76535")),
];

/// A share of a twelfth of the average wage of the year before `year`, to the fen.
pub(crate) fn of_average_wage(year: i32, share: Ratio) -> Num {
    let known = AVERAGE_WAGE.iter().find(|(of, _)| *of == year - 1);
    let (_, wage) = known.ok_or(Gap::NotCovered)?;
    Ok(wage.times(share).times(Ratio::new(1, 12)).rounded(2))
}

pub(crate) const BASE_FLOOR: Ratio = p("60");
pub(crate) const BASE_CAP: Ratio = p("300");

/// Days before everything the calculator covers.
const ALWAYS: Day = 20_000_101;

pub(crate) const PENSION: &[(Day, Ratio)] = &[(ALWAYS, p("20")), (2019_05_01, p("16"))];

pub(crate) const UNEMPLOYMENT: &[(Day, Ratio)] = &[
    (ALWAYS, p("2")),
    (2015_03_01, p("1.5")),
    (2016_05_01, p("0.5")),
];

pub(crate) const MATERNITY: &[(Day, Ratio)] = &[(2015_10_01, p("0.5")), (2016_05_01, p("0.4"))];

/// Injury classes 1 to 8.
pub(crate) const INJURY: &[(Day, [Ratio; 8])] = &[(
    2015_10_01,
    [
        p("0.2"),
        p("0.4"),
        p("0.7"),
        p("0.9"),
        p("1.1"),
        p("1.3"),
        p("1.6"),
        p("1.9"),
    ],
)];

pub(crate) const INJURY_AVERAGE: &[(Day, Ratio)] =
    &[(2015_10_01, p("0.79")), (2016_05_01, p("0.64"))];

/// Monthly and hourly floors in the three kinds of prefecture.
pub(crate) const MINIMUM_WAGE: &[(Day, [(Ratio, Ratio); 3])] = &[
    (
        2012_12_01,
        [
            (d("1050"), d("10.6")),
            (d("1060"), d("10.7")),
            (d("1070"), d("10.8")),
        ],
    ),
    (
        2014_05_01,
        [
            (d("1250"), d("12.7")),
            (d("1260"), d("12.8")),
            (d("1270"), d("12.9")),
        ],
    ),
    (2017_05_01, [(d("1500"), d("15.2")); 3]),
    (2020_01_01, [(d("1700"), d("15.2")); 3]),
    (2023_02_01, [(d("1880"), d("18")); 3]),
];

/// Which kind a prefecture is.
pub(crate) fn wage_region(region: &str) -> usize {
    match region {
        "xining" | "haidong" => 0,
        "hainan" | "haibei" | "huangnan" => 1,
        "haixi" | "guoluo" | "yushu" => 2,
        other => panic!("{other}"),
    }
}

/// First day on which an enterprise chooses its housing-fund rate: 42, confirmed by 43.
pub(crate) const HOUSING_CHOICE: Day = 2017_07_05;
/// First day on which employees may lower theirs: 43.
pub(crate) const HOUSING_EMPLOYEE: Day = 2017_07_21;
pub(crate) const EMPLOYEE_LEAST: Ratio = p("5");
pub(crate) const EMPLOYEE_CUT: Ratio = p("2");

pub(crate) const LATE_FEE: &[(Day, Ratio)] = &[(2011_07_01, p("0.05"))];
pub(crate) const DEFERRAL: Day = 2011_12_07;

/// First settlement of the job-retention subsidy.
pub(crate) const STABILISATION: Day = 2014_11_06;
pub(crate) const STABILISATION_DIFFICULTY: Day = 2017_07_05;
pub(crate) const STABILISATION_ALL: Day = 2017_07_21;
pub(crate) const STABILISATION_SHARE: Ratio = p("50");
/// Shares of large and of other enterprises by year.
pub(crate) const REFUND: [(i32, Ratio, Ratio); 5] = [
    (2021, p("30"), p("60")),
    (2022, p("50"), p("90")),
    (2023, p("30"), p("60")),
    (2024, p("30"), p("60")),
    (2025, p("30"), p("60")),
];
pub(crate) const REFUND_LAYOFFS: Ratio = p("5.5");
pub(crate) const REFUND_LAYOFFS_SMALL: Ratio = p("20");
pub(crate) const REFUND_SMALL_HEADS: Ratio = d("30");

/// Tiers of aluminium to 2021, from the AC consumption in kWh/t.
pub(crate) const ALUMINIUM_TIERS: Day = 2014_01_01;
pub(crate) const ALUMINIUM_STEPS: Day = 2022_01_01;
pub(crate) const TIER_ONE: Ratio = d("13700");
pub(crate) const TIER_TWO: Ratio = d("13800");
pub(crate) const TIER_TWO_PRICE: Ratio = d("0.02");
pub(crate) const TIER_THREE_PRICE: Ratio = d("0.08");
pub(crate) const STEP_BASE: &[(Day, Ratio)] = &[
    (2022_01_01, d("13650")),
    (2023_01_01, d("13450")),
    (2025_01_01, d("13300")),
];
pub(crate) const STEP: Ratio = d("20");
pub(crate) const STEP_PRICE: Ratio = d("0.01");

/// Surcharges on restricted plant and on plant to be eliminated.
pub(crate) const DIFFERENTIAL: &[(Day, [Ratio; 2])] = &[(ALWAYS, [d("0.10"), d("0.30")])];
pub(crate) const DIFFERENTIAL_CEMENT: &[(Day, [Ratio; 2])] = &[
    (ALWAYS, [d("0.10"), d("0.30")]),
    (2014_07_01, [d("0.10"), d("0.40")]),
];
pub(crate) const DIFFERENTIAL_STEEL: &[(Day, [Ratio; 2])] = &[
    (ALWAYS, [d("0.10"), d("0.30")]),
    (2017_01_01, [d("0.10"), d("0.50")]),
];

pub(crate) const FERROALLOY: Day = 2014_01_01;
pub(crate) const PUNITIVE_DOUBLE: Ratio = d("0.30");

pub(crate) const FUND_CUT: Day = 2017_07_01;
/// The water fund falls from 0.4 to 0.3 fen, the resettlement fund from 0.19 to 0.1425.
pub(crate) const FUND_RELIEF: Ratio = d("0.001475");

pub(crate) const DIRECT_TRADING: Day = 2017_07_05;
pub(crate) const DIRECT_TRADING_ALUMINIUM: Ratio = d("13700");

pub(crate) const SUPERVISION: Day = 2014_04_01;

pub(crate) const FINANCING: (Day, Day) = (2011_12_01, 2012_03_31);
pub(crate) const FINANCING_ENTERPRISE: Ratio = p("0.5");
pub(crate) const FINANCING_STAFF: Ratio = p("0.3");
pub(crate) const FINANCING_HELPERS: Ratio = p("0.2");

/// Shares of the registered capital of a new guarantee or small-loan company, and of new capital.
pub(crate) const FOUNDING_SHARE: Ratio = p("0.5");
pub(crate) const INCREASE_SHARE: Ratio = p("5");

pub(crate) const TAX: Ratio = p("25");
pub(crate) const TAX_PREFERENTIAL: Ratio = p("15");
pub(crate) const WESTERN_SHARE: &[(Day, Ratio)] = &[(ALWAYS, p("70")), (2021_01_01, p("60"))];

/// To 2018: half of the income counts up to the first figure, all of it up to the second.
pub(crate) const SMALL_PROFIT: &[(Day, (Ratio, Ratio))] = &[
    (ALWAYS, (d("30000"), d("300000"))),
    (2012_01_01, (d("60000"), d("300000"))),
    (2014_01_01, (d("100000"), d("300000"))),
    (2015_01_01, (d("200000"), d("300000"))),
    (2015_10_01, (d("300000"), d("300000"))),
    (2017_01_01, (d("500000"), d("500000"))),
    (2018_01_01, (d("1000000"), d("1000000"))),
];
/// From 2019: shares of the income up to 1 000 000 and from there to 3 000 000 that count.
pub(crate) const SMALL_PROFIT_BANDS: &[(Day, [Ratio; 2])] = &[
    (2019_01_01, [p("25"), p("50")]),
    (2021_01_01, [p("12.5"), p("50")]),
    (2022_01_01, [p("12.5"), p("25")]),
    (2023_01_01, [p("25"), p("25")]),
];
pub(crate) const SMALL_PROFIT_BAND: Ratio = d("1000000");
pub(crate) const SMALL_PROFIT_LIMIT: Ratio = d("3000000");
pub(crate) const SMALL_PROFIT_RATE: Ratio = p("20");

pub(crate) const RD_SUBSIDY: Day = 2017_07_05;
pub(crate) const RD_SUBSIDY_SHARE: Ratio = p("10");
pub(crate) const RD_SUBSIDY_CAP: Ratio = d("2000000");

pub(crate) const EQUIPMENT_SHARE: Ratio = p("10");
