import type { FactAttributes } from '../facts/facts.ts';
import { voicedKinds } from '../rules/contradictions.ts';
import { type Mix, WHOLE } from '../rules/document.ts';
import { digest } from './digest.ts';
import type { Asked, Counting } from './limits.ts';

const WORK = 'work items of the mix';
const OTHER = 'other items of the mix';
const workKey = digest(WORK);
const otherKey = digest(OTHER);

/** A person's voice is about work where it carries a campaign or is marked as said for the employer. */
export function isWork({ campaign, disclosed }: FactAttributes): boolean {
  return campaign !== null || disclosed === true;
}

/**
 * What the private-and-work mix leaves of an award. A work item is paid in full while the period's paid work is below `free` plus
 * `perOther` for each paid other item, and by `factor` after that. People who keep work and private life apart are exempt.
 */
export function applyMix(counting: Counting, mix: Mix | null, asked: Asked): number {
  const { attributes, counters } = counting;
  if (!mix || !isMixed(attributes) || !isWork(attributes)) return asked.points;
  const isCounted = counting.counted.includes(WORK);
  const work = counters.read(mix.per, workKey) - (isCounted ? 1 : 0);
  const other = counters.read(mix.per, otherKey);
  if (work < mix.free + mix.perOther * other) return asked.points;
  const after = Math.floor((asked.points * mix.factor) / WHOLE);
  if (after < asked.points) asked.reasons.push({ code: 'MIX', mix, work, other, before: asked.points, after });
  return after;
}

/** Counts a paid item as work or other, once a fact; with negative points, takes it out again. */
export function countMix(counting: Counting, mix: Mix | null, points: number): void {
  if (!mix || points === 0 || !isMixed(counting.attributes)) return;
  const isAboutWork = isWork(counting.attributes);
  const name = isAboutWork ? WORK : OTHER;
  if (counting.counted.includes(name)) return;
  counting.counted.push(name);
  counting.counters.add(mix.per, isAboutWork ? workKey : otherKey, Math.sign(points));
}

function isMixed({ kind, segment }: FactAttributes): boolean {
  return voicedKinds.includes(kind) && segment !== 'SEPARATOR';
}
