// A module worker: the studio's WebAssembly module, away from the page's main thread.
//
// In:  {rules}               once, first: the text of the rulebook's archive
//      {id, job, input}      any number of times: run the job of that name on that text
// Out: {ready: true}         module and rulebook are loaded
//      {id, output}          the text the job returned
//      {id, error}           the job refused; or, with `fatal: true`, it broke: this worker then
//                            ends, and the page starts another
// Cancelling is ending the worker: `terminate()` and a new one take about 0.1 s.

import init, { Program } from "./studio.js";

let loaded;

self.addEventListener("message", async ({ data }) => {
  if (data.id === undefined) {
    loaded = load(data.rules);
    return;
  }
  const program = await loaded;
  if (program !== undefined) run(program, data);
});

async function load(rules) {
  try {
    await init();
    const program = await Program.load(rules);
    self.postMessage({ ready: true });
    return program;
  } catch (error) {
    fail({ error: String(error) });
  }
}

function run(program, { id, job, input }) {
  try {
    self.postMessage({ id, output: program.run_job(job, input) });
  } catch (error) {
    // A refusal is a text made by the job; anything the engine itself throws means its state may be
    // inconsistent.
    if (typeof error === "string") self.postMessage({ id, error });
    else fail({ id, error: String(error) });
  }
}

function fail(message) {
  self.postMessage({ ...message, fatal: true });
  self.close();
}
