//! Tokens to syntax tree, by recursive descent along the grammar in the folder's doc.

use super::ast::{BinaryOp, Expr, ExprKind, Span};
use super::lexer::{Token, tokens};
use crate::base::{Date, Rational};

/// Deepest nesting accepted; deeper text is no formula a person reads, and would exhaust the stack.
const MAX_DEPTH: u32 = 64;

/// Most words and signs of a formula; a chain of operators is a tree as deep as it is long.
const MAX_LENGTH: usize = 500;

/// Why a text is no formula: the problem and its place in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// Where.
    pub span: Span,
    /// The problem.
    pub message: String,
}

/// Reads one formula.
///
/// # Errors
///
/// The first place where the text leaves the grammar.
///
/// ```
/// use qingce::formula::parse;
/// assert_eq!(parse("min(a,2 *b)").unwrap().to_string(), "min(a, 2 * b)");
/// assert_eq!(parse("a +").unwrap_err().message, "expected a value, found the end");
/// ```
pub fn parse(text: &str) -> Result<Expr, ParseError> {
    let tokens = tokens(text)?;
    if let Some((_, span)) = tokens.get(MAX_LENGTH) {
        let message = format!("this formula is longer than {MAX_LENGTH} words and signs");
        return Err(ParseError {
            span: *span,
            message,
        });
    }
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let mut parser = Parser {
        tokens,
        at: 0,
        end,
        depth: 0,
    };
    let expr = parser.expr()?;
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.unexpected("an operator or the end")),
    }
}

struct Parser {
    tokens: Vec<(Token, Span)>,
    at: usize,
    end: u32,
    depth: u32,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn span(&self) -> Span {
        self.tokens
            .get(self.at)
            .map_or((self.end, self.end), |(_, span)| *span)
    }

    /// Where the token before the current one ends.
    fn last_end(&self) -> u32 {
        self.at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .map_or(0, |(_, span)| span.1)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).map(|(token, _)| token.clone());
        self.at += usize::from(token.is_some());
        token
    }

    fn eat_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(s)) if *s == sign);
        self.at += usize::from(found);
        found
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(w)) if w == word);
        self.at += usize::from(found);
        found
    }

    fn unexpected(&self, wanted: &str) -> ParseError {
        let found = match self.peek() {
            None => "the end".to_owned(),
            Some(Token::Number(text) | Token::Word(text)) => format!("`{text}`"),
            Some(Token::Unit(text)) => format!("the unit `[{text}]`"),
            Some(Token::Date(text)) => format!("the date `@{text}`"),
            Some(Token::Option(text)) => format!("the option `'{text}'`"),
            Some(Token::Sign(sign)) => format!("`{sign}`"),
        };
        ParseError {
            span: self.span(),
            message: format!("expected {wanted}, found {found}"),
        }
    }

    fn expect_sign(&mut self, sign: &str) -> Result<(), ParseError> {
        if self.eat_sign(sign) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("`{sign}`")))
        }
    }

    fn expect_word(&mut self, word: &str) -> Result<(), ParseError> {
        if self.eat_word(word) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("`{word}`")))
        }
    }

    fn expr(&mut self) -> Result<Expr, ParseError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = format!("this formula nests deeper than {MAX_DEPTH} levels");
            return Err(ParseError {
                span: self.span(),
                message,
            });
        }
        let expr = self.conditional();
        self.depth -= 1;
        expr
    }

    fn conditional(&mut self) -> Result<Expr, ParseError> {
        let start = self.span().0;
        if !self.eat_word("if") {
            return self.binary(1);
        }
        let condition = self.expr()?;
        self.expect_word("then")?;
        let yes = self.expr()?;
        self.expect_word("else")?;
        let no = self.expr()?;
        let kind = ExprKind::If(Box::new(condition), Box::new(yes), Box::new(no));
        Ok(Expr {
            kind,
            span: (start, self.last_end()),
        })
    }

    /// Operators of at least this strength, by precedence climbing; `not` stands at strength 3.
    fn binary(&mut self, strength: u8) -> Result<Expr, ParseError> {
        let mut left = if strength <= 3 {
            self.negation()?
        } else {
            self.unary()?
        };
        while let Some(op) = self.operator().filter(|op| op.strength() >= strength) {
            self.at += 1;
            let right = self.binary(op.strength() + 1)?;
            let span = (left.span.0, right.span.1);
            left = Expr {
                kind: ExprKind::Binary(op, Box::new(left), Box::new(right)),
                span,
            };
            if op.compares() && self.operator().is_some_and(BinaryOp::compares) {
                return Err(ParseError {
                    span: self.span(),
                    message: "comparisons do not chain; join two with `and`".to_owned(),
                });
            }
        }
        Ok(left)
    }

    fn operator(&self) -> Option<BinaryOp> {
        Some(match self.peek()? {
            Token::Word(word) if word == "or" => BinaryOp::Or,
            Token::Word(word) if word == "and" => BinaryOp::And,
            Token::Sign("=") => BinaryOp::Equal,
            Token::Sign("!=") => BinaryOp::NotEqual,
            Token::Sign("<") => BinaryOp::Less,
            Token::Sign("<=") => BinaryOp::AtMost,
            Token::Sign(">") => BinaryOp::More,
            Token::Sign(">=") => BinaryOp::AtLeast,
            Token::Sign("+") => BinaryOp::Add,
            Token::Sign("-") => BinaryOp::Subtract,
            Token::Sign("*") => BinaryOp::Multiply,
            Token::Sign("/") => BinaryOp::Divide,
            _ => return None,
        })
    }

    /// `not a`, or what binds tighter than `and`.
    fn negation(&mut self) -> Result<Expr, ParseError> {
        let start = self.span().0;
        let mut nots = 0u32;
        while self.eat_word("not") {
            nots += 1;
        }
        if nots == 0 {
            return self.unary();
        }
        let mut expr = self.binary(4)?;
        for _ in 0..nots {
            let span = (start, expr.span.1);
            expr = Expr {
                kind: ExprKind::Not(Box::new(expr)),
                span,
            };
        }
        Ok(expr)
    }

    fn unary(&mut self) -> Result<Expr, ParseError> {
        let start = self.span().0;
        let mut signs = 0u32;
        while self.eat_sign("-") {
            signs += 1;
        }
        let mut expr = self.atom()?;
        for _ in 0..signs {
            let span = (start, expr.span.1);
            expr = Expr {
                kind: ExprKind::Negate(Box::new(expr)),
                span,
            };
        }
        Ok(expr)
    }

    fn atom(&mut self) -> Result<Expr, ParseError> {
        let start = self.span();
        let kind = match self.peek() {
            Some(Token::Number(_)) => return self.number(),
            Some(Token::Date(_) | Token::Option(_)) => self.literal(start)?,
            Some(Token::Sign("(")) => {
                self.at += 1;
                let inner = self.expr()?;
                self.expect_sign(")")?;
                return Ok(inner);
            }
            Some(Token::Word(word)) if is_keyword(word) => {
                return Err(self.unexpected("a value"));
            }
            Some(Token::Word(_)) => self.name(start)?,
            _ => return Err(self.unexpected("a value")),
        };
        Ok(Expr {
            kind,
            span: (start.0, self.last_end()),
        })
    }

    fn literal(&mut self, start: Span) -> Result<ExprKind, ParseError> {
        match self.next() {
            Some(Token::Date(text)) => match Date::parse(&text) {
                Some(date) => Ok(ExprKind::Date(date)),
                None => Err(ParseError {
                    span: start,
                    message: "a date is written `@2017-07-21`, a day of the calendar".to_owned(),
                }),
            },
            Some(Token::Option(text)) => Ok(ExprKind::Option(text)),
            _ => Err(self.unexpected("a value")),
        }
    }

    fn number(&mut self) -> Result<Expr, ParseError> {
        let start = self.span();
        let Some(Token::Number(text)) = self.next() else {
            return Err(self.unexpected("a number"));
        };
        let bad = || ParseError {
            span: start,
            message: format!("`{text}` is not a number"),
        };
        let mut value = Rational::parse(&text).ok_or_else(bad)?;
        if self.eat_sign("%") {
            value = Rational::new(1, 100)
                .and_then(|part| value.mul(part))
                .ok_or_else(bad)?;
        }
        let unit = match self.peek() {
            Some(Token::Unit(unit)) => Some(unit.clone()),
            _ => None,
        };
        self.at += usize::from(unit.is_some());
        Ok(Expr {
            kind: ExprKind::Number(value, unit),
            span: (start.0, self.last_end()),
        })
    }

    fn name(&mut self, start: Span) -> Result<ExprKind, ParseError> {
        let Some(Token::Word(word)) = self.next() else {
            return Err(self.unexpected("a name"));
        };
        match word.as_str() {
            "true" => return Ok(ExprKind::Bool(true)),
            "false" => return Ok(ExprKind::Bool(false)),
            _ => {}
        }
        if !self.eat_sign("(") {
            return Ok(ExprKind::Name(word));
        }
        let mut arguments = Vec::new();
        if !self.eat_sign(")") {
            loop {
                arguments.push(self.expr()?);
                if !self.eat_sign(",") {
                    break;
                }
            }
            self.expect_sign(")")?;
        }
        Ok(ExprKind::Call(word, start, arguments))
    }
}

fn is_keyword(word: &str) -> bool {
    matches!(word, "if" | "then" | "else" | "and" | "or" | "not")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn prints(text: &str, expected: &str) {
        assert_eq!(parse(text).unwrap().to_string(), expected);
    }

    #[track_caller]
    fn fails(text: &str, message: &str) {
        assert_eq!(parse(text).unwrap_err().message, message);
    }

    #[test]
    fn operators_bind_as_the_grammar_says() {
        prints("a+b*c-d", "a + b * c - d");
        prints("(a+b)*c", "(a + b) * c");
        prints("a-(b-c)", "a - (b - c)");
        prints("a - b - c", "a - b - c");
        prints("not a and b or c", "not a and b or c");
        prints("not (a and b)", "not (a and b)");
        prints("not a < b", "not a < b");
        prints("a / (b * c)", "a / (b * c)");
        prints("-(a + b)", "-(a + b)");
        prints(
            "if a then b else if c then d else e",
            "if a then b else if c then d else e",
        );
        prints("(if a then b else c) + 1", "(if a then b else c) + 1");
    }

    #[test]
    fn literals_print_as_read() {
        prints("50%", "0.5");
        prints("12 [月/年]", "12[月/年]");
        prints("100_000_000[元]", "100000000[元]");
        prints("x >= @2011-12-01", "x >= @2011-12-01");
        prints("reading = 'enterprise'", "reading = 'enterprise'");
        prints("电量 * 0.08", "电量 * 0.08");
    }

    #[test]
    fn a_text_that_leaves_the_grammar_says_where_and_what_was_expected() {
        fails("", "expected a value, found the end");
        fails("a b", "expected an operator or the end, found `b`");
        fails("max(a", "expected `)`, found the end");
        fails("a < b < c", "comparisons do not chain; join two with `and`");
        fails("1.2.3", "`1.2.3` is not a number");
        fails(
            "@2017-02-30",
            "a date is written `@2017-07-21`, a day of the calendar",
        );
        fails("a ? b", "formulas have no sign `?`");
        fails("'open", "this quote is not closed");
        fails("if a then b", "expected `else`, found the end");
        let deep = "(".repeat(100);
        fails(&deep, "this formula nests deeper than 64 levels");
        let long = vec!["a"; 20_000].join("+");
        fails(&long, "this formula is longer than 500 words and signs");
    }
}
