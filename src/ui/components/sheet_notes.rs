//! On the sheet: readings, assumptions, figures to be verified, and the facts as stated.

use crate::base::Set;
use yew::prelude::*;

use super::assumptions::default_option;
use crate::check::history::Grade;
use crate::check::rulebook::Shape;
use crate::enterprise::show_fact_with_unit;
use crate::explain::Explanation;
use crate::explain::explanation::{DatedUse, ParameterUse};
use crate::ui::state::State;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::{Key, bracketed};

/// Props of [`SheetNotes`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
    /// How the amounts of the sheet came about.
    pub explanations: Shared<Vec<Explanation>>,
}

/// What the result rests on beside documents and facts.
#[component]
pub fn SheetNotes(props: &Props) -> Html {
    let frame = use_frame();
    let readings = readings(&frame, &props.state);
    let uses = props.explanations.iter().flat_map(|one| &one.parameters);
    let doubtful: Set<String> = uses
        .flat_map(|used| {
            used.values
                .iter()
                .filter_map(|value| doubt(&frame, used, value))
        })
        .collect();
    let none = doubtful.is_empty();
    html! {
        <section><h3>{ frame.say(Key::SheetAssumptions) }</h3>
            <ul class="sheet-list">
                { for readings.iter().map(|words| html! { <li>{ words }</li> }) }
                { for doubtful.iter().map(|words| html! { <li>{ words }</li> }) }
                if none {
                    <li>{ frame.say(Key::SheetNoAssumptions) }</li>
                }
            </ul>
        </section>
    }
}

/// Every reading in use, every supplied figure, every policy left out.
fn readings(frame: &Frame, state: &State) -> Vec<String> {
    let book = frame.book();
    let assumptions = &state.inputs.assumptions;
    let reforms = state.calculator.carried().reforms().iter();
    let reforms = reforms.map(|reform| {
        let title = super::reforms::title(frame, reform.as_ref());
        format!("{}　{title}", frame.say(Key::Reforms))
    });
    let mut words: Vec<String> = reforms.collect();
    for (id, parameter) in book.parameters.iter() {
        let label = frame.text(&parameter.label);
        if let Shape::Reading(options) = &parameter.shape {
            let chosen = assumptions.readings.get(&id).copied();
            let at = usize::try_from(chosen.unwrap_or_else(|| default_option(parameter)));
            if let Some(option) = at.ok().and_then(|at| options.get(at)) {
                let key = if chosen.is_some() {
                    ""
                } else {
                    frame.say(Key::DefaultReading)
                };
                words.push(format!(
                    "{}　{label}：{} {key}",
                    frame.say(Key::SheetReading),
                    frame.text(&option.label)
                ));
            }
        }
        if let Some(figure) = assumptions.supplied.get(&id) {
            words.push(format!(
                "{}　{label}：{figure}",
                frame.say(Key::SheetSupplied)
            ));
        }
    }
    for lever in &assumptions.off {
        let title = frame.text(&book.levers[*lever].title);
        words.push(format!("{title}：{}", frame.say(Key::LeverIsOff)));
    }
    words
}

/// What is not sure about a value, in one line; nothing if it stands in a document and was checked.
fn doubt(frame: &Frame, used: &ParameterUse, value: &DatedUse) -> Option<String> {
    let mut doubts = Vec::new();
    if value.grade == Some(Grade::Assumption) {
        doubts.push(frame.say(Key::GradeAssumption).to_owned());
    }
    if value.verify {
        doubts.push(frame.say(Key::Verify).to_owned());
    }
    if let Some(day) = used.checked_until.filter(|_| value.stale) {
        doubts.push(frame.fill(Key::Stale, &[&day.to_string()]));
    }
    if doubts.is_empty() {
        return None;
    }
    let doubts = crate::ui::text::list(doubts, frame.lang);
    let (label, figure) = (frame.text(&used.label), frame.text(&value.value));
    let cite = frame.cites(&value.cite);
    let note = value
        .note
        .as_ref()
        .map(|note| frame.text(note))
        .unwrap_or_default();
    let stated = bracketed(&format!("{label} {figure}"), &cite, frame.lang);
    Some(format!("{doubts}　{stated} {note}"))
}

/// Props of [`SheetFacts`].
#[derive(Properties, PartialEq)]
pub struct FactsProps {
    /// The state.
    pub state: Shared<State>,
}

/// The facts as stated, with notes.
#[component]
pub fn SheetFacts(props: &FactsProps) -> Html {
    let frame = use_frame();
    let book = frame.book();
    let state = &props.state;
    let facts = state.outcome.enterprise.stated().map(|(slot, cell)| {
        let fact = book.fact_slots[slot].fact;
        let note = state.inputs.form.note(&book.slot_name(slot));
        html! {
            <div><dt>{ frame.slot_label(slot) }</dt>
                <dd>{ show_fact_with_unit(book, fact, cell, frame.lang) }
                    if !note.is_empty() {
                        <span class="note user-note">{ note.to_string() }</span>
                    }
                </dd>
            </div>
        }
    });
    html! {
        <section class="sheet-facts"><h3>{ frame.say(Key::SheetFacts) }</h3><dl>{ for facts }</dl></section>
    }
}
