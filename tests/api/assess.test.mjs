// `assess` gives what the command prints, and whatever it is given, it returns.

import assert from "node:assert/strict";
import { test } from "node:test";

import { codes, preset, printed, qingce, text } from "./open.mjs";

const { assess } = qingce;
const smelter = preset("aluminium-smelter");

test("an answer is, byte for byte, what the command prints", () => {
  const file = "rules/qinghai/presets/aluminium-smelter.toml";
  const args = ["assess", file, "--period", "2017-03..2017-09", "--format", "json"];
  args.push("--set", "unemployment_rate=1", "--explain", "unemployment_cost", "--why", "all", "--calendar");
  const answer = assess({
    facts: smelter,
    period: "2017-03..2017-09",
    changes: ["unemployment_rate=1"],
    explain: ["unemployment_cost"],
    why: ["all"],
    calendar: true,
  });
  const lines = JSON.stringify(answer, null, 2).split("\n");
  const expected = printed(...args).trimEnd().split("\n");
  const at = lines.findIndex((line, index) => line !== expected[index]);
  if (at >= 0) assert.equal(lines[at], expected[at], `line ${at + 1}`);
  assert.equal(lines.length, expected.length);
});

test("facts are taken as text, as a facts file and as the facts alone", () => {
  const first = assess({ facts: smelter });
  assert.equal(first.period, "2017");
  assert.deepEqual(first.diagnostics, []);
  assert.equal(typeof first.totals.cost, "string");
  const { name, facts, notes } = first;
  const framed = { period: "2017", name, facts, notes };
  for (const again of [{ facts: framed }, { facts: JSON.stringify(framed) }]) {
    assert.deepEqual(assess(again), first);
  }
  const alone = assess({ facts, period: "2017" });
  assert.deepEqual(alone, { ...first, name: null, notes: {} });
});

test("numbers of JavaScript keep the digits it prints", () => {
  const facts = { electricity_price: 0.352, electricity_kwh: 2850000000n, total_assets: 0.1 + 0.2 };
  const answer = assess({ facts, period: "2017" });
  assert.equal(answer.facts.electricity_price, "0.352");
  assert.equal(answer.facts.electricity_kwh, "2850000000");
  assert.equal(answer.facts.total_assets, null);
  assert.deepEqual(codes(answer), ["F0105"]);
});

test("a fact that cannot be read is named and left out, everything else stands", () => {
  const facts = {
    housing_fund_rate: "4",
    staff: [{ staff_heads: -3, staff_wage: "5000" }],
    taxable_income: Infinity,
    rd_expense: "七百",
    equipment_investment: "0.123456789",
    electricity_kwh: new Date(0),
    liquid_aluminium: () => 1,
    total_assets: NaN,
    sectr: "industry",
    medical_rate: "6",
  };
  const answer = assess({ facts, period: "2017" });
  assert.equal(answer.diagnostics.length, 9);
  assert.ok(answer.diagnostics.every((found) => found.severity === "error"));
  assert.equal(answer.facts.medical_rate, "6");
  assert.equal(answer.facts.staff[0].staff_wage, "5000");
  assert.equal(answer.facts.staff[0].staff_heads, null);
  const unknown = answer.diagnostics.find((found) => found.code === "F0102");
  assert.match(unknown.help, /`sector`/);
  assert.equal(answer.totals.complete, false);
});

test("a question that cannot be understood is a diagnostic", () => {
  const ask = (rest) => codes(assess({ facts: smelter, ...rest }));
  assert.deepEqual(ask({ period: "2016-12..2017-01" }), ["Q0103"]);
  assert.deepEqual(ask({ period: "2010" }), ["Q0104"]);
  assert.deepEqual(ask({ period: 2017 }), ["Q0106"]);
  assert.deepEqual(ask({ perod: "2017" }), ["Q0106"]);
  assert.deepEqual(ask({ explain: ["unemployment_cots"] }), ["Q0105"]);
  assert.deepEqual(ask({ explain: "unemployment_cost" }), ["Q0106"]);
  assert.deepEqual(ask({ changes: ["unemployment_rate"] }), ["P0101"]);
  assert.deepEqual(ask({ changes: ["nothing=1"] }), ["P0102"]);
  assert.deepEqual(ask({ rules: { "book.toml": 1 } }), ["Q0106"]);
  assert.deepEqual(codes(assess({ facts: {} })), ["Q0102"]);
  assert.match(assess({ perod: "2017" }).diagnostics[0].help, /`period`/);
});

test("an official question rests on nothing assumed, or lists what it refuses", () => {
  const answer = assess({ facts: smelter, official: true, changes: ["-rd_subsidy"] });
  assert.deepEqual(codes(answer), ["Q0107"]);
  assert.equal(answer.totals, null);
  assert.equal(answer.official.accepted, false);
  const reasons = new Set(answer.official.refused.map((refusal) => refusal.reason));
  assert.ok(reasons.has("assumption") && reasons.has("switchedOff"));
});

test("no value whatever makes it throw, and every answer has the same keys", () => {
  const loop = {};
  loop.staff = [loop];
  const trap = new Proxy({}, {
    get() { throw new Error("trap"); },
    ownKeys() { throw new Error("trap"); },
  });
  const shut = new Proxy({}, { getPrototypeOf() { throw new Error("shut"); } });
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const deep = JSON.parse("[".repeat(5000) + "]".repeat(5000));
  const strange = [
    undefined, null, true, 0, NaN, 1n, "x", Symbol("x"), [], () => 1, new Date(), new Map([["facts", 1]]),
    /x/, loop, trap, shut, revoked, deep, Object.create(null), new Uint8Array(3), "\ud800", "\0".repeat(9),
  ];
  const keys = Object.keys(assess({ facts: smelter }));
  const check = (request) => {
    const answer = assess(request);
    assert.deepEqual(Object.keys(answer), keys);
    assert.equal(JSON.stringify(answer).includes("undefined"), false);
    return answer;
  };
  for (const value of strange) {
    check(value);
    check({ facts: value, period: "2017" });
    check({ facts: { region: value, staff: value, nothing: value }, period: "2017" });
    check({ facts: smelter, period: value });
    check({ facts: smelter, changes: [value] });
    check({ facts: smelter, rules: value });
  }
});

test("a rulebook of one's own is used, and its problems are placed", () => {
  const names = ["book.toml", ...text("rules/qinghai/book.toml").matchAll(/^ {2}"(.+)",$/gm)]
    .map((name) => (Array.isArray(name) ? name[1] : name));
  const rules = Object.fromEntries(names.map((name) => [name, text(`rules/qinghai/${name}`)]));
  assert.deepEqual(assess({ facts: smelter, rules }), assess({ facts: smelter }));
  rules["insurance.toml"] += "\n[parameter.oops]\n";
  const answer = assess({ facts: smelter, rules });
  assert.equal(answer.totals, null);
  const [place] = answer.diagnostics.find((found) => found.severity === "error").labels;
  assert.equal(place.file, "insurance.toml");
  assert.ok(place.start.line > 1);
});

test("a reform of ten megabytes is refused with its size, and the next question is answered", () => {
  const head = '[reform]\nid = "ten"\ntitle = { zh = "十", en = "Ten" }\n#';
  const ten = head + "x".repeat(10_000_000 - new TextEncoder().encode(head).length);
  const answer = assess({ facts: smelter, changes: [ten] });
  assert.equal(answer.totals, null);
  const [why] = answer.diagnostics;
  assert.equal(why.code, "P0105");
  assert.match(why.message, /10000000 bytes is past the limit of 1000000/);
  assert.match(why.help, /what changes/);
  assert.equal(assess({ facts: smelter }).diagnostics.length, 0);
});

test("a fact that a reform adds is stated beside it", () => {
  const reform = text("rules/reforms/apprentices.toml");
  const facts = { apprentices: "30" };
  const answer = assess({ facts, period: "2017", changes: [reform] });
  assert.deepEqual(answer.diagnostics, []);
  assert.equal(answer.amounts.apprentice_amount.value, "60000.00");
  assert.equal(assess({ facts, period: "2017" }).diagnostics[0].code, "F0102");
});

test("a problem in the text of a reform has its places, in the reform and in the rulebook", () => {
  const head = '[reform]\nid = "trial"\ntitle = { zh = "试", en = "Trial" }\n';
  const facts = { staff: [{ staff_heads: 900, staff_wage: "5200", staff_base_wage: "4800" }] };
  const vary = "staff1.staff_base_wage=2000..3000";
  const misread = `${head}[set]\nunemployment_rate = 1.5\n`;
  const taken = `${head}[parameter.pension_rate]\nlabel = { zh = "试", en = "Trial" }\nunit = "%"\n` +
    'opens = "absent"\nchecked_until = "2017-12-31"\nvalues = []\n';
  const { breakpoints, compare } = qingce;
  const asked = (change) => [
    assess({ facts, period: "2017", changes: ["unemployment_rate=1", change] }),
    breakpoints({ facts, period: "2017", vary, changes: ["unemployment_rate=1", change] }),
    compare({ scenarios: [{ facts, period: "2017", changes: [change] }] }),
    compare({ scenarios: [{ facts, period: "2017", patch: [change] }] }),
  ];
  const names = ["changes[1]", "changes[1]", "changes", "patch"];
  const book = text("rules/qinghai/insurance.toml").split("\n");
  for (const [index, answer] of asked(misread).entries()) {
    assert.deepEqual(codes(answer), ["R0106"]);
    const [{ file, start, end }] = answer.diagnostics[0].labels;
    assert.deepEqual([file, start.line, start.column, end.column], [names[index], 5, 21, 24]);
  }
  for (const [index, answer] of asked(taken).entries()) {
    const [own, other] = answer.diagnostics.find(({ code }) => code === "R0110").labels;
    assert.deepEqual([own.file, own.start.line], [names[index], 4]);
    assert.equal(other.file, "insurance.toml");
    assert.equal(book[other.start.line - 1].slice(other.start.utf16, other.end.utf16), "pension_rate");
  }
});
