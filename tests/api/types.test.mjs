// Declarations, JSON Schema and answers are held equal: every key, every kind of value, every word.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { preset, qingce, text } from "./open.mjs";
import { answerOf, declarations, differences, problems } from "./types.mjs";

/** Which schema each function's answer obeys; no function is left out. */
const SCHEMAS = {
  assess: "assessment",
  compare: "comparison",
  sweep: "explore",
  breakpoints: "explore",
  goal: "explore",
  rulebook: "rulebook",
  facts: "facts",
  checkRules: "check",
};

const schemaOf = (name) => JSON.parse(text(`docs/schema/${SCHEMAS[name]}.schema.json`));
const declared = declarations(fileURLToPath(new URL("../../src/api/types.d.ts", import.meta.url)));

test("every function is declared and has a schema", () => {
  const { default: init, InternalError, ...functions } = qingce;
  assert.ok(typeof init === "function" && InternalError.prototype instanceof Error);
  assert.deepEqual(Object.keys(functions).sort(), Object.keys(SCHEMAS).sort());
  const exported = [...declared.exported].filter(([, symbol]) => symbol.valueDeclaration !== undefined);
  assert.deepEqual(exported.map(([name]) => name).sort(), Object.keys(SCHEMAS).sort());
});

for (const name of Object.keys(SCHEMAS)) {
  test(`the declaration of what ${name} gives says what its schema says`, () => {
    assert.deepEqual(differences(declared, answerOf(declared, name), schemaOf(name)), []);
  });
}

test("a difference between declaration and schema is found", () => {
  const changed = (change) => {
    const schema = schemaOf("assess");
    change(schema.$defs.amount, schema);
    return differences(declared, answerOf(declared, "assess"), schema).length;
  };
  assert.equal(changed(() => {}), 0);
  const changes = [
    (amount) => delete amount.properties.baseline,
    (amount) => (amount.properties.surprise = { type: "string" }),
    (amount) => (amount.properties.unit = { type: ["string", "null"] }),
    (amount) => (amount.properties.lever = { type: "string" }),
    (amount) => (amount.properties.missing.items = { type: "integer" }),
    (amount) => amount.required.pop(),
    (_, schema) => schema.$defs.kind.enum.pop(),
    (_, schema) => (schema.additionalProperties = true),
  ];
  for (const change of changes) assert.ok(changed(change) > 0, String(change));
});

test("what every function gives obeys its schema", () => {
  const facts = preset("aluminium-smelter");
  const vary = "electrolysis_kwh=20亿..40亿";
  const broken = { "book.toml": "[book\n" };
  const { assess, breakpoints, checkRules, compare, goal, rulebook, sweep } = qingce;
  const years = [{ facts, period: "2016" }, { facts: [facts, preset("technology-sme")], period: "2017" }];
  const answers = {
    assess: [
      assess({ facts, explain: ["unemployment_cost"], why: ["all"], calendar: true }),
      assess({ facts, official: true }),
      assess(1),
    ],
    compare: [compare({ scenarios: years, between: [["1", "2"]] }), compare({ scenarios: [] })],
    sweep: [sweep({ facts, vary, points: "5" }), sweep({ facts, vary: "nothing" })],
    breakpoints: [breakpoints({ facts, vary })],
    goal: [goal({ facts, vary, until: "total=13亿" })],
    rulebook: [rulebook(), rulebook(broken)],
    facts: [qingce.facts(), qingce.facts(broken)],
    checkRules: [checkRules(), checkRules(broken)],
  };
  for (const name of Object.keys(SCHEMAS)) {
    const schema = schemaOf(name);
    for (const answer of answers[name]) assert.deepEqual(problems(answer, schema), [], name);
    assert.notDeepEqual(problems({ ...answers[name][0], surprise: 1 }, schema), []);
  }
});
