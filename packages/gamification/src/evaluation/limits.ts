import type { FactAttributes } from '../facts/facts.ts';
import type { CompiledLimit } from '../rules/compile.ts';
import type { Counters } from './counters.ts';
import type { Reason } from './decision.ts';
import { digest, digestOfPair } from './digest.ts';
import { contentSort } from './member-state.ts';
import type { Timing } from './timing.ts';

/** What all decisions about one fact share while it is evaluated. */
export interface Counting {
  readonly counters: Counters;
  readonly timing: Timing;
  readonly attributes: FactAttributes;
  /** Of the activity, or of the post that was read: what has no text and passes nothing on is a content of its own. */
  readonly activityId: string;
  /** Digests of what a content limit knows the fact by: the item it passes on and its text, or itself; null before they were needed. */
  contents: readonly number[] | null;
  /** Shared COUNT counters that hold this fact already: it is one activity however many rules pay it. */
  readonly counted: string[];
}

/** An award on its way through the rules: what is left of it, and why not more. */
export interface Asked {
  points: number;
  readonly reasons: Reason[];
}

/** Leaves what every limit still has room for and adds to `reasons` each limit that took something away. */
export function applyLimits(counting: Counting, limits: readonly CompiledLimit[], asked: Asked): void {
  for (const limit of limits) {
    if (!limit.isContent) applyLimit({ counting, limit, sort: limit.unit, key: limit.key, asked });
    else
      for (const content of contentsOf(counting)) {
        const key = digestOfPair(limit.key, content);
        applyLimit({ counting, limit, sort: contentSort(limit.unit, key), key, asked });
      }
  }
}

/** Books what a fact was granted into every counter that its limits read; with negative points, takes it out again. */
export function countGranted(counting: Counting, limits: readonly CompiledLimit[], points: number): void {
  if (points === 0) return;
  for (const limit of limits) {
    if (limit.isCount && limit.isShared && !countsFirst(counting, limit.name)) continue;
    const amount = limit.isCount ? Math.sign(points) : points;
    if (!limit.isContent) counting.counters.add(limit.unit, limit.key, amount);
    else
      for (const content of contentsOf(counting)) {
        const key = digestOfPair(limit.key, content);
        counting.counters.add(contentSort(limit.unit, key), key, amount);
      }
  }
}

interface Applying {
  readonly counting: Counting;
  readonly limit: CompiledLimit;
  readonly sort: number;
  readonly key: number;
  readonly asked: Asked;
}

function applyLimit({ counting, limit, sort, key, asked }: Applying): void {
  const { maximum, isCount } = limit;
  const before = asked.points;
  const used = counting.counters.read(sort, key);
  const room = maximum - used;
  if (!isCount && room >= before) return;
  if (isCount && (room > 0 || (limit.isShared && counting.counted.includes(limit.name)))) return;
  const after = isCount ? 0 : Math.max(0, room);
  if (after === before) return;
  asked.points = after;
  const { start: windowStart = 0, end: windowEnd = 0 } = counting.timing.periods[limit.unit] ?? {};
  asked.reasons.push({ code: 'LIMIT', limit: limit.description, windowStart, windowEnd, used, before, after });
}

function countsFirst(counting: Counting, name: string): boolean {
  if (counting.counted.includes(name)) return false;
  counting.counted.push(name);
  return true;
}

function contentsOf(counting: Counting): readonly number[] {
  if (counting.contents) return counting.contents;
  const { amplifies, contentKey } = counting.attributes;
  const contents: number[] = [];
  if (amplifies !== null) contents.push(digestOfPair(1, digest(amplifies)));
  if (contentKey !== null) contents.push(digestOfPair(2, digest(contentKey)));
  if (contents.length === 0) contents.push(digestOfPair(3, digest(counting.activityId)));
  counting.contents = contents;
  return contents;
}
