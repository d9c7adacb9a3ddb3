//! What a formula's text says, before its names mean anything.

use crate::base::{Date, Rational};

/// Bytes of the formula's text.
pub type Span = (u32, u32);

/// A part of a formula and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What a part of a formula is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExprKind {
    /// `12`, `0.5`, `50%`, `12[月/年]`: the number and its unit text, if one is written.
    Number(Rational, Option<String>),
    /// `true`, `false`.
    Bool(bool),
    /// `@2011-01-01`.
    Date(Date),
    /// `'option'`.
    Option(String),
    /// An id.
    Name(String),
    /// `-a`.
    Negate(Box<Expr>),
    /// `not a`.
    Not(Box<Expr>),
    /// `a + b` and so on.
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `if c then a else b`.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `name(a, b, …)`: the name and where it stands, and the arguments.
    Call(String, Span, Vec<Expr>),
}

/// An operator between two values.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BinaryOp {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl BinaryOp {
    /// As written in formulas.
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOp::Or => "or",
            BinaryOp::And => "and",
            BinaryOp::Equal => "=",
            BinaryOp::NotEqual => "!=",
            BinaryOp::Less => "<",
            BinaryOp::AtMost => "<=",
            BinaryOp::More => ">",
            BinaryOp::AtLeast => ">=",
            BinaryOp::Add => "+",
            BinaryOp::Subtract => "-",
            BinaryOp::Multiply => "*",
            BinaryOp::Divide => "/",
        }
    }

    /// Binding strength; operators of equal strength group to the left, comparisons do not chain.
    pub fn strength(self) -> u8 {
        match self {
            BinaryOp::Or => 1,
            BinaryOp::And => 2,
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::AtMost
            | BinaryOp::More
            | BinaryOp::AtLeast => 4,
            BinaryOp::Add | BinaryOp::Subtract => 5,
            BinaryOp::Multiply | BinaryOp::Divide => 6,
        }
    }

    /// Whether it compares two values.
    pub fn compares(self) -> bool {
        self.strength() == 4
    }
}
