//! From the texts of files to one draft.

use std::sync::Arc;

use toml::de::DeTable;

use super::draft::{Draft, FactDraft, Name};
use super::reader::{Entry, Record, Sink, in_order, with_known};
use super::sources::{RuleFiles, Sources};
use super::value::Value;
use super::{amounts, book, documents, facts, levers, names, parameters, tables};
use crate::base::{Diagnostic, FileId, Place};

/// The file every rulebook starts with.
pub const BOOK: &str = "book.toml";

/// The kinds of records, as written in headers: `[fact.…]`.
const KINDS: [&str; 10] = [
    "document",
    "section",
    "subject",
    "choice",
    "group",
    "fact",
    "parameter",
    "reading",
    "table",
    "amount",
];

/// Reads `book.toml`, the files it lists and its presets.
///
/// The draft holds every record that could be read; the diagnostics, in the order of files and
/// places, say what is wrong with the others. Presets are read into the sources only: what they state
/// is facts, not rules.
pub fn load(files: &dyn RuleFiles) -> (Draft, Vec<Diagnostic>, Sources) {
    let mut loader = Loader {
        files,
        draft: Draft::default(),
        sources: Sources::default(),
        found: Vec::new(),
        reform: false,
    };
    let parts = match loader.read(BOOK, None) {
        Some((file, text)) => loader.file(file, &text),
        None => Vec::new(),
    };
    for part in parts {
        if let Some((file, text)) = loader.read(&part.value, Some(part.place)) {
            loader.file(file, &text);
        }
    }
    loader.sources.seal();
    let presets = loader.draft.book.as_ref().map(|book| book.presets.clone());
    for preset in presets.into_iter().flatten() {
        loader.read(&preset.value, Some(preset.place));
    }
    let Loader {
        mut draft,
        sources,
        mut found,
        ..
    } = loader;
    found.extend(names::keep_unique(&mut draft));
    found.sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| label.place));
    (draft, found, sources)
}

/// What a reform's file holds beside records.
const OF_REFORM: [&str; 6] = ["reform", "set", "switch", "formula", "in_force", "example"];

pub(super) struct Loader<'f> {
    files: &'f dyn RuleFiles,
    draft: Draft,
    sources: Sources,
    found: Vec<Diagnostic>,
    /// The file is a reform's.
    reform: bool,
}

struct NoFiles;

impl RuleFiles for NoFiles {
    fn read(&self, _: &str) -> Option<Arc<str>> {
        None
    }
}

impl Loader<'static> {
    /// For the records of a reform.
    pub(super) fn of_reform() -> Loader<'static> {
        Loader {
            files: &NoFiles,
            draft: Draft::default(),
            sources: Sources::default(),
            found: Vec::new(),
            reform: true,
        }
    }

    /// The records read.
    pub(super) fn into_draft(self) -> Draft {
        self.draft
    }
}

impl Loader<'_> {
    /// The text of a file that is named at a place, each file once.
    fn read(&mut self, name: &str, named_at: Option<Place>) -> Option<(FileId, Arc<str>)> {
        let problem = if self.sources.find(name).is_some() {
            format!("file `{name}` is listed twice")
        } else if let Some(text) = self.files.read(name) {
            return Some((self.sources.add(name, Arc::clone(&text)), text));
        } else {
            self.draft.incomplete = true;
            format!("there is no file `{name}`")
        };
        let problem = Diagnostic::error("R0101", problem);
        self.found.push(match named_at {
            Some(place) => problem.at(place, "listed here"),
            None => problem.help("a rulebook is a folder with this file in it"),
        });
        None
    }

    /// Reads the records of one file; gives the files it lists, if it is the book.
    fn file(&mut self, file: FileId, text: &str) -> Vec<Name> {
        let sink = Sink::new(file, text);
        let (root, problems) = DeTable::parse_recoverable(text);
        if !problems.is_empty() {
            self.draft.incomplete = true;
        }
        let parts = self.records(&sink, root.get_ref(), file == FileId(0));
        let found = sink.into_found();
        if problems.is_empty() {
            self.found.extend(found);
        } else {
            // What the parser made up to go on is not what was written: only its own words count.
            let syntax = problems.iter().map(|problem| not_toml(file, text, problem));
            self.found.extend(syntax);
        }
        parts
    }

    /// Reads every record of a file; gives the files it lists, if it is the book.
    pub(super) fn records<'a>(
        &mut self,
        sink: &'a Sink<'a>,
        root: &'a DeTable<'a>,
        is_book: bool,
    ) -> Vec<Name> {
        let mut parts = Vec::new();
        // Facts of groups stand among the others as they are written.
        let mut facts: Vec<FactDraft> = Vec::new();
        for (key, value) in in_order(root) {
            let kind = key.get_ref().as_ref();
            if kind == "book" && is_book {
                if let Some(record) = Record::under_id(sink, "the", key, value) {
                    (self.draft.book, parts) = book::read(record);
                }
                continue;
            }
            if self.reform && OF_REFORM.contains(&kind) {
                continue;
            }
            if kind != "lever" && !KINDS.contains(&kind) {
                let more = if self.reform { &OF_REFORM[..] } else { &[] };
                sink.report(unknown_kind(kind, more, sink.place(key.span())));
                continue;
            }
            for entry in Value::new(sink, kind, value).tables().into_iter().flatten() {
                if self.record(sink, kind, entry, &mut facts).is_none() {
                    let place = sink.place(entry.0.span());
                    let name = entry.0.get_ref().as_ref().to_owned();
                    self.draft.left_out.push(Name::new(name, place));
                }
            }
        }
        if is_book && self.draft.book.is_none() && parts.is_empty() && !root.contains_key("book") {
            let start = sink.place(0..0);
            sink.report(Diagnostic::error("R0104", "the book has no `[book]`").at(start, ""));
        }
        facts.sort_unstable_by_key(|fact| fact.id.place);
        self.draft.facts.extend(facts);
        parts
    }

    /// Reads one record into the draft; `None` if it had to be left out.
    fn record<'a>(
        &mut self,
        sink: &'a Sink<'a>,
        kind: &str,
        (key, value): Entry<'a>,
        facts: &mut Vec<FactDraft>,
    ) -> Option<()> {
        let id = match kind {
            "document" => names::document_id(sink, key),
            _ => names::id(sink, key),
        };
        let record = Record::under_id(sink, kind, key, value)?;
        let draft = &mut self.draft;
        match kind {
            "document" => draft.documents.push(documents::document(id, record)?),
            "section" => draft.sections.push(documents::label(id, record)?),
            "subject" => draft.subjects.push(documents::label(id, record)?),
            "choice" => draft.choices.push(documents::choice(id, record)?),
            "fact" => facts.push(facts::fact(id, None, record)?),
            "parameter" => draft.parameters.push(parameters::parameter(id, record)?),
            "reading" => draft.parameters.push(parameters::reading(id, record)?),
            "table" => draft.parameters.push(tables::table(id, record)?),
            "amount" => draft.amounts.push(amounts::amount(id, record)?),
            "lever" => draft.levers.push(levers::lever(id, record)?),
            _ => {
                let group = facts::group(sink, id.as_ref(), record);
                draft.left_out.extend(group.left_out);
                facts.extend(group.facts);
                draft.groups.push(group.group?);
            }
        }
        Some(())
    }
}

fn unknown_kind(kind: &str, more: &[&str], place: Place) -> Diagnostic {
    if kind == "book" {
        return Diagnostic::error("R0103", format!("`[book]` belongs in `{BOOK}` only"))
            .at(place, "");
    }
    let found = Diagnostic::error("R0103", format!("`{kind}` is not a kind of record"));
    let known = KINDS
        .into_iter()
        .chain(["lever"])
        .chain(more.iter().copied());
    with_known(found.at(place, ""), kind, known)
}

/// A syntax error in the parser's words.
pub(super) fn not_toml(file: FileId, text: &str, problem: &toml::de::Error) -> Diagnostic {
    let span = problem.span().unwrap_or(text.len()..text.len());
    let place = Sink::new(file, text).place(span);
    // The first line only: a diagnostic's message is one line.
    let message = problem.message().lines().next().unwrap_or_default();
    Diagnostic::error("R0102", format!("not TOML: {message}")).at(place, "")
}
