// The shell around the application: it starts, stays quiet, and is what a portal can host.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { DARK, ENGLISH, openSite, percentile, PHONE, started } from "./harness.mjs";

let site;
before(async () => {
  site = await openSite({ base: "/portal/qingce/" });
});
after(() => site?.close());

test("the page starts below a sub-path, without a word on the console or to another host", async () => {
  const visit = await site.visit();
  assert.match(await visit.page.title(), /青策/);
  assert.ok(await visit.page.getByRole("heading").first().isVisible());
  await visit.expectQuiet();
  await visit.screenshot("shell");
  await visit.close();
});

test("a foreign request, a policy violation and a console error are each noticed", async () => {
  const offences = {
    foreign: () => fetch("http://127.0.0.2:9/").catch(() => {}),
    violation: () => document.body.setAttribute("style", "color: red"),
    console: () => console.error("heard"),
    uncaught: () => void setTimeout(() => { throw new Error("seen"); }),
  };
  for (const [name, offence] of Object.entries(offences)) {
    const visit = await site.visit();
    await visit.page.evaluate(offence);
    await visit.page.waitForTimeout(0);
    await assert.rejects(() => visit.expectQuiet(), assert.AssertionError, name);
    await visit.close({ foreign: true, violation: true });
  }
});

test("axe finds nothing on the page, and finds each fault put into it", async () => {
  const visit = await site.visit();
  await visit.expectAccessible();
  await visit.page.evaluate(() => {
    document.documentElement.lang = "";
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".pale { color: #bbb; background: #fff }");
    document.adoptedStyleSheets.push(sheet);
    const main = document.querySelector("main") ?? document.body;
    main.append(document.createElement("input"));
    const pale = document.createElement("p");
    pale.className = "pale";
    pale.textContent = "看不清";
    main.append(pale);
  });
  const found = (await visit.axe()).map(({ id }) => id);
  for (const fault of ["label", "color-contrast", "html-has-lang"]) {
    assert.ok(found.includes(fault), `${fault} in ${found}`);
  }
  await visit.close();
});

test("the page fits a phone", async () => {
  const visit = await site.visit(PHONE);
  // A phone widens its window to what does not fit: the screen is what counts.
  const content = await visit.page.evaluate(() => document.documentElement.scrollWidth);
  const { width } = PHONE.viewport;
  assert.ok(content <= width, `${content} px in ${width} px`);
  await visit.expectQuiet();
  await visit.close();
});

test("the page is legible in the dark and prints", async () => {
  const visit = await site.visit(DARK);
  await visit.expectAccessible();
  await visit.screenshot("shell-dark");
  const paper = await visit.print("shell");
  assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
  await visit.close();
});

test("the time from an input to its paint is measured", async () => {
  const visit = await site.visit();
  await visit.page.evaluate(() => {
    const slow = document.createElement("input");
    slow.id = "slow";
    slow.addEventListener("input", () => {
      const until = performance.now() + 80;
      while (performance.now() < until);
    });
    document.body.append(slow);
  });
  await visit.page.locator("#slow").pressSequentially("123");
  await visit.page.waitForFunction(() => globalThis.__seen.inputToPaint.length === 3);
  const { inputToPaint, longTasks } = await visit.timings();
  assert.ok(percentile(inputToPaint, 95) >= 80, `${inputToPaint}`);
  assert.ok(longTasks.length >= 3, `${longTasks}`);
  await visit.close();
});

test("every answer carries the policy, the page repeats it, and a known file is not sent again", async () => {
  const page = await fetch(site.url);
  const policy = page.headers.get("content-security-policy");
  const html = await page.text();
  const repeated = html.match(/Content-Security-Policy" content="([^"]*)"/)?.[1];
  // Who may embed the page can only be said in a header.
  assert.equal(`${repeated}; frame-ancestors 'self' ${new URL(site.portal).origin}`, policy);
  const types = {
    "boot.js": /^text\/javascript/,
    "worker.js": /^text\/javascript/,
    "app_bg.wasm": /^application\/wasm$/,
    "style/app.css": /^text\/css/,
    "no/such/file": /^text\/plain/,
  };
  for (const [name, type] of Object.entries(types)) {
    const answer = await fetch(site.url + name);
    assert.match(answer.headers.get("content-type"), type, name);
    assert.equal(answer.headers.get("content-security-policy"), policy, name);
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff", name);
  }
  const first = await fetch(`${site.url}boot.js`);
  const again = await fetch(`${site.url}boot.js`, {
    headers: { "if-none-match": first.headers.get("etag") },
  });
  assert.equal(again.status, 304);
});

test("nothing outside the site is served", async () => {
  const { origin } = new URL(site.url);
  for (const path of ["/", "/Cargo.toml", "/portal/qingce/%2e%2e/Cargo.toml", "/portal/qingce/.git"]) {
    assert.equal((await fetch(origin + path)).status, 404, path);
  }
  const posted = await fetch(site.url, { method: "POST" });
  assert.equal(posted.status, 405);
  const bare = await fetch(site.url.slice(0, -1), { redirect: "manual" });
  assert.equal(bare.headers.get("location"), "/portal/qingce/");
});

test("a browser without what the calculator stands on gets a plain page that says so", async () => {
  const visit = await site.visit({ ...ENGLISH, load: false });
  await visit.context.addInitScript(() => {
    delete globalThis.WebAssembly;
  });
  await visit.page.goto(visit.address);
  const status = visit.page.locator("#boot-status");
  await status.filter({ hasText: "WebAssembly" }).waitFor();
  assert.ok(await visit.page.getByText("This browser lacks WebAssembly").isVisible());
  await visit.expectQuiet();
  await visit.expectAccessible();
  await visit.close();
});

test("where a policy forbids WebAssembly the page says so and what to do", async () => {
  const visit = await site.visit({ load: false });
  await visit.context.route(visit.address, async (route) => {
    const answer = await route.fetch();
    const without = (text) => text.replace(" 'wasm-unsafe-eval'", "");
    const headers = answer.headers();
    headers["content-security-policy"] = without(headers["content-security-policy"]);
    await route.fulfill({ response: answer, headers, body: without(await answer.text()) });
  });
  await visit.page.goto(visit.address);
  await visit.page.getByText("此环境禁止运行 WebAssembly").waitFor();
  assert.ok(await visit.page.getByText("WebAssembly is forbidden here").isVisible());
  await visit.expectAccessible();
  await visit.screenshot("shell-forbidden");
  await visit.close({ violation: true });
});

test("what is loaded later and is of another build is refused, and the page says to reload", async () => {
  const visit = await site.visit();
  await visit.context.route("**/studio_bg.wasm", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: Buffer.concat([await answer.body(), Buffer.from([0])]) });
  });
  await visit.page.getByRole("link", { name: "政策库" }).click();
  await visit.page.getByRole("alert").filter({ hasText: "网站已更新，请刷新本页" }).waitFor();
  await visit.close();
});

// What a server in trouble answers in place of a file.
const TROUBLES = {
  "not there": (route) => route.fulfill({ status: 404, contentType: "text/plain", body: "not found" }),
  "cut off": async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.body()).subarray(0, 1000) });
  },
  "another page": (route) => route.fulfill({ contentType: "text/html", body: "<h1>Please log in</h1>" }),
  "no answer": (route) => route.abort(),
};

for (const [trouble, answer] of Object.entries(TROUBLES)) {
  test(`the page is never blank: a file that is ${trouble} leaves the plain page with a reason and advice`, async () => {
    for (const file of ["app_bg.wasm", "rules/*.txt", "app.js", "boot.js"]) {
      const visit = await site.visit({ load: false });
      await visit.context.route(`**/${file}`, answer);
      await visit.page.goto(visit.address);
      const plain = visit.page.locator("main.boot");
      // Without boot.js nobody is there to give the reason.
      if (file !== "boot.js") await plain.getByText(/The calculator could not start: \S/).waitFor();
      assert.ok(await plain.getByText("please use Chrome or Edge").isVisible(), file);
      await visit.close();
    }
  });
}

test("without its style the page still computes", async () => {
  const visit = await site.visit({ load: false });
  await visit.context.route("**/style/*.css", TROUBLES["not there"]);
  await visit.page.goto(visit.address);
  await started(visit.page);
  await visit.page.locator(".figure-after .exact").waitFor();
  await visit.close();
});

test("without JavaScript the page says what it needs", async () => {
  const visit = await site.visit({ javaScriptEnabled: false, load: false });
  await visit.page.goto(visit.address);
  assert.ok(await visit.page.locator("noscript p").first().isVisible());
  await visit.close();
});

test("a worker loads the studio under the policy and refuses a job it does not know", async () => {
  const visit = await site.visit();
  const messages = await visit.page.evaluate(async () => {
    const worker = new Worker(globalThis.qingce.ownScript("worker.js"), { type: "module" });
    const heard = [];
    const answered = new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }) => {
        heard.push(data);
        if (data.id === 7 || data.fatal) resolve();
      };
    });
    const name = performance.getEntriesByType("resource").find(({ name }) => name.includes("/rules/")).name;
    worker.postMessage({ rules: await (await fetch(name)).text() });
    worker.postMessage({ id: 7, job: "no-such-job", input: null });
    await answered;
    worker.terminate();
    return heard;
  });
  assert.deepEqual(messages[0], { ready: true });
  assert.equal(messages[1].id, 7);
  assert.ok(messages[1].error, "an error is named");
  await visit.expectQuiet();
  await visit.close();
});

test("the application starts again on a page that is loaded twice", async () => {
  const visit = await site.visit();
  await visit.page.reload();
  await started(visit.page);
  await visit.expectQuiet();
  await visit.close();
});
