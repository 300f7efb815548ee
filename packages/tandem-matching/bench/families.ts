import { seeded } from './random.ts';

export type Family = 'uniform' | 'tandem' | 'geometric' | 'ties' | 'machol-wien';

const TOP = 10_000;
const TOPICS = 12;
const DEPARTMENTS = 20;

/** A dense n x n matrix of affinities to be maximised, from a fixed seed. */
export function denseFamily(family: Family, n: number): Int16Array {
  const random = seeded(n);
  const fill = (value: (row: number, column: number) => number): Int16Array => {
    const matrix = new Int16Array(n * n);
    for (let row = 0; row < n; row += 1) {
      for (let column = 0; column < n; column += 1) matrix[row * n + column] = value(row, column);
    }
    return matrix;
  };
  switch (family) {
    case 'uniform':
      return fill(() => Math.floor(random() * (TOP + 1)));
    case 'ties':
      return fill(() => 1000 * Math.floor(random() * 11));
    case 'machol-wien':
      return fill((row, column) => TOP - Math.floor(((row + 1) * (column + 1) * TOP) / (n * n)));
    case 'geometric':
      return geometric(n, random, fill);
    case 'tandem':
      return tandemLike(n, random, fill);
  }
}

type Fill = (value: (row: number, column: number) => number) => Int16Array;

/** Affinity falls with the distance of two points in a square. */
function geometric(n: number, random: () => number, fill: Fill): Int16Array {
  const x = Float64Array.from({ length: 2 * n }, random);
  const y = Float64Array.from({ length: 2 * n }, random);
  return fill((row, column) => {
    const dx = (x[row] as number) - (x[n + column] as number);
    const dy = (y[row] as number) - (y[n + column] as number);
    return TOP - Math.floor((TOP * Math.sqrt(dx * dx + dy * dy)) / 1.5);
  });
}

/** Shared topics, different departments, a partner's general appeal, and a little of everything else. */
function tandemLike(n: number, random: () => number, fill: Fill): Int16Array {
  const topics = Int32Array.from({ length: 2 * n }, () => {
    let bits = 0;
    for (let topic = 0; topic < TOPICS; topic += 1) if (random() < 0.25) bits |= 1 << topic;
    return bits;
  });
  const department = Int32Array.from({ length: 2 * n }, () => Math.floor(random() * DEPARTMENTS));
  const appeal = Float64Array.from({ length: n }, () => random() * 2000);
  return fill((row, column) => {
    let shared = 0;
    for (let both = (topics[row] as number) & (topics[n + column] as number); both !== 0; both &= both - 1) shared += 1;
    const apart = department[row] === department[n + column] ? 0 : 1500;
    return Math.min(TOP, Math.floor(shared * 1000 + apart + (appeal[column] as number) + random() * 1500));
  });
}

export interface SparseProblem {
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly weight: Int32Array;
  readonly capacity: Int32Array;
}

/** Random candidates for each row, different ones, uniform affinities; every column takes 1 to `mostPlaces` rows. */
export function sparseProblem(n: number, candidates: number, mostPlaces: number): SparseProblem {
  const random = seeded(n + mostPlaces);
  const rowStart = Int32Array.from({ length: n + 1 }, (_, row) => row * candidates);
  const column = new Int32Array(n * candidates);
  const weight = Int32Array.from({ length: n * candidates }, () => Math.floor(random() * (TOP + 1)));
  for (let row = 0; row < n; row += 1) {
    const chosen = new Set<number>();
    while (chosen.size < candidates) chosen.add(Math.floor(random() * n));
    column.set(
      [...chosen].sort((a, b) => a - b),
      row * candidates,
    );
  }
  return { rowStart, column, weight, capacity: Int32Array.from({ length: n }, () => 1 + Math.floor(random() * mostPlaces)) };
}
