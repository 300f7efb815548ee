/** A stream of random numbers that its seed decides. */
export interface SeededRandom {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, at least 0 and below `limit`. */
  integer(limit: number): number;
  /** One of `choices`, each as likely as the others. */
  pick<Choice>(choices: readonly [Choice, ...Choice[]]): Choice;
  /** The same values in another order (Fisher-Yates). */
  shuffled<Value>(values: readonly Value[]): Value[];
}

/**
 * mulberry32 (Tommy Ettinger, public domain): small, quick, good enough for tests and demo data, the same on every machine. Never for
 * secrets.
 *
 * @param seed a 32-bit integer
 */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    integer,
    pick: (choices) => choices[integer(choices.length)] ?? choices[0],
    shuffled: (values) => shuffle([...values], integer),
  };
}

function shuffle<Value>(values: Value[], integer: (limit: number) => number): Value[] {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = integer(last + 1);
    const swapped = values[last] as Value;
    values[last] = values[other] as Value;
    values[other] = swapped;
  }
  return values;
}
