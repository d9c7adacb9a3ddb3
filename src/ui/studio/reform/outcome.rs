//! What a stack of reforms comes to for the enterprise in hand: problems with their lines, and effects.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::state::Item;
use crate::base::{Diagnostic, Period};
use crate::check::Rulebook;
use crate::enterprise::Enterprise;
use crate::rulebook::{Reform, Sources, read_reform};
use crate::scenario::effect::{ReformEffect, effect};
use crate::scenario::{Change, Engine, Patches};
use crate::ui::compute::{Calculator, stated};
use crate::ui::inputs::Inputs;
use crate::ui::kept::Kept;

/// Everything shown of a stack.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The TOML of the reform in hand.
    pub toml: String,
    /// What is wrong with the stack.
    pub problems: Vec<Problem>,
    /// What the reform in hand does, on top of those before it.
    pub effect: Option<Rc<ReformEffect>>,
    /// Total without any reform, and with all that are on.
    pub totals: Option<(String, String)>,
}

/// A problem as the command line says it, with its place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// Code.
    pub code: String,
    /// Whether it refuses the stack.
    pub error: bool,
    /// In one line.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Reform, line and text at each place.
    pub places: Vec<(String, u32, String)>,
}

/// Works out a stack: the reforms that are on, for an enterprise in a period, over changes made elsewhere.
pub fn shown(
    engine: &Engine,
    stack: &[Item],
    at: usize,
    (enterprise, period, patches): (&Enterprise, Period, &Patches),
) -> Shown {
    let book = engine.rulebook();
    let toml = stack
        .get(at)
        .map_or_else(String::new, |item| item.to_toml(book));
    let mut sources = Sources::default();
    // The rulebook's places are not shown here: only the reforms' own texts can be edited.
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut reforms: Vec<(usize, Arc<Reform>)> = Vec::new();
    for (index, item) in stack.iter().enumerate().filter(|(_, item)| item.on) {
        let text = item.to_toml(book);
        let file = sources.add(&item.zh, Arc::from(text.as_str()));
        let (reform, problems) = read_reform(&text, shifted(file));
        // One that is still empty is no problem: it is only not laid on.
        let empty = problems.iter().all(|one| one.code == "P0107");
        found.extend(problems.into_iter().filter(|one| one.code != "P0107"));
        if let Some(reform) = reform.filter(|reform| !(empty && reform.is_empty())) {
            reforms.push((index, Arc::new(reform)));
        }
    }
    let mut shown = Shown {
        toml,
        problems: Vec::new(),
        effect: None,
        totals: None,
    };
    if !found.iter().any(Diagnostic::is_error) {
        match worked(engine, &reforms, at, (enterprise, period, patches)) {
            Ok((done, totals)) => {
                shown.totals = totals;
                if let Some(done) = done {
                    found.extend(done.warnings.iter().cloned());
                    shown.effect = Some(Rc::new(done));
                }
            }
            Err(why) => found.extend(why),
        }
    }
    shown.problems = found
        .iter()
        .map(|one| problem(one, &sources, book))
        .collect();
    shown
}

/// The rulebook with the reforms of a stack that are on, as far as they can be read and fit.
pub fn asked<'b>(book: &'b Rulebook, stack: &[Item]) -> Cow<'b, Rulebook> {
    let mut patches = Patches::default();
    for item in stack.iter().filter(|item| item.on) {
        // What is wrong is said beside the reform.
        let _ = patches.push_text(&item.to_toml(book));
    }
    patches.asking(book)
}

/// What is in hand as the rulebook of a stack asks it, its period, and what else it is computed with: of the
/// reforms it carries none, since the stack stands here in their place.
pub fn scene(
    calculator: &Calculator,
    inputs: &Inputs,
    asked: &Rulebook,
) -> (Enterprise, Period, Patches) {
    let (_, period, mut patches) = calculator.stated(inputs);
    let kept = Kept::of(calculator.book(), inputs);
    let (inputs, _) = kept.inputs(asked, inputs);
    patches.changes.retain(|change| match change {
        Change::Reform(_) => false,
        Change::Set {
            parameter: name, ..
        }
        | Change::Off { lever: name } => asked.names.contains_key(name),
    });
    (stated(asked, &inputs.form).0, period, patches)
}

/// The reforms of a stack that can be laid on elsewhere: titles and text of each that can be read.
pub fn ready(book: &Rulebook, stack: &[Item]) -> Vec<[String; 3]> {
    let of = |item: &Item| {
        let (reform, found) = read_reform(&item.to_toml(book), crate::base::FileId(PAST));
        let reform = reform.filter(|_| !found.iter().any(Diagnostic::is_error))?;
        Some([item.zh.clone(), item.en.clone(), reform.to_toml()])
    };
    stack.iter().filter_map(of).collect()
}

type Totals = Option<(String, String)>;

fn worked(
    engine: &Engine,
    reforms: &[(usize, Arc<Reform>)],
    at: usize,
    (enterprise, period, patches): (&Enterprise, Period, &Patches),
) -> Result<(Option<ReformEffect>, Totals), Vec<Diagnostic>> {
    let mut with = patches.clone();
    let mut done = None;
    for (index, reform) in reforms {
        if *index == at {
            done = Some(effect(engine, enterprise, period, &with, reform)?);
        }
        with.push_reform(Arc::clone(reform));
    }
    let before = engine.assess(enterprise, period, patches)?;
    let after = engine.assess(enterprise, period, &with)?;
    Ok((
        done,
        Some((before.totals.cost.grouped(), after.totals.cost.grouped())),
    ))
}

/// Files of reforms are numbered past those of the rulebook.
const PAST: u32 = 10_000;

fn shifted(file: crate::base::FileId) -> crate::base::FileId {
    crate::base::FileId(file.0 + PAST)
}

fn problem(diagnostic: &Diagnostic, sources: &Sources, _book: &Rulebook) -> Problem {
    let labels = diagnostic.labels.iter().filter_map(|label| {
        let file = crate::base::FileId(label.place.file.0.checked_sub(PAST)?);
        let place = crate::base::Place {
            file,
            ..label.place
        };
        let line = sources.start(place).line;
        Some((
            sources.name(file).to_owned(),
            line,
            sources.at(place).chars().take(60).collect(),
        ))
    });
    Problem {
        code: diagnostic.code.to_owned(),
        error: diagnostic.is_error(),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        places: labels.collect(),
    }
}
