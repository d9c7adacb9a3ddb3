//! Levers to switch off, new levers by form, and further records as TOML.

use yew::prelude::*;

use super::PartProps;
use super::fields::{Area, Field};
use super::lever_form::{LeverForm, bases};
use super::state::Edit;
use crate::check::rulebook::{FactKind, Named};
use crate::ui::components::select::Select;
use crate::ui::store::{Frame, use_frame};
use crate::ui::text::reform::ReformKey as Key;

/// Levers shown of those found.
const FOUND: usize = 12;

/// The panels.
#[component]
pub fn Levers(props: &PartProps) -> Html {
    let frame = use_frame();
    let wanted = use_state_eq(String::new);
    let search = {
        let wanted = wanted.setter();
        Callback::from(move |text| wanted.set(text))
    };
    let Some(item) = props.editor.item() else {
        return Html::default();
    };
    let words = wanted.to_lowercase();
    let shown = frame.book().levers.values().filter(|lever| {
        let text = format!(
            "{} {} {}",
            lever.id,
            lever.title.zh,
            lever.title.en.to_lowercase()
        );
        item.off.contains(&lever.id)
            || (!words.trim().is_empty()
                && words.split_whitespace().all(|word| text.contains(word)))
    });
    let shown = shown.take(FOUND + item.off.len()).map(|lever| {
        let id = lever.id.clone();
        let toggle = props.act.reform(move |_: Event| Edit::Switch(id.clone()));
        html! {
            <li key={lever.id.clone()}><label>
                <input type="checkbox" checked={item.off.contains(&lever.id)} onchange={toggle} />{ " " }{ frame.text(&lever.title) }
            </label></li>
        }
    });
    let more = props.act.reform(Edit::More);
    let day = props.day.to_string();
    let add = props
        .act
        .reform(move |_: MouseEvent| Edit::AddLever(day.clone()));
    html! {
        <>
            <section class="panel" aria-label={frame.say(Key::Levers)}>
                <h3>{ frame.say(Key::Levers) }</h3>
                <Field id="reform-lever-search" label={frame.say(Key::LeverSearch)} value={(*wanted).clone()} on_text={search} />
                <ul class="reform-levers">{ for shown }</ul>
            </section>
            <section class="panel" aria-label={frame.say(Key::NewLever)}>
                <h3>{ frame.say(Key::NewLever) }</h3>
                { for item.levers.iter().enumerate().map(|(at, form)| lever(&frame, props, at, form)) }
                <button type="button" onclick={add}>{ frame.say(Key::AddLever) }</button>
                <details open={!item.more.is_empty()}>
                    <summary>{ frame.say(Key::More) }</summary>
                    <p class="hint">{ frame.say(Key::MoreHint) }</p>
                    <Area id="reform-more" label={frame.say(Key::More)} value={item.more.clone()} on_text={more} />
                </details>
            </section>
        </>
    }
}

/// One new lever.
fn lever(frame: &Frame, props: &PartProps, at: usize, form: &LeverForm) -> Html {
    let book = frame.book();
    let units = form.units(book);
    let change = |apply: fn(&mut LeverForm, String)| {
        let form = form.clone();
        props.act.reform(move |text: String| {
            let mut form = form.clone();
            apply(&mut form, text);
            Edit::Lever(at, Box::new(form))
        })
    };
    let id = |name: &str| format!("reform-lever-{at}-{name}");
    let text = |name: &str, label: String, value: &str, apply: fn(&mut LeverForm, String)| {
        html! { <Field id={id(name)} {label} value={value.to_owned()} on_text={change(apply)} /> }
    };
    let choose = |name: &str,
                  label: Key,
                  options: Vec<(String, String)>,
                  value: &str,
                  apply: fn(&mut LeverForm, String)| {
        let options: Vec<(AttrValue, AttrValue)> = options
            .into_iter()
            .map(|(id, words)| (id.into(), words.into()))
            .collect();
        html! {
            <span class="reform-field"><label for={id(name)}>{ frame.say(label) }</label>
                <Select id={id(name)} {options} value={value.to_owned()} on_choose={change(apply)} /></span>
        }
    };
    let say = |key: Key| frame.say(key).to_owned();
    let subjects = book
        .subjects
        .values()
        .map(|subject| (subject.id.clone(), frame.text(&subject.label).to_owned()))
        .collect();
    let kinds = vec![
        ("subsidy".to_owned(), say(Key::Subsidy)),
        ("surcharge".to_owned(), say(Key::Surcharge)),
        ("cost".to_owned(), say(Key::Cost)),
    ];
    let forms = vec![
        ("rate".to_owned(), say(Key::FormRate)),
        ("tiers".to_owned(), say(Key::FormTiers)),
    ];
    let on = bases(book)
        .into_iter()
        .map(|(id, label)| (id, frame.text(&label).to_owned()))
        .collect();
    let remove = props.act.reform(move |_: MouseEvent| Edit::RemoveLever(at));
    html! {
        <fieldset class="reform-set" key={at}>
            <legend>{ &form.title }</legend>
            { text("id", say(Key::LeverId), &form.id, |form, text| form.id = text) }
            { text("title", say(Key::LeverTitle), &form.title, |form, text| form.title = text) }
            { choose("subject", Key::Subject, subjects, &form.subject, |form, text| form.subject = text) }
            { choose("kind", Key::Kind, kinds, &form.kind, |form, text| form.kind = text) }
            { choose("form", Key::Form, forms, &form.form, |form, text| form.form = text) }
            { choose("base", Key::Base, on, &form.base, |form, text| form.base = text) }
            if form.form == "tiers" {
                { tiers(frame, props, at, form) }
            } else {
                { text("rate", frame.fill(Key::Rate, &[&units.rate]), &form.rate, |form, text| form.rate = text) }
            }
            { text("cap", frame.fill(Key::Cap, &[&units.cap]), &form.cap, |form, text| form.cap = text) }
            { text("from", say(Key::From), &form.from, |form, text| form.from = text) }
            { text("to", say(Key::To), &form.to, |form, text| form.to = text) }
            { conditions(frame, props, at, form) }
            <button type="button" onclick={remove} aria-label={format!("{} {}", frame.say(Key::Remove), form.title)}>{ frame.say(Key::Remove) }</button>
        </fieldset>
    }
}

/// A lever with one thing changed.
fn with(
    props: &PartProps,
    at: usize,
    form: &LeverForm,
    apply: impl Fn(&mut LeverForm) + 'static,
) -> Callback<MouseEvent> {
    let form = form.clone();
    props.act.reform(move |_: MouseEvent| {
        let mut form = form.clone();
        apply(&mut form);
        Edit::Lever(at, Box::new(form))
    })
}

fn typed(
    props: &PartProps,
    at: usize,
    form: &LeverForm,
    apply: impl Fn(&mut LeverForm, String) + 'static,
) -> Callback<String> {
    let form = form.clone();
    props.act.reform(move |text: String| {
        let mut form = form.clone();
        apply(&mut form, text);
        Edit::Lever(at, Box::new(form))
    })
}

fn tiers(frame: &Frame, props: &PartProps, at: usize, form: &LeverForm) -> Html {
    let units = form.units(frame.book());
    let rows = form.tiers.iter().enumerate().map(|(row, (upto, value))| {
        let last = row + 1 == form.tiers.len();
        let id = |name: &str| format!("reform-lever-{at}-{name}-{row}");
        let bound = typed(props, at, form, move |form, text| {
            if let Some((upto, _)) = form.tiers.get_mut(row) {
                *upto = text;
            }
        });
        let cell = typed(props, at, form, move |form, text| {
            if let Some((_, value)) = form.tiers.get_mut(row) {
                *value = text;
            }
        });
        let add = with(props, at, form, move |form| form.tiers.insert(row, ("0".to_owned(), "0".to_owned())));
        let remove = with(props, at, form, move |form| {
            form.tiers.remove(row);
        });
        let number = (row + 1).to_string();
        html! {
            <tr key={row}>
                if last {
                    <th scope="row">{ frame.say(Key::LastRow) }</th>
                } else {
                    <td><Field id={id("upto")} bare=true label={format!("{} {number}", frame.say(Key::Upto))} value={upto.clone()} on_text={bound} /></td>
                }
                <td><Field id={id("cell")} bare=true label={format!("{} {number}", frame.say(Key::Value))} value={value.clone()} on_text={cell} /></td>
                <td class="row-tools">
                    <button type="button" onclick={add} aria-label={format!("{} {number}", frame.say(Key::AddRow))}>{ "+" }</button>
                    <button type="button" disabled={last} onclick={remove} aria-label={format!("{} {number}", frame.say(Key::RemoveRow))}>{ "×" }</button>
                </td>
            </tr>
        }
    });
    html! {
        <table class="reform-rows">
            <caption>{ frame.fill(Key::Tiers, &[&units.base, &units.rate]) }</caption>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

fn conditions(frame: &Frame, props: &PartProps, at: usize, form: &LeverForm) -> Html {
    let book = frame.book();
    let facts: Vec<(AttrValue, AttrValue)> = book
        .facts
        .values()
        .filter(|fact| fact.group.is_none())
        .map(|fact| (fact.id.clone().into(), frame.attr(&fact.label)))
        .collect();
    let rows = form.conditions.iter().enumerate().map(|(row, (fact, how, value))| {
        let kind = match book.names.get(fact) {
            Some(Named::Fact(id)) => Some(&book.facts[*id].kind),
            _ => None,
        };
        let pick = |apply: fn(&mut (String, String, String), String)| {
            typed(props, at, form, move |form, text| {
                if let Some(one) = form.conditions.get_mut(row) {
                    apply(one, text);
                }
            })
        };
        let id = |name: &str| format!("reform-lever-{at}-{name}-{row}");
        let signs = match kind {
            Some(FactKind::Bool | FactKind::Choice(_)) => vec!["="],
            _ => vec!["<=", "<", ">=", ">", "="],
        };
        let signs: Vec<(AttrValue, AttrValue)> = signs.into_iter().map(|sign| (sign.into(), sign.into())).collect();
        let values: Vec<(AttrValue, AttrValue)> = match kind {
            Some(FactKind::Bool) => vec![("true".into(), "true".into()), ("false".into(), "false".into())],
            Some(FactKind::Choice(choice)) => book.choices[*choice].options.iter().map(|option| (option.id.clone().into(), frame.attr(&option.label))).collect(),
            _ => Vec::new(),
        };
        let number = (row + 1).to_string();
        let label = |key: Key| format!("{} {number}", frame.say(key));
        let remove = with(props, at, form, move |form| {
            form.conditions.remove(row);
        });
        html! {
            <div class="reform-condition" key={row}>
                <Select id={id("fact")} label={label(Key::Fact)} options={facts.clone()} value={fact.clone()} on_choose={pick(|one, text| {
                    one.0 = text;
                    "=".clone_into(&mut one.1);
                    one.2 = String::new();
                })} />
                <Select id={id("how")} label={label(Key::Compare)} options={signs} value={how.clone()} on_choose={pick(|one, text| one.1 = text)} />
                if values.is_empty() {
                    <Field id={id("value")} bare=true label={label(Key::Value)} value={value.clone()} on_text={pick(|one, text| one.2 = text)} />
                } else {
                    <Select id={id("value")} label={label(Key::Value)} options={values} value={value.clone()} on_choose={pick(|one, text| one.2 = text)} />
                }
                <button type="button" onclick={remove} aria-label={label(Key::Remove)}>{ "×" }</button>
            </div>
        }
    });
    let add = with(props, at, form, |form| {
        form.conditions
            .push(("layoff_rate".to_owned(), "<=".to_owned(), "1".to_owned()));
    });
    html! {
        <div class="reform-conditions" role="group" aria-label={frame.say(Key::Conditions)}>
            <span>{ frame.say(Key::Conditions) }</span>
            { for rows }
            <button type="button" onclick={add}>{ frame.say(Key::AddCondition) }</button>
        </div>
    }
}
