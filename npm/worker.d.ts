import type {
  AssessRequest, BreakpointsRequest, Catalogue, CheckResult, CompareRequest, Comparison, Exploration, FactsList,
  GoalRequest, Outcome, RuleFiles, SweepRequest,
} from "./types.js";

export { InternalError } from "./index.js";

export interface CallOptions {
  /** Cancels the call: its promise is rejected with the signal's reason. */
  signal?: AbortSignalLike | undefined;
}
/** What is needed of an `AbortSignal`. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
/**
 * The functions of the package away from the page's thread, one call after the other.
 *
 * A promise is rejected with `InternalError` if the calculator broke on that call; the next one finds a
 * new worker. What a user can get wrong is in the answer's `diagnostics`.
 */
export interface Calculator {
  assess(request: AssessRequest, options?: CallOptions): Promise<Outcome>;
  compare(request: CompareRequest, options?: CallOptions): Promise<Comparison>;
  sweep(request: SweepRequest, options?: CallOptions): Promise<Exploration>;
  breakpoints(request: BreakpointsRequest, options?: CallOptions): Promise<Exploration>;
  goal(request: GoalRequest, options?: CallOptions): Promise<Exploration>;
  rulebook(rules?: RuleFiles | null, options?: CallOptions): Promise<Catalogue>;
  facts(rules?: RuleFiles | null, options?: CallOptions): Promise<FactsList>;
  checkRules(rules?: RuleFiles | null, options?: CallOptions): Promise<CheckResult>;
  /** Ends the worker; calls that are not answered yet are rejected. */
  stop(): void;
}
export interface StartOptions {
  /**
   * Creates the worker, where the page's policy or a bundler wants it created in some way of its own: a module
   * worker of `qingce/thread.js`. It is called again whenever a worker broke.
   */
  create?: () => object;
}
/** A calculator in a worker of its own, which starts with the first call. */
export function start(options?: StartOptions): Calculator;
