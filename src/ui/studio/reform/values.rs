//! Parameters to change: found by name, with history, clauses and users; and the values set.

use yew::prelude::*;

use super::PartProps;
use super::fields::Field;
use super::state::{Edit, Part, SetForm};
use crate::base::Lang;
use crate::check::rulebook::{Named, Parameter, ParameterId, Rulebook, Shape};
use crate::report::law::ParameterEntry;
use crate::scenario::effect::Readers;
use crate::ui::components::select::Select;
use crate::ui::store::{Frame, use_frame};
use crate::ui::text::list;
use crate::ui::text::reform::ReformKey as Key;

/// Parameters shown of those found.
const FOUND: usize = 8;

/// The panel.
#[component]
pub fn Values(props: &PartProps) -> Html {
    let frame = use_frame();
    let wanted = use_state_eq(String::new);
    let from = use_state_eq(|| props.day.to_string());
    let search = {
        let wanted = wanted.setter();
        Callback::from(move |text| wanted.set(text))
    };
    let day = {
        let from = from.setter();
        Callback::from(move |text| from.set(text))
    };
    let book = frame.book();
    let found = find(book, &wanted);
    let counts = [found.len().to_string(), found.len().min(FOUND).to_string()];
    let sets = props
        .editor
        .item()
        .map(|item| item.sets.clone())
        .unwrap_or_default();
    html! {
        <section class="panel" aria-label={frame.say(Key::Change)}>
            <h3>{ frame.say(Key::Change) }</h3>
            { for sets.iter().enumerate().map(|(at, set)| self::set(&frame, props, at, set)) }
            <div class="reform-search">
                <Field id="reform-search" label={frame.say(Key::Search)} value={(*wanted).clone()} on_text={search} />
                <Field id="reform-from" label={frame.say(Key::Effective)} value={(*from).clone()} on_text={day} />
            </div>
            if !wanted.trim().is_empty() {
                <p class="hint" role="status">{ frame.fill(Key::Found, &[&counts[0], &counts[1]]) }</p>
                <ul class="reform-found">
                    { for found.iter().take(FOUND).map(|id| hit(&frame, props, *id, &from)) }
                </ul>
            }
        </section>
    }
}

/// Parameters whose id or label holds every word asked for.
pub fn find(book: &Rulebook, wanted: &str) -> Vec<ParameterId> {
    let wanted = wanted.to_lowercase();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let holds = |parameter: &Parameter| {
        let text = format!(
            "{} {} {}",
            parameter.id,
            parameter.label.zh,
            parameter.label.en.to_lowercase()
        );
        words.iter().all(|word| text.contains(word))
    };
    let all = book
        .parameters
        .iter()
        .filter(|(_, parameter)| holds(parameter));
    all.map(|(id, _)| id).collect()
}

fn hit(frame: &Frame, props: &PartProps, id: ParameterId, from: &str) -> Html {
    let book = frame.book();
    let parameter = &book.parameters[id];
    let edit = Edit::Set(parameter.id.clone(), from.to_owned());
    let set = props.act.reform(move |_: MouseEvent| edit.clone());
    let label = frame.text(&parameter.label).to_owned();
    html! {
        <li key={parameter.id.clone()}>
            <strong>{ &label }</strong>{ " " }<code>{ &parameter.id }</code>
            if parameter.open {
                { " " }<span class="tag">{ frame.say(Key::OpenFigure) }</span>
            }
            { " " }<button type="button" onclick={set} aria-label={format!("{} {label}", frame.say(Key::SetIt))}>
                { frame.say(Key::SetIt) }</button>
            <details><summary>{ frame.say(Key::History) }</summary>{ history(frame, parameter) }{ users(frame, id) }</details>
        </li>
    }
}

fn history(frame: &Frame, parameter: &Parameter) -> Html {
    let entry = ParameterEntry::new(frame.book(), parameter);
    let unit = entry.unit.clone().unwrap_or_default();
    let rows = entry.values.iter().zip(&parameter.history.values).map(|(entry, dated)| {
        let value = match (&entry.law.value, entry.law.rows.len()) {
            (Some(value), _) => format!("{value} {unit}"),
            (None, 0) => entry.law.state.to_owned(),
            _ => {
                let cells = entry.law.rows.iter().map(|row| {
                    let key = row.upto.as_ref().map(|upto| format!("≤{upto}"));
                    let key = key.or_else(|| row.option.clone()).unwrap_or_else(|| "…".to_owned());
                    format!("{key}: {}", row.value.as_deref().unwrap_or(row.state))
                });
                cells.collect::<Vec<_>>().join("; ")
            }
        };
        html! {
            <tr><th scope="row">{ &entry.from }</th><td>{ value }</td><td>{ frame.cites(&dated.cite) }</td></tr>
        }
    });
    let options = match &parameter.shape {
        Shape::Reading(options) => options.as_slice(),
        _ => &[],
    };
    let options = options.iter().map(|option| html! {
        <tr><th scope="row">{ &option.id }</th><td>{ frame.text(&option.label) }</td><td>{ frame.cites(&option.cite) }</td></tr>
    });
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label={frame.say(Key::History)}>
            <table><tbody>{ for rows }{ for options }</tbody></table>
            if !parameter.cite.is_empty() {
                <p>{ frame.cites(&parameter.cite) }</p>
            }
        </div>
    }
}

fn users(frame: &Frame, id: ParameterId) -> Html {
    let book = frame.book();
    let readers = Readers::of(book, id);
    let amounts = readers
        .amounts
        .iter()
        .map(|of| frame.text(&book.amounts[of.amount].label).to_owned());
    let levers = readers
        .levers
        .iter()
        .map(|lever| frame.text(&book.levers[*lever].title).to_owned());
    let all: Vec<String> = amounts.chain(levers).collect();
    if all.is_empty() {
        return html! { <p>{ frame.say(Key::Nobody) }</p> };
    }
    let colon = if frame.lang == Lang::Zh { "：" } else { ": " };
    html! { <p>{ frame.say(Key::Users) }{ colon }{ list(all, frame.lang) }</p> }
}

/// An entry: its days, its value or its rows.
fn set(frame: &Frame, props: &PartProps, at: usize, set: &SetForm) -> Html {
    let book = frame.book();
    let parameter = match book.names.get(&set.parameter) {
        Some(Named::Parameter(id)) => Some(&book.parameters[*id]),
        _ => None,
    };
    let label = parameter.map_or(set.parameter.as_str(), |parameter| {
        frame.text(&parameter.label)
    });
    let part = |part: Part| props.act.reform(move |text| Edit::Part(at, part, text));
    let remove = props.act.reform(move |_: MouseEvent| Edit::Unset(at));
    let id = |name: &str| format!("reform-set-{at}-{name}");
    html! {
        <fieldset class="reform-set" key={format!("{at}-{}", set.parameter)}>
            <legend>{ label }{ " " }<code>{ &set.parameter }</code></legend>
            <Field id={id("from")} label={frame.say(Key::From)} value={set.from.clone()} placeholder={frame.say(Key::Always)} on_text={part(Part::From)} />
            <Field id={id("to")} label={frame.say(Key::To)} value={set.to.clone()} placeholder={frame.say(Key::NoEnd)} on_text={part(Part::To)} />
            if !set.more.is_empty() {
                <p>{ frame.say(Key::AsWritten) }{ " " }<code>{ &set.more }</code></p>
            } else if set.rows.is_empty() {
                { value(frame, props, at, set, parameter) }
            } else {
                { rows(frame, props, at, set, parameter) }
            }
            <button type="button" onclick={remove} aria-label={format!("{} {label}", frame.say(Key::Remove))}>{ frame.say(Key::Remove) }</button>
        </fieldset>
    }
}

fn value(
    frame: &Frame,
    props: &PartProps,
    at: usize,
    set: &SetForm,
    parameter: Option<&Parameter>,
) -> Html {
    let on_text = props
        .act
        .reform(move |text| Edit::Part(at, Part::Value, text));
    let id = format!("reform-set-{at}-value");
    let options: Vec<(String, String)> = match parameter.map(|parameter| &parameter.shape) {
        Some(Shape::Reading(options)) => options
            .iter()
            .map(|option| (option.id.clone(), frame.text(&option.label).to_owned()))
            .collect(),
        Some(Shape::Bool) => ["true", "false"]
            .map(|word| (word.to_owned(), word.to_owned()))
            .to_vec(),
        _ => Vec::new(),
    };
    if options.is_empty() {
        let unit = match parameter.map(|parameter| &parameter.shape) {
            Some(Shape::Number(measure)) => measure.text.clone(),
            _ => String::new(),
        };
        let label = crate::ui::text::bracketed(frame.say(Key::Value), &unit, frame.lang);
        let label = if unit.is_empty() {
            frame.say(Key::Value).to_owned()
        } else {
            label
        };
        return html! { <Field {id} {label} value={set.value.clone()} {on_text} /> };
    }
    let options: Vec<(AttrValue, AttrValue)> = options
        .into_iter()
        .map(|(id, words)| (id.into(), words.into()))
        .collect();
    html! {
        <span class="reform-field"><label for={id.clone()}>{ frame.say(Key::Value) }</label>
            <Select {id} {options} value={set.value.clone()} on_choose={on_text} /></span>
    }
}

fn rows(
    frame: &Frame,
    props: &PartProps,
    at: usize,
    set: &SetForm,
    parameter: Option<&Parameter>,
) -> Html {
    let book = frame.book();
    let name = |option: &str| match parameter.map(|parameter| &parameter.shape) {
        Some(Shape::ByChoice { choice, .. }) => {
            let options = &book.choices[*choice].options;
            let found = options.iter().find(|known| known.id == option);
            found.map_or_else(
                || option.to_owned(),
                |found| frame.text(&found.label).to_owned(),
            )
        }
        _ => option.to_owned(),
    };
    let units = match parameter.map(|parameter| &parameter.shape) {
        Some(Shape::Brackets { by, measure, .. }) => [by.text.clone(), measure.text.clone()],
        Some(Shape::ByChoice { measure, .. }) => [String::new(), measure.text.clone()],
        _ => [String::new(), String::new()],
    };
    let rows = set.rows.iter().enumerate().map(|(row, (key, value))| {
        let bound = props.act.reform(move |text| Edit::Row(at, row, true, text));
        let cell = props.act.reform(move |text| Edit::Row(at, row, false, text));
        let add = props.act.reform(move |_: MouseEvent| Edit::AddRow(at, row));
        let remove = props.act.reform(move |_: MouseEvent| Edit::RemoveRow(at, row));
        let last = row + 1 == set.rows.len();
        let id = |name: &str| format!("reform-set-{at}-{name}-{row}");
        let number = (row + 1).to_string();
        html! {
            <tr key={row}>
                if set.by_option {
                    <th scope="row">{ name(key) }</th>
                } else if last {
                    <th scope="row">{ frame.say(Key::LastRow) }</th>
                } else {
                    <td><Field id={id("upto")} bare=true label={format!("{} {number}", frame.say(Key::Upto))} value={key.clone()} on_text={bound} /></td>
                }
                <td><Field id={id("cell")} bare=true label={format!("{} {number}", frame.say(Key::Value))} value={value.clone()} on_text={cell} /></td>
                if !set.by_option {
                    <td class="row-tools">
                        <button type="button" onclick={add} aria-label={format!("{} {number}", frame.say(Key::AddRow))}>{ "+" }</button>
                        <button type="button" disabled={last} onclick={remove} aria-label={format!("{} {number}", frame.say(Key::RemoveRow))}>{ "×" }</button>
                    </td>
                }
            </tr>
        }
    });
    html! {
        <table class="reform-rows">
            <thead><tr><th scope="col">{ frame.say(Key::Upto) }{ " " }{ &units[0] }</th><th scope="col">{ frame.say(Key::Value) }{ " " }{ &units[1] }</th>
                if !set.by_option { <td></td> }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}
