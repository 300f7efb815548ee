import type { FactAttributes } from '../facts/facts.ts';
import type { Calendar } from '../periods/calendar.ts';
import type { CompiledLimit } from '../rules/compile.ts';
import type { Counters } from './counters.ts';
import type { Reason } from './decision.ts';
import { digest, digestOfPair } from './digest.ts';

/** What all decisions about one fact share while it is evaluated. */
export interface Counting {
  readonly calendar: Calendar;
  readonly counters: Counters;
  readonly countsAt: number;
  readonly attributes: FactAttributes;
  /** Digests of what a content limit knows the fact by: the item it passes on and its text; null before they were needed. */
  contents: readonly number[] | null;
  /** Shared COUNT counters that hold this fact already: it is one activity however many rules pay it. */
  readonly counted: string[];
}

/** What is left of an award on its way through the rules, and why. */
export interface Asked {
  readonly points: number;
  readonly reasons: Reason[];
}

/** Grants what every limit still has room for and adds to `reasons` each limit that took something away. */
export function applyLimits(counting: Counting, limits: readonly CompiledLimit[], asked: Asked): number {
  let points = asked.points;
  for (const limit of limits) {
    if (limit.description.scope !== 'CONTENT') {
      points = applyLimit(counting, limit, { key: limit.key, points, reasons: asked.reasons });
      continue;
    }
    for (const content of contentsOf(counting)) {
      points = applyLimit(counting, limit, { key: digestOfPair(limit.key, content), points, reasons: asked.reasons });
    }
  }
  return points;
}

/** Books what a fact was granted into every counter that its limits read; with negative points, takes it out again. */
export function countGranted(counting: Counting, limits: readonly CompiledLimit[], points: number): void {
  if (points === 0) return;
  for (const limit of limits) {
    const { per, measure, scope } = limit.description;
    if (measure === 'COUNT' && limit.isShared && !countsFirst(counting, limit.name)) continue;
    const amount = measure === 'COUNT' ? Math.sign(points) : points;
    if (scope !== 'CONTENT') counting.counters.add(per, limit.key, amount);
    else for (const content of contentsOf(counting)) counting.counters.add(per, digestOfPair(limit.key, content), amount);
  }
}

function applyLimit(counting: Counting, limit: CompiledLimit, asked: Asked & { key: number }): number {
  const { description } = limit;
  const before = asked.points;
  const used = counting.counters.read(description.per, asked.key);
  const room = description.maximum - used;
  if (description.measure === 'POINTS' && room >= before) return before;
  if (description.measure === 'COUNT' && (room > 0 || (limit.isShared && counting.counted.includes(limit.name)))) return before;
  const after = description.measure === 'POINTS' ? Math.max(0, room) : 0;
  if (after === before) return before;
  const { start, end } = counting.calendar.periodAt(description.per, counting.countsAt);
  asked.reasons.push({ code: 'LIMIT', limit: description, windowStart: start, windowEnd: end, used, before, after });
  return after;
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
  counting.contents = contents;
  return contents;
}
