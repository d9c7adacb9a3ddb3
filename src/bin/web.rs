//! The page's program: one WebAssembly module, loaded by the page and by its workers.
//!
//! `main` would run wherever the module is loaded, so it does nothing; `www/boot.js` calls
//! [`run_app`] in the page, `www/worker.js` calls [`run_job`] in a worker.
#![allow(
    unreachable_pub,
    reason = "the functions are exported to JavaScript, not to Rust"
)]

use std::rc::Rc;

use qingce::rulebook::EmbeddedRules;
use qingce::ui::components::app::{App, Props};
use qingce::ui::compute::Loaded;
use qingce::ui::store::Shared;
use wasm_bindgen::prelude::*;

fn main() {}

/// Draws the application into the element `#app`, in place of what is there: reads the rulebook,
/// checks it, compiles it and draws, each as a task of its own, so that the page stays responsive.
///
/// # Errors
///
/// The promise is refused with the problems of the rulebook, one a line, when it cannot be used: the
/// page it starts from then stays and shows them.
#[wasm_bindgen]
pub async fn run_app() -> Result<(), JsValue> {
    // No code here is meant to panic; if some does, the page says so instead of standing still.
    yew::set_custom_panic_hook(Box::new(|panic| {
        gloo::console::error!(panic.to_string());
        qingce::ui::dom::show_breakdown();
    }));
    let loaded = Loaded::read(&EmbeddedRules);
    pause().await;
    let calculator = loaded
        .check(&EmbeddedRules)
        .map_err(|problems| JsValue::from_str(&problems.join("\n")))?;
    pause().await;
    calculator.warm();
    pause().await;
    let root = gloo::utils::document().get_element_by_id("app");
    if let Some(root) = root {
        let calculator = Shared(Rc::new(calculator));
        yew::Renderer::<App>::with_root_and_props(root, Props { calculator }).render();
    }
    Ok(())
}

/// Lets the browser do what else waits.
async fn pause() {
    gloo::timers::future::TimeoutFuture::new(0).await;
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
