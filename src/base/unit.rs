//! Units of measure as products of powers; adding different ones is refused where rules are checked.

use std::fmt;

use super::Rational;

/// The units everything else is a product of, as written in rulebooks.
const BASE: [&str; 20] = [
    "元",
    "人",
    "月",
    "年",
    "天",
    "小时",
    "kWh",
    "t",
    "tce",
    "m2",
    "m3",
    "kVA",
    "台",
    "件",
    "亩",
    "km",
    "MWp",
    "GJ",
    "重量箱",
    "当量",
];

/// Names that are a base unit times a factor: name, base unit, factor as (numerator, denominator).
const SCALED: [(&str, &str, i64, i64); 2] = [("kg", "t", 1, 1000), ("kgce", "tce", 1, 1000)];

/// A product of base units with whole exponents; the empty product is a pure number.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Unit {
    /// Exponent of each base unit, in the order of the base table.
    powers: [i16; BASE.len()],
}

impl Unit {
    /// No unit: a pure number.
    pub fn none() -> Unit {
        Unit::default()
    }

    /// A base unit by its name.
    pub fn base(name: &str) -> Option<Unit> {
        let index = BASE.iter().position(|base| *base == name)?;
        let mut unit = Unit::none();
        *unit.powers.get_mut(index)? = 1;
        Some(unit)
    }

    /// Whether this is a pure number.
    pub fn is_none(&self) -> bool {
        self.powers.iter().all(|power| *power == 0)
    }

    /// Product of two units.
    #[must_use]
    pub fn times(&self, other: &Unit) -> Unit {
        self.combine(other, 1)
    }

    /// Quotient of two units.
    #[must_use]
    pub fn per(&self, other: &Unit) -> Unit {
        self.combine(other, -1)
    }

    fn combine(&self, other: &Unit, sign: i16) -> Unit {
        let mut unit = self.clone();
        for (power, with) in unit.powers.iter_mut().zip(&other.powers) {
            *power = power.saturating_add(with.saturating_mul(sign));
        }
        unit
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_none() {
            return f.write_str("1");
        }
        let factors = |sign: i16| {
            BASE.iter()
                .zip(self.powers)
                .filter(move |(_, power)| power.signum() == sign)
        };
        let mut first = true;
        for (name, power) in factors(1) {
            for _ in 0..power {
                write!(f, "{}{name}", if first { "" } else { "·" })?;
                first = false;
            }
        }
        if first {
            f.write_str("1")?;
        }
        for (name, power) in factors(-1) {
            for _ in 0..power.unsigned_abs() {
                write!(f, "/{name}")?;
            }
        }
        Ok(())
    }
}

/// A unit as written, with the factor from the written unit to the base units: `%` is 1/100 of a
/// pure number, `kgce/t` is 1/1000 of `tce/t`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// The text as written, for display.
    pub text: String,
    /// What it measures.
    pub unit: Unit,
    /// One of the written unit in base units.
    pub factor: Rational,
}

impl Measure {
    /// A pure number.
    pub fn none() -> Measure {
        Measure {
            text: String::new(),
            unit: Unit::none(),
            factor: Rational::ONE,
        }
    }

    /// Reads `元/人/月`, `kWh/t`, `%`, or nothing for a pure number.
    ///
    /// # Errors
    ///
    /// The part that is no unit.
    ///
    /// ```
    /// use qingce::base::Measure;
    /// assert_eq!(Measure::parse("元/人/月").unwrap().unit.to_string(), "元/人/月");
    /// assert_eq!(Measure::parse("元/公斤"), Err("公斤".to_owned()));
    /// ```
    pub fn parse(text: &str) -> Result<Measure, String> {
        let mut measure = Measure {
            text: text.to_owned(),
            ..Measure::none()
        };
        if text.is_empty() || text == "1" {
            return Ok(Measure {
                text: String::new(),
                ..measure
            });
        }
        for (i, under) in text.split('/').enumerate() {
            if i == 0 && under == "1" {
                continue;
            }
            for name in under.split(['·', '*']) {
                let (unit, factor) = named(name).ok_or_else(|| name.to_owned())?;
                let (unit, factor) = if i == 0 {
                    (measure.unit.times(&unit), measure.factor.mul(factor))
                } else {
                    (measure.unit.per(&unit), measure.factor.div(factor))
                };
                measure.unit = unit;
                measure.factor = factor.ok_or_else(|| name.to_owned())?;
            }
        }
        Ok(measure)
    }
}

fn named(name: &str) -> Option<(Unit, Rational)> {
    if name == "%" {
        return Some((Unit::none(), Rational::new(1, 100)?));
    }
    if let Some((_, base, num, den)) = SCALED.iter().find(|(scaled, ..)| *scaled == name) {
        return Some((
            Unit::base(base)?,
            Rational::new(i128::from(*num), i128::from(*den))?,
        ));
    }
    Some((Unit::base(name)?, Rational::ONE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Unit {
        Measure::parse(text).unwrap().unit
    }

    #[test]
    fn units_form_a_group() {
        let (a, b, c) = (unit("元/人/月"), unit("kWh/t"), unit("人"));
        assert_eq!(a.times(&b).times(&c), a.times(&b.times(&c)));
        assert_eq!(a.times(&b), b.times(&a));
        assert_eq!(a.times(&Unit::none()), a);
        assert!(a.per(&a).is_none());
        assert_eq!(unit("元/人/月").times(&c), unit("元/月"));
    }

    #[test]
    fn percent_and_kilograms_carry_a_factor() {
        assert_eq!(
            Measure::parse("%").unwrap().factor,
            Rational::new(1, 100).unwrap()
        );
        assert_eq!(
            Measure::parse("kgce/t").unwrap().factor,
            Rational::new(1, 1000).unwrap()
        );
        assert_eq!(
            Measure::parse("元/kg").unwrap().factor,
            Rational::whole(1000)
        );
        assert!(unit("%").is_none());
        assert_eq!(unit("元/kWh").to_string(), "元/kWh");
        assert_eq!(Unit::none().to_string(), "1");
    }
}
