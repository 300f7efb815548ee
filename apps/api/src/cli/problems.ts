/** A command cannot go on. `lines` say what is wrong and what to do about it. */
export class CommandFailure extends Error {
  readonly lines: readonly string[];
  /** The person at the terminal has ended it. */
  readonly isInterruption: boolean;

  constructor(lines: readonly string[], options: { readonly isInterruption?: boolean } = {}) {
    super(lines.join('\n'));
    this.lines = lines;
    this.isInterruption = options.isInterruption ?? false;
  }
}

/** The code of a system error, such as ECONNREFUSED; undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? systemErrorCode(error.cause) : undefined;
}
