//! A text beside the page, fetched when a page that shows it is visited.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::ui::dom;

/// How far a text is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Fetched {
    /// On its way.
    Waiting,
    /// Here.
    Here(AttrValue),
    /// Not to be had: its name.
    Refused(AttrValue),
}

/// Fetches a file of this build once, when the component is first drawn.
#[hook]
pub(super) fn use_fetched(name: &'static str) -> Fetched {
    let state = use_state(|| Fetched::Waiting);
    {
        let state = state.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                state.set(match dom::ask_shell("beside", &[name]).await {
                    Some(text) => Fetched::Here(text.into()),
                    None => Fetched::Refused(name.into()),
                });
            });
        });
    }
    (*state).clone()
}
