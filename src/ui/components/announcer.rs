//! Says the result once it has settled, for those who do not see it change.

use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

use crate::ui::format;
use crate::ui::state::State;
use crate::ui::store::{Shared, use_frame};
use crate::ui::text::Key;

/// Props of [`Announcer`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
}

/// How long nothing must change before the result is said, in milliseconds.
const SETTLED: u32 = 900;

/// One polite live region.
#[component]
pub fn Announcer(props: &Props) -> Html {
    let frame = use_frame();
    let said = use_state(String::new);
    let first = use_mut_ref(|| true);
    let sentence = props
        .state
        .outcome
        .assessment
        .as_ref()
        .ok()
        .map(|assessment| {
            let totals = &assessment.totals;
            let lang = frame.lang;
            let saving = totals.saving;
            let word = if saving.to_string().starts_with('-') {
                Key::Burden
            } else {
                Key::Saving
            };
            let magnitude = if word == Key::Burden {
                saving.neg()
            } else {
                saving
            };
            frame.fill(
                Key::Announce,
                &[
                    &format::short_text(totals.cost, lang),
                    frame.say(word),
                    &format::short_text(magnitude, lang),
                ],
            )
        });
    {
        let said = said.clone();
        use_effect_with(Shared(Rc::clone(&props.state.outcome)), move |_| {
            // The first result is read with the page.
            let is_first = std::mem::replace(&mut *first.borrow_mut(), false);
            let timer = (!is_first)
                .then(|| Timeout::new(SETTLED, move || said.set(sentence.unwrap_or_default())));
            move || drop(timer)
        });
    }
    html! { <div class="unseen" aria-live="polite" aria-atomic="true">{ (*said).clone() }</div> }
}
