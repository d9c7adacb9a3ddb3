//! Formula text to syntax tree and back.
//!
//! Takes the text of one formula; gives an [`Expr`] or the first problem with its place. Knows no names,
//! types or units. Print then parse is identity.
//!
//! ```text
//! expr    = "if" expr "then" expr "else" expr | or
//! or      = and { "or" and }
//! and     = not { "and" not }
//! not     = "not" not | compare
//! compare = sum [ ("=" | "!=" | "<" | "<=" | ">" | ">=") sum ]
//! sum     = product { ("+" | "-") product }
//! product = unary { ("*" | "/") unary }
//! unary   = "-" unary | atom
//! atom    = number [ "%" ] [ "[" unit "]" ] | "@" date | "'" option "'" | "true" | "false"
//!         | name [ "(" [ expr { "," expr } ] ")" ] | "(" expr ")"
//! ```
//!
//! Names are words of letters, digits and `_` in any script, not starting with a digit.

pub mod ast;
mod lexer;
mod parser;
mod printer;

pub use ast::{BinaryOp, Expr, ExprKind, Span};
pub use parser::{ParseError, parse};
