// What runs in the thread of `worker.node.js`; it hears and says what `thread.js` does.

import { parentPort } from "node:worker_threads";

import init, * as qingce from "./index.node.js";

const loaded = init();
loaded.catch(() => {});

parentPort.on("message", async ({ name, request }) => {
  try {
    await loaded;
    parentPort.postMessage({ answer: qingce[name](request) });
  } catch (error) {
    parentPort.postMessage({ broke: String(error?.cause ?? error) });
  }
});
