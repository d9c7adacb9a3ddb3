// The same for node, which cannot fetch files: the module is read from disk.

import { readFile } from "node:fs/promises";

import load from "./index.js";

export { assess, breakpoints, checkRules, compare, facts, goal, rulebook, sweep, InternalError } from "./index.js";

/** Loads the module: from beside this file, or from its bytes. */
export default async function init(source) {
  await load(source ?? (await readFile(new URL("./qingce_bg.wasm", import.meta.url))));
}
