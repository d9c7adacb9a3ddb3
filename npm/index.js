// The calculator on the thread of the page: `await init()`, then call.

import load from "./qingce.js";
import { opened } from "./functions.js";

export { assess, breakpoints, checkRules, compare, facts, goal, rulebook, sweep } from "./functions.js";
export { InternalError } from "./failure.js";

/** Loads the module: from beside this file, or from an address, a response, its bytes. */
export default async function init(source) {
  await load(source === undefined ? undefined : { module_or_path: source });
  opened();
}
