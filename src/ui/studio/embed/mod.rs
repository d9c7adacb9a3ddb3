//! 嵌入: choose what to show, see it, copy the tag.

pub mod tag;

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlScriptElement};
use yew::prelude::*;

use super::{PageProps, use_frame};
use crate::base::ids::Id;
use crate::ui::components::select::Select;
use crate::ui::components::text_field::TextField;
use crate::ui::dom;
use crate::ui::inputs::Inputs;
use crate::ui::json;
use crate::ui::store::Frame;
use crate::ui::text::embed::EmbedKey as Key;

use tag::Choice;

/// The page.
#[component]
pub fn Embed(props: &PageProps) -> Html {
    let frame = use_frame();
    let choice = use_state(Choice::default);
    let copied = use_state(|| false);
    let html = choice.html(&dom::base());
    let change = {
        let (choice, copied) = (choice.clone(), copied.clone());
        Callback::from(move |change: Change| {
            let mut next = (*choice).clone();
            change(&mut next);
            copied.set(false);
            choice.set(next);
        })
    };
    let copy = {
        let (html, copied) = (html.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            dom::copy(&html);
            copied.set(true);
        })
    };
    html! {
        <article class="embed">
            <h2>{ frame.say(Key::Title) }</h2>
            <p>{ frame.say(Key::Lead) }</p>
            <section class="panel" aria-labelledby="embed-choose">
                <h3 id="embed-choose">{ frame.say(Key::Choose) }</h3>
                { what(&frame, &choice, &props.state.inputs, &change) }
                { looks(&frame, &choice, &change) }
            </section>
            <section class="panel" aria-labelledby="embed-tag">
                <h3 id="embed-tag">{ frame.say(Key::Tag) }</h3>
                <pre tabindex="0" aria-labelledby="embed-tag"><code>{ &html }</code></pre>
                <p><button type="button" onclick={copy}>{ frame.say(Key::Copy) }</button>
                    <span role="status">{ if *copied { frame.say(Key::Copied) } else { "" } }</span></p>
                <p class="hint">{ frame.say(Key::HostHint) }</p>
            </section>
            <section class="panel" aria-labelledby="embed-preview">
                <h3 id="embed-preview">{ frame.say(Key::Preview) }</h3>
                <Preview choice={(*choice).clone()} />
            </section>
        </article>
    }
}

/// A change of what is chosen.
type Change = Box<dyn FnOnce(&mut Choice)>;

/// What is shown and what it starts with.
fn what(frame: &Frame, choice: &Choice, inputs: &Inputs, change: &Callback<Change>) -> Html {
    let book = frame.book();
    let mut levers = vec![("", frame.say(Key::Whole).to_owned())];
    levers.extend(
        book.levers
            .iter()
            .map(|(_, lever)| (lever.id.as_str(), frame.text(&lever.title).to_owned())),
    );
    let mut presets = vec![("", frame.say(Key::FirstPreset).to_owned())];
    presets.extend(
        frame
            .calculator()
            .presets()
            .iter()
            .map(|preset| (preset.name.as_str(), frame.text(&preset.title).to_owned())),
    );
    let hand = {
        let facts = facts_in_hand(frame, inputs);
        let change = change.clone();
        Callback::from(move |_: MouseEvent| {
            let facts = facts.clone();
            change.emit(Box::new(move |choice| choice.facts = facts));
        })
    };
    html! {
        <div class="embed-fields">
            { select(frame, "embed-lever", Key::What, &levers, &choice.lever, change, |choice, value| choice.lever = value) }
            { select(frame, "embed-preset", Key::Preset, &presets, &choice.preset, change, |choice, value| choice.preset = value) }
            { text(frame, "embed-period", Key::Period, "2017", &choice.period, change, |choice, value| choice.period = value) }
            { text(frame, "embed-facts", Key::Facts, "{\"region\": \"xining\"}", &choice.facts, change, |choice, value| choice.facts = value) }
            { text(frame, "embed-locked", Key::LockedIds, "region", &choice.locked, change, |choice, value| choice.locked = value) }
            <p><button type="button" class="quiet" onclick={hand}>{ frame.say(Key::TakeFacts) }</button></p>
        </div>
    }
}

/// How it looks and what it tells.
fn looks(frame: &Frame, choice: &Choice, change: &Callback<Change>) -> Html {
    let langs = [
        ("", Key::AsBrowser),
        ("zh", Key::Chinese),
        ("en", Key::English),
    ];
    let themes = [
        ("", Key::AsBrowser),
        ("light", Key::Light),
        ("dark", Key::Dark),
    ];
    let said = |list: [(&'static str, Key); 3]| {
        list.map(|(value, key)| (value, frame.say(key).to_owned()))
    };
    html! {
        <div class="embed-fields">
            { select(frame, "embed-lang", Key::Lang, &said(langs), &choice.lang, change, |choice, value| choice.lang = value) }
            { select(frame, "embed-theme", Key::Theme, &said(themes), &choice.theme, change, |choice, value| choice.theme = value) }
            { text(frame, "embed-accent", Key::Accent, "#0b57d0", &choice.accent, change, |choice, value| choice.accent = value) }
            { switch(frame, Key::Sheet, choice.sheet, change, |choice| choice.sheet = !choice.sheet) }
            { switch(frame, Key::Elder, choice.elder, change, |choice| choice.elder = !choice.elder) }
            { switch(frame, Key::Compact, choice.compact, change, |choice| choice.compact = !choice.compact) }
            { switch(frame, Key::ShareFacts, choice.share_facts, change, |choice| choice.share_facts = !choice.share_facts) }
        </div>
    }
}

/// What is entered on the calculator's page, as the tag takes it: facts without group.
fn facts_in_hand(frame: &Frame, inputs: &Inputs) -> String {
    let book = frame.book();
    let mut out = String::from("{");
    // A tag carries no reform, so it states nothing a reform asks.
    let known = frame.calculator().law().fact_slots.len();
    for (slot, text) in inputs
        .form
        .texts
        .iter()
        .filter(|(slot, _)| slot.index() < known)
    {
        if book.facts[book.fact_slots[*slot].fact].group.is_none() {
            json::name(&mut out, &book.slot_name(*slot));
            json::quote(&mut out, text);
        }
    }
    out.push('}');
    out
}

fn select(
    frame: &Frame,
    id: &'static str,
    label: Key,
    options: &[(&str, String)],
    value: &str,
    change: &Callback<Change>,
    set: fn(&mut Choice, String),
) -> Html {
    let options = options.iter().map(|(value, words)| {
        (
            AttrValue::from((*value).to_owned()),
            AttrValue::from(words.clone()),
        )
    });
    let change = change.clone();
    let on_choose = Callback::from(move |value: String| {
        change.emit(Box::new(move |choice| set(choice, value)));
    });
    html! {
        <p class="embed-field"><label for={id}>{ frame.say(label) }</label>
            <Select id={AttrValue::from(id)} options={options.collect::<Vec<_>>()} value={value.to_owned()} {on_choose} /></p>
    }
}

fn text(
    frame: &Frame,
    id: &'static str,
    label: Key,
    placeholder: &'static str,
    value: &str,
    change: &Callback<Change>,
    set: fn(&mut Choice, String),
) -> Html {
    let change = change.clone();
    let on_commit = Callback::from(move |value: String| {
        let value = value.trim().to_owned();
        change.emit(Box::new(move |choice| set(choice, value)));
    });
    html! {
        <p class="embed-field"><label for={id}>{ frame.say(label) }</label>
            <TextField {id} {placeholder} value={value.to_owned()} {on_commit} /></p>
    }
}

fn switch(
    frame: &Frame,
    label: Key,
    on: bool,
    change: &Callback<Change>,
    flip: fn(&mut Choice),
) -> Html {
    let change = change.clone();
    let on_change = Callback::from(move |_: Event| change.emit(Box::new(flip)));
    html! {
        <label class="check"><input type="checkbox" checked={on} onchange={on_change} />{ frame.say(label) }</label>
    }
}

#[derive(Properties, PartialEq)]
struct PreviewProps {
    choice: Choice,
}

/// The tag itself, alive: the script that defines it is loaded when the page is first visited.
#[component]
fn Preview(props: &PreviewProps) -> Html {
    let frame = use_frame();
    let place = use_node_ref();
    let without = frame.say(Key::NoPreview);
    let node = place.clone();
    use_effect_with(props.choice.clone(), move |choice| {
        // The element is made by hand: its attributes come and go, and it knows itself what to do.
        if let Some(place) = node.cast::<HtmlElement>()
            && draw(&place, choice).is_err()
        {
            place.set_text_content(Some(without));
        }
    });
    html! { <div ref={place} class="embed-preview"></div> }
}

fn draw(place: &HtmlElement, choice: &Choice) -> Result<(), wasm_bindgen::JsValue> {
    let document = gloo::utils::document();
    if document.get_element_by_id("embed-script").is_none() {
        let script: HtmlScriptElement = document.create_element("script")?.unchecked_into();
        script.set_id("embed-script");
        // A script's address is a text the page's policy trusts only from boot.js.
        Reflect::set(&script, &"src".into(), &dom::own_script("embed.js")?)?;
        document
            .head()
            .ok_or(wasm_bindgen::JsValue::NULL)?
            .append_child(&script)?;
    }
    let fresh = document.create_element("qingce-calculator")?;
    for (name, value) in choice.attributes() {
        fresh.set_attribute(name, value.unwrap_or_default())?;
    }
    place.replace_children_with_node_1(&fresh);
    Ok(())
}
