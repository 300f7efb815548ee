import { latestInstant, type Period } from '../periods/calendar.ts';
import { type CounterState, type CountersOfWindow, firstEndOf, UNITS, WINDOW_CELLS } from './member-state.ts';

const EVER = { start: 0, end: latestInstant } as const;
const ABSENT = -1;

export interface CountersOpening {
  /** Never changed. */
  readonly state: CounterState;
  /** The day, ISO week, month and season to count in. */
  readonly periods: readonly Period[];
  /** Windows that end by then are dropped. */
  readonly frozenUntil: number;
}

/**
 * A person's counters in the windows around one instant. What changes is copied, which is cheap because windows are small; all else is
 * shared with the state before. This is the innermost loop of evaluation, hence a class and offsets instead of a map of maps.
 */
export class Counters implements CounterState {
  windows: readonly number[];
  counters: readonly CountersOfWindow[];
  firstEnd: number;
  private readonly periods: readonly Period[];
  /** `counters` where it is a copy that may be written to. */
  private own: CountersOfWindow[] | null = null;
  /** For each window that was asked for its sort and its place, ABSENT where there is none. */
  private readonly found: number[] = [];

  constructor({ state, periods, frozenUntil }: CountersOpening) {
    this.windows = state.windows;
    this.counters = state.counters;
    this.firstEnd = state.firstEnd;
    this.periods = periods;
    if (state.firstEnd <= frozenUntil) this.dropUntil(frozenUntil);
  }

  read(sort: number, key: number): number {
    const index = this.find(sort);
    // Asked first, because reading an array at a negative index is slow.
    const cells = index === ABSENT ? undefined : this.counters[index];
    if (cells === undefined) return 0;
    const place = placeOf(cells, key);
    return cells[place] === key ? (cells[place + 1] ?? 0) : 0;
  }

  /** A counter that comes to 0 or less is removed, and with its last counter the window. */
  add(sort: number, key: number, amount: number): void {
    const index = this.find(sort);
    const cells = index === ABSENT ? undefined : this.counters[index];
    if (cells === undefined) {
      if (amount > 0) this.addWindow(sort, key, amount);
      return;
    }
    const place = placeOf(cells, key);
    const isKnown = cells[place] === key;
    const after = (isKnown ? (cells[place + 1] ?? 0) : 0) + amount;
    if (isKnown && after > 0) this.replace(index, withValue(cells, place + 1, after));
    else if (!isKnown && after > 0) this.replace(index, cells.toSpliced(place, 0, key, after));
    else if (isKnown && cells.length > 2) this.replace(index, cells.toSpliced(place, 2));
    else if (isKnown) this.removeWindow(index);
  }

  private dropUntil(frozenUntil: number): void {
    const windows: number[] = [];
    const counters: CountersOfWindow[] = [];
    for (let index = 0; index < this.counters.length; index += 1) {
      const at = WINDOW_CELLS * index;
      const end = this.windows[at + 2] ?? latestInstant;
      if (end <= frozenUntil) continue;
      windows.push(this.windows[at] ?? 0, this.windows[at + 1] ?? 0, end);
      counters.push(this.counters[index] ?? []);
    }
    this.renew(windows, counters);
  }

  private addWindow(sort: number, key: number, amount: number): void {
    const { start, end } = this.periodOf(sort);
    const place = placeOfWindow(this.windows, sort, start);
    const windows = this.windows.toSpliced(WINDOW_CELLS * place, 0, sort, start, end);
    this.renew(windows, this.counters.toSpliced(place, 0, [key, amount]));
  }

  private removeWindow(index: number): void {
    this.renew(this.windows.toSpliced(WINDOW_CELLS * index, WINDOW_CELLS), this.counters.toSpliced(index, 1));
  }

  /** Goes on with other windows than before. */
  private renew(windows: readonly number[], counters: CountersOfWindow[]): void {
    this.windows = windows;
    this.own = counters;
    this.counters = counters;
    this.firstEnd = firstEndOf(windows);
    this.found.length = 0;
  }

  private replace(index: number, cells: CountersOfWindow): void {
    this.own ??= this.counters.slice();
    this.own[index] = cells;
    this.counters = this.own;
  }

  /** The place of the window of a sort, ABSENT where there is none. */
  private find(sort: number): number {
    const { found, windows } = this;
    for (let at = 0; at < found.length; at += 2) if (found[at] === sort) return found[at + 1] ?? ABSENT;
    const { start } = this.periodOf(sort);
    const place = placeOfWindow(windows, sort, start);
    const isHere = windows[WINDOW_CELLS * place] === sort && windows[WINDOW_CELLS * place + 1] === start;
    const index = isHere ? place : ABSENT;
    found.push(sort, index);
    return index;
  }

  private periodOf(sort: number): { readonly start: number; readonly end: number } {
    return this.periods[sort % UNITS] ?? EVER;
  }
}

function withValue(cells: CountersOfWindow, at: number, value: number): CountersOfWindow {
  const copy = cells.slice();
  copy[at] = value;
  return copy;
}

/** The offset of a key among the counters of a window, or where it belongs. */
function placeOf(cells: CountersOfWindow, key: number): number {
  let low = 0;
  let high = cells.length >> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cells[2 * middle] ?? key) < key) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

/** The place of a window, or where it belongs. */
function placeOfWindow(windows: readonly number[], sort: number, start: number): number {
  let low = 0;
  let high = windows.length / WINDOW_CELLS;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = WINDOW_CELLS * middle;
    const sortHere = windows[at] ?? sort;
    if (sortHere < sort || (sortHere === sort && (windows[at + 1] ?? start) < start)) low = middle + 1;
    else high = middle;
  }
  return low;
}
