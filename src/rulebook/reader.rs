//! A cursor over one spanned table: fields that are there, missing or unknown; every problem reported
//! with its place, none of them stopping the reading of the next field.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned as Toml;
use toml::de::{DeString, DeTable, DeValue};

use super::draft::{CiteDraft, Name, Spanned};
use super::sources::clamp;
use super::value::{Value, wrong_type};
use crate::base::diagnostic::nearest;
use crate::base::{Date, Diagnostic, FileId, Measure, Place, Rational, Text};

/// The file being read and what has been found wrong in it.
pub(super) struct Sink<'t> {
    file: FileId,
    text: &'t str,
    found: RefCell<Vec<Diagnostic>>,
}

impl<'t> Sink<'t> {
    pub(super) fn new(file: FileId, text: &'t str) -> Sink<'t> {
        Sink {
            file,
            text,
            found: RefCell::default(),
        }
    }

    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place {
            file: self.file,
            start: clamp(span.start),
            end: clamp(span.end),
        }
    }

    pub(super) fn into_found(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }

    fn count(&self) -> usize {
        self.found.borrow().len()
    }

    /// The inside of a string's quotes, so that offsets into a formula are offsets into the file.
    pub(super) fn inside_quotes(&self, span: Range<usize>) -> Place {
        let raw = self.text.get(span.clone()).unwrap_or("");
        let mut quotes = ["\"\"\"", "'''", "\"", "'"].into_iter();
        let Some(quote) = quotes.find(|q| raw.starts_with(q) && raw.len() >= 2 * q.len()) else {
            return self.place(span);
        };
        let skip = if quote.len() == 3 {
            let inside = raw.get(3..).unwrap_or("");
            let newline = ["\r\n", "\n"].into_iter().find(|n| inside.starts_with(n));
            3 + newline.map_or(0, str::len)
        } else {
            1
        };
        self.place(span.start + skip..span.end - quote.len())
    }
}

/// A key and its value, as the parser gives them.
pub(super) type Entry<'a> = (&'a Toml<DeString<'a>>, &'a Toml<DeValue<'a>>);

/// Entries of a table in the order they were written; the parser keeps them by name.
pub(super) fn in_order<'a>(table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| key.span().start);
    entries
}

/// A table whose fields are being taken one by one.
pub(super) struct Record<'a> {
    sink: &'a Sink<'a>,
    what: String,
    place: Place,
    table: &'a DeTable<'a>,
    known: Vec<&'static str>,
    problems_before: usize,
}

impl<'a> Record<'a> {
    pub(super) fn new(
        sink: &'a Sink<'a>,
        what: String,
        place: Place,
        table: &'a DeTable<'a>,
    ) -> Record<'a> {
        Record {
            sink,
            what,
            place,
            table,
            known: Vec::new(),
            problems_before: sink.count(),
        }
    }

    /// A record written under its id: `[fact.region]`.
    pub(super) fn under_id(
        sink: &'a Sink<'a>,
        kind: &str,
        key: &Toml<DeString<'_>>,
        value: &'a Toml<DeValue<'a>>,
    ) -> Option<Record<'a>> {
        let place = sink.place(key.span());
        let what = format!("{kind} `{}`", key.get_ref());
        match value.get_ref() {
            DeValue::Table(table) => Some(Record::new(sink, what, place, table)),
            other => {
                sink.report(wrong_type(&what, "a table", other, place));
                None
            }
        }
    }

    /// Where the record is named; where a field is missed.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// What the record is, for messages: fact `region`.
    pub(super) fn what(&self) -> &str {
        &self.what
    }

    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.sink.report(diagnostic);
    }

    /// The value of a field, if it is written.
    pub(super) fn field(&mut self, name: &'static str) -> Option<Value<'a>> {
        self.known.push(name);
        self.table
            .get(name)
            .map(|value| Value::new(self.sink, name, value))
    }

    /// The value of a field; reported if it is missing.
    pub(super) fn required(&mut self, name: &'static str) -> Option<Value<'a>> {
        let value = self.field(name);
        if value.is_none() {
            self.missing(name, None);
        }
        value
    }

    pub(super) fn missing(&self, name: &str, help: Option<&str>) {
        let message = format!("{} has no `{name}`", self.what);
        let diagnostic = Diagnostic::error("R0104", message).at(self.place, "");
        self.report(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic.help(format!("add `{name}`")),
        });
    }

    /// Reports a field that does not go with the rest of the record.
    pub(super) fn refuse(&mut self, name: &'static str, why: &str) {
        if let Some(value) = self.field(name) {
            let message = format!("`{name}` does not belong in {}", self.what);
            self.report(Diagnostic::error("R0113", message).at(value.place, why));
        }
    }

    pub(super) fn text(&mut self, name: &'static str) -> Option<Text> {
        self.required(name)?.text()
    }

    pub(super) fn text_if_any(&mut self, name: &'static str) -> Option<Text> {
        self.field(name)?.text()
    }

    pub(super) fn string(&mut self, name: &'static str) -> Option<Name> {
        self.required(name)?.string()
    }

    pub(super) fn string_if_any(&mut self, name: &'static str) -> Option<Name> {
        self.field(name)?.string()
    }

    pub(super) fn number(&mut self, name: &'static str) -> Option<Spanned<Rational>> {
        self.required(name)?.number()
    }

    pub(super) fn date(&mut self, name: &'static str) -> Option<Spanned<Date>> {
        self.required(name)?.date()
    }

    pub(super) fn date_if_any(&mut self, name: &'static str) -> Option<Spanned<Date>> {
        self.field(name)?.date()
    }

    pub(super) fn unit(&mut self, name: &'static str) -> Option<Spanned<Measure>> {
        let Some(value) = self.field(name) else {
            self.missing(name, Some("write `\"1\"` for a pure number"));
            return None;
        };
        value.unit()
    }

    /// `true` or `false`; false if it is not written.
    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        self.field(name).and_then(Value::boolean).unwrap_or(false)
    }

    /// The field as one of some words, or the fallback if it is not written.
    pub(super) fn word_or<T: Copy>(
        &mut self,
        name: &'static str,
        words: &[(&str, T)],
        fallback: T,
    ) -> Option<Spanned<T>> {
        match self.field(name) {
            Some(value) => value.word(words),
            None => Some(Spanned::new(fallback, self.place)),
        }
    }

    /// The citations of a field, possibly none.
    pub(super) fn cites(&mut self, name: &'static str) -> Vec<CiteDraft> {
        self.field(name).map_or_else(Vec::new, Value::cites)
    }

    /// Reports fields nobody asked for; `None` if anything was wrong with the record.
    pub(super) fn finish(self) -> Option<()> {
        for (key, _) in in_order(self.table) {
            let name = key.get_ref().as_ref();
            if self.known.contains(&name) {
                continue;
            }
            let message = format!("{} has no field `{name}`", self.what);
            let found = Diagnostic::error("R0103", message).at(self.sink.place(key.span()), "");
            self.sink
                .report(with_known(found, name, self.known.iter().copied()));
        }
        (self.sink.count() == self.problems_before).then_some(())
    }
}

/// Adds the nearest known name, or all of them when none is near.
pub(super) fn with_known<'k>(
    diagnostic: Diagnostic,
    unknown: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Diagnostic {
    if let Some(name) = nearest(unknown, known.clone()) {
        return diagnostic.help(format!("did you mean `{name}`?"));
    }
    let names: Vec<String> = known.map(|name| format!("`{name}`")).collect();
    diagnostic.help(format!("known here: {}", names.join(", ")))
}
