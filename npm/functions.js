// The calculator's functions on this thread. They answer whatever they are given; what a user can get
// wrong is in the answer's `diagnostics`. They throw in two cases only: before `init()` is done, and
// after the module itself broke, because what a broken one says may be wrong.

import * as module from "./qingce.js";
import { InternalError } from "./failure.js";

let ready = false;
let broken;

/** Called once the module is loaded. */
export function opened() {
  ready = true;
}

function guarded(name) {
  const { [name]: run } = module;
  const named = {
    [name](request) {
      if (!ready) throw new Error(`qingce: wait for init() before ${name}()`);
      if (broken !== undefined) throw new InternalError(broken);
      try {
        return run(request);
      } catch (error) {
        broken = error;
        throw new InternalError(error);
      }
    },
  };
  return named[name];
}

export const assess = guarded("assess");
export const compare = guarded("compare");
export const sweep = guarded("sweep");
export const breakpoints = guarded("breakpoints");
export const goal = guarded("goal");
export const rulebook = guarded("rulebook");
export const facts = guarded("facts");
export const checkRules = guarded("checkRules");
