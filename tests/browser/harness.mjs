// What every browser spec needs: the site served with its strict policy, a Chromium, and a page
// whose every request and console message is on record.
//
//   const site = await openSite();                       // once per file: server and browser
//   const visit = await site.visit({ hash: "#/…" });      // a fresh page in a fresh profile
//   await visit.page.getByRole("heading").click();        // playwright from here on
//   await visit.expectQuiet();                            // no error, no foreign request
//   await visit.close();  await site.close();
//
// Two records are kept of what is asked for. Each visit keeps that of its pages, frames and workers: it ends
// with an error if anything but the page's own files was asked for, or if a policy was violated. Each browser
// reaches other machines only through a proxy that answers nobody: the site ends with an error if it was asked.
//
// Run by `cargo xtask test`; alone, after `cargo xtask build`: `node --test tests/browser/*.test.mjs`
// (after `cargo xtask build --quick`, with QINGCE_QUICK=1 before it).

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { accessSync, constants, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "..", "..");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// What service workers ask for is on record too; read by playwright when a browser is started.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = "1";

/** Where screenshots and printed pages go; not under version control. */
export const ARTIFACTS = join(HERE, "artifacts");

/** The program may do nothing but draw the page: no update checks, no first-run traffic. */
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Ways of looking at the page, for `site.visit`. */
export const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
export const DARK = { colorScheme: "dark" };
export const ENGLISH = { locale: "en-US" };

/**
 * The browser's own services, which no switch silences, and the bare words it asks for to learn what
 * network it is in: they are refused like any other.
 */
const OF_THE_BROWSER = /(^|\.)(google|googleapis|googleusercontent|gstatic|gvt1|chrome|chromium)\.(com|org)$|^[^.]+$/;

/** The first part of every page's address, as `src/ui/pages.rs` lists them. */
export const PAGES = [...readFileSync(join(ROOT, "src/ui/pages.rs"), "utf8").matchAll(/listed\(\s*Page::\w+,\s*"([\w-]+)"/g)].map(
  ([, name]) => name,
);

/** Goes to a page by its address and waits until its heading stands. */
export async function goTo(page, name) {
  const before = await page.locator("#main h2").first().textContent();
  await page.evaluate((hash) => (location.hash = hash), `#/${name}`);
  await page.waitForFunction(
    ([hash, old]) => location.hash.startsWith(hash) && ![undefined, "", old].includes(document.querySelector("#main h2")?.textContent),
    [`#/${name}`, before],
  );
  // The calculator in the preview is a page of its own: one that is left while it loads gives up aloud.
  if (name === "embed" && page.url().startsWith("http")) await page.waitForFunction(() => globalThis.__seen.results > 0);
}

/** For `addInitScript`: every storage is forbidden, as by a setting of the browser. */
export function forbidStorage() {
  for (const name of ["localStorage", "sessionStorage", "caches", "indexedDB"]) {
    Object.defineProperty(globalThis, name, {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  }
}

/** Starts the server and the browser. `base` serves the site below a sub-path. */
export async function openSite({ base = "/" } = {}) {
  const server = await serve(base);
  let opened;
  try {
    opened = await openBrowser();
  } catch (error) {
    server.stop();
    throw error;
  }
  const { browser } = opened;
  const own = { url: server.url, files: OWN };
  return {
    /** The address of the site, with its closing slash. */
    url: server.url,
    /** The address of the demo portal, of another origin. */
    portal: server.portal,
    browser,
    /** Hosts of other machines that were asked for, by whomever. */
    asked: opened.asked,
    visit: (options) => visit(browser, [own], options),
    /** The demo portal, with the calculators in it. */
    visitPortal: (options) => visit(browser, [{ url: server.portal, files: OF_PORTAL }, own], { load: false, ...options }),
    /** The same files at another address: those of another server, or one file on disk. */
    visitCopy: (url, options) => visit(browser, [{ url, files: OWN }], { load: false, ...options }),
    async close() {
      try {
        await opened.close();
      } finally {
        await server.stop();
      }
    },
  };
}

/** Starts the browser alone, for tests of what is not the site. Closing it fails if it asked for other hosts. */
export async function openBrowser() {
  const proxy = await refusing();
  let browser;
  try {
    browser = await chromium.launch({
      executablePath: findChromium(),
      args: [...FLAGS, `--proxy-server=${proxy.address}`],
      // The flags above say all there is; playwright's own headless switch is the old one.
      ignoreDefaultArgs: ["--headless", "--hide-scrollbars"],
    });
  } catch (error) {
    proxy.stop();
    throw error;
  }
  return {
    browser,
    /** Hosts of other machines that were asked for, by whomever. */
    asked: proxy.asked,
    async close() {
      await browser.close();
      proxy.stop();
      assert.deepEqual(proxy.asked.filter((host) => !OF_THE_BROWSER.test(host)), []);
    },
  };
}

/** A proxy that refuses whatever it is asked and remembers the host. What is on this machine goes past it. */
async function refusing() {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(URL.canParse(request.url) ? new URL(request.url).hostname : request.url);
    response.writeHead(502).end();
  });
  server.on("connect", (request, socket) => {
    asked.push(request.url.replace(/:\d+$/, ""));
    socket.on("error", () => {}); // The browser may have hung up.
    socket.end("HTTP/1.1 502 refused\r\n\r\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { asked, address: `http://127.0.0.1:${server.address().port}`, stop };
}

/**
 * Opens a page in a fresh profile; options are playwright's context options and `hash`, `path`.
 *
 * `bases` are the places whose files may be asked for; the first is visited.
 */
async function visit(browser, bases, { hash = "", path = "", load = true, ...options } = {}) {
  const context = await browser.newContext({
    locale: "zh-CN",
    reducedMotion: "reduce",
    // What is served must be what was built; `offline.test.mjs` is about the worker.
    serviceWorkers: "block",
    ...options,
  });
  const log = { requests: [], console: [], errors: [] };
  record(context, log);
  await context.addInitScript(watch);
  const page = await context.newPage();
  const address = new URL(path + hash, bases[0].url).href;
  const self = {
    page,
    context,
    /** `requests`: {url, type, status}; `console`: {type, text}; `errors`: uncaught ones. */
    log,
    address,
    expectQuiet: () => expectQuiet(self, bases),
    /** `inputToPaint`, `longTasks` (over 50 ms): milliseconds each, since the page was opened. */
    timings: () => page.evaluate(() => globalThis.__seen),
    axe: (rules) => axe(page, rules),
    expectAccessible: () => expectAccessible(page),
    screenshot: (name, more) => screenshot(page, name, more),
    print: (name) => printed(page, name),
    /**
     * Ends the visit; fails if anything but the files allowed was asked for, or a policy was violated.
     * `foreign` and `violation` say that the test did so on purpose.
     */
    async close({ foreign = false, violation = false } = {}) {
      await context.close();
      assert.deepEqual(
        { strangers: foreign ? [] : strangers(log, bases), reports: violation ? [] : reports(log) },
        { strangers: [], reports: [] },
      );
    },
  };
  if (load) {
    await page.goto(address);
    await started(page);
  }
  return self;
}

/** Runs in the page before anything of its own: what only the page itself can notice. */
function watch() {
  const seen = { violations: [], inputToPaint: [], longTasks: [], results: 0 };
  globalThis.__seen = seen;
  addEventListener("qingce-result", () => (seen.results += 1));
  addEventListener("securitypolicyviolation", (event) => {
    seen.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });
  // From the input event to the first task after the frame that shows what it changed.
  const toPaint = (event) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => seen.inputToPaint.push(performance.now() - event.timeStamp);
      port2.postMessage(null);
    });
  };
  addEventListener("input", toPaint, { capture: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
}

/** The value below which `share` percent of the list lie (nearest rank). */
export function percentile(list, share) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)];
}

/** Waits until the application has drawn in place of the page it starts from. */
export async function started(page) {
  await page.waitForFunction(() => {
    const app = document.getElementById("app");
    return app === null || (app.childElementCount > 0 && !document.getElementById("boot-status"));
  });
}

/** Everything of a context: its pages, their frames and windows, its service workers. */
function record(context, log) {
  context.on("request", (request) => {
    log.requests.push({ url: request.url(), type: request.resourceType() });
  });
  // A page that is left gives its questions up, and with them a worker that is still loading.
  const givenUp = /\/(worker\.js|studio\.js|studio_bg\.wasm)$/;
  context.on("requestfailed", (request) => {
    if (request.failure()?.errorText === "net::ERR_ABORTED" && givenUp.test(request.url())) return;
    log.errors.push(`request failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) log.errors.push(`${response.status()} for ${response.url()}`);
  });
  context.on("console", (message) => log.console.push({ type: message.type(), text: message.text() }));
  context.on("weberror", (web) => log.errors.push(`uncaught: ${web.error().message}`));
}

/** The files a page may ask for, after the address of the site; nothing else, and no other host. */
const OWN = new RegExp(
  "^(index\\.html|boot\\.js|worker\\.js|sw\\.js|icon\\.svg|manifest\\.webmanifest|" +
    "(app|studio)(\\.js|_bg\\.wasm)|style/(app|studio)\\.css|rules/[0-9a-f]{64}\\.txt|" +
    "coverage\\.txt|(embed|frame)\\.js|demo/[\\w./-]*|xlsx(\\.js|_bg\\.wasm))?$",
);

/** The files of the demo portal. */
const OF_PORTAL = /^(demo\.(js|css))?$/;

/** What a visit asked for that is none of the files allowed. */
function strangers(log, bases) {
  const known = (address) => {
    const [page] = address.split(/[?#]/, 1);
    return bases.some(({ url, files }) => page.startsWith(url) && files.test(page.slice(url.length)));
  };
  const asked = log.requests.map((request) => request.url);
  return asked.filter((address) => !/^(data|blob|about):/.test(address) && !known(address));
}

/** What the browser said on the console about violated policies: its word outlives the page. */
function reports(log) {
  const said = log.console.filter(({ type }) => type === "error" || type === "warning");
  return said.map(({ text }) => text).filter((text) => /content.security.policy|trusted ?(type|html|script)/i.test(text));
}

/** Fails on any console error or warning, policy violation, failed request or foreign host. */
async function expectQuiet({ page, log }, bases) {
  const loud = log.console
    .filter(({ type }) => type === "error" || type === "warning")
    // The tool's own word on `serviceWorkers: "block"`.
    .filter(({ text }) => text !== "Service Worker registration blocked by Playwright");
  const violations = [];
  for (const frame of page.frames()) {
    violations.push(...(await frame.evaluate(() => globalThis.__seen?.violations ?? [])));
  }
  assert.deepEqual(
    { foreign: strangers(log, bases), loud, violations, errors: log.errors },
    { foreign: [], loud: [], violations: [], errors: [] },
  );
}

/** Runs axe on the page and returns its violations; `rules` limits it to the rules named. */
async function axe(page, rules) {
  // As a script element it would break the page's own policy; evaluated by the tool it does not.
  await page.evaluate(AXE);
  const options = rules === undefined ? {} : { runOnly: { type: "rule", values: rules } };
  const { violations } = await page.evaluate((given) => globalThis.axe.run(document, given), options);
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.target.join(" ")),
  }));
}

async function expectAccessible(page) {
  assert.deepEqual(await axe(page), []);
}

/** Saves what the page looks like as `artifacts/NAME.png` and returns the bytes. */
async function screenshot(page, name, more = {}) {
  mkdirSync(ARTIFACTS, { recursive: true });
  return page.screenshot({ path: join(ARTIFACTS, `${name}.png`), fullPage: true, ...more });
}

/** Prints the page to `artifacts/NAME.pdf` on A4, as the browser would, and returns the bytes. */
async function printed(page, name) {
  mkdirSync(ARTIFACTS, { recursive: true });
  return page.pdf({ path: join(ARTIFACTS, `${name}.pdf`), format: "A4", preferCSSPageSize: true });
}

/** The Chromium to use: QINGCE_CHROMIUM, CHROMIUM, or the first in PATH. */
function findChromium() {
  const given = process.env.QINGCE_CHROMIUM ?? process.env.CHROMIUM;
  if (given) return given;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here: the next one.
      }
    }
  }
  throw new Error("no Chromium found; set CHROMIUM to the program's path");
}

/** Serves dist/site (or dist/quick) on a free port; resolves when the server has said where it is. */
async function serve(base) {
  const quick = process.env.QINGCE_QUICK ? ["--quick"] : [];
  const options = ["serve", ...quick, "--no-build", "--no-open", "--port", "0", "--base", base];
  const xtask = process.env.QINGCE_XTASK;
  const [command, before] = xtask ? [xtask, []] : ["cargo", ["xtask"]];
  const child = spawn(command, [...before, ...options], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const broke = new Promise((_, reject) => child.once("error", reject));
  const stop = () => {
    child.kill();
    return ended;
  };
  const said = (async () => {
    const found = [];
    for await (const line of createInterface({ input: child.stdout })) {
      found.push(...(line.match(/http:\/\/\S+/) ?? []));
      // The calculator's address, then the demo portal's.
      if (found.length === 2) return { url: found[0], portal: found[1], stop };
    }
    throw new Error("the server ended without saying its addresses");
  })();
  return Promise.race([said, broke]);
}
