//! What amounts are divided by for display: months, heads, tonnes. The divisors are amounts of the
//! rulebook; nothing is added up here.

use super::format;
use super::state::{Per, State};
use super::text::{Key, fill};
use crate::base::{Decimal, Rational};
use crate::check::rulebook::Named;
use crate::program::AmountRef;
use crate::scenario::Assessment;

/// The rulebook's amount that counts heads.
pub const HEADS: &str = "headcount";
/// The rulebook's amount that says how much is made in a year.
pub const TONNES: &str = "product_tonnes";

/// How amounts are shown.
#[derive(Clone, PartialEq, Debug)]
pub enum Share {
    /// As they are.
    Whole,
    /// Divided by this.
    Among(Rational),
    /// Not at all: this is not known.
    Unknown(String),
}

impl Share {
    /// How the state asks for amounts to be shown.
    pub fn of(state: &State) -> Share {
        let Ok(assessment) = &state.outcome.assessment else {
            return Share::Whole;
        };
        let months = Rational::whole(i64::from(assessment.period.len()));
        match state.per {
            Per::Period => Share::Whole,
            Per::Month => Share::Among(months),
            Per::Head => named(state, assessment, HEADS, Rational::ONE),
            Per::Tonne => {
                let part = months.div(Rational::whole(12)).unwrap_or(Rational::ONE);
                named(state, assessment, TONNES, part)
            }
        }
    }

    /// An amount as shown; `None` where it cannot be.
    pub fn apply(&self, value: Decimal) -> Option<Decimal> {
        match self {
            Share::Whole => Some(value),
            Share::Among(divisor) => format::shared(value, *divisor),
            Share::Unknown(_) => None,
        }
    }

    /// Why amounts cannot be shown so.
    pub fn problem(&self, state: &State) -> Option<String> {
        match self {
            Share::Unknown(what) => Some(fill(Key::PerUnknown, state.lang, &[what])),
            _ => None,
        }
    }
}

fn named(state: &State, assessment: &Assessment, id: &str, part: Rational) -> Share {
    let book = state.calculator.book();
    let Some(Named::Amount(amount)) = book.names.get(id) else {
        return Share::Unknown(id.to_owned());
    };
    let of = AmountRef {
        amount: *amount,
        row: None,
    };
    let line = assessment.amounts.iter().find(|line| line.of == of);
    let value = line
        .and_then(|line| line.value)
        .and_then(Decimal::to_rational);
    match value.and_then(|value| value.mul(part)) {
        Some(divisor) if divisor > Rational::ZERO => Share::Among(divisor),
        _ => Share::Unknown(state.text(&book.amounts[*amount].label).to_owned()),
    }
}
