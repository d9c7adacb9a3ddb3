//! What of the documents is computed, for `rules coverage` and the coverage page.

use serde::Serialize;

use super::{BookReport, DiagnosticReport, ENGINE, TextReport};
use crate::check::rulebook::Rulebook;
use crate::coverage::{
    Coverage, DocumentCoverage, FigureCoverage, Listed, Record, RowCoverage, RowState,
};

/// The documents' figures and levers, and where each is.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CoverageReport {
    /// Version of the engine.
    pub engine: &'static str,
    /// The rulebook.
    pub rulebook: Option<BookReport>,
    /// By document.
    pub documents: Vec<CoverageDocument>,
    /// Levers, row by row.
    pub levers: Vec<CoverageRow>,
    /// Every problem found.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// One document.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CoverageDocument {
    /// Id.
    pub id: String,
    /// Official number.
    pub number: String,
    /// Title.
    pub title: TextReport,
    /// Whether the rulebook cites it.
    pub in_rulebook: bool,
    /// How many figures there are; an entry no lever has may hold several.
    pub figures: usize,
    /// How many of them a record holds.
    pub held: usize,
    /// How many wait for a lever that is not there yet.
    pub awaited: usize,
    /// How many are no figure of a lever.
    pub not_a_lever: usize,
    /// The entries in the order of the clauses.
    pub entries: Vec<CoverageFigure>,
}

/// One figure, or several of one kind that no lever has.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CoverageFigure {
    /// The clause.
    pub clause: String,
    /// As written there.
    pub figure: String,
    /// What it is, where no record says it.
    pub what: Option<TextReport>,
    /// Records that hold it.
    pub held: Vec<RecordReport>,
    /// The lever it waits for.
    pub awaits: Option<String>,
    /// Name of the reason why it is no figure of a lever.
    pub reason: Option<String>,
    /// The reason in words.
    pub because: Option<TextReport>,
}

/// A record of the rulebook.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RecordReport {
    /// Id.
    pub id: String,
    /// `parameter`, `amount`, `lever` or `fact`.
    pub kind: &'static str,
    /// Label.
    pub label: TextReport,
}

/// One lever of the documents.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CoverageRow {
    /// Which list it stands in.
    pub list: String,
    /// What the list is called.
    pub heading: TextReport,
    /// Its number there.
    pub number: Option<u32>,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: TextReport,
    /// `computed`, `open`, `duty`, `reading` or `missing`.
    pub state: &'static str,
    /// The records that hold it.
    pub held: Vec<RecordReport>,
}

impl CoverageReport {
    /// The lists held against a rulebook.
    pub fn new(book: &Rulebook, listed: &Listed) -> CoverageReport {
        let coverage = Coverage::new(book, listed);
        CoverageReport {
            engine: ENGINE,
            rulebook: Some((&book.info).into()),
            documents: coverage.documents.iter().map(document).collect(),
            levers: coverage
                .rows
                .iter()
                .map(|one| row(&coverage, one))
                .collect(),
            diagnostics: Vec::new(),
        }
    }

    /// No rulebook, and why.
    pub fn refused(diagnostics: Vec<DiagnosticReport>) -> CoverageReport {
        CoverageReport {
            engine: ENGINE,
            rulebook: None,
            documents: Vec::new(),
            levers: Vec::new(),
            diagnostics,
        }
    }

    /// How many levers are in a state.
    pub fn levers_in(&self, state: RowState) -> usize {
        let levers = self.levers.iter();
        levers.filter(|row| row.state == state.name()).count()
    }
}

fn document(of: &DocumentCoverage) -> CoverageDocument {
    let [figures, held, awaited, not_a_lever] = Coverage::counts(&of.figures);
    CoverageDocument {
        id: of.id.clone(),
        number: of.number.clone(),
        title: (&of.title).into(),
        in_rulebook: of.in_rulebook,
        figures,
        held,
        awaited,
        not_a_lever,
        entries: of.figures.iter().map(figure).collect(),
    }
}

fn figure(of: &FigureCoverage) -> CoverageFigure {
    let reason = of.reason.as_ref();
    CoverageFigure {
        clause: of.clause.clone(),
        figure: of.figure.clone(),
        what: of.what.as_ref().map(Into::into),
        held: of.held.iter().map(record).collect(),
        awaits: of.awaits.clone(),
        reason: reason.map(|(name, _)| name.clone()),
        because: reason.map(|(_, words)| words.into()),
    }
}

fn record(of: &Record) -> RecordReport {
    RecordReport {
        id: of.id.clone(),
        kind: of.kind,
        label: (&of.label).into(),
    }
}

fn row(coverage: &Coverage, of: &RowCoverage) -> CoverageRow {
    let heading = coverage.lists.iter().find(|(name, _)| *name == of.list);
    let heading = heading.map_or_else(
        || crate::base::Text::new(of.list.clone(), of.list.clone()),
        |(_, words)| words.clone(),
    );
    CoverageRow {
        list: of.list.clone(),
        heading: (&heading).into(),
        number: of.number,
        id: of.id.clone(),
        title: (&of.title).into(),
        state: of.state.name(),
        held: of.held.iter().map(record).collect(),
    }
}
