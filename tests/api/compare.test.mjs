// `compare` gives what the command prints, takes sets as they are written, and always returns.

import assert from "node:assert/strict";
import { test } from "node:test";

import { codes, preset, printed, qingce } from "./open.mjs";

const { compare } = qingce;
const smelter = preset("aluminium-smelter");
const years = [
  { name: "2016", facts: smelter, period: "2016" },
  { name: "2017", like: "2016", period: "2017" },
];
const cents = (text) => BigInt(text.replace(".", ""));

test("an answer is, byte for byte, what the command prints", () => {
  const file = "rules/qinghai/presets/aluminium-smelter.toml";
  const args = ["compare", file, "--periods", "2016,2017", "--format", "json"];
  assert.equal(`${JSON.stringify(compare({ scenarios: years }), null, 2)}\n`, printed(...args));
});

test("causes and lines of a difference add up to the fen", () => {
  const changed = { like: "2017", name: "changed", changes: ["unemployment_rate=1"], with: { total_assets: "90亿" } };
  const answer = compare({ scenarios: [...years, changed], between: [["2016", "changed"]] });
  assert.deepEqual(codes(answer), []);
  const [way] = answer.attributions;
  const sum = (changes) => changes.reduce((total, { change }) => total + cents(change), cents(way.start));
  assert.equal(sum(way.steps), cents(way.end));
  assert.equal(sum(way.lines), cents(way.end));
  assert.deepEqual(way.steps.flatMap(({ causes }) => causes), ["facts", "lawDate", "reforms"]);
  assert.deepEqual(compare(answer.set).scenarios, answer.scenarios);
});

test("a group is the sum of its parts", () => {
  const parts = ["aluminium-smelter", "technology-sme"].map(preset);
  const answer = compare({
    scenarios: [{ facts: parts, period: "2017" }, ...parts.map((facts) => ({ facts, period: "2017" }))],
  });
  const [whole, ...each] = answer.scenarios.map(({ total }) => cents(total.cost));
  assert.equal(whole, each[0] + each[1]);
});

test("whatever it is given, it returns and says what is wrong", () => {
  const wrong = [
    [undefined, "Q0106"],
    [{}, "Q0109"],
    [{ scenarios: 1 }, "Q0109"],
    [{ scenarios: [] }, "Q0109"],
    [{ scenarios: [{ like: "none" }] }, "Q0110"],
    [{ scenarios: years, refrence: "2016" }, "Q0106"],
    [{ scenarios: years, between: [["2016"]] }, "Q0106"],
    [{ scenarios: years, between: [["2016", "2099"]] }, "Q0110"],
    [{ scenarios: [{ facts: "[facts", period: "2017" }] }, "F0101"],
    [{ scenarios: [{ facts: {}, period: "2017", changes: ["no_such=1"] }] }, "P0102"],
  ];
  for (const [request, code] of wrong) {
    const answer = compare(request);
    assert.ok(codes(answer).includes(code), `${JSON.stringify(request)}: ${codes(answer)}`);
    assert.equal(answer.scenarios, null);
  }
});
