// Runs the wasm build of benches/engine.rs: `cargo xtask bench` calls it with the folder it built.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const engine = await import(pathToFileURL(resolve(folder, "engine.js")));
await engine.default({ module_or_path: await readFile(resolve(folder, "engine_bg.wasm")) });
process.stdout.write(engine.run_bench());
