import type { FactAttributes } from '../facts/facts.ts';
import { DAY } from '../periods/zone.ts';
import { type Boost, WHOLE } from '../rules/document.ts';
import type { Reason } from './decision.ts';

/** What boosts look at beside the fact. */
export interface BoostSituation {
  readonly attributes: FactAttributes;
  /** How many awards of the rule the person has had. */
  readonly awardsBefore: number;
  readonly lastActiveAt: number | null;
  readonly countsAt: number;
}

/** The strongest boost that applies, the first of equals; boosts never multiply each other. */
export function strongestBoost(boosts: readonly Boost[], situation: BoostSituation): Boost | null {
  let strongest: Boost | null = null;
  for (const boost of boosts) {
    if (boost.factor > (strongest?.factor ?? 0) && boostApplies(boost, situation)) strongest = boost;
  }
  return strongest;
}

/** The award times the boost, rounded down, and the reason when that differs. */
export function boosted(
  points: number,
  boost: Boost | null,
  lastActiveAt: number | null,
): { points: number; reason: Reason | null } {
  if (!boost) return { points, reason: null };
  const after = Math.floor((points * boost.factor) / WHOLE);
  if (after === points) return { points, reason: null };
  const silentSince = boost.type === 'COMEBACK' ? lastActiveAt : null;
  return { points: after, reason: { code: 'BOOST', boost, before: points, after, lastActiveAt: silentSince } };
}

function boostApplies(boost: Boost, { attributes, awardsBefore, lastActiveAt, countsAt }: BoostSituation): boolean {
  switch (boost.type) {
    case 'SEGMENT':
      return attributes.segment !== null && boost.segments.includes(attributes.segment);
    case 'FIRST':
      return awardsBefore < boost.count;
    case 'COMEBACK':
      return lastActiveAt !== null && countsAt - lastActiveAt >= boost.silentDays * DAY;
    case 'TANDEM_STORY':
      return attributes.tandemId !== null;
  }
}
