//! 敏感性: one fact or parameter varied, with every breakpoint and its clause, values to stay out of,
//! and the value that reaches a goal. The slider moves the enterprise itself.

pub mod answer;
pub mod choose;
pub mod slider;
pub mod state;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::worker::{Asked as Asking, ask};
use super::{PageProps, use_frame};
use crate::ui::text::explore::ExploreKey as Key;
use answer::Answered;
use choose::Choose;
use slider::Slider;
use state::{Answer, Asked, Question};

/// How long a question must stand before it is asked, in milliseconds.
const SETTLED: u32 = 150;

/// The page.
#[component]
pub fn Explore(props: &PageProps) -> Html {
    let frame = use_frame();
    let state = &props.state;
    let asked = use_state_eq(|| {
        state::first(frame.book(), &state.outcome, &props.rest).unwrap_or_default()
    });
    let answer = use_state(Answer::default);
    let pending = use_state_eq(|| true);
    {
        let (answer, pending, frame) = (answer.clone(), pending.clone(), frame.clone());
        let inputs = crate::ui::store::Shared(std::rc::Rc::clone(&state.inputs));
        let outcome = std::rc::Rc::clone(&state.outcome);
        use_effect_with(((*asked).clone(), inputs), move |(asked, inputs)| {
            let asking: std::rc::Rc<std::cell::RefCell<Option<Asking>>> = std::rc::Rc::default();
            let words = state::axis(frame.book(), &outcome, asked);
            let fine = words.is_some_and(|words| state::problem(&words, asked).is_none());
            let timer = fine.then(|| {
                pending.set(true);
                let text = Question::text(frame.book(), inputs, asked);
                let kept = std::rc::Rc::clone(&asking);
                Timeout::new(SETTLED, move || {
                    let job = ask("explore", &text, move |text| {
                        pending.set(false);
                        answer.set(match text {
                            Ok(text) => serde_json::from_str(&text).unwrap_or_default(),
                            Err(why) => Answer {
                                problems: vec![(String::new(), why)],
                                ..Answer::default()
                            },
                        });
                    });
                    *kept.borrow_mut() = Some(job);
                })
            });
            // A newer question gives this one up.
            move || drop((timer, asking))
        });
    }
    let words = state::axis(frame.book(), &state.outcome, &asked);
    let on_change = {
        let asked = asked.clone();
        Callback::from(move |next: Asked| asked.set(next))
    };
    let Some(words) = words else {
        return html! {
            <section class="panel"><h2>{ frame.say(Key::Title) }</h2><p>{ frame.say(Key::Nothing) }</p></section>
        };
    };
    // An answer to another question is not shown beside this one.
    let same = answer
        .range
        .axis
        .as_ref()
        .is_none_or(|axis| axis.id == asked.vary);
    let shown = if same {
        (*answer).clone()
    } else {
        Answer::default()
    };
    html! {
        <article class="explore">
            <section class="panel">
                <h2>{ frame.say(Key::Title) }</h2>
                <p class="hint">{ frame.say(Key::Lead) }</p>
                <Choose state={state.clone()} asked={(*asked).clone()} words={words.clone()} on_change={on_change.clone()} />
            </section>
            <Answered answer={shown.clone()} asked={(*asked).clone()} words={words.clone()} pending={*pending}
                on_change={on_change}>
                <Slider state={state.clone()} asked={(*asked).clone()} {words} answer={shown} />
            </Answered>
        </article>
    }
}
