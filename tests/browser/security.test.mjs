// What the page makes of texts that somebody else wrote: texts, whatever is in them.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { goTo, openSite, PAGES } from "./harness.mjs";

const ROOT = new URL("../../", import.meta.url);
const MARKUP = '<img src=x onerror="globalThis.__ran=1"><script>__ran=1</script><b>甲';

let site;
before(async () => {
  site = await openSite({ base: "/a/" });
});
after(() => site?.close());

const drawn = (page) => page.locator(".amounts tfoot").waitFor({ state: "attached" });
const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** Nothing a text asked for is there or was run. */
async function expectInert(visit) {
  const found = await visit.page.evaluate(() => {
    const strange = document.querySelectorAll("img, [onerror], main script, object, embed, base, a[href^='javascript']");
    return [globalThis.__ran, [...strange].map((one) => one.outerHTML)];
  });
  assert.deepEqual(found, [undefined, []]);
  await visit.expectQuiet();
}

test("where Trusted Types are known, no text becomes markup or the address of a script", async () => {
  const visit = await site.visit();
  const refused = await visit.page.evaluate(() => {
    const attempts = {
      innerHTML: () => (document.body.innerHTML = "<p>x"),
      outerHTML: () => (document.body.outerHTML = "<p>x"),
      write: () => document.write("<p>x"),
      parser: () => new DOMParser().parseFromString("<p>x", "text/html"),
      worker: () => new Worker("./worker.js"),
      script: () => (document.createElement("script").src = "./boot.js"),
      policy: () => globalThis.trustedTypes.createPolicy("another", {}),
      ownScript: () => globalThis.qingce.ownScript("../x.js"),
    };
    const names = Object.entries(attempts).filter(([, attempt]) => {
      try {
        attempt();
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    });
    return names.map(([name]) => name);
  });
  assert.deepEqual(refused, ["innerHTML", "outerHTML", "write", "parser", "worker", "script", "policy", "ownScript"]);
  assert.match(String(await visit.page.evaluate(() => globalThis.qingce.ownScript("worker.js"))), /\/a\/worker\.js$/);
  await visit.close({ violation: true });
});

test("a hostile name from a file stays a text on every page", async () => {
  const visit = await site.visit();
  const { page } = visit;
  await drawn(page);
  const name = JSON.stringify(`${MARKUP}\u202e شركة`);
  await page.locator("input[type=file]").setInputFiles(file(`${MARKUP}.toml`, `name = ${name}\nregion = "xining"\n\n[notes]\nregion = ${name}\n`));
  // What is not seen was left out, and that is said.
  await page.getByText("含有看不见的字符").first().waitFor();
  assert.equal(await page.getByLabel("企业名称", { exact: true }).inputValue(), `${MARKUP} شركة`);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expectInert(visit);
  for (const one of [...PAGES.slice(1), PAGES[0]]) {
    await goTo(page, one);
    await expectInert(visit);
  }
  // Neither does what runs from right to left turn anything around it.
  assert.equal(await page.locator("#main h2").first().evaluate((one) => getComputedStyle(one).unicodeBidi), "isolate");
  // From this browser's memory it comes back the same.
  await page.reload();
  await drawn(page);
  await expectInert(visit);
  await visit.close();
});

test("names of a megabyte and files of ten are refused with a notice, and what is in hand stays", async () => {
  const visit = await site.visit();
  const { page } = visit;
  await drawn(page);
  const before = await page.locator(".figure-after .exact").innerText();
  const input = page.locator("input[type=file]");
  await input.setInputFiles(file("long.toml", `name = "${"长".repeat(300_000)}"\n`));
  await page.getByText("太长，最多4000个字").first().waitFor();
  await input.setInputFiles(file("large.toml", "#".repeat(10_000_000)));
  await page.getByText("超过 1 MB").first().waitFor();
  await input.setInputFiles(file("deep.json", `{"facts": ${"[".repeat(200_000)}`));
  await page.locator(".notice.warning").nth(2).waitFor();
  assert.equal(await page.locator(".figure-after .exact").innerText(), before);
  await visit.expectQuiet();
  await visit.close();
});

test("what others wrote into this browser's memory starts no page in trouble", async () => {
  const hostile = JSON.stringify({ list: [["1", { name: MARKUP, period: "x", rulebook: "0", total: "<b>", complete: "", facts: { region: MARKUP, "__proto__": "1" }, rows: { line: "255" }, notes: {}, readings: {}, supplied: {}, off: [MARKUP] }]] });
  for (const text of [hostile, "[[[["]) {
    const visit = await site.visit({ load: false });
    await visit.page.addInitScript((value) => {
      for (const name of ["enterprises", "hand", "language", "theme", "elder", "comparisons", "reforms"]) localStorage.setItem(`qingce.${name}`, value);
      for (const name of ["hand", "comparison"]) sessionStorage.setItem(`qingce.${name}`, value);
    }, text);
    await visit.page.goto(visit.address);
    await drawn(visit.page);
    for (const name of ["compare", "reform"]) await goTo(visit.page, name);
    await expectInert(visit);
    await visit.close();
  }
});

test("a hostile rulebook is shown as text or refused", async () => {
  const visit = await site.visit({ hash: "#/changes" });
  const { page } = visit;
  const { url } = visit.log.requests.find((request) => request.url.includes("/rules/"));
  const text = await (await fetch(url)).text();
  const escaped = MARKUP.replaceAll('"', '\\"');
  const turned = text.replace(/(\[lever\.rd_subsidy\][^[]*?zh = ")/, `$1${escaped}`);
  assert.notEqual(turned, text);
  const input = page.getByLabel("另一个规则库");
  await input.setInputFiles(file("a.txt", turned));
  await page.getByText("<img src=x").first().waitFor();
  await expectInert(visit);
  await input.setInputFiles(file("b.txt", turned.replace("<b>甲", "\\u202e")));
  await page.getByText("R0117").first().waitFor();
  await expectInert(visit);
  await visit.close();
});

test("every lever stands alone at its address", async () => {
  const ids = readdirSync(new URL("rules/qinghai/", ROOT))
    .filter((name) => name.endsWith(".toml"))
    .flatMap((name) => [...readFileSync(new URL(`rules/qinghai/${name}`, ROOT), "utf8").matchAll(/^\[lever\.(\w+)\]/gm)])
    .map(([, id]) => id);
  assert.ok(ids.length > 100, `${ids.length}`);
  const visit = await site.visit();
  const { page } = visit;
  await drawn(page);
  // A sixth of them here; `ui_embedding.rs` looks at all without a browser.
  for (const id of ids.filter((_, at) => at % 6 === 0)) {
    const before = await page.locator("#main h2").first().textContent();
    await page.evaluate((hash) => (location.hash = hash), `#/lever/${id}`);
    await page.waitForFunction((old) => ![undefined, old].includes(document.querySelector("#main h2#result")?.textContent), before);
    assert.equal(await page.locator("#main .trouble").count(), 0, id);
    assert.ok((await page.locator("#main section.levers li").count()) > 0, id);
  }
  await visit.expectQuiet();
  await page.evaluate(() => (location.hash = "#/lever/<img src=x>"));
  await page.locator("#main .trouble").waitFor();
  await expectInert(visit);
  await visit.close();
});
