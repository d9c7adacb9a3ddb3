// The calculator itself: what a person does on the page, and what must come of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DARK, openSite, percentile, PHONE } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite({ base: "/a/b/" });
});
after(() => site?.close());

const DESK = { viewport: { width: 1280, height: 900 } };

/** A page that has drawn all of its parts. */
async function open(options = {}) {
  const visit = await site.visit({ ...DESK, ...options });
  if (options.hash === "#/sheet") await visit.page.locator(".sheet-amounts tbody tr").first().waitFor();
  else await visit.page.locator(".amounts tfoot").waitFor({ state: "attached" });
  return visit;
}

const after_ = (page) => page.locator(".figure-after .big").innerText();
const field = (page, label) => page.getByLabel(label, { exact: true });
const preset = (page, name) => page.locator(".presets button").filter({ hasText: name });
const wide = (page) =>
  page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);

test("it opens on a preset with a result, and every preset has one", async () => {
  const visit = await open();
  const { page } = visit;
  const seen = new Set([await after_(page)]);
  for (const name of ["铁合金企业", "科技型中小企业"]) {
    await preset(page, name).click();
    await page.locator(`.presets [aria-pressed=true]`).filter({ hasText: name }).waitFor();
    seen.add(await after_(page));
  }
  assert.equal(seen.size, 3, [...seen].join(" / "));
  for (const figure of seen) assert.match(figure, /\d/);
  await visit.expectQuiet();
  await visit.close();
});

test("every policy says what it comes to, and its amounts open with formula, clause and grade", async () => {
  const visit = await open();
  const { page } = visit;
  const hashes = new Set();
  for (const name of ["电解铝企业", "铁合金企业", "科技型中小企业"]) {
    await preset(page, name).click();
    const links = await page.locator(".lever-more a.chip, .amounts tbody a").evaluateAll((all) =>
      all.map((link) => link.getAttribute("href")),
    );
    links.forEach((link) => hashes.add(link));
    for (const href of new Set(links)) {
      await page.evaluate((to) => (location.hash = to), href);
      await page.locator(".explanation[open] .explained-segment dd").first().waitFor();
      const text = await page.locator(".explanation").innerText();
      assert.match(text, /公式/, href);
      assert.match(text, /代入数据/, href);
    }
    await page.keyboard.press("Escape");
    await page.locator(".explanation:not([open])").waitFor({ state: "attached" });
  }
  assert.ok(hashes.size >= 30, `${hashes.size} amounts`);
  await page.evaluate(() => (location.hash = "#/amount/unemployment_cost"));
  const text = await page.locator(".explanation[open]").innerText();
  assert.match(text, /青政〔2017〕43号|青人社厅发〔2016〕60号/);
  assert.match(text, /省文件|国家规定/);
  await visit.expectQuiet();
  await visit.close();
});

test("an explanation drills down to facts, and closing it gives the focus back", async () => {
  const visit = await open();
  const { page } = visit;
  const link = page.locator(".amounts tbody a").filter({ hasText: "失业保险费" }).first();
  await link.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await dialog.locator("a.amount-word").first().click();
  await dialog.locator("nav.crumbs li").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.match(await page.evaluate(() => document.activeElement.textContent), /失业保险费/);
  await page.evaluate(() => (location.hash = "#/amount/contribution_base.1"));
  await dialog.locator(".used button.link").first().click();
  await dialog.waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.activeElement.id.startsWith("fact-"));
  await visit.expectQuiet();
  await visit.close();
});

test("a year in which the law changed is split; a month is not", async () => {
  const visit = await open();
  const { page } = visit;
  assert.ok((await page.locator(".split li").count()) >= 3);
  assert.match(await page.locator(".split").innerText(), /\n5月\n变化/);
  const year = await after_(page);
  await page.getByRole("button", { name: "单月" }).click();
  await page.getByText("期间内规则没有变化").waitFor();
  assert.notEqual(await after_(page), year);
  await page.getByRole("button", { name: "起止月份" }).click();
  await page.locator("#period-first").selectOption("9");
  await page.locator("#period-last").selectOption("3");
  await page.locator("#period-problem").waitFor();
  assert.equal(await page.locator("#period-last").getAttribute("aria-invalid"), "true");
  await page.locator("#period-last").selectOption("11");
  await page.locator("#period-problem").waitFor({ state: "detached" });
  await page.locator("#period-year").selectOption("2012");
  await page.locator(".bottom-head").filter({ hasText: "2012年9月至11月" }).waitFor();
  await visit.expectQuiet();
  await visit.close();
});

test("each number moves with each fact, and undo brings it back", async () => {
  const visit = await open();
  const { page } = visit;
  const rate = field(page, "公积金单位缴存比例（现行）");
  const start = await after_(page);
  const exact = page.locator(".figure-after .exact");
  const before = await exact.innerText();
  await rate.fill("5");
  assert.notEqual(await exact.innerText(), before);
  await page.locator("h2").first().click();
  await page.keyboard.press("Control+z");
  await page.waitForFunction((text) => document.querySelector(".figure-after .exact").innerText === text, before);
  assert.equal(await rate.inputValue(), "8");
  await page.getByRole("button", { name: "重做" }).click();
  assert.equal(await rate.inputValue(), "5");
  await page.getByRole("button", { name: "每人" }).click();
  assert.notEqual(await after_(page), start);
  await visit.expectQuiet();
  await visit.close();
});

test("bad input gets a message beside its field and costs nothing else", async () => {
  const visit = await open();
  const { page } = visit;
  const bad = [
    ["公积金单位缴存比例（现行）", ["4", "13", "1e400", "七百", "0.123456789"]],
    ["低于新标准的人数", ["-5", "七百"]],
    ["铝液产量", ["1e400", "-1"]],
    ["资产总额", ["0.123456789", "七百"]],
  ];
  for (const [label, texts] of bad) {
    const input = page.locator(".fact").filter({ hasText: label }).locator("input[type=text]").first();
    if ((await input.count()) === 0) continue;
    const kept = await input.inputValue();
    for (const text of texts) {
      await input.fill(text);
      assert.equal(await input.getAttribute("aria-invalid"), "true", `${label} ${text}`);
      assert.equal(await input.inputValue(), text);
      const about = await input.getAttribute("aria-describedby");
      assert.match(await page.locator(`#${about}`).innerText(), /。/, `${label} ${text}`);
    }
    await input.fill(kept);
    assert.equal(await input.getAttribute("aria-invalid"), null, label);
  }
  const tonnes = page.locator(".fact").filter({ hasText: "铝液" }).locator("input[type=text]").first();
  await tonnes.fill("0");
  assert.ok(await page.locator(".bottom-line h2").isVisible());
  assert.equal(await field(page, "企业名称").inputValue(), "某铝业公司");
  await visit.expectQuiet();
  await visit.close();
});

test("an empty fact is not zero: the result says what is missing and leads to the field", async () => {
  const visit = await open();
  const { page } = visit;
  await field(page, "公积金单位缴存比例（现行）").fill("");
  await page.locator(".incomplete").waitFor();
  const question = page.locator(".questions button, .reasons button").filter({ hasText: "公积金单位缴存比例" }).first();
  await question.click();
  await page.waitForFunction(() => document.activeElement.closest(".fact")?.innerText.includes("公积金单位"));
  await visit.expectQuiet();
  await visit.close();
});

test("an enterprise is saved, found again after a reload, copied, renamed and deleted", async () => {
  const visit = await open();
  const { page } = visit;
  const name = field(page, "企业名称");
  await name.fill("测试铝业");
  await name.blur();
  await field(page, "公积金单位缴存比例（现行）").fill("6");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("已保存“测试铝业”").waitFor();
  await page.reload();
  await page.locator(".kept-list summary").click();
  await page.getByRole("button", { name: "打开 测试铝业" }).click();
  await page.waitForFunction(() => document.querySelector("#enterprise-name").value === "测试铝业");
  assert.equal(await field(page, "公积金单位缴存比例（现行）").inputValue(), "6");
  await page.getByRole("button", { name: "复制 测试铝业" }).click();
  const copy = page.getByLabel("“测试铝业（副本）”的新名称");
  await copy.fill("第二家");
  await copy.blur();
  await page.getByRole("button", { name: "删除 测试铝业", exact: true }).click();
  assert.equal(await page.locator(".kept-list li").count(), 1);
  assert.equal(await page.getByLabel("“第二家”的新名称").inputValue(), "第二家");
  await visit.expectQuiet();
  await visit.close();
});

test("a file goes out and comes back the same; a bad file keeps what can be read", async () => {
  const visit = await open();
  const { page } = visit;
  const figure = await page.locator(".figure-after .exact").innerText();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "下载文件" }).click(),
  ]);
  const path = await download.path();
  await preset(page, "科技型中小企业").click();
  await page.locator("input[type=file]").setInputFiles(path);
  await page.waitForFunction((text) => document.querySelector(".figure-after .exact").innerText === text, figure);
  const buffer = Buffer.from('name = "坏文件"\n[facts]\nregion = "xining"\nno_such_fact = 1\ntotal_assets = "七百"\n');
  await page.locator("input[type=file]").setInputFiles({ name: "bad.toml", mimeType: "text/plain", buffer });
  await page.locator(".notice.warning li").nth(1).waitFor();
  assert.match(await page.locator(".notice.warning").innerText(), /第 4 行[\s\S]*第 5 行/);
  assert.equal(await field(page, "企业名称").inputValue(), "坏文件");
  const cut = Buffer.from('name = "断了\n[facts');
  await page.locator("input[type=file]").setInputFiles({ name: "cut.toml", mimeType: "text/plain", buffer: cut });
  await page.locator(".notice.warning").nth(1).waitFor();
  assert.equal(await field(page, "企业名称").inputValue(), "坏文件");
  await visit.expectQuiet();
  await visit.close();
});

test("storage that is refused is told once and survived", async () => {
  const visit = await site.visit({ ...DESK, load: false });
  await visit.context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("no", "QuotaExceededError");
    };
  });
  const { page } = visit;
  await page.goto(visit.address);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("浏览器不允许保存数据").waitFor();
  assert.match(await after_(page), /\d/);
  await visit.close();
});

test("both languages are whole", async () => {
  const visit = await open();
  const { page } = visit;
  await page.getByRole("button", { name: /English/ }).click();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  const text = (await page.locator("main").innerText()).split("\n");
  const chinese = text.filter((line) => /[\u4e00-\u9fff]{4,}/.test(line) && !/〔|号|公司|条|令|年度|核定|规定/.test(line));
  assert.deepEqual(chinese.slice(0, 5), []);
  await page.reload();
  await page.getByRole("heading", { name: "Policy-related cost" }).waitFor();
  await visit.expectQuiet();
  await visit.close();
});

test("the keyboard alone is enough", async () => {
  const visit = await open();
  const { page } = visit;
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /企业情况/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "form");
  const sme = preset(page, "科技型中小企业");
  await sme.focus();
  await page.keyboard.press("Space");
  await page.locator(".presets [aria-pressed=true]").filter({ hasText: "科技型" }).waitFor();
  await field(page, "公积金单位缴存比例（现行）").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("5");
  const outlined = await page.evaluate(() => {
    const field = document.activeElement;
    return [field, field.parentElement].some((part) => getComputedStyle(part).outlineStyle !== "none");
  });
  assert.ok(outlined, "the focus is seen");
  await visit.close();
});

test("a phone shows everything without scrolling sideways, with targets a finger can hit", async () => {
  const visit = await open(PHONE);
  const { page } = visit;
  for (const hash of ["#/assess", "#/sheet", "#/amount/unemployment_cost"]) {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.waitForTimeout(50);
    const [content, window] = await wide(page);
    assert.ok(content <= window, `${hash}: ${content} px in ${window} px`);
  }
  await page.evaluate(() => (location.hash = "#/assess"));
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("main button, main select, main summary")]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43)
      .map((one) => `${one.tagName} ${one.textContent.slice(0, 20)}`),
  );
  assert.deepEqual(small, []);
  await visit.screenshot("page-phone");
  await visit.expectQuiet();
  await visit.close();
});

for (const [name, options, act] of [
  ["in Chinese", {}, async () => {}],
  ["in English", {}, (page) => page.getByRole("button", { name: /English/ }).click()],
  ["in the dark", DARK, async () => {}],
  ["with an explanation open", { hash: "#/amount/housing_fund_cost" }, async () => {}],
  ["with a problem shown", {}, (page) => field(page, "公积金单位缴存比例（现行）").fill("13")],
  ["on the sheet", { hash: "#/sheet" }, async () => {}],
]) {
  test(`axe finds nothing ${name}`, async () => {
    const visit = await open(options);
    await act(visit.page);
    await visit.page.waitForTimeout(600);
    await visit.expectAccessible();
    await visit.screenshot(`page-${name.replaceAll(" ", "-")}`, { fullPage: false });
    await visit.close();
  });
}

test("charts have titles, tables and the theme's colors, and the tariff jumps where it does", async () => {
  const visit = await open();
  const { page } = visit;
  await page.locator("#tariff-title").waitFor();
  assert.equal(await page.locator(".chart").count(), 4);
  for (const chart of await page.locator(".chart").all()) {
    assert.ok(await chart.locator("figure[role=img][aria-labelledby] svg").isVisible());
    assert.ok((await chart.locator("tbody tr").count()) > 1);
  }
  const tariff = page.locator(".chart").filter({ has: page.locator("#tariff-title") });
  assert.match(await tariff.locator(".hint").textContent(), /13,700 kWh\/t/);
  assert.match(await tariff.locator(".hint").textContent(), /13,800 kWh\/t/);
  const unmapped = await page.evaluate(() =>
    [...document.querySelectorAll(".chart svg [fill], .chart svg [stroke]")].filter((one) => {
      const { fill, stroke } = getComputedStyle(one);
      return [fill, stroke].some((color) => /rgb\((1, 2, [3-6]|10, 16, [1-5])\)/.test(color));
    }).length,
  );
  assert.equal(unmapped, 0);
  await preset(page, "科技型中小企业").click();
  await page.locator("#tariff-title").waitFor({ state: "detached" });
  await visit.expectQuiet();
  await visit.close();
});

test("an unknown amount in the address is said, and the page stands", async () => {
  const visit = await open({ hash: "#/amount/no_such" });
  await visit.page.getByText("没有“no_such”这个金额").waitFor();
  await visit.expectQuiet();
  await visit.close();
});

test("typing is quick: times printed, never judged", async (t) => {
  const visit = await open();
  const { page } = visit;
  const before = (await visit.timings()).longTasks.length;
  const wage = page.locator(".group-row .number input").nth(1);
  await wage.click();
  for (let round = 0; round < 8; round++) {
    await page.keyboard.press("Control+a");
    await wage.pressSequentially("5350.25", { delay: 30 });
  }
  await page.waitForTimeout(300);
  const { inputToPaint, longTasks } = await visit.timings();
  assert.ok(inputToPaint.length >= 50, `${inputToPaint.length} inputs`);
  t.diagnostic(
    `input to paint: p50 ${percentile(inputToPaint, 50).toFixed(1)} ms, p95 ${percentile(inputToPaint, 95).toFixed(1)} ms; ` +
      `long tasks at start ${JSON.stringify(longTasks.slice(0, before))}, while typing ${JSON.stringify(longTasks.slice(before))}`,
  );
  await visit.close();
});
