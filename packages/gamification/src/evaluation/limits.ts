import type { FactAttributes } from '../facts/facts.ts';
import type { Calendar } from '../periods/calendar.ts';
import type { CompiledLimit } from '../rules/compile.ts';
import type { Reason } from './decision.ts';
import { contentDigest } from './digest.ts';
import { addToCounter, type Counters, readCounter } from './member-state.ts';

/** What all decisions about one fact share while it is evaluated. */
export interface Counting {
  readonly calendar: Calendar;
  readonly counters: Counters;
  readonly countsAt: number;
  readonly attributes: FactAttributes;
  /** COUNT counters that hold this fact already: it is one activity however many rules pay it. */
  readonly counted: string[];
}

/** Grants what every limit still has room for and adds to `reasons` each limit that took something away. */
export function applyLimits(
  counting: Counting,
  limits: readonly CompiledLimit[],
  asked: { points: number; reasons: Reason[] },
): number {
  let granted = asked.points;
  for (const limit of limits) {
    for (const counter of countersOf(limit, counting.attributes)) {
      const allowed = allowedBy(counting, { limit, counter }, granted);
      if (allowed.granted < granted) asked.reasons.push(allowed.reason(granted));
      granted = allowed.granted;
    }
  }
  return granted;
}

/** Books what a fact was granted into every counter that its limits read; with negative points, takes it out again. */
export function countGranted(counting: Counting, limits: readonly CompiledLimit[], points: number): void {
  if (points === 0) return;
  const booked: string[] = [];
  for (const limit of limits) {
    const { per, measure } = limit.description;
    for (const counter of countersOf(limit, counting.attributes)) {
      const place = `${per}:${counter}`;
      if (booked.includes(place)) continue;
      booked.push(place);
      if (measure === 'COUNT' && counting.counted.includes(place)) continue;
      if (measure === 'COUNT') counting.counted.push(place);
      const amount = measure === 'COUNT' ? Math.sign(points) : points;
      addToCounter(counting.counters, counting.calendar.periodAt(per, counting.countsAt), { key: counter, amount });
    }
  }
}

function allowedBy(counting: Counting, binding: { limit: CompiledLimit; counter: string }, granted: number) {
  const { description } = binding.limit;
  const window = counting.calendar.periodAt(description.per, counting.countsAt);
  const used = readCounter(counting.counters, window, binding.counter);
  const room = Math.max(0, description.maximum - used);
  const counts = description.measure === 'COUNT';
  const isCounted = counts && counting.counted.includes(`${description.per}:${binding.counter}`);
  const after = counts ? (isCounted || room > 0 ? granted : 0) : Math.min(granted, room);
  const reason = (before: number): Reason => ({
    code: 'LIMIT',
    limit: description,
    windowStart: window.start,
    windowEnd: window.end,
    used,
    before,
    after,
  });
  return { granted: after, reason };
}

/** A content limit has a counter for the item that is passed on and one for the text; other limits have one counter. */
function countersOf(limit: CompiledLimit, { amplifies, contentKey }: FactAttributes): readonly string[] {
  if (limit.description.scope !== 'CONTENT') return [limit.counter];
  const counters: string[] = [];
  if (amplifies !== null) counters.push(`${limit.counter}:${contentDigest(`item ${amplifies}`)}`);
  if (contentKey !== null) counters.push(`${limit.counter}:${contentDigest(`text ${contentKey}`)}`);
  return counters;
}
