// A reform drafted on 改革 and used on 测算: said, on the sheet, in the link, taken off; facts of its own.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { openSite, PHONE } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

const DESK = { viewport: { width: 1280, height: 900 } };
const EXAMPLE = fileURLToPath(new URL("../../rules/reforms/apprentices.toml", import.meta.url));
const total = (page) => page.locator(".bottom-line .figure-after dd").textContent();

test("a reform is used for the enterprise in hand, asks its own fact, and is taken off", async () => {
  const visit = await site.visit({ ...DESK, hash: "#/reform" });
  const { page } = visit;
  await page.getByRole("button", { name: "新建方案" }).waitFor();
  await page.locator(".panel input[type=file]").setInputFiles(EXAMPLE);
  await page.getByRole("button", { name: "用于测算" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("测算正按此方案计算。").waitFor();
  await visit.expectAccessible();
  await page.getByRole("link", { name: "看测算" }).click();
  const strip = page.getByRole("region", { name: "改革方案" });
  await strip.getByText("学徒培训补贴").waitFor();
  const before = await total(page);
  const asked = page.getByRole("textbox", { name: "当年出师的学徒", exact: true });
  await asked.fill("30");
  await page.waitForFunction((was) => document.querySelector(".bottom-line .figure-after dd").textContent !== was, before);
  await visit.expectAccessible();
  await visit.screenshot("carried");
  // The sheet says so, and the link carries it.
  await page.goto(`${visit.address.split("#")[0]}#/sheet`);
  await page.locator(".sheet .reform-strip").getByText("学徒培训补贴").waitFor();
  await page.locator(".sheet-amounts").getByText("学徒培训补贴").first().waitFor();
  await page.goto(`${visit.address.split("#")[0]}#/assess`);
  const after = await total(page);
  await page.getByRole("button", { name: "复制链接" }).click();
  const link = await page.getByLabel("链接", { exact: true }).inputValue();
  await strip.getByRole("button", { name: /不再采用/ }).click();
  await strip.waitFor({ state: "detached" });
  assert.equal(await page.getByRole("textbox", { name: "当年出师的学徒", exact: true }).count(), 0);
  await page.getByRole("button", { name: "撤销", exact: true }).click();
  await strip.waitFor();
  assert.equal(await total(page), after);
  // Taken off and laid on again from the list of what is drafted here.
  await strip.getByRole("button", { name: /不再采用/ }).click();
  await page.getByRole("button", { name: "采用 学徒培训补贴" }).click();
  await strip.waitFor();
  await visit.expectQuiet();
  await visit.close();
  const other = await site.visit({ ...PHONE, hash: link.slice(link.indexOf("#")) });
  await other.page.getByRole("region", { name: "改革方案" }).getByText("学徒培训补贴").waitFor();
  assert.equal(await total(other.page), after);
  const [content, window] = await other.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= window, `${content} px in ${window} px`);
  await other.screenshot("carried-phone");
  await other.expectAccessible();
  await other.close();
});

test("in English a saved file brings the reform along", async () => {
  const reform = readFileSync(EXAMPLE, "utf8");
  const facts = `period = "2017"\n[facts]\napprentices = "30"\n[patch]\nreforms = ['''\n${reform}''']\n`;
  const visit = await site.visit({ ...DESK });
  const { page } = visit;
  await page.getByRole("button", { name: "English" }).click();
  await page.locator(".kept-tools input[type=file], input[type=file]").first().setInputFiles({
    name: "facts.toml",
    mimeType: "application/toml",
    buffer: Buffer.from(facts),
  });
  const strip = page.getByRole("region", { name: "Reforms" });
  await strip.getByText("Subsidy for apprentices").waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Apprentices who finished", exact: true }).inputValue(), "30");
  await page.getByText("60,000").first().waitFor();
  await visit.expectAccessible();
  await visit.expectQuiet();
  await visit.close();
});
