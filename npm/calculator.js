// The calculator in a thread of its own: calls are asked one after the other, and where the module
// breaks, the call it broke on gets the error and the rest a new thread.

import { InternalError } from "./failure.js";
import { NAMES } from "./names.js";

/** Deeper nesting than any request needs; the calculator stops there too. */
const DEEPEST = 32;

/**
 * `spawn({ answered, broke })` starts a thread and gives `{ post, hold, end }`: `post` sends it a call,
 * `hold` says whether the program waits for it, `end` ends it.
 */
export class Calculator {
  #spawn;
  #thread = null;
  #waiting = [];
  #running = null;
  #stopped = false;

  constructor(spawn) {
    this.#spawn = spawn;
  }

  /** Ends the thread; calls that are not answered yet fail. */
  stop() {
    this.#stopped = true;
    this.#drop();
    const unanswered = this.#running === null ? this.#waiting : [this.#running, ...this.#waiting];
    this.#running = null;
    this.#waiting = [];
    for (const call of unanswered) {
      call.settled?.();
      call.fail(new Error("qingce: the calculator was stopped"));
    }
  }

  ask(name, request, { signal } = {}) {
    return new Promise((answer, fail) => {
      if (this.#stopped) throw new Error("qingce: the calculator was stopped");
      signal?.throwIfAborted();
      const call = { name, request, answer, fail };
      if (signal !== undefined) {
        const cancel = () => this.#cancel(call, signal.reason);
        signal.addEventListener("abort", cancel, { once: true });
        call.settled = () => signal.removeEventListener("abort", cancel);
      }
      this.#waiting.push(call);
      this.#next();
    });
  }

  #next() {
    if (this.#running !== null || this.#waiting.length === 0) return;
    this.#running = this.#waiting.shift();
    const { name, request } = this.#running;
    try {
      this.#thread ??= this.#start();
      this.#thread.hold(true);
      try {
        this.#thread.post({ name, request });
      } catch {
        // What cannot be sent is sent as the calculator would read it.
        this.#thread.post({ name, request: sendable(request, 0) });
      }
    } catch (error) {
      this.#broke(error);
    }
  }

  #start() {
    // A thread that has ended may still be heard: it is no longer the one.
    const current = (act) => (told) => {
      if (thread === this.#thread) act(told);
    };
    const thread = this.#spawn({
      answered: current((output) => this.#settle((call) => call.answer(output))),
      broke: current((why) => this.#broke(why)),
    });
    return thread;
  }

  #broke(why) {
    this.#drop();
    this.#settle((call) => call.fail(new InternalError(why)));
  }

  #cancel(call, reason) {
    if (call === this.#running) {
      this.#drop();
      this.#settle(() => call.fail(reason));
    } else {
      this.#waiting = this.#waiting.filter((other) => other !== call);
      call.fail(reason);
    }
  }

  #settle(how) {
    const call = this.#running;
    this.#running = null;
    this.#thread?.hold(false);
    if (call !== null) {
      call.settled?.();
      how(call);
    }
    this.#next();
  }

  #drop() {
    this.#thread?.end();
    this.#thread = null;
  }
}

for (const name of NAMES) {
  Object.defineProperty(Calculator.prototype, name, {
    value(request, options) {
      return this.ask(name, request, options);
    },
  });
}

/** A copy without what no thread can be sent: functions, symbols, fields that throw when read. */
function sendable(value, depth) {
  if (typeof value === "function" || typeof value === "symbol") return `[${typeof value}]`;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEEPEST) return "[nested too deep]";
  const names = read(() => Reflect.ownKeys(value), null);
  if (names === null) return "[object]";
  if (Array.isArray(value)) return Array.from(value, (item) => sendable(item, depth + 1));
  if (!read(() => isPlain(value), false)) return "[object]";
  const copy = {};
  for (const name of names) {
    if (typeof name !== "string") continue;
    const held = sendable(read(() => value[name]), depth + 1);
    Object.defineProperty(copy, name, { value: held, enumerable: true });
  }
  return copy;
}

/** Only its fields: not a `Date`, a `Map` or an error. */
function isPlain(object) {
  const above = Object.getPrototypeOf(object);
  return above === null || Object.getPrototypeOf(above) === null;
}

function read(get, otherwise) {
  try {
    return get();
  } catch {
    return otherwise;
  }
}
