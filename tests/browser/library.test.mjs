// 政策库, coverage and what changed: search, filters, links from document to amount, in both languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ENGLISH, openSite, PHONE } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite({ base: "/a/b/" });
});
after(() => site?.close());

const DESK = { viewport: { width: 1280, height: 900 } };
const narrow = (page) => page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);

test("a search leads from a figure to its parameter, on to the policy and the document, by keyboard", async () => {
  const visit = await site.visit({ ...DESK, hash: "#/library" });
  const { page } = visit;
  await page.getByLabel("搜索").fill("200万");
  await page.getByRole("heading", { name: /^找到 \d+ 条$/ }).waitFor();
  await visit.expectAccessible();
  const hit = page.locator('a[href="#/library/parameter/rd_subsidy_cap"]');
  await hit.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("columnheader", { name: "无此政策时" }).waitFor();
  await visit.expectAccessible();
  await page.locator('a[href="#/library/amount/rd_subsidy_amount"]').first().click();
  await page.getByRole("heading", { name: "公式" }).waitFor();
  await visit.expectAccessible();
  await page.locator('a[href="#/library/lever/rd_subsidy"]').first().click();
  await page.getByRole("heading", { name: "条件" }).waitFor();
  await visit.expectAccessible();
  await page.locator('a[href="#/library/document/qz-2017-42"]').first().click();
  await page.getByRole("heading", { name: "六（四）" }).waitFor();
  await visit.expectAccessible();
  await visit.expectQuiet();
  await visit.close();
});

test("a rate that changed is drawn over the years with its table", async () => {
  const visit = await site.visit({ ...DESK, hash: "#/library/parameter/unemployment_rate" });
  const { page } = visit;
  await page.locator(".chart svg").waitFor();
  await page.locator(".chart-table summary").click();
  assert.ok(await page.locator(".chart-table tbody tr").count() >= 3);
  await visit.expectAccessible();
  await visit.close();
});

test("filters narrow the policies and say how many are left", async () => {
  const visit = await site.visit({ ...DESK, hash: "#/library" });
  const { page } = visit;
  const count = async () => Number((await page.locator("text=/^\\d+ 项政策$/").innerText()).match(/\d+/)[0]);
  const all = await count();
  await page.getByLabel("依据文件").selectOption("qz-2017-41");
  await page.locator('a[href="#/library/lever/minimum_wage"]').waitFor();
  assert.ok(await count() < all);
  await page.getByLabel("依据文件").selectOption("");
  await page.getByLabel("只看所选期间内施行的").check();
  assert.ok(await count() <= all);
  await visit.expectAccessible();
  await visit.close();
});

test("coverage shows every document and policy, dark and in English, on a phone", async () => {
  const visit = await site.visit({ ...PHONE, ...ENGLISH, colorScheme: "dark", hash: "#/coverage/qz-2017-43" });
  const { page } = visit;
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Coverage of the documents" }).waitFor();
  await page.locator('a[href="#/library/parameter/quality_deposit_ceiling"]').waitFor();
  const [content, window] = await narrow(page);
  assert.ok(content <= window, `${content} px in ${window} px`);
  await visit.expectAccessible();
  await visit.expectQuiet();
  await visit.close();
});

test("another rulebook is compared in the worker: itself does not differ, what is none is refused", async () => {
  const visit = await site.visit({ ...DESK, hash: "#/changes" });
  const { page } = visit;
  await page.getByRole("heading", { name: "规则变化" }).waitFor();
  const rules = visit.log.requests.map(({ url }) => url).find((url) => /rules\/[0-9a-f]{64}\.txt$/.test(url));
  const text = await page.evaluate(async (url) => (await fetch(url)).text(), rules);
  const file = (body) => ({ name: "rules.txt", mimeType: "text/plain", buffer: Buffer.from(body) });
  await page.getByLabel("另一个规则库").setInputFiles(file(text));
  await page.getByText("两个规则库内容相同。").waitFor();
  await page.getByLabel("另一个规则库").setInputFiles(file(text.replaceAll("2000000", "3000000")));
  await page.locator("del").first().waitFor();
  await visit.expectAccessible();
  // A released one, from a list: what it moves for every example.
  await page.getByLabel("已发布的规则库").selectOption({ index: 1 });
  await page.locator(".changes table tbody tr th").nth(4).waitFor();
  await page.getByLabel("另一个规则库").setInputFiles(file("no rulebook"));
  await page.getByRole("alert").waitFor();
  await visit.expectAccessible();
  await visit.close();
});
