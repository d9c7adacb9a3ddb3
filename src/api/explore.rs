//! `sweep`, `breakpoints` and `goal`: one fact or parameter varied.

use wasm_bindgen::prelude::*;

use super::input::Fields;
use super::texts::Texts;
use super::{give, kept};
use crate::base::Diagnostic;
use crate::check::Rulebook;
use crate::enterprise::FactProblem;
use crate::report::open::open_rules;
use crate::report::range::{POINTS, RangeQuestion, explored};
use crate::report::request::Question;
use crate::report::{DiagnosticReport, ExploreReport};
use crate::rulebook::{MapRules, Sources};

/// Curves of amounts along a fact or parameter, with every breakpoint.
#[wasm_bindgen(skip_typescript)]
pub fn sweep(request: &JsValue) -> JsValue {
    give(&answered(request, Kind::Sweep))
}

/// Every breakpoint of amounts along a fact or parameter.
#[wasm_bindgen(skip_typescript)]
pub fn breakpoints(request: &JsValue) -> JsValue {
    give(&answered(request, Kind::Breakpoints))
}

/// Every value of a fact or parameter that makes an amount reach a target.
#[wasm_bindgen(skip_typescript)]
pub fn goal(request: &JsValue) -> JsValue {
    give(&answered(request, Kind::Goal))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sweep,
    Breakpoints,
    Goal,
}

/// A request whose fields have the types they should have.
struct Asked {
    facts: JsValue,
    period: Option<String>,
    changes: Vec<String>,
    vary: String,
    of: Vec<String>,
    until: Option<String>,
    points: Option<usize>,
    rules: Option<MapRules>,
    kind: Kind,
}

fn answered(request: &JsValue, kind: Kind) -> ExploreReport {
    let mut fields = match Fields::of(request) {
        Ok(fields) => fields,
        Err(why) => return refused(&[why.diagnostic()], &Sources::default()),
    };
    let points = match kind {
        Kind::Sweep => fields.text("points"),
        _ => None,
    };
    let asked = Asked {
        facts: fields.any("facts"),
        period: fields.text("period"),
        changes: fields.texts("changes"),
        vary: fields.text("vary").unwrap_or_default(),
        of: match kind {
            Kind::Goal => Vec::new(),
            _ => fields.texts("of"),
        },
        until: match kind {
            Kind::Goal => Some(fields.text("until").unwrap_or_default()),
            _ => None,
        },
        points: (kind == Kind::Sweep)
            .then(|| points.and_then(|text| text.parse().ok()).unwrap_or(POINTS)),
        rules: fields.rules("rules"),
        kind,
    };
    if let Some(problems) = fields.finish() {
        return refused(&problems, &Sources::default());
    }
    match &asked.rules {
        Some(rules) => {
            let opened = open_rules(rules);
            match &opened.book {
                Some(book) => asked.answer(book, &opened.sources),
                None => refused(&opened.diagnostics, &opened.sources),
            }
        }
        None => kept::with_built_in(|engine, sources| asked.answer(engine.rulebook(), sources))
            .unwrap_or_else(|opened| refused(&opened.diagnostics, &opened.sources)),
    }
}

impl Asked {
    fn answer(&self, book: &Rulebook, rules: &Sources) -> ExploreReport {
        let mut texts = Texts::after(rules);
        let (enterprise, problems) = texts.enterprise(book, &self.facts, &self.changes);
        let question = Question {
            period: self.period.as_deref(),
            changes: &self.changes,
            changes_in: texts.changes(&self.changes),
            ..Question::default()
        };
        let range = RangeQuestion {
            vary: &self.vary,
            of: &self.of,
            points: self.points,
            forbidden: self.kind != Kind::Goal,
            until: self.until.as_deref(),
        };
        let (mut report, found) = explored(book, &enterprise, &question, &range);
        let mut all: Vec<Diagnostic> = problems.iter().map(FactProblem::diagnostic).collect();
        all.extend(found);
        report.diagnostics = DiagnosticReport::all(&all, &texts.sources);
        report
    }
}

fn refused(why: &[Diagnostic], sources: &Sources) -> ExploreReport {
    ExploreReport {
        diagnostics: DiagnosticReport::all(why, sources),
        ..ExploreReport::empty()
    }
}
