// Starts the program of the page asked for, or says plainly why it cannot.
//
// The page is two programs, each a WebAssembly module of its own: `app` (calculator and sheet, what a
// first visit loads) and `studio` (every other page, loaded when one is visited). The address says
// which is wanted. Going from one to the other takes the old one's page away and hands what is
// entered to the new one, as text. Both compute with the rulebook in RULES, fetched once.

/** The rulebook of this build; `cargo xtask build` puts its hash in. */
const RULES = "./rules/RULEBOOK.txt";

/** First parts of addresses that belong to `app`; any other is the studio's. See `src/ui/route.rs`. */
const OF_APP = ["", "assess", "sheet", "amount", "lever"];

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

async function fetched(name) {
  const answer = await fetch(at(name));
  if (!answer.ok) throw new Error(`${answer.status} ${name}`);
  return answer;
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
    import(`./${name}.js`),
    fetched(`./${name}_bg.wasm`),
    rules(),
  ]);
  await glue.default({ module_or_path: wasm });
  return glue.Program.load(text);
}

function style(name) {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = at(name).href;
    link.onload = resolve;
    link.onerror = () => reject(new Error(name));
    document.head.append(link);
  });
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
      showPlainPage(`测算程序未能启动：${error}`, `The calculator could not start: ${error}`);
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
  if (worker === undefined) {
    worker = new Worker(at("./worker.js"), { type: "module" });
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

globalThis.qingce = { ask };

/** Draws the calculator for the page around this one. */
async function embed() {
  const { readOpening, converse } = await import("./frame.js");
  const opening = readOpening(location.hash);
  const program = await PROGRAMS.app();
  converse(opening, program, OF_APP);
}

const lacking = missing();
if (lacking.length > 0) {
  const names = lacking.join(", ");
  showPlainPage(`此浏览器缺少 ${names}，无法测算。`, `This browser lacks ${names}.`);
} else {
  const inside = location.hash.startsWith("#/embedded/") && parent !== globalThis;
  if (inside) embed().catch((error) => showPlainPage(`嵌入参数有误：${error.message}`, error.message));
  else {
    addEventListener("hashchange", show);
    show();
  }
}
