//! A tree of values as written, the same from TOML, JSON and the page; numbers stay text.

use toml::Spanned as Toml;
use toml::de::{DeTable, DeValue};

use crate::base::{FileId, Place, is_deceptive, plain};

/// A value and where it was written, if that was in a file.
#[derive(Clone, PartialEq, Debug)]
pub struct RawValue {
    /// The value.
    pub raw: Raw,
    /// Where.
    pub place: Option<Place>,
}

/// The name of a value and where it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RawKey {
    /// The name.
    pub name: String,
    /// Where.
    pub place: Option<Place>,
}

/// A value as written.
#[derive(Clone, PartialEq, Debug)]
pub enum Raw {
    /// Nothing: not stated.
    Null,
    /// True or false.
    Bool(bool),
    /// A number or date in its own digits, so that no binary fraction comes between.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<RawValue>),
    /// Named values in the order written; a name may stand there twice.
    Table(Vec<(RawKey, RawValue)>),
}

impl RawValue {
    /// A value that stands in no file.
    pub fn new(raw: Raw) -> RawValue {
        RawValue { raw, place: None }
    }

    /// The value of a name in a table; the first, if it stands there twice.
    pub fn get(&self, name: &str) -> Option<&RawValue> {
        match &self.raw {
            Raw::Table(entries) => {
                let entry = entries.iter().find(|(key, _)| key.name == name)?;
                Some(&entry.1)
            }
            _ => None,
        }
    }

    /// Names and places of the texts with [deceptive](crate::base::is_deceptive) characters, and of names
    /// that have some.
    pub fn deceptive(&self) -> Vec<(String, Option<Place>)> {
        let mut found = Vec::new();
        self.seek("", &mut found);
        found
    }

    fn seek(&self, name: &str, found: &mut Vec<(String, Option<Place>)>) {
        match &self.raw {
            Raw::Text(text) if text.contains(is_deceptive) => {
                found.push((plain(name).into_owned(), self.place));
            }
            Raw::List(items) => items.iter().for_each(|item| item.seek(name, found)),
            Raw::Table(entries) => entries.iter().for_each(|(key, value)| {
                if key.name.contains(is_deceptive) {
                    found.push((plain(&key.name).into_owned(), key.place));
                }
                value.seek(&key.name, found);
            }),
            _ => {}
        }
    }

    /// The same without such characters.
    #[must_use]
    pub fn plain(&self) -> RawValue {
        let raw = match &self.raw {
            Raw::Text(text) => Raw::Text(plain(text).into_owned()),
            Raw::List(items) => Raw::List(items.iter().map(RawValue::plain).collect()),
            Raw::Table(entries) => {
                let entry = |(key, value): &(RawKey, RawValue)| {
                    let name = plain(&key.name).into_owned();
                    let place = key.place;
                    (RawKey { name, place }, value.plain())
                };
                Raw::Table(entries.iter().map(entry).collect())
            }
            same => same.clone(),
        };
        let place = self.place;
        RawValue { raw, place }
    }

    /// What a text or number says.
    pub fn as_text(&self) -> Option<&str> {
        match &self.raw {
            Raw::Text(text) | Raw::Number(text) => Some(text),
            _ => None,
        }
    }
}

/// A syntax error: where and what, in the words of the parser.
pub type SyntaxError = (Place, String);

/// Reads a TOML text.
pub(super) fn toml(text: &str, file: FileId) -> Result<RawValue, Vec<SyntaxError>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(RawValue {
            raw: table(root.get_ref(), file),
            place: Some(place(file, 0..0)),
        });
    }
    let errors = errors.iter().map(|error| {
        let span = error.span().unwrap_or(text.len()..text.len());
        let message = error.message().lines().next().unwrap_or_default();
        (place(file, span), message.to_owned())
    });
    Err(errors.collect())
}

pub(super) fn place(file: FileId, span: std::ops::Range<usize>) -> Place {
    let clamp = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
    Place {
        file,
        start: clamp(span.start),
        end: clamp(span.end),
    }
}

fn table(entries: &DeTable<'_>, file: FileId) -> Raw {
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| key.span().start);
    let named = entries.into_iter().map(|(key, entry)| {
        let key = RawKey {
            name: key.get_ref().clone().into_owned(),
            place: Some(place(file, key.span())),
        };
        (key, value(entry, file))
    });
    Raw::Table(named.collect())
}

fn value(written: &Toml<DeValue<'_>>, file: FileId) -> RawValue {
    let raw = match written.get_ref() {
        DeValue::String(text) => Raw::Text(text.clone().into_owned()),
        // Hexadecimal and the like are printed with their prefix, which no fact can be.
        DeValue::Integer(number) => Raw::Number(number.to_string()),
        DeValue::Float(number) => Raw::Number(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Raw::Bool(*yes),
        DeValue::Datetime(date) => Raw::Number(date.to_string()),
        DeValue::Array(items) => Raw::List(items.iter().map(|item| value(item, file)).collect()),
        DeValue::Table(entries) => table(entries, file),
    };
    RawValue {
        raw,
        place: Some(place(file, written.span())),
    }
}
