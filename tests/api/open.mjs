// The package as a test opens it: the wasm of `dist/api`, read from disk.

import { readFileSync } from "node:fs";

import * as qingce from "../../dist/api/qingce.js";

const root = new URL("../../", import.meta.url);

qingce.initSync({ module: readFileSync(new URL("dist/api/qingce_bg.wasm", root)) });

export { qingce };

/** A file of the repository as text. */
export const text = (name) => readFileSync(new URL(name, root), "utf8");

/** A preset as the text of a facts file. */
export const preset = (name) => text(`rules/qinghai/presets/${name}.toml`);

/** Codes of an answer's diagnostics, in order. */
export const codes = (answer) => answer.diagnostics.map((found) => found.code);
