//! A group of facts: rows to add and remove, or stated to be none, or not stated.

use std::rc::Rc;

use yew::prelude::*;

use super::fact_field::FactField;
use crate::check::rulebook::GroupId;
use crate::ui::compute::Outcome;
use crate::ui::inputs::{Inputs, group_field_id};
use crate::ui::state::Action;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;

/// Props of [`GroupRows`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which group.
    pub group: GroupId,
    /// What is entered.
    pub form: Shared<Inputs>,
    /// What is wrong with it.
    pub outcome: Shared<Outcome>,
}

/// The rows of a group.
#[component]
pub fn GroupRows(props: &Props) -> Html {
    let frame = use_frame();
    let group = &frame.book().groups[props.group];
    let rows = props.form.form.rows.get(&props.group).copied();
    let label = frame.text(&group.label).to_owned();
    let id = group_field_id(props.group);
    let note = props.form.form.note(&group.id);
    let full = rows.is_some_and(|rows| rows >= group.max_rows);
    let set = |rows: Option<u8>| frame.on(Action::SetRows(props.group, rows));
    html! {
        <fieldset class={classes!("group", rows.is_none().then_some("unfilled"))} {id} tabindex="-1">
            <legend>{ &label }</legend>
            if !note.is_empty() {
                <p class="note user-note">{ note.to_string() }</p>
            }
            { for (0..rows.unwrap_or(0)).map(|row| one_row(&frame, props, &label, row)) }
            if rows.is_none() {
                <p class="row-state">{ frame.fill(Key::RowsUnfilled, &[&label]) }</p>
            } else if rows == Some(0) {
                <p class="row-state">{ frame.fill(Key::RowsStated, &[&label]) }</p>
            }
            <div class="row-tools">
                <button type="button" disabled={full} onclick={set(Some(rows.unwrap_or(0) + 1))}>
                    { frame.fill(Key::AddRow, &[&label]) }
                </button>
                if rows.is_none() {
                    <button type="button" class="quiet" onclick={set(Some(0))}>{ frame.say(Key::RowsNone) }</button>
                } else if rows == Some(0) {
                    <button type="button" class="quiet" onclick={set(None)}>{ frame.say(Key::RowsClear) }</button>
                }
                if full {
                    <span class="hint">{ frame.fill(Key::RowsMost, &[&group.max_rows.to_string()]) }</span>
                }
            </div>
        </fieldset>
    }
}

fn one_row(frame: &Frame, props: &Props, label: &str, row: u8) -> Html {
    let book = frame.book();
    let number = (row + 1).to_string();
    let title = format!("{}-row-{row}", group_field_id(props.group));
    let facts = book.groups[props.group].facts.iter().map(|fact| {
        let slot = book.slot(*fact, row);
        let form = &props.form.form;
        html! {
            <FactField key={book.slot_name(slot)} {slot} text={AttrValue::from(form.text(slot))}
                problem={props.outcome.problems.get(&slot).cloned()}
                note={AttrValue::from(Rc::clone(&form.note(&book.slot_name(slot))))} />
        }
    });
    html! {
        <div class="group-row" role="group" aria-labelledby={title.clone()}>
            <div class="group-row-head">
                <span id={title}>{ frame.fill(Key::RowName, &[label, &number]) }</span>
                <button type="button" class="quiet" aria-label={frame.fill(Key::RemoveRow, &[label, &number])}
                    onclick={frame.on(Action::RemoveRow(props.group, row))}>{ frame.say(Key::Delete) }</button>
            </div>
            { for facts }
        </div>
    }
}
