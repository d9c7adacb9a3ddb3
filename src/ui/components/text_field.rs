//! A text that is taken when it is finished: on change or blur, never while an input method composes.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::typing::use_composing;
use crate::base::plain;

/// Props of [`TextField`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its id, for labels.
    pub id: AttrValue,
    /// Its name, where no label names it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Shown while empty.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// The text.
    pub value: AttrValue,
    /// Called with the finished text.
    pub on_commit: Callback<String>,
}

/// A text field. It draws again only when the text itself changed elsewhere, so that nothing that
/// happens around it rewrites what is being typed.
#[component]
pub fn TextField(props: &Props) -> Html {
    let node = use_node_ref();
    let composing = use_composing(&node);
    {
        let node = node.clone();
        use_effect_with(props.value.clone(), move |value| {
            let input = node.cast::<HtmlInputElement>();
            if let Some(input) = input.filter(|_| !*composing.borrow()) {
                input.set_value(value);
            }
        });
    }
    let on_commit = props.on_commit.clone();
    let on_change = Callback::from(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(input) = target.map(|input: HtmlInputElement| input.value()) {
            on_commit.emit(plain(&input).into_owned());
        }
    });
    html! {
        <input ref={node} type="text" id={props.id.clone()} aria-label={props.label.clone()} autocomplete="off"
            placeholder={props.placeholder.clone()} maxlength="200" onchange={on_change} />
    }
}
