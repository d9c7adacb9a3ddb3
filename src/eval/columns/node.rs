//! What a program becomes for one table: operations on planes of numbers or statuses, each of one
//! width, with everything already decided left out.
//!
//! A plane is one chunk of a column. Numbers stand in `i64` planes wherever the interval analysis
//! proves that they fit, and in `i128` planes elsewhere; statuses stand in `u8` planes of their own, so
//! that slots which miss the same facts share one, and slots that are always known have none.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::table::Source;
use crate::base::{IdVec, Rounding};
use crate::define_id;
use crate::eval::kernels::divide::Division;
use crate::program::op::{Comparison, Status};

define_id!(
    /// The plane one operation makes.
    #[expect(unreachable_pub, reason = "ids are declared public; this one stays inside")]
    NodeId
);

/// A plane, or one value in place of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Plane<T> {
    Same(T),
    Node(NodeId),
}

/// Numbers in `i64`.
pub(super) type Whole = Plane<i64>;
/// Numbers in `i128`.
pub(super) type Wide = Plane<i128>;
/// Statuses.
pub(super) type Stat = Plane<Status>;

/// Statuses where every cell is known.
pub(super) const ALL_KNOWN: Stat = Plane::Same(Status::Known);

/// Operations on two numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Two {
    Add,
    Subtract,
    Multiply,
    Min,
    Max,
}

/// An operation.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Node {
    // Numbers in i64.
    Load(Source),
    /// Invariant: neither operands nor result leave `i64`.
    Two(Two, Whole, Whole),
    Compare(Comparison, Whole, Whole),
    /// Of conditions that are 0 or 1.
    And(Whole, Whole),
    /// Of conditions that are 0 or 1.
    Or(Whole, Whole),
    /// The second where the first is 1, the third where it is 0.
    Choose(Whole, Whole, Whole),
    /// 0 where the divisor is 0. Invariant: the dividend is not the least `i64`.
    Divide(Whole, Whole, Rounding),
    DivideBy(Whole, Division),
    /// The number at this position, 0 past either end.
    Pick(Whole, Arc<[i64]>),
    /// 0 where either is no day.
    Months(Whole, Whole),
    /// 0 where it is no day.
    Year(Whole),
    /// 1 where the status is known, else 0.
    IsKnown(Stat),
    /// The condition, 1 where it is not known.
    OrTrue(Whole, Stat),
    /// The number, 0 where it is not known.
    OrZero(Whole, Stat),
    /// The number, 0 where it counts as zero.
    CountZero(Whole, Stat),
    /// The nearest `i64`.
    Narrow(Wide),
    WideCompare(Comparison, Wide, Wide),

    // Numbers in i128.
    LoadWide(Source),
    Widen(Whole),
    /// 0 where the result leaves `i128`.
    WideTwo(Two, Wide, Wide),
    WideChoose(Whole, Wide, Wide),
    /// 0 where the divisor is 0 or the quotient leaves `i128`.
    WideDivide(Wide, Wide, Rounding),
    WidePick(Whole, Arc<[i128]>),
    WideOrZero(Wide, Stat),
    WideCountZero(Wide, Stat),

    // Statuses.
    LoadStatus(Source),
    Greatest(Stat, Stat),
    /// The first where it is not known, else the second.
    Gate(Stat, Stat),
    /// The second where the first is 1, the third where it is 0.
    ChooseStatus(Whole, Stat, Stat),
    /// Known where the condition has this value, else the status.
    Settled(Whole, i64, Stat),
    /// Known where the status counts as zero, else the status.
    CountStatus(Stat),
    /// The status at this position, not covered past either end.
    PickStatus(Whole, Arc<[u8]>),
    ZeroDivisor(Whole),
    WideZeroDivisor(Wide),
    Overflow(Two, Wide, Wide),
    DivideOverflow(Wide, Wide, Rounding),
    /// Overflow where the number is no day.
    NoDay(Whole),
}

/// Which kind of plane a node makes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    Whole,
    Wide,
    Status,
}

impl Node {
    pub(super) fn class(&self) -> Class {
        match self {
            Node::Load(_)
            | Node::Two(..)
            | Node::Compare(..)
            | Node::And(..)
            | Node::Or(..)
            | Node::Choose(..)
            | Node::Divide(..)
            | Node::DivideBy(..)
            | Node::Pick(..)
            | Node::Months(..)
            | Node::Year(_)
            | Node::IsKnown(_)
            | Node::OrTrue(..)
            | Node::OrZero(..)
            | Node::CountZero(..)
            | Node::Narrow(_)
            | Node::WideCompare(..) => Class::Whole,
            Node::LoadWide(_)
            | Node::Widen(_)
            | Node::WideTwo(..)
            | Node::WideChoose(..)
            | Node::WideDivide(..)
            | Node::WidePick(..)
            | Node::WideOrZero(..)
            | Node::WideCountZero(..) => Class::Wide,
            Node::LoadStatus(_)
            | Node::Greatest(..)
            | Node::Gate(..)
            | Node::ChooseStatus(..)
            | Node::Settled(..)
            | Node::CountStatus(_)
            | Node::PickStatus(..)
            | Node::ZeroDivisor(_)
            | Node::WideZeroDivisor(_)
            | Node::Overflow(..)
            | Node::DivideOverflow(..)
            | Node::NoDay(_) => Class::Status,
        }
    }

    /// Calls `visit` with each plane it reads.
    pub(super) fn for_each_operand(&self, mut visit: impl FnMut(NodeId)) {
        match self {
            Node::Load(_) | Node::LoadWide(_) | Node::LoadStatus(_) => {}
            Node::Two(_, a, b)
            | Node::Compare(_, a, b)
            | Node::And(a, b)
            | Node::Or(a, b)
            | Node::Divide(a, b, _)
            | Node::Months(a, b) => {
                a.visit(&mut visit);
                b.visit(&mut visit);
            }
            Node::Choose(a, b, c) => {
                a.visit(&mut visit);
                b.visit(&mut visit);
                c.visit(&mut visit);
            }
            Node::DivideBy(a, _)
            | Node::Pick(a, _)
            | Node::PickStatus(a, _)
            | Node::WidePick(a, _)
            | Node::Year(a)
            | Node::NoDay(a)
            | Node::ZeroDivisor(a)
            | Node::Widen(a) => a.visit(&mut visit),
            Node::IsKnown(s) | Node::CountStatus(s) => s.visit(&mut visit),
            Node::OrTrue(a, s)
            | Node::OrZero(a, s)
            | Node::CountZero(a, s)
            | Node::Settled(a, _, s) => {
                a.visit(&mut visit);
                s.visit(&mut visit);
            }
            Node::Narrow(a) | Node::WideZeroDivisor(a) => a.visit(&mut visit),
            Node::WideCompare(_, a, b)
            | Node::WideTwo(_, a, b)
            | Node::WideDivide(a, b, _)
            | Node::Overflow(_, a, b)
            | Node::DivideOverflow(a, b, _) => {
                a.visit(&mut visit);
                b.visit(&mut visit);
            }
            Node::WideChoose(c, a, b) => {
                c.visit(&mut visit);
                a.visit(&mut visit);
                b.visit(&mut visit);
            }
            Node::WideOrZero(a, s) | Node::WideCountZero(a, s) => {
                a.visit(&mut visit);
                s.visit(&mut visit);
            }
            Node::Greatest(a, b) | Node::Gate(a, b) => {
                a.visit(&mut visit);
                b.visit(&mut visit);
            }
            Node::ChooseStatus(c, a, b) => {
                c.visit(&mut visit);
                a.visit(&mut visit);
                b.visit(&mut visit);
            }
        }
    }
}

impl<T> Plane<T> {
    fn visit(&self, visit: &mut impl FnMut(NodeId)) {
        if let Plane::Node(id) = self {
            visit(*id);
        }
    }
}

/// Nodes in an order in which each stands after those it reads; equal nodes stand once.
#[derive(Clone, Debug, Default)]
pub(super) struct Nodes {
    nodes: IdVec<NodeId, Node>,
    known: BTreeMap<Node, NodeId>,
}

impl Nodes {
    /// The node, made anew if there is none like it.
    pub(super) fn intern(&mut self, node: Node) -> NodeId {
        if let Some(id) = self.known.get(&node) {
            return *id;
        }
        let id = self.nodes.push(node.clone());
        self.known.insert(node, id);
        id
    }

    pub(super) fn into_nodes(self) -> IdVec<NodeId, Node> {
        self.nodes
    }
}
