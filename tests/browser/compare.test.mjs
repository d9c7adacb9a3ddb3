// 对比: scenarios by duplicating and changing one thing, one-click sets, undo, links, keyboard, phone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DARK, ENGLISH, openSite } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

const DESK = { viewport: { width: 1280, height: 900 }, hash: "#/compare" };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, hash: "#/compare" };
const cards = (page) => page.locator(".scenario");
const ready = async (page) => {
  await page.locator(".amounts-compared .totals").waitFor();
  await page.waitForFunction(() => !document.querySelector(".compare")?.innerText.includes("正在计算"));
};
const cents = (text) => BigInt(text.replaceAll(",", "").replace("−", "-").replace("+", "").replace("·", "0.00").replace(".", ""));
/** The attribution's lines: label and fen. */
const attribution = async (page) => {
  const rows = await page.locator(".attribution tbody tr:not(.part)").all();
  return Promise.all(rows.map(async (row) => cents(await row.locator("td").innerText())));
};

test("two years of the enterprise in hand stand side by side, and the causes add up", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await ready(page);
  assert.equal(await cards(page).count(), 2);
  assert.match(await page.locator("#differs-title ~ .scroll").innerText(), /期间/);
  const [start, ...rest] = await attribution(page);
  const end = rest.pop();
  assert.equal(rest.reduce((sum, change) => sum + change, start), end);
  assert.ok((await page.locator("#stack-title").count()) === 1);
  await visit.expectAccessible();
  await visit.screenshot("compare");
  await visit.expectQuiet();
  await visit.close();
});

test("a copy with one fact changed differs in that fact only; undo and redo go back and forth", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await ready(page);
  await page.getByRole("button", { name: "复制 情景 2" }).click();
  await cards(page).nth(2).waitFor();
  const card = cards(page).nth(2);
  await card.locator("summary").click();
  await card.getByLabel("查找").fill("资产总额");
  await card.getByLabel("哪一项").selectOption({ index: 1 });
  await card.getByLabel("改为").fill("90亿");
  await card.getByRole("button", { name: "改", exact: true }).click();
  await page.locator("#differs-title ~ .scroll tbody tr").nth(1).waitFor();
  assert.match(await page.locator("#differs-title ~ .scroll").innerText(), /资产/);
  await card.getByLabel("改什么").selectOption("off");
  await card.getByLabel("哪一项").selectOption({ index: 1 });
  await card.getByRole("button", { name: "改", exact: true }).click();
  await card.locator(".changes li").waitFor();
  await page.locator("h2").first().click();
  await page.keyboard.press("Control+z");
  await card.locator(".changes li").waitFor({ state: "detached" });
  await page.keyboard.press("Control+Shift+z");
  await card.locator(".changes li").waitFor();
  await page.getByRole("button", { name: "移除 情景 3" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".scenario").length === 2);
  await page.getByRole("button", { name: "撤销" }).click();
  await cards(page).nth(2).waitFor();
  await visit.expectQuiet();
  await visit.close();
});

test("one click: every year, and the examples summed; only what differs can be lifted", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await ready(page);
  await page.getByRole("button", { name: "2011 年至今各年" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".scenario").length > 10);
  await ready(page);
  const bars = await page.locator("#stack-title ~ figure svg").innerHTML();
  assert.ok(bars.includes("2011"));
  await page.getByRole("button", { name: "两个法律日期" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".scenario").length === 2);
  await page.getByRole("button", { name: "汇总示例企业" }).click();
  await cards(page).nth(2).waitFor();
  assert.ok((await cards(page).nth(2).locator(".members li").count()) >= 3);
  await ready(page);
  const some = await page.locator(".amounts-compared tbody tr").count();
  await page.getByLabel("含总额以外的金额").check();
  await page.waitForFunction((some) => document.querySelectorAll(".amounts-compared tbody tr").length > some, some);
  const long = (await visit.timings()).longTasks.filter((task) => task > 50);
  console.log(`long tasks over 50 ms: ${long.map(Math.round)}`);
  await visit.expectAccessible();
  await visit.close();
});

test("a link holds the whole comparison, sets are kept by name, and the set waits for the return", async () => {
  const visit = await site.visit({ ...DESK, permissions: ["clipboard-read", "clipboard-write"] });
  const { page } = visit;
  await ready(page);
  await page.getByLabel("本组对比的名称").fill("两年");
  await page.getByLabel("本组对比的名称").press("Enter");
  await page.getByRole("button", { name: "保存本组" }).click();
  await page.getByText("已保存的对比").waitFor();
  await page.getByRole("button", { name: "复制 情景 1" }).click();
  await cards(page).nth(2).waitFor();
  await page.getByRole("button", { name: "复制链接" }).click();
  await page.getByRole("status").filter({ hasText: "链接" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /#\/compare\/[A-Za-z0-9_-]+$/);
  await page.getByRole("link", { name: "政策库" }).click();
  await page.getByRole("heading", { name: "政策库" }).waitFor();
  await page.getByRole("link", { name: "对比" }).click();
  await cards(page).nth(2).waitFor();
  await visit.expectQuiet();
  const other = await site.visit({ hash: link.slice(link.indexOf("#")), viewport: DESK.viewport });
  await cards(other.page).nth(2).waitFor();
  assert.equal(await other.page.getByLabel("本组对比的名称").inputValue(), "两年");
  await other.expectQuiet();
  await other.close();
  await visit.close();
});

test("on a phone, in English and in the dark it fits and stays accessible", async () => {
  const visit = await site.visit({ ...PHONE, ...DARK, ...ENGLISH });
  const { page } = visit;
  await ready(page);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Compare", exact: true }).waitFor();
  await page.getByText("Where the difference comes from").first().waitFor();
  const content = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(content <= PHONE.viewport.width, `${content} px wide`);
  await page.locator(".scenario summary").first().click();
  await visit.expectAccessible();
  await visit.screenshot("compare-phone");
  await visit.expectQuiet();
  await visit.close();
});
