// Silence: whatever is visited, wherever the calculator is served, only its own files are asked for and no
// policy is violated. Every other spec holds its own visits to the same (harness.mjs); here every page is
// visited, under three sub-paths and from two origins.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { goTo, openSite, PAGES } from "./harness.mjs";

const open = [];
after(() => Promise.all(open.map((site) => site.close())));

for (const base of ["/", "/a/", "/a/b/c/"]) {
  test(`under ${base} every page asks for its own files only, and the portal of another origin for both sites' own`, async () => {
    const site = await openSite({ base });
    open.push(site);
    assert.equal(new URL(site.url).pathname, base);
    const visit = await site.visit();
    for (const name of [...PAGES.slice(1), PAGES[0]]) await goTo(visit.page, name);
    await visit.expectQuiet();
    // After load only what belongs to the pages visited, and each once.
    const [, ...later] = visit.log.requests.map(({ url }) => url);
    assert.deepEqual(later.filter((url) => !url.startsWith(site.url)), []);
    await visit.close();

    assert.notEqual(new URL(site.portal).origin, new URL(site.url).origin);
    const portal = await site.visitPortal();
    await portal.page.addInitScript(() => {
      const told = (globalThis.__told = new Set());
      document.addEventListener("qingce-result", ({ target }) => told.add(target.id));
    });
    await portal.page.goto(site.portal);
    await portal.page.waitForFunction(() => globalThis.__told.size === 3);
    await portal.expectQuiet();
    await portal.close();
  });
}

test("a host beyond this machine would be noticed, whoever asks for it", async () => {
  const [site] = open;
  const page = await site.browser.newPage();
  await page.evaluate(() => fetch("http://calculator.invalid/x", { mode: "no-cors" }).catch(() => {}));
  const at = site.asked.indexOf("calculator.invalid");
  assert.ok(at >= 0, `${site.asked}`);
  site.asked.splice(at, 1);
  await page.close();
});
