//! What a worker may be asked to do: heavy work by name, text in and text out.
//!
//! A page asks through [`super::worker::ask`]; the worker runs the same module and ends up in [`run`].

use crate::ui::compute::Calculator;

/// A job: from the text of a question to the text of its answer, or why it is refused.
pub type Job = fn(&Calculator, &str) -> Result<String, String>;

/// All of them, by name: a page adds its line.
const JOBS: &[(&str, Job)] = &[("rulebook-hash", rulebook_hash)];

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
