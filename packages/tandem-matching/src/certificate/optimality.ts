import type { Violation } from './check.ts';
import type { Claim } from './claim.ts';

const MISSING = -1;
/** Enough to understand a failure; a broken proof has as many violations as there are pairs. */
const REPORTED = 20;

/** Signs and complementary slackness of every person's dual, level by level. */
export function checkPeople(claim: Claim): Violation[] {
  const { problem, certificate, partnerOf, locked, places, taken } = claim;
  const violations: Violation[] = [];
  const report = (code: Violation['code'], detail: string): void => {
    if (violations.length < REPORTED) violations.push({ code, detail });
  };
  const seekerMust = new Uint8Array(problem.seekers.length);
  const partnerMust = new Uint8Array(problem.partners.length);
  for (const { level, seekerDual, partnerDual } of certificate.stages) {
    for (let seeker = 0; seeker < seekerDual.length; seeker += 1) {
      if (locked[seeker] === 1) continue;
      const dual = seekerDual[seeker] ?? Number.NaN;
      const name = `${level} seeker ${seeker}`;
      if (!Number.isSafeInteger(dual)) report('NOT_INTEGER', name);
      if (dual < 0 && seekerMust[seeker] === 0) report('NEGATIVE_DUAL', name);
      if (dual !== 0) seekerMust[seeker] = 1;
      if (seekerMust[seeker] === 1 && partnerOf[seeker] === MISSING) report('LEFT_OVER_WITH_PRICE', name);
    }
    for (let partner = 0; partner < partnerDual.length; partner += 1) {
      const dual = partnerDual[partner] ?? Number.NaN;
      const name = `${level} partner ${partner}`;
      if (!Number.isSafeInteger(dual)) report('NOT_INTEGER', name);
      if (dual < 0 && partnerMust[partner] === 0) report('NEGATIVE_DUAL', name);
      if (dual !== 0) partnerMust[partner] = 1;
      const full = taken[partner] === places[partner];
      if (partnerMust[partner] === 1 && !full) report('LEFT_OVER_WITH_PRICE', name);
    }
  }
  return violations;
}

/** Every pair of the problem: its duals cover its weight at each level up to which it is allowed; a chosen pair is tight at all. */
export function checkProblemEdges(claim: Claim): Violation[] {
  const violations: Violation[] = [];
  forEachOpenPair(claim, (seeker, partner, affinity) => {
    if (violations.length >= REPORTED) return;
    const violation = checkPair(claim, seeker, partner, affinity);
    if (violation !== undefined) violations.push(violation);
  });
  return violations;
}

function checkPair(claim: Claim, seeker: number, partner: number, affinity: number): Violation | undefined {
  const { certificate, partnerOf, problem } = claim;
  const chosen = partnerOf[seeker] === partner;
  for (const { level, seekerDual, partnerDual } of certificate.stages) {
    const afterWorst = problem.options.objective === 'mostPeople' && level !== 'coverage';
    if (afterWorst && affinity < certificate.worstGrade) return undefined;
    const slack = (seekerDual[seeker] ?? 0) + (partnerDual[partner] ?? 0) - claim.weight(level, seeker, partner, affinity);
    const detail = `${level}: seeker ${seeker}, partner ${partner}, slack ${slack}`;
    if (slack < 0) return { code: 'DUAL_INFEASIBLE', detail };
    if (slack > 0) return chosen ? { code: 'PAIR_NOT_TIGHT', detail } : undefined;
  }
  return undefined;
}

/** The pairs a run may choose from: not locked, with a place left, at or above the floor. */
export function forEachOpenPair(
  claim: Pick<Claim, 'problem' | 'locked' | 'places'>,
  visit: (seeker: number, partner: number, affinity: number) => void,
): void {
  const { problem, locked, places } = claim;
  const { affinities, options } = problem;
  const width = problem.partners.length;
  for (let seeker = 0; seeker < problem.seekers.length; seeker += 1) {
    if (locked[seeker] === 1) continue;
    const begin = affinities.kind === 'dense' ? seeker * width : (affinities.start[seeker] ?? 0);
    const end = affinities.kind === 'dense' ? begin + width : (affinities.start[seeker + 1] ?? 0);
    for (let edge = begin; edge < end; edge += 1) {
      const affinity = affinities.affinity[edge] ?? MISSING;
      if (affinity < options.floor) continue;
      const partner = affinities.kind === 'dense' ? edge - begin : (affinities.partner[edge] ?? MISSING);
      if (places[partner] === 0) continue;
      visit(seeker, partner, affinity);
    }
  }
}
