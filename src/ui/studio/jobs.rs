//! What a worker may be asked to do: heavy work by name, text in and text out.
//!
//! A page asks through [`super::worker::ask`]; the worker runs the same module and ends up in [`run`].

use serde_json::Value;

use crate::report::diff::{DiffReport, Stated};
use crate::report::open::open_rules;
use crate::rulebook::MapRules;
use crate::rulebook::archive::unpack;
use crate::scenario::Engine;
use crate::ui::compute::Calculator;

/// A job: from the text of a question to the text of its answer, or why it is refused.
pub type Job = fn(&Calculator, &str) -> Result<String, String>;

/// All of them, by name: a page adds its line.
const JOBS: &[(&str, Job)] = &[
    ("rulebook-hash", rulebook_hash),
    ("rules-diff", rules_diff),
    ("explore", super::explore::state::job),
];

/// Runs the job of a name.
///
/// # Errors
///
/// Why the job refused, or that there is no such job.
pub fn run(calculator: &Calculator, name: &str, input: &str) -> Result<String, String> {
    match JOBS.iter().find(|(known, _)| *known == name) {
        Some((_, job)) => job(calculator, input),
        None => Err(format!("there is no job `{name}`")),
    }
}

/// The hash of the rulebook the worker computes with: the page can tell that both have the same.
#[expect(clippy::unnecessary_wraps, reason = "the shape of every job")]
fn rulebook_hash(calculator: &Calculator, _input: &str) -> Result<String, String> {
    Ok(calculator.book().info.hash.clone())
}

/// What changed since another rulebook: `{ old, enterprises: [{ name, text }] }`, the rulebook as one text and
/// facts files; the answer is what `qingce rules diff --format json` prints.
fn rules_diff(calculator: &Calculator, input: &str) -> Result<String, String> {
    let question: Value = serde_json::from_str(input).map_err(|why| why.to_string())?;
    let text = |of: &Value, field: &str| {
        let text = of.get(field).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let packed = text(&question, "old");
    let files: MapRules = unpack(&packed).collect();
    let opened = open_rules(&files);
    let Some(old) = opened.book.clone() else {
        let errors = opened.errors();
        let lines = errors.iter().map(|found| opened.sources.concise(found));
        return Err(lines.collect::<Vec<_>>().join("\n"));
    };
    let enterprises = question.get("enterprises").and_then(Value::as_array);
    let stated = |of: &Value| Stated {
        name: text(of, "name"),
        text: text(of, "text"),
        period: None,
    };
    let enterprises: Vec<Stated> = enterprises.into_iter().flatten().map(stated).collect();
    let report = DiffReport::new(&Engine::new(old), calculator.engine(), &enterprises);
    serde_json::to_string(&report).map_err(|why| why.to_string())
}
