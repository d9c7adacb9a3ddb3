// What runs in the worker of `worker.js`.
//
// In:  {name, request}  a call, one at a time
// Out: {answer}         what it gave
//      {broke}          the module broke: this worker is of no more use

import init, * as qingce from "./index.js";

const loaded = init();
// Whoever calls hears of it; nobody else has to.
loaded.catch(() => {});

self.onmessage = async ({ data: { name, request } }) => {
  try {
    await loaded;
    self.postMessage({ answer: qingce[name](request) });
  } catch (error) {
    self.postMessage({ broke: String(error?.cause ?? error) });
  }
};
