//! Opening a rulebook: loaded, checked, and every problem of both.

use crate::base::Diagnostic;
use crate::check::{self, Rulebook};
use crate::report::DiagnosticReport;
use crate::rulebook::{RuleFiles, Sources, load};

/// A rulebook as far as it could be opened.
pub struct Opened {
    /// The rulebook, if it has no errors.
    pub book: Option<Rulebook>,
    /// Every problem found.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts they point into.
    pub sources: Sources,
}

/// Loads and checks a rulebook.
pub fn open_rules(files: &dyn RuleFiles) -> Opened {
    let (draft, mut diagnostics, sources) = load(files);
    let (book, found) = check::check(&draft, sources.hash());
    diagnostics.extend(found);
    // The loader leaves out records it cannot read, so what is left may pass and still not be the book.
    let refused = diagnostics.iter().any(Diagnostic::is_error);
    Opened {
        book: book.filter(|_| !refused),
        diagnostics,
        sources,
    }
}

impl Opened {
    /// No rulebook, and why.
    pub fn refused(why: Diagnostic) -> Opened {
        Opened {
            book: None,
            diagnostics: vec![why],
            sources: Sources::default(),
        }
    }

    /// Every problem as data.
    pub fn reports(&self) -> Vec<DiagnosticReport> {
        DiagnosticReport::all(&self.diagnostics, &self.sources)
    }

    /// The problems that refuse it.
    pub fn errors(&self) -> Vec<Diagnostic> {
        let errors = self.diagnostics.iter().filter(|found| found.is_error());
        errors.cloned().collect()
    }
}
