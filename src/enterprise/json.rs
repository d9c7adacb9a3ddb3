//! JSON with places and exact numbers: every value keeps the bytes it stands at, every number its
//! digits. A general JSON library gives neither without turning numbers into binary fractions.

use std::ops::Range;

use super::raw::{Raw, RawKey, RawValue, SyntaxError, place};
use crate::base::FileId;

/// Deeper nesting than any facts file needs, and shallow enough for any stack.
const DEEPEST: u32 = 32;

/// Reads a JSON text.
///
/// # Errors
///
/// Where it is no JSON, and why.
pub fn json(text: &str, file: FileId) -> Result<RawValue, SyntaxError> {
    let mut reader = Reader { text, file, at: 0 };
    let value = reader.value(0)?;
    reader.space();
    if reader.at < text.len() {
        return reader.fail("expected nothing more");
    }
    Ok(value)
}

struct Reader<'t> {
    text: &'t str,
    file: FileId,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.at += char.len_utf8();
        Some(char)
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.at += 1;
        }
    }

    /// Goes past a character, after space, if it is the next.
    fn take(&mut self, wanted: char) -> bool {
        self.space();
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn fail<T>(&self, message: &str) -> Result<T, SyntaxError> {
        let end = self.at + self.peek().map_or(0, char::len_utf8);
        Err((place(self.file, self.at..end), message.to_owned()))
    }

    fn found(&self, raw: Raw, span: Range<usize>) -> RawValue {
        RawValue {
            raw,
            place: Some(place(self.file, span)),
        }
    }

    fn value(&mut self, depth: u32) -> Result<RawValue, SyntaxError> {
        self.space();
        if depth > DEEPEST {
            return self.fail("nested too deep");
        }
        let start = self.at;
        let raw = match self.peek() {
            Some('{') => self.table(depth)?,
            Some('[') => self.list(depth)?,
            Some('"') => Raw::Text(self.string()?),
            Some('-' | '0'..='9') => Raw::Number(self.number()),
            _ => self.word()?,
        };
        Ok(self.found(raw, start..self.at))
    }

    fn word(&mut self) -> Result<Raw, SyntaxError> {
        let words = [
            ("true", Raw::Bool(true)),
            ("false", Raw::Bool(false)),
            ("null", Raw::Null),
        ];
        for (word, raw) in words {
            if self.rest().starts_with(word) {
                self.at += word.len();
                return Ok(raw);
            }
        }
        self.fail("expected a value")
    }

    /// The digits as written; whether they are a number of a fact is judged there.
    fn number(&mut self) -> String {
        let is_part = |c: char| matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E');
        let digits: String = self.rest().chars().take_while(|c| is_part(*c)).collect();
        self.at += digits.len();
        digits
    }

    fn table(&mut self, depth: u32) -> Result<Raw, SyntaxError> {
        self.take('{');
        let mut entries = Vec::new();
        if self.take('}') {
            return Ok(Raw::Table(entries));
        }
        loop {
            self.space();
            let start = self.at;
            if self.peek() != Some('"') {
                return self.fail("expected a name in quotes");
            }
            let name = self.string()?;
            let key = RawKey {
                name,
                place: Some(place(self.file, start..self.at)),
            };
            if !self.take(':') {
                return self.fail("expected `:`");
            }
            entries.push((key, self.value(depth + 1)?));
            if self.take('}') {
                return Ok(Raw::Table(entries));
            }
            if !self.take(',') {
                return self.fail("expected `,` or `}`");
            }
        }
    }

    fn list(&mut self, depth: u32) -> Result<Raw, SyntaxError> {
        self.take('[');
        let mut items = Vec::new();
        if self.take(']') {
            return Ok(Raw::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.take(']') {
                return Ok(Raw::List(items));
            }
            if !self.take(',') {
                return self.fail("expected `,` or `]`");
            }
        }
    }

    fn string(&mut self) -> Result<String, SyntaxError> {
        self.next();
        let mut out = String::new();
        loop {
            match self.peek() {
                None => return self.fail("unclosed string"),
                Some('"') => {
                    self.next();
                    return Ok(out);
                }
                Some('\\') => {
                    self.next();
                    out.push(self.escape()?);
                }
                Some(char) if char.is_control() && char.is_ascii() => {
                    return self.fail("control character in a string");
                }
                Some(char) => {
                    self.next();
                    out.push(char);
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        let plain = match self.peek() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(char @ ('"' | '\\' | '/')) => char,
            Some('u') => return self.unicode(),
            _ => return self.fail("unknown escape"),
        };
        self.next();
        Ok(plain)
    }

    /// `u` and four hexadecimal digits, or two such for a character beyond them.
    fn unicode(&mut self) -> Result<char, SyntaxError> {
        let high = self.four_digits()?;
        let code = if (0xD800..0xDC00).contains(&high) && self.rest().starts_with("\\u") {
            self.next();
            let low = self.four_digits()?;
            match low.checked_sub(0xDC00) {
                Some(low) if low < 0x400 => 0x10000 + ((high - 0xD800) << 10) + low,
                _ => return self.fail("half a character"),
            }
        } else {
            high
        };
        char::from_u32(code).map_or_else(|| self.fail("half a character"), Ok)
    }

    fn four_digits(&mut self) -> Result<u32, SyntaxError> {
        self.next();
        let digits = self.rest().get(..4).unwrap_or("");
        let is_hex = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u32::from_str_radix(digits, 16) {
            Ok(code) if is_hex => {
                self.at += 4;
                Ok(code)
            }
            _ => self.fail("expected four hexadecimal digits"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Raw, String> {
        json(text, FileId(0))
            .map(|value| value.raw)
            .map_err(|(at, message)| format!("{}: {message}", at.start))
    }

    #[test]
    fn numbers_keep_their_digits_and_values_their_places() {
        let value = json(r#" {"a": [0.10, -3], "b": null}"#, FileId(0)).unwrap();
        let Some(RawValue {
            raw: Raw::List(items),
            place: Some(at),
        }) = value.get("a")
        else {
            panic!("{value:?}");
        };
        assert_eq!((at.start, at.end), (7, 17));
        assert_eq!(items[0].raw, Raw::Number("0.10".into()));
        assert_eq!(value.get("b").unwrap().raw, Raw::Null);
    }

    #[test]
    fn strings_unescape() {
        let text = |text: &str| Ok(Raw::Text(text.to_owned()));
        assert_eq!(read(r#""\u9752\n\ud840\udc00\/""#), text("青\n𠀀/"));
        assert_eq!(read(r#""\ud840x""#), Err("7: half a character".into()));
        assert_eq!(
            read(r#""\ud840\u0041""#),
            Err("13: half a character".into())
        );
    }

    #[test]
    fn broken_texts_say_where() {
        for (text, problem) in [
            ("", "0: expected a value"),
            ("{", "1: expected a name in quotes"),
            (r#"{"a" 1}"#, "5: expected `:`"),
            (r#"{"a": 1,}"#, "8: expected a name in quotes"),
            ("[1 2]", "3: expected `,` or `]`"),
            ("1 1", "2: expected nothing more"),
            ("\"a", "2: unclosed string"),
            ("NaN", "0: expected a value"),
        ] {
            assert_eq!(read(text), Err(problem.to_owned()), "{text}");
        }
        assert!(read(&"[".repeat(100_000)).unwrap_err().contains("too deep"));
    }
}
