//! Diagnostics for a terminal: the problem, the lines it points at, what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::base::{Diagnostic, FileId};
use crate::rulebook::Sources;

/// Several, each as [`full`], apart from each other by an empty line.
pub(super) fn all(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&full(diagnostic, sources));
        out.push_str("\n\n");
    }
    out
}

/// Several, one line each: `rd.toml:31:26: error[R0203]: cannot add 人 to 元`.
pub(super) fn concise(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        if let Some(label) = diagnostic.labels.first() {
            let at = sources.start(label.place);
            let file = sources.name(label.place.file);
            out.push_str(&format!("{file}:{}:{}: ", at.line, at.column));
        }
        let severity = if diagnostic.is_error() {
            "error"
        } else {
            "warning"
        };
        let Diagnostic { code, message, .. } = diagnostic;
        out.push_str(&format!("{severity}[{code}]: {message}\n"));
    }
    out
}

/// One, with the text around its places.
fn full(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let level = if diagnostic.is_error() {
        Level::ERROR
    } else {
        Level::WARNING
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code);
    let mut group = Group::with_title(title);
    let mut files: Vec<FileId> = Vec::new();
    for label in &diagnostic.labels {
        if !files.contains(&label.place.file) {
            files.push(label.place.file);
        }
    }
    for file in files {
        let labels = diagnostic.labels.iter().enumerate();
        let labels = labels.filter(|(_, label)| label.place.file == file);
        let annotations = labels.map(|(index, label)| {
            let kind = if index == 0 {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let span = sources.span(label.place);
            let text = Some(label.message.as_str()).filter(|text| !text.is_empty());
            kind.span(span).label(text)
        });
        let snippet = Snippet::source(sources.text(file)).path(sources.name(file));
        group = group.element(snippet.annotations(annotations));
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    Renderer::plain().render(&[group])
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the examples are files")]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::check::check;
    use crate::rulebook::{BOOK, MapRules, load};

    fn refused(text: &str) -> String {
        let rules: MapRules = [(BOOK, text)].into_iter().collect();
        let (draft, mut found, sources) = load(&rules);
        found.extend(check(&draft, sources.hash()).1);
        all(&found, &sources)
    }

    #[test]
    fn both_places_are_shown_with_what_to_do() {
        let text = r#"[subject.labor]
label = { zh = "用工", en = "Labor" }

[book]
id = "b"
version = "1"
title = { zh = "规则", en = "Rules" }
from = "2020-01"
to = "2011-12"
files = []
"#;
        let expected = r#"error[R0115]: the book's last month lies before its first
 --> book.toml:9:7
  |
8 | from = "2020-01"
  |         ------- first month
9 | to = "2011-12"
  |       ^^^^^^^ last month

"#;
        assert_eq!(refused(text), expected);
    }

    #[test]
    fn whatever_is_wrong_can_be_shown() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        for entry in fs::read_dir(folder.join("fuzz/rulebooks")).unwrap() {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            refused(&String::from_utf8_lossy(&bytes));
        }
        for entry in fs::read_dir(folder.join("bad")).unwrap() {
            let rules = entry.unwrap().path().join("rules.toml");
            assert_ne!(refused(&fs::read_to_string(rules).unwrap_or_default()), "");
        }
    }
}
