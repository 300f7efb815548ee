import type { Matching, MatchingProblem } from '../matching/types.ts';
import type { Violation } from './check.ts';
import { pairTieWeight } from './tie-definition.ts';
import type { Certificate, StageLevel } from './types.ts';

const MISSING = -1;

/** What a matching says, in numbers, read from the problem afresh. */
export interface Claim {
  readonly problem: MatchingProblem;
  readonly certificate: Certificate;
  /** Partner of each seeker in input order, locks included; -1 for none. */
  readonly partnerOf: Int32Array;
  readonly locked: Uint8Array;
  /** Places of each partner that the locks leave, and how many of them are taken. */
  readonly places: Int32Array;
  readonly taken: Int32Array;
  /** Weight of a seeker in the coverage level: 1 for those who waited least, growing with every distinct number of rounds. */
  readonly waitWeight: Int32Array;
  weightAt(level: StageLevel): PairWeight;
}

export type PairWeight = (seeker: number, partner: number, affinity: number) => number;

type Violations = Violation[];

/** Reads the matching; the claim is missing when it cannot even be read. */
export function readClaim(problem: MatchingProblem, matching: Matching): { claim: Claim | undefined; violations: Violations } {
  const violations: Violations = [];
  const seekerIndex = new Map(problem.seekers.map((seeker, index) => [seeker.id, index]));
  const partnerIndex = new Map(problem.partners.map((partner, index) => [partner.id, index]));
  const partnerOf = new Int32Array(problem.seekers.length).fill(MISSING);
  const places = Int32Array.from(problem.partners, (partner) => partner.capacity);
  const taken = new Int32Array(places.length);
  const locked = new Uint8Array(problem.seekers.length);
  const lockOf = new Map<number, number>();
  for (const lock of problem.locks) {
    const seeker = seekerIndex.get(lock.seekerId);
    const partner = partnerIndex.get(lock.partnerId);
    if (seeker === undefined || partner === undefined) continue;
    lockOf.set(seeker, partner);
    locked[seeker] = 1;
    places[partner] = (places[partner] as number) - 1;
  }
  for (const { seekerId, partnerId } of matching.pairs) {
    const seeker = seekerIndex.get(seekerId);
    const partner = partnerIndex.get(partnerId);
    if (seeker === undefined || partner === undefined)
      violations.push({ code: 'UNKNOWN_PERSON', detail: `${seekerId} ${partnerId}` });
    else if (partnerOf[seeker] !== MISSING) violations.push({ code: 'SEEKER_TWICE', detail: seekerId });
    else {
      partnerOf[seeker] = partner;
      if (!lockOf.has(seeker)) taken[partner] = (taken[partner] as number) + 1;
    }
  }
  for (const [seeker, partner] of lockOf) {
    if (partnerOf[seeker] !== partner) violations.push({ code: 'LOCK_BROKEN', detail: `seeker ${seeker}` });
  }
  for (let partner = 0; partner < places.length; partner += 1) {
    if ((taken[partner] as number) > (places[partner] as number))
      violations.push({ code: 'OVER_CAPACITY', detail: `partner ${partner}` });
  }
  violations.push(...checkPairs(problem, matching, seekerIndex, partnerIndex), ...checkLeftOver(matching, partnerOf, problem));
  if (violations.length > 0) return { claim: undefined, violations };
  const waitWeight = waitWeights(problem);
  const running = Int32Array.from(problem.seekers, (seeker) => partnerIndex.get(seeker.runningPartnerId ?? '') ?? MISSING);
  const weightAt = (level: StageLevel): PairWeight => {
    switch (level) {
      case 'coverage':
        return (seeker) => waitWeight[seeker] as number;
      case 'affinity':
        return (seeker, partner, affinity) => affinity + (running[seeker] === partner ? problem.options.runningBonus : 0);
      case 'inertia':
        return (seeker, partner) => (running[seeker] === partner ? 1 : 0);
      case 'ties':
        return (seeker, partner) => pairTieWeight(problem.seekers[seeker]?.id ?? '', problem.partners[partner]?.id ?? '');
    }
  };
  const claim = { problem, certificate: matching.certificate, partnerOf, locked, places, taken, waitWeight, weightAt };
  checkStageOrder(
    claim,
    running.some((partner) => partner !== MISSING),
    violations,
  );
  return { claim: violations.length === 0 ? claim : undefined, violations };
}

function waitWeights(problem: MatchingProblem): Int32Array {
  const distinct = Array.from(new Set(problem.seekers.map((seeker) => seeker.waitedRounds)));
  return Int32Array.from(problem.seekers, ({ waitedRounds }) => distinct.filter((rounds) => rounds <= waitedRounds).length);
}

function lookUp(problem: MatchingProblem, seeker: number, partner: number): number {
  const { affinities } = problem;
  if (affinities.kind === 'dense') return affinities.affinity[seeker * problem.partners.length + partner] ?? MISSING;
  for (let edge = affinities.start[seeker] ?? 0; edge < (affinities.start[seeker + 1] ?? 0); edge += 1) {
    if (affinities.partner[edge] === partner) return affinities.affinity[edge] ?? MISSING;
  }
  return MISSING;
}

function checkPairs(
  problem: MatchingProblem,
  matching: Matching,
  seekerIndex: ReadonlyMap<string, number>,
  partnerIndex: ReadonlyMap<string, number>,
): Violations {
  const violations: Violations = [];
  const lockedSeekers = new Set(problem.locks.map((lock) => lock.seekerId));
  let sum = 0;
  let kept = 0;
  let count = 0;
  for (const pair of matching.pairs) {
    const detail = `${pair.seekerId} ${pair.partnerId}`;
    const seeker = seekerIndex.get(pair.seekerId) ?? MISSING;
    const affinity = lookUp(problem, seeker, partnerIndex.get(pair.partnerId) ?? MISSING);
    if (affinity === MISSING) violations.push({ code: 'IMPOSSIBLE_PAIR', detail });
    if (affinity !== pair.affinity) violations.push({ code: 'WRONG_VALUE', detail: `affinity of ${detail}` });
    if (pair.locked !== lockedSeekers.has(pair.seekerId)) violations.push({ code: 'LOCK_BROKEN', detail });
    const runs = problem.seekers[seeker]?.runningPartnerId === pair.partnerId;
    if (pair.running !== runs) violations.push({ code: 'WRONG_VALUE', detail: `running of ${detail}` });
    if (pair.locked) continue;
    if (affinity < problem.options.floor) violations.push({ code: 'BELOW_FLOOR', detail });
    if (affinity < matching.certificate.worstGrade) violations.push({ code: 'BELOW_WORST_GRADE', detail });
    sum += affinity;
    kept += runs ? 1 : 0;
    count += 1;
  }
  const { values } = matching;
  if (values.sumOfAffinities !== sum) violations.push({ code: 'WRONG_VALUE', detail: 'sumOfAffinities' });
  if (values.runningKept !== kept) violations.push({ code: 'WRONG_VALUE', detail: 'runningKept' });
  if (values.matched !== count) violations.push({ code: 'WRONG_VALUE', detail: 'matched' });
  if (values.worstGrade !== matching.certificate.worstGrade) violations.push({ code: 'WRONG_VALUE', detail: 'worstGrade' });
  return violations;
}

function checkLeftOver(matching: Matching, partnerOf: Int32Array, problem: MatchingProblem): Violations {
  const left = problem.seekers.filter((_, index) => partnerOf[index] === MISSING).map((seeker) => seeker.id);
  const named = new Set(matching.unmatchedSeekerIds);
  const same =
    named.size === matching.unmatchedSeekerIds.length && left.length === named.size && left.every((id) => named.has(id));
  const violations: Violations = same ? [] : [{ code: 'WRONG_VALUE', detail: 'unmatchedSeekerIds' }];
  const lockedSeekers = new Set(problem.locks.map((lock) => lock.seekerId));
  const expected = new Map<number, { matched: number; seekers: number }>();
  for (const [index, seeker] of problem.seekers.entries()) {
    if (lockedSeekers.has(seeker.id)) continue;
    const group = expected.get(seeker.waitedRounds) ?? { matched: 0, seekers: 0 };
    group.seekers += 1;
    if (partnerOf[index] !== MISSING) group.matched += 1;
    expected.set(seeker.waitedRounds, group);
  }
  const listed = matching.values.matchedByWaitedRounds;
  const agree = listed.every(({ waitedRounds, matched, seekers }) => {
    const group = expected.get(waitedRounds);
    return group?.matched === matched && group.seekers === seekers;
  });
  const listedOnce = new Set(listed.map(({ waitedRounds }) => waitedRounds)).size === listed.length;
  if (!agree || !listedOnce || listed.length !== expected.size)
    violations.push({ code: 'WRONG_VALUE', detail: 'matchedByWaitedRounds' });
  return violations;
}

function checkStageOrder({ problem, certificate }: Claim, anyRunning: boolean, violations: Violations): void {
  const first: StageLevel[] = problem.options.objective === 'mostPeople' ? ['coverage', 'affinity'] : ['affinity', 'coverage'];
  const expected: StageLevel[] = [...first, ...(anyRunning ? (['inertia'] as const) : []), 'ties'];
  const levels = certificate.stages.map((stage) => stage.level);
  if (levels.join() !== expected.join()) violations.push({ code: 'WRONG_STAGES', detail: levels.join() });
  const sized = certificate.stages.every(
    (stage) => stage.seekerDual.length === problem.seekers.length && stage.partnerDual.length === problem.partners.length,
  );
  if (!sized) violations.push({ code: 'WRONG_STAGES', detail: 'a stage has duals for other people' });
}
