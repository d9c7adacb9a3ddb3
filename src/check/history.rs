//! The dated values of a parameter, and what stands in their place when levers are off.

use std::sync::Arc;

use super::rulebook::{Cite, LeverId};
use crate::base::diagnostic::Place;
use crate::base::{Date, Rational, Text};

/// What stands before the first value, and the values in order of their first day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct History {
    /// Before the first value.
    pub opens: Law,
    /// In order; each holds until the next begins.
    pub values: Vec<Dated>,
    /// Each value holds for its own calendar year only.
    pub yearly: bool,
}

/// One dated value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dated {
    /// First day.
    pub from: Date,
    /// The value.
    pub law: Law,
    /// Citations.
    pub cite: Vec<Cite>,
    /// How sure it is.
    pub grade: Grade,
    /// A national figure to be verified.
    pub verify: bool,
    /// Owning lever.
    pub lever: Option<LeverId>,
    /// What stands in its place without the lever.
    pub without: Without,
    /// What else to know.
    pub note: Option<Text>,
    /// Where it is written.
    pub place: Place,
}

/// What the law says on a day, in base units.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Law {
    /// No such law.
    Absent,
    /// Undetermined.
    Unknown,
    /// The documents set no figure.
    Open,
    /// A number.
    Number(Rational),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// The position of a reading.
    Option(u32),
    /// Bracket rows: upper bound (none for the last) and value.
    Brackets(Vec<(Option<Rational>, Law)>),
    /// Values by option.
    Rows(Vec<Law>),
}

/// Where a value comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grade {
    /// In the province's documents.
    Document,
    /// A national rule outside them.
    National,
    /// Neither; editable, marked.
    Assumption,
}

/// What stands in place of an owned value without its lever.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Without {
    /// The latest value the lever does not own.
    Previous,
    /// This.
    Law(Law),
    /// What stood there before a patch, under the same levers.
    Was(Arc<History>),
}

impl History {
    /// The dated value that holds on a day, if the history has begun.
    pub fn dated(&self, day: Date) -> Option<&Dated> {
        let found = self.values.iter().rev().find(|value| value.from <= day)?;
        if self.yearly && found.from.year() != day.year() {
            None
        } else {
            Some(found)
        }
    }

    /// The law of a day with some levers off, and the dated value it comes from.
    ///
    /// A value whose lever is off gives way to what it says stands without it; `Previous` goes back
    /// to the latest earlier value of another owner, which gives way in turn if its lever is off too.
    pub fn at(&self, day: Date, off: &dyn Fn(LeverId) -> bool) -> (&Law, Option<&Dated>) {
        let Some(at) = self.values.iter().rposition(|value| value.from <= day) else {
            return (&self.opens, None);
        };
        self.standing(at, day, off)
    }

    /// What the value at a position comes to on a day.
    fn standing(
        &self,
        at: usize,
        day: Date,
        off: &dyn Fn(LeverId) -> bool,
    ) -> (&Law, Option<&Dated>) {
        let Some(dated) = self.values.get(at) else {
            return (&self.opens, None);
        };
        if self.yearly && dated.from.year() != day.year() {
            return (&Law::Unknown, None);
        }
        if !dated.lever.is_some_and(off) {
            return (&dated.law, Some(dated));
        }
        match &dated.without {
            Without::Law(law) => (law, Some(dated)),
            Without::Was(before) => before.at(day, off),
            Without::Previous => {
                let other = |value: &Dated| value.from < dated.from && value.lever != dated.lever;
                let earlier = self.values.iter().take(at).rposition(other);
                earlier.map_or((&self.opens, None), |earlier| {
                    self.standing(earlier, day, off)
                })
            }
        }
    }

    /// The day before the next value begins, if one does after `day`.
    pub fn last_day(&self, day: Date) -> Option<Date> {
        let next = self
            .values
            .iter()
            .find(|value| value.from > day)
            .map(|value| value.from.previous());
        let year_end = Date::new(day.year(), 12, 31).filter(|_| self.yearly);
        match (next, year_end) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }
}
