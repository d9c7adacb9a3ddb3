//! Name, keep, open, copy, rename, delete; files in and out.

use std::rc::Rc;

use gloo::file::callbacks::{FileReader, read_as_text};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::text_field::TextField;
use crate::ui::dom;
use crate::ui::kept::{Kept, KeptList};
use crate::ui::state::{Action, State};
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::Key;

/// Props of [`KeptPanel`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Name of the enterprise in hand.
    pub name: AttrValue,
    /// The kept ones.
    pub kept: Shared<KeptList>,
    /// The state, to write a file from.
    pub state: Shared<State>,
}

/// The panel of the enterprise in hand and the kept ones.
#[component]
pub fn KeptPanel(props: &Props) -> Html {
    let frame = use_frame();
    let commit = {
        let frame = frame.clone();
        Callback::from(move |name: String| frame.act(Action::SetName(Rc::from(name))))
    };
    let count = props.kept.list.len().to_string();
    html! {
        <section class="panel kept" aria-label={frame.say(Key::Kept)}>
            <div class="name-line">
                <label for="enterprise-name">{ frame.say(Key::EnterpriseName) }</label>
                <TextField id="enterprise-name" value={props.name.clone()} on_commit={commit} />
            </div>
            <div class="row-tools">
                <button type="button" class="primary" onclick={frame.on(Action::Keep)}>{ frame.say(Key::Save) }</button>
                <OpenFile />
                <button type="button" onclick={download(&frame, &props.state)}>{ frame.say(Key::Download) }</button>
                <button type="button" onclick={make_link(&frame)}>{ frame.say(Key::CopyLink) }</button>
            </div>
            <details class="kept-list">
                <summary>{ frame.say(Key::Kept) }<span class="count">{ count }</span></summary>
                <p class="hint">{ frame.say(Key::KeptHint) }</p>
                if props.kept.list.is_empty() {
                    <p>{ frame.say(Key::KeptNone) }</p>
                } else {
                    <ul>
                        { for props.kept.list.iter().map(|(id, kept)| one(&frame, *id, kept)) }
                    </ul>
                }
            </details>
        </section>
    }
}

fn one(frame: &Frame, id: u32, kept: &Kept) -> Html {
    let rename = {
        let frame = frame.clone();
        Callback::from(move |name: String| frame.act(Action::RenameKept(id, Rc::from(name))))
    };
    let tool = |key: Key, action: Action| {
        let label = format!("{} {}", frame.say(key), kept.name);
        html! {
            <button type="button" class="quiet" aria-label={label} onclick={frame.on(action)}>{ frame.say(key) }</button>
        }
    };
    html! {
        <li key={id.to_string()}>
            <TextField id={format!("kept-{id}")} label={frame.fill(Key::RenameTo, &[&kept.name])}
                value={kept.name.clone()} on_commit={rename} />
            <span class="kept-period">{ &kept.period }</span>
            <span class="row-tools">
                { tool(Key::Restore, Action::Restore(id)) }
                { tool(Key::Duplicate, Action::Duplicate(id)) }
                { tool(Key::Delete, Action::Forget(id)) }
            </span>
        </li>
    }
}

/// The link is made by the state; the shell copies it once it stands among the notices.
fn make_link(frame: &Frame) -> Callback<MouseEvent> {
    let frame = frame.clone();
    Callback::from(move |_| frame.act(Action::MakeLink(Rc::from(dom::address()))))
}

fn download(frame: &Frame, state: &Shared<State>) -> Callback<MouseEvent> {
    let (frame, state) = (frame.clone(), state.clone());
    Callback::from(move |_| {
        let text = state.calculator.file(&state.inputs, &state.outcome);
        let name: String = state
            .inputs
            .name
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let file = format!("{name}.toml");
        if dom::download(&file, &text).is_err() {
            frame.act(Action::FileFailed(Rc::from(file)));
        }
    })
}

/// A button that opens a facts file.
#[component]
fn OpenFile() -> Html {
    let frame = use_frame();
    let chooser = use_node_ref();
    // The reader must live until it has called back.
    let reading = use_mut_ref(|| None::<FileReader>);
    let choose = {
        let chooser = chooser.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = chooser.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let on_change = {
        let frame = frame.clone();
        Callback::from(move |event: Event| {
            let input = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            let Some((input, file)) = input.and_then(|input| {
                let file = input.files()?.get(0)?;
                Some((input, file))
            }) else {
                return;
            };
            let name: Rc<str> = Rc::from(file.name());
            let frame = frame.clone();
            let reader = read_as_text(&gloo::file::File::from(file), move |text| {
                frame.act(match text {
                    Ok(text) => Action::OpenFile(name, Rc::from(text)),
                    Err(_) => Action::FileFailed(name),
                });
            });
            *reading.borrow_mut() = Some(reader);
            // So that the same file can be opened again after it was changed.
            input.set_value("");
        })
    };
    html! {
        <>
            <button type="button" onclick={choose}>{ frame.say(Key::OpenFile) }</button>
            <input ref={chooser} type="file" class="unseen" tabindex="-1" accept=".toml,.json,.txt"
                aria-label={frame.say(Key::OpenFile)} onchange={on_change} />
        </>
    }
}
