import { z } from 'zod';
import { type Calendar, latestInstant, type Period, periodUnits } from '../periods/calendar.ts';

/** EVER is the window without end, for what counts once in a person's life here. */
export const windowUnits = [...periodUnits, 'EVER'] as const;
export type WindowUnit = (typeof windowUnits)[number];

/** The counters of one calendar window, by key, in code-unit order; `used[i]` belongs to `keys[i]` and is above 0. */
export interface WindowUse {
  readonly unit: WindowUnit;
  readonly start: number;
  readonly end: number;
  readonly keys: readonly string[];
  readonly used: readonly number[];
}

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
  /** Ordered by unit, then start. */
  readonly windows: readonly WindowUse[];
}

export const emptyMemberState: MemberState = { version: 1, sequence: 0, recordedAt: 0, lastActiveAt: null, windows: [] };

/** The one window of unit EVER. */
export const ever: { readonly unit: WindowUnit; readonly start: number; readonly end: number } = {
  unit: 'EVER',
  start: 0,
  end: latestInstant,
};

/** Canonical JSON: equal states have equal text. */
export function serializeMemberState(state: MemberState): string {
  const { version, sequence, recordedAt, lastActiveAt } = state;
  const windows = state.windows.map(({ unit, start, end, keys, used }) => ({ unit, start, end, keys, used }));
  return JSON.stringify({ version, sequence, recordedAt, lastActiveAt, windows });
}

const stateSchema = z.strictObject({
  version: z.literal(1),
  sequence: z.int().min(0),
  recordedAt: z.int(),
  lastActiveAt: z.int().nullable(),
  windows: z.array(
    z
      .strictObject({
        unit: z.enum(windowUnits),
        start: z.int(),
        end: z.int(),
        keys: z.array(z.string()),
        used: z.array(z.int().min(1)),
      })
      .refine((window) => window.keys.length === window.used.length, 'a counter without a key'),
  ),
});

/** Reads what `serializeMemberState` or a JSON column holds; throws where it is no member state. */
export function parseMemberState(stored: unknown): MemberState {
  return stateSchema.parse(typeof stored === 'string' ? JSON.parse(stored) : stored);
}

/** The counters of one evaluation: copies what it changes, shares the rest. */
export interface Counters {
  windows: WindowUse[];
}

/** Opens the counters of a state, without the windows that have frozen by `recordedAt`. */
export function openCounters(opening: { state: MemberState; calendar: Calendar; recordedAt: number }): Counters {
  const { state, calendar, recordedAt } = opening;
  const isOpen = ({ unit, end }: WindowUse) => unit === 'EVER' || end + calendar.graceMilliseconds > recordedAt;
  return { windows: state.windows.filter(isOpen) };
}

type Window = Pick<Period, 'start' | 'end'> & { readonly unit: WindowUnit };

export function readCounter(counters: Counters, window: Window, key: string): number {
  const found = counters.windows.find(({ start, unit }) => start === window.start && unit === window.unit);
  if (!found) return 0;
  return found.used[found.keys.indexOf(key)] ?? 0;
}

/** Adds to a counter; a counter that comes to 0 or less is removed, and so is a window without counters. */
export function addToCounter(counters: Counters, window: Window, change: { key: string; amount: number }): void {
  const at = counters.windows.findIndex(({ start, unit }) => start === window.start && unit === window.unit);
  const before = counters.windows[at];
  if (!before) {
    if (change.amount <= 0) return;
    const { unit, start, end } = window;
    counters.windows.splice(placeOf(counters.windows, window), 0, {
      unit,
      start,
      end,
      keys: [change.key],
      used: [change.amount],
    });
    return;
  }
  const after = changedWindow({ ...before, end: window.end }, change);
  if (after.keys.length === 0) counters.windows.splice(at, 1);
  else counters.windows[at] = after;
}

function changedWindow(window: WindowUse, change: { key: string; amount: number }): WindowUse {
  const { unit, start, end, keys } = window;
  const at = keys.indexOf(change.key);
  const amount = (window.used[at] ?? 0) + change.amount;
  const used = window.used.slice();
  if (at >= 0 && amount > 0) {
    used[at] = amount;
    return { unit, start, end, keys, used };
  }
  const changedKeys = keys.slice();
  if (at >= 0) {
    changedKeys.splice(at, 1);
    used.splice(at, 1);
  } else if (amount > 0) {
    const following = keys.findIndex((key) => key > change.key);
    const place = following < 0 ? keys.length : following;
    changedKeys.splice(place, 0, change.key);
    used.splice(place, 0, amount);
  }
  return { unit, start, end, keys: changedKeys, used };
}

function placeOf(windows: readonly WindowUse[], window: Window): number {
  const rank = windowUnits.indexOf(window.unit);
  const following = windows.findIndex(({ unit, start }) => {
    const other = windowUnits.indexOf(unit);
    return other > rank || (other === rank && start > window.start);
  });
  return following < 0 ? windows.length : following;
}
