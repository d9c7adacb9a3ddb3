/** A text in both languages. */
export interface Text { zh: string; en: string }
/** Document and clause; the clause is empty for the document as a whole. */
export interface Citation { document: string; number: string; clause: string }
/** An exact decimal, e.g. "1234.56". */
export type Decimal = string;
/** A day, e.g. "2017-07-21". */
export type Day = string;
/** A month, e.g. "2017-07". */
export type Month = string;

export interface Position { line: number; column: number; utf16: number }
export interface Label { file: string; start: Position; end: Position; message: string }
/** A problem: what is wrong, where, and what to do. */
export interface Diagnostic {
  code: string; severity: "error" | "warning"; message: string;
  labels: Label[]; help: string | null; notes: string[];
}

export interface Rulebook { id: string; version: string; hash: string; title: Text; from: Month; to: Month }

export type AmountKind = "cost" | "surcharge" | "subsidy" | "memo" | "cashKept" | "entitlement" | "exposure"
  | "indicator" | "step";
export type Timing = "month" | "year" | "settlement" | "event" | "status" | "previousYear";
export type Status = "known" | "notInForce" | "notSettled" | "missing" | "open" | "notCovered" | "zeroDivisor"
  | "overflow";
export type LeverStatus = "applies" | "doesNotApply" | "needsFacts" | "amountOpen" | "notInForce" | "notSettled"
  | "notCovered";
export type Figures = "set" | "national" | "open" | "bill";
export type Nature = "support" | "duty" | "fine" | "price" | "supply" | "preferences";
export type Grade = "document" | "national" | "assumption";

export interface Stretch { first: Month; last: Month; changes: string[] }
export interface Segment { from: Day; to: Day; months: number; value: Decimal | null; status: Status }
export interface Amount {
  label: Text; kind: AmountKind; timing: Timing; lever: string | null; unit: string;
  value: Decimal | null; status: Status; missing: string[]; unsettled: string[];
  baseline: Decimal | null; segments: Segment[]; citations: Citation[];
}
/** A change of policy-related cost; negative is a saving. */
export interface Effect { value: Decimal | null; status: "known" | "partial" | "open" }
export interface Gap { text: Text; actual: Text; needed: Text; distance: string | null }
export interface Reason { label: Text; holds: boolean | null; gaps: Gap[]; missing: string[]; citations: Citation[] }
export interface Lever {
  id: string; title: Text; subject: string; figures: Figures; nature: Nature; status: LeverStatus; amount: Decimal | null;
  effect: Effect; standAlone: Effect; reasons: Reason[]; missing: string[];
  inForce: { from: Day; to: Day | null }[]; citations: Citation[];
}
export interface Totals {
  cost: Decimal; baselineCost: Decimal; saving: Decimal; complete: boolean; undetermined: string[];
  members: { amount: string; value: Decimal | null; baseline: Decimal | null }[];
  waterfall: { start: Decimal; steps: { lever: string; change: Decimal }[]; end: Decimal };
}
export interface MissingFact { fact: string; label: Text; ask: Text | null; worth: Decimal }

export interface Token { text: Text; kind: "word" | "number" | "fact" | "parameter" | "amount"; id: string | null }
export interface DatedUse {
  value: Text; from: Day | null; to: Day | null; grade: Grade | null; verify: boolean; stale: boolean;
  note: Text | null; citations: Citation[];
}
export interface Explanation {
  amount: string; label: Text; kind: AmountKind; timing: Timing; value: string | null; status: Status;
  note: Text | null; citations: Citation[];
  segments: {
    from: Day; to: Day; months: number; condition: { words: Token[]; holds: boolean | null } | null;
    words: Token[]; numbers: Token[]; exact: string | null; rounding: Text; result: string | null; status: Status;
  }[];
  summing: Token[];
  parameters: { id: string; label: Text; checkedUntil: Day | null; values: DatedUse[] }[];
  facts: { id: string; label: Text; value: Text | null }[];
  amounts: { id: string; label: Text; value: string | null; status: Status }[];
}
/** What an official sheet may not rest on: a value of a parameter, or the state of a lever. */
export interface Refusal {
  parameter: string | null; label: Text; value: Text; from: Day | null; to: Day | null;
  reason: "assumption" | "toBeVerified" | "unchecked" | "switchedOff"; checkedUntil: Day | null;
  amounts: string[]; levers: string[];
}

/** A fact as stated: exact numbers are best given as strings. `null` is not stated. */
export type FactValue = string | number | bigint | boolean | null;
export interface Facts { [id: string]: FactValue | { [id: string]: FactValue }[] }
/** Facts by id, beside or below the name, period and notes of a facts file. */
export interface FactsFile {
  name?: string | null; period?: string | null; note?: string | null; notes?: { [id: string]: string };
  /** Changes laid over the rulebook: parameters with their values, and levers that are off. */
  patch?: { [parameter: string]: FactValue | string[] };
  facts: Facts;
}
/** Facts as an answer has them, numbers as text; asking with them gives the same answer. */
export interface StatedFacts {
  [id: string]: string | boolean | null | { [id: string]: string | boolean | null }[];
}
/** Files of a rulebook, texts by name; `book.toml` is the first read. */
export interface RuleFiles { [name: string]: string }

export interface AssessRequest {
  /** An object, or the text of a facts file in TOML or JSON. */
  facts: FactsFile | Facts | string;
  /** "2017", "2017-09" or "2017-03..2017-09"; what the facts say if absent. */
  period?: string | null;
  /** Changes laid over the rulebook, in order: "PARAM=VALUE", "PARAM@2018-01-01=VALUE", "-LEVER". */
  changes?: string[] | null;
  /** Amounts to explain. */
  explain?: string[] | null;
  /** Levers whose way in is asked; "all" is every one that does not apply. */
  why?: string[] | null;
  /** Whether the months of the period are asked for. */
  calendar?: boolean | null;
  /** Whether the answer must be fit for an official sheet; refused values are listed, without a result. */
  official?: boolean | null;
  /** Another rulebook than the one built in. */
  rules?: RuleFiles | null;
}
/** The answer; `null` where there is no result. Facts that cannot be read are left out and named. */
export interface Outcome {
  engine: string; rulebook: Rulebook | null; period: string | null; patches: string[];
  name: string | null; facts: StatedFacts | null; notes: { [fact: string]: string };
  stretches: Stretch[] | null; amounts: { [name: string]: Amount } | null; levers: Lever[] | null;
  totals: Totals | null; questions: MissingFact[] | null; explanations: Explanation[];
  whyNot: WhyNot[]; exposures: Exposure[] | null; calendar: Calendar | null;
  official: { accepted: boolean; refused: Refusal[] } | null; diagnostics: Diagnostic[];
}

/** Why a lever does not apply is in `reasons`; here is the way in: all of the fewest changes. */
export interface WhyNot { lever: string; status: LeverStatus; ways: Way[] }
export interface Way { changes: FactChange[]; worth: Effect }
export interface FactChange {
  fact: string; label: Text; from: string | null; to: string; bound: "is" | "atLeast" | "atMost";
}

/** One scenario: `facts`, or `like` with the name of an earlier one and what is different. */
export interface ScenarioRequest {
  name?: string | null;
  like?: string | null;
  /** Facts as for `assess`; several are a group that is summed. */
  facts?: FactsFile | Facts | string | (FactsFile | Facts | string)[] | null;
  /** Facts that are different from those of `like`. */
  with?: Facts | null;
  /** What the facts (or `like`) say if absent. */
  period?: string | null;
  /** Reforms, as the texts of their files. */
  patch?: string[] | null;
  /** Changes laid over the rulebook, as for `assess`. */
  changes?: string[] | null;
  /** A rulebook of its own: its files as one text, as a site serves it under `rules/`. */
  rules?: string | null;
}
export interface CompareRequest {
  title?: string | null;
  /** The scenario the others are compared with, by name or number from 1; the first if absent. */
  reference?: string | number | null;
  scenarios: ScenarioRequest[];
  /** Pairs whose difference is to be attributed; from the reference to each if absent. */
  between?: [string | number, string | number][] | null;
  /** Another rulebook than the one built in. */
  rules?: RuleFiles | null;
}
/** One enterprise of a set: only what is stated. */
export interface Member {
  name: string | null;
  facts: { [id: string]: string | boolean | { [id: string]: string | boolean }[] };
}
/** The scenarios of an answer; comparing them again gives the same answer. */
export interface ScenarioSet {
  title: string | null; reference: string | null;
  scenarios: { name: string; facts: Member | Member[]; period: string; changes: string[] }[];
}
export type Cause = "facts" | "lawDate" | "rulebook" | "readings" | "figures" | "leversOff" | "reforms";
export interface Difference { value: Decimal; leftOut: number }
export interface LeftOut { amount: string; label: Text; enterprises: number[]; count: number }
export interface Attribution {
  from: string; to: string; start: Decimal; end: Decimal;
  lines: { amount: string; label: Text; change: Decimal }[];
  steps: {
    causes: Cause[]; change: Decimal; parts: { names: { name: string; label: Text }[]; change: Decimal }[];
  }[];
  together: { change: Decimal; amounts: string[] } | null; leftOut: LeftOut[];
}
/** The answer; `null` where there is no result. Lists of cells and values are in the order of `scenarios`. */
export interface Comparison {
  engine: string; rulebook: Rulebook | null; set: ScenarioSet | null; reference: string | null;
  scenarios: {
    name: string; enterprises: (string | null)[]; period: string; patches: string[];
    total: {
      cost: Decimal; kinds: { cost: Decimal; surcharge: Decimal; subsidy: Decimal }; complete: boolean;
      undetermined: LeftOut[]; difference: Difference | null;
    };
  }[] | null;
  differs: { cause: Cause; name: string; label: Text; values: (Text | null)[] }[] | null;
  amounts: {
    amount: string; label: Text; kind: AmountKind; unit: string; lever: string | null; differs: boolean;
    cells: ({
      value: Decimal | null; status: Status; present: boolean; counted: number; excluded: number[];
      difference: Difference | null;
    } | null)[];
  }[] | null;
  attributions: Attribution[] | null; diagnostics: Diagnostic[];
}

/** What can go wrong: a lever that threatens, or one that would be lost. No amount is in a total. */
export interface Exposure {
  lever: string; title: Text; nature: Nature; status: LeverStatus;
  amounts: { amount: string; label: Text; value: Decimal }[]; trigger: Way | null; citations: Citation[];
}
/** The months of the period; the cells of a line add up to its amount. */
export interface Calendar {
  months: { month: string; paid: Decimal; received: Decimal; kept: Decimal }[];
  lines: { amount: string; flow: "paid" | "received" | "kept"; cells: Decimal[]; day: Day | null }[];
  leftOut: string[];
  days: { day: Day; what: "begins" | "ends" | "due"; lever: string; parameter: string | null }[];
  apply: { lever: string; from: Day; to: Day }[];
}

export interface LabelEntry { id: string; label: Text }
export interface DocumentEntry {
  id: string; number: string; title: Text; kind: "document" | "national"; issued: Day | null; inForce: Day | null;
  to: Day | null; note: Text | null;
}
export interface FactEntry {
  id: string; label: Text; ask: Text | null; help: Text | null; section: string | null; group: string | null;
  type: "number" | "bool" | "choice" | "date"; unit: string | null; step: Decimal | null; min: Decimal | null;
  max: Decimal | null; options: LabelEntry[] | null; typical: [string, string] | null; default: string | null;
  changeable: boolean;
  /** May be named as what goes wrong. */
  canFail: boolean;
}
export type LawState = "value" | "rows" | "absent" | "unknown" | "open";
export interface Law {
  state: LawState; value: string | null;
  rows: { upto: Decimal | null; option: string | null; state: LawState; value: string | null }[];
}
export interface ParameterEntry {
  id: string; label: Text; shape: "number" | "bool" | "date" | "reading" | "brackets" | "byChoice";
  unit: string | null; by: string | null; upperIncluded: boolean | null; choice: string | null;
  readings: { id: string; label: Text; citations: Citation[] }[]; open: boolean; yearly: boolean;
  checkedUntil: Day | null; opens: Law;
  values: {
    from: Day; to: Day | null; law: Law; grade: Grade; verify: boolean; lever: string | null; without: Law | null;
    citations: Citation[]; note: Text | null;
  }[];
  citations: Citation[]; note: Text | null;
}
export interface AmountEntry {
  id: string; label: Text; kind: AmountKind; unit: string; timing: Timing; on: string | null; group: string | null;
  lever: string | null; when: string | null; formula: string; rounding: Decimal | null; citations: Citation[];
  note: Text | null;
}
export interface LeverEntry {
  id: string; title: Text; subject: string; figures: Figures; nature: Nature; timing: Timing; qualifies: Text | null;
  office: Text | null; apply: Text | null; note: Text | null;
  inForce: { from: Day; to: Day | null; assumption: boolean; citations: Citation[] }[];
  conditions: { label: Text; test: string; citations: Citation[] }[];
  amounts: string[]; parameters: string[]; citations: Citation[];
}
export interface Catalogue {
  engine: string; rulebook: Rulebook | null; documents: DocumentEntry[] | null; subjects: LabelEntry[] | null;
  facts: FactEntry[] | null; parameters: ParameterEntry[] | null; amounts: AmountEntry[] | null;
  levers: LeverEntry[] | null; diagnostics: Diagnostic[];
}
export interface FactsList {
  engine: string; rulebook: Rulebook | null; sections: LabelEntry[];
  groups: { id: string; label: Text; section: string | null; maxRows: number; facts: string[] }[];
  facts: FactEntry[]; diagnostics: Diagnostic[];
}
export interface CheckResult {
  engine: string; ok: boolean; rulebook: Rulebook | null; errors: number; warnings: number; diagnostics: Diagnostic[];
}

/** Assesses one enterprise for one period. Never throws: user errors are in `diagnostics`. */
export function assess(request: AssessRequest): Outcome;
/** Sets scenarios side by side and says where differences come from. Never throws. */
export function compare(request: CompareRequest): Comparison;
/** What a question about a range names: the enterprise, its months, and what is varied. */
export interface RangeRequest {
  facts: FactsFile | Facts | string; period?: string | null; changes?: string[] | null; rules?: RuleFiles | null;
  /** `FACT=FROM..TO` or `FACT=FROM..TO:STEP`, a parameter likewise; a goal may leave the range out. */
  vary: string;
}
export interface SweepRequest extends RangeRequest {
  /** Amounts, or `total`; none is the total. */
  of?: string[] | null;
  /** How many points a curve has if no step is named, as digits. */
  points?: string | null;
}
export interface BreakpointsRequest extends RangeRequest { of?: string[] | null }
export interface GoalRequest extends RangeRequest { /** `AMOUNT=VALUE` or `total=VALUE`. */ until: string }
export interface Axis {
  kind: "fact" | "parameter"; id: string; label: Text; unit: string; step: Decimal; from: Decimal; to: Decimal;
  here: Decimal | null;
}
export interface RangePoint { at: Decimal; value: Decimal | null; marginal: Decimal | null }
export interface SwitchCause {
  kind: "condition" | "bracket" | "limit" | "step" | "range"; text: Text; amount: string | null; lever: string | null;
  of: Text; figures: { parameter: string; label: Text; value: Text }[]; citations: Citation[];
}
export interface Breakpoint {
  from: Decimal; to: Decimal; nature: "jump" | "kink" | "status"; before: Decimal | null; after: Decimal | null;
  jump: Decimal | null; marginalBefore: Decimal | null; marginalAfter: Decimal | null; causes: SwitchCause[];
}
export interface RangeTarget {
  id: string; label: Text; unit: string; here: Decimal | null; points: RangePoint[] | null;
  breakpoints: Breakpoint[]; reached: Decimal;
}
export interface Span { from: Decimal; to: Decimal }
export interface Goal {
  target: string; label: Text; unit: string; value: Decimal; solutions: Span[];
  skips: { from: Decimal; to: Decimal; before: Decimal; after: Decimal; causes: SwitchCause[] }[];
  unknown: Span[]; nearest: RangePoint | null; reached: Decimal;
}
/** The answer to a question about a range; `axis` is `null` where it was refused. */
export interface Exploration {
  engine: string; rulebook: Rulebook | null; period: string | null; patches: string[]; axis: Axis | null;
  targets: RangeTarget[];
  forbidden: {
    effort: "more" | "less" | "none"; intervals: { from: Decimal; to: Decimal; better: Decimal; total: Decimal | null }[];
  } | null;
  goal: Goal | null; diagnostics: Diagnostic[];
}
/** Curves of amounts along a fact or parameter, with marginal effects, breakpoints and values to stay out of. */
export function sweep(request: SweepRequest): Exploration;
/** Every breakpoint of amounts along a fact or parameter, with its cause. */
export function breakpoints(request: BreakpointsRequest): Exploration;
/** Every value of a fact or parameter that makes an amount reach a target. */
export function goal(request: GoalRequest): Exploration;
/** Everything in a rulebook: the one built in, or the one of these files. */
export function rulebook(rules?: RuleFiles | null): Catalogue;
/** The facts an enterprise may state. */
export function facts(rules?: RuleFiles | null): FactsList;
/** Checks a rulebook; every problem found. */
export function checkRules(rules?: RuleFiles | null): CheckResult;
