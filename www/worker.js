// A module worker: the same WebAssembly module as the page, away from its main thread.
//
// In:  {module}              once, first: the compiled WebAssembly.Module (or nothing: fetch it)
//      {id, job, input}      any number of times: run the job of that name
// Out: {ready: true}         the module is loaded
//      {progress, of, id}    sent by long jobs themselves
//      {id, output}          what the job returned; the buffers of its columns are moved, not copied
//      {id, error}           the job refused; or, with `fatal: true`, it broke: this worker then
//                            ends, and the page starts another
// Cancelling is ending the worker: `terminate()` and a new one take about 0.1 s.

import init, * as app from "./app.js";

let loaded;

self.addEventListener("message", async ({ data }) => {
  if (data.id === undefined) {
    loaded = load(data.module);
    return;
  }
  await (loaded ??= load());
  run(data);
});

async function load(module) {
  try {
    await init(module === undefined ? undefined : { module_or_path: module });
    self.postMessage({ ready: true });
  } catch (error) {
    fail({ error: String(error) });
  }
}

function run({ id, job, input }) {
  try {
    const output = app.run_job(job, input, id);
    self.postMessage({ id, output }, buffers(output));
  } catch (error) {
    // A refusal is a value made by `run_job`; anything the engine itself throws means its state
    // may be inconsistent.
    const broke = error instanceof WebAssembly.RuntimeError || error instanceof TypeError;
    if (broke) fail({ id, error: String(error) });
    else self.postMessage({ id, error });
  }
}

function fail(message) {
  self.postMessage({ ...message, fatal: true });
  self.close();
}

/** The buffers of the typed arrays directly in a result, or in a list or record in it. */
function buffers(value, found = new Set(), depth = 0) {
  if (ArrayBuffer.isView(value)) found.add(value.buffer);
  else if (value !== null && typeof value === "object" && depth < 4) {
    for (const inner of Object.values(value)) buffers(inner, found, depth + 1);
  }
  return depth === 0 ? [...found] : [];
}
