export * from "./types.js";

/**
 * Loads the calculator; wait for it before the first call.
 *
 * Without an argument the module beside the package's files is fetched, under node read from disk.
 * Otherwise its address, a response that holds it, its bytes, or the compiled module.
 */
export default function init(source?: string | object): Promise<void>;

/**
 * The calculator itself broke: a fault of the package, never of what it was given. On the page's own
 * thread every later call throws it too, until the page is loaded anew; `qingce/worker` starts afresh.
 */
export class InternalError extends Error {
  constructor(cause: unknown);
}
