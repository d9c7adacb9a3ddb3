//! What is drawn of a stack, as data a worker hands over: it is worked out there, since it takes longer than
//! a page may stand still.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::outcome::{self, Problem, Shown};
use super::state::Item;
use crate::base::{Lang, Period, Text};
use crate::program::Status;
use crate::scenario::assessment::AmountLine;
use crate::scenario::effect::{Moves, ReformEffect};
use crate::ui::compute::Calculator;
use crate::ui::kept::{Kept, KeptList};
use crate::ui::state::State;
use crate::ui::words;

/// A text in both languages, Chinese first.
pub type Both = (String, String);

/// Everything shown of a stack.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct View {
    /// What is wrong with the stack.
    pub problems: Vec<Problem>,
    /// Total without any reform, and with all that are on.
    pub totals: Option<(String, String)>,
    /// What the reform in hand does.
    pub effect: Option<EffectView>,
}

/// What one reform does.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct EffectView {
    /// Total without it and with it.
    pub totals: (String, String),
    /// Whether anything differs.
    pub moves: bool,
    /// Each change: what it is called, how many amounts it moves, and why none.
    pub changes: Vec<(Both, usize, Option<Both>)>,
    /// Amounts that differ: label, before, after, unit.
    pub amounts: Vec<(Both, Both, Both, String)>,
    /// Levers whose status differs: title, before (none for a new one), after.
    pub levers: Vec<(Both, Option<Both>, Both)>,
}

/// A question about a stack.
#[derive(Serialize, Deserialize)]
struct Question {
    /// What is in hand, as the browser keeps it.
    inputs: String,
    stack: Vec<Item>,
    at: usize,
}

/// The question about a stack, for the worker.
pub fn question(state: &State, stack: &[Item], at: usize) -> String {
    let question = Question {
        inputs: KeptList {
            list: vec![(0, Kept::of(state.calculator.book(), &state.inputs))],
        }
        .to_text(),
        stack: stack.to_vec(),
        at,
    };
    serde_json::to_string(&question).unwrap_or_default()
}

/// The job: from a question to a [`View`].
///
/// # Errors
///
/// What is no question.
#[expect(clippy::unused_async, reason = "the shape of every job")]
pub async fn job(calculator: Rc<Calculator>, text: String) -> Result<String, String> {
    let question: Question = serde_json::from_str(&text).map_err(|why| why.to_string())?;
    let kept = KeptList::parse(&question.inputs);
    let kept = kept.and_then(|kept| kept.list.into_iter().next());
    let (_, kept) = kept.ok_or("nothing is in hand")?;
    let (calculator, inputs, _) = kept.open(&calculator);
    let asked = outcome::asked(calculator.law(), &question.stack);
    let (enterprise, period, patches) = outcome::scene(&calculator, &inputs, &asked);
    let scene = (&enterprise, period, &patches);
    let shown = outcome::shown(calculator.engine(), &question.stack, question.at, scene);
    serde_json::to_string(&View::of(shown, period)).map_err(|why| why.to_string())
}

impl View {
    /// What was worked out for a period.
    pub fn of(shown: Shown, period: Period) -> View {
        View {
            problems: shown.problems,
            totals: shown.totals,
            effect: shown.effect.map(|effect| EffectView::of(&effect, period)),
        }
    }
}

impl EffectView {
    fn of(effect: &ReformEffect, period: Period) -> EffectView {
        let book = &effect.book;
        let changes = effect.changes.iter().map(|change| {
            let label = both(&change.what.label(book));
            match &change.moves {
                Moves::Amounts(amounts) => (label, amounts.len(), None),
                Moves::Nothing(why) => (label, 0, Some(both(&why.text(book, period)))),
            }
        });
        let row = |(was, is): &(Option<&AmountLine>, &AmountLine)| {
            let amount = &book.amounts[is.of.amount];
            let number = is.of.row.map(|row| format!(" {}", row + 1));
            let number = number.unwrap_or_default();
            let (zh, en) = both(&amount.label);
            let label = (format!("{zh}{number}"), format!("{en}{number}"));
            let unit = amount.measure.text.clone();
            (label, value(*was), value(Some(is)), unit)
        };
        let levers = effect.levers().into_iter().map(|(lever, was, is)| {
            let status = |status| said(words::lever_status(status));
            let title = both(&book.levers[lever].title);
            (title, was.map(status), status(is))
        });
        let (before, after) = (effect.before.totals.cost, effect.after.totals.cost);
        EffectView {
            totals: (before.grouped(), after.grouped()),
            moves: effect.moves(),
            changes: changes.collect(),
            amounts: effect.amounts().iter().map(row).collect(),
            levers: levers.collect(),
        }
    }
}

fn value(line: Option<&AmountLine>) -> Both {
    match line.and_then(|line| line.value) {
        Some(value) => (value.grouped(), value.grouped()),
        None => said(words::status(
            line.map_or(Status::NotInForce, |line| line.status),
        )),
    }
}

fn both(text: &Text) -> Both {
    (text.zh.clone(), text.en.clone())
}

fn said(key: crate::ui::text::Key) -> Both {
    (key.get(Lang::Zh).to_owned(), key.get(Lang::En).to_owned())
}
