// The messages between a portal and the calculator inside it, with both ends stood up in node: what
// is obeyed, and that nothing hostile is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { LIMITS, VERSION, connect, readMessage, readOpening } from "../../www/frame.js";

const HOST = "https://portal.example";
const hostile = JSON.parse(readFileSync(new URL("./hostile.json", import.meta.url), "utf8"));

/** A frame with a page around it; `send` delivers a message as a browser would. */
function frame({ time = () => 0 } = {}) {
  const told = [];
  const done = [];
  const around = { postMessage: (message, target) => told.push({ ...message, target }) };
  let listener;
  const window = { parent: around, addEventListener: (_, heard) => (listener = heard) };
  const calculator = {
    setFacts: (facts) => void done.push({ facts }),
    setPeriod: (period) => void done.push({ period }),
    setView: (view) => void done.push({ view }),
    print: () => void done.push("print"),
  };
  connect({ window, host: HOST, calculator, now: time });
  const send = (data, { source = around, origin = HOST } = {}) => listener({ source, origin, data });
  return { told, done, send };
}

const opening = (options) => `#/embedded/${encodeURIComponent(JSON.stringify({ v: VERSION, host: HOST, ...options }))}`;
const message = (content) => ({ qingce: VERSION, ...content });

describe("what is obeyed", () => {
  test("facts, period, view and print", () => {
    const { done, told, send } = frame();
    send(message({ type: "set-facts", facts: { region: "xining", line: [{ line_kwh: "3.5亿" }] } }));
    send(message({ type: "set-period", period: "2017-03..2017-09" }));
    send(message({ type: "view", lang: "en", elder: true }));
    send(message({ type: "print" }));
    assert.deepEqual(done[0], { facts: { region: "xining", line: [{ line_kwh: "3.5亿" }] } });
    assert.deepEqual(done[1], { period: "2017-03..2017-09" });
    assert.equal(done[2].view.lang, "en");
    assert.equal(done[3], "print");
    assert.deepEqual(told, []);
  });

  test("an opening, with every field it may have", () => {
    const read = readOpening(opening({
      lever: "rd_subsidy", preset: "technology-sme", locked: ["region"], accent: "#0b57d0",
      shareFacts: true, period: "2017", facts: { region: "xining" }, lang: "zh", theme: "dark",
      elder: true, density: "compact",
    }));
    assert.equal(read.host, HOST);
    assert.deepEqual(read.locked, ["region"]);
    assert.deepEqual(read.facts, { region: "xining" });
    assert.equal(read.shareFacts, true);
  });
});

describe("what is not", () => {
  for (const { name, message: content } of hostile.messages) {
    test(`message: ${name}`, () => {
      const { done, told, send } = frame();
      send(content);
      assert.deepEqual(done, []);
      assert.ok(told.length <= 1);
      assert.ok(told.every(({ type, target }) => type === "error" && target === HOST));
    });
  }

  for (const { name, hash } of hostile.openings) {
    test(`opening: ${name}`, () => {
      assert.throws(() => readOpening(hash), { name: "Error" });
    });
  }

  test("another origin, another window", () => {
    const { done, told, send } = frame();
    send(message({ type: "print" }), { origin: "https://elsewhere.example" });
    send(message({ type: "print" }), { origin: "null" });
    send(message({ type: "print" }), { source: {} });
    assert.deepEqual([done, told], [[], []]);
  });

  test("what refers to itself, is deep, or is huge", () => {
    const { done, told, send } = frame();
    const cyclic = { a: 1 };
    cyclic.self = cyclic;
    let deep = "x";
    for (let level = 0; level < 10_000; level += 1) deep = [deep];
    const many = Object.fromEntries(Array.from({ length: LIMITS.facts + 1 }, (_, at) => [`f${at}`, 1]));
    for (const facts of [cyclic, { deep }, many, { a: "x".repeat(1_000_000) }]) {
      send(message({ type: "set-facts", facts }));
    }
    assert.deepEqual(done, []);
    assert.equal(told.length, 4);
  });

  test("keys of the prototype reach no object", () => {
    const facts = JSON.parse('{"__proto__": {"polluted": "yes"}, "constructor": "x"}');
    assert.throws(() => readMessage(message({ type: "set-facts", facts })));
    assert.equal({}.polluted, undefined);
  });

  test("a flood: dropped, with few words about it, and heard again after", () => {
    let time = 0;
    const { done, told, send } = frame({ time: () => time });
    for (let count = 0; count < 10_000; count += 1) send(message({ type: "print" }));
    assert.equal(done.length, LIMITS.burst);
    assert.ok(told.length <= 5, `${told.length}`);
    time = 2000;
    send(message({ type: "print" }));
    assert.equal(done.length, LIMITS.burst + 1);
  });
});
