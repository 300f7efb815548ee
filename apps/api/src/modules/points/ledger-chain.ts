import { createHash } from 'node:crypto';
import type { Reason } from '@fanfare/gamification';
import { canonicalJson } from '@fanfare/gamification';

export type LedgerEntryKind = 'GRANT' | 'REVERSAL' | 'ADJUSTMENT' | 'EXCHANGE';

/** One line of the points ledger before it is chained. Amounts are whole points; times are epoch milliseconds. */
export interface LedgerLine {
  readonly programmeId: string;
  readonly number: number;
  readonly id: string;
  readonly kind: LedgerEntryKind;
  /** The place, in the order of recording, of what was booked. */
  readonly factSequence: number;
  readonly ambassadorId: string;
  readonly activityId: string | null;
  readonly readingId: string | null;
  readonly rescoringId: string | null;
  readonly ruleSetVersion: number | null;
  readonly ruleKey: string | null;
  readonly requested: number;
  readonly granted: number;
  readonly countsAt: number;
  readonly recordedAt: number;
  readonly reasons: readonly Reason[];
  readonly reversesNumber: number | null;
  readonly reason: string | null;
  /** `factSequence:` and what was booked of it: the rule, or the entry that was reversed. */
  readonly idempotencyKey: string;
}

export interface ChainedLine extends LedgerLine {
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

/**
 * SHA-256 over the previous hash and the canonical JSON of the line: whoever changes, removes or inserts a line breaks every hash behind
 * it. The first line follows an empty hash.
 */
export function hashOfLine(line: LedgerLine, previousHash: Buffer): Buffer {
  return createHash('sha256').update(previousHash).update(canonicalLine(line)).digest();
}

/**
 * `canonicalJson` of a line, properties in the order of their names, written out: sorting names that are always the same took longer than
 * the hash. Ids, kinds and keys hold nothing that JSON escapes; what people wrote may.
 */
function canonicalLine(line: LedgerLine): string {
  return `{"activityId":${quoted(line.activityId)},"ambassadorId":"${line.ambassadorId}","countsAt":${line.countsAt},"factSequence":${
    line.factSequence
  },"granted":${line.granted},"id":"${line.id}","idempotencyKey":${JSON.stringify(line.idempotencyKey)},"kind":"${
    line.kind
  }","number":${line.number},"programmeId":"${line.programmeId}","readingId":${quoted(line.readingId)},"reason":${JSON.stringify(
    line.reason,
  )},"reasons":${line.reasons.length === 0 ? '[]' : canonicalJson(line.reasons)},"recordedAt":${line.recordedAt},"requested":${
    line.requested
  },"rescoringId":${quoted(line.rescoringId)},"reversesNumber":${line.reversesNumber},"ruleKey":${JSON.stringify(
    line.ruleKey,
  )},"ruleSetVersion":${line.ruleSetVersion}}`;
}

function quoted(id: string | null): string {
  return id === null ? 'null' : `"${id}"`;
}
