//! `compare`: scenarios side by side.

mod draw;
mod print;
mod read;

use super::args::{CompareArgs, CompareFormat};
use super::words::Words;
use super::{Answer, json, render, rules, system};
use crate::base::Diagnostic;
use crate::report::compare::{Compared, ComparisonOutcome, ScenarioSet, answer};
use crate::report::{BookReport, DiagnosticReport};
use crate::rulebook::Sources;
use crate::scenario::Engine;

/// The comparison, or why there is none.
pub(super) fn run(asked: &CompareArgs, words: Words) -> Answer {
    let mut opened = rules::open(asked.rules.as_deref());
    let Some(book) = opened.book.take() else {
        let errors = opened.diagnostics;
        return refused(
            ComparisonOutcome::empty(),
            &errors,
            &opened.sources,
            asked.format,
        );
    };
    let outcome = || ComparisonOutcome {
        rulebook: Some(BookReport::from(&book.info)),
        ..ComparisonOutcome::empty()
    };
    let mut sources = opened.sources.clone();
    let set = match read::set(&book, asked, words, &mut sources) {
        Ok(set) => set,
        Err(problems) => return refused(outcome(), &problems, &sources, asked.format),
    };
    let ways = match ways(asked, &set) {
        Ok(ways) => ways,
        Err(why) => return refused(outcome(), &[why], &sources, asked.format),
    };
    let engine = Engine::new(book);
    let compared = answer(&engine, &set, ways.as_deref());
    let mut found = compared.diagnostics.clone();
    if found.iter().any(Diagnostic::is_error) {
        return refused(compared.outcome, &found, &sources, asked.format);
    }
    found.extend(draw::files(asked, &set, &compared, words));
    let refused = found.iter().any(Diagnostic::is_error);
    let err = render::all(&found, &sources);
    let out = match asked.format {
        CompareFormat::Json => {
            let mut outcome = compared.outcome;
            outcome.diagnostics = DiagnosticReport::all(&found, &sources);
            let err = String::new();
            return Answer {
                out: json(&outcome),
                err,
                refused,
            };
        }
        CompareFormat::Csv => print::csv(&compared.outcome.result, asked.only_differences, words),
        CompareFormat::Table => {
            let info = compared.outcome.rulebook.as_ref();
            let mut out = info.map_or(String::new(), |info| rules::title(info, words));
            out.push_str(&table(asked, &set, &compared, words));
            out
        }
    };
    Answer { out, err, refused }
}

fn table(asked: &CompareArgs, set: &ScenarioSet, compared: &Compared, words: Words) -> String {
    let print = print::Print {
        words,
        set,
        report: &compared.outcome.result,
    };
    let long = compared.ways.len() > 3 && asked.between.is_empty();
    print.all(asked.only_differences, long)
}

/// The pairs named by `--between`; none named means from the reference to each.
fn ways(asked: &CompareArgs, set: &ScenarioSet) -> Result<Option<Vec<(usize, usize)>>, Diagnostic> {
    if asked.between.is_empty() {
        return Ok(None);
    }
    let mut ways = Vec::new();
    for pair in asked.between.chunks(2) {
        if let [from, to] = pair {
            ways.push((set.position(from)?, set.position(to)?));
        }
    }
    Ok(Some(ways))
}

fn refused(
    mut outcome: ComparisonOutcome,
    why: &[Diagnostic],
    sources: &Sources,
    format: CompareFormat,
) -> Answer {
    match format {
        CompareFormat::Json => {
            outcome.diagnostics = DiagnosticReport::all(why, sources);
            Answer::refused_json(json(&outcome))
        }
        _ => Answer::refused(render::all(why, sources)),
    }
}

/// Writes a file named in the command.
fn write(path: &std::path::Path, text: &str) -> Option<Diagnostic> {
    let why = system::write(path, text).err()?;
    let message = format!("cannot write `{}`: {why}", path.display());
    Some(Diagnostic::error("Q0101", message))
}
