/** Why a line is no record. `column` null where the line as a whole is meant. */
export interface LineProblem {
  readonly column: string | null;
  readonly code: string;
  readonly reason: string;
}

/** One record of a file: its cells by column, or what is wrong with its line. */
export interface SourceRecord {
  /** The physical line on which it begins, from 1. */
  readonly line: number;
  /** As it stands in the file; the same file gives the same text, which is how a resumed import is recognised. */
  readonly raw: string;
  readonly content:
    | { readonly ok: true; readonly cells: ReadonlyMap<string, unknown> }
    | { readonly ok: false; readonly problem: LineProblem };
}

export function malformed(
  line: { readonly number: number; readonly text: string },
  problem: Omit<LineProblem, 'column'>,
): SourceRecord {
  return { line: line.number, raw: line.text, content: { ok: false, problem: { column: null, ...problem } } };
}

/** A file that cannot be read at all, such as one without a header. */
export class UnreadableFileError extends Error {}
