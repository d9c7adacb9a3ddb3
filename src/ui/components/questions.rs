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
    let asked: Vec<_> = questions.iter().map(|question| question.fact).collect();
    let once = frame.once_each(&asked);
    if questions.is_empty() {
        return Html::default();
    }
    html! {
        <section class="panel questions" aria-labelledby="questions-title">
            <h2 id="questions-title">{ frame.say(Key::Questions) }</h2>
            <p class="hint">{ frame.say(Key::QuestionsHint) }</p>
            <ol>
                { for once.into_iter().filter_map(|(slot, label)| {
                    let question = questions.iter().find(|question| question.fact == slot)?;
                    let worth = format::short_text(question.worth, frame.lang);
                    Some(html! {
                        <li>
                            <button type="button" class="link" onclick={frame.focus_fact(question.fact)}>
                                { label }
                            </button>
                            if !question.worth.is_zero() {
                                <span class="worth">{ frame.fill(Key::QuestionWorth, &[&worth]) }</span>
                            }
                        </li>
                    })
                }) }
            </ol>
        </section>
    }
}
