//! The lists held against a rulebook: what is computed, what is open, what is no lever and why.

use super::held::{Miss, holds};
use super::listed::{Entry, Listed, Place, Row};
use super::sought::Sought;
use crate::base::Text;
use crate::check::rulebook::{Figures, LeverId, Named, Rulebook};

/// The documents' figures and levers, and where each is.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// By document, in the order of the lists.
    pub documents: Vec<DocumentCoverage>,
    /// Levers, row by row.
    pub rows: Vec<RowCoverage>,
    /// Names of the lists of rows.
    pub lists: Vec<(String, Text)>,
}

/// One document's figures.
#[derive(Clone, Debug)]
pub struct DocumentCoverage {
    /// Id.
    pub id: String,
    /// Official number.
    pub number: String,
    /// Title.
    pub title: Text,
    /// Whether the rulebook cites it.
    pub in_rulebook: bool,
    /// Its figures.
    pub figures: Vec<FigureCoverage>,
}

/// One figure.
#[derive(Clone, Debug)]
pub struct FigureCoverage {
    /// The clause.
    pub clause: String,
    /// The figure as written there.
    pub figure: String,
    /// What it is, where no record says it.
    pub what: Option<Text>,
    /// Records that hold it.
    pub held: Vec<Record>,
    /// Records that should hold it and do not, each with why.
    pub missed: Vec<(String, Miss)>,
    /// The lever it waits for.
    pub awaits: Option<String>,
    /// Why it is no figure of a lever: name and words.
    pub reason: Option<(String, Text)>,
}

/// A record of the rulebook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Id.
    pub id: String,
    /// `parameter`, `amount`, `lever` or `fact`.
    pub kind: &'static str,
    /// Label.
    pub label: Text,
}

/// One lever of the lists.
#[derive(Clone, Debug)]
pub struct RowCoverage {
    /// Its list.
    pub list: String,
    /// Its number there.
    pub number: Option<u32>,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What the rulebook does with it.
    pub state: RowState,
    /// The records that hold it.
    pub held: Vec<Record>,
}

/// What the rulebook does with a lever of the documents.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RowState {
    /// Amounts from figures of the documents, of national rules or of the enterprise's own bills.
    Computed,
    /// The documents set no figure: an amount as soon as one is supplied.
    Open,
    /// A duty, an entitlement or a warning without an amount.
    Duty,
    /// A choice between what two documents say.
    Reading,
    /// Not in the rulebook.
    Missing,
}

impl Coverage {
    /// Holds the lists against a rulebook.
    pub fn new(book: &Rulebook, listed: &Listed) -> Coverage {
        let mut documents: Vec<DocumentCoverage> = Vec::new();
        for entry in &listed.entries {
            let figure = figure(book, listed, entry);
            match documents.iter_mut().find(|one| one.id == entry.document) {
                Some(document) => document.figures.push(figure),
                None => documents.push(DocumentCoverage {
                    figures: vec![figure],
                    ..heading(book, listed, &entry.document)
                }),
            }
        }
        for outside in &listed.outside {
            if documents.iter().all(|one| one.id != outside.id) {
                documents.push(heading(book, listed, &outside.id));
            }
        }
        // The order of the lists' files has no part in it: documents stand as the rulebook has them.
        let known = |id: &str| {
            let mut ids = book.documents.values().map(|document| &document.id);
            let outside = listed.outside.iter().map(|outside| &outside.id);
            let found = ids.by_ref().chain(outside).position(|one| one == id);
            found.unwrap_or(usize::MAX)
        };
        documents.sort_by_key(|document| known(&document.id));
        Coverage {
            documents,
            rows: listed.rows.iter().map(|one| row(book, one)).collect(),
            lists: listed.lists.clone(),
        }
    }

    /// Figures, and those that are held, that wait and that are none of a lever. Each figure counts,
    /// also where an entry holds several.
    pub fn counts(figures: &[FigureCoverage]) -> [usize; 4] {
        let count = |of: &dyn Fn(&FigureCoverage) -> bool| {
            let counted = figures.iter().filter(|figure| of(figure));
            counted.map(|one| one.figure.split('、').count()).sum()
        };
        [
            count(&|_| true),
            count(&|figure| !figure.held.is_empty()),
            count(&|figure| figure.awaits.is_some()),
            count(&|figure| figure.reason.is_some()),
        ]
    }
}

impl RowState {
    /// As written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            RowState::Computed => "computed",
            RowState::Open => "open",
            RowState::Duty => "duty",
            RowState::Reading => "reading",
            RowState::Missing => "missing",
        }
    }
}

fn heading(book: &Rulebook, listed: &Listed, id: &str) -> DocumentCoverage {
    let known = book.documents.values().find(|document| document.id == id);
    let outside = listed.outside.iter().find(|outside| outside.id == id);
    let (number, title) = match (known, outside) {
        (Some(document), _) => (document.number.clone(), document.title.clone()),
        (None, Some(outside)) => (outside.number.clone(), outside.title.clone()),
        (None, None) => (id.to_owned(), Text::new(id, id)),
    };
    DocumentCoverage {
        id: id.to_owned(),
        number,
        title,
        in_rulebook: known.is_some(),
        figures: Vec::new(),
    }
}

fn figure(book: &Rulebook, listed: &Listed, entry: &Entry) -> FigureCoverage {
    let mut figure = FigureCoverage {
        clause: entry.clause.clone(),
        figure: entry.figure.clone(),
        what: None,
        held: Vec::new(),
        missed: Vec::new(),
        awaits: None,
        reason: None,
    };
    match &entry.place {
        Place::Held(ids) => {
            let written = entry.value.as_deref().unwrap_or(&entry.figure);
            let sought = Sought::parse(written);
            for id in ids {
                let found = sought.as_ref().map_or(Err(Miss::NotThere), |sought| {
                    holds(book, &entry.document, sought, id)
                });
                match (found, record(book, id)) {
                    (Ok(()), Some(record)) => figure.held.push(record),
                    (Ok(()), None) => figure.missed.push((id.clone(), Miss::NoRecord)),
                    (Err(miss), _) => figure.missed.push((id.clone(), miss)),
                }
            }
        }
        Place::Awaits(lever, what) => {
            figure.awaits = Some(lever.clone());
            figure.what = Some(what.clone());
        }
        Place::Not(reason, what) => {
            let words = listed.reasons.iter().find(|(name, _)| name == reason);
            let words = words.map_or_else(|| Text::new("", ""), |(_, words)| words.clone());
            figure.reason = Some((reason.clone(), words));
            figure.what = Some(what.clone());
        }
    }
    figure
}

fn record(book: &Rulebook, id: &str) -> Option<Record> {
    let (kind, label) = match *book.names.get(id)? {
        Named::Parameter(at) => ("parameter", &book.parameters[at].label),
        Named::Amount(at) => ("amount", &book.amounts[at].label),
        Named::Lever(at) => ("lever", &book.levers[at].title),
        Named::Fact(at) => ("fact", &book.facts[at].label),
        Named::Group(at) => ("group", &book.groups[at].label),
    };
    Some(Record {
        id: id.to_owned(),
        kind,
        label: label.clone(),
    })
}

fn row(book: &Rulebook, row: &Row) -> RowCoverage {
    let held: Vec<Record> = row.held.iter().filter_map(|id| record(book, id)).collect();
    let state = if row.awaits || held.len() < row.held.len() {
        RowState::Missing
    } else {
        let states = held.iter().map(|record| state(book, &record.id));
        states.min().unwrap_or(RowState::Missing)
    };
    let own = record(book, &row.id).map(|record| record.label);
    let title = row.what.clone().or(own);
    RowCoverage {
        list: row.list.clone(),
        number: row.number,
        id: row.id.clone(),
        title: title.unwrap_or_else(|| Text::new(row.id.clone(), row.id.clone())),
        state,
        held,
    }
}

fn state(book: &Rulebook, id: &str) -> RowState {
    match book.names.get(id) {
        Some(Named::Amount(_)) => RowState::Computed,
        Some(Named::Parameter(_)) => RowState::Reading,
        Some(Named::Lever(at)) => {
            let lever = &book.levers[*at];
            if lever.amounts.is_empty() && lever.parameters.is_empty() && !asked(book, *at) {
                RowState::Duty
            } else if lever.figures == Figures::Open {
                RowState::Open
            } else {
                RowState::Computed
            }
        }
        _ => RowState::Missing,
    }
}

/// Whether some amount asks if a lever applies or is in force.
fn asked(book: &Rulebook, lever: LeverId) -> bool {
    let mut amounts = book.amounts.values();
    amounts.any(|amount| {
        let mut nodes = amount.formulas().flat_map(|formula| formula.nodes.values());
        nodes.any(|node| node.kind.lever_asked() == Some(lever))
    })
}
