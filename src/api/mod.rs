//! The JavaScript interface of the wasm package: `assess`, `compare`, `sweep`, `breakpoints`, `goal`,
//! `rulebook`, `facts` and `checkRules`.
//!
//! Takes plain JavaScript values; gives the objects of [`report`](crate::report), the same as
//! `qingce --format json` prints; `types.d.ts` declares them. Guarantees that whatever it is given, a
//! call returns: what a user can get wrong comes back as diagnostics, never as an exception. Leaves
//! storage, drawing and waiting to the page; the scripts around the module are in `npm/`.
#![allow(
    unreachable_pub,
    reason = "the functions are exported to JavaScript, not to Rust"
)]

mod compare;
mod explore;
mod input;
mod kept;
mod texts;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::base::Diagnostic;
use crate::enterprise::FactProblem;
use crate::report::open::{Opened, open_rules};
use crate::report::request::{Question, answer};
use crate::report::{CatalogueReport, CheckReport, DiagnosticReport, FactsReport, Outcome};
use crate::rulebook::{EmbeddedRules, MapRules, Sources};
use crate::scenario::Engine;

use input::{Fields, Refused};
use texts::Texts;

/// Answers one question about one enterprise.
#[wasm_bindgen(skip_typescript)]
pub fn assess(request: &JsValue) -> JsValue {
    give(&assessed(request))
}

fn assessed(request: &JsValue) -> Outcome {
    let mut fields = match Fields::of(request) {
        Ok(fields) => fields,
        Err(why) => return refused(&[why.diagnostic()], &Sources::default()),
    };
    let asked = Asked::read(&mut fields);
    if let Some(problems) = fields.finish() {
        return refused(&problems, &Sources::default());
    }
    let answered = match &asked.rules {
        Some(rules) => {
            let mut opened = open_rules(rules);
            let book = opened.book.take();
            book.map(|book| asked.answer(&Engine::new(book), &opened.sources))
                .ok_or_else(|| Box::new(opened))
        }
        None => kept::with_built_in(|engine, sources| asked.answer(engine, sources)),
    };
    answered.unwrap_or_else(|opened| refused(&opened.diagnostics, &opened.sources))
}

/// A request whose fields have the types they should have.
struct Asked {
    facts: JsValue,
    period: Option<String>,
    changes: Vec<String>,
    explain: Vec<String>,
    why: Vec<String>,
    calendar: bool,
    official: bool,
    rules: Option<MapRules>,
}

impl Asked {
    fn read(fields: &mut Fields) -> Asked {
        Asked {
            facts: fields.any("facts"),
            period: fields.text("period"),
            changes: fields.texts("changes"),
            explain: fields.texts("explain"),
            why: fields.texts("why"),
            calendar: fields.flag("calendar"),
            official: fields.flag("official"),
            rules: fields.rules("rules"),
        }
    }

    /// Facts that cannot be read are left out, each with its problem; everything else stands, as
    /// beside the fields of a form.
    fn answer(&self, engine: &Engine, rules: &Sources) -> Outcome {
        let mut texts = Texts::after(rules);
        let (enterprise, problems) =
            texts.enterprise(engine.rulebook(), &self.facts, &self.changes);
        let question = Question {
            period: self.period.as_deref(),
            changes: &self.changes,
            changes_in: texts.changes(&self.changes),
            explain: &self.explain,
            why: &self.why,
            calendar: self.calendar,
            official: self.official,
            ..Question::default()
        };
        let problems: Vec<Diagnostic> = problems.iter().map(FactProblem::diagnostic).collect();
        answer(engine, &enterprise, &question).outcome(&problems, &texts.sources)
    }
}

fn refused(why: &[Diagnostic], sources: &Sources) -> Outcome {
    Outcome {
        diagnostics: DiagnosticReport::all(why, sources),
        ..Outcome::empty()
    }
}

/// Everything in a rulebook: the one built in, or the one of the files given.
#[wasm_bindgen(skip_typescript)]
pub fn rulebook(rules: &JsValue) -> JsValue {
    give(&with_rules(
        rules,
        |opened| match &opened.book {
            Some(book) => CatalogueReport::new(book, opened.reports()),
            None => CatalogueReport::refused(opened.reports()),
        },
        CatalogueReport::refused,
    ))
}

/// The facts an enterprise may state.
#[wasm_bindgen(skip_typescript)]
pub fn facts(rules: &JsValue) -> JsValue {
    give(&with_rules(
        rules,
        |opened| match &opened.book {
            Some(book) => FactsReport::new(book, opened.reports()),
            None => FactsReport::refused(opened.reports()),
        },
        FactsReport::refused,
    ))
}

/// Checks a rulebook.
#[wasm_bindgen(js_name = checkRules, skip_typescript)]
pub fn check_rules(rules: &JsValue) -> JsValue {
    give(&with_rules(
        rules,
        |opened| {
            let info = opened.book.as_ref().map(|book| &book.info);
            CheckReport::new(info, opened.reports())
        },
        |found| CheckReport::new(None, found),
    ))
}

fn with_rules<R>(
    rules: &JsValue,
    report: impl FnOnce(&Opened) -> R,
    refuse: impl FnOnce(Vec<DiagnosticReport>) -> R,
) -> R {
    let opened = match input::rules(rules, "rules") {
        Ok(Some(files)) => open_rules(&files),
        Ok(None) => open_rules(&EmbeddedRules),
        Err(why) => {
            let why = Refused::diagnostic(&why);
            return refuse(DiagnosticReport::all(&[why], &Sources::default()));
        }
    };
    report(&opened)
}

/// A report as a plain JavaScript object. One JSON text is several times faster to hand over than
/// each field by itself, and it is the very text the command prints.
fn give(report: &impl Serialize) -> JsValue {
    // Reports hold only text, whole numbers and null, and serde_json writes JSON: nothing can fail.
    let text = serde_json::to_string(report).unwrap_or_default();
    js_sys::JSON::parse(&text).unwrap_or(JsValue::NULL)
}
