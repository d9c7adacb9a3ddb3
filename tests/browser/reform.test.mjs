// 改革: a reform is drafted, checked and seen; by keyboard, on a phone, in the dark, in English.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ENGLISH, openSite, PHONE } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite({ base: "/a/b/" });
});
after(() => site?.close());

const DESK = { viewport: { width: 1280, height: 900 } };

test("a value is changed, checked as typed, seen, undone, and kept over a visit", async () => {
  const visit = await site.visit({ ...DESK, hash: "#/reform" });
  const { page } = visit;
  await page.getByRole("heading", { name: "改革", exact: true }).waitFor();
  await page.getByRole("button", { name: "新建方案" }).click();
  await page.getByLabel("查找参数（名称或标识）").fill("养老保险单位费率");
  await page.getByRole("button", { name: "修改 养老保险单位费率" }).click();
  const value = page.getByLabel("值（%）");
  assert.equal(await value.inputValue(), "20");
  await value.fill("19元");
  await page.locator(".reform-error").filter({ hasText: "P0103" }).waitFor();
  await value.fill("19");
  await page.locator(".reform-amounts tr").filter({ hasText: "养老保险费" }).waitFor();
  const before = await page.locator(".reform-before").first().innerText();
  const after = await page.locator(".reform-after").first().innerText();
  assert.notEqual(before, after);
  assert.match(await page.locator(".reform-toml").innerText(), /pension_rate/);
  await visit.expectAccessible();
  // The header has an undo of its own, for the enterprise.
  const reforms = page.getByRole("region", { name: "改革方案" });
  await reforms.getByRole("button", { name: "撤销", exact: true }).click();
  assert.equal(await value.inputValue(), "20");
  await reforms.getByRole("button", { name: "重做", exact: true }).click();
  assert.equal(await value.inputValue(), "19");
  await page.reload();
  await page.locator(".reform-amounts tr").filter({ hasText: "养老保险费" }).waitFor();
  await visit.expectQuiet();
  await visit.close();
});

test("why nothing changes is said, and a new policy is made by form", async () => {
  const visit = await site.visit({ ...DESK, ...ENGLISH, hash: "#/reform" });
  const { page } = visit;
  const english = page.getByRole("button", { name: "English" });
  if (await english.count()) await english.click();
  await page.getByRole("button", { name: "New reform" }).click();
  await page.getByLabel("New values from").fill("2019-01-01");
  await page.getByLabel("Find a parameter (name or id)").fill("pension_rate");
  await page.getByRole("button", { name: "Change Pension rate, employer" }).click();
  await page.getByLabel("Value (%)").fill("12");
  await page.locator(".reform-changes").getByText("it begins on 2019-01-01, after 2017").waitFor();
  await page.getByRole("button", { name: "Add a policy" }).click();
  await page.locator(".reform-amounts tr").filter({ hasText: "新政策1" }).waitFor();
  await page.getByLabel("Form", { exact: true }).selectOption("tiers");
  await page.locator(".reform-toml").getByText("marginal(").waitFor();
  await visit.expectAccessible();
  await visit.expectQuiet();
  await visit.close();
});

test("on a phone, in the dark, by keyboard; a link carries the reforms", async () => {
  const visit = await site.visit({ ...PHONE, colorScheme: "dark", hash: "#/reform" });
  const { page } = visit;
  await page.getByRole("button", { name: "新建方案" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("查找政策").focus();
  await page.keyboard.type("稳岗补贴");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.locator(".reform-changes").getByText("稳岗补贴").waitFor();
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= window, `${content} px in ${window} px`);
  await visit.expectAccessible();
  await page.getByRole("button", { name: "分享链接" }).click();
  const hash = await page.evaluate(() => location.hash);
  assert.match(hash, /#\/reform\/with\//);
  await visit.close();
  const other = await site.visit({ ...DESK, hash });
  await other.page.locator(".reform-changes").getByText("稳岗补贴").waitFor();
  await other.expectQuiet();
  await other.close();
});

test("a file of ten megabytes is refused with its size, and nothing is lost", async () => {
  const visit = await site.visit({ ...DESK, hash: "#/reform" });
  const { page } = visit;
  await page.getByRole("button", { name: "新建方案" }).click();
  const toml = await page.locator(".reform-toml").innerText();
  const head = '[reform]\nid = "ten"\n#';
  await page.locator(".panel input[type=file]").setInputFiles({
    name: "十.toml",
    mimeType: "application/toml",
    buffer: Buffer.alloc(10_000_000, "x").fill(head, 0, head.length),
  });
  const alert = page.getByRole("alert").filter({ hasText: "十.toml" });
  await alert.waitFor();
  assert.match(await alert.innerText(), /10,000,000字节.*最多1,000,000字节/);
  assert.equal(await page.locator(".reform-toml").innerText(), toml);
  assert.equal(await page.locator(".reform-stack li").count(), 1);
  await visit.expectAccessible();
  await visit.expectQuiet();
  await visit.close();
});
