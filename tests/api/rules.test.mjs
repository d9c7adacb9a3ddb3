// `rulebook`, `facts` and `checkRules`; and the declarations, held to what comes back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { codes, preset, qingce, text } from "./open.mjs";

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

/** Names of the fields of an interface of the declarations. */
function declared(name) {
  const types = text("src/api/types.d.ts");
  const head = `export interface ${name} {`;
  assert.ok(types.includes(head), `there is no interface ${name}`);
  const body = types.slice(types.indexOf(head) + head.length);
  let depth = 0;
  let fields = "";
  for (const char of body) {
    if (char === "}" && depth === 0) break;
    if (char === "}") depth -= 1;
    if (depth === 0) fields += char;
    if (char === "{") depth += 1;
  }
  const plain = fields.replace(/\/\*\*.*?\*\//gs, "");
  return [...plain.matchAll(/(?:^|[;{\n]) *([A-Za-z0-9]+)\??:/g)].map((found) => found[1]).sort();
}

test("the declarations name the fields of the schema", () => {
  const schema = JSON.parse(text("docs/schema/assessment.schema.json"));
  const names = {
    text: "Text", citation: "Citation", rulebook: "Rulebook", stretch: "Stretch", segment: "Segment",
    amount: "Amount", effect: "Effect", gap: "Gap", reason: "Reason", lever: "Lever", totals: "Totals",
    question: "MissingFact", token: "Token", explanation: "Explanation", position: "Position",
    diagnostic: "Diagnostic",
  };
  for (const [part, name] of Object.entries(names)) {
    assert.deepEqual(declared(name), Object.keys(schema.$defs[part].properties).sort(), name);
  }
  assert.deepEqual(declared("Outcome"), Object.keys(schema.properties).sort());
  const refused = schema.$defs.official.properties.refused.items.properties;
  assert.deepEqual(declared("Refusal"), Object.keys(refused).sort());
});

test("the declarations name the fields of what comes back", () => {
  const book = rulebook();
  const list = facts();
  const same = (name, value) => assert.deepEqual(declared(name), Object.keys(value).sort(), name);
  same("Catalogue", book);
  same("DocumentEntry", book.documents[0]);
  same("FactEntry", book.facts[0]);
  same("ParameterEntry", book.parameters[0]);
  same("AmountEntry", book.amounts[0]);
  same("LeverEntry", book.levers[0]);
  same("Law", book.parameters[0].opens);
  same("FactsList", list);
  same("CheckResult", checkRules());
  same("Outcome", assess({ facts: preset("technology-sme") }));
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
