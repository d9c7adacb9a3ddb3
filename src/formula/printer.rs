//! Syntax tree to formula text, with no more brackets than needed.

use std::fmt;

use super::ast::{Expr, ExprKind};

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.print(f, 0)
    }
}

impl Expr {
    /// Prints for a place that needs at least this binding strength.
    fn print(&self, f: &mut fmt::Formatter<'_>, needed: u8) -> fmt::Result {
        if self.strength() < needed {
            f.write_str("(")?;
            self.print(f, 0)?;
            return f.write_str(")");
        }
        match &self.kind {
            ExprKind::Number(value, unit) => {
                write!(f, "{value}")?;
                unit.as_ref().map_or(Ok(()), |unit| write!(f, "[{unit}]"))
            }
            ExprKind::Bool(value) => write!(f, "{value}"),
            ExprKind::Date(date) => write!(f, "@{date}"),
            ExprKind::Option(option) => write!(f, "'{option}'"),
            ExprKind::Name(name) => f.write_str(name),
            ExprKind::Negate(inner) => {
                f.write_str("-")?;
                inner.print(f, 7)
            }
            ExprKind::Not(inner) => {
                f.write_str("not ")?;
                inner.print(f, 3)
            }
            ExprKind::Binary(op, left, right) => {
                let strength = op.strength();
                left.print(
                    f,
                    if op.compares() {
                        strength + 1
                    } else {
                        strength
                    },
                )?;
                write!(f, " {} ", op.symbol())?;
                right.print(f, strength + 1)
            }
            ExprKind::If(condition, yes, no) => {
                f.write_str("if ")?;
                condition.print(f, 0)?;
                f.write_str(" then ")?;
                yes.print(f, 0)?;
                f.write_str(" else ")?;
                no.print(f, 0)
            }
            ExprKind::Call(name, _, arguments) => {
                write!(f, "{name}(")?;
                for (i, argument) in arguments.iter().enumerate() {
                    if i > 0 {
                        f.write_str(", ")?;
                    }
                    argument.print(f, 0)?;
                }
                f.write_str(")")
            }
        }
    }

    fn strength(&self) -> u8 {
        match &self.kind {
            ExprKind::If(..) => 0,
            ExprKind::Binary(op, ..) => op.strength(),
            ExprKind::Not(_) => 3,
            ExprKind::Negate(_) => 7,
            _ => 8,
        }
    }
}
