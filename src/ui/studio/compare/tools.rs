//! Above the scenarios: sources, one-click sets, history, kept sets, files and links.

use std::rc::Rc;

use gloo::file::callbacks::{FileReader, read_as_text};
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::find::{self, Found};
use super::saved::{LONGEST_LINK, Saved, Shelf};
use super::state::{Column, Desk, Edit};
use super::{Act, use_frame};
use crate::scenario::compare::years_of;
use crate::ui::components::select::Select;
use crate::ui::components::text_field::TextField;
use crate::ui::dom;
use crate::ui::memory::Keep;
use crate::ui::state::State;
use crate::ui::store::{Frame, Shared};
use crate::ui::text::Key as CommonKey;
use crate::ui::text::compare::CompareKey as Key;

/// Where sets are kept in the browser.
const SHELF: &str = "qingce.comparisons";

/// Props of [`Tools`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state of the page.
    pub state: Shared<State>,
    /// The set and its history.
    pub desk: Desk,
    /// Where edits go.
    pub act: Act,
    /// What was found, for the file.
    pub found: Option<Shared<Found>>,
    /// What is to be said about where the set came from.
    pub said: Option<String>,
}

/// The tools.
#[component]
pub fn Tools(props: &Props) -> Html {
    let frame = use_frame();
    let told = use_state(|| props.said.clone());
    let tell = {
        let told = told.clone();
        Callback::from(move |words: String| told.set(Some(words)))
    };
    let (act, desk) = (&props.act, &props.desk);
    let on = |edit: Edit| {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(edit.clone()))
    };
    let title = {
        let act = act.clone();
        Callback::from(move |text: String| act.emit(Edit::SetTitle(Rc::from(text))))
    };
    html! {
        <section class="panel" aria-label={frame.say(Key::Title)}>
            <div class="name-line">
                <label for="comparison-title">{ frame.say(Key::SetTitle) }</label>
                <TextField id="comparison-title" value={desk.set.title.to_string()} on_commit={title} />
            </div>
            <div class="row-tools" role="group" aria-label={frame.say(Key::Scenarios)}>
                <button type="button" class="primary"
                    onclick={on(Edit::Add(Column::of(props.state.calculator.book(), &props.state.inputs)))}>
                    { frame.say(Key::AddInHand) }</button>
                { sources(&frame, props, false) }
                { sources(&frame, props, true) }
            </div>
            <div class="row-tools" role="group" aria-label={frame.say(Key::OneClick)}>
                <span class="hint">{ frame.say(Key::OneClick) }</span>
                { one_click(&frame, props) }
            </div>
            <div class="row-tools" role="group" aria-label={frame.say(Key::History)}>
                <button type="button" class="quiet" disabled={!desk.can_undo()} onclick={on(Edit::Undo)}
                    aria-keyshortcuts="Control+Z">{ frame.say(Key::Undo) }</button>
                <button type="button" class="quiet" disabled={!desk.can_redo()} onclick={on(Edit::Redo)}
                    aria-keyshortcuts="Control+Shift+Z">{ frame.say(Key::Redo) }</button>
                <OpenFile act={act.clone()} tell={tell.clone()} />
                <button type="button" onclick={download(&frame, props, &tell)}>{ frame.say(Key::Download) }</button>
                <button type="button" onclick={copy_link(&frame, desk, &tell)}>{ frame.say(Key::CopyLink) }</button>
            </div>
            <ShelfPanel desk={desk.clone()} act={act.clone()} {tell} />
            <p role="status" class="hint">{ (*told).clone() }</p>
        </section>
    }
}

/// The enterprises of a source, by name.
fn listed(frame: &Frame, state: &State, kept: bool) -> Vec<(String, Column)> {
    let calculator = frame.calculator();
    if kept {
        let list = state.kept.list.iter();
        let open = |kept: &crate::ui::kept::Kept| {
            let (calculator, inputs, _) = kept.open(calculator);
            (kept.name.clone(), Column::of(calculator.book(), &inputs))
        };
        return list.map(|(_, kept)| open(kept)).collect();
    }
    let presets = calculator.presets().iter();
    presets
        .map(|preset| {
            let column = Column::of(calculator.law(), &preset.inputs);
            (frame.text(&preset.title).to_owned(), column)
        })
        .collect()
}

/// A list of enterprises to add a scenario from.
fn sources(frame: &Frame, props: &Props, kept: bool) -> Html {
    let all = listed(frame, &props.state, kept);
    if all.is_empty() {
        return Html::default();
    }
    let label = frame.say(if kept { Key::AddKept } else { Key::AddPreset });
    let mut options = vec![(AttrValue::from(""), AttrValue::from(label))];
    let names = all.iter().enumerate();
    options.extend(names.map(|(at, (name, _))| (at.to_string().into(), name.clone().into())));
    let on_choose = {
        let act = props.act.clone();
        Callback::from(move |chosen: String| {
            let found = chosen.parse::<usize>().ok().and_then(|at| all.get(at));
            if let Some((_, column)) = found {
                act.emit(Edit::Add(column.clone()));
            }
        })
    };
    html! { <Select {label} {options} value="" {on_choose} /> }
}

fn one_click(frame: &Frame, props: &Props) -> Html {
    let this_year = dom::this_year();
    let years: Vec<Rc<str>> = years_of(frame.book())
        .iter()
        .filter(|period| period.calendar_year() <= this_year)
        .map(|period| Rc::from(period.to_string()))
        .collect();
    let set = &props.desk.set;
    let base = set
        .columns
        .get(set.reference)
        .map(|column| column.period.to_string());
    let year = base
        .and_then(|period| period.get(..4)?.parse::<i32>().ok())
        .unwrap_or(2017);
    let other = if year > frame.book().info.from.year() {
        year - 1
    } else {
        year + 1
    };
    let two: Vec<Rc<str>> = vec![
        Rc::from(other.min(year).to_string()),
        Rc::from(other.max(year).to_string()),
    ];
    let group = |kept: bool| {
        let all = listed(frame, &props.state, kept);
        let column = all.first()?.1.clone();
        let members = all
            .iter()
            .flat_map(|(_, column)| column.members.iter().cloned())
            .collect();
        (all.len() > 1).then_some(Edit::Add(Column { members, ..column }))
    };
    let tools = [
        (Key::TwoDates, Some(Edit::Spread(two))),
        (Key::EveryYear, Some(Edit::Spread(years))),
        (Key::SumGroup, group(true)),
        (Key::SumPresets, group(false)),
    ];
    let button = |(key, edit): (Key, Edit)| {
        let act = props.act.clone();
        let onclick = Callback::from(move |_| act.emit(edit.clone()));
        html! { <button type="button" {onclick}>{ frame.say(key) }</button> }
    };
    let tools = tools
        .into_iter()
        .filter_map(|(key, edit)| Some((key, edit?)));
    html! { <>{ for tools.map(button) }</> }
}

fn download(frame: &Frame, props: &Props, tell: &Callback<String>) -> Callback<MouseEvent> {
    let (frame, tell) = (frame.clone(), tell.clone());
    let (set, lang) = (Rc::clone(&props.desk.set), frame.lang);
    Callback::from(move |_| {
        let prepared = find::prepare(frame.calculator(), &set, lang);
        let text = find::file(frame.calculator(), &prepared);
        if dom::download("comparison.json", &text).is_err() {
            tell.emit(frame.say(Key::StorageRefused).to_owned());
        }
    })
}

fn copy_link(frame: &Frame, desk: &Desk, tell: &Callback<String>) -> Callback<MouseEvent> {
    let (frame, tell, set) = (frame.clone(), tell.clone(), Rc::clone(&desk.set));
    Callback::from(move |_| {
        let link = Saved::of(&set).to_link();
        if link.len() > LONGEST_LINK {
            tell.emit(frame.say(CommonKey::LinkTooLong).to_owned());
            return;
        }
        let hash = format!("#/compare/{link}");
        let location = window().location();
        let address = location.href().unwrap_or_default();
        let address = address.split('#').next().unwrap_or_default();
        let copied = window()
            .navigator()
            .clipboard()
            .write_text(&format!("{address}{hash}"));
        let (frame, tell) = (frame.clone(), tell.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let done = wasm_bindgen_futures::JsFuture::from(copied).await.is_ok();
            let key = if done {
                Key::LinkCopied
            } else {
                Key::LinkFailed
            };
            if !done {
                // The address bar is the other place a link can be taken from.
                let _ = window().location().set_hash(&hash);
            }
            tell.emit(frame.say(key).to_owned());
        });
    })
}

/// Props of parts that tell something.
#[derive(Properties, PartialEq)]
struct TellProps {
    act: Act,
    tell: Callback<String>,
}

/// A button that opens a set of scenarios.
#[component]
fn OpenFile(props: &TellProps) -> Html {
    let frame = use_frame();
    let chooser = use_node_ref();
    // The reader must live until it has called back.
    let reader = use_mut_ref(|| None::<FileReader>);
    let on_file = {
        let (frame, act, tell) = (frame.clone(), props.act.clone(), props.tell.clone());
        Callback::from(move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            let Some(input) = target as Option<HtmlInputElement> else {
                return;
            };
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            let file = gloo::file::File::from(file);
            let (frame, act, tell) = (frame.clone(), act.clone(), tell.clone());
            *reader.borrow_mut() = Some(read_as_text(&file, move |read| {
                let set = read
                    .map_err(|why| vec![why.to_string()])
                    .and_then(|text| find::opened(frame.calculator(), &text));
                match set {
                    Ok(set) => act.emit(Edit::Take(set)),
                    Err(why) => tell.emit(frame.fill(Key::FileUnreadable, &[&why.join(" ")])),
                }
            }));
            input.set_value("");
        })
    };
    let on_click = {
        let chooser = chooser.clone();
        Callback::from(move |_| {
            if let Some(input) = chooser.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    html! {
        <>
            <button type="button" onclick={on_click}>{ frame.say(Key::OpenFile) }</button>
            <input ref={chooser} type="file" hidden=true accept=".json,.toml" aria-label={frame.say(Key::OpenFile)}
                onchange={on_file} />
        </>
    }
}

/// Props of [`ShelfPanel`].
#[derive(Properties, PartialEq)]
struct ShelfProps {
    desk: Desk,
    act: Act,
    tell: Callback<String>,
}

/// The sets kept in this browser.
#[component]
fn ShelfPanel(props: &ShelfProps) -> Html {
    let frame = use_frame();
    let shelf = use_state(|| Shelf::parse(&Keep::Lasting.read(SHELF).unwrap_or_default()));
    let store = {
        let (shelf, tell, frame) = (shelf.clone(), props.tell.clone(), frame.clone());
        Callback::from(move |next: Shelf| {
            if !Keep::Lasting.write(SHELF, &next.to_text()) {
                tell.emit(frame.say(Key::StorageRefused).to_owned());
            }
            shelf.set(next);
        })
    };
    let on_keep = {
        let (frame, set, tell) = (
            frame.clone(),
            Rc::clone(&props.desk.set),
            props.tell.clone(),
        );
        let (store, shelf) = (store.clone(), shelf.clone());
        Callback::from(move |_| {
            if set.title.is_empty() {
                dom::focus_soon("comparison-title".to_owned());
                tell.emit(frame.say(Key::KeepUnnamed).to_owned());
                return;
            }
            let mut next = (*shelf).clone();
            next.keep(Saved::of(&set));
            store.emit(next);
            tell.emit(frame.fill(Key::SetKept, &[&set.title]));
        })
    };
    let one = |(at, title): (usize, &str)| {
        let open = {
            let (frame, shelf, act) = (frame.clone(), shelf.clone(), props.act.clone());
            Callback::from(move |_| {
                if let Some(saved) = shelf.list.get(at) {
                    act.emit(Edit::Take(saved.set(frame.book()).0));
                }
            })
        };
        let delete = {
            let (shelf, store) = (shelf.clone(), store.clone());
            Callback::from(move |_| {
                let mut next = (*shelf).clone();
                if at < next.list.len() {
                    next.list.remove(at);
                }
                store.emit(next);
            })
        };
        let label = |key: Key| format!("{} {title}", frame.say(key));
        html! {
            <li key={title.to_owned()}>
                <span>{ title }</span>{ " " }
                <button type="button" class="quiet" aria-label={label(Key::OpenSet)} onclick={open}>
                    { frame.say(Key::OpenSet) }</button>
                <button type="button" class="quiet" aria-label={label(Key::DeleteSet)} onclick={delete}>
                    { frame.say(Key::DeleteSet) }</button>
            </li>
        }
    };
    html! {
        <div class="row-tools">
            <button type="button" onclick={on_keep}>{ frame.say(Key::Keep) }</button>
            if !shelf.list.is_empty() {
                <details class="kept-list">
                    <summary>{ frame.say(Key::KeptSets) }<span class="count">{ shelf.list.len() }</span></summary>
                    <ul>{ for shelf.titles().enumerate().map(one) }</ul>
                </details>
            }
        </div>
    }
}
