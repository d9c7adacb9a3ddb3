//! Everything one assessment says: amounts, levers with reasons, totals, what to ask next.

use crate::base::{Date, Decimal, Month, Period, Set, Text};
use crate::check::rulebook::{Cite, FactSlotId, GroupId, LeverId, ParameterId};
pub use crate::explain::explanation::Gap;
use crate::program::{AmountRef, Status};

/// The result of assessing one enterprise for one period.
#[derive(Clone, PartialEq, Debug)]
pub struct Assessment {
    /// The period.
    pub period: Period,
    /// Months of constant law inside it.
    pub stretches: Vec<StretchLine>,
    /// Every amount in rulebook order, group amounts row by row.
    pub amounts: Vec<AmountLine>,
    /// Every lever in rulebook order.
    pub levers: Vec<LeverLine>,
    /// The bottom line.
    pub totals: Totals,
    /// Missing facts that matter, most moving first.
    pub questions: Vec<Question>,
    /// Facts that can matter as things stand.
    pub relevance: Relevance,
}

/// Facts and groups that can matter as things stand.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Relevance {
    /// Facts.
    pub facts: Set<FactSlotId>,
    /// Groups whose rows can matter.
    pub groups: Set<GroupId>,
}

/// Months of constant law.
#[derive(Clone, PartialEq, Debug)]
pub struct StretchLine {
    /// First month.
    pub first: Month,
    /// Last month.
    pub last: Month,
    /// Parameters whose law begins to differ with it.
    pub changes: Vec<ParameterId>,
}

/// One amount, or one row's.
#[derive(Clone, PartialEq, Debug)]
pub struct AmountLine {
    /// Which.
    pub of: AmountRef,
    /// Its value in the amount's written unit, if it is known.
    pub value: Option<Decimal>,
    /// Why it is not.
    pub status: Status,
    /// Facts that would settle it, if its status is `Missing`.
    pub missing: Vec<FactSlotId>,
    /// Parameters that would settle it, if its status is `Open` or `NotCovered`.
    pub unsettled: Vec<ParameterId>,
    /// Its value with every lever off.
    pub baseline: Option<Decimal>,
    /// Whether the row exists, for an amount of a group.
    pub present: bool,
    /// Its parts by law; more than one only where the law changed inside the period.
    pub segments: Vec<SegmentLine>,
}

/// An amount's part under one law.
#[derive(Clone, PartialEq, Debug)]
pub struct SegmentLine {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Months it counts for; 0 where months do not matter.
    pub months: u32,
    /// The rounded value at the amount's grain (a month's, a year's or the whole), if known.
    pub value: Option<Decimal>,
    /// Why it is not.
    pub status: Status,
}

/// One lever.
#[derive(Clone, PartialEq, Debug)]
pub struct LeverLine {
    /// Which.
    pub lever: LeverId,
    /// Whether it applies, and why not.
    pub status: LeverStatus,
    /// Sum of the amounts it owns that count toward the total, subsidies negative, if all are known;
    /// `None` also where it owns none.
    pub amount: Option<Decimal>,
    /// Its step of the waterfall: change of policy-related cost when it is restored in rulebook
    /// order. Negative is a saving.
    pub effect: Effect,
    /// Total as it is minus total with only this lever off. Negative is a saving.
    pub stand_alone: Effect,
    /// Its conditions, each with how it came out; the last law of the period.
    pub conditions: Vec<ConditionLine>,
    /// Does not apply, but each condition that fails rests on something that can be changed.
    pub in_reach: bool,
    /// Facts that would settle it.
    pub missing: Vec<FactSlotId>,
    /// First and last day of the spans it is in force.
    pub in_force: Vec<(Date, Option<Date>)>,
}

/// Whether a lever applies.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LeverStatus {
    /// It applies in at least one stretch of the period.
    Applies,
    /// A condition fails.
    DoesNotApply,
    /// A fact decides that is not stated.
    NeedsFacts,
    /// It applies, and the documents set no amount.
    AmountOpen,
    /// Not in force in the period.
    NotInForce,
    /// It counts in the period that holds 31 December.
    NotSettled,
    /// The law of the period is undetermined.
    NotCovered,
}

impl LeverStatus {
    /// The word for it in data and addresses.
    pub fn word(self) -> &'static str {
        match self {
            LeverStatus::Applies => "applies",
            LeverStatus::DoesNotApply => "doesNotApply",
            LeverStatus::NeedsFacts => "needsFacts",
            LeverStatus::AmountOpen => "amountOpen",
            LeverStatus::NotInForce => "notInForce",
            LeverStatus::NotSettled => "notSettled",
            LeverStatus::NotCovered => "notCovered",
        }
    }
}

/// A change of policy-related cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Known exactly.
    Known(Decimal),
    /// Known for the members both sides have; others are undetermined.
    Partial(Decimal),
    /// What stands without the lever is unknown, or its amount open.
    Open,
}

impl Effect {
    /// The change as far as it is known.
    pub fn value(self) -> Option<Decimal> {
        match self {
            Effect::Known(value) | Effect::Partial(value) => Some(value),
            Effect::Open => None,
        }
    }
}

/// One condition of a lever.
#[derive(Clone, PartialEq, Debug)]
pub struct ConditionLine {
    /// What it asks.
    pub label: Text,
    /// True, false, or not known.
    pub holds: Option<bool>,
    /// Where it stands.
    pub cite: Vec<Cite>,
    /// For each comparison in it that fails: by how much.
    pub gaps: Vec<Gap>,
    /// Facts that would settle it.
    pub missing: Vec<FactSlotId>,
}

/// The bottom line.
#[derive(Clone, PartialEq, Debug)]
pub struct Totals {
    /// Policy-related cost: known costs and surcharges minus known subsidies.
    pub cost: Decimal,
    /// The same with every lever off.
    pub baseline: Decimal,
    /// `baseline − cost` over members known on both sides.
    pub saving: Decimal,
    /// Whether every member is known on both sides.
    pub complete: bool,
    /// Members not known, on either side; left out of the waterfall.
    pub undetermined: Vec<AmountRef>,
    /// Members in rulebook order with their signed contribution, present rows only.
    pub members: Vec<Member>,
    /// `start + Σ steps = end` exactly, over the members known throughout.
    pub waterfall: Waterfall,
}

/// One member of the total.
#[derive(Clone, PartialEq, Debug)]
pub struct Member {
    /// Which.
    pub of: AmountRef,
    /// With all levers, signed: subsidies are negative.
    pub value: Option<Decimal>,
    /// With every lever off.
    pub baseline: Option<Decimal>,
}

/// From cost without any lever to cost as it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Waterfall {
    /// Baseline over the members known throughout.
    pub start: Decimal,
    /// Lever and change, in rulebook order, zero steps left out.
    pub steps: Vec<(LeverId, Decimal)>,
    /// Cost over the members known throughout.
    pub end: Decimal,
}

/// A missing fact.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// Which.
    pub fact: FactSlotId,
    /// |Δ total| between the ends of its typical range, others as stated.
    pub worth: Decimal,
}
