//! A text beside the page, fetched when a page that shows it is visited.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

/// How far a text is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Fetched {
    /// On its way.
    Waiting,
    /// Here.
    Here(AttrValue),
    /// Not to be had, and why.
    Refused(AttrValue),
}

/// Fetches a file of the site once, when the component is first drawn.
#[hook]
pub(super) fn use_fetched(name: &'static str) -> Fetched {
    let state = use_state(|| Fetched::Waiting);
    {
        let state = state.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                state.set(match get(name).await {
                    Ok(text) => Fetched::Here(text.into()),
                    Err(why) => Fetched::Refused(why.into()),
                });
            });
        });
    }
    (*state).clone()
}

async fn get(name: &str) -> Result<String, String> {
    let said = |why: JsValue| format!("{why:?}");
    let answer = JsFuture::from(gloo::utils::window().fetch_with_str(name));
    let answer: web_sys::Response = answer.await.and_then(JsCast::dyn_into).map_err(said)?;
    if !answer.ok() {
        return Err(format!("{} {name}", answer.status()));
    }
    let text: Promise = answer.text().map_err(said)?;
    let text = JsFuture::from(text).await.map_err(said)?;
    Ok(text.as_string().unwrap_or_default())
}
