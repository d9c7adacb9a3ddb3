//! Says the result once it has settled, for those who do not see it change.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::base::Lang;
use crate::ui::format;
use crate::ui::state::State;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;

/// Props of [`Announcer`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
}

/// How long nothing must change before the result is said, in milliseconds.
const SETTLED: u32 = 900;

/// The calculator's result.
#[component]
pub fn Announcer(props: &Props) -> Html {
    let frame = use_frame();
    html! { <Settled sentence={sentence(&frame, &props.state)} /> }
}

/// Cost and what the policies save or add; how many entries are not counted because they cannot be read.
fn sentence(frame: &Frame, state: &State) -> String {
    let outcome = &state.outcome;
    let Ok(assessment) = &outcome.assessment else {
        return frame.say(Key::CannotAssess).to_owned();
    };
    let totals = &assessment.totals;
    let lang = frame.lang;
    let saving = totals.saving;
    let (word, magnitude) = if saving.to_string().starts_with('-') {
        (Key::Burden, saving.neg())
    } else {
        (Key::Saving, saving)
    };
    let (cost, change) = (
        format::short_text(totals.cost, lang),
        format::short_text(magnitude, lang),
    );
    let mut said = frame.fill(Key::Announce, &[&cost, frame.say(word), &change]);
    let problems = outcome.problems.len() + outcome.figure_problems.len();
    if problems > 0 {
        said.push_str(if lang == Lang::En { " " } else { "" });
        said.push_str(&frame.fill(Key::AnnounceProblems, &[&problems.to_string()]));
    }
    said
}

/// Props of [`Settled`].
#[derive(Properties, PartialEq)]
pub struct SettledProps {
    /// What is to be said; empty while it is not known.
    pub sentence: AttrValue,
}

/// One polite live region: it says a sentence that has stood for a moment. The first is not said: it is
/// read with the page.
#[component]
pub fn Settled(props: &SettledProps) -> Html {
    let said = use_state_eq(AttrValue::default);
    let first = use_mut_ref(|| true);
    {
        let said = said.clone();
        use_effect_with(props.sentence.clone(), move |sentence| {
            let sentence = sentence.clone();
            let is_new =
                !sentence.is_empty() && !std::mem::replace(&mut *first.borrow_mut(), false);
            let timer = is_new.then(|| Timeout::new(SETTLED, move || said.set(sentence)));
            move || drop(timer)
        });
    }
    html! { <div class="unseen" aria-live="polite" aria-atomic="true">{ (*said).clone() }</div> }
}
