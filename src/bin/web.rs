//! The first program of the page: calculator and sheet.
//!
//! `main` would run wherever the module is loaded, so it does nothing; `www/boot.js` makes a
//! [`Program`] and starts it.
#![allow(
    unreachable_pub,
    reason = "the functions are exported to JavaScript, not to Rust"
)]

use std::rc::Rc;

use qingce::ui::components::app::{App, Props};
use qingce::ui::components::shell::Around;
use qingce::ui::compute::Calculator;
use qingce::ui::embedding::{self, Opening, View};
use qingce::ui::inputs::Inputs;
use qingce::ui::launch::{self, Running};
use qingce::ui::state::Action;
use qingce::ui::store::Shared;
use wasm_bindgen::prelude::*;
use yew::Callback;

fn main() {}

/// The program with its rulebook, drawn or not.
#[wasm_bindgen]
pub struct Program {
    calculator: Shared<Calculator>,
    running: Option<Running<App>>,
}

#[wasm_bindgen]
impl Program {
    /// Reads and checks the rulebook of an archive.
    ///
    /// # Errors
    ///
    /// The promise is refused with the problems of the rulebook, one a line, when it cannot be used.
    pub async fn load(rules: String) -> Result<Program, JsValue> {
        let calculator = launch::load(rules).await?;
        Ok(Program {
            calculator,
            running: None,
        })
    }

    /// Draws into the element `#app`, with the workspace the other program left.
    pub fn start(&mut self, workspace: Option<String>) {
        let props = |desk| Props { desk };
        self.running = Running::start(&self.calculator, workspace, None, props);
    }

    /// Draws into the element `#app` for the page around: `opening` is what it asks for, `tell` takes
    /// the kind of an event and its JSON text.
    pub fn embed(&mut self, opening: &str, tell: js_sys::Function) {
        let props = |desk| Props { desk };
        let tell = Callback::from(move |(kind, text): (&'static str, String)| {
            // Who hears is script of our own; if it breaks, the page goes on.
            let _ = tell.call2(&JsValue::NULL, &kind.into(), &text.into());
        });
        let opening = Opening::parse(opening);
        let around = Around { opening, tell };
        self.running = Running::start(&self.calculator, None, Some(around), props);
    }

    /// States facts, a JSON text by id; gives what cannot be read.
    #[wasm_bindgen(js_name = setFacts)]
    pub fn set_facts(&self, text: &str) -> Vec<String> {
        self.change(|calculator, inputs| embedding::state_facts(calculator, inputs, text))
    }

    /// Changes the period; gives why it cannot.
    #[wasm_bindgen(js_name = setPeriod)]
    pub fn set_period(&self, text: &str) -> Vec<String> {
        self.change(|_, inputs| embedding::state_period(inputs, text).into_iter().collect())
    }

    /// Changes language, colors and size, a JSON text.
    #[wasm_bindgen(js_name = setView)]
    pub fn set_view(&self, text: &str) {
        if let Some((_, frame)) = self.running.as_ref().and_then(Running::now) {
            for action in View::parse(text).actions() {
                frame.act(action);
            }
        }
    }

    fn change(&self, change: impl FnOnce(&Calculator, &mut Inputs) -> Vec<String>) -> Vec<String> {
        let Some((state, frame)) = self.running.as_ref().and_then(Running::now) else {
            return Vec::new();
        };
        let mut inputs = (*state.inputs).clone();
        let problems = change(&state.calculator, &mut inputs);
        if inputs != *state.inputs {
            frame.act(Action::Host(Rc::new(inputs)));
        }
        problems
    }

    /// Takes the page away and gives the workspace for the other program.
    pub fn leave(&mut self) -> String {
        self.running.take().map(Running::leave).unwrap_or_default()
    }
}
