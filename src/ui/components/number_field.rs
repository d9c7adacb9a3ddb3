//! A number that is computed with as it is typed, and never rewritten while it is.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`NumberField`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its id, for labels.
    pub id: AttrValue,
    /// The text as typed.
    pub value: AttrValue,
    /// Shown while nothing is stated.
    pub placeholder: AttrValue,
    /// Unit written behind it.
    #[prop_or_default]
    pub unit: AttrValue,
    /// What describes it.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// Whether what it holds is refused.
    #[prop_or_default]
    pub invalid: bool,
    /// Numbers stand right, dates left.
    #[prop_or(true)]
    pub is_number: bool,
    /// Called with each change of the text.
    pub on_type: Callback<String>,
    /// Called when the field is left.
    pub on_leave: Callback<()>,
}

/// A field with its unit.
#[component]
pub fn NumberField(props: &Props) -> Html {
    let read = |target: Option<web_sys::EventTarget>| {
        let input = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        input.map(|input| input.value())
    };
    let on_input = {
        let on_type = props.on_type.clone();
        Callback::from(move |event: InputEvent| {
            // An input method at work is not finished yet.
            if event.is_composing() {
                return;
            }
            if let Some(text) = read(event.target()) {
                on_type.emit(text);
            }
        })
    };
    let node = use_node_ref();
    {
        // The last input event of a composition still counts as composing.
        let node = node.clone();
        use_effect_with(props.on_type.clone(), move |on_type| {
            let on_type = on_type.clone();
            let listener = node.cast::<HtmlInputElement>().map(|input| {
                EventListener::new(&input, "compositionend", move |event| {
                    if let Some(text) = read(event.target()) {
                        on_type.emit(text);
                    }
                })
            });
            move || drop(listener)
        });
    }
    let on_leave = props.on_leave.reform(|_: FocusEvent| ());
    let class = classes!(
        "number",
        (!props.is_number).then_some("is-date"),
        props.value.is_empty().then_some("unfilled")
    );
    html! {
        <span {class}>
            <input ref={node} type="text" inputmode={if props.is_number { "decimal" } else { "text" }} id={props.id.clone()}
                value={props.value.clone()} placeholder={props.placeholder.clone()} autocomplete="off"
                spellcheck="false" maxlength="60"
                aria-describedby={props.described_by.clone()} aria-invalid={props.invalid.then_some("true")}
                oninput={on_input} onblur={on_leave} />
            if !props.unit.is_empty() {
                <span class="unit">{ &props.unit }</span>
            }
        </span>
    }
}
