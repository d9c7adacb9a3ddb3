// The two programs of the page: which is loaded when, and what goes along from one to the other.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { ENGLISH, openSite, PHONE } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite({ base: "/a/b/" });
});
after(() => site?.close());

const DESK = { viewport: { width: 1280, height: 900 } };
const names = (visit) => visit.log.requests.map(({ url }) => new URL(url).pathname.slice("/a/b/".length));
const rate = (page) => page.getByLabel("公积金单位缴存比例（现行）", { exact: true });

test("a first visit loads the calculator only, and the studio comes when a page of it is visited", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await page.locator(".amounts tfoot").waitFor({ state: "attached" });
  const first = names(visit);
  assert.ok(first.includes("app_bg.wasm"), `${first}`);
  assert.equal(first.filter((name) => /^rules\/[0-9a-f]{64}\.txt$/.test(name)).length, 1);
  assert.deepEqual(first.filter((name) => /studio|worker/.test(name)), []);
  await page.getByRole("link", { name: "政策库" }).click();
  await page.getByRole("heading", { name: "政策库" }).waitFor();
  const all = names(visit);
  for (const name of ["studio.js", "studio_bg.wasm", "style/studio.css"]) assert.ok(all.includes(name), name);
  assert.equal(all.filter((name) => name.startsWith("rules/")).length, 1, "the rulebook is fetched once");
  assert.match(await page.title(), /政策库/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  assert.equal(await page.getByRole("link", { name: "政策库" }).getAttribute("aria-current"), "page");
  await visit.expectAccessible();
  await visit.expectQuiet();
  await visit.close();
});

test("what is entered, the period, the language and the colors go along and come back", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await page.locator(".presets button").filter({ hasText: "科技型中小企业" }).click();
  await rate(page).fill("5.5");
  await page.getByRole("button", { name: "单月" }).click();
  await page.locator(".tools select").selectOption("dark");
  await page.locator(".amounts tfoot").waitFor({ state: "attached" });
  const total = await page.locator(".figure-after .exact").innerText();
  for (let times = 0; times < 2; times += 1) {
    await page.getByRole("link", { name: "政策库" }).click();
    await page.getByRole("heading", { name: "政策库" }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
    await page.getByRole("link", { name: "测算", exact: true }).click();
    await rate(page).waitFor();
    assert.equal(await rate(page).inputValue(), "5.5");
    assert.equal(await page.locator(".figure-after .exact").innerText(), total);
    const chosen = page.locator(".presets [aria-pressed=true]");
    assert.match(await chosen.innerText(), /科技型中小企业/);
  }
  await page.getByRole("link", { name: "政策库" }).click();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("link", { name: "Assess" }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await visit.expectQuiet();
  await visit.close();
});

test("the studio opens by its address, in English, on a phone, and the browser's back leads back", async () => {
  const visit = await site.visit({ ...PHONE, ...ENGLISH, hash: "#/library" });
  const { page } = visit;
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Policy library" }).waitFor();
  assert.ok(!names(visit).includes("app_bg.wasm"), "the calculator is not loaded for it");
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= window, `${content} px in ${window} px`);
  await visit.expectAccessible();
  await page.getByRole("link", { name: "Assess" }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Policy library" }).waitFor();
  await visit.expectQuiet();
  await visit.close();
});

test("an address that is no page says so and names the pages there are", async () => {
  const visit = await site.visit({ hash: "#/no-such-page" });
  const { page } = visit;
  await page.getByRole("heading", { name: "没有这个页面" }).waitFor();
  await visit.expectAccessible();
  await page.locator("main").getByRole("link", { name: "测算", exact: true }).click();
  await page.locator(".bottom-head").waitFor();
  await visit.expectQuiet();
  await visit.close();
});

test("a studio that cannot be loaded leaves the calculator in place and says why", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await visit.context.route("**/studio_bg.wasm", (route) => route.abort());
  await page.getByRole("link", { name: "政策库" }).click();
  await page.getByRole("alert").filter({ hasText: "页面未能载入" }).waitFor();
  assert.ok(await page.locator(".figure-after").isVisible());
  await visit.context.unroute("**/studio_bg.wasm");
  await page.getByRole("link", { name: "政策库" }).click();
  await page.getByRole("heading", { name: "政策库" }).waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
  await visit.close();
});

test("a page asks the worker, which computes with the same rulebook, and gives questions up", async () => {
  const visit = await site.visit({ hash: "#/library" });
  const heard = await visit.page.evaluate(async () => {
    const { ask } = globalThis.qingce;
    const given = ask("rulebook-hash", "");
    const kept = ask("rulebook-hash", "");
    given.cancel();
    const refused = await given.answer.catch((why) => why);
    const unknown = await ask("no-such-job", "").answer.catch((why) => why);
    return { refused, unknown, hash: await kept.answer };
  });
  const name = names(visit).find((file) => file.startsWith("rules/"));
  assert.deepEqual(heard, {
    refused: "given up",
    unknown: "there is no job `no-such-job`",
    hash: name.slice("rules/".length, -".txt".length),
  });
  await visit.expectQuiet();
  await visit.close();
});
