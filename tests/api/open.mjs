// The package as a test opens it: `dist/package`, or with QINGCE_QUICK=1 `dist/quick-package`.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

import { PACKAGE } from "./package.mjs";

const root = new URL("../../", import.meta.url);

const qingce = await import(pathToFileURL(`${PACKAGE}/index.node.js`).href);
await qingce.default();

export { qingce };

/** A file of the repository as text. */
export const text = (name) => readFileSync(new URL(name, root), "utf8");

/** A preset as the text of a facts file. */
export const preset = (name) => text(`rules/qinghai/presets/${name}.toml`);

/** Codes of an answer's diagnostics, in order. */
export const codes = (answer) => answer.diagnostics.map((found) => found.code);

/**
 * What the command prints. `cargo xtask test` names the one its host tests built, so that none is
 * compiled for this; without that name cargo builds it.
 */
export function printed(...args) {
  const command = process.env.QINGCE_COMMAND;
  const cargo = ["run", "--quiet", "--features", "cli,web", "--"];
  const [program, before] = command ? [command, []] : ["cargo", cargo];
  return execFileSync(program, [...before, ...args], {
    cwd: fileURLToPath(root),
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
}
