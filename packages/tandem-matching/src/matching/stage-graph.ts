import type { AllowedPairs, Component } from './components.ts';
import { forEachAllowed } from './components.ts';
import type { AssignmentGraph } from './core/assignment.ts';
import type { RowSource } from './core/row-source.ts';

/** Up to this many cells a dense component is kept as a list of pairs: pricing pays only beyond. */
const LIST_UP_TO_CELLS = 250_000;
const NO_PAIR = -1;

/**
 * One component as rows that search and columns that are found. Rows are seekers, or, where there are more seekers than places, the places
 * of the partners (`transposed`): the scarce side searches, so that nobody's search has to end in finding nothing.
 */
export interface Orientation {
  readonly transposed: boolean;
  /** Instance index of the person behind each row and column. */
  readonly rowPerson: Int32Array;
  readonly columnPerson: Int32Array;
  readonly columnCapacity: Int32Array;
}

/** Allowed pairs as lists, with the affinity of each pair. */
export interface PairList extends Omit<AssignmentGraph, 'weight'> {
  readonly affinity: Int32Array;
}

export type StageGraph =
  | { readonly kind: 'list'; readonly pairs: PairList }
  | { readonly kind: 'rows'; readonly affinities: RowSource };

export function orient(component: Component, capacity: Int32Array): Orientation {
  const { seekers, partners } = component;
  let places = 0;
  for (const partner of partners) places += capacity[partner] as number;
  if (places >= seekers.length) {
    const columnCapacity = partners.map((partner) => capacity[partner] as number);
    return { transposed: false, rowPerson: seekers, columnPerson: partners, columnCapacity };
  }
  const rowPerson = new Int32Array(places);
  let at = 0;
  for (const partner of partners) {
    const next = at + (capacity[partner] as number);
    rowPerson.fill(partner, at, next);
    at = next;
  }
  return { transposed: true, rowPerson, columnPerson: seekers, columnCapacity: new Int32Array(seekers.length).fill(1) };
}

/** The component's pairs as the orientation sees them. */
export function buildStageGraph(allowed: AllowedPairs, component: Component, orientation: Orientation): StageGraph {
  const cells = component.seekers.length * component.partners.length;
  const asList = allowed.instance.affinities.kind === 'sparse' || cells <= LIST_UP_TO_CELLS;
  if (!asList) return { kind: 'rows', affinities: denseRows(allowed, component, orientation) };
  const pairs = listPairs(allowed, component);
  return {
    kind: 'list',
    pairs: orientation.transposed ? transposeForPlaces(pairs, component, allowed.instance.capacity) : pairs,
  };
}

function listPairs(allowed: AllowedPairs, component: Component): PairList {
  const { seekers, partners } = component;
  const localPartner = new Int32Array(allowed.instance.partnerCount);
  for (let index = 0; index < partners.length; index += 1) localPartner[partners[index] as number] = index;
  const rowStart = new Int32Array(seekers.length + 1);
  let count = 0;
  for (let row = 0; row < seekers.length; row += 1) {
    forEachAllowed(allowed, seekers[row] as number, () => {
      count += 1;
    });
    rowStart[row + 1] = count;
  }
  const column = new Int32Array(count);
  const affinity = new Int32Array(count);
  let at = 0;
  for (const seeker of seekers) {
    forEachAllowed(allowed, seeker, (partner, value) => {
      column[at] = localPartner[partner] as number;
      affinity[at] = value;
      at += 1;
    });
  }
  return { rowCount: seekers.length, columnCount: partners.length, rowStart, column, affinity };
}

/** Turns the lists round and repeats those of a partner for each of its places. */
function transposeForPlaces(pairs: PairList, component: Component, capacity: Int32Array): PairList {
  const byPartner: { seekers: number[]; affinities: number[] }[] = Array.from(component.partners, () => ({
    seekers: [],
    affinities: [],
  }));
  for (let row = 0; row < pairs.rowCount; row += 1) {
    for (let edge = pairs.rowStart[row] as number; edge < (pairs.rowStart[row + 1] as number); edge += 1) {
      const list = byPartner[pairs.column[edge] as number];
      list?.seekers.push(row);
      list?.affinities.push(pairs.affinity[edge] as number);
    }
  }
  const column: number[] = [];
  const affinity: number[] = [];
  const rowStart = [0];
  for (const [index, list] of byPartner.entries()) {
    const places = capacity[component.partners[index] as number] as number;
    for (let place = 0; place < places; place += 1) {
      for (const seeker of list.seekers) column.push(seeker);
      for (const value of list.affinities) affinity.push(value);
      rowStart.push(column.length);
    }
  }
  return {
    rowCount: rowStart.length - 1,
    columnCount: component.seekers.length,
    rowStart: Int32Array.from(rowStart),
    column: Int32Array.from(column),
    affinity: Int32Array.from(affinity),
  };
}

/** A row of affinities per searching row; a component that is the whole matrix is read where it lies. */
function denseRows(allowed: AllowedPairs, component: Component, { transposed, rowPerson }: Orientation): RowSource {
  const { seekers, partners } = component;
  const whole = readsInPlace(allowed, component);
  if (whole && !transposed) {
    const { affinity } = allowed.instance.affinities;
    const width = partners.length;
    return {
      rowCount: seekers.length,
      columnCount: width,
      least: allowed.threshold,
      fill: (row, weights) => weights.set(affinity.subarray(row * width, row * width + width)),
      weightAt: (row, column) => affinity[row * width + column] as number,
    };
  }
  const width = transposed ? seekers.length : partners.length;
  const matrix = extract(allowed, component, transposed);
  const lineOf = transposed ? lineOfPlace(rowPerson, partners) : undefined;
  const start = (row: number): number => (lineOf === undefined ? row : (lineOf[row] as number)) * width;
  return {
    rowCount: rowPerson.length,
    columnCount: width,
    least: 0,
    fill: (row, weights) => weights.set(matrix.subarray(start(row), start(row) + width)),
    weightAt: (row, column) => matrix[start(row) + column] as number,
  };
}

/** Whether every cell at or above the threshold is allowed and the component has everybody, in order. */
function readsInPlace({ instance, coverage }: AllowedPairs, { seekers, partners }: Component): boolean {
  if (seekers.length !== instance.seekerCount || partners.length !== instance.partnerCount) return false;
  return coverage === undefined || coverage.partnerDual.every((dual) => dual === 0);
}

function extract(allowed: AllowedPairs, { seekers, partners }: Component, transposed: boolean): Int16Array {
  const matrix = new Int16Array(seekers.length * partners.length).fill(NO_PAIR);
  const local = new Int32Array(allowed.instance.partnerCount);
  for (let index = 0; index < partners.length; index += 1) local[partners[index] as number] = index;
  for (let row = 0; row < seekers.length; row += 1) {
    forEachAllowed(allowed, seekers[row] as number, (partner, value) => {
      const column = local[partner] as number;
      matrix[transposed ? column * seekers.length + row : row * partners.length + column] = value;
    });
  }
  return matrix;
}

function lineOfPlace(rowPerson: Int32Array, partners: Int32Array): Int32Array {
  const lines = new Int32Array(rowPerson.length);
  let line = 0;
  for (let place = 0; place < rowPerson.length; place += 1) {
    while (partners[line] !== rowPerson[place]) line += 1;
    lines[place] = line;
  }
  return lines;
}
