//! The scenarios as entered, a card each.

use std::rc::Rc;

use yew::prelude::*;

use super::change::ChangeOne;
use super::find::Found;
use super::state::{Column, Edit, MOST, Member, Set};
use super::{Act, use_frame};
use crate::scenario::Change;
use crate::scenario::Patches;
use crate::scenario::compare::change_label;
use crate::ui::components::select::Select;
use crate::ui::components::text_field::TextField;
use crate::ui::state::State;
use crate::ui::store::{Frame, Shared};
use crate::ui::text::compare::CompareKey as Key;

/// Props of [`Columns`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The set in hand.
    pub set: Shared<Set>,
    /// The state of the page, for more enterprises.
    pub state: Shared<State>,
    /// Where edits go.
    pub act: Act,
    /// What was found, for names and problems.
    pub found: Option<Shared<Found>>,
}

/// All cards.
#[component]
pub fn Columns(props: &Props) -> Html {
    let frame = use_frame();
    let card = |(at, column): (usize, &Column)| card(&frame, props, at, column);
    html! {
        <section class="scenarios" aria-label={frame.say(Key::Scenarios)}>
            { for props.set.columns.iter().enumerate().map(card) }
            if props.set.columns.len() >= MOST {
                <p class="hint">{ frame.fill(Key::TooMany, &[&MOST.to_string()]) }</p>
            }
        </section>
    }
}

fn card(frame: &Frame, props: &Props, at: usize, column: &Column) -> Html {
    let prepared = props.found.as_ref().map(|found| &found.prepared);
    let automatic = prepared
        .and_then(|prepared| prepared.names.get(at).cloned())
        .unwrap_or_default();
    let problems = prepared
        .and_then(|prepared| prepared.problems.get(at))
        .cloned()
        .unwrap_or_default();
    let unread = prepared
        .and_then(|prepared| prepared.unread.get(at))
        .copied()
        .unwrap_or(0);
    let number = frame.fill(Key::ScenarioNumber, &[&(at + 1).to_string()]);
    let is_reference = at == props.set.reference;
    let button = |key: Key, edit: Edit| {
        let act = props.act.clone();
        let onclick = Callback::from(move |_| act.emit(edit.clone()));
        let label = format!("{} {number}", frame.say(key));
        html! { <button type="button" class="quiet" aria-label={label} {onclick}>{ frame.say(key) }</button> }
    };
    let full = props.set.columns.len() >= MOST;
    html! {
        <section class={classes!("panel", "scenario", is_reference.then_some("reference"))} key={at.to_string()}
            aria-label={number.clone()}>
            <h3>{ &number }
                if is_reference { { " " }<span class="chip">{ frame.say(Key::Reference) }</span> }</h3>
            { fields(frame, props, at, column, &automatic) }
            { members(frame, props, at, column) }
            { changes(frame, props, at, column) }
            if unread > 0 { <p class="problem">{ frame.fill(Key::Unread, &[&unread.to_string()]) }</p> }
            { for problems.iter().map(|problem| html! { <p class="problem">{ problem }</p> }) }
            <ChangeOne {at} set={props.set.clone()} act={props.act.clone()} />
            <div class="row-tools">
                if !full { { button(Key::Duplicate, Edit::Duplicate(at)) } }
                if !is_reference { { button(Key::MakeReference, Edit::Refer(at)) } }
                if props.set.columns.len() > 1 { { button(Key::Remove, Edit::Remove(at)) } }
            </div>
        </section>
    }
}

/// Name and period.
fn fields(frame: &Frame, props: &Props, at: usize, column: &Column, automatic: &str) -> Html {
    let commit = |edit: fn(usize, Rc<str>) -> Edit| {
        let act = props.act.clone();
        Callback::from(move |text: String| act.emit(edit(at, Rc::from(text))))
    };
    let (name, period) = (
        format!("scenario-{at}-name"),
        format!("scenario-{at}-period"),
    );
    let info = &frame.book().info;
    let fine = crate::base::Period::parse(&column.period)
        .is_ok_and(|period| period.first() >= info.from && period.last() <= info.to);
    let placeholder = AttrValue::from(automatic.to_owned());
    html! {
        <>
            <div class="field"><label for={name.clone()}>{ frame.say(Key::Name) }</label>
                <TextField id={name} value={column.name.to_string()} {placeholder} on_commit={commit(Edit::Rename)} /></div>
            <div class="field"><label for={period.clone()}>{ frame.say(Key::Period) }</label>
                <TextField id={period} value={column.period.to_string()}
                    placeholder={frame.say(Key::PeriodHint)} on_commit={commit(Edit::SetPeriod)} /></div>
            if !fine {
                <p class="problem">
                    { frame.fill(Key::PeriodRefused, &[&info.from.to_string(), &info.to.to_string()]) }</p>
            }
        </>
    }
}

/// Who is in it.
fn members(frame: &Frame, props: &Props, at: usize, column: &Column) -> Html {
    let one = |(position, member): (usize, &Rc<Member>)| {
        let act = props.act.clone();
        let leave = Callback::from(move |_| act.emit(Edit::Leave(at, position)));
        let label = format!("{} {}", frame.say(Key::LeaveGroup), member.name);
        html! {
            <li>{ &*member.name }
                if column.members.len() > 1 {
                    { " " }<button type="button" class="quiet" aria-label={label} onclick={leave}>{ "×" }</button>
                }</li>
        }
    };
    let mut all: Vec<(String, Rc<Member>)> = Vec::new();
    let calculator = frame.calculator();
    let hand = Member::of(props.state.calculator.book(), &props.state.inputs);
    all.push((hand.name.to_string(), Rc::new(hand)));
    for (_, kept) in &props.state.kept.list {
        let (calculator, inputs, _) = kept.open(calculator);
        let member = Member::of(calculator.book(), &inputs);
        all.push((kept.name.clone(), Rc::new(member)));
    }
    for preset in calculator.presets() {
        all.push((
            frame.text(&preset.title).to_owned(),
            Rc::new(Member::of(calculator.law(), &preset.inputs)),
        ));
    }
    let mut options = vec![(
        AttrValue::from(""),
        AttrValue::from(frame.say(Key::JoinGroup)),
    )];
    let names = all.iter().enumerate();
    options.extend(names.map(|(at, (name, _))| (at.to_string().into(), name.clone().into())));
    let on_choose = {
        let act = props.act.clone();
        Callback::from(move |chosen: String| {
            let found = chosen.parse::<usize>().ok().and_then(|at| all.get(at));
            if let Some((_, member)) = found {
                act.emit(Edit::Join(at, Rc::clone(member)));
            }
        })
    };
    let label = format!("{} {}", frame.say(Key::JoinGroup), at + 1);
    html! {
        <div class="members">
            <ul aria-label={frame.say(Key::Enterprises)}>{ for column.members.iter().enumerate().map(one) }</ul>
            <Select class="quiet" {label} {options} value="" {on_choose} />
        </div>
    }
}

/// What is laid over its law.
fn changes(frame: &Frame, props: &Props, at: usize, column: &Column) -> Html {
    if column.changes.is_empty() {
        return Html::default();
    }
    let one = |(position, change): (usize, &Rc<str>)| {
        let words = described(frame, change);
        let act = props.act.clone();
        let lift = Callback::from(move |_| act.emit(Edit::LiftOff(at, position)));
        let label = format!("{} {words}", frame.say(Key::LiftOff));
        html! {
            <li><span>{ &words }</span>{ " " }
                <button type="button" class="quiet" aria-label={label} onclick={lift}>{ "×" }</button></li>
        }
    };
    html! {
        <ul class="changes" aria-label={frame.say(Key::Changes)}>
            { for column.changes.iter().enumerate().map(one) }
        </ul>
    }
}

/// A change in words: what it is about and what it says; as written where it cannot be read.
fn described(frame: &Frame, text: &str) -> String {
    let mut patches = Patches::default();
    if patches.push_text(text).is_err() {
        return text.to_owned();
    }
    let Some(change) = patches.changes.first() else {
        return text.to_owned();
    };
    let (label, value) = change_label(frame.book(), change);
    match change {
        Change::Reform(_) => frame.text(&label).to_owned(),
        _ => format!("{} → {}", frame.text(&label), value.get(frame.lang)),
    }
}
