// The calculator inside somebody else's page: what it is told when it is opened, and the messages
// after that. The other end is embed.js; docs/portal.md is the reference of both.
//
// Everything that arrives is hostile until read: `readOpening` and `readMessage` copy what they know
// into fresh objects and refuse the rest with a reason. Messages count only from the page around us
// and only from the origin that opened us; ours go to that origin and to no other.

export const VERSION = 1;

/** What is refused as too much, whoever sends it. */
export const LIMITS = {
  opening: 20_000, // characters behind the #
  text: 1_000, // characters of one value
  facts: 1_000, // facts in one message
  rows: 8, // rows of a group
  burst: 30, // messages at once; then as many a second
};

const ID = /^[a-z][a-z0-9_]{0,63}$/;
const PRESET = /^[a-z][a-z0-9-]{0,63}$/;
const PERIOD = /^\d{4}(-\d\d(\.\.\d{4}-\d\d)?)?$/;
const ACCENT = /^#[0-9a-fA-F]{6}$/;

/** Why something was refused: a code for programs, a sentence for people. */
export class Refusal extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** What the address after the # asks for. */
export function readOpening(hash) {
  const text = hash.replace(/^#\/embedded\//, "");
  if (text.length > LIMITS.opening) throw new Refusal("too-large", "the opening is too long");
  let given;
  try {
    given = JSON.parse(decodeURIComponent(text));
  } catch {
    throw new Refusal("malformed", "the opening is not JSON");
  }
  const fields = record(given);
  if (fields.get("v") !== VERSION) throw new Refusal("version", `this calculator speaks version ${VERSION}`);
  const locked = fields.get("locked") ?? [];
  if (!Array.isArray(locked) || locked.length > LIMITS.facts) {
    throw new Refusal("malformed", "locked is a list of ids");
  }
  return {
    host: originOf(fields.get("host")),
    page: oneOf(fields, "page", ["assess", "sheet"]),
    lever: matching(fields, "lever", ID),
    preset: matching(fields, "preset", PRESET),
    locked: locked.map((id) => match("locked", id, ID)),
    accent: matching(fields, "accent", ACCENT),
    shareFacts: flag(fields, "shareFacts"),
    period: matching(fields, "period", PERIOD),
    facts: fields.has("facts") ? facts(fields.get("facts")) : undefined,
    ...readView(fields),
  };
}

/** One message from the page around us; `undefined` for what is not meant for us. */
export function readMessage(data) {
  if (data === null || typeof data !== "object" || !Object.hasOwn(data, "qingce")) return undefined;
  const fields = record(data);
  if (fields.get("qingce") !== VERSION) {
    throw new Refusal("version", `this calculator speaks version ${VERSION}`);
  }
  const type = fields.get("type");
  switch (type) {
    case "set-facts":
      return { type, facts: facts(fields.get("facts")) };
    case "set-period":
      return { type, period: match("period", fields.get("period"), PERIOD) };
    case "view":
      return { type, ...readView(fields) };
    case "print":
      return { type };
    default:
      throw new Refusal("unknown-type", "there is no message of that type");
  }
}

function readView(fields) {
  return {
    lang: oneOf(fields, "lang", ["zh", "en"]),
    theme: oneOf(fields, "theme", ["auto", "light", "dark"]),
    density: oneOf(fields, "density", ["normal", "compact"]),
    elder: flag(fields, "elder"),
  };
}

/** The own fields of a plain object; undefined ones count as absent. */
function record(value) {
  const plain = value !== null && typeof value === "object" && !Array.isArray(value);
  const prototype = plain ? Object.getPrototypeOf(value) : undefined;
  if (prototype !== Object.prototype && prototype !== null) {
    throw new Refusal("malformed", "a plain object is expected");
  }
  return new Map(Object.entries(value).filter(([, one]) => one !== undefined));
}

/** Facts by id: a text, number, yes or no, null, or rows of those. */
function facts(value) {
  const fields = record(value);
  if (fields.size > LIMITS.facts) throw new Refusal("too-large", "too many facts");
  const read = {};
  for (const [id, one] of fields) {
    read[match("a fact's id", id, ID)] = Array.isArray(one) ? rows(one) : scalar(one);
  }
  return read;
}

function rows(list) {
  if (list.length > LIMITS.rows) throw new Refusal("too-large", "too many rows");
  return list.map((row) => {
    const fields = record(row);
    if (fields.size > LIMITS.facts) throw new Refusal("too-large", "too many facts");
    return Object.fromEntries(
      [...fields].map(([id, one]) => [match("a fact's id", id, ID), scalar(one)]),
    );
  });
}

function scalar(value) {
  if (value === null || typeof value === "boolean") return value;
  // As JavaScript prints it; exact figures are sent as text.
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "string") throw new Refusal("malformed", "a fact is a text, a number, yes or no, or null");
  if (value.length > LIMITS.text) throw new Refusal("too-large", "a fact is too long");
  return value;
}

function match(name, value, pattern) {
  if (typeof value === "string" && value.length <= LIMITS.text && pattern.test(value)) return value;
  throw new Refusal("malformed", `${name} is not as it should be`);
}

function matching(fields, name, pattern) {
  return fields.has(name) ? match(name, fields.get(name), pattern) : undefined;
}

function oneOf(fields, name, options) {
  if (!fields.has(name)) return undefined;
  const value = fields.get(name);
  if (!options.includes(value)) throw new Refusal("malformed", `${name} is one of ${options.join(", ")}`);
  return value;
}

function flag(fields, name) {
  const value = fields.get(name) ?? false;
  if (typeof value !== "boolean") throw new Refusal("malformed", `${name} is true or false`);
  return value;
}

/** An http or https origin, spelled as browsers spell it. */
function originOf(text) {
  if (typeof text === "string" && text.length <= LIMITS.text && URL.canParse(text)) {
    const { origin, protocol } = new URL(text);
    if (origin === text && /^https?:$/.test(protocol)) return origin;
  }
  throw new Refusal("malformed", "host is the origin of the page around");
}

/** How many messages are heard: a bucket that fills again with time. */
export function bucket(size, now) {
  let level = size;
  let last = now();
  return () => {
    const time = now();
    level = Math.min(size, level + ((time - last) / 1000) * size);
    last = time;
    if (level < 1) return false;
    level -= 1;
    return true;
  };
}

/**
 * Listens to the page around and tells it what happens.
 *
 * `calculator` has `setFacts(facts)`, `setPeriod(text)`, `setView(view)`, `print()`; what the first
 * two return is the list of problems found. The functions returned tell the page around.
 */
export function connect({ window, host, calculator, now = () => performance.now() }) {
  const around = window.parent;
  const tell = (type, detail = {}) => around.postMessage({ qingce: VERSION, type, ...detail }, host);
  const heard = bucket(LIMITS.burst, now);
  const complain = bucket(5, now);
  const refuse = (code, message) => {
    if (complain()) tell("error", { code, message });
  };
  const obey = (message) => {
    switch (message.type) {
      case "set-facts":
        return calculator.setFacts(message.facts);
      case "set-period":
        return calculator.setPeriod(message.period);
      case "view":
        return calculator.setView(message);
      default:
        return calculator.print();
    }
  };
  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== around || origin !== host) return;
    if (!heard()) return refuse("too-many", "too many messages; the last ones were dropped");
    try {
      const message = readMessage(data);
      if (message === undefined) return;
      for (const problem of obey(message) ?? []) refuse("facts", problem);
    } catch (error) {
      if (error instanceof Refusal) refuse(error.code, error.message);
      else refuse("malformed", "the message could not be read");
    }
  });
  return { tell, refuse };
}

/** Draws the calculator as `opening` asks, and connects it with the page around. */
export function converse(opening, program, ofApp) {
  const { facts, lever, page, accent, density, ...rest } = opening;
  const wear = (name) => {
    if (name !== undefined) document.documentElement.dataset.density = name;
  };
  // The address inside is the program's own from here on; nothing of the opening stays in it.
  history.replaceState(null, "", lever === undefined ? `#/${page ?? "assess"}` : `#/lever/${lever}`);
  document.documentElement.dataset.embedded = "";
  wear(density);
  const { tell, refuse } = connect({
    window,
    host: opening.host,
    calculator: {
      setFacts: (given) => program.setFacts(JSON.stringify(given)),
      setPeriod: (period) => program.setPeriod(period),
      setView: ({ density: name, ...view }) => {
        wear(name);
        program.setView(JSON.stringify(view));
      },
      print: () => window.print(),
    },
  });
  if (accent !== undefined) {
    if (contrastWithWhite(accent) >= LEGIBLE) {
      document.documentElement.style.setProperty("--accent-given", accent);
      document.documentElement.dataset.accent = "";
    } else refuse("accent", `${accent} is too pale for letters on white`);
  }
  keepInside(ofApp);
  reportHeight({ document, tell });
  const told = { change: (facts) => ({ facts }), result: (result) => result };
  program.embed(JSON.stringify({ ...rest, facts: facts && JSON.stringify(facts) }), (kind, text) => {
    if (kind === "error") refuse("opening", text);
    else tell(kind, told[kind](JSON.parse(text)));
  });
  tell("ready", { version: VERSION });
}

/** The contrast WCAG asks of letters. */
const LEGIBLE = 4.5;

/** Contrast of a color `#rrggbb` with white, as WCAG reckons it. */
export function contrastWithWhite(color) {
  const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
  const linear = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  return 1.05 / (luminance + 0.05);
}

/** Links to pages that are not the calculator's open beside the page around, not inside it. */
function keepInside(ofApp) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#/']");
    if (!link || ofApp.includes(link.hash.slice(2).split("/", 1)[0])) return;
    event.preventDefault();
    window.open(link.href, "_blank", "noopener");
  });
}

/**
 * Tells the page around how tall the content is, whenever that changes.
 *
 * A frame out of sight is not drawn, and sizes of what is not drawn are not observed: what is changed
 * in the document is, so that the height is right before anybody scrolls to it.
 */
export function reportHeight({ document, tell }) {
  let last = 0;
  let due = false;
  const measure = () => {
    due = false;
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    tell("resize", { height });
  };
  const soon = () => {
    if (!due) setTimeout(measure, 50);
    due = true;
  };
  new ResizeObserver(measure).observe(document.body);
  new MutationObserver(soon).observe(document.body, { attributes: true, childList: true, subtree: true });
}
