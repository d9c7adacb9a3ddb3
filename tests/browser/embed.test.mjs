// The page 嵌入: the tag follows what is chosen, and the preview is that tag alive.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DARK, ENGLISH, openSite, PHONE } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite({ base: "/gov/" });
});
after(() => site?.close());

/** Waits until the calculator in the preview has drawn. */
async function previewed(visit) {
  await visit.page.waitForFunction(() => document.querySelector(".embed-preview > *")?.style.display === "block");
  await visit.page.waitForFunction(() => globalThis.__result !== undefined);
}

async function open(options) {
  const visit = await site.visit({ load: false, ...options });
  await visit.page.addInitScript(() => {
    document.addEventListener("qingce-result", ({ detail }) => (globalThis.__result = detail));
  });
  await visit.page.goto(`${site.url}#/embed`);
  await visit.page.locator("article.embed").waitFor();
  return visit;
}

test("what is chosen stands in the tag and in the preview", async () => {
  const visit = await open({});
  await previewed(visit);
  const { page } = visit;
  // Each preview is left to load: one that is replaced meanwhile gives up, and the browser says so.
  const changes = [
    () => page.locator("#embed-lever").selectOption("rd_subsidy"),
    () => page.locator("#embed-preset").selectOption("technology-sme"),
    async () => {
      await page.locator("#embed-period").fill("2017");
      await page.keyboard.press("Tab");
    },
    () => page.locator("label", { hasText: "长辈模式" }).click(),
  ];
  for (const change of changes) {
    await page.evaluate(() => (globalThis.__result = undefined));
    await change();
    await previewed(visit);
  }
  const tag = await page.locator("pre code").innerText();
  assert.match(tag, /<qingce-calculator lever="rd_subsidy" preset="technology-sme" period="2017" elder><\/qingce-calculator>/);
  assert.match(tag, new RegExp(`src="${site.url}embed.js"`));
  await page.waitForFunction(() => globalThis.__result?.amounts?.rd_subsidy_amount !== undefined);
  await visit.expectQuiet();
  await visit.screenshot("embed");
  await visit.close();
});

test("the page is accessible in both languages, in the dark and on a phone", async () => {
  for (const options of [{}, ENGLISH, DARK, PHONE]) {
    const visit = await open(options);
    await previewed(visit);
    await visit.expectAccessible();
    const [content, window] = await visit.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(content <= window, `${content} px in ${window} px`);
    await visit.close();
  }
});
