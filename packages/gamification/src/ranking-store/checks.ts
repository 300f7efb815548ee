import { MOST_CHANGES, type StandingChange, type StandingsBatch } from './ranking-store.ts';

/** ASCII, because then code units (JavaScript) and bytes (Redis) order alike. */
const printable = /^[ -~]+$/;
/** No braces: they delimit what Redis Cluster places a board by. */
const boardName = /^[ -z|~]+$/;

/** What every twin refuses before it changes anything. */
export function checkBoard(board: string): void {
  if (!boardName.test(board)) throw new RangeError(`"${board}" names no board: printable ASCII without braces is asked for`);
}

export function checkBatch({ fromVersion, toVersion, changes }: StandingsBatch): void {
  if (!(Number.isSafeInteger(fromVersion) && Number.isSafeInteger(toVersion) && 0 <= fromVersion && fromVersion < toVersion))
    throw new RangeError(`a batch leads from a version to a later one, not from ${fromVersion} to ${toVersion}`);
  if (changes.length > MOST_CHANGES) throw new RangeError(`a batch of ${changes.length} changes is too large: load the board`);
  for (const change of changes) checkChange(change);
}

export function checkLoad({ version }: { readonly version: number }): void {
  if (!(Number.isSafeInteger(version) && version >= 1)) throw new RangeError(`${version} is no version of a board`);
}

export function checkChange(change: StandingChange): void {
  if (!printable.test(change.memberId))
    throw new RangeError(`"${change.memberId}" names no member: printable ASCII is asked for`);
  if ('removed' in change) return;
  if (!Number.isSafeInteger(change.score)) throw new RangeError(`a score of ${change.score} is no whole number that is exact`);
  if (!Number.isSafeInteger(change.reachedAt)) throw new RangeError(`${change.reachedAt} is no time in whole milliseconds`);
}

/** Counts of a query: whole and not negative. */
export function checkCounts(counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError(`${name} is a whole number from 0 on, not ${count}`);
  }
}
