// The demo portal: a page of another origin, with a strict policy of its own, that embeds the
// calculator three times.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openSite } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite({ base: "/gov/qingce/" });
});
after(() => site?.close());

/** Opens the portal; every request and every word on the console is on record. */
async function portal(options = {}) {
  const context = await site.browser.newContext({ locale: "zh-CN", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const log = { requests: [], loud: [] };
  page.on("request", (request) => log.requests.push(request.url()));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) log.loud.push(message.text());
  });
  page.on("pageerror", (error) => log.loud.push(error.message));
  await page.addInitScript(() => {
    globalThis.__heard = [];
    for (const kind of ["ready", "resize", "change", "result", "error"]) {
      document.addEventListener(`qingce-${kind}`, ({ target, detail }) => {
        globalThis.__heard.push({ from: target.id, kind, detail });
      });
    }
  });
  await page.goto(site.portal);
  const results = (count) => page.waitForFunction((wanted) => {
    const told = globalThis.__heard?.filter(({ kind }) => kind === "result") ?? [];
    return new Set(told.map(({ from }) => from)).size >= wanted;
  }, count);
  await results(3);
  const heard = (from, kind) => page.evaluate(([id, name]) => {
    return globalThis.__heard.filter((one) => one.from === id && one.kind === name).map(({ detail }) => detail);
  }, [from, kind]);
  /** The calculator inside one of the tags; its shadow is closed, so frames are told by their order. */
  const inside = (at) => page.frames().filter((frame) => frame.url().startsWith(site.url))[at];
  return { page, context, log, heard, inside, close: () => context.close() };
}

test("three calculators stand on the portal, sized without scroll bars, and nobody else is asked", async () => {
  const { page, log, heard, close, inside } = await portal();
  const origins = new Set([site.url, site.portal].map((address) => new URL(address).origin));
  const foreign = log.requests.filter((address) => !origins.has(new URL(address).origin));
  assert.deepEqual([foreign, log.loud], [[], []]);
  for (const [at, id] of ["whole", "lever", "english"].entries()) {
    assert.equal((await heard(id, "ready")).length, 1, id);
    const frame = inside(at);
    // Polled by the clock: frames out of sight are not drawn.
    const fits = () => document.documentElement.scrollHeight <= innerHeight + 1;
    await frame.waitForFunction(fits, undefined, { polling: 100 });
    const height = await page.locator(`#${id}`).evaluate((tag) => tag.getBoundingClientRect().height);
    assert.ok(height > 200, `${id} ${height}`);
    // Nothing of what the portal asked for stays in an address.
    assert.match(new URL(frame.url()).hash, /^#\/(assess|lever\/\w+)$/);
  }
  const [result] = await heard("lever", "result");
  assert.match(result.amounts.rd_subsidy_amount, /^\d+\.\d\d$/);
  assert.equal(result.rulebook.hash.length > 16, true);
  await page.screenshot({ path: new URL("./artifacts/portal.png", import.meta.url).pathname, fullPage: true });
  await close();
});

test("facts stated by the portal are computed with; what is locked is not the user's", async () => {
  const { page, heard, inside, close } = await portal();
  const before = (await heard("whole", "result")).length;
  await page.locator("#fill").click();
  await page.waitForFunction((count) => {
    return globalThis.__heard.filter((one) => one.from === "whole" && one.kind === "result").length > count;
  }, before);
  const results = await heard("whole", "result");
  assert.notEqual(results.at(-1).amounts.electricity_charge, results[0].amounts.electricity_charge);
  const locked = inside(0).locator("fieldset.locked select");
  assert.ok(await locked.first().isDisabled());
  await close();
});

test("facts are told only where the tag says share-facts, and the user is told so", async () => {
  const { heard, inside, close } = await portal();
  const shared = (await heard("whole", "change")).at(-1).facts;
  assert.equal(shared.region.length > 0, true);
  assert.deepEqual((await heard("lever", "change")).at(-1).facts, {});
  assert.match(await inside(0).locator("footer").innerText(), new RegExp(new URL(site.portal).origin));
  await close();
});

test("messages of another origin, and hostile ones, change nothing", async () => {
  const { page, heard, inside, close } = await portal();
  const count = (await heard("lever", "result")).length;
  // The calculator's own window is not the page around, and no other window can reach it.
  await inside(1).evaluate(() => {
    postMessage({ qingce: 1, type: "set-period", period: "2016" }, "*");
  });
  assert.equal(await page.evaluate(() => frames.length), 0);
  await page.evaluate(() => {
    const lever = document.getElementById("lever");
    lever.setFacts({ "<img src=x onerror=alert(1)>": 1 });
    lever.setPeriod("javascript:alert(1)");
    lever.setFacts({ region: { toString: "x" } });
  });
  await page.waitForFunction(() => globalThis.__heard.some((one) => one.from === "lever" && one.kind === "error"));
  assert.equal((await heard("lever", "result")).length, count);
  await close();
});

test("a site that is not allowed cannot embed the calculator", async () => {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  await page.route("http://127.0.0.1:9/**", (route) => route.fulfill({
    contentType: "text/html", body: `<iframe src="${site.url}"></iframe>`,
  }));
  await page.goto("http://127.0.0.1:9/");
  const frame = page.frames()[1];
  await page.waitForTimeout(500);
  assert.ok(!(frame?.url() ?? "").startsWith(site.url) || (await frame.locator("#app").count()) === 0);
  await context.close();
});

test("the embedding script is small", async () => {
  const script = await (await fetch(new URL("embed.js", site.url))).text();
  assert.ok(new TextEncoder().encode(script).length <= 6 * 1024);
});
