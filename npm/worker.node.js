// The same in a worker thread of node.

import { Worker } from "node:worker_threads";

import { Calculator } from "./calculator.js";

export { InternalError } from "./failure.js";

const create = () => new Worker(new URL("./thread.node.js", import.meta.url));

/** Starts a thread on the first call, and another one whenever it breaks. */
export function start(options = {}) {
  return new Calculator(({ answered, broke }) => {
    const worker = (options.create ?? create)();
    worker.on("message", (told) => ("broke" in told ? broke(told.broke) : answered(told.answer)));
    worker.on("messageerror", () => broke("an answer could not be read"));
    worker.on("error", broke);
    worker.on("exit", (status) => broke(`the thread ended with status ${status}`));
    return {
      post: (call) => worker.postMessage(call),
      hold: (needed) => (needed ? worker.ref() : worker.unref()),
      end: () => worker.terminate(),
    };
  });
}
