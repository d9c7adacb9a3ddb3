// Silence: whatever is visited, wherever the calculator is served, only its own files are asked for and no
// policy is violated. Every other spec holds its own visits to the same (harness.mjs); here every page is
// visited, under three sub-paths and from two origins.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { goTo, openSite, PAGES } from "./harness.mjs";

const open = [];
after(() => Promise.all(open.map((site) => site.close())));

for (const base of ["/", "/a/", "/a/b/c/"]) {
  test(`under ${base} every page asks for its own files only, the studio's once one of its pages is visited`, async () => {
    const site = await openSite({ base });
    open.push(site);
    assert.equal(new URL(site.url).pathname, base);
    const visit = await site.visit();
    const asked = () => visit.log.requests.map(({ url }) => url);
    await goTo(visit.page, "sheet");
    assert.deepEqual(asked().filter((url) => !url.startsWith(site.url) || url.includes("studio")), []);
    for (const name of PAGES.slice(2)) await goTo(visit.page, name);
    await goTo(visit.page, PAGES[0]);
    assert.ok(asked().some((url) => url.endsWith("/studio_bg.wasm")));
    await visit.expectQuiet();
    await visit.close();
  });
}

test("in a portal of another origin, both sites are asked for their own files only", async () => {
  const site = open.at(-1);
  assert.notEqual(new URL(site.portal).origin, new URL(site.url).origin);
  const visit = await site.visitPortal();
  await visit.page.addInitScript(() => {
    const told = (globalThis.__told = new Set());
    document.addEventListener("qingce-result", ({ target }) => told.add(target.id));
  });
  await visit.page.goto(site.portal);
  await visit.page.waitForFunction(() => globalThis.__told.size === 3);
  await visit.expectQuiet();
  await visit.close();
});

test("a host beyond this machine would be noticed, whoever asks for it", async () => {
  const [site] = open;
  const page = await site.browser.newPage();
  await page.evaluate(() => fetch("http://calculator.invalid/x", { mode: "no-cors" }).catch(() => {}));
  const at = site.asked.indexOf("calculator.invalid");
  assert.ok(at >= 0, `${site.asked}`);
  site.asked.splice(at, 1);
  await page.close();
});
