/** The calculator itself broke: a fault of the package, never of what it was given. */
export class InternalError extends Error {
  constructor(cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`qingce broke on the inside: ${why}`, { cause });
    this.name = "InternalError";
  }
}
