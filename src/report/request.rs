//! From a question as text to an answer as data: what the command line and the JavaScript API share.

use crate::base::Diagnostic;
use crate::check::{self, Rulebook};
use crate::report::DiagnosticReport;
use crate::rulebook::codes::CodePage;
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

/// The codes of what can be wrong with a question.
pub const CODES: &[CodePage] = &[
    CodePage {
        code: "Q0101",
        title: "a file or folder cannot be read",
        text: "The file or folder named in the command is not there, may not be read, or is not \
               UTF-8 text. A rulebook is a folder with `book.toml` in it.",
    },
    CodePage {
        code: "Q0102",
        title: "no period",
        text: "Neither the question nor the facts file says which months to assess, and no period is \
               assumed. Add `--period 2017`, or `period = \"2017\"` to the facts file.",
    },
    CodePage {
        code: "Q0103",
        title: "not a period",
        text: "A period is a year (`2017`), a month (`2017-09`) or months of one year \
               (`2017-03..2017-09`). Longer spans are several periods, because yearly settlements \
               belong to one year.",
    },
    CodePage {
        code: "Q0104",
        title: "a period outside the rulebook",
        text: "A rulebook states the first and the last month it covers. Outside them its parameters \
               say nothing, so there is nothing to compute.",
    },
    CodePage {
        code: "Q0105",
        title: "an unknown amount",
        text: "The rulebook computes no amount of that name. `qingce rules list --kind amount` lists \
               them; an amount of a group is named with its row, as in `line1.line_surcharge`.",
    },
    CodePage {
        code: "Q0106",
        title: "a change that cannot be made",
        text: "A change is `PARAMETER=VALUE`, in the parameter's unit, a reading by the id of the \
               option, or `LEVER=off`. The parameter or lever must exist and the value must fit it.",
    },
    CodePage {
        code: "Q0107",
        title: "not official",
        text: "An official sheet rests only on values of documents and national rules that somebody \
               has checked for the whole period: no assumptions, nothing still to be verified, no \
               changes laid over the rulebook. Each refused value is listed with its reason.",
    },
    CodePage {
        code: "Q0108",
        title: "an unknown id",
        text: "The rulebook has no document, fact, parameter, amount or lever of that id. \
               `qingce rules list` lists them.",
    },
];
