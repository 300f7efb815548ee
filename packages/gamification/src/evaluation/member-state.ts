import { latestInstant, periodUnits } from '../periods/calendar.ts';
import { DIGESTS } from './digest.ts';
import { isWhole, refuse } from './stored.ts';

/** EVER is the window without end, for what counts once in a person's life here. */
const windowUnits = [...periodUnits, 'EVER'] as const;
export type WindowUnit = (typeof windowUnits)[number];

/** The number of a unit: its place in `windowUnits`. */
export const UNIT_NUMBER: Readonly<Record<WindowUnit, number>> = { DAY: 0, ISO_WEEK: 1, MONTH: 2, SEASON: 3, EVER: 4 };
export const UNITS = windowUnits.length;

/** Counters of contents, of which a busy person has hundreds in a season, are spread over so many windows of the same time. */
const SHARES = 8;

/** The sort of the window that holds the counter of a content: its unit's number, plus `UNITS` for each share, by the key's highest bits. */
export function contentSort(unit: number, key: number): number {
  return unit + UNITS * (1 + Math.floor(key / (DIGESTS / SHARES)));
}

/** Cells of one window in `MemberState.windows`: its sort, start and end. */
export const WINDOW_CELLS = 3;

/** Counters of one window, ascending by key: the digest of its name and its value, which is above 0, in turn. At least one. */
export type CountersOfWindow = readonly number[];

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
  /** Sort (the number of the unit; for contents see `contentSort`), start and end of each window, ordered by sort, then start. */
  readonly windows: readonly number[];
  /** Of each window. Apart from `windows`, so that looking for one touches little memory: most time goes into reaching it. */
  readonly counters: readonly CountersOfWindow[];
  /** The earliest end of the windows, so that most facts need not look for frozen ones. Follows from them and is not stored. */
  readonly firstEnd: number;
}

/** What `Counters` needs of a state and leaves of it. */
export type CounterState = Pick<MemberState, 'windows' | 'counters' | 'firstEnd'>;

export const emptyMemberState: MemberState = {
  version: 1,
  sequence: 0,
  recordedAt: 0,
  lastActiveAt: null,
  windows: [],
  counters: [],
  firstEnd: latestInstant,
};

/** The parts in this order as a JSON array: equal states have equal text. */
export function serializeMemberState({ version, sequence, recordedAt, lastActiveAt, windows, counters }: MemberState): string {
  return JSON.stringify([version, sequence, recordedAt, lastActiveAt, windows, counters]);
}

/** Reads what `serializeMemberState` or a JSON column holds; throws TypeError where it is no member state. */
export function parseMemberState(stored: unknown): MemberState {
  const read: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored;
  if (!Array.isArray(read) || read.length !== 6) return refuse('member state', 'six parts');
  const [version, sequence, recordedAt, lastActiveAt, windows, counters]: unknown[] = read;
  if (version !== 1) return refuse('member state', 'version 1');
  if (!isWhole(sequence) || sequence < 0) return refuse('member state', 'a sequence');
  if (!isWhole(recordedAt)) return refuse('member state', 'a time of recording');
  if (lastActiveAt !== null && !isWhole(lastActiveAt)) return refuse('member state', 'a time of the last activity');
  if (!areWindows(windows)) return refuse('member state', 'windows in order');
  if (!areCounters(counters) || WINDOW_CELLS * counters.length !== windows.length)
    return refuse('member state', 'counters for each window, in order and above 0');
  return { version, sequence, recordedAt, lastActiveAt, windows, counters, firstEnd: firstEndOf(windows) };
}

export function firstEndOf(windows: readonly number[]): number {
  let first = latestInstant;
  for (let at = 2; at < windows.length; at += WINDOW_CELLS) first = Math.min(first, windows[at] ?? first);
  return first;
}

function areWholes(value: unknown): value is readonly number[] {
  if (!Array.isArray(value)) return false;
  for (const cell of value) if (!isWhole(cell)) return false;
  return true;
}

function areWindows(value: unknown): value is readonly number[] {
  if (!areWholes(value) || value.length % WINDOW_CELLS !== 0) return false;
  let sortBefore = -1;
  let startBefore = 0;
  for (let at = 0; at < value.length; at += WINDOW_CELLS) {
    const [sort = -1, start = 0, end = 0] = [value[at], value[at + 1], value[at + 2]];
    if (sort < sortBefore || (sort === sortBefore && start <= startBefore)) return false;
    if (sort < 0 || sort >= UNITS * (1 + SHARES) || end <= start) return false;
    sortBefore = sort;
    startBefore = start;
  }
  return true;
}

function areCounters(value: unknown): value is readonly CountersOfWindow[] {
  return Array.isArray(value) && value.every(areCountersOfWindow);
}

function areCountersOfWindow(value: unknown): value is CountersOfWindow {
  if (!areWholes(value) || value.length === 0 || value.length % 2 !== 0) return false;
  let before = -1;
  for (let at = 0; at < value.length; at += 2) {
    const key = value[at] ?? -1;
    if (key <= before || key >= DIGESTS || (value[at + 1] ?? 0) <= 0) return false;
    before = key;
  }
  return true;
}
