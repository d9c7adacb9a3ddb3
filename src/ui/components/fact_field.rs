//! One fact: its question, its field, what is wrong with it, help and a note.

use std::rc::Rc;

use yew::prelude::*;

use super::number_field::NumberField;
use super::select::Select;
use super::text_field::TextField;
use super::yes_no_field::YesNoField;
use crate::base::{Decimal, Lang};
use crate::check::rulebook::{Fact, FactKind, FactSlotId};
use crate::enterprise::{FactProblem, show_fact_with_unit};
use crate::ui::format;
use crate::ui::inputs::field_id;
use crate::ui::state::Action;
use crate::ui::store::{Frame, use_frame};
use crate::ui::text::Key;
use crate::ui::text::plan::PlanKey;

/// Props of [`FactField`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which fact, in which row.
    pub slot: FactSlotId,
    /// Its text; empty is not stated.
    pub text: AttrValue,
    /// What is wrong with it.
    pub problem: Option<FactProblem>,
    /// The note on it.
    pub note: AttrValue,
    /// What it comes to by other facts, and where that is explained.
    #[prop_or_default]
    pub reckoned: Option<(AttrValue, AttrValue)>,
}

/// A fact's row in the form.
#[component]
pub fn FactField(props: &Props) -> Html {
    let frame = use_frame();
    let open = use_state(|| false);
    let slot = props.slot;
    let book = frame.book();
    let id = book.fact_slots[slot].fact;
    let fact = &book.facts[id];
    let field = field_id(slot);
    let label_id = AttrValue::from(format!("{field}-label"));
    let describing = format!("{field}-about");

    let label = frame.text(&fact.label).to_owned();
    let name = AttrValue::from(frame.slot_label(slot));
    let set = {
        let frame = frame.clone();
        Callback::from(move |text: String| frame.act(Action::SetFact(slot, Rc::from(text))))
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let expanded = if *open { "true" } else { "false" };
    let is_group = matches!(fact.kind, FactKind::Bool);
    let label_html = if is_group {
        html! { <span class="label" id={label_id.clone()}>{ &label }</span> }
    } else {
        html! { <label class="label" id={label_id.clone()} for={field.clone()}>{ &label }</label> }
    };
    let details_id = format!("{field}-more");
    let unfilled = props.text.is_empty();
    html! {
        <div class={classes!("fact", unfilled.then_some("unfilled"), props.problem.as_ref().map(|_| "refused"))}>
            <div class="fact-line">
                { label_html }
                if frame.is_locked(id) {
                    <fieldset class="locked" disabled={true}>
                        { control(&frame, props, fact, &field, &describing, label_id, set) }
                    </fieldset>
                } else {
                    { control(&frame, props, fact, &field, &describing, label_id, set) }
                }
                <button type="button" class="more" aria-expanded={expanded} aria-controls={details_id.clone()}
                    aria-label={frame.fill(Key::More, &[&name])} onclick={toggle}>
                    <span aria-hidden="true">{ if props.note.is_empty() { "…" } else { "✎" } }</span>
                </button>
            </div>
            <div class="about" id={describing}>
                if let Some(problem) = &props.problem {
                    <p class="problem">{ problem_sentence(&frame, problem) }</p>
                } else if let Some(echo) = echo(&frame, fact, &props.text) {
                    <p class="echo">{ echo }</p>
                }
                if frame.is_locked(id) {
                    <p class="echo">{ frame.say(Key::Locked) }</p>
                }
                if let Some((label, href)) = &props.reckoned {
                    <p class="echo">{ frame.fill(PlanKey::Reckoned, &[label]) }{ " " }
                        <a href={href}>{ frame.say(PlanKey::Limits) }</a></p>
                }
                if !props.note.is_empty() && !*open {
                    <p class="note user-note">{ &props.note }</p>
                }
            </div>
            <div class="fact-more" id={details_id} hidden={!*open}>
                if *open {
                    { more(&frame, props, fact, &field, &name) }
                }
            </div>
        </div>
    }
}

/// The field that suits what the fact holds.
fn control(
    frame: &Frame,
    props: &Props,
    fact: &Fact,
    field: &str,
    describing: &str,
    label_id: AttrValue,
    set: Callback<String>,
) -> Html {
    let id = AttrValue::from(field.to_owned());
    let described_by = AttrValue::from(describing.to_owned());
    let invalid = props.problem.is_some();
    match &fact.kind {
        FactKind::Bool => html! {
            <YesNoField {id} labelled_by={label_id} value={props.text.clone()} on_choose={set} />
        },
        FactKind::Choice(choice) => {
            let mut options = vec![(
                AttrValue::from(""),
                AttrValue::from(frame.say(Key::Unfilled)),
            )];
            options.extend(frame.book().choices[*choice].options.iter().map(|option| {
                (
                    AttrValue::from(option.id.clone()),
                    frame.attr(&option.label),
                )
            }));
            html! {
                <Select {id} {options} value={props.text.clone()} {described_by} {invalid} on_choose={set}
                    class={classes!(props.text.is_empty().then_some("unfilled"))} />
            }
        }
        FactKind::Number { .. } | FactKind::Date => {
            let unit = match &fact.kind {
                FactKind::Number { measure, .. } => measure.text.clone(),
                _ => String::new(),
            };
            html! {
                <NumberField {id} value={props.text.clone()} placeholder={frame.say(Key::Unfilled)} {unit}
                    {described_by} {invalid} is_number={fact.kind != FactKind::Date} on_type={set}
                    on_leave={frame.on(Action::Settle)} />
            }
        }
    }
}

/// Question, help, the usual value, and the note.
fn more(frame: &Frame, props: &Props, fact: &Fact, field: &str, name: &AttrValue) -> Html {
    let book = frame.book();
    let slot = props.slot;
    let slot_name: Rc<str> = Rc::from(book.slot_name(slot));
    let id = book.fact_slots[slot].fact;
    let note = {
        let frame = frame.clone();
        Callback::from(move |text: String| {
            frame.act(Action::SetNote(Rc::clone(&slot_name), Rc::from(text)));
        })
    };
    let usual = fact.default.map(|cell| {
        let shown = show_fact_with_unit(book, id, cell, frame.lang);
        let typed = super::super::compute::typed(book, id, cell);
        let action = Action::SetFact(slot, Rc::from(typed));
        html! {
            <button type="button" class="quiet" onclick={frame.on(action)}>
                { frame.fill(Key::UseDefault, &[&shown]) }
            </button>
        }
    });
    html! {
        <>
            if let Some(ask) = &fact.ask {
                <p class="ask">{ frame.text(ask) }</p>
            }
            if let Some(help) = &fact.help {
                <p class="help">{ frame.text(help) }</p>
            }
            { usual.unwrap_or_default() }
            <TextField id={format!("{field}-note")} label={frame.fill(Key::NoteField, &[name])}
                placeholder={frame.say(Key::NotePlaceholder)} value={props.note.clone()} on_commit={note} />
        </>
    }
}

/// The problem, what to do, and what it means for the result.
pub fn problem_sentence(frame: &Frame, problem: &FactProblem) -> String {
    let stop = match frame.lang {
        Lang::Zh => "。",
        Lang::En => ". ",
    };
    let mut text = problem.message(frame.lang);
    if let Some(help) = problem.kind.help(frame.lang) {
        text.push_str(stop);
        text.push_str(&help);
    }
    text.push_str(stop);
    text.push_str(frame.say(Key::ValueIgnored));
    text
}

/// A large number in myriads, to check its zeros by.
fn echo(frame: &Frame, fact: &Fact, text: &str) -> Option<String> {
    let FactKind::Number { measure, .. } = &fact.kind else {
        return None;
    };
    let value = Decimal::parse(text.trim())?;
    let words = format::echo(value, frame.lang)?;
    Some(format!("= {words} {}", measure.text))
}
