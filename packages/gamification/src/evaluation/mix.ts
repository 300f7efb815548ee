import type { FactAttributes } from '../facts/facts.ts';
import { voicedKinds } from '../rules/contradictions.ts';
import { type Mix, WHOLE } from '../rules/document.ts';
import { digest } from './digest.ts';
import type { Asked, Counting } from './limits.ts';
import { UNIT_NUMBER } from './member-state.ts';

const WORK = 'work items of the mix';
const OTHER = 'other items of the mix';
const workKey = digest(WORK);
const otherKey = digest(OTHER);

/** A person's voice is about work where it carries a campaign or is marked as said for the employer. */
export function isWork({ campaign, disclosed }: FactAttributes): boolean {
  return campaign !== null || disclosed === true;
}

/**
 * Leaves of an award what the private-and-work mix does. A work item is paid in full while the period's paid work is below `free` plus
 * `perOther` for each paid other item, and by `factor` after that. People who keep work and private life apart are exempt.
 */
export function applyMix(counting: Counting, mix: Mix | null, asked: Asked): void {
  const { attributes, counters } = counting;
  if (!mix || !isMixed(attributes) || !isWork(attributes)) return;
  const isCounted = counting.counted.includes(WORK);
  const unit = UNIT_NUMBER[mix.per];
  const work = counters.read(unit, workKey) - (isCounted ? 1 : 0);
  const other = counters.read(unit, otherKey);
  if (work < mix.free + mix.perOther * other) return;
  const before = asked.points;
  asked.points = Math.floor((before * mix.factor) / WHOLE);
  if (asked.points < before) asked.reasons.push({ code: 'MIX', mix, work, other, before, after: asked.points });
}

/** Counts a paid item as work or other, once a fact; with negative points, takes it out again. */
export function countMix(counting: Counting, mix: Mix | null, points: number): void {
  const name = points === 0 ? null : placeInMix(counting.attributes, mix);
  if (mix === null || name === null || counting.counted.includes(name)) return;
  counting.counted.push(name);
  counting.counters.add(UNIT_NUMBER[mix.per], name === WORK ? workKey : otherKey, Math.sign(points));
}

/** The name of the place that a paid activity takes, whatever number of rules pay it; null where the mix does not look at it. */
export function placeInMix(attributes: FactAttributes, mix: Mix | null): string | null {
  if (mix === null || !isMixed(attributes)) return null;
  return isWork(attributes) ? WORK : OTHER;
}

function isMixed({ kind, segment }: FactAttributes): boolean {
  return voicedKinds.includes(kind) && segment !== 'SEPARATOR';
}
