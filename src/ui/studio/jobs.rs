//! What a worker may be asked to do: heavy work by name, text in and text out.
//!
//! A page asks through [`super::worker::ask`]; the worker runs the same module and ends up in [`run`].

use std::future::{Future, ready};
use std::pin::Pin;
use std::rc::Rc;

use serde_json::Value;

use crate::base::slices::{at_once, breath};
use crate::report::diff::{DiffReport, Stated};
use crate::report::open::open_rules;
use crate::rulebook::MapRules;
use crate::rulebook::archive::unpack;
use crate::scenario::Engine;
use crate::ui::compute::Calculator;

/// A job: from the text of a question to the text of its answer, or why it is refused; long ones in
/// [slices](crate::base::slices).
pub type Job = fn(Rc<Calculator>, String) -> Running;

/// A job under way.
pub type Running = Pin<Box<dyn Future<Output = Result<String, String>>>>;

/// All of them, by name: a page adds its line.
const JOBS: &[(&str, Job)] = &[
    ("rulebook-hash", |calculator, _| {
        Box::pin(rulebook_hash(calculator))
    }),
    ("rules-diff", |calculator, input| {
        Box::pin(rules_diff(calculator, input))
    }),
    ("explore", |calculator, input| {
        Box::pin(super::explore::state::job(calculator, input))
    }),
    ("sheet", |calculator, input| {
        Box::pin(super::sheet::job(calculator, input))
    }),
    ("reform", |calculator, input| {
        Box::pin(super::reform::view::job(calculator, input))
    }),
];

/// Begins the job of a name; one there is not is refused.
pub fn begin(calculator: &Rc<Calculator>, name: &str, input: String) -> Running {
    match JOBS.iter().find(|(known, _)| *known == name) {
        Some((_, job)) => job(Rc::clone(calculator), input),
        None => Box::pin(ready(Err(format!("there is no job `{name}`")))),
    }
}

/// Runs the job of a name.
///
/// # Errors
///
/// Why the job refused, or that there is no such job.
pub fn run(calculator: &Rc<Calculator>, name: &str, input: String) -> Result<String, String> {
    at_once(begin(calculator, name, input))
}

/// The hash of the rulebook the worker computes with: the page can tell that both have the same.
#[expect(clippy::unused_async, reason = "the shape of every job")]
async fn rulebook_hash(calculator: Rc<Calculator>) -> Result<String, String> {
    Ok(calculator.book().info.hash.clone())
}

/// What changed since another rulebook: `{ old, enterprises: [{ name, text }] }`, the rulebook as one text and
/// facts files; the answer is what `qingce rules diff --format json` prints.
async fn rules_diff(calculator: Rc<Calculator>, input: String) -> Result<String, String> {
    let question: Value = serde_json::from_str(&input).map_err(|why| why.to_string())?;
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
    breath().await;
    let enterprises = question.get("enterprises").and_then(Value::as_array);
    let stated = |of: &Value| Stated {
        name: text(of, "name"),
        text: text(of, "text"),
        period: None,
    };
    let enterprises: Vec<Stated> = enterprises.into_iter().flatten().map(stated).collect();
    let old = Engine::new(old);
    let report = DiffReport::sliced(&old, calculator.engine(), &enterprises).await;
    serde_json::to_string(&report).map_err(|why| why.to_string())
}
