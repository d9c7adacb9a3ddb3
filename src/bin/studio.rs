//! The second program of the page, loaded on demand: the studio, and the jobs of its workers.
//!
//! `main` would run wherever the module is loaded, so it does nothing; `www/boot.js` makes a
//! [`Program`] and starts it, `www/worker.js` makes one and calls [`Program::run_job`].
#![allow(
    unreachable_pub,
    reason = "the functions are exported to JavaScript, not to Rust"
)]

use qingce::ui::compute::Calculator;
use qingce::ui::launch::{self, Running};
use qingce::ui::store::Shared;
use qingce::ui::studio::app::{Props, Studio};
use qingce::ui::studio::jobs;
use wasm_bindgen::prelude::*;

fn main() {}

/// The program with its rulebook, drawn or not.
#[wasm_bindgen]
pub struct Program {
    calculator: Shared<Calculator>,
    running: Option<Running<Studio>>,
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

    /// Takes the page away and gives the workspace for the other program.
    pub fn leave(&mut self) -> String {
        self.running.take().map(Running::leave).unwrap_or_default()
    }

    /// Runs one job of a worker: text in, text out.
    ///
    /// # Errors
    ///
    /// Why it refused, as a text; also where there is no job of that name.
    pub fn run_job(&self, job: &str, input: &str) -> Result<String, JsValue> {
        jobs::run(&self.calculator, job, input).map_err(|why| JsValue::from_str(&why))
    }
}
