//! Checked formulas: nodes with resolved names, types and units.

use std::sync::Arc;

use super::rulebook::{AmountId, ChoiceId, FactId, GroupId, LeverId, ParameterId};
use crate::base::diagnostic::Place;
use crate::base::{Date, Rational, Rounding, Unit};
use crate::define_id;
pub use crate::formula::BinaryOp;

define_id!(
    /// A node of one formula.
    NodeId
);

/// A checked formula. Children stand before their parents; the root is last.
#[derive(Clone, Debug)]
pub struct Formula {
    /// The text.
    pub text: Arc<str>,
    /// Where the text stands.
    pub place: Place,
    /// Nodes, children first.
    pub nodes: crate::base::IdVec<NodeId, Node>,
    /// The whole formula.
    pub root: NodeId,
}

/// A part of a formula.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// What it gives.
    pub ty: Ty,
    /// Bytes of the formula's text.
    pub span: (u32, u32),
}

/// What a node gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ty {
    /// A number; a quotient of two values that vary may only be compared, looked up or rounded.
    Number {
        /// Its unit.
        unit: Unit,
        /// A quotient.
        quotient: bool,
    },
    /// True, false or not known.
    Bool,
    /// An option of a choice type.
    Choice(ChoiceId),
    /// One of a parameter's readings.
    Reading(ParameterId),
    /// A day.
    Date,
}

/// What a node is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NodeKind {
    /// A number in base units.
    Number(Rational),
    /// True or false.
    Bool(bool),
    /// A day.
    Date(Date),
    /// An option or reading, by position.
    Option(u32),
    /// A fact; of the row in hand, if it is of a group.
    Fact(FactId),
    /// A number, bool, date or reading of the law.
    Parameter(ParameterId),
    /// Another amount; of the row in hand, if it is of a group.
    Amount(AmountId),
    /// The other sign.
    Negate(NodeId),
    /// Not.
    Not(NodeId),
    /// An operator between two values.
    Binary(BinaryOp, NodeId, NodeId),
    /// One of two values.
    If(NodeId, NodeId, NodeId),
    /// The least.
    Min(Vec<NodeId>),
    /// The greatest.
    Max(Vec<NodeId>),
    /// Kept between two bounds.
    Clamp(NodeId, NodeId, NodeId),
    /// Rounded to whole steps.
    Round {
        /// What is rounded.
        value: NodeId,
        /// Step in base units, positive.
        step: Rational,
        /// How.
        mode: Rounding,
    },
    /// The table's value at an argument.
    Lookup(ParameterId, NodeId),
    /// Progressive sum over a bracket table.
    Marginal(ParameterId, NodeId),
    /// Sum over the rows of a group.
    Sum(GroupId, NodeId),
    /// How many rows a group has.
    Count(GroupId),
    /// Whether it holds for any row of a group.
    Any(GroupId, NodeId),
    /// The lever is in force and all its conditions hold.
    Applies(LeverId),
    /// The lever is in force, or the parameter has a law.
    InForce(InForceOf),
    /// The fact is stated.
    Known(FactId),
    /// Whole months from one day to another.
    MonthsBetween(NodeId, NodeId),
    /// Days from one day to another.
    DaysBetween(NodeId, NodeId),
    /// First day of the period.
    PeriodStart,
    /// Last day of the period.
    PeriodEnd,
    /// Calendar year of the period.
    PeriodYear,
    /// Calendar year of a day.
    YearOf(NodeId),
}

/// What `in_force` asks of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InForceOf {
    /// A lever.
    Lever(LeverId),
    /// A parameter.
    Parameter(ParameterId),
}

impl Formula {
    /// Parameters whose values it takes, each once, in the order they stand there.
    pub fn parameters(&self) -> Vec<ParameterId> {
        let mut found = Vec::new();
        for id in self.nodes.values().filter_map(|node| node.kind.parameter()) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }

    /// Whether it takes a parameter's value or asks whether there is one.
    pub fn asks_parameter(&self, parameter: ParameterId) -> bool {
        let mut nodes = self.nodes.values();
        nodes.any(|node| node.kind.parameter_asked() == Some(parameter))
    }

    /// Whether a part of the formula reads a parameter itself.
    pub fn uses(&self, part: NodeId, parameter: ParameterId) -> bool {
        match &self.nodes[part].kind {
            NodeKind::Parameter(id) => *id == parameter,
            kind => kind
                .children()
                .iter()
                .any(|child| self.uses(*child, parameter)),
        }
    }
}

impl NodeKind {
    /// The parameter whose value it gives or looks up.
    pub fn parameter(&self) -> Option<ParameterId> {
        match self {
            NodeKind::Parameter(id) | NodeKind::Lookup(id, _) | NodeKind::Marginal(id, _) => {
                Some(*id)
            }
            _ => None,
        }
    }

    /// The parameter whose value it gives or looks up, or of which it asks whether it has one.
    pub fn parameter_asked(&self) -> Option<ParameterId> {
        match self {
            NodeKind::InForce(InForceOf::Parameter(id)) => Some(*id),
            _ => self.parameter(),
        }
    }

    /// The lever of which it asks whether it applies or is in force.
    pub fn lever_asked(&self) -> Option<LeverId> {
        match self {
            NodeKind::Applies(id) | NodeKind::InForce(InForceOf::Lever(id)) => Some(*id),
            _ => None,
        }
    }

    /// The nodes it is made of, in the order written.
    pub fn children(&self) -> Vec<NodeId> {
        match self {
            NodeKind::Negate(a)
            | NodeKind::Not(a)
            | NodeKind::Round { value: a, .. }
            | NodeKind::Lookup(_, a)
            | NodeKind::Marginal(_, a)
            | NodeKind::Sum(_, a)
            | NodeKind::Any(_, a)
            | NodeKind::YearOf(a) => vec![*a],
            NodeKind::Binary(_, a, b)
            | NodeKind::MonthsBetween(a, b)
            | NodeKind::DaysBetween(a, b) => vec![*a, *b],
            NodeKind::If(a, b, c) | NodeKind::Clamp(a, b, c) => vec![*a, *b, *c],
            NodeKind::Min(all) | NodeKind::Max(all) => all.clone(),
            _ => Vec::new(),
        }
    }
}
