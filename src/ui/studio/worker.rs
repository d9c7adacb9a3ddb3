//! Asking a worker: the question goes out as a text, the answer comes back when it is there.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::utils::window;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// A question under way. Dropping it gives it up: the worker is ended if it was at work on it, and the
/// answer is never delivered.
#[must_use = "dropping it gives the question up"]
pub struct Asked {
    cancel: Rc<RefCell<Option<Function>>>,
}

impl Drop for Asked {
    fn drop(&mut self) {
        if let Some(cancel) = self.cancel.borrow_mut().take() {
            // Giving up what is done already is no mistake.
            let _ = cancel.call0(&JsValue::NULL);
        }
    }
}

/// Asks a worker to run a job of [`super::jobs`]; `answer` gets what it returned or why it refused.
pub fn ask(job: &str, input: &str, answer: impl FnOnce(Result<String, String>) + 'static) -> Asked {
    let cancel = Rc::new(RefCell::new(None));
    let asked = Asked {
        cancel: Rc::clone(&cancel),
    };
    match post(job, input) {
        Ok((promise, stop)) => {
            *cancel.borrow_mut() = Some(stop);
            spawn_local(async move {
                let result = JsFuture::from(promise).await;
                // Given up meanwhile: nobody waits for it.
                if cancel.borrow_mut().take().is_none() {
                    return;
                }
                let text = |value: JsValue| value.as_string().unwrap_or_default();
                answer(result.map(text).map_err(text));
            });
        }
        Err(why) => answer(Err(why)),
    }
    asked
}

/// `www/boot.js` keeps the worker: `globalThis.qingce.ask(job, input)` gives `{answer, cancel}`.
fn post(job: &str, input: &str) -> Result<(Promise, Function), String> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name));
    let asked = || -> Result<(Promise, Function), JsValue> {
        let shell = get(&window(), "qingce")?;
        let ask: Function = get(&shell, "ask")?.dyn_into()?;
        let pair = ask.call2(&shell, &JsValue::from_str(job), &JsValue::from_str(input))?;
        Ok((
            get(&pair, "answer")?.dyn_into()?,
            get(&pair, "cancel")?.dyn_into()?,
        ))
    };
    asked().map_err(|why| why.as_string().unwrap_or_else(|| "no worker".to_owned()))
}
