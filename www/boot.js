// Starts the program of the page asked for, or says plainly why it cannot.
//
// The page is two programs, each a WebAssembly module of its own: `app` (calculator and sheet, what a
// first visit loads) and `studio` (every other page, loaded when one is visited). The address says
// which is wanted. Going from one to the other takes the old one's page away and hands what is
// entered to the new one, as text. Both compute with the rulebook in RULES, fetched once.
//
// `cargo xtask build` puts in what this build is made of, so that a page never mixes two: what is
// loaded later is refused if it is not of the same build. In the single-file page everything stands
// inside, in blocks of base64 whose ids begin with `inside:`, and nothing is fetched.

/** The rulebook of this build; `cargo xtask build` puts its hash in. */
const RULES = "./rules/RULEBOOK.txt";

/** First parts of addresses that belong to `app`; any other is the studio's. See `src/ui/route.rs`. */
const OF_APP = ["", "assess", "sheet", "amount", "lever", "s"];

/** What the programs stand on, and whether this browser has it. */
const NEEDS = [
  ["WebAssembly", () => typeof WebAssembly.instantiate === "function"],
  ["BigInt", () => typeof BigInt64Array === "function"],
  ["Worker", () => typeof Worker === "function"],
];

/** The names of what is missing. */
function missing() {
  return NEEDS.filter(([, present]) => {
    try {
      return !present();
    } catch {
      return true;
    }
  }).map(([name]) => name);
}

/** Puts the reason in the place of "loading", in both languages; the advice below it stays. */
function showPlainPage(zh, en) {
  const status = document.getElementById("boot-status");
  if (status === null) return; // A program has drawn already; its own page is kept.
  const english = document.createElement("p");
  english.lang = "en";
  english.textContent = en;
  status.textContent = zh;
  status.after(english);
}

/** Says above a page that is drawn why another could not be. */
function showRefusal(zh, en) {
  const bar = document.createElement("div");
  bar.setAttribute("role", "alert");
  bar.className = "breakdown";
  bar.textContent = `${zh} ${en}`;
  document.body.prepend(bar);
  addEventListener("hashchange", () => bar.remove(), { once: true });
}

const at = (name) => new URL(name, import.meta.url);

/** What may be run besides what the page itself names. */
const SCRIPTS = ["worker.js", "sw.js", "embed.js"];

let trust;

/** The address of one of SCRIPTS: where browsers know Trusted Types, no other becomes one of a script. */
function ownScript(name) {
  if (SINGLE || !SCRIPTS.includes(name)) throw new TypeError(`no script of this page: ${name}`);
  const { href } = at(`./${name}`);
  trust ??= globalThis.trustedTypes?.createPolicy("qingce", {
    createScriptURL: (address) => {
      if (SCRIPTS.some((own) => at(`./${own}`).href === address)) return address;
      throw new TypeError(`no script of this page: ${address}`);
    },
  });
  return trust === undefined ? href : trust.createScriptURL(href);
}

/** SHA-256 of the files of this build, as `fetch` takes it. */
const DIGESTS = {};

/** The block of the single-file page that stands for a file; none on a served page. */
const inside = (name) => document.getElementById(`inside:${name.slice(2)}`);

const SINGLE = inside(RULES) !== null;

async function fetched(name) {
  const block = inside(name);
  if (block !== null) return new Response(bytes(block.textContent), { headers: typed(name) });
  const integrity = DIGESTS[name.slice(2)];
  let answer;
  try {
    answer = await fetch(at(name), integrity === undefined ? {} : { integrity });
  } catch (error) {
    if (integrity === undefined || SINGLE || !(await reachable(name))) throw error;
    throw new Error("网站已更新，请刷新本页 / the site was updated, please reload");
  }
  if (!answer.ok) throw new Error(`${answer.status} ${name}`);
  return answer;
}

/** Whether a file is there at all: then it is of another build. */
async function reachable(name) {
  return fetch(at(name)).then((answer) => answer.ok, () => false);
}

const typed = (name) => ({
  "content-type": name.endsWith(".wasm") ? "application/wasm" : "text/plain; charset=utf-8",
});

function bytes(base64) {
  return Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));
}

/** The JavaScript side of a program: a module beside this one, or a script of the single file. */
async function glued(name) {
  if (SINGLE) {
    const glue = globalThis[`qingce_${name}`];
    return { start: glue, Program: glue.Program, write: glue.write };
  }
  const file = `./${name}.js`;
  if (shown !== undefined) await fetched(file); // Of this build, or refused.
  const glue = await import(file);
  return { start: glue.default, Program: glue.Program, write: glue.write };
}

/** Does something once; a failure is not kept, so that it can be tried again. */
function once(work) {
  let kept;
  return () => (kept ??= work().catch((error) => {
    kept = undefined;
    throw error;
  }));
}

const rules = once(async () => (await fetched(RULES)).text());

const PROGRAMS = {
  app: once(() => load("app")),
  studio: once(async () => {
    const [program] = await Promise.all([load("studio"), style("./style/studio.css")]);
    return program;
  }),
};

async function load(name) {
  const [glue, wasm, text] = await Promise.all([
    glued(name),
    fetched(`./${name}_bg.wasm`),
    rules(),
  ]);
  await glue.start({ module_or_path: wasm });
  return glue.Program.load(text);
}

function style(name) {
  if (SINGLE) return undefined; // It stands in the page.
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.integrity = DIGESTS[name.slice(2)] ?? "";
    link.href = at(name).href;
    link.onload = resolve;
    link.onerror = () => reject(new Error(name));
    document.head.append(link);
  });
}

/** Whether an error says that a policy forbids WebAssembly, which browsers word each in its way. */
function isForbidden(error) {
  const { CompileError } = WebAssembly;
  return error instanceof CompileError && /policy|disallowed|unsafe-eval|csp/i.test(error.message);
}

/** The program the address asks for. */
function wanted() {
  const { hash } = location;
  if (!hash.startsWith("#/")) return "app";
  return OF_APP.includes(hash.slice(2).split("/", 1)[0]) ? "app" : "studio";
}

/** The program that is drawn, and the address it was last at. */
let shown;
let address = location.hash;
let turn = 0;

/** Draws what the address asks for. */
async function show() {
  const name = wanted();
  const mine = ++turn;
  if (shown?.name === name) {
    address = location.hash;
    return;
  }
  try {
    const program = await PROGRAMS[name]();
    // The address may have moved on while this was loading.
    if (mine !== turn) return;
    const workspace = shown?.program.leave();
    shown = { name, program };
    address = location.hash;
    program.start(workspace);
    if (workspace !== undefined) {
      scrollTo(0, 0);
      requestAnimationFrame(() => document.getElementById("main")?.focus({ preventScroll: true }));
    }
  } catch (error) {
    if (mine !== turn) return;
    console.error(error);
    if (shown === undefined) {
      if (isForbidden(error)) {
        showPlainPage(
          "此环境禁止运行 WebAssembly，无法测算。请换一个浏览器，或请网站管理员在内容安全策略的 script-src 中加入 'wasm-unsafe-eval'。",
          "WebAssembly is forbidden here. Use another browser, or ask the site's administrator to add 'wasm-unsafe-eval' to script-src of the content-security policy.",
        );
      } else {
        showPlainPage(`测算程序未能启动：${error}`, `The calculator could not start: ${error}`);
      }
    } else {
      history.replaceState(null, "", address === "" ? location.pathname : address);
      showRefusal(`页面未能载入：${error}。`, `The page could not be loaded: ${error}.`);
    }
  }
}

// The studio's worker: one, started when it is first asked and again after it broke or was stopped.
const open = new Map();
let worker;
let lastId = 0;

async function post(id) {
  const text = await rules();
  const question = open.get(id);
  if (question === undefined) return; // Given up meanwhile.
  if (SINGLE) {
    // A page opened from disk may have no worker: it works on the page itself, in slices.
    const program = await PROGRAMS.studio();
    const output = await program.run_job_divided(question.job, question.input, () => open.has(id));
    settle({ id, output });
    return;
  }
  if (worker === undefined) {
    worker = new Worker(ownScript("worker.js"), { type: "module" });
    worker.onmessage = ({ data }) => settle(data);
    worker.onerror = (event) => settle({ fatal: true, error: event.message ?? "worker" });
    worker.postMessage({ rules: text });
  }
  worker.postMessage({ id, job: question.job, input: question.input });
}

function settle({ id, output, error, fatal }) {
  if (fatal) {
    worker = undefined;
    for (const question of open.values()) question.reject(String(error));
    open.clear();
  } else if (id !== undefined) {
    const question = open.get(id);
    open.delete(id);
    if (error === undefined) question?.resolve(output);
    else question?.reject(String(error));
  }
}

/** Asks the worker: `answer` is a promise of text, `cancel()` gives it up and ends what runs. */
function ask(job, input) {
  const id = ++lastId;
  const answer = new Promise((resolve, reject) => open.set(id, { job, input, resolve, reject }));
  post(id).catch((error) => settle({ id, error }));
  const cancel = () => {
    if (!open.has(id)) return;
    open.get(id).reject("given up");
    open.delete(id);
    // The worker may be at it; what else waits is asked again of a new one.
    worker?.terminate();
    worker = undefined;
    for (const other of open.keys()) post(other).catch((error) => settle({ id: other, error }));
  };
  return { answer, cancel };
}

/** The archive of a rulebook by its hash: the one in hand, or one that was released before. */
async function rulebook(hash) {
  if (SINGLE) throw new Error("a single file holds one rulebook");
  return (await fetched(`./rules/${hash}.txt`)).text();
}

/** The text of a file of this build. */
async function beside(name) {
  return (await fetched(`./${name}`)).text();
}

/** Copies a text; whether the browser let it. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Only pages of https have a clipboard; the older way works on others.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/** The module that makes workbooks, loaded when the first is asked for. */
const workbooks = once(async () => {
  const [glue, wasm] = await Promise.all([glued("xlsx"), fetched("./xlsx_bg.wasm")]);
  await glue.start({ module_or_path: wasm });
  return glue;
});

/** Makes a workbook of a sheet and hands it to the browser as a file to keep. */
async function xlsx(sheet, name) {
  const { write } = await workbooks();
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const address = URL.createObjectURL(new Blob([write(sheet)], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return name;
}

globalThis.qingce = { ask, rulebook, beside, copy, ownScript, xlsx };

/** Draws the calculator for the page around this one. */
async function embed() {
  const { readOpening, converse } = await import("./frame.js");
  const opening = readOpening(location.hash);
  const program = await PROGRAMS.app();
  converse(opening, program, OF_APP);
}

/** Keeps this version for use without a network, and says when another is ready to take its place. */
async function keepOffline() {
  const { serviceWorker } = navigator;
  if (SINGLE || serviceWorker === undefined || !isSecureContext || window !== window.top) return;
  const kept = await serviceWorker.register(ownScript("sw.js"));
  const told = new WeakSet();
  const tell = (next) => {
    // Without one that serves this page already, the first is no news.
    if (next === null || serviceWorker.controller === null || told.has(next)) return;
    told.add(next);
    showUpdate(() => next.postMessage("take over"));
  };
  tell(kept.waiting);
  kept.addEventListener("updatefound", () => {
    const next = kept.installing;
    next?.addEventListener("statechange", () => next.state === "installed" && tell(next));
  });
  let reloading = serviceWorker.controller === null;
  serviceWorker.addEventListener("controllerchange", () => {
    if (!reloading) location.reload();
    reloading = true;
  });
}

/** Says that a new version waits; what is in hand is there again after the page is loaded anew. */
function showUpdate(update) {
  const bar = document.createElement("div");
  bar.setAttribute("role", "status");
  bar.className = "update";
  const words = document.createElement("span");
  words.textContent = "新版本已就绪。A new version is ready.";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "更新 Update";
  button.addEventListener("click", update);
  bar.append(words, button);
  document.body.prepend(bar);
}

const lacking = missing();
if (lacking.length > 0) {
  const names = lacking.join(", ");
  showPlainPage(`此浏览器缺少 ${names}，无法测算。`, `This browser lacks ${names}.`);
} else {
  const within = location.hash.startsWith("#/embedded/") && parent !== globalThis;
  if (within) embed().catch((error) => showPlainPage(`嵌入参数有误：${error.message}`, error.message));
  else {
    addEventListener("hashchange", show);
    // Refused where storage is forbidden; then every visit needs the network, and nothing else changes.
    show().then(keepOffline).catch(() => {});
  }
}
