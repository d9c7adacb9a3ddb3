//! A calculation as the formula of a workbook, with gaps where its cells are named.
//!
//! A gap is `{f3}` for a fact, `{l2}` for a figure of the law (rows of [`Sheet::facts`] and
//! [`Sheet::laws`]), `{a5}` for the value of a line, `{a5.1}` for that of its second part.
//!
//! [`Sheet::facts`]: super::Sheet::facts
//! [`Sheet::laws`]: super::Sheet::laws

use crate::base::{Map, Rational, Rounding};
use crate::check::rulebook::{AmountRounding, FactSlotId, ParameterId};
use crate::explain::working::{Factor, Working};
use crate::program::AmountRef;

/// Where things stand in the workbook, and what a cell's number must be multiplied by to be in base units.
#[derive(Default)]
pub(super) struct Places {
    /// Facts: row and factor.
    pub(super) facts: Map<FactSlotId, (usize, Rational)>,
    /// Figures of the law by number in base units: row and factor.
    pub(super) laws: Vec<((ParameterId, Rational), (usize, Rational))>,
    /// Amounts: line and factor.
    pub(super) amounts: Map<AmountRef, (usize, Rational)>,
}

/// Factors multiplied; empty for none.
pub(super) fn product(places: &Places, factors: &[Factor]) -> String {
    let mut out = String::new();
    if let [one] = factors
        && !one.divides
    {
        return text(places, &one.working, 1);
    }
    for factor in factors {
        let part = text(places, &factor.working, 3);
        match (out.is_empty(), factor.divides) {
            (true, true) => out.push_str("1/"),
            (true, false) => (),
            (false, divides) => out.push(if divides { '/' } else { '*' }),
        }
        out.push_str(&part);
    }
    out
}

/// Binding strengths: 1 sum, 2 product, 3 what nothing can come between.
fn text(places: &Places, working: &Working, needed: u8) -> String {
    let (strength, out) = match working {
        Working::Number(value) => number(*value),
        Working::Fact(slot, value) => match places.facts.get(slot) {
            Some((row, factor)) => scaled(format!("{{f{row}}}"), *factor),
            None => number(*value),
        },
        Working::Law(id, value) => {
            let found = places.laws.iter().find(|(key, _)| *key == (*id, *value));
            match found {
                Some((_, (row, factor))) => scaled(format!("{{l{row}}}"), *factor),
                None => number(*value),
            }
        }
        Working::Amount(of, part, value) => match (places.amounts.get(of), part) {
            // A part stands in base units.
            (Some((line, _)), Some(part)) => (3, format!("{{a{line}.{part}}}")),
            (Some((line, factor)), None) => scaled(format!("{{a{line}}}"), *factor),
            (None, _) => number(*value),
        },
        Working::Negate(a) => (1, format!("-{}", text(places, a, 3))),
        Working::Sum(all) => (1, sum(places, all)),
        Working::Product(all) => {
            let all: Vec<String> = all.iter().map(|one| text(places, one, 2)).collect();
            (2, all.join("*"))
        }
        Working::Quotient(a, b) => {
            let (a, b) = (text(places, a, 2), text(places, b, 3));
            (2, format!("{a}/{b}"))
        }
        Working::Least(all) => (3, call(places, "MIN", all)),
        Working::Greatest(all) => (3, call(places, "MAX", all)),
        Working::Rounded(a, step, mode) => (3, stepped(&text(places, a, 1), *step, *mode)),
    };
    if strength < needed {
        format!("({out})")
    } else {
        out
    }
}

fn sum(places: &Places, all: &[Working]) -> String {
    let mut out = String::new();
    for one in all {
        match one {
            Working::Negate(inner) if !out.is_empty() => {
                out.push('-');
                out.push_str(&text(places, inner, 2));
            }
            _ => {
                if !out.is_empty() {
                    out.push('+');
                }
                out.push_str(&text(places, one, 2));
            }
        }
    }
    if out.is_empty() { "0".to_owned() } else { out }
}

fn call(places: &Places, name: &str, all: &[Working]) -> String {
    let all: Vec<String> = all.iter().map(|one| text(places, one, 1)).collect();
    format!("{name}({})", all.join(","))
}

/// A cell's number in base units.
fn scaled(cell: String, factor: Rational) -> (u8, String) {
    if factor == Rational::ONE {
        (3, cell)
    } else {
        (2, format!("{cell}*{}", number(factor).1))
    }
}

/// A number, as a quotient where its decimals do not end.
fn number(value: Rational) -> (u8, String) {
    match value.to_decimal() {
        Some(decimal) if value < Rational::ZERO => (1, decimal.to_string()),
        Some(decimal) => (3, decimal.to_string()),
        None => (2, format!("{}/{}", value.num(), value.den())),
    }
}

/// Rounded to the declared places of an amount.
pub(super) fn rounded(formula: &str, rounding: AmountRounding) -> String {
    match rounding {
        AmountRounding::Exact => formula.to_owned(),
        AmountRounding::To { den, mode } => match Rational::new(1, den) {
            Some(step) => stepped(formula, step, mode),
            None => formula.to_owned(),
        },
    }
}

/// Rounded to whole steps. Values here are not negative, so that down is toward zero; what is a whole
/// number of steps but for the last bit of the cell's arithmetic counts as one.
fn stepped(formula: &str, step: Rational, mode: Rounding) -> String {
    let places = places_of(step);
    let of = match places {
        Some(_) => formula.to_owned(),
        None => format!("({formula})/({})", number(step).1),
    };
    let digits = places.unwrap_or(0);
    let call = match mode {
        Rounding::HalfUp | Rounding::HalfEven => format!("ROUND({of},{digits})"),
        Rounding::Down => format!("ROUNDDOWN(ROUND({of},9),{digits})"),
        Rounding::Up => format!("ROUNDUP(ROUND({of},9),{digits})"),
    };
    match places {
        Some(_) => call,
        None => format!("{call}*({})", number(step).1),
    }
}

/// The decimal places of a step that is a power of ten.
fn places_of(step: Rational) -> Option<u32> {
    (0..=9).find(|places| {
        let ten = crate::base::number::power_of_ten(*places);
        ten.and_then(|ten| Rational::new(1, ten)) == Some(step)
    })
}
