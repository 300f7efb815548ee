import type { FactAttributes } from '../facts/facts.ts';
import { voicedKinds } from '../rules/contradictions.ts';
import { type Mix, WHOLE } from '../rules/document.ts';
import type { Reason } from './decision.ts';
import type { Counting } from './limits.ts';
import { addToCounter, readCounter } from './member-state.ts';

const WORK = 'M:WORK';
const OTHER = 'M:OTHER';

/** A person's voice is about work where it carries a campaign or is marked as said for the employer. */
export function isWork({ campaign, disclosed }: FactAttributes): boolean {
  return campaign !== null || disclosed === true;
}

/**
 * What the private-and-work mix leaves of an award. A work item is paid in full while the period's paid work is below `free` plus
 * `perOther` for each paid other item, and by `factor` after that. People who keep work and private life apart are exempt.
 */
export function applyMix(counting: Counting, mix: Mix | null, asked: { points: number; reasons: Reason[] }): number {
  const { attributes, calendar, counters, countsAt } = counting;
  if (!mix || !isMixed(attributes) || !isWork(attributes)) return asked.points;
  const window = calendar.periodAt(mix.per, countsAt);
  const isCounted = counting.counted.includes(WORK);
  const work = readCounter(counters, window, WORK) - (isCounted ? 1 : 0);
  const other = readCounter(counters, window, OTHER);
  if (work < mix.free + mix.perOther * other) return asked.points;
  const after = Math.floor((asked.points * mix.factor) / WHOLE);
  if (after < asked.points) asked.reasons.push({ code: 'MIX', mix, work, other, before: asked.points, after });
  return after;
}

/** Counts a paid item as work or other, once a fact; with negative points, takes it out again. */
export function countMix(counting: Counting, mix: Mix | null, points: number): void {
  if (!mix || points === 0 || !isMixed(counting.attributes)) return;
  const key = isWork(counting.attributes) ? WORK : OTHER;
  if (counting.counted.includes(key)) return;
  counting.counted.push(key);
  const window = counting.calendar.periodAt(mix.per, counting.countsAt);
  addToCounter(counting.counters, window, { key, amount: Math.sign(points) });
}

function isMixed({ kind, segment }: FactAttributes): boolean {
  return voicedKinds.includes(kind) && segment !== 'SEPARATOR';
}
