import type { Certificate, StageDuals } from '../certificate/types.ts';
import { affinityOf, type Instance } from './instance.ts';
import type { MatchedPair, Matching, MatchingProblem, ObjectiveValues } from './types.ts';

const NONE = -1;

interface Solved {
  readonly problem: MatchingProblem;
  readonly instance: Instance;
  readonly partnerOf: Int32Array;
  readonly certificate: Certificate;
}

/** Turns a solution in the order of the instance back into people, and its duals into the order of the input. */
export function summarise(solved: Solved): Matching {
  const { problem, instance, partnerOf } = solved;
  const pairs: MatchedPair[] = [];
  const unmatchedSeekerIds: string[] = [];
  for (let seeker = 0; seeker < instance.seekerCount; seeker += 1) {
    const seekerId = problem.seekers[instance.seekerOrder[seeker] as number]?.id ?? '';
    const partner = partnerOf[seeker] as number;
    if (partner === NONE) {
      unmatchedSeekerIds.push(seekerId);
      continue;
    }
    pairs.push({
      seekerId,
      partnerId: problem.partners[instance.partnerOrder[partner] as number]?.id ?? '',
      affinity: affinityOf(instance, seeker, partner),
      locked: instance.lockedTo[seeker] === partner,
      running: instance.runningWith[seeker] === partner,
    });
  }
  return { pairs, unmatchedSeekerIds, values: objectiveValues(solved, pairs), certificate: inInputOrder(solved) };
}

function objectiveValues(
  { problem, instance, partnerOf, certificate }: Solved,
  pairs: readonly MatchedPair[],
): ObjectiveValues {
  const byRounds = new Map<number, { matched: number; seekers: number }>();
  for (let seeker = 0; seeker < instance.seekerCount; seeker += 1) {
    if (instance.lockedTo[seeker] !== NONE) continue;
    const waitedRounds = problem.seekers[instance.seekerOrder[seeker] as number]?.waitedRounds ?? 0;
    const group = byRounds.get(waitedRounds) ?? { matched: 0, seekers: 0 };
    byRounds.set(waitedRounds, group);
    group.seekers += 1;
    if (partnerOf[seeker] !== NONE) group.matched += 1;
  }
  const chosen = pairs.filter((pair) => !pair.locked);
  return {
    matchedByWaitedRounds: Array.from(byRounds, ([waitedRounds, group]) => ({ waitedRounds, ...group })).sort(
      (a, b) => b.waitedRounds - a.waitedRounds,
    ),
    matched: chosen.length,
    worstGrade: certificate.worstGrade,
    sumOfAffinities: chosen.reduce((sum, pair) => sum + pair.affinity, 0),
    runningKept: chosen.reduce((count, pair) => count + (pair.running ? 1 : 0), 0),
  };
}

function scatter(values: Float64Array, order: Int32Array): Float64Array {
  const result = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) result[order[index] as number] = values[index] as number;
  return result;
}

function inInputOrder({ instance, certificate }: Solved): Certificate {
  const reorder = <T extends StageDuals>(duals: T): T => ({
    ...duals,
    seekerDual: scatter(duals.seekerDual, instance.seekerOrder),
    partnerDual: scatter(duals.partnerDual, instance.partnerOrder),
  });
  return {
    stages: certificate.stages.map(reorder),
    worstGrade: certificate.worstGrade,
    worstWitness: certificate.worstWitness && reorder(certificate.worstWitness),
  };
}
