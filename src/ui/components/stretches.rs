//! How the law splits the period.

use yew::prelude::*;

use crate::scenario::Assessment;
use crate::ui::format;
use crate::ui::store::{Shared, use_frame};
use crate::ui::text::{Key, list};

/// Props of [`Stretches`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The result.
    pub assessment: Shared<Assessment>,
}

/// How many changes are named at once.
const SHOWN: usize = 6;

/// Months of constant law side by side, each as wide as it is long, with what changed.
#[component]
pub fn Stretches(props: &Props) -> Html {
    let frame = use_frame();
    let stretches = &props.assessment.stretches;
    if stretches.len() < 2 {
        return html! { <p class="split-one">{ frame.say(Key::SplitOne) }</p> };
    }
    let label = |id| frame.text(&frame.book().parameters[id].label).to_owned();
    html! {
        <section class="panel split" aria-labelledby="split-title">
            <h2 id="split-title">{ frame.say(Key::SplitTitle) }</h2>
            <ol>
                { for stretches.iter().enumerate().map(|(index, stretch)| {
                    let months = stretch.last.number() + 1 - stretch.first.number();
                    let names: Vec<String> = stretch.changes.iter().map(|id| label(*id)).collect();
                    let (first, rest) = names.split_at(names.len().min(SHOWN));
                    let what = if index == 0 {
                        frame.say(Key::SplitFirst).to_owned()
                    } else if first.is_empty() {
                        // No figure changes: the split is where a policy begins or ends.
                        frame.say(Key::SplitLevers).to_owned()
                    } else {
                        frame.fill(Key::SplitChanged, &[&list(first, frame.lang)])
                    };
                    html! {
                        <li class={format!("span-{months}")}>
                            <span class="split-months">{ format::months(stretch.first, stretch.last, frame.lang) }</span>
                            <span class="split-what">{ what }</span>
                            if index > 0 && !rest.is_empty() {
                                <details class="split-what">
                                    <summary>{ frame.fill(Key::SplitMore, &[&rest.len().to_string()]) }</summary>
                                    { list(rest, frame.lang) }
                                </details>
                            }
                        </li>
                    }
                }) }
            </ol>
        </section>
    }
}
