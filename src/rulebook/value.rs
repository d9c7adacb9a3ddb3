//! One written value, read as what its field needs; what it is not is reported with its place.

use toml::Spanned as Toml;
use toml::de::DeValue;

use super::draft::{CiteDraft, Name, Spanned};
use super::reader::{Entry, Record, Sink, in_order, with_known};
use super::sources::clamp;
use crate::base::{Date, Diagnostic, Measure, Month, Place, Rational, Text, is_deceptive};

/// Longest string of a record, in bytes: the longest note of the rulebook has a fifth of it.
const LONGEST_TEXT: usize = 10_000;

/// One written value, named by the field it stands in.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    sink: &'a Sink<'a>,
    name: &'a str,
    raw: &'a DeValue<'a>,
    pub(super) place: Place,
}

impl<'a> Value<'a> {
    pub(super) fn new(sink: &'a Sink<'a>, name: &'a str, value: &'a Toml<DeValue<'a>>) -> Self {
        let raw = value.get_ref();
        let place = match raw {
            DeValue::String(_) => sink.inside_quotes(value.span()),
            _ => sink.place(value.span()),
        };
        Value {
            sink,
            name,
            raw,
            place,
        }
    }

    pub(super) fn raw(self) -> &'a DeValue<'a> {
        self.raw
    }

    pub(super) fn report(self, diagnostic: Diagnostic) {
        self.sink.report(diagnostic);
    }

    fn not<T>(self, expected: &str) -> Option<T> {
        let what = format!("`{}`", self.name);
        self.report(wrong_type(&what, expected, self.raw, self.place));
        None
    }

    /// The word written, if it is a string.
    pub(super) fn as_str(self) -> Option<&'a str> {
        self.raw.as_str()
    }

    /// A string that says something.
    pub(super) fn string(self) -> Option<Name> {
        let Some(text) = self.raw.as_str() else {
            return self.not("a string");
        };
        if text.trim().is_empty() {
            let message = format!("`{}` is empty", self.name);
            self.report(Diagnostic::error("R0116", message).at(self.place, ""));
            return None;
        }
        let why = if text.contains(is_deceptive) {
            "characters nobody sees"
        } else if text.len() > LONGEST_TEXT {
            "more than 10000 bytes"
        } else {
            return Some(Spanned::new(text.to_owned(), self.place));
        };
        let message = format!("`{}` has {why}", self.name);
        self.report(Diagnostic::error("R0117", message).at(self.place, ""));
        None
    }

    /// Anything written on one line, as a string: what fills a form.
    pub(super) fn as_written(self) -> Option<Name> {
        match self.raw {
            DeValue::Integer(_) => Some(Spanned::new(self.integer()?.to_string(), self.place)),
            DeValue::Boolean(yes) => Some(Spanned::new(yes.to_string(), self.place)),
            DeValue::Datetime(_) => Some(self.date()?.map(|date| date.to_string())),
            DeValue::Float(_) => self.number().map(|n| n.map(|n| n.to_string())),
            _ => self.string(),
        }
    }

    pub(super) fn boolean(self) -> Option<bool> {
        self.raw.as_bool().or_else(|| self.not("true or false"))
    }

    fn integer(self) -> Option<i128> {
        let integer = self.raw.as_integer()?;
        let value = i128::from_str_radix(integer.as_str(), integer.radix()).ok();
        if value.is_none() {
            let message = format!("`{}` has more digits than can be kept exact", self.name);
            self.report(Diagnostic::error("R0107", message).at(self.place, ""));
        }
        value
    }

    /// A table of fields.
    pub(super) fn record(self) -> Option<Record<'a>> {
        self.record_named(&format!("`{}`", self.name))
    }

    /// A table of fields, called by what it is.
    pub(super) fn record_named(self, what: &str) -> Option<Record<'a>> {
        match self.raw {
            DeValue::Table(table) => {
                Some(Record::new(self.sink, what.to_owned(), self.place, table))
            }
            _ => self.not("a table"),
        }
    }

    /// Entries of a table in the order written.
    pub(super) fn entries(self) -> Option<Vec<(Name, Value<'a>)>> {
        let DeValue::Table(table) = self.raw else {
            return self.not("a table");
        };
        let named = in_order(table).into_iter().map(|(key, value)| {
            let name: &'a str = key.get_ref().as_ref();
            let place = self.sink.place(key.span());
            let value = Value::new(self.sink, name, value);
            (Spanned::new(name.to_owned(), place), value)
        });
        Some(named.collect())
    }

    /// Records of one kind under their ids, in the order written.
    pub(super) fn tables(self) -> Option<Vec<Entry<'a>>> {
        match self.raw {
            DeValue::Table(table) => Some(in_order(table)),
            _ => self.not("a table"),
        }
    }

    /// Members of a list.
    pub(super) fn list(self) -> Option<Vec<Value<'a>>> {
        let DeValue::Array(items) = self.raw else {
            return self.not("a list");
        };
        let values = items
            .iter()
            .map(|item| Value::new(self.sink, self.name, item));
        Some(values.collect())
    }

    /// A text in both languages.
    pub(super) fn text(self) -> Option<Text> {
        let DeValue::Table(_) = self.raw else {
            return self.not("a text `{ zh = \"…\", en = \"…\" }`");
        };
        let mut record = self.record()?;
        let (zh, en) = (record.string("zh"), record.string("en"));
        record.finish()?;
        Some(Text::new(zh?.value, en?.value))
    }

    /// An exact number: a string or an integer.
    pub(super) fn number(self) -> Option<Spanned<Rational>> {
        let value = match self.raw {
            DeValue::Integer(_) => self.integer().and_then(|n| Rational::new(n, 1))?,
            DeValue::String(text) => {
                let value = Rational::parse(text);
                if value.is_none() {
                    let message = format!("`{}` is not an exact number: `{text}`", self.name);
                    self.report(
                        Diagnostic::error("R0107", message)
                            .at(self.place, "")
                            .help("write digits with at most one point, e.g. `\"0.02\"`"),
                    );
                }
                value?
            }
            DeValue::Float(float) => {
                let message = format!("`{}` is written as a binary float", self.name);
                let float = float.as_str();
                self.report(
                    Diagnostic::error("R0106", message)
                        .at(self.place, "")
                        .help(format!("put it in quotes to keep it exact: `\"{float}\"`")),
                );
                return None;
            }
            _ => return self.not("a number in quotes or a whole number"),
        };
        Some(Spanned::new(value, self.place))
    }

    /// A day, in quotes or bare.
    pub(super) fn date(self) -> Option<Spanned<Date>> {
        let date = match self.raw {
            DeValue::String(text) => Date::parse(text),
            DeValue::Datetime(day) if day.time.is_none() => day.date.and_then(|day| {
                Date::new(
                    i32::from(day.year),
                    u32::from(day.month),
                    u32::from(day.day),
                )
            }),
            DeValue::Datetime(_) => None,
            _ => return self.not("a day such as `\"2017-07-21\"`"),
        };
        let Some(date) = date else {
            let message = format!("`{}` is not a day of the calendar", self.name);
            self.report(
                Diagnostic::error("R0108", message)
                    .at(self.place, "")
                    .help("write year, month and day, e.g. `\"2017-07-21\"`"),
            );
            return None;
        };
        Some(Spanned::new(date, self.place))
    }

    /// A month, in quotes.
    pub(super) fn month(self) -> Option<Spanned<Month>> {
        let text = self.string()?;
        let Some(month) = Month::parse(&text.value) else {
            let message = format!("`{}` is not a month", self.name);
            self.report(
                Diagnostic::error("R0108", message)
                    .at(self.place, "")
                    .help("write year and month, e.g. `\"2017-09\"`"),
            );
            return None;
        };
        Some(Spanned::new(month, self.place))
    }

    /// A unit of measure; `""` and `"1"` are pure numbers.
    pub(super) fn unit(self) -> Option<Spanned<Measure>> {
        let Some(text) = self.raw.as_str() else {
            return self.not("a unit in quotes");
        };
        match Measure::parse(text) {
            Ok(measure) => Some(Spanned::new(measure, self.place)),
            Err(part) => {
                let message = format!("unknown unit `{part}`");
                self.report(
                    Diagnostic::error("R0109", message)
                        .at(self.place, "")
                        .help("units are products such as `元/人/月`, `kWh/t` or `%`"),
                );
                None
            }
        }
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(self, words: &[(&str, T)]) -> Option<Spanned<T>> {
        let text = self.string()?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
            return Some(Spanned::new(*value, self.place));
        }
        let message = format!("`{}` cannot be `{}`", self.name, text.value);
        let found = Diagnostic::error("R0112", message).at(self.place, "");
        let known = words.iter().map(|(word, _)| *word);
        self.report(with_known(found, &text.value, known));
        None
    }

    /// One citation or a list of them; what cannot be read is reported and left out.
    pub(super) fn cites(self) -> Vec<CiteDraft> {
        match self.raw {
            DeValue::Array(_) => {
                let items = self.list().unwrap_or_default();
                if items.is_empty() {
                    let message = format!("`{}` is empty", self.name);
                    self.report(Diagnostic::error("R0116", message).at(self.place, ""));
                }
                items.into_iter().filter_map(Value::cite).collect()
            }
            _ => self.cite().into_iter().collect(),
        }
    }

    /// `"document clause"`: the document's id up to the first space, then the clause.
    fn cite(self) -> Option<CiteDraft> {
        let whole = self.string()?;
        let text = whole.value.trim_start();
        let skipped = whole.value.len() - text.len();
        let (document, clause) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let start = clamp(skipped);
        let place = self.place.part(start, start + clamp(document.len()));
        Some(CiteDraft {
            document: Spanned::new(document.to_owned(), place),
            clause: clause.trim().to_owned(),
        })
    }
}

/// A value of a type its field cannot hold.
pub(super) fn wrong_type(
    what: &str,
    expected: &str,
    found: &DeValue<'_>,
    place: Place,
) -> Diagnostic {
    let found = match found {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    Diagnostic::error("R0105", format!("{what} must be {expected}"))
        .at(place, format!("this is {found}"))
}
