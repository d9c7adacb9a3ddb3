//! A select that always shows the state's value, whatever the browser remembered.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Props of [`Select`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its id, for labels.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Its name for those who do not see it, where no label names it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// What describes it.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// Whether what it holds is refused.
    #[prop_or_default]
    pub invalid: bool,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
    /// Value and wording of each option.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The value chosen.
    pub value: AttrValue,
    /// Called with the value of the option chosen.
    pub on_choose: Callback<String>,
}

/// A select over texts.
#[component]
pub fn Select(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(
            (props.value.clone(), props.options.clone()),
            move |(value, _)| {
                if let Some(select) = node.cast::<HtmlSelectElement>() {
                    select.set_value(value);
                }
            },
        );
    }
    let on_choose = props.on_choose.clone();
    let on_change = Callback::from(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(select) = target.map(|select: HtmlSelectElement| select.value()) {
            on_choose.emit(select);
        }
    });
    html! {
        <select ref={node} id={props.id.clone()} class={props.class.clone()} aria-label={props.label.clone()}
            aria-describedby={props.described_by.clone()} aria-invalid={props.invalid.then_some("true")}
            onchange={on_change}>
            { for props.options.iter().map(|(value, words)| html! {
                <option value={value.clone()} selected={*value == props.value}>{ words }</option>
            }) }
        </select>
    }
}
