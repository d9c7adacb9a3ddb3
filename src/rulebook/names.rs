//! What may be a name, and which names must differ.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned as Toml;
use toml::de::DeString;

use super::draft::{Draft, Name, ParameterShape, Spanned};
use super::reader::Sink;
use crate::base::{Diagnostic, Place};

/// Words of the formula language; nothing can be named like one.
pub const RESERVED: [&str; 28] = [
    "and",
    "or",
    "not",
    "if",
    "then",
    "else",
    "true",
    "false",
    "min",
    "max",
    "clamp",
    "floor",
    "ceil",
    "round",
    "lookup",
    "marginal",
    "sum",
    "count",
    "any",
    "applies",
    "in_force",
    "known",
    "months_between",
    "days_between",
    "period_start",
    "period_end",
    "period_year",
    "year_of",
];

/// The id a record is written under; reported if formulas could not name it.
pub(super) fn id(sink: &Sink<'_>, key: &Toml<DeString<'_>>) -> Option<Name> {
    let place = sink.place(key.span());
    let text = key.get_ref().as_ref();
    let problem = if RESERVED.contains(&text) {
        format!("`{text}` is a word of the formula language")
    } else if !is_word(text) {
        format!("`{text}` is not an id")
    } else {
        return Some(Spanned::new(text.to_owned(), place));
    };
    sink.report(
        Diagnostic::error("R0111", problem)
            .at(place, "")
            .help("an id is a letter followed by letters, digits and `_`"),
    );
    None
}

/// The id of a document, which citations name up to the first space.
pub(super) fn document_id(sink: &Sink<'_>, key: &Toml<DeString<'_>>) -> Option<Name> {
    let place = sink.place(key.span());
    let text = key.get_ref().as_ref();
    if text.is_empty()
        || !text
            .chars()
            .all(|c| c.is_alphanumeric() || "-_.".contains(c))
    {
        let problem = format!("`{text}` is not the id of a document");
        sink.report(
            Diagnostic::error("R0111", problem)
                .at(place, "")
                .help("use letters, digits, `-`, `_` and `.`"),
        );
        return None;
    }
    Some(Spanned::new(text.to_owned(), place))
}

fn is_word(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.all(|c| c.is_alphanumeric() || c == '_')
}

/// Reports names used twice, at both places, and leaves the later record out.
///
/// What formulas can name shares one space, so that they need no prefixes. Documents, sections, subjects
/// and choice types, which formulas never name, each have their own: a fact may be called like its
/// choice type.
pub(super) fn keep_unique(draft: &mut Draft) -> Vec<Diagnostic> {
    let mut named = all_names(draft);
    named.sort_unstable_by_key(|(_, _, name)| name.place);
    let mut first: BTreeMap<(&str, &str), (&str, Place)> = BTreeMap::new();
    let mut found = Vec::new();
    let mut dropped = BTreeSet::new();
    for (space, kind, name) in &named {
        let before = first
            .entry((*space, name.value.as_str()))
            .or_insert((*kind, name.place));
        if before.1 == name.place {
            continue;
        }
        found.push(
            Diagnostic::error(
                "R0110",
                format!("`{}` is already the name of a {}", name.value, before.0),
            )
            .at(name.place, "")
            .at(before.1, "first used here")
            .help("give one of the two another id"),
        );
        dropped.insert(name.place);
    }
    let keep = |name: &Name| !dropped.contains(&name.place);
    draft.documents.retain(|record| keep(&record.id));
    draft.sections.retain(|record| keep(&record.id));
    draft.subjects.retain(|record| keep(&record.id));
    draft.choices.retain(|record| keep(&record.id));
    draft.groups.retain(|record| keep(&record.id));
    draft.facts.retain(|record| keep(&record.id));
    draft.parameters.retain(|record| keep(&record.id));
    draft.amounts.retain(|record| keep(&record.id));
    draft.levers.retain(|record| keep(&record.id));
    found
}

/// Space, kind and name of every record.
fn all_names(draft: &Draft) -> Vec<(&'static str, &'static str, Name)> {
    const SHARED: &str = "formula";
    let mut names = Vec::new();
    let mut add = |space, kind, name: &Name| names.push((space, kind, name.clone()));
    draft
        .documents
        .iter()
        .for_each(|record| add("document", "document", &record.id));
    draft
        .sections
        .iter()
        .for_each(|record| add("section", "section", &record.id));
    draft
        .subjects
        .iter()
        .for_each(|record| add("subject", "subject", &record.id));
    draft
        .choices
        .iter()
        .for_each(|record| add("choice", "choice", &record.id));
    draft
        .groups
        .iter()
        .for_each(|record| add(SHARED, "group", &record.id));
    draft
        .facts
        .iter()
        .for_each(|record| add(SHARED, "fact", &record.id));
    for parameter in &draft.parameters {
        let kind = match parameter.shape {
            ParameterShape::Reading { .. } => "reading",
            ParameterShape::Brackets { .. } | ParameterShape::ByChoice { .. } => "table",
            _ => "parameter",
        };
        add(SHARED, kind, &parameter.id);
    }
    draft
        .amounts
        .iter()
        .for_each(|record| add(SHARED, "amount", &record.id));
    draft
        .levers
        .iter()
        .for_each(|record| add(SHARED, "lever", &record.id));
    names
}
