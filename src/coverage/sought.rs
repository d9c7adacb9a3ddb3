//! What number or day a figure of a document is.

use crate::base::{Date, Measure, Rational, Unit};

/// A figure that can be looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sought {
    /// A number in base units.
    Number(Rational, Unit),
    /// A day.
    Day(Date),
}

impl Sought {
    /// Reads `0.5%`, `5000元`, `112kgce/t`, `3` or `2017-12-31`.
    pub fn parse(text: &str) -> Option<Sought> {
        if let Some(day) = Date::parse(text) {
            return Some(Sought::Day(day));
        }
        let end = text
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(text.len());
        let (number, unit) = text.split_at_checked(end)?;
        let measure = Measure::parse(unit.trim()).ok()?;
        let number = Rational::parse(number)?.mul(measure.factor)?;
        Some(Sought::Number(number, measure.unit))
    }

    /// Whether a number of a record is this one: equal in base units, and the unit the same but for
    /// what it is counted per (a document's "1000 yuan" is the rulebook's 元/人/月).
    pub(super) fn is_number(&self, value: Rational, unit: &Unit) -> bool {
        let Sought::Number(number, of) = self else {
            return false;
        };
        *number == value && same_but_for_counts(of, unit)
    }

    /// Whether a day of a record is this one, or the day after it: what ends with a day changes the
    /// law on the next.
    pub(super) fn is_day(&self, day: Date) -> bool {
        matches!(self, Sought::Day(sought) if *sought == day || sought.next() == day)
    }
}

/// Whether a unit is the other one, or the other one per head, piece, month or year.
fn same_but_for_counts(sought: &Unit, unit: &Unit) -> bool {
    let mut candidates = vec![unit.clone()];
    for name in ["人", "件", "月", "年"] {
        let Some(count) = Unit::base(name) else {
            continue;
        };
        let times: Vec<Unit> = candidates.iter().map(|unit| unit.times(&count)).collect();
        candidates.extend(times);
    }
    candidates.contains(sought)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> (Rational, Unit) {
        match Sought::parse(text).unwrap() {
            Sought::Number(number, unit) => (number, unit),
            Sought::Day(day) => panic!("{day}"),
        }
    }

    #[test]
    fn figures_are_read_in_base_units() {
        assert_eq!(
            number("0.5%"),
            (Rational::new(1, 200).unwrap(), Unit::none())
        );
        assert_eq!(number("112kgce/t").0, Rational::new(112, 1000).unwrap());
        let unit = Measure::parse("元/人/月").unwrap().unit;
        assert!(
            Sought::parse("1000元")
                .unwrap()
                .is_number(Rational::whole(1000), &unit)
        );
        assert!(
            !Sought::parse("1000kWh")
                .unwrap()
                .is_number(Rational::whole(1000), &unit)
        );
        assert_eq!(Sought::parse("2—3个"), None);
    }

    #[test]
    fn a_last_day_changes_the_law_on_the_next() {
        let end = Sought::parse("2017-12-31").unwrap();
        assert!(end.is_day(Date::parse("2018-01-01").unwrap()));
        assert!(end.is_day(Date::parse("2017-12-31").unwrap()));
        assert!(!end.is_day(Date::parse("2018-01-02").unwrap()));
    }
}
