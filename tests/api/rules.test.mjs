// `rulebook`, `facts` and `checkRules`.

import assert from "node:assert/strict";
import { test } from "node:test";

import { codes, preset, qingce } from "./open.mjs";

const { assess, checkRules, facts, rulebook } = qingce;

test("the rulebook lists what it holds, each with its clause", () => {
  const book = rulebook();
  assert.equal(book.rulebook.id, "qinghai");
  assert.equal(book.rulebook.hash.length, 64);
  for (const kind of ["documents", "facts", "parameters", "amounts", "levers"]) {
    assert.ok(book[kind].length > 10, kind);
  }
  const lever = book.levers.find((one) => one.id === "stabilisation_subsidy");
  assert.equal(lever.title.zh, "稳岗补贴");
  assert.ok(lever.citations.every((cite) => cite.number.length > 0));
  assert.deepEqual(rulebook(null), book);
});

test("facts say their unit, bounds and question", () => {
  const list = facts();
  const rate = list.facts.find((fact) => fact.id === "housing_fund_rate");
  assert.deepEqual([rate.type, rate.unit, rate.min, rate.max], ["number", "%", "5", "12"]);
  assert.ok(rate.ask.zh.length > 0);
  assert.equal(list.groups.find((group) => group.id === "staff").maxRows, 8);
});

test("checking rules says what is wrong and never throws", () => {
  assert.equal(checkRules().ok, true);
  const none = checkRules({});
  assert.equal(none.ok, false);
  assert.deepEqual(codes(none), ["R0101"]);
  const broken = checkRules({ "book.toml": "[book\n" });
  assert.equal(broken.ok, false);
  assert.equal(broken.diagnostics[0].labels[0].file, "book.toml");
  for (const strange of [1, "x", [], { "book.toml": 1 }, new Date()]) {
    for (const call of [checkRules, rulebook, facts]) {
      assert.equal(call(strange).rulebook, null);
    }
  }
});

test("keys are written in camel case", () => {
  const walk = (value, free) => {
    if (Array.isArray(value)) value.forEach((item) => walk(item, false));
    else if (value && typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) {
        // Facts and amounts are by id; everything else is a key of the interface.
        if (!free) assert.match(key, /^[a-z][A-Za-z0-9]*$/);
        walk(inner, key === "facts" || key === "amounts");
      }
    }
  };
  const answer = assess({ facts: preset("ferroalloy-plant"), explain: ["unemployment_cost"] });
  const { facts: stated, ...rest } = answer;
  walk(rest, false);
  assert.ok(Object.keys(stated).length > 0);
  walk(rulebook(), false);
  walk(facts(), false);
});
