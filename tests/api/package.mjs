// The package as somebody who uses it has it: packed, installed into a project of its own.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The folder that `cargo xtask package` leaves, or with QINGCE_QUICK=1 its `--quick`. */
export const PACKAGE = join(ROOT, "dist", process.env.QINGCE_QUICK ? "quick-package" : "package");

/** A file of the package folder as text. */
export const packaged = (name) => readFileSync(join(PACKAGE, name), "utf8");

const npm = (args, cwd) =>
  execFileSync("npm", [...args, "--loglevel=error"], {
    cwd,
    encoding: "utf8",
    // What it would look for on a network besides.
    env: { ...process.env, npm_config_update_notifier: "false", npm_config_audit: "false" },
    // On Windows the command is a script.
    shell: process.platform === "win32",
  });

/**
 * A new project that has nothing but the package, installed without a network from what `npm pack` made.
 *
 * `packed` says what is in it; `run(file, text)` runs a module of the project; `remove()` when done.
 */
export function project() {
  assert.ok(existsSync(PACKAGE), `${PACKAGE} is not there: run \`cargo xtask package\` first`);
  const folder = mkdtempSync(join(tmpdir(), "qingce-"));
  const [packed] = JSON.parse(npm(["pack", "--json", "--pack-destination", folder], PACKAGE));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const archive = join(folder, packed.filename);
  npm(["install", "--offline", "--no-audit", "--no-fund", archive], folder);
  return {
    folder,
    packed,
    installed: join(folder, "node_modules", "qingce"),
    write: (name, text) => writeFileSync(join(folder, name), text),
    run(name, text) {
      writeFileSync(join(folder, name), text);
      return execFileSync(process.execPath, [name], { cwd: folder, encoding: "utf8" });
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** The examples of a README: heading, text, and the lines it says are printed. */
export function examples(name) {
  const found = [];
  let heading = "";
  for (const part of packaged(name).split(/^(?=## )/m)) {
    heading = part.split("\n", 1)[0].replace("## ", "");
    for (const [, text] of part.matchAll(/^```js\n(.*?)^```$/gms)) {
      const printed = [...text.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => line);
      found.push({ heading, text, printed });
    }
  }
  assert.ok(found.length > 0, `${name} has no examples`);
  return found;
}

/** The bytes of a module in which one exported function does nothing but trap. */
export function trapping(bytes, name) {
  const module = Uint8Array.from(bytes);
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = module[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return new TextDecoder().decode(module.subarray(at - length, at));
  };
  // Sections by id; of each, where its content starts.
  const sections = new Map();
  while (at < module.length) {
    const id = module[at++];
    const size = number();
    sections.set(id, at);
    at += size;
  }
  const IMPORTS = 2, EXPORTS = 7, CODE = 10;
  let imported = 0;
  at = sections.get(IMPORTS);
  for (let left = number(); left > 0; left -= 1) {
    text();
    text();
    const kind = module[at++];
    assert.equal(kind, 0, "only functions are imported");
    number();
    imported += 1;
  }
  let wanted;
  at = sections.get(EXPORTS);
  for (let left = number(); left > 0; left -= 1) {
    const exported = text();
    const kind = module[at++];
    const index = number();
    if (exported === name && kind === 0) wanted = index;
  }
  assert.ok(wanted !== undefined, `the module exports no function ${name}`);
  at = sections.get(CODE);
  number();
  for (let left = wanted - imported; left > 0; left -= 1) {
    const size = number();
    at += size;
  }
  const size = number();
  // No locals, `unreachable`, nothing, `end`.
  module.fill(0x01, at, at + size);
  module[at] = 0x00;
  module[at + 1] = 0x00;
  module[at + size - 1] = 0x0b;
  return module;
}
