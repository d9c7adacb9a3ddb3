//! What can go wrong, apart from costs.

use yew::prelude::*;

use super::ways::{changes, moves};
use crate::scenario::assessment::LeverStatus;
use crate::scenario::exposures::Exposure;
use crate::ui::compute::Outcome;
use crate::ui::format;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::plan::PlanKey;
use crate::ui::text::{Key, bracketed};
use crate::ui::words;

/// Props of [`Exposures`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What was assessed.
    pub outcome: Shared<Outcome>,
}

/// A list of what threatens, with sums and triggers.
#[component]
pub fn Exposures(props: &Props) -> Html {
    let frame = use_frame();
    let found = {
        let frame = frame.clone();
        use_memo(props.outcome.clone(), move |outcome| {
            frame.calculator().exposures(outcome)
        })
    };
    if found.is_empty() {
        return html! { <p>{ frame.say(PlanKey::ExposuresNone) }</p> };
    }
    html! { <ul class="exposures">{ for found.iter().map(|one| item(&frame, one)) }</ul> }
}

fn item(frame: &Frame, one: &Exposure) -> Html {
    let lever = &frame.book().levers[one.lever];
    let state = match (&one.trigger, one.status) {
        (Some(_), _) => None,
        (None, LeverStatus::Applies | LeverStatus::AmountOpen) => Some(PlanKey::AppliesNow),
        (None, _) => Some(PlanKey::Undecided),
    };
    html! {
        <li class={classes!("exposure", state.map(|_| "now"))}>
            <div class="lever-line">
                <span class="lever-title">
                    { bracketed(frame.text(&lever.title), frame.say(words::nature(one.nature)), frame.lang) }
                </span>
                if let Some(state) = state {
                    <span class="lever-effect">{ frame.say(state) }</span>
                }
            </div>
            if let Some(way) = &one.trigger {
                <p>{ frame.fill(PlanKey::IfHappens, &[&changes(frame, way)]) }{ moves(frame, way.worth) }</p>
            }
            if !one.amounts.is_empty() {
                <ul class="sums">{ for one.amounts.iter().map(|(of, value)| html! {
                    <li><a href={frame.amount_href(*of)}>{ frame.amount_label(*of) }</a>
                        { " " }{ format::money(*value) }{ " " }{ frame.say(Key::Yuan) }</li>
                }) }</ul>
            }
            <p class="cite">{ frame.cites(&lever.cite) }</p>
        </li>
    }
}
