//! What a stack comes to: problems, totals, each change, amounts that differ, and the TOML.

use std::rc::Rc;

use yew::prelude::*;

use super::outcome::{self, Problem};
use super::state::Item;
use super::view::{Both, EffectView, View};
use crate::base::Lang;
use crate::ui::components::announcer::Settled;
use crate::ui::state::{Action, State};
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::list;
use crate::ui::text::reform::ReformKey as Key;

/// Props of [`Outcome`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub view: Shared<View>,
    /// Whether a newer stack is being worked out.
    pub pending: bool,
    /// The state, for the enterprise's name.
    pub state: Shared<State>,
    /// The reform in hand.
    pub item: Option<Item>,
}

/// The panels.
#[component]
pub fn Outcome(props: &Props) -> Html {
    let frame = use_frame();
    let shown = &props.view;
    let toml = props.item.as_ref().map(|item| item.to_toml(frame.book()));
    let errors = shown.problems.iter().any(|one| one.error);
    let period = props.state.outcome.period.to_string();
    html! {
        <>
            <Settled sentence={announced(&frame, shown)} />
            <section class="panel" aria-label={frame.say(Key::Problems)}>
                <h3>{ frame.say(Key::Problems) }</h3>
                <div role="status">
                    if shown.problems.is_empty() {
                        <p>{ frame.say(Key::Fine) }</p>
                    } else {
                        <ul class="reform-problems">{ for shown.problems.iter().map(|one| problem(&frame, one)) }</ul>
                    }
                </div>
            </section>
            <section class="panel" aria-label={frame.say(Key::Result)} aria-busy={props.pending.to_string()}>
                <h3>{ frame.say(Key::Result) }</h3>
                <p class="hint">{ frame.fill(Key::For, &[&props.state.inputs.name, &period]) }</p>
                if errors {
                    <p>{ frame.say(Key::Refused) }</p>
                }
                if let Some((before, after)) = &shown.totals {
                    { totals(&frame, Key::AllOn, before, after) }
                }
                if let Some(effect) = &shown.effect {
                    { one(&frame, effect) }
                } else if props.pending {
                    <p>{ frame.say(Key::Working) }</p>
                } else if !errors {
                    <p>{ frame.say(Key::NotLaid) }</p>
                }
                if !errors {
                    { in_calculation(&frame, props) }
                }
            </section>
            if let Some(toml) = toml {
                <section class="panel" aria-label={frame.say(Key::Toml)}>
                    <h3>{ frame.say(Key::Toml) }</h3>
                    <pre class="reform-toml" tabindex="0" role="group" aria-label={frame.say(Key::Toml)}>{ toml }</pre>
                </section>
            }
        </>
    }
}

/// Takes the reform into the calculation of the enterprise in hand, or out of it.
fn in_calculation(frame: &Frame, props: &Props) -> Html {
    let ready = props.item.as_ref();
    let ready =
        ready.and_then(|item| outcome::ready(frame.book(), std::slice::from_ref(item)).pop());
    let Some([_, _, text]) = ready else {
        return Html::default();
    };
    let laid = &props.state.inputs.assumptions.reforms;
    let (said, key, action) = match laid.iter().position(|known| **known == *text) {
        Some(at) => (Key::IsUsed, Key::UseNoMore, Action::LiftOff(at)),
        None => (Key::UseHint, Key::Use, Action::LayOn(Rc::from(text))),
    };
    html! {
        <p class="reform-use">
            <button type="button" onclick={frame.on(action)}>{ frame.say(key) }</button>{ " " }
            <span role="status">{ frame.say(said) }</span>{ " " }
            if !laid.is_empty() {
                <a class="stand" href="#/assess">{ frame.say(Key::ToAssess) }</a>
            }
        </p>
    }
}

/// What the reforms come to, for those who do not see it change; problems have a region of their own.
fn announced(frame: &Frame, shown: &View) -> String {
    let totals = shown.totals.as_ref();
    totals.map_or_else(String::new, |(before, after)| {
        frame.fill(Key::Announce, &[before, after])
    })
}

fn problem(frame: &Frame, problem: &Problem) -> Html {
    let severity = frame.say(if problem.error {
        Key::Error
    } else {
        Key::Warning
    });
    let places = problem.places.iter().map(|(name, line, text)| {
        html! { <p>{ frame.fill(Key::Line, &[name, &line.to_string()]) }{ " " }<code>{ text }</code></p> }
    });
    let class = if problem.error {
        "reform-error"
    } else {
        "reform-warning"
    };
    html! {
        <li {class}>
            <p><strong>{ severity }{ " " }{ &problem.code }</strong>{ " " }{ &problem.message }</p>
            { for places }
            if let Some(help) = &problem.help {
                <p class="hint">{ help }</p>
            }
        </li>
    }
}

fn totals(frame: &Frame, of: Key, before: &str, after: &str) -> Html {
    html! {
        <div class="reform-totals" role="group" aria-label={frame.say(of)}>
            <span>{ frame.say(of) }{ " · " }{ frame.say(Key::Total) }</span>
            <span>{ frame.say(Key::Before) }{ " " }<b class="reform-before">{ before }</b></span>
            <span>{ frame.say(Key::After) }{ " " }<b class="reform-after">{ after }</b></span>
        </div>
    }
}

fn one(frame: &Frame, effect: &EffectView) -> Html {
    let changes = effect.changes.iter().map(|(label, moved, why)| {
        let verdict = match why {
            None => frame.fill(Key::Moves, &[&moved.to_string()]),
            Some(why) => frame.fill(Key::MovesNot, &[of(frame, why)]),
        };
        html! { <li><strong>{ of(frame, label) }</strong>{ " — " }{ verdict }</li> }
    });
    let (before, after) = &effect.totals;
    html! {
        <>
            { totals(frame, Key::ThisOne, before, after) }
            <h4>{ frame.say(Key::EachChange) }</h4>
            <ul class="reform-changes">{ for changes }</ul>
            if effect.moves {
                <div class="scroll" tabindex="0" role="group" aria-label={frame.say(Key::Amounts)}>
                    <table class="reform-amounts">
                        <caption>{ frame.say(Key::Amounts) }</caption>
                        <thead><tr>
                            <th scope="col">{ frame.say(Key::Amount) }</th>
                            <th scope="col">{ frame.say(Key::Before) }</th>
                            <th scope="col">{ frame.say(Key::After) }</th>
                            <th scope="col">{ frame.say(Key::Unit) }</th>
                        </tr></thead>
                        <tbody>{ for effect.amounts.iter().map(|(label, was, is, unit)| html! {
                            <tr>
                                <th scope="row">{ of(frame, label) }</th>
                                <td class="number">{ of(frame, was) }</td><td class="number">{ of(frame, is) }</td><td>{ unit }</td>
                            </tr>
                        }) }</tbody>
                    </table>
                </div>
                { levers(frame, effect) }
            } else {
                <p>{ frame.say(Key::Nothing) }</p>
            }
        </>
    }
}

/// A text in the language in hand.
fn of<'a>(frame: &Frame, both: &'a Both) -> &'a str {
    match frame.lang {
        Lang::Zh => &both.0,
        Lang::En => &both.1,
    }
}

fn levers(frame: &Frame, effect: &EffectView) -> Html {
    let all = effect.levers.iter().map(|(title, was, is)| {
        let was = was.as_ref().map_or("—", |was| of(frame, was));
        format!("{}: {was} → {}", of(frame, title), of(frame, is))
    });
    let all: Vec<String> = all.collect();
    if all.is_empty() {
        return Html::default();
    }
    html! { <p>{ list(all, frame.lang) }</p> }
}
