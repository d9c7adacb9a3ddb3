// The calculator in a worker of the browser: `const calculator = start()`, then await its calls.

import { Calculator } from "./calculator.js";

export { InternalError } from "./failure.js";

const create = () => new Worker(new URL("./thread.js", import.meta.url), { type: "module" });

/** Starts a worker on the first call, and another one whenever it breaks. */
export function start(options = {}) {
  return new Calculator(({ answered, broke }) => {
    const worker = (options.create ?? create)();
    worker.onmessage = ({ data }) => ("broke" in data ? broke(data.broke) : answered(data.answer));
    worker.onmessageerror = () => broke("an answer could not be read");
    worker.onerror = (event) => {
      event.preventDefault();
      broke(event.message ?? "the worker's script could not be loaded");
    };
    return {
      post: (call) => worker.postMessage(call),
      hold: () => {},
      end: () => worker.terminate(),
    };
  });
}
