//! Formula text to tokens.

use super::ast::Span;
use super::parser::ParseError;

/// A word, number or sign of a formula.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token {
    /// A number as written, without `%`.
    Number(String),
    /// `[…]` behind a number.
    Unit(String),
    /// `@2011-01-01`, without the `@`.
    Date(String),
    /// `'option'`, without quotes.
    Option(String),
    /// A name or keyword.
    Word(String),
    /// An operator or bracket.
    Sign(&'static str),
}

const SIGNS: [&str; 15] = [
    "<=", ">=", "!=", "<", ">", "=", "+", "-", "*", "/", "%", "(", ")", ",", "≤",
];

/// Tokens with their places.
///
/// # Errors
///
/// A sign that formulas do not have, or a quote or bracket that is not closed.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, ParseError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else {
            break;
        };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, len) = token(rest, first).map_err(|(len, message)| ParseError {
            span: span(at, len),
            message,
        })?;
        found.push((token, span(at, len)));
        at += len;
    }
    Ok(found)
}

fn span(at: usize, len: usize) -> Span {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (narrow(at), narrow(at + len))
}

/// The token at the start of `rest` and its length in bytes.
fn token(rest: &str, first: char) -> Result<(Token, usize), (usize, String)> {
    let run = |keep: &dyn Fn(char) -> bool| rest.find(|c: char| !keep(c)).unwrap_or(rest.len());
    if first.is_ascii_digit() {
        let len = run(&|c| c.is_ascii_digit() || c == '.' || c == '_');
        let written = rest.get(..len).unwrap_or_default();
        return Ok((Token::Number(written.replace('_', "")), len));
    }
    if first.is_alphabetic() || first == '_' {
        let len = run(&|c| c.is_alphanumeric() || c == '_');
        return Ok((
            Token::Word(rest.get(..len).unwrap_or_default().to_owned()),
            len,
        ));
    }
    if first == '@' {
        let inner = rest.get(1..).unwrap_or_default();
        let len = inner
            .find(|c: char| !c.is_ascii_digit() && c != '-')
            .unwrap_or(inner.len());
        return Ok((
            Token::Date(inner.get(..len).unwrap_or_default().to_owned()),
            len + 1,
        ));
    }
    for (open, close, kind) in [('\'', '\'', "quote"), ('[', ']', "bracket")] {
        if first == open {
            let inner = rest.get(1..).unwrap_or_default();
            let Some(len) = inner.find(close) else {
                return Err((1, format!("this {kind} is not closed")));
            };
            let inside = inner.get(..len).unwrap_or_default().to_owned();
            let token = if open == '[' {
                Token::Unit(inside)
            } else {
                Token::Option(inside)
            };
            return Ok((token, len + 2));
        }
    }
    match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
        Some(&"≤") => Err((3, "formulas write `<=` for ≤ and `>=` for ≥".to_owned())),
        Some(sign) => Ok((Token::Sign(sign), sign.len())),
        None => Err((first.len_utf8(), format!("formulas have no sign `{first}`"))),
    }
}
