import { type Calendar, latestInstant } from '../periods/calendar.ts';
import { HEADER, type WindowUnit, windowUnits } from './member-state.ts';

const UNIT_NUMBER: Readonly<Record<WindowUnit, number>> = { DAY: 0, ISO_WEEK: 1, MONTH: 2, SEASON: 3, EVER: 4 };
const EVER = { start: 0, end: latestInstant } as const;
const UNKNOWN = -1;

export interface CountersOpening {
  /** `MemberState.counters`; never changed. */
  readonly cells: readonly number[];
  readonly calendar: Calendar;
  /** The instant whose windows are counted in. */
  readonly countsAt: number;
  /** Windows whose grace has ended by then are dropped. */
  readonly recordedAt: number;
}

/**
 * A person's counters in the windows around one instant, over the flat array of the state: one copy at the first change, none before.
 * This is the innermost loop of evaluation, hence a class and offsets instead of a map of maps.
 */
export class Counters {
  private readonly calendar: Calendar;
  private readonly countsAt: number;
  private cells: readonly number[];
  private own: number[] | null = null;
  /** Where the header of each unit's window is, by unit number; forgotten when cells move. */
  private readonly headers: number[] = [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN];

  constructor({ cells, calendar, countsAt, recordedAt }: CountersOpening) {
    this.calendar = calendar;
    this.countsAt = countsAt;
    this.cells = withoutFrozen(cells, recordedAt - calendar.graceMilliseconds);
  }

  read(unit: WindowUnit, key: number): number {
    const header = this.headerOf(unit);
    if (header < 0) return 0;
    const place = placeOf(this.cells, header, key);
    return this.cells[place] === key && place < endOf(this.cells, header) ? (this.cells[place + 1] ?? 0) : 0;
  }

  /** A counter that comes to 0 or less is removed, and with its last counter the window. */
  add(unit: WindowUnit, key: number, amount: number): void {
    const header = this.headerOf(unit);
    if (header < 0) {
      if (amount > 0) this.addWindow(unit, [key, amount]);
      return;
    }
    const place = placeOf(this.cells, header, key);
    const isKnown = place < endOf(this.cells, header) && this.cells[place] === key;
    const after = (isKnown ? (this.cells[place + 1] ?? 0) : 0) + amount;
    if (isKnown && after > 0) this.owned()[place + 1] = after;
    else if (isKnown) this.removeCounter(header, place);
    else if (after > 0) this.addCounter(header, place, [key, after]);
  }

  /** The counters with all changes. */
  close(): readonly number[] {
    return this.cells;
  }

  private addWindow(unit: WindowUnit, counter: readonly [number, number]): void {
    const number = UNIT_NUMBER[unit];
    const { start, end } = this.windowOf(unit);
    this.replace(this.cells.toSpliced(placeOfWindow(this.cells, number, start), 0, number, start, end, 1, ...counter));
  }

  private addCounter(header: number, place: number, counter: readonly [number, number]): void {
    const cells = this.cells.toSpliced(place, 0, ...counter);
    cells[header + 3] = (cells[header + 3] ?? 0) + 1;
    this.replace(cells);
  }

  private removeCounter(header: number, place: number): void {
    const left = (this.cells[header + 3] ?? 0) - 1;
    const cells = left === 0 ? this.cells.toSpliced(header, HEADER + 2) : this.cells.toSpliced(place, 2);
    if (left > 0) cells[header + 3] = left;
    this.replace(cells);
  }

  private replace(cells: number[]): void {
    this.own = cells;
    this.cells = cells;
    this.headers.fill(UNKNOWN);
  }

  private owned(): number[] {
    if (!this.own) {
      this.own = this.cells.slice();
      this.cells = this.own;
    }
    return this.own;
  }

  /** The offset of the unit's window, below -1 where there is none. */
  private headerOf(unit: WindowUnit): number {
    const number = UNIT_NUMBER[unit];
    const known = this.headers[number] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    const { start } = this.windowOf(unit);
    const place = placeOfWindow(this.cells, number, start);
    const isHere = this.cells[place] === number && this.cells[place + 1] === start;
    const header = isHere ? place : UNKNOWN - 1;
    this.headers[number] = header;
    return header;
  }

  private windowOf(unit: WindowUnit): { readonly start: number; readonly end: number } {
    return unit === 'EVER' ? EVER : this.calendar.periodAt(unit, this.countsAt);
  }
}

/** Where the cells of a window end. */
function endOf(cells: readonly number[], header: number): number {
  return header + HEADER + 2 * (cells[header + 3] ?? 0);
}

/** The offset of a key in a window, or where it belongs. */
function placeOf(cells: readonly number[], header: number, key: number): number {
  const first = header + HEADER;
  let low = 0;
  let high = cells[header + 3] ?? 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cells[first + 2 * middle] ?? key) < key) low = middle + 1;
    else high = middle;
  }
  return first + 2 * low;
}

/** The offset of a window's header, or where it belongs: windows are ordered by unit, then start. */
function placeOfWindow(cells: readonly number[], unit: number, start: number): number {
  let header = 0;
  while (header < cells.length) {
    const unitHere = cells[header] ?? windowUnits.length;
    if (unitHere > unit || (unitHere === unit && (cells[header + 1] ?? start) >= start)) return header;
    header = endOf(cells, header);
  }
  return header;
}

function withoutFrozen(cells: readonly number[], oldestEnd: number): readonly number[] {
  for (let header = 0; header < cells.length; header = endOf(cells, header)) {
    if ((cells[header + 2] ?? latestInstant) <= oldestEnd) return keptCells(cells, oldestEnd);
  }
  return cells;
}

function keptCells(cells: readonly number[], oldestEnd: number): readonly number[] {
  let kept = cells;
  let header = 0;
  while (header < kept.length) {
    const end = endOf(kept, header);
    if ((kept[header + 2] ?? latestInstant) > oldestEnd) header = end;
    else kept = kept.toSpliced(header, end - header);
  }
  return kept;
}
