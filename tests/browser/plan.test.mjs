// Ways in, what can go wrong, the months of the period, the tools of the list of policies.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DARK, ENGLISH, openSite, percentile } from "./harness.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** A page with the smelter of the presets in hand. */
async function smelter(options = {}, preset = "电解铝企业") {
  const visit = await site.visit(options);
  await visit.page.getByRole("button", { name: preset, exact: true }).click();
  await visit.page.locator(".lever").first().waitFor();
  return visit;
}

const lever = (page, title) => page.locator(".lever", { has: page.getByText(title, { exact: true }) }).first();

test("a policy that does not apply names the way in, to the step, and what it is worth", async () => {
  const visit = await smelter();
  const { page } = visit;
  const row = lever(page, "电解铝电力直购");
  await row.locator("summary").first().click();
  const way = row.locator(".ways li").first();
  await way.waitFor();
  const text = await way.innerText();
  assert.match(text, /铝液电解交流电量 ≤ 2,669,999,999 kWh\/年/);
  assert.match(text, /−55,000,000\.00/);
  await way.getByRole("button").click();
  await page.waitForFunction(() => document.activeElement?.id.startsWith("fact-"));
  await visit.expectQuiet();
  await visit.close();
});

test("the list is searched, filtered and ordered by what moves most", async () => {
  const visit = await smelter();
  const { page } = visit;
  const all = await page.locator(".lever").count();
  const effects = await page.locator(".lever-block.applies .lever-effect").allInnerTexts();
  const sizes = effects.map((text) => Number(text.match(/[\d,]+\.\d\d/)?.[0].replaceAll(",", "") ?? 0));
  assert.deepEqual(sizes, [...sizes].sort((a, b) => b - a));
  assert.ok(sizes[0] > 0);

  await page.getByRole("searchbox").fill("阶梯电价");
  await page.waitForFunction((all) => document.querySelectorAll(".lever").length < all, all);
  assert.match(await page.locator(".lever-tools [role=status]").innerText(), /找到 \d+ 项/);
  for (const title of await page.locator(".lever-title").allInnerTexts()) assert.match(title, /阶梯电价/);

  await page.getByRole("searchbox").fill("");
  await page.locator(".lever-tools summary").click();
  await page.getByRole("combobox", { name: "主管部门" }).selectOption("省人力资源社会保障厅");
  await page.waitForFunction((all) => document.querySelectorAll(".lever").length < all, all);
  const found = await page.locator(".lever").count();
  assert.ok(found > 0 && found < all);
  await page.getByRole("combobox", { name: "状态" }).selectOption("now");
  await page.waitForFunction((found) => document.querySelectorAll(".lever").length <= found, found);
  await visit.expectAccessible();
  await visit.expectQuiet();
  await visit.close();
});

test("what can go wrong stands apart, with fines and triggers", async () => {
  const visit = await smelter();
  const { page } = visit;
  await page.getByRole("heading", { name: "万一出问题" }).click();
  const fine = page.locator(".exposure", { hasText: "节能监察罚款" });
  await fine.waitFor();
  const text = await fine.innerText();
  assert.match(text, /拒不整改/);
  assert.match(text, /10,000\.00/);
  assert.match(text, /30,000\.00/);
  assert.match(await page.locator(".exposure.now").first().innerText(), /电解铝阶梯电价/);
  await visit.expectQuiet();
  await visit.close();
});

test("the calendar has every month, and December what is settled", async () => {
  const visit = await smelter();
  const { page } = visit;
  await page.getByRole("heading", { name: "收支日历" }).click();
  const months = page.locator("table.calendar tbody th");
  await months.nth(11).waitFor();
  assert.equal(await months.count(), 12);
  assert.match(await page.locator("table.calendar tr.days").last().innerText(), /企业所得税：5,250,000\.00/);
  await visit.expectQuiet();
  await visit.close();
});

for (const [name, options] of [["light", {}], ["dark", DARK], ["phone", PHONE]]) {
  test(`everything unfolded has nothing for axe to say, ${name}`, async () => {
    const visit = await smelter(options);
    const { page } = visit;
    for (const title of ["万一出问题", "收支日历"]) await page.getByRole("heading", { name: title }).click();
    await page.locator(".lever-tools summary").click();
    await page.locator(".lever-block > summary", { hasText: "与本企业情况不符" }).click();
    await lever(page, "电解铝电力直购").locator("summary").first().click();
    await page.locator("table.calendar").waitFor();
    await visit.expectAccessible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    await visit.screenshot(`plan-${name}`);
    await visit.expectQuiet();
    await visit.close();
  });
}

test("it says the same in English, and stands on the sheet", async () => {
  const visit = await site.visit({ ...ENGLISH, hash: "#/sheet" });
  const { page } = visit;
  await page.getByRole("button", { name: /English/ }).click();
  await page.getByRole("heading", { name: "What if it goes wrong" }).waitFor();
  await page.locator(".exposure", { hasText: "restricted supply" }).first().waitFor();
  assert.equal(await page.locator("table.calendar tbody th").count(), 12);
  await visit.expectAccessible();
  await visit.expectQuiet();
  await visit.close();
});

test("typing stays quick while all of it is open", async () => {
  const visit = await smelter();
  const { page } = visit;
  for (const title of ["万一出问题", "收支日历"]) await page.getByRole("heading", { name: title }).click();
  await lever(page, "电解铝电力直购").locator("summary").first().click();
  await page.locator(".ways").waitFor();
  await page.evaluate(() => (globalThis.__seen.inputToPaint.length = 0));
  const search = page.getByRole("searchbox");
  await search.pressSequentially("电价补贴", { delay: 60 });
  const { inputToPaint } = await visit.timings();
  console.log(`search, input to paint p95: ${percentile(inputToPaint, 95).toFixed(1)} ms`);
  await visit.close();
});
