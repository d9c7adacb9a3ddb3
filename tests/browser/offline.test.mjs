// Without a network: the service worker, which serves one version whole, and the single-file page.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, test } from "node:test";

import { forbidStorage, goTo, openSite, PAGES } from "./harness.mjs";

const DIST = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist");
const BUILT = process.env.QINGCE_QUICK ? "quick" : "site";
const SINGLE = pathToFileURL(join(DIST, process.env.QINGCE_QUICK ? "quick.html" : "qingce.html")).href;
const TYPES = {
  ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
  ".wasm": "application/wasm", ".txt": "text/plain", ".webmanifest": "application/manifest+json",
};

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

/** A copy of the site on a server of its own, so that it can be updated and taken away. */
async function copy() {
  const folder = mkdtempSync(join(tmpdir(), "qingce-"));
  cpSync(join(DIST, BUILT), folder, { recursive: true });
  const answer = (request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    const name = pathname === "/" ? "/index.html" : pathname;
    try {
      const body = readFileSync(join(folder, name));
      response.writeHead(200, { "content-type": TYPES[extname(name)], "cache-control": "no-cache" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  };
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const file = (name) => join(folder, name);
  const digest = (name) => createHash("sha256").update(readFileSync(file(name))).digest("base64");
  const listed = new Map();
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    /** Changes a file; unless the deployment is to be broken, the list of the version follows. */
    change(name, text, { broken = false } = {}) {
      const before = listed.get(name) ?? digest(name);
      writeFileSync(file(name), readFileSync(file(name), "utf8") + text);
      const now = broken ? before : digest(name);
      listed.set(name, now);
      const worker = readFileSync(file("sw.js"), "utf8").replace(/"qingce-/, '"qingce-next-');
      writeFileSync(file("sw.js"), worker.replace(before, now));
    },
    stop,
    /** Ends the server, if it was not ended, and removes the copy: else a failed test never ends. */
    async gone() {
      if (server.listening) await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

const drawn = (page) => page.locator(".amounts tfoot").waitFor({ state: "attached" });
const style = (page) => page.evaluate(async () => (await fetch("./style/app.css")).text());

/** A page that the worker serves. */
async function controlled(url) {
  const visit = await site.visitCopy(url, { serviceWorkers: "allow" });
  const { page } = visit;
  await page.goto(url);
  await drawn(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await drawn(page);
  return { visit, page };
}

test("once visited, every page works without the server", async (t) => {
  const host = await copy();
  t.after(host.gone);
  const { visit, page } = await controlled(host.url);
  await host.stop();
  await page.reload();
  await drawn(page);
  await page.getByRole("link", { name: "政策库" }).click();
  await page.getByRole("heading", { name: "政策库" }).waitFor();
  await visit.close();
});

test("a new version waits with a notice, then takes over as a whole; a broken one never does", async (t) => {
  const host = await copy();
  t.after(host.gone);
  const { visit, page } = await controlled(host.url);
  const update = () => page.evaluate(async () => {
    const kept = await navigator.serviceWorker.ready;
    await kept.update();
    const next = kept.installing;
    if (next === null) return kept.waiting === null ? "none" : "waiting";
    return new Promise((resolve) => next.addEventListener("statechange", () => resolve(next.state)));
  });
  const first = await style(page);
  host.change("style/app.css", "/* half */", { broken: true });
  assert.equal(await update(), "redundant");
  assert.equal(await style(page), first, "the version in hand stays whole");
  assert.equal(await page.locator(".update").count(), 0);
  // Deployed whole at last.
  host.change("index.html", "<!-- two -->");
  host.change("style/app.css", "");
  assert.equal(await update(), "installed");
  await page.locator(".update").waitFor();
  assert.equal(await style(page), first, "until it takes over, nothing of it is seen");
  await page.getByRole("button", { name: "更新" }).click();
  await page.waitForFunction(async () => (await (await fetch("./style/app.css")).text()).endsWith("/* half */"));
  await drawn(page);
  // The version before is dropped, now or in a moment.
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  await visit.close();
});

test("the page is installable: its manifest is read and its icon is there", async () => {
  const visit = await site.visit();
  const manifest = await visit.page.evaluate(async () => {
    const { href } = document.querySelector("link[rel=manifest]");
    const answer = await fetch(href);
    const read = await answer.json();
    const icon = await fetch(new URL(read.icons[0].src, href));
    return { type: answer.headers.get("content-type"), read, icon: icon.ok };
  });
  assert.equal(manifest.type, "application/manifest+json");
  assert.equal(manifest.read.display, "standalone");
  assert.ok(manifest.icon);
  await visit.expectQuiet();
  await visit.close();
});

for (const storage of [true, false]) {
  const how = storage ? "with storage" : "where storage is forbidden";
  test(`the single-file page computes, opens every page and asks for nothing, ${how}`, async () => {
    const visit = await site.visitCopy(SINGLE);
    const { page } = visit;
    if (!storage) await page.addInitScript(forbidStorage);
    await page.goto(SINGLE);
    await drawn(page);
    const rate = page.getByLabel("公积金单位缴存比例（现行）", { exact: true });
    await rate.fill("5.5");
    await page.locator(".figure-after .exact").waitFor();
    if (!storage) await page.getByText("浏览器不允许保存数据").first().waitFor();
    await page.getByRole("link", { name: "政策库" }).click();
    await page.getByRole("heading", { name: "政策库" }).waitFor();
    const hash = await page.evaluate(() => globalThis.qingce.ask("rulebook-hash", "").answer);
    assert.match(hash, /^[0-9a-f]{64}$/);
    const given = await page.evaluate(async () => {
      const { ask } = globalThis.qingce;
      const up = ask("rulebook-hash", "");
      up.cancel();
      return Promise.all([up.answer.catch(String), ask("no-such-job", "").answer.catch(String)]);
    });
    assert.deepEqual(given, ["given up", "there is no job `no-such-job`"]);
    await page.getByRole("link", { name: "测算", exact: true }).click();
    await drawn(page);
    assert.equal(await rate.inputValue(), "5.5");
    for (const name of [...PAGES.slice(1), PAGES[0]]) {
      await goTo(page, name);
      // Work that a worker would do is done here, in slices.
      if (name === "explore") await page.locator("section:has(#explore-curve-title) svg").waitFor();
    }
    await visit.expectQuiet();
    await visit.close();
  });
}
