/** What tells which of two boards is the later one. */
export interface Dated {
  readonly periodStart: string | null;
  readonly version: number;
}

/** Whether an answer is to be shown: of the same period a lower version has been overtaken on its way. */
export function isNewer(known: Dated | undefined, answer: Dated): boolean {
  return (
    known === undefined || known.periodStart !== answer.periodStart || answer.version === 0 || answer.version >= known.version
  );
}
