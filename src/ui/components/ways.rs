//! What would have to be stated otherwise, and what that is worth.

use yew::prelude::*;

use crate::base::Decimal;
use crate::check::rulebook::{FactKind, LeverId};
use crate::enterprise::show_fact_with_unit;
use crate::scenario::assessment::Effect;
use crate::scenario::way_in::FactChange;
use crate::scenario::{Aim, Way};
use crate::ui::compute::Outcome;
use crate::ui::format;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::list;
use crate::ui::text::plan::PlanKey;

/// How many ways are shown at once.
const SHOWN: usize = 3;

/// Props of [`WaysIn`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The lever that does not apply.
    pub lever: LeverId,
}

/// The ways into a lever, found while it is looked at.
#[component]
pub fn WaysIn(props: &Props) -> Html {
    let frame = use_frame();
    let outcome = use_context::<Shared<Outcome>>();
    let ways = {
        let frame = frame.clone();
        use_memo((outcome, props.lever), move |(outcome, lever)| {
            let found = |outcome| frame.calculator().ways(outcome, *lever, Aim::In);
            outcome.as_deref().map(found).unwrap_or_default()
        })
    };
    let (first, rest) = ways.split_at(ways.len().min(SHOWN));
    html! {
        <div class="ways">
            <h4>{ frame.say(PlanKey::WayIn) }</h4>
            if first.is_empty() {
                <p>{ frame.say(PlanKey::WayNone) }</p>
            } else {
                <p class="hint">{ frame.say(PlanKey::WayHint) }</p>
                <ul>{ for first.iter().map(|way| html! {
                    <li>{ buttons(&frame, way) }{ " " }<span class="worth">{ moves(&frame, way.worth) }</span></li>
                }) }</ul>
            }
            if !rest.is_empty() {
                <p class="hint">{ frame.fill(PlanKey::WayMore, &[&rest.len().to_string()]) }</p>
            }
        </div>
    }
}

/// The changes of a way, each leading to its field.
fn buttons(frame: &Frame, way: &Way) -> Html {
    way.changes
        .iter()
        .map(|one| {
            html! {
                <button type="button" class="chip" onclick={frame.focus_fact(one.slot)}>{ change(frame, one) }</button>
            }
        })
        .collect()
}

/// The changes of a way in words.
pub fn changes(frame: &Frame, way: &Way) -> String {
    list(way.changes.iter().map(|one| change(frame, one)), frame.lang)
}

/// `铝液电解交流电量 ≤ 2,669,999,999 kWh/年（现为 2,750,000,000 kWh/年）`.
fn change(frame: &Frame, change: &FactChange) -> String {
    let book = frame.book();
    let fact = book.fact_slots[change.slot].fact;
    let shown = |cell| show_fact_with_unit(book, fact, cell, frame.lang);
    let number = matches!(book.facts[fact].kind, FactKind::Number { .. });
    let sign = match change.from {
        Some(from) if number && change.to > from => "≥",
        Some(_) if number => "≤",
        _ => "=",
    };
    let now = change
        .from
        .map_or_else(|| frame.say(PlanKey::Unstated).to_owned(), shown);
    let label = frame.slot_label(change.slot);
    frame.fill(PlanKey::ChangeTo, &[&label, sign, &shown(change.to), &now])
}

/// How far the total moves.
pub fn moves(frame: &Frame, effect: Effect) -> String {
    let words = |value: Decimal| {
        if value.is_zero() {
            frame.say(PlanKey::MovesNothing).to_owned()
        } else {
            frame.fill(PlanKey::Moves, &[&format::signed(value)])
        }
    };
    match effect {
        Effect::Known(value) => words(value),
        Effect::Partial(value) => {
            let known = frame.say(PlanKey::AsFarAsKnown);
            crate::ui::text::bracketed(&words(value), known, frame.lang)
        }
        Effect::Open => frame.say(PlanKey::MovesOpen).to_owned(),
    }
}
