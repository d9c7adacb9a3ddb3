//! A part that is drawn, and computed, only while it is open.

use yew::prelude::*;

/// Whether a part is open, and a handler for the click on its summary.
///
/// The state opens it, not the browser: so what is inside is there as soon as it is seen.
#[hook]
pub fn use_fold() -> (bool, Callback<MouseEvent>) {
    let open = use_state(|| false);
    let is_open = *open;
    let toggle = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        open.set(!*open);
    });
    (is_open, toggle)
}

/// Props of [`Fold`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its heading.
    pub title: AttrValue,
    /// What is to be found in it.
    pub hint: AttrValue,
    /// What is drawn while it is open.
    pub children: Html,
}

/// A panel that unfolds.
#[component]
pub fn Fold(props: &Props) -> Html {
    let (open, toggle) = use_fold();
    html! {
        <details class="panel fold" {open}>
            <summary onclick={toggle}><h2>{ &props.title }</h2><p class="hint">{ &props.hint }</p></summary>
            if open {
                { props.children.clone() }
            }
        </details>
    }
}
