//! Numbers as people write them: `1,234.50`, `12.5万元`, `1.2亿kWh`, `7%`, full-width digits.

use super::problem::FactProblemKind;
use crate::base::{Decimal, Measure, Rational};

/// What Chinese calls units that rulebooks write otherwise; longer names first.
const OTHER_NAMES: [(&str, &str); 17] = [
    ("吨标准煤", "tce"),
    ("吨标煤", "tce"),
    ("千克标准煤", "kgce"),
    ("公斤标准煤", "kgce"),
    ("千瓦时", "kWh"),
    ("千伏安", "kVA"),
    ("兆瓦", "MWp"),
    ("吉焦", "GJ"),
    ("平方米", "m2"),
    ("立方米", "m3"),
    ("公里", "km"),
    ("千克", "kg"),
    ("公斤", "kg"),
    ("个月", "月"),
    ("圆", "元"),
    ("吨", "t"),
    ("度", "kWh"),
];

/// The characters of scale and their power of ten.
const SCALES: [(char, i64); 4] = [
    ('百', 100),
    ('千', 1000),
    ('万', 10_000),
    ('亿', 100_000_000),
];

/// A number in the fact's written unit.
///
/// # Errors
///
/// - [`FactProblemKind::NotANumber`] for words, exponents, misplaced separators
/// - [`FactProblemKind::WrongUnit`] when the unit written is not the fact's, nor its part before `/`
/// - [`FactProblemKind::TooLong`] for more digits than can be kept
pub(super) fn parse(text: &str, measure: &Measure) -> Result<Rational, FactProblemKind> {
    let plain = half_width(text);
    let not = || FactProblemKind::not_a_number(text);
    let end = plain
        .find(|c: char| !matches!(c, '0'..='9' | '.' | ',' | '-' | '+' | '−'))
        .unwrap_or(plain.len());
    let (digits, unit) = plain.split_at(end);
    // An exponent is not a unit.
    if unit.starts_with(['e', 'E'])
        && unit
            .chars()
            .nth(1)
            .is_some_and(|c| "+-0123456789".contains(c))
    {
        return Err(not());
    }
    let number = ungrouped(digits).ok_or_else(not)?;
    let long = || FactProblemKind::TooLong;
    let number = match Decimal::parse(&number) {
        Some(decimal) => decimal.to_rational().ok_or_else(long)?,
        None if is_plain(&number) => return Err(long()),
        None => return Err(not()),
    };
    let factor = factor(unit, measure).ok_or_else(|| FactProblemKind::WrongUnit {
        written: unit.to_owned(),
        expected: measure.text.clone(),
    })?;
    number.mul(factor).ok_or_else(long)
}

/// ASCII forms of full-width characters, without spaces.
pub(super) fn half_width(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars().filter(|char| !char.is_whitespace()) {
        match char {
            '\u{ff01}'..='\u{ff5e}' => {
                out.extend(char::from_u32(u32::from(char) - 0xff01 + 0x21));
            }
            '㎡' => out.push_str("m2"),
            '²' => out.push('2'),
            '³' => out.push('3'),
            other => out.push(other),
        }
    }
    out
}

/// Without the commas between thousands; `None` if they stand elsewhere.
fn ungrouped(digits: &str) -> Option<String> {
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    if fraction.is_some_and(|fraction| fraction.contains(',')) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let lead = first.trim_start_matches(['-', '+', '−']);
    let groups: Vec<&str> = groups.collect();
    let in_threes = groups.iter().all(|group| group.len() == 3);
    if !groups.is_empty() && (!in_threes || lead.is_empty() || lead.len() > 3) {
        return None;
    }
    let whole = std::iter::once(first).chain(groups).collect::<String>();
    Some(match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    })
}

fn is_plain(number: &str) -> bool {
    let body = number.strip_prefix(['-', '+', '−']).unwrap_or(number);
    let (whole, fraction) = body.split_once('.').unwrap_or((body, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(fraction)
}

/// How many of the fact's written unit one of the written scale and unit is.
fn factor(written: &str, measure: &Measure) -> Option<Rational> {
    let mut scale = Rational::ONE;
    let mut rest = written;
    let mut best = of_unit(rest, measure);
    // 万 may be a scale (万元) and 千 the start of a unit (千瓦时): the longest scale that leaves a unit.
    for _ in 0..2 {
        let Some(first) = rest.chars().next() else {
            break;
        };
        let Some((_, times)) = SCALES.iter().find(|(char, _)| *char == first) else {
            break;
        };
        scale = scale.mul(Rational::whole(*times))?;
        rest = rest.get(first.len_utf8()..)?;
        if let Some(unit) = of_unit(rest, measure) {
            best = scale.mul(unit);
        }
    }
    best
}

/// How many of the fact's written unit one of a unit is: the whole of it, its part before `/`, or none.
fn of_unit(unit: &str, measure: &Measure) -> Option<Rational> {
    if unit.is_empty() {
        return Some(Rational::ONE);
    }
    let mut named = unit.to_owned();
    for (name, base) in OTHER_NAMES {
        named = named.replace(name, base);
    }
    let written = Measure::parse(&named).ok()?;
    let before = measure.text.split('/').next().unwrap_or("");
    let over = Measure::parse(before).ok()?;
    if written.unit == measure.unit {
        written.factor.div(measure.factor)
    } else if written.unit == over.unit && !over.unit.is_none() {
        written.factor.div(over.factor)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, unit: &str, expected: &str) {
        let number = parse(text, &Measure::parse(unit).unwrap());
        assert_eq!(
            number,
            Ok(Rational::parse(expected).unwrap()),
            "{text} {unit}"
        );
    }

    #[track_caller]
    fn refuses(text: &str, unit: &str) -> FactProblemKind {
        parse(text, &Measure::parse(unit).unwrap()).expect_err(text)
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        reads("1,234.50", "元", "1234.5");
        reads("12.5万元", "元", "125000");
        reads("12.5 万", "元/年", "125000");
        reads("1.2亿kWh", "kWh/年", "120000000");
        reads("1.2亿千瓦时", "kWh/年", "120000000");
        reads("300万度", "kWh/年", "3000000");
        reads("3千万元", "元", "30000000");
        reads("1万亿元", "元", "1000000000000");
        reads("7%", "%", "7");
        reads("7", "%", "7");
        reads("7%", "", "0.07");
        reads("５，２００．５０元", "元/人/月", "5200.5");
        reads("5200元/人/月", "元/人/月", "5200");
        reads("2500kg", "t/年", "2.5");
        reads("2.5吨", "t/年", "2.5");
        reads("320kgce/t", "kgce/t", "320");
        reads("0.32tce/t", "kgce/t", "320");
        reads("600㎡", "m2", "600");
        reads("−3.5", "元", "-3.5");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", "七百", "1e400", "1e5", "12,5", "1,23", "1234,567", "1.2.3", "--3", "0x10", ".5",
            "5.", "nan", "inf", "元", "1.000,5",
        ] {
            let problem = refuses(text, "元");
            let expected = matches!(
                problem,
                FactProblemKind::NotANumber { .. } | FactProblemKind::WrongUnit { .. }
            );
            assert!(expected, "{text}: {problem:?}");
        }
        assert_eq!(refuses(&"9".repeat(40), "元"), FactProblemKind::TooLong);
    }

    #[test]
    fn another_unit_is_refused() {
        for (text, unit) in [
            ("5元", "kWh/年"),
            ("5元/月", "元/年"),
            ("5t", "元"),
            ("5万万万", "元"),
        ] {
            let problem = refuses(text, unit);
            assert!(
                matches!(problem, FactProblemKind::WrongUnit { .. }),
                "{text} {unit}"
            );
        }
    }
}
