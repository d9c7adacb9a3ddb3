// The pictures of the READMEs, from the page as built: docs/images/page.zh.png, page.en.png, portal.png.
//
// After `cargo xtask build`: `node tests/browser/screenshots.mjs`.

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { ENGLISH, openSite } from "./harness.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const VIEW = { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1.4 };

/** The third preset, so that the picture shows the enterprise of the first command in the README. */
async function picture(site, name, options, preset) {
  const visit = await site.visit({ ...VIEW, ...options });
  const { page } = visit;
  if (options.language) await page.getByRole("button", { name: options.language }).click();
  await page.getByText(preset, { exact: true }).first().click();
  await page.getByText("5,114,660.72").first().waitFor();
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

mkdirSync(FOLDER, { recursive: true });
const site = await openSite();
try {
  await picture(site, "page.zh.png", {}, "科技型中小企业");
  await picture(site, "page.en.png", { ...ENGLISH, language: "English" }, "Technology SME");
  await portal(site);
} finally {
  await site.close();
}
