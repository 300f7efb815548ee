import type { LocalisedText } from '../../platform/localised-text.ts';
import { type Line, type LineFault, longestLine } from './lines.ts';

/** Why a line is no record. `column` null where the line as a whole is meant. */
export interface LineProblem {
  readonly column: string | null;
  readonly code: string;
  readonly reason: LocalisedText;
}

/** One record of a file: its cells beside their columns, or what is wrong with its line. */
export interface SourceRecord {
  /** The physical line on which it begins, from 1. */
  readonly line: number;
  /** As it stands in the file; the same file gives the same text, which is how a resumed import is recognised. */
  readonly raw: string;
  readonly content:
    | { readonly ok: true; readonly columns: readonly string[]; readonly cells: readonly unknown[] }
    | { readonly ok: false; readonly problem: LineProblem };
}

/** A file whose beginning has been read. */
export interface OpenedFile {
  /** Of all records; null where each record names its own. */
  readonly columns: readonly string[] | null;
  /** What stands before the records, as it stands in the file. */
  readonly head: string;
  readonly records: AsyncIterable<SourceRecord>;
}

/** A file that cannot be read at all, such as one without a header. */
export class UnreadableFileError extends Error {
  readonly reason: LocalisedText;

  constructor(reason: LocalisedText) {
    super(reason.ENGLISH);
    this.reason = reason;
  }
}

export function malformed(
  line: { readonly number: number; readonly text: string },
  problem: Omit<LineProblem, 'column'>,
): SourceRecord {
  return { line: line.number, raw: line.text, content: { ok: false, problem: { column: null, ...problem } } };
}

/** The record of a line whose bytes are no text. */
export function faultyRecord(line: Line, fault: LineFault): SourceRecord {
  return malformed(line, { code: fault, reason: faultReasons[fault] });
}

export const faultReasons: Readonly<Record<LineFault, LocalisedText>> = {
  TOO_LONG: {
    GERMAN: `Die Zeile hat mehr als ${longestLine} Bytes.`,
    ENGLISH: `The line has more than ${longestLine} bytes.`,
  },
  NOT_UTF8: {
    GERMAN: 'Die Zeile ist kein Text in UTF-8.',
    ENGLISH: 'The line is no text in UTF-8.',
  },
};
