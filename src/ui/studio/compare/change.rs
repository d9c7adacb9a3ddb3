//! Changing one thing of a scenario: what kind, which one, to what.

use std::borrow::Cow;
use std::rc::Rc;

use gloo::file::callbacks::{FileReader, read_as_text};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::state::{Edit, Set};
use super::{Act, use_frame};
use crate::base::Date;
use crate::check::Rulebook;
use crate::check::rulebook::{FactKind, Named, Shape};
use crate::scenario::Patches;
use crate::ui::components::select::Select;
use crate::ui::components::typing::{PlainField, SearchField};
use crate::ui::store::{Frame, Shared, slot_label};
use crate::ui::studio::reform::stack::too_large;
use crate::ui::text::compare::CompareKey as Key;

/// Most entries offered at once.
const OFFERED: usize = 60;

/// Kinds of things to change.
const KINDS: [(&str, Key); 6] = [
    ("fact", Key::KindFact),
    ("reading", Key::KindReading),
    ("figure", Key::KindFigure),
    ("off", Key::KindOff),
    ("reform", Key::KindReform),
    ("file", Key::KindFile),
];

/// Props of [`ChangeOne`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Position of the scenario.
    pub at: usize,
    /// The set in hand.
    pub set: Shared<Set>,
    /// Where edits go.
    pub act: Act,
}

/// What the fields hold.
#[derive(Clone, PartialEq, Default)]
struct Draft {
    kind: String,
    search: String,
    which: String,
    value: String,
    from: String,
}

/// The fields, folded away until asked for.
#[component]
pub fn ChangeOne(props: &Props) -> Html {
    let frame = use_frame();
    let draft = use_state(|| Draft {
        kind: "fact".to_owned(),
        ..Draft::default()
    });
    let open = use_state(|| false);
    let on_toggle = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            if let Some(details) = target as Option<web_sys::Element> {
                open.set(details.has_attribute("open"));
            }
        })
    };
    let summary = format!("{} {}", frame.say(Key::ChangeOne), props.at + 1);
    html! {
        <details class="change-one" ontoggle={on_toggle}>
            <summary aria-label={summary}>{ frame.say(Key::ChangeOne) }</summary>
            if *open { { form(&frame, props, &draft) } }
        </details>
    }
}

fn form(frame: &Frame, props: &Props, draft: &UseStateHandle<Draft>) -> Html {
    let set = |change: fn(&mut Draft, String)| {
        let draft = draft.clone();
        Callback::from(move |text: String| {
            let mut next = (*draft).clone();
            change(&mut next, text);
            draft.set(next);
        })
    };
    let from = {
        let set = set(|draft, text| draft.from = text);
        Callback::from(move |event: InputEvent| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            if let Some(input) = target as Option<HtmlInputElement> {
                set.emit(input.value());
            }
        })
    };
    let id = |part: &str| AttrValue::from(format!("change-{}-{part}", props.at));
    let kinds = KINDS
        .iter()
        .map(|(kind, key)| ((*kind).into(), frame.say(*key).into()));
    let kind = set(|draft, kind| {
        *draft = Draft {
            kind,
            ..Draft::default()
        };
    });
    let which = set(|draft, which| {
        draft.which = which;
        draft.value = String::new();
    });
    let law = law(frame, props);
    let offers = offers(frame, &law, draft);
    let none = offers.is_empty() && !draft.search.is_empty();
    let mut options = vec![(AttrValue::from(""), AttrValue::from(frame.say(Key::Choose)))];
    options.extend(
        offers
            .into_iter()
            .map(|(id, label)| (id.into(), label.into())),
    );
    let value = set(|draft, value| draft.value = value);
    html! {
        <div class="change-fields">
            <label for={id("kind")}>{ frame.say(Key::What) }</label>
            <Select id={id("kind")} options={kinds.collect::<Vec<_>>()} value={draft.kind.clone()} on_choose={kind} />
            if draft.kind == "file" {
                <ReformFile at={props.at} set={props.set.clone()} act={props.act.clone()} />
            } else {
                <label for={id("search")}>{ frame.say(Key::Search) }</label>
                <SearchField id={id("search")} value={draft.search.clone()} on_type={set(|draft, text| draft.search = text)} />
                if none { <p class="problem">{ frame.fill(Key::NothingFound, &[&draft.search]) }</p> }
                <label for={id("which")}>{ frame.say(Key::Which) }</label>
                <Select id={id("which")} {options} value={draft.which.clone()} on_choose={which} />
                if draft.kind != "off" {
                    <label for={id("value")}>{ frame.say(Key::Value) }{ unit(&law, &draft.which) }</label>
                    if let Some(options) = choices(frame, &law, draft) {
                        <Select id={id("value")} {options} value={draft.value.clone()} on_choose={value} />
                    } else {
                        <PlainField id={id("value")} value={draft.value.clone()} on_type={value} />
                    }
                }
                if draft.kind == "reform" {
                    <label for={id("from")}>{ frame.say(Key::FromDay) }</label>
                    <input type="date" id={id("from")} value={draft.from.clone()}
                        oninput={from} />
                }
                <button type="button" class="primary" disabled={!ready(draft)} onclick={apply(props, draft)}>
                    { frame.say(Key::Apply) }</button>
            }
        </div>
    }
}

/// The rulebook whose facts the scenario states: a reform laid on it may ask for its own.
fn law<'f>(frame: &'f Frame, props: &Props) -> Cow<'f, Rulebook> {
    let mut patches = Patches::default();
    let column = props.set.columns.get(props.at);
    for change in column.iter().flat_map(|column| &column.changes) {
        // What cannot be read is said where the scenario stands.
        let _ = patches.push_text(change);
    }
    patches.asking(frame.book())
}

/// What can be changed, by id, with its label.
fn offers(frame: &Frame, book: &Rulebook, draft: &Draft) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = match draft.kind.as_str() {
        "fact" => book
            .fact_slots
            .iter()
            .filter(|(_, slot)| slot.row.is_none_or(|row| row < 3))
            .map(|(slot, _)| (book.slot_name(slot), slot_label(book, slot, frame.lang)))
            .collect(),
        "off" => book
            .levers
            .values()
            .map(|lever| (lever.id.clone(), frame.text(&lever.title).to_owned()))
            .collect(),
        kind => book
            .parameters
            .values()
            .filter(|parameter| {
                let is_reading = matches!(parameter.shape, Shape::Reading(_));
                let is_table = matches!(
                    parameter.shape,
                    Shape::Brackets { .. } | Shape::ByChoice { .. }
                );
                match kind {
                    "reading" => is_reading,
                    "figure" => parameter.open && !is_table,
                    _ => !is_reading && !is_table && !parameter.open,
                }
            })
            .map(|parameter| {
                (
                    parameter.id.clone(),
                    frame.text(&parameter.label).to_owned(),
                )
            })
            .collect(),
    };
    let wanted = draft.search.trim().to_lowercase();
    all.retain(|(id, label)| {
        *id == draft.which || label.to_lowercase().contains(&wanted) || id.contains(&wanted)
    });
    let chosen = |id: &str| id == draft.which;
    let mut rank = 0;
    all.retain(|(id, _)| {
        rank += 1;
        rank <= OFFERED || chosen(id)
    });
    all
}

/// Options of the value, where it is one of few.
fn choices(frame: &Frame, book: &Rulebook, draft: &Draft) -> Option<Vec<(AttrValue, AttrValue)>> {
    let yes_no = || {
        let words = match frame.lang {
            crate::base::Lang::Zh => ["是", "否"],
            crate::base::Lang::En => ["yes", "no"],
        };
        let [yes, no] = words;
        vec![("true".into(), yes.into()), ("false".into(), no.into())]
    };
    let mut options: Vec<(AttrValue, AttrValue)> = match book.names.get(plain(&draft.which)) {
        Some(Named::Fact(fact)) => match &book.facts[*fact].kind {
            FactKind::Bool => yes_no(),
            FactKind::Choice(choice) => book.choices[*choice]
                .options
                .iter()
                .map(|option| (option.id.clone().into(), frame.attr(&option.label)))
                .collect(),
            _ => return None,
        },
        Some(Named::Parameter(parameter)) => match &book.parameters[*parameter].shape {
            Shape::Bool => yes_no(),
            Shape::Reading(options) => options
                .iter()
                .map(|option| (option.id.clone().into(), frame.attr(&option.label)))
                .collect(),
            _ => return None,
        },
        _ => return None,
    };
    let first = if draft.kind == "fact" {
        Key::NotStated
    } else {
        Key::Choose
    };
    options.insert(0, (AttrValue::from(""), AttrValue::from(frame.say(first))));
    Some(options)
}

/// The fact of `line2.kwh` is `kwh`.
fn plain(name: &str) -> &str {
    name.split_once('.').map_or(name, |(_, fact)| fact)
}

/// The unit a value is in, in brackets.
fn unit(book: &Rulebook, name: &str) -> String {
    let unit = match book.names.get(plain(name)) {
        Some(Named::Fact(fact)) => match &book.facts[*fact].kind {
            FactKind::Number { measure, .. } => measure.text.clone(),
            _ => String::new(),
        },
        Some(Named::Parameter(parameter)) => match &book.parameters[*parameter].shape {
            Shape::Number(measure) => measure.text.clone(),
            _ => String::new(),
        },
        _ => String::new(),
    };
    if unit.is_empty() {
        unit
    } else {
        format!(" ({unit})")
    }
}

/// Whether there is something to apply. An empty fact is taken back.
fn ready(draft: &Draft) -> bool {
    let valued = !draft.value.trim().is_empty();
    !draft.which.is_empty() && (valued || matches!(draft.kind.as_str(), "fact" | "off"))
}

fn apply(props: &Props, draft: &UseStateHandle<Draft>) -> Callback<MouseEvent> {
    let (act, at, draft) = (props.act.clone(), props.at, draft.clone());
    Callback::from(move |_| {
        let Draft {
            kind,
            which,
            value,
            from,
            ..
        } = &*draft;
        let value = value.trim();
        let edit = match kind.as_str() {
            "fact" => Edit::SetFact(at, Rc::from(which.as_str()), Rc::from(value)),
            "off" => Edit::LayOn(at, Rc::from(format!("-{which}"))),
            _ => {
                let day = Date::parse(from)
                    .map(|day| format!("@{day}"))
                    .unwrap_or_default();
                let plain = value.replace(',', "");
                Edit::LayOn(at, Rc::from(format!("{which}{day}={plain}")))
            }
        };
        act.emit(edit);
    })
}

/// A reform read from a file.
#[component]
fn ReformFile(props: &Props) -> Html {
    let frame = use_frame();
    let reader = use_mut_ref(|| None::<FileReader>);
    let refused = use_state_eq(|| None::<String>);
    let on_file = {
        let (act, at) = (props.act.clone(), props.at);
        let (frame, refused) = (frame.clone(), refused.setter());
        Callback::from(move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            let file = (target as Option<HtmlInputElement>).and_then(|input| input.files()?.get(0));
            let Some(file) = file.map(gloo::file::File::from) else {
                return;
            };
            refused.set(too_large(&frame, &file));
            if too_large(&frame, &file).is_some() {
                return;
            }
            let act = act.clone();
            *reader.borrow_mut() = Some(read_as_text(&file, move |read| {
                if let Ok(text) = read {
                    act.emit(Edit::LayOn(at, Rc::from(text.trim())));
                }
            }));
        })
    };
    let id = format!("change-{}-file", props.at);
    html! {
        <>
            <label for={id.clone()}>{ frame.say(Key::KindFile) }</label>
            <input type="file" {id} accept=".toml" onchange={on_file} />
            <span role="alert">{ (*refused).clone() }</span>
        </>
    }
}
