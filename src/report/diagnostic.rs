//! Diagnostics with names of files and positions an editor understands.
#![expect(
    missing_docs,
    reason = "docs/schema describes the fields, and a test holds the two equal"
)]

use serde::Serialize;

use super::words;
use crate::base::{Diagnostic, Place};
use crate::rulebook::Sources;

/// One problem.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticReport {
    /// Stable code, e.g. `R0203`.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The problem in one line.
    pub message: String,
    /// Places, the primary one first.
    pub labels: Vec<LabelReport>,
    /// What to do.
    pub help: Option<String>,
    /// What else to know.
    pub notes: Vec<String>,
}

/// A place with what is to be said about it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LabelReport {
    pub file: String,
    pub start: PositionReport,
    pub end: PositionReport,
    pub message: String,
}

/// Where a byte stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PositionReport {
    /// From 1.
    pub line: u32,
    /// Characters, from 1.
    pub column: u32,
    /// UTF-16 code units, from 0.
    utf16: u32,
}

impl DiagnosticReport {
    /// A diagnostic whose places lie in `sources`.
    pub fn new(diagnostic: &Diagnostic, sources: &Sources) -> DiagnosticReport {
        let label = |label: &crate::base::diagnostic::Label| LabelReport {
            file: sources.name(label.place.file).to_owned(),
            start: position(sources, label.place, false),
            end: position(sources, label.place, true),
            message: label.message.clone(),
        };
        DiagnosticReport {
            code: diagnostic.code,
            severity: words::severity(diagnostic.severity),
            message: diagnostic.message.clone(),
            labels: diagnostic.labels.iter().map(label).collect(),
            help: diagnostic.help.clone(),
            notes: diagnostic.notes.clone(),
        }
    }

    /// Many at once.
    pub fn all(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<DiagnosticReport> {
        let report = |diagnostic| DiagnosticReport::new(diagnostic, sources);
        diagnostics.iter().map(report).collect()
    }

    /// Whether it refuses the thing.
    pub fn is_error(&self) -> bool {
        self.severity == "error"
    }
}

fn position(sources: &Sources, place: Place, end: bool) -> PositionReport {
    let at = if end {
        sources.end(place)
    } else {
        sources.start(place)
    };
    PositionReport {
        line: at.line,
        column: at.column,
        utf16: at.utf16,
    }
}

/// What checking a rulebook found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CheckReport {
    /// Version of the engine.
    pub engine: &'static str,
    /// Whether the rulebook can be used: no errors.
    pub ok: bool,
    /// The rulebook, if it can be used.
    pub rulebook: Option<super::book::BookReport>,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// Every problem found.
    pub diagnostics: Vec<DiagnosticReport>,
}

impl CheckReport {
    /// The report of one check.
    pub fn new(
        info: Option<&crate::check::rulebook::BookInfo>,
        diagnostics: Vec<DiagnosticReport>,
    ) -> CheckReport {
        let errors = diagnostics.iter().filter(|found| found.is_error()).count();
        CheckReport {
            engine: super::ENGINE,
            ok: errors == 0 && info.is_some(),
            rulebook: info.map(Into::into),
            errors,
            warnings: diagnostics.len() - errors,
            diagnostics,
        }
    }
}
