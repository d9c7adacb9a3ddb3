//! The examples a reform carries: what comes of it for a preset, held to what somebody worked out.

use std::sync::Arc;

use super::effect::{ReformEffect, effect};
use super::{Assessment, Engine, Patches};
use crate::base::{Decimal, Diagnostic, FileId, Period};
use crate::check::rulebook::{Named, Rulebook};
use crate::enterprise;
use crate::rulebook::reform::ExampleDraft;
use crate::rulebook::{Reform, Sources};

/// Holds every example of a reform to the presets among the texts of the rulebook; what does not come out as it says is reported.
///
/// # Errors
///
/// What laying it over refuses. Beside that, as problems: `P0111` for an example that names a preset,
/// a period or an amount that is not there, or whose figures are others.
pub fn hold(
    engine: &Engine,
    sources: &Sources,
    reform: &Arc<Reform>,
) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let mut found = Vec::new();
    for example in &reform.examples {
        one(engine, sources, reform, example, &mut found)?;
    }
    Ok(found)
}

fn one(
    engine: &Engine,
    sources: &Sources,
    reform: &Arc<Reform>,
    example: &ExampleDraft,
    found: &mut Vec<Diagnostic>,
) -> Result<(), Vec<Diagnostic>> {
    let book = engine.rulebook();
    let wrong = |message: String| Diagnostic::error("P0111", message);
    let ending = format!("/{}.toml", example.preset.value);
    let name = book
        .info
        .presets
        .iter()
        .find(|name| name.ends_with(&ending));
    let Some(text) = name.and_then(|name| sources.find(name)) else {
        let message = format!("there is no preset `{}`", example.preset.value);
        found.push(wrong(message).at(example.preset.place, ""));
        return Ok(());
    };
    let Ok(period) = Period::parse(&example.period.value) else {
        let message = format!("`{}` is not a period", example.period.value);
        found.push(wrong(message).at(example.period.place, ""));
        return Ok(());
    };
    let (enterprise, _) = enterprise::from_toml(book, sources.text(text), FileId(0));
    let done = effect(engine, &enterprise, period, &Patches::default(), reform)?;
    let ReformEffect {
        book: with,
        before,
        after,
        ..
    } = &done;
    let target = &example.target;
    let figures = [
        (
            &example.before,
            figure(book, before, &target.value),
            "before",
        ),
        (&example.after, figure(with, after, &target.value), "after"),
    ];
    for (wanted, got, when) in figures {
        let same = match (&got, Decimal::parse(&wanted.value)) {
            (Some(Figure::Known(value)), Some(wanted)) => *value == wanted,
            (Some(Figure::Not(status)), None) => *status == wanted.value,
            (None, None) => wanted.value == "none",
            _ => false,
        };
        if !same {
            let got = match got {
                Some(Figure::Known(value)) => value.to_string(),
                Some(Figure::Not(status)) => status.to_owned(),
                None => "none".to_owned(),
            };
            let message = format!("`{}` is {got} {when} the reform", target.value);
            let said = format!("not {}", wanted.value);
            found.push(
                wrong(message)
                    .at(wanted.place, said)
                    .at(target.place, "the amount"),
            );
        }
    }
    Ok(())
}

enum Figure {
    Known(Decimal),
    Not(&'static str),
}

/// `total`, `saving`, or an amount by id; of a group's, the first row or the one named `line2.id`.
fn figure(book: &Rulebook, of: &Assessment, target: &str) -> Option<Figure> {
    match target {
        "total" => return Some(Figure::Known(of.totals.cost)),
        "saving" => return Some(Figure::Known(of.totals.saving)),
        _ => {}
    }
    let (row, id) = match target.split_once('.') {
        Some((row, id)) => (row.trim_start_matches(|c: char| !c.is_ascii_digit()), id),
        None => ("1", target),
    };
    let row = row.parse::<u8>().ok()?.checked_sub(1)?;
    let Some(Named::Amount(amount)) = book.names.get(id) else {
        return None;
    };
    let line = of
        .amounts
        .iter()
        .find(|line| line.of.amount == *amount && line.of.row.is_none_or(|of| of == row))?;
    Some(match line.value {
        Some(value) => Figure::Known(value),
        None => Figure::Not(line.status.word()),
    })
}
