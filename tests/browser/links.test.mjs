// Links, reloads, and what came with an older rulebook.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";

import { openSite } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite({ base: "/a/b/" });
});
after(() => site?.close());

const DESK = { viewport: { width: 1280, height: 900 } };
const rate = (page) => page.getByLabel("公积金单位缴存比例（现行）", { exact: true });
const total = (page) => page.locator(".figure-after .exact").innerText();
const drawn = (page) => page.locator(".amounts tfoot").waitFor({ state: "attached" });

/** The link the page makes, as it stands in its field. */
async function link(page) {
  await page.getByRole("button", { name: "复制链接" }).click();
  return page.getByRole("textbox", { name: "链接" }).inputValue();
}

test("a link opens the same enterprise in another browser, and nothing of it reaches the server", async () => {
  const visit = await site.visit({ ...DESK, permissions: ["clipboard-read", "clipboard-write"] });
  const { page } = visit;
  await page.locator(".presets button").filter({ hasText: "科技型中小企业" }).click();
  await rate(page).fill("5.5");
  await drawn(page);
  const made = await link(page);
  assert.match(made, /#\/s\/1[\w-]+$/);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), made);
  const expected = await total(page);
  await visit.expectAccessible();
  await visit.expectQuiet();
  const other = await site.visit({ ...DESK, hash: new URL(made).hash });
  await other.page.getByText("已打开链接中的").waitFor();
  await drawn(other.page);
  assert.equal(await rate(other.page).inputValue(), "5.5");
  assert.equal(await total(other.page), expected);
  assert.equal(await other.page.evaluate(() => location.hash), "#/assess");
  assert.equal(await other.page.locator(".then").count(), 0);
  const payload = new URL(made).hash.slice(4);
  for (const { url } of [...visit.log.requests, ...other.log.requests]) assert.ok(!url.includes(payload.slice(0, 40)), url);
  await other.expectQuiet();
  await visit.close();
  await other.close();
});

test("a link that was cut off is refused with a notice, and what is in hand stays", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await drawn(page);
  const made = await link(page);
  const before = await total(page);
  await page.evaluate((hash) => (location.hash = hash), new URL(made).hash.slice(0, -9));
  await page.getByText("链接不完整或已被改动").waitFor();
  assert.equal(await total(page), before);
  await visit.expectAccessible();
  await visit.expectQuiet();
  await visit.close();
});

test("what is entered and not saved is there again after a reload, and in no other tab", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await drawn(page);
  await rate(page).fill("5.25");
  await page.waitForFunction(() => sessionStorage.getItem("qingce.hand")?.includes("5.25"));
  await page.reload();
  await drawn(page);
  assert.equal(await rate(page).inputValue(), "5.25");
  const other = await visit.context.newPage();
  await other.goto(visit.address);
  await drawn(other);
  assert.notEqual(await rate(other).inputValue(), "5.25");
  await visit.expectQuiet();
  await visit.close();
});

/** A facts file that names another rulebook. */
const file = (hash) => ({
  name: "old.toml",
  mimeType: "text/plain",
  buffer: Buffer.from(
    `name = "旧数据"\nperiod = "2017"\nrulebook = "${hash}"\ntotal = "123456.78"\n[facts]\nregion = "xining"\n` +
      `staff = [{ staff_heads = 900, staff_wage = "5200", staff_base_wage = "4800" }]\n`,
  ),
});

test("what came with a released rulebook opens with then and now, computed with both", async (t) => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await drawn(page);
  const current = visit.log.requests.map(({ url }) => url).find((url) => url.includes("/rules/"));
  const released = readdirSync(new URL("../../rules/released/", import.meta.url));
  const older = released.find((name) => !current.endsWith(name));
  if (older === undefined) {
    t.diagnostic("the rulebook in hand is the only released one: another hash stands for it");
    assert.equal(released.length, 1);
  } else {
    await page.locator("input[type=file]").setInputFiles(file(older.replace(".txt", "")));
    const panel = page.locator(".then");
    await panel.locator("tbody tr").first().waitFor();
    assert.match(await panel.innerText(), /当时[\s\S]*现在[\s\S]*政策相关成本合计/);
    assert.doesNotMatch(await panel.innerText(), /本站没有/);
    await visit.expectAccessible();
    await panel.getByRole("button", { name: "知道了" }).click();
    await panel.waitFor({ state: "detached" });
  }
  await visit.expectQuiet();
  await visit.close();
});

test("what came with a rulebook that is not kept says so and shows the total that came along", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await drawn(page);
  await page.locator("input[type=file]").setInputFiles(file("0".repeat(64)));
  const panel = page.locator(".then");
  await panel.getByText("本站没有当时的规则库").waitFor();
  assert.match(await panel.innerText(), /123,456\.78/);
  await visit.expectAccessible();
  await visit.close();
});
