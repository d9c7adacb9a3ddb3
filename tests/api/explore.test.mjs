// `sweep`, `breakpoints` and `goal` give what the command prints, and whatever they are given, they return.

import assert from "node:assert/strict";
import { test } from "node:test";

import { codes, preset, printed, qingce } from "./open.mjs";

const { sweep, breakpoints, goal } = qingce;
const smelter = preset("aluminium-smelter");
const vary = "electrolysis_kwh=20亿..40亿";

test("breakpoints are, byte for byte, what the command prints", () => {
  const file = "rules/qinghai/presets/aluminium-smelter.toml";
  const args = ["breakpoints", file, "--vary", vary, "--format", "json"];
  assert.equal(`${JSON.stringify(breakpoints({ facts: smelter, vary }), null, 2)}\n`, printed(...args));
});

test("a sweep has both sides of every breakpoint, and a goal names what passes it over", () => {
  const answer = sweep({ facts: smelter, vary, points: "11" });
  assert.deepEqual(answer.diagnostics, []);
  const [total] = answer.targets;
  for (const { from, to } of total.breakpoints) {
    for (const at of [from, to]) assert.ok(total.points.some((point) => point.at === at), at);
  }
  const sought = goal({ facts: smelter, vary, until: "total=13亿" });
  assert.deepEqual(sought.goal.solutions, []);
  assert.equal(sought.goal.skips[0].causes[0].kind, "bracket");
});

test("what is wrong with a request comes back as a diagnostic", () => {
  assert.deepEqual(codes(breakpoints({ facts: smelter, vary: "electrolysis_kw=1..2" })), ["E0101"]);
  assert.deepEqual(codes(goal({ facts: smelter, vary, until: "total" })), ["E0106"]);
  assert.deepEqual(codes(sweep({ facts: smelter, vary, point: "3" })), ["Q0106"]);
  assert.deepEqual(codes(sweep(7)), ["Q0106"]);
});
