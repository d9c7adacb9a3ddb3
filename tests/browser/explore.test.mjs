// 敏感性: the curve with its breakpoints, the slider that moves the enterprise, the goal.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DARK, ENGLISH, openSite, PHONE } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

const DESK = { viewport: { width: 1280, height: 900 } };

async function open(options) {
  const visit = await site.visit({ hash: "#/explore/electrolysis_kwh", ...options });
  await visit.page.locator("#explore-curve-title").waitFor();
  await visit.page.locator(".breakpoints li").first().waitFor();
  return visit;
}

test("every breakpoint is listed with its size, limit and clause, and marked on the chart", async () => {
  const visit = await open(DESK);
  const { page } = visit;
  const first = page.locator(".breakpoints > li").first();
  assert.match(await first.innerText(), /2,740,000,000[\s\S]*跳变[\s\S]*13,700 kWh\/t[\s\S]*〔2013〕2530号/);
  assert.equal(await page.locator(".breakpoints > li").count(), 2);
  assert.ok(await first.locator("a[href^='#/library/parameter/']").count());
  await page.locator("#explore-until").fill("13亿");
  await page.getByText("跨过了目标").waitFor();
  await visit.expectAccessible();
  await visit.expectQuiet();
  await visit.close();
});

test("the slider moves with the arrow keys and hands the enterprise back", async () => {
  const visit = await open(DESK);
  const { page } = visit;
  const slider = page.locator("#explore-slider");
  const before = await slider.inputValue();
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(Number(await slider.inputValue()), Number(before) + 1);
  const said = await slider.getAttribute("aria-valuetext");
  assert.match(said, /kWh.*→.*元/);
  const value = said.split(" ")[0].replaceAll(",", "");
  await page.getByRole("link", { name: "在“测算”页查看" }).click();
  await page.locator(".bottom-head").waitFor();
  const typed = await page.locator("input").evaluateAll((fields) => fields.map((field) => field.value));
  assert.ok(typed.includes(value), value);
  await visit.expectQuiet();
  await visit.close();
});

test("in English, dark, on a phone it fits and is accessible", async () => {
  const visit = await open({ ...PHONE, viewport: { width: 390, height: 800 }, ...DARK, ...ENGLISH });
  const { page } = visit;
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Breakpoints" }).waitFor();
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= window, `${content} px in ${window} px`);
  await page.locator("#explore-kind").selectOption("parameter");
  await page.locator("#explore-from").waitFor();
  await page.locator("#explore-from").fill("nonsense");
  await page.locator("#explore-from[aria-invalid=true]").waitFor();
  await visit.expectAccessible();
  await visit.expectQuiet();
  await visit.close();
});
