// The sheet: complete in both languages, printed without cutting a line, and as a workbook whose
// formulas compute.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { inflateRawSync } from "node:zlib";

import { ENGLISH, PHONE, openSite } from "./harness.mjs";

const DIST = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist");
const SINGLE = pathToFileURL(join(DIST, process.env.QINGCE_QUICK ? "quick.html" : "qingce.html")).href;

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

/** The sheet of the technology SME, once it is made. */
async function open(options = {}, { preset = "科技型中小企业" } = {}) {
  const visit = await site.visit({ viewport: { width: 1280, height: 900 }, ...options });
  await toSheet(visit.page, preset);
  return visit;
}

async function toSheet(page, preset) {
  await page.locator(".presets button").filter({ hasText: preset }).click();
  await page.locator(".presets [aria-pressed=true]").filter({ hasText: preset }).waitFor();
  await page.evaluate(() => (location.hash = "#/sheet"));
  await page.locator(".sheet-amounts tbody tr").first().waitFor();
}

/** The files of a zip archive by name, read from its central directory. */
function unzipped(bytes) {
  const files = new Map();
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  assert.ok(end >= 0, "the archive has an end");
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const head = bytes.readUInt32LE(at + 42);
    const data = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const packed = bytes.subarray(data, data + size);
    const label = bytes.toString("utf8", at + 46, at + 46 + name);
    files.set(label, (method === 0 ? packed : inflateRawSync(packed)).toString("utf8"));
    at += 46 + name + extra + comment;
  }
  return files;
}

/** Exports the workbook and gives its file name and files. */
async function exported(page, name = "导出 XLSX") {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name }).click(),
  ]);
  const bytes = readFileSync(await download.path());
  assert.equal(bytes.subarray(0, 2).toString(), "PK");
  return [download.suggestedFilename(), unzipped(bytes)];
}

test("the sheet is complete: cover, amounts, policies, offices, readings, facts, disclaimer", async () => {
  const visit = await open();
  const { page } = visit;
  const text = await page.locator(".sheet").innerText();
  for (const part of [
    "企业政策成本测算底稿", "某科技公司（示例：科技型中小企业）", "2017年（1月1日至12月31日）", "规则库校验码", "qingce ",
    "失业保险费（单位）", "0.5%", "5,114,660.72", "小计", "省文件", "国家规定", "假设", "待核实",
    "适用的政策", "不适用、可以争取的政策", "怎样才适用", "本期未施行的政策", "主管部门与办理材料",
    "省人力资源社会保障厅", "口径、假设与待核实事项", "企业数据", "仅供参考", "以主管部门的决定为准", "编制人",
  ]) {
    assert.ok(text.includes(part), part);
  }
  assert.match(text, /[0-9a-f]{64}/);
  const row = page.locator(".sheet-amounts tbody", { hasText: "失业保险费（单位）" }).first();
  const cells = await row.locator("td").allInnerTexts();
  assert.match(cells[0], /288,752\.95 元\/月/);
  assert.match(cells[1], /0\.5%/);
  assert.equal(cells[2].trim(), "12");
  assert.equal(cells[3].trim(), "17,325.12");
  await visit.expectAccessible();
  await visit.screenshot("sheet-zh");
  await visit.expectQuiet();
  await visit.close();
});

test("it says the same in English, and on a phone nothing is wider than the page", async () => {
  const visit = await open(ENGLISH);
  const { page } = visit;
  await page.getByRole("button", { name: /English/ }).click();
  await page.getByRole("heading", { name: "Recap of policy-related costs" }).waitFor();
  const text = await page.locator(".sheet").innerText();
  for (const part of ["Policies that apply", "Offices in charge", "for reference only", "Rulebook hash", "national"]) {
    assert.ok(text.includes(part), part);
  }
  await visit.expectAccessible();
  await page.setViewportSize(PHONE.viewport);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  await visit.screenshot("sheet-en-phone", { fullPage: false });
  await visit.expectQuiet();
  await visit.close();
});

test("printed, heads stand on every page and no line is cut", async () => {
  const visit = await open({}, { preset: "电解铝企业" });
  const { page } = visit;
  await page.emulateMedia({ media: "print" });
  const styles = await page.evaluate(() => {
    const of = (one) => getComputedStyle(one);
    const all = (selector) => [...document.querySelectorAll(selector)];
    return {
      heads: all(".sheet thead").map((one) => of(one).display),
      lines: all(".sheet tr, .sheet-amounts tbody, .sheet dl > div").filter((one) => of(one).breakInside !== "avoid").length,
      titles: all(".sheet h3").filter((one) => of(one).breakAfter !== "avoid").length,
      tools: all(".sheet-tools, .head").filter((one) => of(one).display !== "none").length,
      // What scrolls on the screen would be cut on paper.
      scrolls: all(".sheet .scroll").filter((one) => of(one).overflowX !== "visible").length,
      tallest: Math.max(...all(".sheet-amounts tbody, .sheet-group tr").map((one) => one.getBoundingClientRect().height)),
    };
  });
  assert.ok(styles.heads.length > 5);
  assert.deepEqual([...new Set(styles.heads)], ["table-header-group"]);
  assert.deepEqual({ ...styles, heads: 0, tallest: 0 }, { heads: 0, tallest: 0, lines: 0, titles: 0, tools: 0, scrolls: 0 });
  // A4 less its margins is about 1 000 px: what may not break must fit.
  assert.ok(styles.tallest < 900, `a line of ${styles.tallest} px`);
  const paper = (await visit.print("sheet")).toString("latin1");
  const pages = paper.match(/\/Type ?\/Page\b(?!s)/g)?.length ?? 0;
  assert.ok(pages >= 3 && pages < 40, `${pages} pages`);
  assert.match(paper, /\/MediaBox ?\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
  await visit.expectQuiet();
  await visit.close();
});

test("the workbook is loaded when asked for, opens, and keeps what its formulas come to", async () => {
  const visit = await open();
  const { page, log } = visit;
  const loaded = () => new Set(log.requests.map(({ url }) => url).filter((url) => url.includes("/xlsx"))).size;
  assert.equal(loaded(), 0, "nothing of it before");
  const [name, files] = await exported(page);
  assert.match(name, /^某科技公司 2017年 测算底稿\.xlsx$/);
  assert.equal(loaded(), 2);
  await page.getByText("工作簿已生成").waitFor();
  assert.ok(files.has("[Content_Types].xml"));
  const texts = files.get("xl/sharedStrings.xml");
  for (const part of ["某科技公司", "政策相关成本合计", "失业保险费（单位）"]) assert.ok(texts.includes(part), part);
  const amounts = files.get("xl/worksheets/sheet2.xml");
  assert.match(amounts, /<f>ROUND\(D\d+\*F\d+,2\)<\/f><v>/);
  assert.match(amounts, /<f>SUM\(J\d+,?[J\d,]*\)-SUM\(J\d+\)<\/f><v>5114660\.72<\/v>/);
  assert.match(amounts, /<f>SUM\(J\d+:J\d+\)<\/f>/);
  const heads = files.get("xl/workbook.xml");
  assert.match(heads, /_xlnm\.Print_Titles[^<]*>[^<]*\$3:\$3/);
  const before = log.requests.length;
  await exported(page);
  assert.equal(log.requests.slice(before).filter(({ url }) => url.includes("/xlsx")).length, 0, "once");
  await visit.expectQuiet();
  await visit.close();
});

test("a name that looks like a formula is a text in the workbook", async () => {
  const visit = await site.visit({ viewport: { width: 1280, height: 900 } });
  const { page } = visit;
  const field = page.getByLabel("企业名称", { exact: true });
  await field.fill("=1+1");
  await field.press("Tab");
  await page.evaluate(() => (location.hash = "#/sheet"));
  await page.locator(".sheet-amounts tbody tr").first().waitFor();
  const [name, files] = await exported(page);
  assert.ok(name.startsWith("=1+1"), name);
  assert.match(files.get("xl/sharedStrings.xml"), /<t[^>]*>=1\+1<\/t>/);
  assert.ok(![...files.values()].some((text) => text.includes("<f>1+1</f>")));
  await visit.expectQuiet();
  await visit.close();
});

test("a workbook that cannot be loaded is said, and the sheet stays", async () => {
  const visit = await open();
  const { page } = visit;
  await page.route("**/xlsx_bg.wasm", (route) => route.abort());
  await page.getByRole("button", { name: "导出 XLSX" }).click();
  await page.getByText("工作簿未能生成").waitFor();
  assert.ok(await page.locator(".sheet-amounts").first().isVisible());
  await page.unroute("**/xlsx_bg.wasm");
  await exported(page);
  await visit.close();
});

test("the single file makes sheet and workbook by itself", async () => {
  const visit = await site.visitCopy(SINGLE);
  const { page } = visit;
  await page.goto(SINGLE);
  await page.locator(".presets button").first().waitFor();
  await toSheet(page, "科技型中小企业");
  const [, files] = await exported(page);
  assert.match(files.get("xl/worksheets/sheet2.xml"), /<v>5114660\.72<\/v>/);
  await visit.expectQuiet();
  await visit.close();
});
