//! A program and where in its slots each variant's results lie.

use super::op::{KnobId, Op, SlotId};
use crate::base::{Date, IdVec, Map, Period};
use crate::check::expr::NodeId;
use crate::check::rulebook::{AmountId, LeverId, ParameterId};

/// A rulebook specialised to a period and a list of variants.
#[derive(Clone, Debug)]
pub struct Program {
    /// The period.
    pub period: Period,
    /// Operations; each reads only slots before its own.
    pub ops: IdVec<SlotId, Op>,
    /// Parameters kept as inputs.
    pub knobs: IdVec<KnobId, Knob>,
    /// Months of constant law inside the period.
    pub stretches: Vec<Stretch>,
    /// Results by variant, in the order asked for.
    pub variants: Vec<VariantPlan>,
}

/// A parameter kept as an input: numbers only.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Knob {
    /// The parameter.
    pub parameter: ParameterId,
    /// Parts of a base unit one cell unit is.
    pub den: i128,
    /// Least and greatest setting.
    pub bounds: (i128, i128),
}

/// Months of constant law.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How many months.
    pub months: u32,
    /// Parameters whose law begins to differ with it (none for the first).
    pub changes: Vec<ParameterId>,
}

/// A number in a slot: the slot's value ÷ `den` base units.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Num {
    /// The slot.
    pub slot: SlotId,
    /// Parts of a base unit.
    pub den: i128,
}

/// What a node of a formula became.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Operand {
    /// A number.
    Num(Num),
    /// An unrounded quotient of two numbers.
    Quotient(Num, Num),
    /// A bool, option or day.
    Plain(SlotId),
}

/// An amount, or an amount in one row of its group.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AmountRef {
    /// The amount.
    pub amount: AmountId,
    /// Row, from 0, if the amount is of a group.
    pub row: Option<u8>,
}

/// Where the results of one variant lie.
#[derive(Clone, Debug)]
pub struct VariantPlan {
    /// Amounts in rulebook order, a group's amounts row by row.
    pub amounts: Vec<AmountPlan>,
    /// Levers in rulebook order.
    pub levers: IdVec<LeverId, LeverPlan>,
}

/// Where an amount's results lie.
#[derive(Clone, Debug)]
pub struct AmountPlan {
    /// Which amount.
    pub of: AmountRef,
    /// Whether its row exists, for an amount of a group.
    pub present: Option<SlotId>,
    /// The amount of the whole period.
    pub total: Num,
    /// Its parts by law, in order; one for settlements and statuses.
    pub segments: Vec<SegmentPlan>,
}

/// An amount under one law.
#[derive(Clone, Debug)]
pub struct SegmentPlan {
    /// First day of the law it uses.
    pub from: Date,
    /// Last day of the law it uses.
    pub to: Date,
    /// Months it counts for (0 for settlements, events and statuses).
    pub months: u32,
    /// Whether its lever is in force and its conditions hold, if it has any.
    pub gate: Option<SlotId>,
    /// The formula's value, gated, before rounding: a month's, a year's or the whole.
    pub exact: Num,
    /// The same rounded as declared.
    pub rounded: Num,
    /// What the nodes of condition and formula became, by row for nodes inside a sum; only in
    /// variants compiled with a trace.
    pub nodes: Nodes,
}

/// Which formula an operation comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Owner {
    /// The formula of an amount.
    Formula(AmountRef),
    /// The condition of an amount.
    When(AmountRef),
    /// A condition of a lever, by position.
    Condition(LeverId, usize),
}

/// Where an operation that can switch comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Origin {
    /// The formula.
    pub owner: Owner,
    /// The day whose law it was compiled under.
    pub day: Date,
    /// The node of the formula; none for the rounding an amount declares.
    pub node: Option<NodeId>,
    /// The row of a group.
    pub row: Option<u8>,
    /// The bracket of a table, from 0, where it tells two brackets apart.
    pub bracket: Option<usize>,
}

/// Where the operations of a program that can switch come from.
pub type Origins = std::collections::BTreeMap<SlotId, Vec<Origin>>;

/// What the nodes of a condition and a formula became.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Nodes {
    /// Nodes of `when`.
    pub when: Map<(NodeId, Option<u8>), Operand>,
    /// Nodes of the formula.
    pub formula: Map<(NodeId, Option<u8>), Operand>,
}

/// Where a lever's state lies.
#[derive(Clone, Debug)]
pub struct LeverPlan {
    /// Its judgments by law, in order.
    pub segments: Vec<LeverSegment>,
}

/// A lever under one law.
#[derive(Clone, Debug)]
pub struct LeverSegment {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Whether it is in force.
    pub in_force: bool,
    /// In force and all conditions hold.
    pub applies: SlotId,
    /// Each condition.
    pub conditions: Vec<ConditionPlan>,
}

/// Where a condition lies.
#[derive(Clone, Debug)]
pub struct ConditionPlan {
    /// The condition.
    pub holds: SlotId,
    /// What its nodes became; only in variants compiled with a trace.
    pub nodes: Map<(NodeId, Option<u8>), Operand>,
}
