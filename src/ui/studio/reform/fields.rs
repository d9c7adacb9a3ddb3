//! Fields of the page: they tell every key, but never while an input method composes.

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::ui::components::typing::PlainField;

/// Props of [`Field`] and [`Area`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its id.
    pub id: AttrValue,
    /// Its name.
    pub label: AttrValue,
    /// The text.
    pub value: AttrValue,
    /// Shown while empty.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// Only its name for those who do not see it.
    #[prop_or_default]
    pub bare: bool,
    /// Told every text.
    pub on_text: Callback<String>,
}

/// A line of text.
#[component]
pub fn Field(props: &Props) -> Html {
    let aria = props.bare.then(|| props.label.clone());
    html! {
        <span class="reform-field">
            if !props.bare {
                <label for={props.id.clone()}>{ props.label.clone() }</label>
            }
            <PlainField id={props.id.clone()} label={aria} value={props.value.clone()}
                placeholder={props.placeholder.clone()} on_type={props.on_text.clone()} />
        </span>
    }
}

/// Lines of text, taken when the field is left.
#[component]
pub fn Area(props: &Props) -> Html {
    let on_text = props.on_text.clone();
    let on_change = Callback::from(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(text) = target.map(|input: HtmlTextAreaElement| input.value()) {
            on_text.emit(text);
        }
    });
    html! {
        <span class="reform-field">
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <textarea id={props.id.clone()} rows="6" spellcheck="false" value={props.value.clone()} onchange={on_change} />
        </span>
    }
}
