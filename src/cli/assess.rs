//! `assess`: one enterprise, one period.

use std::path::Path;
use std::sync::Arc;

use super::args::{AssessArgs, Format};
use super::sheet::Sheet;
use super::words::Words;
use super::{Answer, json, patching, recap, render, rules, system};
use crate::base::Diagnostic;
use crate::check::Rulebook;
use crate::enterprise::{self, Enterprise, FactProblem};
use crate::report::request::{Question, answer, sheet};
use crate::report::sheet::Sheet as Recap;
use crate::report::{DiagnosticReport, Outcome, facts};
use crate::rulebook::{Reform, Sources};
use crate::scenario::patch::Patched;
use crate::scenario::{Engine, Patches};
use crate::xlsx;

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
    let for_people = asked.format == Format::Table;
    let read = read(
        (&book, &patches),
        &asked.facts,
        for_people,
        words,
        &mut sources,
    );
    let Read {
        enterprise,
        problems,
        patched,
    } = match read {
        Ok(read) => read,
        Err(why) => return refused(outcome, &why, &sources, asked.format),
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
    let mut answered = answer(&engine, &enterprise, &question);
    let wanted = !answered.refused() && (asked.sheet || asked.xlsx.is_some());
    let recap = wanted.then(|| sheet(&engine, &enterprise, &question, words.lang()));
    let recap = recap.flatten();
    let file = recap.as_ref().zip(asked.xlsx.as_deref());
    let unwritten = file.and_then(|(recap, file)| workbook(recap, file).err());
    answered.diagnostics.extend(unwritten);
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
                _ => match recap.filter(|_| asked.sheet) {
                    Some(recap) => recap::print(&recap, words),
                    None => sheet.print(&outcome),
                },
            };
            Answer { out, err, refused }
        }
    }
}

/// Writes the workbook of a sheet.
fn workbook(recap: &Recap, file: &Path) -> Result<(), Diagnostic> {
    let refused = |why: String| {
        let shown = file.display();
        Diagnostic::error(
            "Q0101",
            format!("cannot write the workbook `{shown}`: {why}"),
        )
    };
    let bytes = xlsx::write(recap).map_err(refused)?;
    system::write_bytes(file, &bytes).map_err(refused)
}

/// A facts file as read.
pub(super) struct Read {
    /// What it states.
    pub(super) enterprise: Enterprise,
    /// Problems with its facts.
    pub(super) problems: Vec<Diagnostic>,
    /// The rulebook it was read by: with the changes of the file and those asked for.
    pub(super) patched: Patched,
}

/// Reads a facts file. Facts may be of a reform's own making, so they are read by the rulebook with the
/// reforms of the file's `[patch]` and those given.
pub(super) fn read(
    (book, patches): (&Rulebook, &Patches),
    facts: &Path,
    for_people: bool,
    words: Words,
    sources: &mut Sources,
) -> Result<Read, Vec<Diagnostic>> {
    let shown = facts.display();
    let text = system::read(facts).map_err(|why| {
        let message = format!("cannot read the facts `{shown}`: {why}");
        vec![Diagnostic::error("Q0101", message)]
    })?;
    let file = sources.add(&shown.to_string(), Arc::from(text.as_str()));
    let tree = enterprise::tree(&text, file);
    let all = match &tree {
        Ok(tree) => patches.after_those_of(tree),
        Err(_) => patches.clone(),
    };
    let patched = all.lay_over(book)?;
    let (enterprise, problems) = match &tree {
        Ok(tree) => enterprise::from_raw(&patched.book, tree),
        Err(_) => enterprise::from_text(&patched.book, &text, file),
    };
    // People read about their own facts in their own language; programs read one language.
    let say = |problem: &FactProblem| {
        if for_people {
            words.problem(problem)
        } else {
            problem.diagnostic()
        }
    };
    let problems = problems.iter().map(say).collect();
    Ok(Read {
        enterprise,
        problems,
        patched,
    })
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
