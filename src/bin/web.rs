//! The page's program: one WebAssembly module, loaded by the page and by its workers.
//!
//! `main` would run wherever the module is loaded, so it does nothing; `www/boot.js` calls
//! [`run_app`] in the page, `www/worker.js` calls [`run_job`] in a worker.
#![allow(
    unreachable_pub,
    reason = "the functions are exported to JavaScript, not to Rust"
)]

use wasm_bindgen::prelude::*;
use yew::prelude::*;

fn main() {}

/// Draws the application into the element `#app`, in place of what is there.
#[wasm_bindgen]
pub fn run_app() {
    let root = gloo::utils::document().get_element_by_id("app");
    if let Some(root) = root {
        yew::Renderer::<App>::with_root(root).render();
    }
}

/// Runs one job of a worker.
///
/// # Errors
///
/// A plain object with a `message`, when there is no job of that name.
#[wasm_bindgen]
pub fn run_job(job: &str, _input: JsValue, _id: u32) -> Result<JsValue, JsValue> {
    Err(JsValue::from_str(&format!("there is no job `{job}`")))
}

#[component]
fn App() -> Html {
    html! { <main><h1>{ "青策" }</h1></main> }
}
