/** What reading a stored state begins with: cheap checks by hand, because every batch of facts reads a state for each person. */
export function refuse(state: 'member state' | 'content state', missing: string): never {
  throw new TypeError(`what was stored as a ${state} lacks ${missing}`);
}

/** A whole number from 0. */
export function isCount(value: unknown): value is number {
  return isWhole(value) && value >= 0;
}

export function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
