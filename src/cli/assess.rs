//! `assess`: one enterprise, one period.

use std::path::Path;
use std::sync::Arc;

use super::args::{AssessArgs, Format};
use super::sheet::Sheet;
use super::words::Words;
use super::{Answer, json, patching, render, rules, system};
use crate::base::Diagnostic;
use crate::check::Rulebook;
use crate::enterprise::{self, Enterprise, FactProblem};
use crate::report::request::{Question, answer};
use crate::report::{DiagnosticReport, Outcome, facts};
use crate::rulebook::{Reform, Sources};
use crate::scenario::Engine;

/// The sheet, or why there is none. Facts that cannot be read refuse the whole: a sheet that leaves
/// out what somebody stated would be another enterprise's.
pub(super) fn run(asked: &AssessArgs, words: Words) -> Answer {
    let opened = rules::open(asked.rules.as_deref());
    let Some(book) = opened.book else {
        let errors = opened.diagnostics;
        return refused(Outcome::empty(), &errors, &opened.sources, asked.format);
    };
    let mut outcome = Outcome {
        rulebook: Some((&book.info).into()),
        ..Outcome::empty()
    };
    let mut sources = opened.sources;
    let patches = match patching::patches(&asked.changes, &mut sources) {
        Ok(patches) => patches,
        Err(why) => return refused(outcome, &why, &sources, asked.format),
    };
    // Facts may be of a reform's own making, so they are read by the rulebook with it.
    let patched = match patches.lay_over(&book) {
        Ok(patched) => patched,
        Err(why) => return refused(outcome, &why, &sources, asked.format),
    };
    let (enterprise, problems) = match read(
        &patched.book,
        &asked.facts,
        asked.format == Format::Table,
        words,
        &mut sources,
    ) {
        Ok(read) => read,
        Err(why) => return refused(outcome, &[why], &sources, asked.format),
    };
    if !problems.is_empty() {
        outcome.facts = Some(facts::stated(&patched.book, &enterprise));
        outcome.period = enterprise.period.map(|period| period.to_string());
        return refused(outcome, &problems, &sources, asked.format);
    }
    let engine = Engine::new(book);
    let reforms: Vec<Arc<Reform>> = patches.reforms().cloned().collect();
    let question = Question {
        period: asked.period.as_deref(),
        reforms: &reforms,
        changes: &asked.changes.set,
        changes_in: None,
        explain: &asked.explain,
        why: &asked.why,
        calendar: asked.calendar,
        official: asked.official,
    };
    let answered = answer(&engine, &enterprise, &question);
    let refused = answered.refused();
    let err = render::all(&answered.diagnostics, &sources);
    let outcome = answered.outcome(&[], &sources);
    match asked.format {
        Format::Json => Answer {
            out: json(&outcome),
            err: String::new(),
            refused,
        },
        Format::Table => {
            let sheet = Sheet {
                book: &patched.book,
                words,
            };
            // A refused question gets no sheet, only what an official sheet refuses.
            let out = match &outcome.official {
                Some(official) if !official.accepted => sheet.official(official),
                _ if refused => String::new(),
                _ => sheet.print(&outcome),
            };
            Answer { out, err, refused }
        }
    }
}

/// The facts as read, and the problems with them.
pub(super) fn read(
    book: &Rulebook,
    facts: &Path,
    for_people: bool,
    words: Words,
    sources: &mut Sources,
) -> Result<(Enterprise, Vec<Diagnostic>), Diagnostic> {
    let shown = facts.display();
    let text = system::read(facts).map_err(|why| {
        Diagnostic::error("Q0101", format!("cannot read the facts `{shown}`: {why}"))
    })?;
    let file = sources.add(&shown.to_string(), Arc::from(text.as_str()));
    let (enterprise, problems) = enterprise::from_text(book, &text, file);
    // People read about their own facts in their own language; programs read one language.
    let say = |problem: &FactProblem| {
        if for_people {
            words.problem(problem)
        } else {
            problem.diagnostic()
        }
    };
    let problems = problems.iter().map(say).collect();
    Ok((enterprise, problems))
}

fn refused(mut outcome: Outcome, why: &[Diagnostic], sources: &Sources, format: Format) -> Answer {
    match format {
        Format::Json => {
            outcome.diagnostics = DiagnosticReport::all(why, sources);
            Answer::refused_json(json(&outcome))
        }
        Format::Table => Answer::refused(render::all(why, sources)),
    }
}
