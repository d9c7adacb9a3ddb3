//! How an amount came about, ready to be written in either language.

use crate::base::{Date, Text};
use crate::check::history::Grade;
use crate::check::rulebook::{AmountKind, Cite, FactSlotId, ParameterId, Timing};
use crate::program::{AmountRef, Status};

/// How an amount came about.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// Which amount.
    pub of: AmountRef,
    /// Its label.
    pub label: Text,
    /// What it is to the enterprise.
    pub kind: AmountKind,
    /// When it counts.
    pub timing: Timing,
    /// Its value with unit, if known.
    pub value: Option<String>,
    /// Why it is not.
    pub status: Status,
    /// Its citations.
    pub cite: Vec<Cite>,
    /// What else to know.
    pub note: Option<Text>,
    /// Its parts by law.
    pub segments: Vec<ExplainedSegment>,
    /// How segments make the total: months × value, or months/12 × value; empty for one segment that is the total.
    pub summing: Phrase,
    /// Parameters used, in order of appearance.
    pub parameters: Vec<ParameterUse>,
    /// Facts used.
    pub facts: Vec<FactUse>,
    /// Amounts read.
    pub amounts: Vec<AmountUse>,
}

/// An amount's part under one law, explained.
#[derive(Clone, PartialEq, Debug)]
pub struct ExplainedSegment {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Months it counts for.
    pub months: u32,
    /// The condition in words, if there is one, and how it came out.
    pub condition: Option<(Phrase, Option<bool>)>,
    /// The formula in words.
    pub words: Phrase,
    /// The same with this enterprise's numbers; values that are not known are named.
    pub numbers: Phrase,
    /// The exact value before rounding, if known.
    pub exact: Option<String>,
    /// The rounding in words, e.g. 四舍五入到 0.01 元; empty if exact.
    pub rounding: Text,
    /// The rounded value with unit, if known.
    pub result: Option<String>,
    /// Why it is not.
    pub status: Status,
}

/// A sentence of linked words.
pub type Phrase = Vec<Token>;

/// A word of a phrase.
#[derive(Clone, PartialEq, Debug)]
pub struct Token {
    /// What it refers to.
    pub link: Link,
    /// Its wording.
    pub text: Text,
}

/// What a word refers to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Link {
    /// Nothing: operators and words.
    None,
    /// A number.
    Number,
    /// A fact.
    Fact(FactSlotId),
    /// A parameter.
    Parameter(ParameterId),
    /// An amount.
    Amount(AmountRef),
}

/// A parameter as used.
#[derive(Clone, PartialEq, Debug)]
pub struct ParameterUse {
    /// Which.
    pub parameter: ParameterId,
    /// Its label.
    pub label: Text,
    /// The values used, one for each different law of the period.
    pub values: Vec<DatedUse>,
    /// The day it was last checked.
    pub checked_until: Option<Date>,
}

/// A dated value as used.
#[derive(Clone, PartialEq, Debug)]
pub struct DatedUse {
    /// The value with its unit, or what stands there (no such law, undetermined, open).
    pub value: Text,
    /// First day of the value.
    pub from: Option<Date>,
    /// Last day of the value.
    pub to: Option<Date>,
    /// Citations.
    pub cite: Vec<Cite>,
    /// How sure it is.
    pub grade: Option<Grade>,
    /// A national figure to be verified.
    pub verify: bool,
    /// The period reaches past the day it was last checked.
    pub stale: bool,
    /// What else to know.
    pub note: Option<Text>,
}

/// A fact as used.
#[derive(Clone, PartialEq, Debug)]
pub struct FactUse {
    /// Which.
    pub slot: FactSlotId,
    /// Its label, with the row.
    pub label: Text,
    /// Its value with unit, if stated.
    pub value: Option<Text>,
}

/// An amount as read.
#[derive(Clone, PartialEq, Debug)]
pub struct AmountUse {
    /// Which.
    pub of: AmountRef,
    /// Its label.
    pub label: Text,
    /// Its value with unit as the formula reads it, if known.
    pub value: Option<String>,
    /// Why it is not.
    pub status: Status,
}

/// A failing comparison.
#[derive(Clone, PartialEq, Debug)]
pub struct Gap {
    /// The comparison in words.
    pub text: Text,
    /// What the enterprise has.
    pub actual: Text,
    /// What would be needed.
    pub needed: Text,
    /// The distance, if it is a number.
    pub distance: Option<String>,
}
