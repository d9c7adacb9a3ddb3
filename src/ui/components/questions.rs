//! The missing facts that matter, most moving first.

use yew::prelude::*;

use crate::check::rulebook::FactSlotId;
use crate::scenario::Assessment;
use crate::ui::format;
use crate::ui::store::{Shared, use_frame};
use crate::ui::text::Key;

/// Props of [`Questions`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The result.
    pub assessment: Shared<Assessment>,
}

/// How many are shown at once.
const SHOWN: usize = 10;

/// A ranked list of links to fields.
#[component]
pub fn Questions(props: &Props) -> Html {
    let frame = use_frame();
    let questions = &props.assessment.questions;
    let asked: Vec<_> = questions.iter().map(|question| question.fact).collect();
    let once = frame.once_each(&asked);
    if questions.is_empty() {
        return Html::default();
    }
    let (first, rest) = once.split_at(once.len().min(SHOWN));
    let one = |(slot, label): &(FactSlotId, String)| {
        let worth = questions.iter().find(|question| question.fact == *slot);
        let worth = worth
            .map(|question| question.worth)
            .filter(|worth| !worth.is_zero());
        html! {
            <li>
                <button type="button" class="link" onclick={frame.focus_fact(*slot)}>{ label }</button>
                if let Some(worth) = worth {
                    <span class="worth">
                        { frame.fill(Key::QuestionWorth, &[&format::short_text(worth, frame.lang)]) }
                    </span>
                }
            </li>
        }
    };
    html! {
        <section class="panel questions" aria-labelledby="questions-title">
            <h2 id="questions-title">{ frame.say(Key::Questions) }</h2>
            <p class="hint">{ frame.say(Key::QuestionsHint) }</p>
            <ol>{ for first.iter().map(one) }</ol>
            if !rest.is_empty() {
                <details>
                    <summary>{ frame.fill(Key::SplitMore, &[&rest.len().to_string()]) }</summary>
                    <ol class="continued">{ for rest.iter().map(one) }</ol>
                </details>
            }
        </section>
    }
}
