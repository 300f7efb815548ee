import type { StageDuals, StageLevel } from '../certificate/types.ts';
import { hashId, tieWeight } from '../matching/tie-hash.ts';
import type { Matching, MatchingProblem } from '../matching/types.ts';

export type ObjectiveLevel = StageLevel | 'worst';

/**
 * One level of the objective as a price of departing from a matching. A departure loses, at this level, the sum of what its pairs, the
 * seekers it leaves without and the places it leaves empty cost here. Read in the order of the levels no such list of costs is negative:
 * its first number other than 0 is positive (SPEC.md [CE3]).
 */
export interface LevelCost {
  readonly level: ObjectiveLevel;
  ofPair(seeker: number, partner: number, affinity: number): number;
  /** Leaving this seeker without a partner. */
  readonly ofSeeker: Float64Array;
  /** Leaving a place of this partner empty. */
  readonly ofPartner: Float64Array;
}

/** The levels of a matching in their order, priced by the duals of its certificate; indices are positions in the problem. */
export function levelCosts(problem: MatchingProblem, matching: Matching): readonly LevelCost[] {
  const weights = stageWeights(problem);
  const costs = matching.certificate.stages.map((stage) => stageCost(stage.level, stage, weights[stage.level]));
  if (problem.options.objective === 'bestFit') return costs;
  const [coverage, ...rest] = costs;
  if (coverage === undefined) throw new RangeError('the certificate has no levels');
  return [coverage, worstCost(problem, matching), ...rest];
}

/** The weight of every seeker in the coverage level: 1 for those who waited least, one more for each longer waiting that occurs. */
export function waitRanks({ seekers }: MatchingProblem): readonly number[] {
  const rounds = [...new Set(seekers.map(({ waitedRounds }) => waitedRounds))].sort((a, b) => a - b);
  const rankOf = new Map(rounds.map((waited, index) => [waited, index + 1]));
  return seekers.map(({ waitedRounds }) => rankOf.get(waitedRounds) ?? 0);
}

type PairWeight = (seeker: number, partner: number, affinity: number) => number;

function stageCost(level: StageLevel, { seekerDual, partnerDual }: StageDuals, weight: PairWeight): LevelCost {
  return {
    level,
    ofPair: (seeker, partner, affinity) =>
      (seekerDual[seeker] as number) + (partnerDual[partner] as number) - weight(seeker, partner, affinity),
    ofSeeker: seekerDual,
    ofPartner: partnerDual,
  };
}

/** How many pairs stay below the grade that all reach. */
function worstCost({ seekers, partners }: MatchingProblem, { certificate }: Matching): LevelCost {
  return {
    level: 'worst',
    ofPair: (_seeker, _partner, affinity) => (affinity < certificate.worstGrade ? 1 : 0),
    ofSeeker: new Float64Array(seekers.length),
    ofPartner: new Float64Array(partners.length),
  };
}

function stageWeights(problem: MatchingProblem): Readonly<Record<StageLevel, PairWeight>> {
  const { seekers, partners, options } = problem;
  const ranks = waitRanks(problem);
  const partnerAt = new Map(partners.map(({ id }, index) => [id, index]));
  const running = seekers.map(({ runningPartnerId }) => partnerAt.get(runningPartnerId ?? ''));
  const seekerHash = seekers.map(({ id }) => hashId(id));
  const partnerHash = partners.map(({ id }) => hashId(id));
  return {
    coverage: (seeker) => ranks[seeker] as number,
    affinity: (seeker, partner, affinity) => (running[seeker] === partner ? affinity + options.runningBonus : affinity),
    inertia: (seeker, partner) => (running[seeker] === partner ? 1 : 0),
    ties: (seeker, partner) => tieWeight(seekerHash[seeker] as number, partnerHash[partner] as number),
  };
}
