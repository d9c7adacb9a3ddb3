// Starts the application, or says plainly why it cannot.
//
// Order: check the browser, load the glue code, compile the module, then `run_app`, which draws
// into #app in place of the text of index.html. Nothing of the module runs before `run_app`, so
// that a worker can load the same module without drawing anything.

/** What the application stands on, and whether this browser has it. */
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
  if (status === null) return; // The application had drawn already; its own page is kept.
  const english = document.createElement("p");
  english.lang = "en";
  english.textContent = en;
  status.textContent = zh;
  status.after(english);
}

async function start() {
  const lacking = missing();
  if (lacking.length > 0) {
    const names = lacking.join(", ");
    showPlainPage(`此浏览器缺少 ${names}，无法测算。`, `This browser lacks ${names}.`);
    return;
  }
  try {
    const app = await import("./app.js");
    await app.default();
    await app.run_app();
  } catch (error) {
    console.error(error);
    showPlainPage(
      `测算程序未能启动：${error}`,
      `The calculator could not start: ${error}`,
    );
  }
}

start();
