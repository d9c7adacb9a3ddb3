// Access for everyone: what can be measured of it, on every page. What is claimed on the page 无障碍说明 is
// claimed because of these tests; what they do not cover is named there as falling short.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { focused, moving, pale, sideways, small, tiny, unfold } from "./access-checks.mjs";
import { openSite, started } from "./harness.mjs";

let site;
before(async () => (site = await openSite()));
after(() => site?.close());

const DESK = { viewport: { width: 1280, height: 900 } };
const elderButton = (page) => page.locator(".tools").getByRole("button", { name: "长辈模式" });
const rate = (page) => page.getByLabel("公积金单位缴存比例（现行）", { exact: true });

/** Every page: its address, what stands there once it is drawn, and how it gets filled and faulty. */
const PAGES = [
  {
    hash: "#/assess",
    ready: ".amounts tfoot",
    states: [
      async (page) => {
        await rate(page).fill("13");
        await page.locator(".problem").first().waitFor();
      },
    ],
  },
  { hash: "#/sheet", ready: ".sheet-amounts tbody tr" },
  { hash: "#/amount/unemployment_cost", ready: ".explanation .parameter" },
  { hash: "#/lever/rd_subsidy", ready: ".lever" },
  {
    hash: "#/compare",
    ready: ".chart svg",
    states: [
      async (page) => {
        await page.locator(".scenario .field input").nth(1).fill("2017-99");
        await page.locator(".scenario .field input").nth(1).blur();
        await page.locator(".scenario .problem, .scenario [aria-invalid=true]").first().waitFor();
      },
    ],
  },
  {
    hash: "#/explore",
    ready: ".chart svg",
    states: [
      async (page) => {
        await page.locator("#explore-from").fill("abc");
        await page.locator("#explore-from[aria-invalid=true]").waitFor();
      },
    ],
  },
  {
    hash: "#/reform",
    ready: "article.reform",
    states: [
      async (page) => {
        await page.getByRole("button", { name: "新建方案" }).click();
        await page.locator(".reform-stack li").waitFor();
      },
    ],
  },
  {
    hash: "#/library",
    ready: "#library-search",
    states: [
      async (page) => {
        await page.locator("#library-search").fill("失业");
        await page.locator("section[aria-live] li").first().waitFor();
      },
    ],
  },
  { hash: "#/library/lever/rd_subsidy", ready: "main .panel" },
  { hash: "#/coverage", ready: "main table" },
  {
    hash: "#/changes",
    ready: "#changes-file",
    states: [
      async (page) => {
        const buffer = Buffer.from("no rulebook");
        await page.locator("#changes-file").setInputFiles({ name: "x.txt", mimeType: "text/plain", buffer });
        await page.locator("main [role=alert]").waitFor();
      },
    ],
  },
  { hash: "#/embed", ready: ".embed-preview qingce-calculator" },
  { hash: "#/about-access", ready: "main table" },
];

/** Lines as far apart and letters as wide as a reader may set them (WCAG 1.4.12). */
function spaced() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}

/** Whether every chart is drawn for the room it has now. */
function drawn() {
  const charts = [...document.querySelectorAll(".chart svg")].filter((one) => one.clientWidth > 0);
  return charts.every((one) => one.viewBox.baseVal.width <= one.clientWidth);
}

/** Turns large mode on or off with its button, which a dialog covers while it is open. */
async function large(page, { hash, ready }, on) {
  if (hash.startsWith("#/amount")) await page.keyboard.press("Escape");
  await elderButton(page).click();
  await page.locator(on ? ":root[data-elder]" : ":root:not([data-elder])").waitFor();
  await page.evaluate((hash) => (location.hash = hash), hash);
  await page.locator(ready).first().waitFor({ state: "attached" });
}

for (const one of PAGES) {
  const { hash, ready, states = [] } = one;
  test(`${hash}: targets, type, width, contrast and names, in every mode`, async () => {
    const visit = await site.visit({ ...DESK, hash });
    const { page } = visit;
    const finds = async (what, check, ...given) => {
      assert.deepEqual(await page.evaluate(check, ...given), [], `${hash} ${what}`);
    };
    const clean = async (what) => assert.deepEqual(await visit.axe(), [], `${hash} ${what}`);
    await page.locator(ready).first().waitFor({ state: "attached" });
    if (!hash.startsWith("#/amount")) await page.evaluate(unfold);
    await clean("as opened, light");
    await finds("targets", small, 44);
    await finds("charts, light", pale, 4.5);
    await finds("motion", moving);
    for (const act of states) {
      await act(page);
      await finds("targets, filled or faulty", small, 44);
    }
    await page.evaluate(() => (document.documentElement.dataset.density = "compact"));
    await finds("targets, compact", small, 44);
    if (hash === "#/assess") await clean("compact");
    await page.evaluate(() => delete document.documentElement.dataset.density);
    await page.emulateMedia({ colorScheme: "dark" });
    await finds("charts, dark", pale, 4.5);
    // Large, dark, narrow, filled and faulty at once: each alone is less.
    await large(page, one, true);
    await finds("targets, large", small, 60);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.waitForFunction(drawn);
    await finds("targets, large, 320 px", small, 60);
    await finds("type, large, 320 px", tiny, 18);
    await finds("width, large, 320 px", sideways);
    await clean("large, dark, 320 px, filled or faulty");
    await large(page, one, false);
    await page.evaluate(spaced);
    await finds("width, 320 px, spaced", sideways);
    await visit.close();
  });
}

test("200 % zoom loses nothing and covers nothing", async () => {
  const visit = await site.visit({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
  const { page } = visit;
  await page.locator(".amounts tfoot").waitFor({ state: "attached" });
  assert.deepEqual(await page.evaluate(sideways), []);
  const kept = await page.evaluate(() => {
    const stuck = [...document.querySelectorAll("body *")].filter((one) => {
      return ["sticky", "fixed"].includes(getComputedStyle(one).position) && one.checkVisibility() && !one.matches(".skip");
    });
    return stuck.map((one) => one.className).filter((name) => !/scroll/.test(name));
  });
  assert.deepEqual(kept, []);
  await visit.close();
});

test("large mode is chosen on the page, kept for the next visit and taken back", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await elderButton(page).click();
  await page.locator(":root[data-elder]").waitFor();
  await page.reload();
  await started(page);
  await page.locator(":root[data-elder]").waitFor();
  assert.equal(await elderButton(page).getAttribute("aria-pressed"), "true");
  const [size, leading] = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    return [style.fontSize, style.lineHeight].map(Number.parseFloat);
  });
  assert.ok(size >= 18 && leading / size >= 1.3, `${size} px, lines of ${leading} px`);
  await page.getByRole("link", { name: "政策库" }).click();
  await page.getByRole("heading", { name: "政策库" }).waitFor();
  assert.equal(await elderButton(page).getAttribute("aria-pressed"), "true");
  await elderButton(page).click();
  await page.reload();
  await started(page);
  assert.equal(await page.locator(":root[data-elder]").count(), 0);
  await visit.expectQuiet();
  await visit.close();
});

test("forced colors: chosen, current and focused are told without the page's own colors", async () => {
  const visit = await site.visit({ ...DESK, forcedColors: "active" });
  const { page } = visit;
  const looks = (locator) => locator.first().evaluate((one) => {
    const { backgroundColor, borderBottomColor, outlineStyle } = getComputedStyle(one);
    return { backgroundColor, borderBottomColor, outlineStyle };
  });
  await page.locator(".fact").first().waitFor();
  const pressed = page.locator(".segments button");
  assert.notEqual(
    (await looks(pressed.and(page.locator("[aria-pressed=true]")))).backgroundColor,
    (await looks(pressed.and(page.locator("[aria-pressed=false]")))).backgroundColor,
  );
  assert.notEqual(
    (await looks(page.locator(".head nav a[aria-current]"))).borderBottomColor,
    (await looks(page.locator(".head nav a:not([aria-current])"))).borderBottomColor,
  );
  const yesNo = page.locator(".yes-no label");
  assert.notEqual(
    (await looks(yesNo.filter({ has: page.locator("input:checked") }))).backgroundColor,
    (await looks(yesNo.filter({ has: page.locator("input:not(:checked)") }))).backgroundColor,
  );
  await rate(page).focus();
  assert.ok((await page.evaluate(focused)).ringed);
  const shapes = await page.evaluate(() => {
    const fills = [...document.querySelectorAll(".chart svg rect, .swatch")];
    return fills.filter((one) => one.checkVisibility()).length;
  });
  assert.ok(shapes > 0);
  assert.deepEqual(await page.evaluate(pale, 3), []);
  await visit.expectQuiet();
  await visit.close();
});

test("the result is said once it has settled, with what is not counted", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  const said = page.locator("[aria-live=polite][aria-atomic=true]");
  await page.locator(".amounts tfoot").waitFor({ state: "attached" });
  assert.equal(await said.innerText(), "");
  await rate(page).fill("5");
  await said.filter({ hasText: "测算已更新" }).waitFor({ state: "attached" });
  const total = await page.locator(".figure-after .big").innerText();
  assert.ok((await said.innerText()).replaceAll(" ", "").includes(total.replaceAll(/\s/g, "")));
  await rate(page).fill("13");
  await said.filter({ hasText: "1 处填写需要修改" }).waitFor({ state: "attached" });
  await visit.close();
});

test("nothing is rewritten or counted while an input method composes", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  const method = await visit.context.newCDPSession(page);
  const compose = (text) => method.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  const choose = (text) => method.send("Input.insertText", { text });
  // What else is done meanwhile draws the form anew.
  const meanwhile = () => page.evaluate(async () => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await page.locator(".amounts tfoot").waitFor({ state: "attached" });
  const whole = page.locator(".figure-after .exact");
  const name = page.locator("#enterprise-name");
  await rate(page).fill("5");
  const five = await whole.innerText();
  await rate(page).fill("");
  await rate(page).focus();
  for (const letters of ["l", "li", "liu"]) {
    await compose(letters);
    await meanwhile();
    assert.equal(await rate(page).inputValue(), letters);
  }
  await choose("5");
  await page.waitForFunction((five) => document.querySelector(".figure-after .exact")?.innerText === five, five);
  assert.equal(await rate(page).inputValue(), "5");
  await name.focus();
  await page.keyboard.press("Control+a");
  await compose("qing");
  await meanwhile();
  assert.equal(await name.inputValue(), "qing");
  await choose("青海铝业");
  await name.blur();
  await page.locator(".bottom-head").filter({ hasText: "青海铝业" }).waitFor();
  const search = page.getByRole("searchbox");
  const all = await page.locator(".lever").count();
  await search.focus();
  await compose("shiye");
  await meanwhile();
  assert.equal(await search.inputValue(), "shiye");
  assert.equal(await page.locator(".lever").count(), all);
  await choose("失业");
  await page.waitForFunction((all) => document.querySelectorAll(".lever").length < all, all);
  assert.equal(await search.inputValue(), "失业");
  await visit.expectQuiet();
  await visit.close();
});

test("by keyboard alone from opening the page to the printed sheet, the focus in sight all the way", async () => {
  const visit = await site.visit({ ...DESK, load: false });
  const { page } = visit;
  await visit.context.addInitScript(() => (globalThis.print = () => (globalThis.__printed = true)));
  await page.goto(visit.address);
  await started(page);
  await page.locator(".amounts tfoot").waitFor({ state: "attached" });
  /** Presses a key until the focus is where it is wanted; fails where it is not seen on the way. */
  const go = async (key, wanted) => {
    for (let presses = 0; presses < 900; presses += 1) {
      await page.keyboard.press(key);
      const at = await page.evaluate(focused);
      if (at.tag !== "BODY") {
        assert.ok(at.ringed && at.inWindow && at.clear, `the focus is not seen: ${JSON.stringify(at)}`);
      }
      if (wanted(at)) return at;
    }
    return assert.fail(`the keyboard does not reach ${wanted}`);
  };
  await go("Tab", ({ name }) => name === "科技型中小企业");
  await page.keyboard.press("Space");
  await page.locator(".presets [aria-pressed=true]").filter({ hasText: "科技型中小企业" }).waitFor();
  const before = await page.locator(".figure-after .exact").innerText();
  await go("Tab", ({ name, tag }) => tag === "INPUT" && name === "公积金单位缴存比例（现行）");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("6");
  await page.waitForFunction((before) => document.querySelector(".figure-after .exact").innerText !== before, before);
  const after_ = await page.locator(".figure-after .exact").innerText();
  const details = await go("Tab", ({ tag, name }) => tag === "SUMMARY" && name.startsWith("详情"));
  await page.keyboard.press("Enter");
  await go("Tab", ({ href }) => href?.startsWith("#/amount/"));
  await page.keyboard.press("Enter");
  await page.locator(".explanation[open] .explained-segment").first().waitFor();
  await go("Tab", ({ href }) => href !== null);
  await page.keyboard.press("Escape");
  await page.locator(".explanation:not([open])").waitFor({ state: "attached" });
  assert.ok((await page.evaluate(focused)).href?.startsWith("#/amount/"), `after ${details.name}`);
  await go("Shift+Tab", ({ href }) => href === "#/sheet");
  await page.keyboard.press("Enter");
  await page.locator(".sheet-amounts tbody tr").first().waitFor();
  assert.match(await page.title(), /测算底稿/);
  await page.waitForFunction(() => document.activeElement.id === "main");
  await go("Tab", ({ name, tag }) => tag === "BUTTON" && name === "打印");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => globalThis.__printed === true);
  assert.ok((await page.locator(".sheet").innerText()).includes(after_.replace(/[^\d.,]/g, "")));
  const paper = await visit.print("access-sheet");
  assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
  assert.ok(paper.length > 20_000, `${paper.length} bytes`);
  await visit.expectQuiet();
  await visit.close();
});

test("the accessibility statement is one step from every page, in both languages", async () => {
  const visit = await site.visit(DESK);
  const { page } = visit;
  await page.locator("footer").getByRole("link", { name: "无障碍说明" }).click();
  await page.getByRole("heading", { name: "不足之处" }).waitFor();
  assert.match(await page.title(), /无障碍说明/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.locator("footer").getByRole("link", { name: "无障碍说明" }).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "What falls short" }).waitFor();
  assert.doesNotMatch(await page.locator("main").innerText(), /[\u4e00-\u9fff]/);
  await visit.expectQuiet();
  await visit.close();
});
