import { latestInstant, type Period } from '../periods/calendar.ts';
import { type CounterState, type CountersOfWindow, firstEndOf, UNITS, WINDOW_CELLS } from './member-state.ts';

const EVER = { start: 0, end: latestInstant } as const;
const ABSENT = -1;

/**
 * A person's counters while facts are applied: first `moveTo` the periods of a fact, then read and add. What changes is copied once and
 * then written in place, so that many facts in a row cost little more than their own counters; the state it was opened with, and every
 * state that `held` has given, stay as they are. This is the innermost loop of evaluation, hence a class and offsets instead of a map
 * of maps.
 */
export class Counters {
  private windows: readonly number[];
  private counters: readonly CountersOfWindow[];
  private firstEnd: number;
  /** The day, ISO week, month and season to count in. */
  private periods: readonly Period[] = [];
  /** `windows` and `counters` where they are copies that may be written to. */
  private ownWindows: number[] | null = null;
  private ownCounters: CountersOfWindow[] | null = null;
  /** For each window its counters where they may be written to; as long as `ownCounters`. */
  private ownCells: (number[] | null)[] = [];
  /** For each window that was asked for its sort and its place, ABSENT where there is none; so many cells of it hold. */
  private readonly found: number[] = [];
  private foundCells = 0;

  constructor(state: CounterState) {
    this.windows = state.windows;
    this.counters = state.counters;
    this.firstEnd = state.firstEnd;
  }

  /** Windows that end by `frozenUntil` are dropped. */
  moveTo(periods: readonly Period[], frozenUntil: number): void {
    if (periods !== this.periods) {
      this.periods = periods;
      this.foundCells = 0;
    }
    if (this.firstEnd <= frozenUntil) this.dropUntil(frozenUntil);
  }

  /** The counters as they are now; what is counted from here on is written elsewhere. */
  held(): CounterState {
    this.ownWindows = null;
    this.ownCounters = null;
    const { windows, counters, firstEnd } = this;
    return { windows, counters, firstEnd };
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
    if (isKnown && after > 0) this.writable(index, cells)[place + 1] = after;
    else if (isKnown && cells.length > 2) this.writable(index, cells).splice(place, 2);
    else if (isKnown) this.removeWindow(index);
    else if (after > 0) this.insert(index, cells, { place, key, value: after });
  }

  private insert(index: number, cells: CountersOfWindow, counter: { place: number; key: number; value: number }): void {
    const { place, key, value } = counter;
    const own = this.writable(index, cells);
    insertPair(own, place, key, value);
  }

  private writable(index: number, cells: CountersOfWindow): number[] {
    const own = this.writableCounters() && this.ownCells[index];
    return own ?? this.replace(index, cells.slice());
  }

  private replace(index: number, own: number[]): number[] {
    this.writableCounters()[index] = own;
    this.ownCells[index] = own;
    return own;
  }

  private writableCounters(): CountersOfWindow[] {
    if (this.ownCounters !== null) return this.ownCounters;
    this.ownCounters = this.counters.slice();
    this.counters = this.ownCounters;
    this.ownCells = new Array<number[] | null>(this.ownCounters.length).fill(null);
    return this.ownCounters;
  }

  private writableWindows(): number[] {
    this.ownWindows ??= this.windows.slice();
    this.windows = this.ownWindows;
    return this.ownWindows;
  }

  private dropUntil(frozenUntil: number): void {
    const { windows, counters, ownCells } = this;
    const isOwn = this.ownCounters !== null;
    const keptWindows: number[] = [];
    const keptCounters: CountersOfWindow[] = [];
    const keptCells: (number[] | null)[] = [];
    for (let index = 0; index < counters.length; index += 1) {
      const at = WINDOW_CELLS * index;
      const end = windows[at + 2] ?? latestInstant;
      if (end <= frozenUntil) continue;
      keptWindows.push(windows[at] ?? 0, windows[at + 1] ?? 0, end);
      keptCounters.push(counters[index] ?? []);
      keptCells.push(isOwn ? (ownCells[index] ?? null) : null);
    }
    this.ownWindows = keptWindows;
    this.windows = keptWindows;
    this.ownCounters = keptCounters;
    this.counters = keptCounters;
    this.ownCells = keptCells;
    this.placesMoved();
  }

  private addWindow(sort: number, key: number, amount: number): void {
    const { start, end } = this.periodOf(sort);
    const place = placeOfWindow(this.windows, sort, start);
    const cells = [key, amount];
    this.writableWindows().splice(WINDOW_CELLS * place, 0, sort, start, end);
    this.writableCounters().splice(place, 0, cells);
    this.ownCells.splice(place, 0, cells);
    this.firstEnd = Math.min(this.firstEnd, end);
    this.foundCells = 0;
  }

  private removeWindow(index: number): void {
    this.writableWindows().splice(WINDOW_CELLS * index, WINDOW_CELLS);
    this.writableCounters().splice(index, 1);
    this.ownCells.splice(index, 1);
    this.placesMoved();
  }

  private placesMoved(): void {
    this.firstEnd = firstEndOf(this.windows);
    this.foundCells = 0;
  }

  /** The place of the window of a sort, ABSENT where there is none. */
  private find(sort: number): number {
    const { found, foundCells, windows } = this;
    for (let at = 0; at < foundCells; at += 2) if (found[at] === sort) return found[at + 1] ?? ABSENT;
    const { start } = this.periodOf(sort);
    const place = placeOfWindow(windows, sort, start);
    const isHere = windows[WINDOW_CELLS * place] === sort && windows[WINDOW_CELLS * place + 1] === start;
    const index = isHere ? place : ABSENT;
    found[foundCells] = sort;
    found[foundCells + 1] = index;
    this.foundCells = foundCells + 2;
    return index;
  }

  private periodOf(sort: number): { readonly start: number; readonly end: number } {
    return this.periods[sort % UNITS] ?? EVER;
  }
}

/** Opens two cells and fills them; by hand, because `splice` is slow for so few. */
function insertPair(cells: number[], place: number, key: number, value: number): void {
  cells.push(key, value);
  for (let at = cells.length - 1; at > place + 1; at -= 1) cells[at] = cells[at - 2] ?? 0;
  cells[place] = key;
  cells[place + 1] = value;
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
