// The JavaScript package in a page: the examples of its README under a strict policy, and a worker that
// outlives a fault of the calculator. `cargo xtask package` must have run.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { after, before, test } from "node:test";

import { examples, project, trapping } from "../api/package.mjs";
import { openBrowser } from "./harness.mjs";

const IMPORTS = JSON.stringify({
  imports: { qingce: "./node_modules/qingce/index.js", "qingce/worker": "./node_modules/qingce/worker.js" },
});
const HASH = createHash("sha256").update(IMPORTS).digest("base64");

/** What a site must allow; the import map takes the place of a bundler. */
const POLICY = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-${HASH}'; ` +
  "worker-src 'self'; connect-src 'self'";

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

let home, server, opened, browser, origin;
before(async () => {
  home = project();
  const page = `<!doctype html><meta charset="utf-8"><title>qingce</title><script type="importmap">${IMPORTS}</script>`;
  home.write("index.html", page);
  server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://any").pathname);
    const send = (status, body) => {
      const type = TYPES[extname(path)] ?? "text/plain";
      const policy = path.startsWith("/trusted/") ? `${POLICY}; require-trusted-types-for 'script'` : POLICY;
      response.writeHead(status, { "content-type": type, "content-security-policy": policy });
      response.end(body);
    };
    try {
      // `/faulty/` is the site again with a module that traps in `goal`, `/trusted/` with trusted types.
      const file = readFileSync(join(home.folder, path.replace(/^\/(faulty|trusted)\//, "/")));
      const traps = path.startsWith("/faulty/") && path.endsWith(".wasm");
      send(200, traps ? trapping(file, "goal") : file);
    } catch {
      send(404, "not here");
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${server.address().port}`;
  opened = await openBrowser();
  browser = opened.browser;
});
after(async () => {
  server?.close();
  home?.remove();
  await opened?.close();
});

/** Opens a page of the site, does something in it, and gives what it logged; anything amiss fails. */
async function inPage(path, act) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const seen = { log: [], amiss: [] };
  page.on("console", (message) => {
    (message.type() === "log" ? seen.log : seen.amiss).push(message.text());
  });
  page.on("pageerror", (error) => seen.amiss.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) seen.amiss.push(request.url());
  });
  page.on("response", (response) => {
    if (response.status() !== 200 && !response.url().endsWith("/favicon.ico")) seen.amiss.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(`${origin}${path}index.html`);
  const result = await act(page);
  await context.close();
  assert.deepEqual(seen.amiss, []);
  return { result, log: seen.log };
}

test("the examples of the README print in a page what it says", async () => {
  for (const [index, { heading, text, printed }] of examples("README.md").entries()) {
    home.write(`example-${index}.js`, text);
    const { log } = await inPage("/", (page) => page.evaluate((name) => import(name), `/example-${index}.js`));
    assert.deepEqual(log, printed, heading);
  }
});

test("where the module traps in a page's worker, that call gets an error, the others their answers", async () => {
  const { result } = await inPage("/faulty/", (page) =>
    page.evaluate(async () => {
      const { start, InternalError } = await import("qingce/worker");
      const calculator = start();
      const request = { facts: { housing_fund_rate: "7%" }, period: "2017" };
      const calls = [calculator.assess(request), calculator.goal({}), calculator.assess(request)];
      const settled = await Promise.allSettled(calls);
      const later = await calculator.assess(request);
      return {
        answers: [settled[0].value, settled[2].value, later].map((answer) => answer.facts.housing_fund_rate),
        failed: settled[1].reason instanceof InternalError && settled[1].reason.message,
      };
    }),
  );
  assert.deepEqual(result.answers, ["7", "7", "7"]);
  assert.match(result.failed, /unreachable/);
});

test("where script addresses must be trusted, the page creates the worker", async () => {
  const { result } = await inPage("/trusted/", (page) =>
    page.evaluate(async () => {
      const { start } = await import("qingce/worker");
      const policy = trustedTypes.createPolicy("page", { createScriptURL: (address) => address });
      const address = policy.createScriptURL("./node_modules/qingce/thread.js");
      const calculator = start({ create: () => new Worker(address, { type: "module" }) });
      return (await calculator.checkRules()).ok;
    }),
  );
  assert.equal(result, true);
});

test("a worker whose script cannot be loaded answers with an error, not with silence", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("**/thread.js", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(`${origin}/index.html`);
  const name = await page.evaluate(async () => {
    const { start } = await import("qingce/worker");
    return start().checkRules().catch((error) => error.name);
  });
  await context.close();
  assert.equal(name, "InternalError");
});
