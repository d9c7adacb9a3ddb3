//! The reforms: order, on or off, files in and out, and the head of the one in hand.

use gloo::file::File;
use gloo::file::callbacks::{FileReader, read_as_text};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::fields::Field;
use super::state::{Edit, Item};
use super::{PartProps, to_link};
use crate::base::Decimal;
use crate::rulebook::reform::LIMIT;
use crate::ui::dom;
use crate::ui::pages::Page;
use crate::ui::route::Route;
use crate::ui::store::{Frame, use_frame};
use crate::ui::text::reform::ReformKey as Key;

/// The panel.
#[component]
pub fn Stack(props: &PartProps) -> Html {
    let frame = use_frame();
    let PartProps { editor, act, .. } = props;
    let on = |edit: Edit| act.reform(move |_: MouseEvent| edit.clone());
    let shared = use_state_eq(|| false);
    let share = {
        let (stack, shared) = (editor.stack.clone(), shared.setter());
        Callback::from(move |_: MouseEvent| {
            dom::go(&Route::Studio(Page::Reform, to_link(&stack)));
            shared.set(true);
        })
    };
    let today = format!("{}-01-01", dom::this_year());
    html! {
        <section class="panel" aria-label={frame.say(Key::Stack)}>
            <h3>{ frame.say(Key::Stack) }</h3>
            <p class="hint">{ frame.say(Key::StackHint) }</p>
            <div class="row-tools">
                <button type="button" class="primary" onclick={on(Edit::New(today))}>{ frame.say(Key::New) }</button>
                <OpenReform act={act.clone()} />
                <button type="button" disabled={!editor.can_undo()} onclick={on(Edit::Undo)}>{ frame.say(Key::Undo) }</button>
                <button type="button" disabled={!editor.can_redo()} onclick={on(Edit::Redo)}>{ frame.say(Key::Redo) }</button>
                <button type="button" disabled={editor.stack.is_empty()} onclick={share}>{ frame.say(Key::Share) }</button>
            </div>
            if *shared {
                <p class="hint" role="status">{ frame.say(Key::Shared) }</p>
            }
            if editor.stack.is_empty() {
                <p>{ frame.say(Key::None) }</p>
            } else {
                <ol class="reform-stack">
                    { for editor.stack.iter().enumerate().map(|(at, item)| one(&frame, props, at, item)) }
                </ol>
            }
            if let Some(item) = editor.item() {
                { head(&frame, props, item) }
            }
        </section>
    }
}

fn one(frame: &Frame, props: &PartProps, at: usize, item: &Item) -> Html {
    let on = |edit: Edit| props.act.reform(move |_: MouseEvent| edit.clone());
    let toggle = props.act.reform(move |_: Event| Edit::Toggle(at));
    let name = if frame.lang == crate::base::Lang::Zh {
        &item.zh
    } else {
        &item.en
    };
    let title = |key: Key| format!("{} {name}", frame.say(key));
    html! {
        <li key={at} aria-current={(at == props.editor.at).then_some("true")}>
            <label class="check"><input type="checkbox" checked={item.on} onchange={toggle} aria-label={title(Key::On)} /></label>
            <button type="button" class="reform-name" aria-pressed={(at == props.editor.at).to_string()}
                onclick={on(Edit::Select(at))}>{ name }</button>
            <button type="button" disabled={at == 0} onclick={on(Edit::Up(at))} aria-label={title(Key::Up)}>{ "↑" }</button>
            <button type="button" onclick={on(Edit::Delete(at))} aria-label={title(Key::Delete)}>{ "×" }</button>
        </li>
    }
}

fn head(frame: &Frame, props: &PartProps, item: &Item) -> Html {
    let text = |edit: fn(String) -> Edit| props.act.reform(edit);
    let download = {
        let (toml, name) = (item.to_toml(frame.book()), format!("{}.toml", item.id));
        Callback::from(move |_: MouseEvent| {
            // A browser that refuses to save files says so itself.
            let _ = dom::download(&name, &toml);
        })
    };
    html! {
        <div class="reform-head">
            <Field id="reform-zh" label={frame.say(Key::NameZh)} value={item.zh.clone()} on_text={text(Edit::Title)} />
            <Field id="reform-en" label={frame.say(Key::NameEn)} value={item.en.clone()} on_text={text(Edit::TitleEn)} />
            <Field id="reform-date" label={frame.say(Key::Date)} value={item.date.clone()} on_text={text(Edit::Date)} />
            <Field id="reform-about" label={frame.say(Key::About)} value={item.about.clone()} on_text={text(Edit::About)} />
            <button type="button" onclick={download}>{ frame.say(Key::Download) }</button>
        </div>
    }
}

/// Why a file is not read: it is larger than any reform.
pub fn too_large(frame: &Frame, file: &File) -> Option<String> {
    let over = usize::try_from(file.size()).map_or(true, |size| size > LIMIT);
    let grouped = |number: &str| Decimal::parse(number).map_or_else(String::new, Decimal::grouped);
    let (size, limit) = (file.size().to_string(), LIMIT.to_string());
    let with = [&file.name(), &grouped(&size), &grouped(&limit)];
    over.then(|| frame.fill(Key::TooLarge, &with.map(String::as_str)))
}

/// Props of [`OpenReform`].
#[derive(Properties, PartialEq)]
pub struct OpenProps {
    /// Takes edits.
    pub act: Callback<Edit>,
}

/// A button that reads a file.
#[component]
pub fn OpenReform(props: &OpenProps) -> Html {
    let frame = use_frame();
    let input = use_node_ref();
    let refused = use_state_eq(|| None::<String>);
    let reader = use_mut_ref(|| None::<FileReader>);
    let on_change = {
        let (act, frame, refused) = (props.act.clone(), frame.clone(), refused.setter());
        Callback::from(move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            let Some(input): Option<HtmlInputElement> = target else {
                return;
            };
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            let file = File::from(file);
            input.set_value("");
            refused.set(too_large(&frame, &file));
            if too_large(&frame, &file).is_some() {
                return;
            }
            let act = act.clone();
            let task = read_as_text(&file, move |text| {
                if let Ok(text) = text {
                    act.emit(Edit::Open(text));
                }
            });
            *reader.borrow_mut() = Some(task);
        })
    };
    let click = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    html! {
        <>
            <button type="button" onclick={click}>{ frame.say(Key::Open) }</button>
            <input ref={input} type="file" accept=".toml" hidden=true onchange={on_change} aria-label={frame.say(Key::Open)} />
            <span role="alert">{ (*refused).clone() }</span>
        </>
    }
}
