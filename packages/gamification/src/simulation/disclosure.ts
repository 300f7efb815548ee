/** What may be told one by one, and what only together: nothing that is too little, and nothing that follows from the rest. */
export interface Disclosure<Item> {
  readonly told: readonly Item[];
  /** Told as one; empty where there is nothing left over, or where even all of it is too little. */
  readonly together: readonly Item[];
}

/**
 * [SM8] Keeps the items in their order, the largest first: what is not enough by itself is told together, and where that is still not
 * enough the smallest of the others joins it, else it would be the difference to the total. Where nothing helps, nothing is told.
 */
export function disclose<Item>(
  largestFirst: readonly Item[],
  isEnough: (together: readonly Item[]) => boolean,
): Disclosure<Item> {
  const told = largestFirst.filter((item) => isEnough([item]));
  const together = largestFirst.filter((item) => !isEnough([item]));
  while (together.length > 0 && !isEnough(together)) {
    const joining = told.pop();
    if (joining === undefined) return { told: [], together: [] };
    together.push(joining);
  }
  return { told, together };
}
