import { forEachPair, positionsOf } from '../matching/edges.ts';
import type { MatchedPair, MatchingProblem } from '../matching/types.ts';

const BASIS_POINTS = 10_000;
const FIFTH_PERCENTILE = 0.05;

/** How good a matching is, whoever made it; see SPEC.md [RO4]. Affinities 0 to 10000, parts in basis points. */
export interface QualityMeasures {
  readonly seekers: number;
  readonly matched: number;
  readonly coverage: number;
  /** Affinities of the pairs; 0 without pairs. */
  readonly mean: number;
  readonly fifthPercentile: number;
  readonly worst: number;
  /** Pairs who would both rather have each other than what they got. */
  readonly blockingPairs: number;
  /** Running tandems that end though both are still there. */
  readonly churn: number;
  /** Inequality of the load of partners with places: 0 when all carry the same part. */
  readonly loadGini: number;
}

export type ChosenPair = Pick<MatchedPair, 'seekerId' | 'partnerId' | 'affinity'>;

export function measureQuality(problem: MatchingProblem, pairs: readonly ChosenPair[]): QualityMeasures {
  const affinities = pairs.map((pair) => pair.affinity).sort((a, b) => a - b);
  const seekers = problem.seekers.length;
  const sum = affinities.reduce((total, affinity) => total + affinity, 0);
  const fifth = Math.max(0, Math.ceil(affinities.length * FIFTH_PERCENTILE) - 1);
  return {
    seekers,
    matched: pairs.length,
    coverage: seekers === 0 ? BASIS_POINTS : Math.floor((pairs.length * BASIS_POINTS) / seekers),
    mean: pairs.length === 0 ? 0 : Math.round(sum / pairs.length),
    fifthPercentile: affinities[fifth] ?? 0,
    worst: affinities[0] ?? 0,
    blockingPairs: countBlockingPairs(problem, pairs),
    churn: countChurn(problem, pairs),
    loadGini: loadGini(problem, pairs),
  };
}

/** Both sides prefer a higher affinity; a free place or having nobody is worse than anybody possible. */
function countBlockingPairs(problem: MatchingProblem, pairs: readonly ChosenPair[]): number {
  const positions = positionsOf(problem);
  const ownAffinity = new Int32Array(problem.seekers.length).fill(-1);
  const ownPartner = new Int32Array(problem.seekers.length).fill(-1);
  const free = Int32Array.from(problem.partners, (partner) => partner.capacity);
  const least = new Int32Array(problem.partners.length).fill(BASIS_POINTS + 1);
  for (const { seekerId, partnerId, affinity } of pairs) {
    const seeker = positions.seeker.get(seekerId) ?? -1;
    const partner = positions.partner.get(partnerId) ?? -1;
    ownAffinity[seeker] = affinity;
    ownPartner[seeker] = partner;
    free[partner] = (free[partner] ?? 0) - 1;
    least[partner] = Math.min(least[partner] ?? 0, affinity);
  }
  let count = 0;
  for (let seeker = 0; seeker < problem.seekers.length; seeker += 1) {
    forEachPair(problem, seeker, (partner, affinity) => {
      if (ownPartner[seeker] === partner || affinity < problem.options.floor) return;
      if (affinity <= (ownAffinity[seeker] as number) || problem.partners[partner]?.capacity === 0) return;
      if ((free[partner] as number) > 0 || affinity > (least[partner] as number)) count += 1;
    });
  }
  return count;
}

function countChurn(problem: MatchingProblem, pairs: readonly ChosenPair[]): number {
  const partnerOf = new Map(pairs.map((pair) => [pair.seekerId, pair.partnerId]));
  const present = new Set(problem.partners.map((partner) => partner.id));
  return problem.seekers.filter(({ id, runningPartnerId }) => {
    return runningPartnerId !== undefined && present.has(runningPartnerId) && partnerOf.get(id) !== runningPartnerId;
  }).length;
}

/** Gini coefficient of load per place, from the sorted loads. */
function loadGini(problem: MatchingProblem, pairs: readonly ChosenPair[]): number {
  const load = new Map<string, number>();
  for (const { partnerId } of pairs) load.set(partnerId, (load.get(partnerId) ?? 0) + 1);
  const parts = problem.partners
    .filter((partner) => partner.capacity > 0)
    .map((partner) => (load.get(partner.id) ?? 0) / partner.capacity)
    .sort((a, b) => a - b);
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total === 0) return 0;
  const weighted = parts.reduce((sum, part, index) => sum + (2 * (index + 1) - parts.length - 1) * part, 0);
  return Math.round((weighted / (parts.length * total)) * BASIS_POINTS);
}
