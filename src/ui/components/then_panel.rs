//! Then and now, side by side, for what came with another rulebook.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::base::Decimal;
use crate::rulebook::MapRules;
use crate::ui::compute::Loaded;
use crate::ui::dom;
use crate::ui::format;
use crate::ui::state::{Action, State};
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;
use crate::ui::then::{Figures, Line, Then, compare};

/// Props of [`ThenPanel`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What came.
    pub then: Shared<Then>,
    /// The state it came into.
    pub state: Shared<State>,
}

/// The panel; while the figures of then are not known, it sees to them.
#[component]
pub fn ThenPanel(props: &Props) -> Html {
    let frame = use_frame();
    let then = &props.then;
    {
        let (frame, state) = (frame.clone(), props.state.clone());
        use_effect_with(then.clone(), move |then| {
            if then.figures == Figures::Fetching {
                let then = then.clone();
                spawn_local(async move {
                    let lines = computed(&then, &state).await;
                    frame.act(Action::ThenKnown(lines));
                });
            }
        });
    }
    let hash: String = then.kept.rulebook.chars().take(16).collect();
    let body = match &then.figures {
        Figures::Fetching => html! { <p role="status">{ frame.say(Key::ThenFetching) }</p> },
        Figures::Unavailable => {
            let now = props.state.outcome.assessment.as_ref().ok();
            let total = Line {
                label: None,
                then: Decimal::parse(&then.kept.total),
                now: now.map(|now| now.totals.cost),
            };
            html! {
                <>
                    <p>{ frame.say(Key::ThenUnavailable) }</p>
                    { table(&frame, &[total]) }
                </>
            }
        }
        Figures::Computed(lines) => table(&frame, lines),
    };
    html! {
        <section class="panel then" aria-labelledby="then-title">
            <h2 id="then-title">{ frame.say(Key::ThenAndNow) }</h2>
            <p class="hint">{ frame.fill(Key::ThenHint, &[&hash]) }</p>
            { body }
            <p class="row-tools"><button type="button" onclick={frame.on(Action::DismissThen)}>
                { frame.say(Key::Dismiss) }</button></p>
        </section>
    }
}

/// Computes with the rulebook of then, each step a task of its own; `None` if it is not to be had.
async fn computed(then: &Then, state: &State) -> Option<Vec<Line>> {
    let hash = &then.kept.rulebook;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash {
        return None;
    }
    let text = dom::ask_shell("rulebook", &[hash]).await?;
    let files = MapRules::unpack(&text);
    let loaded = Loaded::read(&files);
    dom::pause().await;
    let old = loaded.check(&files).ok()?;
    // What is served under a hash is taken for that rulebook only if it is.
    if old.book().info.hash != *hash {
        return None;
    }
    dom::pause().await;
    compare(&old, &then.kept, (&state.calculator, &state.outcome))
}

fn table(frame: &Frame, lines: &[Line]) -> Html {
    let money = |value: Option<Decimal>| match value {
        Some(value) => format::money(value),
        None => frame.say(Key::ThenNothing).to_owned(),
    };
    let line = |line: &Line| {
        let label = line.label(frame.lang);
        html! {
            <tr>
                <th scope="row">{ label.unwrap_or_else(|| frame.say(Key::TotalCost)).to_owned() }</th>
                <td class="num">{ money(line.then) }</td>
                <td class="num">{ money(line.now) }</td>
            </tr>
        }
    };
    html! {
        <div class="scroll" tabindex="0" role="group" aria-labelledby="then-title">
        <table>
            <thead><tr>
                <th scope="col">{ frame.say(Key::ColumnItem) }</th>
                <th scope="col" class="num">{ frame.say(Key::ThenColumn) }</th>
                <th scope="col" class="num">{ frame.say(Key::NowColumn) }</th>
            </tr></thead>
            <tbody>{ for lines.iter().map(line) }</tbody>
        </table>
        </div>
    }
}

/// The panel of a state, where something came with another rulebook.
pub fn of(state: &Shared<State>) -> Html {
    match &state.then {
        Some(then) => html! { <ThenPanel then={Shared(Rc::clone(then))} state={state.clone()} /> },
        None => html! {},
    }
}
