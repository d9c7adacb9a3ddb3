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

/// One, with the text around its places.
pub(super) fn full(diagnostic: &Diagnostic, sources: &Sources) -> String {
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
            let span = label.place.start as usize..label.place.end as usize;
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
