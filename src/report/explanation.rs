//! How an amount came about, as data.

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
    amount: String,
    label: TextReport,
    kind: &'static str,
    timing: &'static str,
    /// With its unit.
    value: Option<String>,
    status: &'static str,
    note: Option<TextReport>,
    citations: Vec<CitationReport>,
    segments: Vec<SegmentReport>,
    summing: Vec<TokenReport>,
    parameters: Vec<ParameterReport>,
    facts: Vec<FactReport>,
    amounts: Vec<ReadReport>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SegmentReport {
    from: String,
    to: String,
    months: u32,
    condition: Option<ConditionReport>,
    words: Vec<TokenReport>,
    numbers: Vec<TokenReport>,
    exact: Option<String>,
    rounding: TextReport,
    result: Option<String>,
    status: &'static str,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct ConditionReport {
    words: Vec<TokenReport>,
    holds: Option<bool>,
}

/// A word of a sentence: its wording, and what it refers to.
#[derive(Clone, PartialEq, Debug, Serialize)]
struct TokenReport {
    text: TextReport,
    /// `word`, `number`, `fact`, `parameter` or `amount`.
    kind: &'static str,
    /// Id of the fact, parameter or amount.
    id: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ParameterReport {
    id: String,
    label: TextReport,
    checked_until: Option<String>,
    values: Vec<DatedReport>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct DatedReport {
    value: TextReport,
    from: Option<String>,
    to: Option<String>,
    grade: Option<&'static str>,
    verify: bool,
    stale: bool,
    note: Option<TextReport>,
    citations: Vec<CitationReport>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct FactReport {
    id: String,
    label: TextReport,
    /// With its unit.
    value: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct ReadReport {
    id: String,
    label: TextReport,
    /// With its unit.
    value: Option<String>,
    status: &'static str,
}

impl ExplanationReport {
    /// The report of one explanation.
    pub fn new(book: &Rulebook, explanation: &Explanation) -> ExplanationReport {
        let read = |amount: &crate::explain::explanation::AmountUse| ReadReport {
            id: amount_name(book, amount.of),
            label: (&amount.label).into(),
            value: amount.value.clone(),
            status: words::status(amount.status),
        };
        let fact = |fact: &crate::explain::explanation::FactUse| FactReport {
            id: book.slot_name(fact.slot),
            label: (&fact.label).into(),
            value: fact.value.clone(),
        };
        let segments = explanation.segments.iter();
        let parameters = explanation.parameters.iter();
        ExplanationReport {
            amount: amount_name(book, explanation.of),
            label: (&explanation.label).into(),
            kind: words::kind(explanation.kind),
            timing: words::timing(explanation.timing),
            value: explanation.value.clone(),
            status: words::status(explanation.status),
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
        status: words::status(segment.status),
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
