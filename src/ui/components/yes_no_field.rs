//! Yes, no, or not stated: three states side by side.

use yew::prelude::*;

use crate::ui::store::use_frame;
use crate::ui::text::Key;

/// Props of [`YesNoField`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its id: the first choice carries it, for focus.
    pub id: AttrValue,
    /// Id of the element that names it.
    pub labelled_by: AttrValue,
    /// `true`, `false` or empty.
    pub value: AttrValue,
    /// Called with the text chosen.
    pub on_choose: Callback<String>,
}

/// Three radio buttons drawn as one control.
#[component]
pub fn YesNoField(props: &Props) -> Html {
    let frame = use_frame();
    let choices = [("true", Key::Yes), ("false", Key::No), ("", Key::Unfilled)];
    let one = |(index, (value, key)): (usize, &(&'static str, Key))| {
        let id = if index == 0 {
            props.id.clone()
        } else {
            AttrValue::from(format!("{}-{index}", props.id))
        };
        let on_choose = props.on_choose.clone();
        let chosen = *value;
        html! {
            <label for={id.clone()}>
                <input type="radio" {id} name={props.id.clone()} value={*value} checked={props.value == *value}
                    onchange={Callback::from(move |_: Event| on_choose.emit(chosen.to_owned()))} />
                <span>{ frame.say(*key) }</span>
            </label>
        }
    };
    let class = classes!("yes-no", props.value.is_empty().then_some("unfilled"));
    html! {
        <span {class} role="radiogroup" aria-labelledby={props.labelled_by.clone()}>
            { for choices.iter().enumerate().map(one) }
        </span>
    }
}
