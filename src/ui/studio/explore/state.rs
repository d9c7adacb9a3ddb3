//! What the page asks and what it shows of the answer: plain data, tested on the host.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::base::{Decimal, Diagnostic, Rational, Rounding};
use crate::check::Rulebook;
use crate::check::rulebook::{FactSlotId, ParameterId};
use crate::report::explore::{BreakpointReport, RangeReport, TargetReport};
use crate::report::range::{RangeQuestion, explore_sliced};
use crate::scenario::explore::{Along, AxisWords, named, parameter_axis, slot_axis};
use crate::ui::compute::{Calculator, Outcome};
use crate::ui::inputs::Inputs;
use crate::ui::kept::{Kept, KeptList};
use crate::ui::text::explore::ExploreKey as Key;

/// How many points a curve is computed for.
const POINTS: usize = 500;
/// How many positions a slider has.
pub const TICKS: u32 = 1000;

/// What is asked, as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Asked {
    /// Id of the fact or parameter.
    pub vary: String,
    /// First value.
    pub from: String,
    /// Last value.
    pub to: String,
    /// `total` or an amount.
    pub of: String,
    /// What the amount is to become; empty asks no goal.
    pub until: String,
}

/// Why nothing can be asked yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    /// A value of the range cannot be on the axis.
    From,
    /// The same of the last value.
    To,
    /// The range ends before it begins, or where it begins.
    Backwards,
    /// The goal is no number.
    Until,
}

impl Problem {
    /// What to say.
    pub fn key(self) -> Key {
        match self {
            Problem::From | Problem::To => Key::NotOnAxis,
            Problem::Backwards => Key::Backwards,
            Problem::Until => Key::NotANumber,
        }
    }
}

/// Numbers an enterprise states, in the order of the rulebook.
pub fn facts(book: &Rulebook, outcome: &Outcome) -> Vec<AxisWords> {
    let stated = outcome.enterprise.stated();
    stated
        .filter_map(|(slot, _)| slot_axis(book, slot))
        .collect()
}

/// Numbers of the law in force in the period, in the order of the rulebook.
pub fn parameters(book: &Rulebook, outcome: &Outcome) -> Vec<AxisWords> {
    let ids = book.parameters.ids();
    let axes = ids.filter_map(|id| parameter_axis(book, id, outcome.period, 0));
    axes.filter(|axis| axis.typical.is_some()).collect()
}

/// The axis of an id.
pub fn axis(book: &Rulebook, outcome: &Outcome, asked: &Asked) -> Option<AxisWords> {
    let places = places(&asked.from).max(places(&asked.to));
    named(book, &asked.vary, outcome.period, places).ok()
}

fn places(text: &str) -> u32 {
    let digits = text.split_once('.').map_or("", |(_, rest)| rest);
    u32::try_from(digits.len()).unwrap_or(0).min(9)
}

/// What is asked of an axis at first: its typical range, stretched to where the enterprise stands.
pub fn begin(words: &AxisWords, here: Option<i128>, of: &str) -> Asked {
    let (least, most) = words.bounds;
    let (mut low, mut high) = match (words.typical, here) {
        (Some(range), _) => range,
        (None, Some(here)) if here > 0 => (0, here.saturating_mul(2)),
        _ => (least, most),
    };
    if let Some(here) = here {
        (low, high) = (low.min(here), high.max(here));
    }
    let text = |position: i128| {
        let value = words.value(position.clamp(least, most));
        value.map(|value| value.to_string()).unwrap_or_default()
    };
    Asked {
        vary: words.id.clone(),
        from: text(low),
        to: text(high),
        of: of.to_owned(),
        until: String::new(),
    }
}

/// What the page begins with: what the address names, else a number the enterprise could change.
pub fn first(book: &Rulebook, outcome: &Outcome, address: &str) -> Option<Asked> {
    let known = facts(book, outcome);
    let here = |words: &AxisWords| match words.along {
        Along::Fact(slot) => outcome.enterprise.fact(slot),
        Along::Parameter(_) => None,
    };
    let named = named(book, address, outcome.period, 0).ok();
    let changeable = |words: &&AxisWords| match words.along {
        Along::Fact(slot) => book.facts[book.fact_slots[slot].fact].changeable,
        Along::Parameter(_) => false,
    };
    let found = named
        .or_else(|| known.iter().find(changeable).cloned())
        .or_else(|| known.first().cloned())
        .or_else(|| parameters(book, outcome).into_iter().next())?;
    Some(begin(&found, here(&found), "total"))
}

/// What keeps a question from being asked.
pub fn problem(words: &AxisWords, asked: &Asked) -> Option<Problem> {
    let Ok(from) = words.position(&asked.from) else {
        return Some(Problem::From);
    };
    let Ok(to) = words.position(&asked.to) else {
        return Some(Problem::To);
    };
    if from >= to {
        return Some(Problem::Backwards);
    }
    let until = asked.until.trim();
    (!until.is_empty() && amount(until).is_none()).then_some(Problem::Until)
}

/// A number of an amount as people type it.
fn amount(text: &str) -> Option<Rational> {
    let bare = text.trim().replace([',', '，'], "");
    let bare = bare.trim_end_matches('元').trim();
    Rational::parse(bare.trim_end_matches(['万', '亿']).trim())
}

/// A question with the inputs it is about, for the worker.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Question {
    /// The inputs, as the browser keeps them.
    inputs: String,
    asked: Asked,
}

/// An answer of the worker.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Answer {
    /// Curve, breakpoints and intervals.
    pub range: RangeReport,
    /// The goal, if one was asked.
    pub goal: RangeReport,
    /// What was refused or cut short: code and message.
    pub problems: Vec<(String, String)>,
}

impl Question {
    /// The question as text.
    pub fn text(book: &Rulebook, inputs: &Inputs, asked: &Asked) -> String {
        let question = Question {
            inputs: KeptList {
                list: vec![(0, Kept::of(book, inputs))],
            }
            .to_text(),
            asked: asked.clone(),
        };
        serde_json::to_string(&question).unwrap_or_default()
    }
}

/// The job of the worker: from a [`Question`] to an [`Answer`], both as text.
///
/// # Errors
///
/// What cannot be read as a question.
pub async fn job(calculator: Rc<Calculator>, text: String) -> Result<String, String> {
    let question: Question = serde_json::from_str(&text).map_err(|why| why.to_string())?;
    let answer = answer(&calculator, &question).await;
    serde_json::to_string(&answer).map_err(|why| why.to_string())
}

async fn answer(calculator: &Calculator, question: &Question) -> Answer {
    let kept = KeptList::parse(&question.inputs);
    let Some((_, kept)) = kept.and_then(|kept| kept.list.into_iter().next()) else {
        return Answer::default();
    };
    let (calculator, inputs, _) = kept.open(calculator);
    let (enterprise, period, patches) = calculator.stated(&inputs);
    let book = calculator.law();
    let asked = &question.asked;
    let vary = format!("{}={}..{}", asked.vary, asked.from, asked.to);
    let of = [asked.of.clone()];
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut ask = async |range: &RangeQuestion<'_>| {
        let asked = explore_sliced(book, &patches, period, &enterprise, range, &mut found);
        asked.await.unwrap_or_default()
    };
    let range = ask(&RangeQuestion {
        vary: &vary,
        of: &of,
        points: Some(POINTS),
        forbidden: true,
        until: None,
    })
    .await;
    let until = asked.until.trim().replace('，', ",");
    let goal = if until.is_empty() {
        RangeReport::default()
    } else {
        let until = format!("{}={until}", asked.of);
        ask(&RangeQuestion {
            vary: &vary,
            until: Some(&until),
            ..RangeQuestion::default()
        })
        .await
    };
    let problems = found
        .iter()
        .map(|one| (one.code.to_owned(), one.message.clone()));
    Answer {
        range,
        goal,
        problems: problems.collect(),
    }
}

/// The position of a slider's tick.
pub fn at_tick(words: &AxisWords, asked: &Asked, tick: u32) -> Option<i128> {
    let (from, to) = (
        words.position(&asked.from).ok()?,
        words.position(&asked.to).ok()?,
    );
    Some(from + (to - from) * i128::from(tick.min(TICKS)) / i128::from(TICKS))
}

/// The tick nearest to a position.
pub fn tick_of(words: &AxisWords, asked: &Asked, position: i128) -> Option<u32> {
    let (from, to) = (
        words.position(&asked.from).ok()?,
        words.position(&asked.to).ok()?,
    );
    let parts = (position.clamp(from, to) - from).checked_mul(i128::from(TICKS))?;
    u32::try_from(crate::base::number::divide(
        parts,
        to - from,
        Rounding::HalfUp,
    )?)
    .ok()
}

/// The point of a curve at a value or the next one after it.
pub fn value_at(target: &TargetReport, at: &str) -> Option<String> {
    let at = Decimal::parse(at)?;
    let points = target.points.as_ref()?;
    let near = points.partition_point(|point| Decimal::parse(&point.at).is_some_and(|x| x < at));
    points.get(near)?.value.clone()
}

/// How a breakpoint is measured: its wording and figures.
pub fn size(one: &BreakpointReport) -> (Key, Vec<String>) {
    let text = |value: &Option<String>| {
        let decimal = value.as_deref().and_then(Decimal::parse);
        decimal.map(|value| value.rounded(2)).unwrap_or_default()
    };
    match one.nature.as_str() {
        "jump" => (Key::Jump, vec![text(&one.jump)]),
        "kink" => (
            Key::Kink,
            vec![text(&one.marginal_before), text(&one.marginal_after)],
        ),
        _ => (Key::Appears, Vec::new()),
    }
}

/// A decimal with few places, for people.
trait Rounded {
    fn rounded(self, places: u32) -> String;
}

impl Rounded for Decimal {
    fn rounded(self, places: u32) -> String {
        let exact = self.to_rational();
        let short = match exact {
            Some(value) if self.places() > places => {
                // Small rates keep their leading digits.
                let small = value < Rational::ONE && value.neg() < Rational::ONE;
                value.rounded(if small { 6 } else { places }, Rounding::HalfUp)
            }
            _ => Some(self),
        };
        short.map(crate::ui::format::plain).unwrap_or_default()
    }
}

/// The fact of an axis, or the parameter.
pub fn slots(words: &AxisWords) -> (Option<FactSlotId>, Option<ParameterId>) {
    match words.along {
        Along::Fact(slot) => (Some(slot), None),
        Along::Parameter(id) => (None, Some(id)),
    }
}
