//! The missing facts that matter, most moving first.

use yew::prelude::*;

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

/// A ranked list of links to fields.
#[component]
pub fn Questions(props: &Props) -> Html {
    let frame = use_frame();
    let questions = &props.assessment.questions;
    if questions.is_empty() {
        return Html::default();
    }
    html! {
        <section class="panel questions" aria-labelledby="questions-title">
            <h2 id="questions-title">{ frame.say(Key::Questions) }</h2>
            <p class="hint">{ frame.say(Key::QuestionsHint) }</p>
            <ol>
                { for questions.iter().map(|question| {
                    let worth = format::short_text(question.worth, frame.lang);
                    html! {
                        <li>
                            <button type="button" class="link" onclick={frame.focus_fact(question.fact)}>
                                { frame.slot_label(question.fact) }
                            </button>
                            if !question.worth.is_zero() {
                                <span class="worth">{ frame.fill(Key::QuestionWorth, &[&worth]) }</span>
                            }
                        </li>
                    }
                }) }
            </ol>
        </section>
    }
}
