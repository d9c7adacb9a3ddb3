//! How an amount came about, as data.
#![expect(
    missing_docs,
    reason = "docs/schema describes the fields, and a test holds the two equal"
)]

use serde::Serialize;

use super::{CitationReport, TextReport, amount_name, citations, words};
use crate::check::rulebook::Rulebook;
use crate::explain::explanation::{
    DatedUse, ExplainedSegment, Explanation, Link, ParameterUse, Phrase, Token,
};

/// How an amount came about.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplanationReport {
    pub amount: String,
    pub label: TextReport,
    pub kind: &'static str,
    pub timing: &'static str,
    /// With its unit.
    pub value: Option<String>,
    pub status: &'static str,
    pub note: Option<TextReport>,
    pub citations: Vec<CitationReport>,
    pub segments: Vec<SegmentReport>,
    pub summing: Vec<TokenReport>,
    pub parameters: Vec<ParameterReport>,
    pub facts: Vec<FactReport>,
    pub amounts: Vec<ReadReport>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SegmentReport {
    pub from: String,
    pub to: String,
    pub months: u32,
    pub condition: Option<ConditionReport>,
    pub words: Vec<TokenReport>,
    pub numbers: Vec<TokenReport>,
    pub exact: Option<String>,
    pub rounding: TextReport,
    pub result: Option<String>,
    pub status: &'static str,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ConditionReport {
    pub words: Vec<TokenReport>,
    pub holds: Option<bool>,
}

/// A word of a sentence: its wording, and what it refers to.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TokenReport {
    pub text: TextReport,
    /// `word`, `number`, `fact`, `parameter` or `amount`.
    pub kind: &'static str,
    /// Id of the fact, parameter or amount.
    pub id: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ParameterReport {
    pub id: String,
    pub label: TextReport,
    pub checked_until: Option<String>,
    pub values: Vec<DatedReport>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DatedReport {
    pub value: TextReport,
    pub from: Option<String>,
    pub to: Option<String>,
    pub grade: Option<&'static str>,
    pub verify: bool,
    pub stale: bool,
    pub note: Option<TextReport>,
    pub citations: Vec<CitationReport>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FactReport {
    pub id: String,
    pub label: TextReport,
    /// With its unit.
    pub value: Option<TextReport>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ReadReport {
    pub id: String,
    pub label: TextReport,
    /// With its unit.
    pub value: Option<String>,
    pub status: &'static str,
}

impl ExplanationReport {
    /// The report of one explanation.
    pub fn new(book: &Rulebook, explanation: &Explanation) -> ExplanationReport {
        let read = |amount: &crate::explain::explanation::AmountUse| ReadReport {
            id: amount_name(book, amount.of),
            label: (&amount.label).into(),
            value: amount.value.clone(),
            status: amount.status.word(),
        };
        let fact = |fact: &crate::explain::explanation::FactUse| FactReport {
            id: book.slot_name(fact.slot),
            label: (&fact.label).into(),
            value: fact.value.as_ref().map(Into::into),
        };
        let segments = explanation.segments.iter();
        let parameters = explanation.parameters.iter();
        ExplanationReport {
            amount: amount_name(book, explanation.of),
            label: (&explanation.label).into(),
            kind: words::kind(explanation.kind),
            timing: words::timing(explanation.timing),
            value: explanation.value.clone(),
            status: explanation.status.word(),
            note: explanation.note.as_ref().map(Into::into),
            citations: citations(book, &explanation.cite),
            segments: segments.map(|part| segment(book, part)).collect(),
            summing: phrase(book, &explanation.summing),
            parameters: parameters.map(|used| parameter(book, used)).collect(),
            facts: explanation.facts.iter().map(fact).collect(),
            amounts: explanation.amounts.iter().map(read).collect(),
        }
    }
}

fn segment(book: &Rulebook, segment: &ExplainedSegment) -> SegmentReport {
    let condition = segment.condition.as_ref();
    SegmentReport {
        from: segment.from.to_string(),
        to: segment.to.to_string(),
        months: segment.months,
        condition: condition.map(|(words, holds)| ConditionReport {
            words: phrase(book, words),
            holds: *holds,
        }),
        words: phrase(book, &segment.words),
        numbers: phrase(book, &segment.numbers),
        exact: segment.exact.clone(),
        rounding: (&segment.rounding).into(),
        result: segment.result.clone(),
        status: segment.status.word(),
    }
}

fn phrase(book: &Rulebook, phrase: &Phrase) -> Vec<TokenReport> {
    phrase.iter().map(|word| token(book, word)).collect()
}

fn token(book: &Rulebook, token: &Token) -> TokenReport {
    let (kind, id) = match token.link {
        Link::None => ("word", None),
        Link::Number => ("number", None),
        Link::Fact(slot) => ("fact", Some(book.slot_name(slot))),
        Link::Parameter(parameter) => ("parameter", Some(book.parameters[parameter].id.clone())),
        Link::Amount(of) => ("amount", Some(amount_name(book, of))),
    };
    TokenReport {
        text: (&token.text).into(),
        kind,
        id,
    }
}

fn parameter(book: &Rulebook, used: &ParameterUse) -> ParameterReport {
    ParameterReport {
        id: book.parameters[used.parameter].id.clone(),
        label: (&used.label).into(),
        checked_until: used.checked_until.map(|day| day.to_string()),
        values: used.values.iter().map(|value| dated(book, value)).collect(),
    }
}

fn dated(book: &Rulebook, used: &DatedUse) -> DatedReport {
    DatedReport {
        value: (&used.value).into(),
        from: used.from.map(|day| day.to_string()),
        to: used.to.map(|day| day.to_string()),
        grade: used.grade.map(words::grade),
        verify: used.verify,
        stale: used.stale,
        note: used.note.as_ref().map(Into::into),
        citations: citations(book, &used.cite),
    }
}
