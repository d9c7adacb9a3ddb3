//! A rulebook as data: documents, parameters, amounts and levers, for lists and for pages.

use serde::Serialize;

use super::facts::FactEntry;
use super::law::{ParameterEntry, labeled};
use super::{CitationReport, DiagnosticReport, ENGINE, TextReport, citations, words};
use crate::base::Decimal;
use crate::check::rulebook::{
    Amount, AmountRounding, BookInfo, Cite, Condition, Document, InForce, Lever, Rulebook,
};

/// What identifies a rulebook.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct BookReport {
    /// Id.
    pub id: String,
    /// Version.
    pub version: String,
    /// SHA-256 of its files, and of the patches laid over them.
    pub hash: String,
    /// Title.
    pub title: TextReport,
    /// First month a period may hold.
    pub from: String,
    /// Last month a period may hold.
    pub to: String,
}

impl From<&BookInfo> for BookReport {
    fn from(info: &BookInfo) -> BookReport {
        BookReport {
            id: info.id.clone(),
            version: info.version.clone(),
            hash: info.hash.clone(),
            title: (&info.title).into(),
            from: info.from.to_string(),
            to: info.to.to_string(),
        }
    }
}

/// A rulebook's records; `null` in place of the kinds that were not asked for.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CatalogueReport {
    /// Version of the engine.
    pub engine: &'static str,
    /// The rulebook, if it could be loaded.
    pub rulebook: Option<BookReport>,
    /// Documents that are cited.
    pub documents: Option<Vec<DocumentEntry>>,
    /// Subjects of levers.
    pub subjects: Option<Vec<LabelEntry>>,
    /// Facts an enterprise may state.
    pub facts: Option<Vec<FactEntry>>,
    /// Parameters, tables and readings.
    pub parameters: Option<Vec<ParameterEntry>>,
    /// Amounts.
    pub amounts: Option<Vec<AmountEntry>>,
    /// Levers.
    pub levers: Option<Vec<LeverEntry>>,
    /// Every problem found.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// An id with a label.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LabelEntry {
    /// Id.
    pub id: String,
    /// Label.
    pub label: TextReport,
}

/// A document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentEntry {
    /// Id.
    pub id: String,
    /// Official number.
    pub number: String,
    /// Title.
    pub title: TextReport,
    /// `document` or `national`.
    pub kind: &'static str,
    /// Day it was issued.
    pub issued: Option<String>,
    /// Day it came into force.
    pub in_force: Option<String>,
    /// Last day in force.
    pub to: Option<String>,
    /// What else to know.
    pub note: Option<TextReport>,
}

/// An amount.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct AmountEntry {
    /// Id.
    pub id: String,
    /// Label.
    pub label: TextReport,
    /// What it is to the enterprise.
    pub kind: &'static str,
    /// Unit of its value.
    pub unit: String,
    /// When it counts.
    pub timing: &'static str,
    /// The date fact of an event.
    pub on: Option<String>,
    /// Group with one amount a row.
    pub group: Option<String>,
    /// Owning lever.
    pub lever: Option<String>,
    /// Condition.
    pub when: Option<String>,
    /// Formula.
    pub formula: String,
    /// Step it is rounded to, in base units; `null` if kept exact.
    pub rounding: Option<String>,
    /// Citations.
    pub citations: Vec<CitationReport>,
    /// What else to know.
    pub note: Option<TextReport>,
}

/// A lever.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LeverEntry {
    /// Id.
    pub id: String,
    /// Title.
    pub title: TextReport,
    /// Subject.
    pub subject: String,
    /// Where its figures come from.
    pub figures: &'static str,
    /// What it is to the enterprise.
    pub nature: &'static str,
    /// Grain at which conditions are judged.
    pub timing: &'static str,
    /// Who qualifies.
    pub qualifies: Option<TextReport>,
    /// Office in charge.
    pub office: Option<TextReport>,
    /// How to apply.
    pub apply: Option<TextReport>,
    /// What else to know.
    pub note: Option<TextReport>,
    /// Spans in force.
    pub in_force: Vec<SpanEntry>,
    /// What must hold.
    pub conditions: Vec<ConditionEntry>,
    /// Amounts it owns.
    pub amounts: Vec<String>,
    /// Parameters it owns values of.
    pub parameters: Vec<String>,
    /// Citations.
    pub citations: Vec<CitationReport>,
}

/// A span in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SpanEntry {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: Option<String>,
    /// Neither document nor national rule.
    pub assumption: bool,
    /// Citations.
    pub citations: Vec<CitationReport>,
}

/// One condition of a lever.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ConditionEntry {
    /// What it asks, in words.
    pub label: TextReport,
    /// What must be true.
    pub test: String,
    /// Citations.
    pub citations: Vec<CitationReport>,
}

impl CatalogueReport {
    /// A whole rulebook.
    pub fn new(book: &Rulebook, diagnostics: Vec<DiagnosticReport>) -> CatalogueReport {
        let facts = book.facts.values();
        let parameters = book.parameters.values();
        let amounts = book.amounts.values();
        let levers = book.levers.values();
        CatalogueReport {
            rulebook: Some((&book.info).into()),
            documents: Some(book.documents.values().map(document).collect()),
            subjects: Some(book.subjects.values().map(labeled).collect()),
            facts: Some(facts.map(|of| FactEntry::new(book, of)).collect()),
            parameters: Some(parameters.map(|of| ParameterEntry::new(book, of)).collect()),
            amounts: Some(amounts.map(|of| amount(book, of)).collect()),
            levers: Some(levers.map(|of| lever(book, of)).collect()),
            ..CatalogueReport::refused(diagnostics)
        }
    }

    /// Why there is no rulebook.
    pub fn refused(diagnostics: Vec<DiagnosticReport>) -> CatalogueReport {
        CatalogueReport {
            engine: ENGINE,
            rulebook: None,
            documents: None,
            subjects: None,
            facts: None,
            parameters: None,
            amounts: None,
            levers: None,
            diagnostics,
        }
    }
}

fn document(document: &Document) -> DocumentEntry {
    let day = |day: Option<crate::base::Date>| day.map(|day| day.to_string());
    DocumentEntry {
        id: document.id.clone(),
        number: document.number.clone(),
        title: (&document.title).into(),
        kind: if document.national {
            "national"
        } else {
            "document"
        },
        issued: day(document.issued),
        in_force: day(document.in_force),
        to: day(document.to),
        note: document.note.as_ref().map(Into::into),
    }
}

fn amount(book: &Rulebook, amount: &Amount) -> AmountEntry {
    AmountEntry {
        id: amount.id.clone(),
        label: (&amount.label).into(),
        kind: words::kind(amount.kind),
        unit: amount.measure.text.clone(),
        timing: words::timing(amount.timing),
        on: amount.on.map(|fact| book.facts[fact].id.clone()),
        group: amount.group.map(|group| book.groups[group].id.clone()),
        lever: amount.lever.map(|lever| book.levers[lever].id.clone()),
        when: amount.when.as_ref().map(|when| when.text.to_string()),
        formula: amount.formula.text.to_string(),
        rounding: match amount.rounding {
            AmountRounding::Exact => None,
            AmountRounding::To { den, .. } => Some(step(den)),
        },
        citations: citations(book, &amount.cite),
        note: amount.note.as_ref().map(Into::into),
    }
}

/// `1 ÷ den` as a decimal.
fn step(den: i128) -> String {
    let step = crate::base::Rational::new(1, den);
    step.and_then(crate::base::Rational::to_decimal)
        .map_or_else(|| format!("1/{den}"), |step: Decimal| step.to_string())
}

fn lever(book: &Rulebook, lever: &Lever) -> LeverEntry {
    let cites = |cites: &[Cite]| citations(book, cites);
    let span = |span: &InForce| SpanEntry {
        from: span.from.to_string(),
        to: span.to.map(|day| day.to_string()),
        assumption: span.assumption,
        citations: cites(&span.cite),
    };
    let condition = |condition: &Condition| ConditionEntry {
        label: (&condition.label).into(),
        test: condition.test.text.to_string(),
        citations: cites(&condition.cite),
    };
    let amounts = lever.amounts.iter();
    let parameters = lever.parameters.iter();
    LeverEntry {
        id: lever.id.clone(),
        title: (&lever.title).into(),
        subject: book.subjects[lever.subject].id.clone(),
        figures: words::figures(lever.figures),
        nature: words::nature(lever.nature),
        timing: words::timing(lever.timing),
        qualifies: lever.qualifies.as_ref().map(Into::into),
        office: lever.office.as_ref().map(Into::into),
        apply: lever.apply.as_ref().map(Into::into),
        note: lever.note.as_ref().map(Into::into),
        in_force: lever.in_force.iter().map(span).collect(),
        conditions: lever.conditions.iter().map(condition).collect(),
        amounts: amounts.map(|id| book.amounts[*id].id.clone()).collect(),
        parameters: parameters
            .map(|id| book.parameters[*id].id.clone())
            .collect(),
        citations: cites(&lever.cite),
    }
}
