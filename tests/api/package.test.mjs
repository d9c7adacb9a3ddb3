// The package as it is handed out: what is in it, that it compiles under strict types, that what its
// README shows is so, and that its worker outlives a fault of the calculator.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { preset, qingce, text } from "./open.mjs";
import { examples, packaged, project, trapping } from "./package.mjs";
import { TSC } from "./types.mjs";

let home;
before(() => {
  home = project();
});
after(() => home.remove());

test("npm packs everything that is needed and nothing else", () => {
  const { files, size, unpackedSize } = home.packed;
  console.log(`packed ${size} bytes, unpacked ${unpackedSize}`);
  const schemas = readdirSync(new URL("../../docs/schema", import.meta.url));
  const around = readdirSync(new URL("../../npm", import.meta.url));
  const built = ["qingce.js", "qingce_bg.wasm", "types.d.ts", "LICENSE-MIT", "LICENSE-APACHE"];
  const expected = [...around, ...built, ...schemas.map((name) => `schema/${name}`)];
  assert.deepEqual(files.map(({ path }) => path).sort(), expected.sort());
});

test("the manifest says version, license, types and entries, and names no host", () => {
  const manifest = JSON.parse(packaged("package.json"));
  const cargo = text("Cargo.toml");
  const field = (name) => cargo.match(new RegExp(`^${name} = "(.*)"$`, "m"))[1];
  assert.equal(manifest.version, field("version"));
  assert.equal(manifest.license, field("license"));
  assert.equal(packaged("LICENSE-MIT"), text("LICENSE-MIT"));
  assert.equal(packaged("LICENSE-APACHE"), text("LICENSE-APACHE"));
  const named = [manifest.main, manifest.types];
  for (const entry of Object.values(manifest.exports)) {
    named.push(...(typeof entry === "string" ? [entry] : Object.values(entry)));
  }
  const there = new Set(home.packed.files.map(({ path }) => `./${path}`));
  for (const name of named) assert.ok(name.includes("*") || there.has(name), name);
  assert.equal(manifest.dependencies, undefined);
  for (const { path } of home.packed.files) {
    // A license names where it is published, a schema the standard it is written in.
    if (/\.(js|json|md|d\.ts)$/.test(path) && !path.startsWith("schema/")) {
      assert.doesNotMatch(packaged(path), /https?:\/\//, path);
    }
  }
});

test("its types compile in strict projects, with what a browser has and without, and refuse what is wrong", () => {
  home.write("consumer.ts", readFileSync(new URL("consumer.ts.txt", import.meta.url), "utf8"));
  const page = 'import { start } from "qingce/worker";\nconst { signal } = new AbortController();\n';
  home.write("page.ts", `${page}await start().checkRules(null, { signal });\n`);
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    noEmit: true,
    target: "es2022",
    types: [],
  };
  const bundled = { module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom"] };
  for (const [name, more, files] of [
    ["node", { module: "nodenext", lib: ["es2022"] }, ["consumer.ts"]],
    ["bundled", bundled, ["consumer.ts", "page.ts"]],
  ]) {
    const project = { compilerOptions: { ...strict, ...more }, files };
    home.write(`tsconfig.${name}.json`, JSON.stringify(project));
    try {
      execFileSync(process.execPath, [TSC, "-p", `tsconfig.${name}.json`], { cwd: home.folder, encoding: "utf8" });
    } catch (error) {
      assert.fail(`${name}:\n${error.stdout}`);
    }
  }
});

test("the examples of the README print what it says", () => {
  for (const [index, { heading, text, printed }] of examples("README.md").entries()) {
    const told = home.run(`example-${index}.mjs`, text);
    assert.equal(told, `${printed.join("\n")}\n`, heading);
  }
});

test("both READMEs show the same examples, one for each function at least", () => {
  const code = (name) => examples(name).map(({ text }) => text);
  assert.deepEqual(code("README.zh.md"), code("README.md"));
  const all = code("README.md").join("\n");
  const { default: init, InternalError, ...functions } = qingce;
  for (const name of Object.keys(functions)) assert.match(all, new RegExp(`\\b${name}\\(`));
});

test("the worker gives what the functions give, whatever they are given", async () => {
  const { start } = await import(pathToFileURL(join(home.installed, "worker.node.js")).href);
  const calculator = start();
  const facts = preset("technology-sme");
  const loop = { period: "2017", facts: {} };
  loop.facts.staff = [loop];
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const requests = [
    revoked, { facts: { region: revoked, sector: [revoked] }, period: "2017" },
    { facts }, {}, undefined, null, 1, "x", loop, { facts: { region: () => 1, staff: Symbol("x") }, period: "2017" },
    { facts: { region: new Date(0), staff: new Map() }, period: "2017" }, { facts, perod: "2017" }, () => 1,
    { facts: { region: () => 1, sector: new Map() }, period: "2017" },
  ];
  const { assess } = qingce;
  const answers = await Promise.all(requests.map((request) => calculator.assess(request)));
  assert.deepEqual(answers, requests.map((request) => assess(request)));
  const { checkRules, facts: list, rulebook } = qingce;
  assert.deepEqual(await calculator.facts(), list());
  assert.deepEqual(await calculator.rulebook(), rulebook());
  assert.deepEqual(await calculator.checkRules({ "book.toml": "[book" }), checkRules({ "book.toml": "[book" }));
  calculator.stop();
  await assert.rejects(calculator.assess({ facts }), /stopped/);
});

/** The installed package with a module that traps in `goal`. */
function faulty() {
  const folder = join(home.folder, "faulty");
  cpSync(home.installed, folder, { recursive: true });
  const module = join(folder, "qingce_bg.wasm");
  writeFileSync(module, trapping(readFileSync(module), "goal"));
  return folder;
}

test("where the module traps, that call gets an error, the others and later ones their answers", async () => {
  const { start, InternalError } = await import(pathToFileURL(join(faulty(), "worker.node.js")).href);
  const calculator = start();
  const facts = preset("technology-sme");
  const { assess } = qingce;
  const expected = assess({ facts });
  // Asked at once: the one before, and behind it in the queue, must not be lost with it.
  const calls = [calculator.assess({ facts }), calculator.goal({}), calculator.assess({ facts }), calculator.goal({})];
  const [first, broken, second, again] = await Promise.allSettled(calls);
  assert.deepEqual(first.value, expected);
  assert.deepEqual(second.value, expected);
  for (const { reason } of [broken, again]) {
    assert.ok(reason instanceof InternalError, String(reason));
    assert.match(reason.message, /unreachable/);
  }
  assert.deepEqual(await calculator.assess({ facts }), expected);
  calculator.stop();
});

test("on the calling thread a calculator that broke answers nothing more, rather than something wrong", () => {
  const at = JSON.stringify(pathToFileURL(join(faulty(), "index.node.js")).href);
  const told = home.run("broken.mjs", `
    import init, { assess, goal, InternalError } from ${at};
    const tried = (call) => {
      try {
        return call().diagnostics[0].code;
      } catch (error) {
        return \`\${error.name} \${error instanceof InternalError}\`;
      }
    };
    console.log(tried(() => assess({})));
    await init();
    for (const call of [assess, goal, assess]) console.log(tried(() => call(1)));
  `);
  assert.deepEqual(told.trim().split("\n"), ["Error false", "Q0106", "InternalError true", "InternalError true"]);
});

test("a program that uses the worker ends by itself", () => {
  const told = home.run("ends.mjs", `
    import { start } from "qingce/worker";
    const calculator = start();
    console.log((await calculator.checkRules()).ok);
  `);
  assert.equal(told, "true\n");
});

test("a call is cancelled, running or waiting, and the next is answered", async () => {
  const { start } = await import(pathToFileURL(join(home.installed, "worker.node.js")).href);
  const calculator = start();
  const [running, waiting] = [new AbortController(), new AbortController()];
  const calls = [
    calculator.rulebook(null, { signal: running.signal }),
    calculator.rulebook(null, { signal: waiting.signal }),
    calculator.checkRules(),
  ];
  running.abort();
  waiting.abort(new Error("changed my mind"));
  const [first, second, third] = await Promise.allSettled(calls);
  assert.equal(first.reason.name, "AbortError");
  assert.equal(second.reason.message, "changed my mind");
  assert.equal(third.value.ok, true);
  calculator.stop();
});
