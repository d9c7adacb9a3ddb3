//! A number that is computed with as it is typed, and never rewritten while it is.

use yew::prelude::*;

use super::typing::{Typing, use_typing};

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
    let Typing {
        node,
        value,
        on_input,
    } = use_typing(&props.value, &props.on_type);
    let on_leave = props.on_leave.reform(|_: FocusEvent| ());
    let class = classes!(
        "number",
        (!props.is_number).then_some("is-date"),
        props.value.is_empty().then_some("unfilled")
    );
    html! {
        <span {class}>
            <input ref={node} type="text" inputmode={if props.is_number { "decimal" } else { "text" }} id={props.id.clone()}
                {value} placeholder={props.placeholder.clone()} autocomplete="off"
                spellcheck="false" maxlength="60"
                aria-describedby={props.described_by.clone()} aria-invalid={props.invalid.then_some("true")}
                oninput={on_input} onblur={on_leave} />
            if !props.unit.is_empty() {
                <span class="unit">{ &props.unit }</span>
            }
        </span>
    }
}
