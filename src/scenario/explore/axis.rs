//! What is varied, as people name it: a number an enterprise states, or a number of the law.

use crate::base::diagnostic::nearest;
use crate::base::{Date, Decimal, Diagnostic, Measure, Period, Rational, Text};
use crate::check::history::Law;
use crate::check::rulebook::{FactKind, FactSlotId, Named, ParameterId, Rulebook, Shape};
use crate::enterprise::slot_by_name;

/// What is varied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Along {
    /// A fact, on its declared step.
    Fact(FactSlotId),
    /// A parameter, on a step of its own.
    Parameter(ParameterId),
}

/// An axis with what is needed to read and write its positions.
#[derive(Clone, PartialEq, Debug)]
pub struct AxisWords {
    /// What is varied.
    pub along: Along,
    /// Its id, with the row of a group's fact.
    pub id: String,
    /// Its label, with the row.
    pub label: Text,
    /// The unit it is written in.
    pub measure: Measure,
    /// Positions in a base unit.
    pub den: i128,
    /// Least and greatest position there can be.
    pub bounds: (i128, i128),
    /// A range worth looking at, if the rulebook names one.
    pub typical: Option<(i128, i128)>,
}

impl AxisWords {
    /// The position of a number in the written unit, on the step or refused.
    ///
    /// # Errors
    ///
    /// - `E0103` when the text is no number
    /// - `E0104` when it lies between two steps or outside the bounds
    pub fn position(&self, text: &str) -> Result<i128, Diagnostic> {
        let unit = self.measure.text.as_str();
        let bare = text.trim();
        let bare = bare.strip_suffix(unit).unwrap_or(bare).trim();
        let (bare, scale) = scaled(bare);
        let value = Rational::parse(bare)
            .and_then(|value| value.mul(Rational::whole(scale)))
            .and_then(|value| value.mul(self.measure.factor));
        let Some(value) = value else {
            let message = format!("`{text}` is not a number");
            let help = if unit.is_empty() {
                "give a plain number".to_owned()
            } else {
                format!("give a number in {unit}, e.g. 12.5 or 3万")
            };
            return Err(Diagnostic::error("E0103", message).help(help));
        };
        let Some(position) = value.in_parts_of(self.den) else {
            let message = format!("`{text}` lies between two steps of `{}`", self.id);
            let help = format!("its step is {}", self.text(1));
            return Err(Diagnostic::error("E0104", message).help(help));
        };
        let (low, high) = self.bounds;
        if position < low || high < position {
            let message = format!("`{text}` is outside the bounds of `{}`", self.id);
            let help = format!("it goes from {} to {}", self.text(low), self.text(high));
            return Err(Diagnostic::error("E0104", message).help(help));
        }
        Ok(position)
    }

    /// A position in the written unit.
    pub fn value(&self, position: i128) -> Option<Decimal> {
        let value = Rational::new(position, self.den)?.div(self.measure.factor)?;
        value
            .to_decimal()
            .or_else(|| value.rounded(6, crate::base::Rounding::HalfUp))
    }

    /// A position with its unit, for people.
    pub fn text(&self, position: i128) -> String {
        let number = self
            .value(position)
            .map(Decimal::grouped)
            .unwrap_or_default();
        match self.measure.text.as_str() {
            "" => number,
            "%" => format!("{number}%"),
            unit => format!("{number} {unit}"),
        }
    }

    /// Positions that one written unit spans.
    pub fn per_unit(&self) -> Rational {
        let parts = Rational::new(self.den, 1).and_then(|den| den.mul(self.measure.factor));
        parts.unwrap_or(Rational::ONE)
    }
}

/// 万 and 亿 behind a number.
fn scaled(text: &str) -> (&str, i64) {
    for (sign, scale) in [('亿', 100_000_000), ('万', 10_000)] {
        if let Some(bare) = text.strip_suffix(sign) {
            return (bare.trim(), scale);
        }
    }
    (text, 1)
}

/// The axis of a fact's slot; `None` where it holds no number.
pub fn slot_axis(book: &Rulebook, slot: FactSlotId) -> Option<AxisWords> {
    let declared = book.fact_slots.get(slot)?;
    let fact = &book.facts[declared.fact];
    let FactKind::Number {
        measure,
        den,
        min,
        max,
    } = &fact.kind
    else {
        return None;
    };
    let label = match declared.row {
        Some(row) => Text::new(
            format!("{}（第{}行）", fact.label.zh, row + 1),
            format!("{} (row {})", fact.label.en, row + 1),
        ),
        None => fact.label.clone(),
    };
    Some(AxisWords {
        along: Along::Fact(slot),
        id: book.slot_name(slot),
        label,
        measure: measure.clone(),
        den: *den,
        bounds: (*min, *max),
        typical: fact.typical,
    })
}

/// The axis of a parameter; `None` where it holds no number. Its step has two decimal places of the
/// written unit more than `places`, which is what the law of the period and the question need.
pub fn parameter_axis(
    book: &Rulebook,
    id: ParameterId,
    period: Period,
    places: u32,
) -> Option<AxisWords> {
    let parameter = &book.parameters[id];
    let Shape::Number(measure) = &parameter.shape else {
        return None;
    };
    let (first, last) = (period.first().first_day(), period.last().last_day());
    let written = |day: Date| match parameter.history.at(day, &|_| false).0 {
        Law::Number(value) => value.div(measure.factor).and_then(Rational::to_decimal),
        _ => None,
    };
    let now = [written(first), written(last)];
    let finest = now.iter().flatten().map(|decimal| decimal.places()).max();
    let places = places.max(finest.unwrap_or(0)).clamp(2, 9);
    let step = Rational::new(1, crate::base::number::power_of_ten(places)?)?.mul(measure.factor)?;
    let den = step.den();
    let limit = Rational::whole(1_000_000_000_000).mul(measure.factor)?;
    let limit = limit.num().checked_mul(den)? / limit.den();
    let percent = measure.text == "%";
    let cell = |value: Rational| value.num().checked_mul(den).map(|n| n / value.den());
    let typical = now.iter().flatten().next().and_then(|value| {
        let value = value.to_rational()?.mul(measure.factor)?;
        (value > Rational::ZERO).then_some((0, cell(value)?.checked_mul(2)?))
    });
    Some(AxisWords {
        along: Along::Parameter(id),
        id: parameter.id.clone(),
        label: parameter.label.clone(),
        measure: measure.clone(),
        den,
        bounds: if percent {
            (0, den.checked_mul(100)?)
        } else {
            (0, limit)
        },
        typical,
    })
}

/// The axis of this name.
///
/// # Errors
///
/// - `E0101` for a name the rulebook does not have, with the nearest one
/// - `E0102` for something that holds no number
pub fn named(
    book: &Rulebook,
    name: &str,
    period: Period,
    places: u32,
) -> Result<AxisWords, Diagnostic> {
    if let Some(slot) = slot_by_name(book, name) {
        return slot_axis(book, slot).ok_or_else(|| unvaried(name));
    }
    match book.names.get(name) {
        Some(Named::Parameter(id)) => {
            parameter_axis(book, *id, period, places).ok_or_else(|| unvaried(name))
        }
        Some(_) => Err(unvaried(name)),
        None => {
            let message = format!("there is no fact or parameter `{name}`");
            let slots = book.fact_slots.ids().map(|slot| book.slot_name(slot));
            let parameters = book
                .parameters
                .values()
                .map(|parameter| parameter.id.clone());
            let known: Vec<String> = slots.chain(parameters).collect();
            let diagnostic = Diagnostic::error("E0101", message);
            Err(match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("`qingce facts` and `qingce rules list` show them all"),
            })
        }
    }
}

fn unvaried(name: &str) -> Diagnostic {
    Diagnostic::error("E0102", format!("`{name}` holds no number that could be varied"))
        .help("vary a fact or a parameter that is a number; of a group's facts name the row, as line2.kwh")
}
