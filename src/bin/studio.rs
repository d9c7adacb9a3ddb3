//! The second program of the page, loaded on demand: the studio, and the jobs of its workers.
//!
//! `main` would run wherever the module is loaded, so it does nothing; `www/boot.js` makes a
//! [`Program`] and starts it, `www/worker.js` makes one and calls [`Program::run_job`].
#![allow(
    unreachable_pub,
    reason = "the functions are exported to JavaScript, not to Rust"
)]

use js_sys::{Function, Promise};
use qingce::ui::compute::Calculator;
use qingce::ui::dom;
use qingce::ui::launch::{self, Running};
use qingce::ui::store::Shared;
use qingce::ui::studio::app::{Props, Studio};
use qingce::ui::studio::jobs;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

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
    pub fn run_job(&self, job: &str, input: String) -> Result<String, JsValue> {
        jobs::run(&self.calculator.0, job, input).map_err(|why| JsValue::from_str(&why))
    }

    /// Runs one job on the page itself, in slices short enough that the page goes on drawing and hearing;
    /// after each, `wanted()` says whether anybody still waits for it.
    ///
    /// The promise is refused as [`run_job`](Program::run_job) refuses, or because nobody waits.
    pub fn run_job_divided(&self, job: &str, input: String, wanted: Function) -> Promise {
        let work = jobs::begin(&self.calculator.0, job, input);
        future_to_promise(async move {
            let why = |why: String| JsValue::from_str(&why);
            let answer = dom::divided(work, || {
                wanted
                    .call0(&JsValue::NULL)
                    .is_ok_and(|wanted| wanted.is_truthy())
            });
            let given_up = || JsValue::from_str("given up");
            let answer = answer.await.ok_or_else(given_up)?;
            answer.map(JsValue::from).map_err(why)
        })
    }
}
