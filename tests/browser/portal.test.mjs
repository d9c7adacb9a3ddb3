// The demo portal: a page of another origin, with a strict policy of its own, that embeds the
// calculator three times.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { openSite } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite({ base: "/gov/qingce/" });
});
after(() => site?.close());

/** Opens the portal and waits for its three results. */
async function portal(options = {}) {
  const visit = await site.visitPortal(options);
  const { page } = visit;
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
  return { page, visit, heard, inside, close: () => visit.close() };
}

test("three calculators stand on the portal, sized without scroll bars, and nobody else is asked", async () => {
  const { page, visit, heard, close, inside } = await portal();
  await visit.expectQuiet();
  const opened = visit.log.requests.filter(({ url }) => url.includes("?embedded"));
  assert.equal(opened.length, 3, "each is opened once");
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
  // What stands beside one lever by itself is what it changes, not its step among all.
  const worth = (await inside(1).locator(".lever-effect").innerText()).replace(/[^\d.]/g, "");
  assert.equal(worth, result.amounts.rd_subsidy_amount);
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

test("language, theme, size, density, color, period and page of the tag are the calculator's", async () => {
  const { page, heard, inside, close } = await portal();
  const worn = (frame) => frame.evaluate(() => {
    const { lang, dataset } = document.documentElement;
    const accent = document.documentElement.style.getPropertyValue("--accent-given");
    return { lang, theme: dataset.theme, elder: dataset.elder === "", density: dataset.density, accent };
  });
  const [lever, english] = [inside(1), inside(2)];
  assert.deepEqual(await worn(english), { lang: "en", theme: "auto", elder: false, density: "compact", accent: "#8a1538" });
  assert.equal((await worn(lever)).elder, true);
  const set = (id, attributes) => page.locator(`#${id}`).evaluate((tag, given) => {
    for (const [name, value] of Object.entries(given)) {
      if (value === null) tag.removeAttribute(name);
      else tag.setAttribute(name, value);
    }
  }, attributes);
  await set("lever", { lang: "en", theme: "dark", elder: null, density: "compact", period: "2016" });
  await lever.waitForFunction(() => {
    const { lang, dataset } = document.documentElement;
    return lang === "en" && dataset.theme === "dark" && dataset.elder === undefined && dataset.density === "compact";
  }, undefined, { polling: 100 });
  const told = () => page.waitForFunction(() => globalThis.__heard.some(({ from, kind, detail }) => {
    return from === "lever" && kind === "result" && detail.period === "2016";
  }));
  await told();
  // These open the frame anew.
  await set("english", { accent: "#ffff00", page: "sheet", lever: null });
  await page.waitForFunction(() => globalThis.__heard.some(({ from, kind, detail }) => {
    return from === "english" && kind === "error" && detail.code === "accent";
  }));
  const sheet = page.frames().filter((frame) => new URL(frame.url()).hash === "#/sheet");
  assert.equal(sheet.length, 1);
  assert.equal((await worn(sheet[0])).accent, "");
  assert.equal((await heard("english", "ready")).length, 2);
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
  const host = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(`<iframe src="${site.url}"></iframe>`);
  });
  await new Promise((resolve) => host.listen(0, "127.0.0.1", resolve));
  const visit = await site.visit({ load: false });
  const { page } = visit;
  const refused = page.waitForEvent("requestfailed", { predicate: (request) => request.url() === site.url });
  await page.goto(`http://127.0.0.1:${host.address().port}/`);
  assert.equal((await refused).failure().errorText, "net::ERR_BLOCKED_BY_RESPONSE");
  assert.equal(await page.frames()[1].locator("#app").count(), 0);
  assert.ok(visit.log.console.some(({ text }) => text.includes("frame-ancestors")), "by the policy");
  await visit.close({ foreign: true, violation: true });
  host.close();
  host.closeAllConnections();
});

test("the embedding script is small", async () => {
  const script = await (await fetch(new URL("embed.js", site.url))).text();
  assert.ok(new TextEncoder().encode(script).length <= 6 * 1024);
});
