//! Values as people read them: exact where the decimal ends, marked where it does not.

use crate::base::{Date, Decimal, Measure, Rational, Rounding, Text};
use crate::check::history::Law;
use crate::check::rulebook::{Amount, AmountRounding, Parameter, Rulebook, Shape};
use crate::program::{Cell, Num};

/// The exact number of a cell, in base units.
pub fn rational(cell: Cell, den: i128) -> Option<Rational> {
    Rational::new(cell.get()?, den)
}

/// A number of base units in a written unit, exact: `1,234.50`, or `≈ 0.333333` where the decimal
/// does not end.
pub fn in_unit(value: Rational, measure: &Measure) -> String {
    let Some(written) = value.div(measure.factor) else {
        return value.to_string();
    };
    match written.to_decimal() {
        Some(decimal) if decimal.places() <= 12 => decimal.grouped(),
        _ => match written.rounded(6, Rounding::HalfUp) {
            Some(decimal) => format!("≈ {}", decimal.grouped()),
            None => written.to_string(),
        },
    }
}

/// The same with its unit: `1,234.50 元`, `0.5%`.
pub fn with_unit(value: Rational, measure: &Measure) -> String {
    joined(&in_unit(value, measure), measure)
}

/// The decimal of an amount in its written unit, with the places its rounding declares.
pub fn amount_decimal(cell: Cell, number: Num, amount: &Amount) -> Option<Decimal> {
    let measure = &amount.measure;
    let value = rational(cell, number.den)?.div(measure.factor)?;
    let exact = value
        .to_decimal()
        .or_else(|| value.rounded(6, Rounding::HalfUp))?;
    // Money shows its 分 even when it is rounded to whole 元.
    let money = if measure.text == "元" { 2 } else { 0 };
    let places = declared_places(amount).max(money);
    if exact.places() < places {
        value.rounded(places, Rounding::HalfUp)
    } else {
        Some(exact)
    }
}

/// A value of an amount with a unit, with the places its rounding declares.
pub fn amount_text(value: Rational, amount: &Amount, measure: &Measure) -> String {
    let places = declared_places(amount);
    let written = value.div(measure.factor);
    let padded = written
        .filter(|written| written.to_decimal().is_some_and(|d| d.places() < places))
        .and_then(|written| written.rounded(places, Rounding::HalfUp));
    padded.map_or_else(
        || with_unit(value, measure),
        |decimal| joined(&decimal.grouped(), measure),
    )
}

/// The decimal places of the step an amount is rounded to, in its written unit.
fn declared_places(amount: &Amount) -> u32 {
    let AmountRounding::To { den, .. } = amount.rounding else {
        return 0;
    };
    Rational::new(1, den)
        .and_then(|step| step.div(amount.measure.factor)?.to_decimal())
        .map_or(0, Decimal::places)
}

/// A number and its unit as people write them.
pub(super) fn joined(number: &str, measure: &Measure) -> String {
    match measure.text.as_str() {
        "" => number.to_owned(),
        "%" => format!("{number}%"),
        unit => format!("{number} {unit}"),
    }
}

/// What the law says, with its unit.
pub fn law_text(book: &Rulebook, parameter: &Parameter, law: &Law) -> Text {
    let both = |text: String| Text::new(text.clone(), text);
    match (law, &parameter.shape) {
        (Law::Absent, _) => Text::new("尚无此规定", "no such law"),
        (Law::Unknown, _) => Text::new("未查明", "undetermined"),
        (Law::Open, _) => Text::new("文件未定数额", "the documents set no figure"),
        (Law::Number(value), Shape::Number(measure)) => both(with_unit(*value, measure)),
        (Law::Number(value), _) => both(value.to_string()),
        (Law::Bool(true), _) => Text::new("是", "yes"),
        (Law::Bool(false), _) => Text::new("否", "no"),
        (Law::Date(date), _) => both(date.to_string()),
        (Law::Option(at), Shape::Reading(options)) => usize::try_from(*at)
            .ok()
            .and_then(|at| options.get(at))
            .map_or_else(Text::default, |option| option.label.clone()),
        (
            Law::Brackets(rows),
            Shape::Brackets {
                by,
                measure,
                upper_included,
            },
        ) => brackets(rows, by, measure, *upper_included),
        (Law::Rows(rows), Shape::ByChoice { choice, measure }) => {
            let options = &book.choices[*choice].options;
            let line = |lang: crate::base::Lang| {
                let cells = options.iter().zip(rows).map(|(option, law)| {
                    format!(
                        "{} {}",
                        option.label.get(lang),
                        cell_text(law, measure).get(lang)
                    )
                });
                cells.collect::<Vec<_>>().join("；")
            };
            Text::new(line(crate::base::Lang::Zh), line(crate::base::Lang::En))
        }
        (Law::Option(_) | Law::Brackets(_) | Law::Rows(_), _) => Text::default(),
    }
}

fn cell_text(law: &Law, measure: &Measure) -> Text {
    match law {
        Law::Number(value) => {
            let text = with_unit(*value, measure);
            Text::new(text.clone(), text)
        }
        Law::Absent => Text::new("无", "none"),
        Law::Open => Text::new("文件未定", "open"),
        _ => Text::new("未查明", "undetermined"),
    }
}

fn brackets(
    rows: &[(Option<Rational>, Law)],
    by: &Measure,
    measure: &Measure,
    included: bool,
) -> Text {
    let sign = if included { "≤" } else { "<" };
    let line = |above: &str, lang: crate::base::Lang| {
        let cells = rows.iter().map(|(upto, law)| {
            let bound = upto.map_or_else(
                || above.to_owned(),
                |upto| format!("{sign} {}", with_unit(upto, by)),
            );
            format!("{bound}: {}", cell_text(law, measure).get(lang))
        });
        cells.collect::<Vec<_>>().join("；")
    };
    Text::new(
        line("以上各档", crate::base::Lang::Zh),
        line("above", crate::base::Lang::En),
    )
}

/// A day number as a date.
pub fn day(value: i128) -> Option<Date> {
    i32::try_from(value).ok().map(Date::from_days)
}
