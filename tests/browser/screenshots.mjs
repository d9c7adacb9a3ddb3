// The pictures of the READMEs, from the page as built: docs/images/page.LANG.png, elder.LANG.png, portal.png.
//
// After `cargo xtask build`: `node tests/browser/screenshots.mjs`.

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { ENGLISH, openSite } from "./harness.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));
/** Large mode is shown at its own size. */
const LARGE = { viewport: { width: 1280, height: 980 }, deviceScaleFactor: 0.8 };
const VIEW = { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1.4 };

/** The third preset, so that the picture shows the enterprise of the first command in the README. */
async function picture(site, name, { language, large, ...options }, preset) {
  const visit = await site.visit({ ...(large ? LARGE : VIEW), ...options });
  const { page } = visit;
  if (language) await page.getByRole("button", { name: language }).click();
  await page.getByText(preset, { exact: true }).first().click();
  await page.getByText("5,114,660.72").first().waitFor();
  if (large) {
    await page.getByRole("button", { name: large }).click();
    await page.locator(".section > summary").first().click();
    await page.evaluate(() => scrollTo(0, 0));
  }
  await page.evaluate(() => {
    for (const part of document.querySelectorAll("*")) part.style.scrollbarWidth = "none";
  });
  await page.screenshot({ path: `${FOLDER}${name}` });
  await visit.expectQuiet();
  await visit.close();
}

/** The demo portal: two of its three calculators, one in large mode. */
async function portal(site) {
  const visit = await site.visitPortal({ viewport: { width: 1280, height: 1000 },  });
  const { page } = visit;
  await page.addInitScript(() => {
    const told = (globalThis.__told = new Set());
    document.addEventListener("qingce-result", ({ target }) => told.add(target.id));
  });
  await page.goto(site.portal);
  await page.waitForFunction(() => globalThis.__told.size === 3);
  await page.locator("section").nth(1).evaluate((section) => section.scrollIntoView());
  // Drawn once it is in sight.
  await page.waitForTimeout(1000);
  await page.screenshot({ path: `${FOLDER}portal.png` });
  await visit.close();
}

/** The recap sheet of the same enterprise, from its cover to the first amounts, as it stands on paper. */
async function sheet(site, name, options, preset) {
  const visit = await site.visit({ viewport: { width: 1000, height: 1000 }, ...options });
  const { page } = visit;
  if (options.language) await page.getByRole("button", { name: options.language }).click();
  await page.getByText(preset, { exact: true }).first().click();
  await page.getByText("5,114,660.72").first().waitFor();
  await page.evaluate(() => (location.hash = "#/sheet"));
  await page.locator(".sheet-amounts tbody tr").first().waitFor();
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => {
    document.body.style.padding = "24px";
    document.documentElement.style.scrollbarWidth = "none";
  });
  await page.screenshot({ path: `${FOLDER}${name}`, clip: { x: 0, y: 0, width: 1000, height: 1000 } });
  await visit.expectQuiet();
  await visit.close();
}

mkdirSync(FOLDER, { recursive: true });
const site = await openSite();
try {
  await picture(site, "page.zh.png", {}, "科技型中小企业");
  await picture(site, "page.en.png", { ...ENGLISH, language: "English" }, "Technology SME");
  await picture(site, "elder.zh.png", { large: "长辈模式" }, "科技型中小企业");
  await picture(site, "elder.en.png", { ...ENGLISH, language: "English", large: "Large mode" }, "Technology SME");
  await portal(site);
  await sheet(site, "sheet.zh.png", {}, "科技型中小企业");
  await sheet(site, "sheet.en.png", { ...ENGLISH, language: "English" }, "Technology SME");
} finally {
  await site.close();
}
