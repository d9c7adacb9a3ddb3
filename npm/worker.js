// The calculator in a worker of the browser: `const calculator = start()`, then await its calls.

import { Calculator } from "./calculator.js";

export { InternalError } from "./failure.js";

/** Starts a worker on the first call, and another one whenever it breaks. */
export function start() {
  return new Calculator(({ answered, broke }) => {
    const worker = new Worker(new URL("./thread.js", import.meta.url), { type: "module" });
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
