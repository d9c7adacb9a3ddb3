//! The amounts of `rules.toml` as a person would write them in Rust: one loop, exact `i64`, every
//! constant known to the compiler. Money is in 分 (1/100 元), rates in 1/10 000.

use super::population::Population;

/// Names of the amounts in the order of [`sums`].
pub(crate) const AMOUNTS: [&str; 21] = [
    "wages",
    "pension",
    "medical",
    "unemployment",
    "injury",
    "maternity",
    "housing",
    "top_up",
    "environment",
    "electricity",
    "fund_saved",
    "bands",
    "tier_surcharge",
    "differential",
    "deduction",
    "taxable",
    "tax_before_credit",
    "credit",
    "income_tax",
    "research_subsidy",
    "stabilisation",
];

/// `a ÷ DIVISOR`, a half upward; `a` is not negative.
#[inline(always)]
fn rounded<const DIVISOR: i64>(a: i64) -> i64 {
    a.wrapping_add(DIVISOR / 2) / DIVISOR
}

/// Sum of each amount over all enterprises, in 分.
pub(crate) fn sums(p: &Population) -> [i64; 21] {
    let mut sums = [0i64; 21];
    for row in 0..p.rows {
        let amounts = amounts(p, row);
        for (sum, amount) in sums.iter_mut().zip(amounts) {
            *sum = sum.wrapping_add(amount);
        }
    }
    sums
}

#[inline(always)]
fn amounts(p: &Population, row: usize) -> [i64; 21] {
    let (heads, wage, last_wage) = (
        i64::from(p.heads[row]),
        i64::from(p.wage[row]),
        i64::from(p.last_wage[row]),
    );
    // 60% and 300% of 6293.58
    let base = last_wage.clamp(377_615, 1_888_074);
    let payroll = heads.wrapping_mul(base);
    let injury_rate = [20, 40, 70, 90][usize::from(p.injury_class[row].cast_unsigned() & 3)];
    let housing_base = heads.wrapping_mul(last_wage.min(1_888_050));
    let kwh = p.kwh[row];
    let (electrolysis, aluminium) = (p.electrolysis_kwh[row], i64::from(p.aluminium[row]));
    let surcharge_per_kwh = if electrolysis <= aluminium.wrapping_mul(13_700) {
        0
    } else if electrolysis <= aluminium.wrapping_mul(13_800) {
        2
    } else {
        8
    };
    let bands = kwh
        .min(100_000)
        .wrapping_add(
            (kwh.wrapping_sub(100_000))
                .clamp(0, 9_900_000)
                .wrapping_mul(2),
        )
        .wrapping_add((kwh.wrapping_sub(10_000_000)).max(0).wrapping_mul(3));
    let research = p.research[row];
    let deducted = if p.technology_sme[row] != 0 { 75 } else { 50 };
    let deduction = rounded::<100>(research.wrapping_mul(deducted));
    let taxable = p.income[row].wrapping_sub(deduction).max(0);
    let small = taxable <= 100_000_000 && heads <= 100 && p.assets[row] <= 30_000_000;
    let rate = if small {
        10
    } else if p.high_tech[row] != 0 {
        15
    } else {
        25
    };
    let tax_before_credit = rounded::<100>(taxable.wrapping_mul(rate));
    // The lesser of unrounded numbers is what is rounded; the tax is whole.
    let credit = rounded::<10>(p.equipment[row].min(tax_before_credit.wrapping_mul(10)));
    let subsidized = research.min(5_000_000_000);
    let research_subsidy = if p.high_tech[row] != 0 {
        rounded::<10>(subsidized)
    } else {
        0
    };
    let stabilisation = if p.layoff_rate[row] < p.registered_rate[row] {
        rounded::<2>(p.unemployment_paid[row])
    } else {
        0
    };
    [
        heads.wrapping_mul(wage).wrapping_mul(12),
        rounded::<10>(payroll.wrapping_mul(2)).wrapping_mul(12),
        rounded::<100>(payroll.wrapping_mul(6)).wrapping_mul(12),
        rounded::<200>(payroll).wrapping_mul(12),
        rounded::<10_000>(payroll.wrapping_mul(injury_rate)).wrapping_mul(12),
        rounded::<200>(payroll).wrapping_mul(12),
        rounded::<10_000>(housing_base.wrapping_mul(i64::from(p.housing_rate[row])))
            .wrapping_mul(12),
        heads
            .wrapping_mul(150_000i64.wrapping_sub(wage).max(0))
            .wrapping_mul(12),
        rounded::<10>(i64::from(p.pollution[row]).wrapping_mul(12)).wrapping_mul(12),
        rounded::<100>(kwh.wrapping_mul(i64::from(p.price[row]))),
        rounded::<10>(kwh.wrapping_mul(8)),
        bands,
        electrolysis.wrapping_mul(surcharge_per_kwh),
        if p.restricted[row] != 0 {
            kwh.wrapping_mul(10)
        } else {
            0
        },
        deduction,
        taxable,
        tax_before_credit,
        credit,
        tax_before_credit.wrapping_sub(credit),
        research_subsidy,
        stabilisation,
    ]
}
