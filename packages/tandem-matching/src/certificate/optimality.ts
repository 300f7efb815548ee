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
  const { worstGrade } = claim.certificate;
  const gradeFrom = claim.problem.options.objective === 'mostPeople' ? 1 : Number.POSITIVE_INFINITY;
  const stages = claim.certificate.stages.map((stage) => ({ ...stage, weightOf: claim.weightAt(stage.level) }));
  forEachOpenPair(claim, (seeker, partner, affinity) => {
    for (let at = 0; at < stages.length; at += 1) {
      if (at === gradeFrom && affinity < worstGrade) return;
      const { level, seekerDual, partnerDual, weightOf } = stages[at] as (typeof stages)[number];
      const slack = (seekerDual[seeker] as number) + (partnerDual[partner] as number) - weightOf(seeker, partner, affinity);
      if (slack === 0) continue;
      const chosen = claim.partnerOf[seeker] === partner;
      if (slack > 0 && !chosen) return;
      const detail = `${level}: seeker ${seeker}, partner ${partner}, slack ${slack}`;
      if (violations.length < REPORTED) violations.push({ code: slack > 0 ? 'PAIR_NOT_TIGHT' : 'DUAL_INFEASIBLE', detail });
      return;
    }
  });
  return violations;
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
