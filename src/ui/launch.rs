//! Starting a program of the page in the browser, and leaving it for the other.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::prelude::*;

use super::components::shell::{Around, Desk, Drawn};
use super::compute::{Calculator, Loaded};
use super::dom;
use super::store::Shared;
use super::workspace::Workspace;
use crate::rulebook::MapRules;

/// Reads the rulebook of an archive, checks it and compiles what is asked first, each as a task of its
/// own, so that the page stays responsive.
///
/// # Errors
///
/// The problems of the rulebook, one a line, when it cannot be used.
pub async fn load(rules: String) -> Result<Shared<Calculator>, JsValue> {
    // No code here is meant to panic; if some does, the page says so instead of standing still.
    yew::set_custom_panic_hook(Box::new(|panic| {
        gloo::console::error!(panic.to_string());
        dom::show_breakdown();
    }));
    let files = MapRules::unpack(&rules);
    drop(rules);
    let loaded = Loaded::read(&files);
    dom::pause().await;
    let calculator = loaded
        .check(&files)
        .map_err(|problems| JsValue::from_str(&problems.join("\n")))?;
    dom::pause().await;
    calculator.warm();
    dom::pause().await;
    Ok(Shared(Rc::new(calculator)))
}

/// A program that is drawn.
pub struct Running<C: BaseComponent> {
    handle: yew::AppHandle<C>,
    last: Shared<RefCell<Option<Drawn>>>,
}

impl<C: BaseComponent> Running<C> {
    /// Draws into the element `#app`, in place of what is there; `None` if there is no such element.
    pub fn start(
        calculator: &Shared<Calculator>,
        workspace: Option<String>,
        around: Option<Around>,
        props: impl FnOnce(Desk) -> C::Properties,
    ) -> Option<Running<C>> {
        let root = gloo::utils::document().get_element_by_id("app")?;
        let last = Shared(Rc::new(RefCell::new(None)));
        let desk = Desk {
            calculator: calculator.clone(),
            workspace: workspace.and_then(|text| Workspace::parse(&text)),
            last: last.clone(),
            around,
        };
        let handle = yew::Renderer::<C>::with_root_and_props(root, props(desk)).render();
        Some(Running { handle, last })
    }

    /// Takes the page away and gives the workspace for the other program; empty if nothing was drawn.
    pub fn leave(self) -> String {
        let text = self
            .last
            .borrow()
            .as_ref()
            .map(|(state, _)| Workspace::of(state).to_text());
        self.handle.destroy();
        text.unwrap_or_default()
    }

    /// What it shows, and the way to act on it; `None` before it is first drawn.
    pub fn now(&self) -> Option<Drawn> {
        self.last.borrow().clone()
    }
}
