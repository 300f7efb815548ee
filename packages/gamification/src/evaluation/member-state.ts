import { z } from 'zod';
import { periodUnits } from '../periods/calendar.ts';

/** EVER is the window without end, for what counts once in a person's life here. */
export const windowUnits = [...periodUnits, 'EVER'] as const;
export type WindowUnit = (typeof windowUnits)[number];

/** How many cells stand before the counters of a window. */
export const HEADER = 4;

/**
 * What the rules remember about one person: counters of the windows that still accept facts. A window is dropped once its grace has
 * ended, so the size depends on the rules and on how busy the open windows were, never on the length of the history.
 */
export interface MemberState {
  readonly version: 1;
  /** Sequence of the last fact or reversal that was applied; 0 before the first. */
  readonly sequence: number;
  /** The latest time of recording seen, which decides what has frozen. */
  readonly recordedAt: number;
  /** When the person was last active in a way that a rule matched; null before the first time. */
  readonly lastActiveAt: number | null;
  /**
   * Window after window, ordered by unit, then start: the number of its unit in `windowUnits`, start, end, how many counters it has, and
   * then for each counter, ascending, the digest of its name and its value, which is above 0.
   */
  readonly counters: readonly number[];
}

export const emptyMemberState: MemberState = { version: 1, sequence: 0, recordedAt: 0, lastActiveAt: null, counters: [] };

/** Canonical JSON: equal states have equal text. */
export function serializeMemberState({ version, sequence, recordedAt, lastActiveAt, counters }: MemberState): string {
  return JSON.stringify({ version, sequence, recordedAt, lastActiveAt, counters });
}

const stateSchema = z.strictObject({
  version: z.literal(1),
  sequence: z.int().min(0),
  recordedAt: z.int(),
  lastActiveAt: z.int().nullable(),
  counters: z.array(z.int()).refine(isWellFormed, 'windows in order, each with as many counters above 0 as it says'),
});

/** Reads what `serializeMemberState` or a JSON column holds; throws where it is no member state. */
export function parseMemberState(stored: unknown): MemberState {
  return stateSchema.parse(typeof stored === 'string' ? JSON.parse(stored) : stored);
}

function isWellFormed(cells: readonly number[]): boolean {
  let header = 0;
  let before: readonly number[] = [-1, 0];
  while (header < cells.length) {
    const [unit = -1, start = 0, end = 0, count = 0] = cells.slice(header, header + HEADER);
    const isLater = unit > (before[0] ?? -1) || (unit === before[0] && start > (before[1] ?? 0));
    const counters = cells.slice(header + HEADER, header + HEADER + 2 * count);
    if (!isLater || unit >= windowUnits.length || end <= start || count < 1 || counters.length !== 2 * count) return false;
    if (!counters.every((cell, index) => (index % 2 === 1 ? cell > 0 : index === 0 || cell > (counters[index - 2] ?? cell))))
      return false;
    before = [unit, start];
    header += HEADER + 2 * count;
  }
  return true;
}
