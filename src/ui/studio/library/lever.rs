//! A lever: who qualifies, from when to when, under which clauses; what it decides and owns.

use yew::prelude::*;

use super::parts::{cites, formula, line, top_links};
use super::state::Spot;
use crate::base::Text;
use crate::check::rulebook::{Condition, InForce, Lever, LeverId};
use crate::ui::state::State;
use crate::ui::store::Frame;
use crate::ui::text::library::LibraryKey as Key;

/// The view.
pub(super) fn view(frame: &Frame, id: LeverId, state: &State) -> Html {
    let lever = &frame.book().levers[id];
    let subject = &frame.book().subjects[lever.subject];
    let status = super::index::status_of(state, id);
    let amounts: Vec<Spot> = lever.amounts.iter().copied().map(Spot::Amount).collect();
    let parameters: Vec<Spot> = lever
        .parameters
        .iter()
        .copied()
        .map(Spot::Parameter)
        .collect();
    let text = |of: &Option<Text>| {
        of.as_ref()
            .map(|text| html! { { frame.text(text).to_owned() } })
    };
    html! {
        <>
            <h2>{ frame.text(&lever.title) }</h2>
            <section class="panel">
                <dl>
                    { line(frame, Key::Subject, Some(html! { { frame.text(&subject.label).to_owned() } })) }
                    { line(frame, Key::Here, status.map(|status| html! { { frame.say(status) } })) }
                    { line(frame, Key::Qualifies, text(&lever.qualifies)) }
                    { line(frame, Key::Office, text(&lever.office)) }
                    { line(frame, Key::Apply, text(&lever.apply)) }
                    { line(frame, Key::InForce, Some(spans(frame, lever))) }
                    { line(frame, Key::Cited, Some(cites(frame, &lever.cite))) }
                    { line(frame, Key::Note, text(&lever.note)) }
                </dl>
            </section>
            if !lever.conditions.is_empty() {
                <section class="panel">
                    <h3>{ frame.say(Key::Conditions) }</h3>
                    <ol>{ for lever.conditions.iter().map(|one| condition(frame, one)) }</ol>
                </section>
            }
            <section class="panel">
                { top_links(frame, Key::Amounts, &amounts) }
                { top_links(frame, Key::Parameters, &parameters) }
                if amounts.is_empty() && parameters.is_empty() {
                    <p>{ frame.say(Key::NoAmount) }</p>
                }
            </section>
        </>
    }
}

fn spans(frame: &Frame, lever: &Lever) -> Html {
    let span = |span: &InForce| {
        let from = span.from.to_string();
        let days = match span.to {
            Some(to) => frame.fill(Key::FromTo, &[&from, &to.to_string()]),
            None => frame.fill(Key::From, &[&from]),
        };
        html! {
            <li>
                { days }{ " " }{ cites(frame, &span.cite) }
                if span.assumption { { " " }{ frame.say(Key::Assumed) } }
            </li>
        }
    };
    html! { <ul>{ for lever.in_force.iter().map(span) }</ul> }
}

fn condition(frame: &Frame, condition: &Condition) -> Html {
    html! {
        <li>
            <p><strong>{ frame.text(&condition.label).to_owned() }</strong>{ " " }{ cites(frame, &condition.cite) }</p>
            { formula(frame, &condition.test) }
        </li>
    }
}
