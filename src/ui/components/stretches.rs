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

/// Months of constant law, one a line, with what changed for the enterprise; changes of what does not concern it are folded away.
#[component]
pub fn Stretches(props: &Props) -> Html {
    let frame = use_frame();
    let stretches = &props.assessment.stretches;
    if stretches.len() < 2 {
        return html! { <p class="split-one">{ frame.say(Key::SplitOne) }</p> };
    }
    let matter = props.assessment.parameters_that_matter(frame.book());
    let label = |id| frame.text(&frame.book().parameters[id].label).to_owned();
    html! {
        <section class="panel split" aria-labelledby="split-title">
            <h2 id="split-title">{ frame.say(Key::SplitTitle) }</h2>
            <ol>
                { for stretches.iter().enumerate().map(|(index, stretch)| {
                    let named = |concerns: bool| -> Vec<String> {
                        let ids = stretch.changes.iter();
                        ids.filter(|id| matter.contains(*id) == concerns).map(|id| label(*id)).collect()
                    };
                    let (first, rest) = (named(true), named(false));
                    let what = if index == 0 {
                        frame.say(Key::SplitFirst).to_owned()
                    } else if stretch.changes.is_empty() {
                        // No figure changes: the split is where a policy begins or ends.
                        frame.say(Key::SplitLevers).to_owned()
                    } else if first.is_empty() {
                        frame.say(Key::SplitElsewhere).to_owned()
                    } else {
                        frame.fill(Key::SplitChanged, &[&list(&first, frame.lang)])
                    };
                    html! {
                        <li>
                            <span class="split-months">{ format::months(stretch.first, stretch.last, frame.lang) }</span>
                            <span class="split-what">{ what }</span>
                            if index > 0 && !rest.is_empty() {
                                <details class="split-what">
                                    <summary>{ frame.fill(Key::SplitMore, &[&rest.len().to_string()]) }</summary>
                                    { list(&rest, frame.lang) }
                                </details>
                            }
                        </li>
                    }
                }) }
            </ol>
        </section>
    }
}
