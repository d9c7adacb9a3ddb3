//! The sheet of what is in hand, made away from the page.

use std::rc::Rc;

use crate::base::Lang;
use crate::base::slices::breath;
use crate::check::rulebook::LeverId;
use crate::report::sheet::packed::Packed;
use crate::report::sheet::{Asked, Sheet, wanted_ways};
use crate::scenario::{Aim, Way};
use crate::ui::compute::Calculator;
use crate::ui::workspace::Workspace;

/// From the text of a workspace to the packed text of its sheet.
///
/// # Errors
///
/// What the engine refuses, a line each; or that the text is no workspace.
pub async fn job(calculator: Rc<Calculator>, input: String) -> Result<String, String> {
    let workspace = Workspace::parse(&input).ok_or("no workspace")?;
    let (calculator, inputs, lang) = workspace.given(&calculator);
    let mut text = String::new();
    make(&calculator, &inputs, lang).await?.pack(&mut text);
    Ok(text)
}

async fn make(
    calculator: &Calculator,
    inputs: &crate::ui::inputs::Inputs,
    lang: Lang,
) -> Result<Sheet, String> {
    let outcome = calculator.assess(inputs, None);
    let said = |found: &Vec<crate::base::Diagnostic>| {
        let lines = found.iter().map(|one| one.message.clone());
        lines.collect::<Vec<_>>().join("\n")
    };
    let assessment = outcome.assessment.as_ref().map_err(said)?;
    let engine = calculator.engine();
    let compiled = engine.compiled(outcome.period, &outcome.patches);
    let book = &compiled.map_err(|found| said(&found))?.book;
    let mut ways: Vec<(LeverId, Vec<Way>)> = Vec::new();
    for lever in wanted_ways(assessment, book) {
        breath().await;
        ways.push((lever, calculator.ways(&outcome, lever, Aim::In)));
    }
    breath().await;
    let presets = calculator.presets();
    let preset = inputs.preset.and_then(|at| presets.get(at));
    // An example that was changed is one no more.
    let preset = preset.filter(|preset| *preset.inputs == *inputs);
    let notes = inputs.form.notes.iter();
    let remarks: Vec<(String, String)> = notes
        .map(|(name, note)| (name.clone(), note.to_string()))
        .collect();
    let asked = Asked {
        engine,
        enterprise: &outcome.enterprise,
        period: outcome.period,
        patches: &outcome.patches,
        assessment,
        name: &inputs.name,
        preset: preset.map(|preset| &preset.title),
        ways: &ways,
        remarks: &remarks,
        lang,
    };
    Sheet::new(&asked).map_err(|found| said(&found))
}
