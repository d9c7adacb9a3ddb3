//! Numbers for people: exact digits with commas, short figures for headlines. No floats.

use crate::base::{Decimal, Lang, Month, Period, Rational, Rounding};

/// An amount with exactly two places where it has no more, commas, and a true minus sign.
pub fn money(value: Decimal) -> String {
    let padded = match Decimal::parse("0.00").and_then(|zero| value.add(zero)) {
        Some(sum) if sum.places() >= 2 => sum,
        _ => value,
    };
    minus(&padded.grouped())
}

/// The same with its sign always shown; zero has none.
pub fn signed(value: Decimal) -> String {
    let text = money(value);
    if value.is_zero() || text.starts_with('−') {
        text
    } else {
        format!("+{text}")
    }
}

/// Any figure with commas and a true minus sign, no places added.
pub fn plain(value: Decimal) -> String {
    minus(&value.grouped())
}

/// A headline: a few decimals of the unit people speak in, and that unit.
pub fn short(value: Decimal, lang: Lang) -> (String, &'static str) {
    // The larger unit to the smaller one's hundredth, so that close totals differ visibly.
    let steps: &[(u32, u32, &str)] = match lang {
        Lang::Zh => &[(8, 4, "亿元"), (4, 2, "万元")],
        Lang::En => &[(9, 4, "billion yuan"), (6, 2, "million yuan")],
    };
    let one = match lang {
        Lang::Zh => "元",
        Lang::En => "yuan",
    };
    for (exponent, places, unit) in steps {
        if let Some(figure) = in_parts(value, *exponent, *places) {
            return (figure, unit);
        }
    }
    (money(value), one)
}

/// `short` in one piece.
pub fn short_text(value: Decimal, lang: Lang) -> String {
    let (figure, unit) = short(value, lang);
    format!("{figure} {unit}")
}

fn in_parts(value: Decimal, exponent: u32, places: u32) -> Option<String> {
    let size = Rational::new(crate::base::number::power_of_ten(exponent)?, 1)?;
    let value = value.to_rational()?;
    let magnitude = if value < Rational::ZERO {
        value.neg()
    } else {
        value
    };
    if magnitude < size {
        return None;
    }
    let figure = value.div(size)?.rounded(places, Rounding::HalfUp)?;
    Some(minus(&figure.grouped()))
}

/// A value divided for display, e.g. by months or heads, to two places; `None` for zero.
pub fn shared(value: Decimal, among: Rational) -> Option<Decimal> {
    value
        .to_rational()?
        .div(among)?
        .rounded(2, Rounding::HalfUp)
}

/// What a typed large number is in myriads, to help check the zeros: `12.5 亿`.
pub fn echo(value: Decimal, lang: Lang) -> Option<String> {
    let steps: &[(u32, &str)] = match lang {
        Lang::Zh => &[(8, "亿"), (4, "万")],
        Lang::En => &[(9, "billion"), (6, "million")],
    };
    let value = value.to_rational()?;
    for (exponent, unit) in steps {
        let size = Rational::new(crate::base::number::power_of_ten(*exponent)?, 1)?;
        if value >= size {
            let exact = value.div(size)?.to_decimal()?;
            return Some(format!("{} {unit}", trimmed(exact)));
        }
    }
    None
}

/// Commas and no zeros at the end of the places.
pub fn trimmed(value: Decimal) -> String {
    let text = plain(value);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// A period as people write it: 2017年, 2017年5月, 2017年3月至9月.
pub fn period(period: Period, lang: Lang) -> String {
    let (first, last) = (period.first(), period.last());
    let year = first.year();
    match lang {
        Lang::En => period.to_string().replace("..", " to "),
        Lang::Zh if period.len() == 12 => format!("{year}年"),
        Lang::Zh if first == last => format!("{year}年{}月", first.number()),
        Lang::Zh => format!("{year}年{}月至{}月", first.number(), last.number()),
    }
}

/// Months of a stretch, short: 1–4月, 5月.
pub fn months(first: Month, last: Month, lang: Lang) -> String {
    match lang {
        Lang::Zh if first == last => format!("{}月", first.number()),
        Lang::Zh => format!("{}–{}月", first.number(), last.number()),
        Lang::En if first == last => first.to_string(),
        Lang::En => format!("{first} – {last}"),
    }
}

fn minus(text: &str) -> String {
    text.replacen('-', "−", 1)
}
