import type { Violation } from './check.ts';
import type { Claim } from './claim.ts';
import { forEachOpenPair } from './optimality.ts';

/**
 * Above the worst grade there is no matching of the same coverage: the witness bounds the coverage weight of every matching of pairs at or above the
 * next grade, and the bound is smaller than what was reached.
 */
export function checkWorstWitness(claim: Claim): Violation[] {
  const { problem, certificate } = claim;
  const { options } = problem;
  if (options.objective === 'bestFit') {
    return certificate.worstGrade === options.floor
      ? []
      : [{ code: 'WRONG_WORST_GRADE', detail: 'the floor is the only grade' }];
  }
  const grades = options.grades.filter((grade) => grade > options.floor);
  if (certificate.worstGrade !== options.floor && !grades.includes(certificate.worstGrade)) {
    return [{ code: 'WRONG_WORST_GRADE', detail: `${certificate.worstGrade} is no grade` }];
  }
  const next = grades.find((grade) => grade > certificate.worstGrade);
  const witness = certificate.worstWitness;
  if (next === undefined) return [];
  if (witness === undefined || witness.grade !== next)
    return [{ code: 'WITNESS_FAILS', detail: `no witness for grade ${next}` }];
  const violations: Violation[] = [];
  let bound = 0;
  for (let seeker = 0; seeker < problem.seekers.length; seeker += 1) {
    if (claim.locked[seeker] === 1) continue;
    const dual = witness.seekerDual[seeker] ?? Number.NaN;
    if (!(Number.isSafeInteger(dual) && dual >= 0))
      violations.push({ code: 'NEGATIVE_DUAL', detail: `witness seeker ${seeker}` });
    bound += dual;
  }
  for (let partner = 0; partner < problem.partners.length; partner += 1) {
    const dual = witness.partnerDual[partner] ?? Number.NaN;
    if (!(Number.isSafeInteger(dual) && dual >= 0))
      violations.push({ code: 'NEGATIVE_DUAL', detail: `witness partner ${partner}` });
    bound += dual * (claim.places[partner] ?? 0);
  }
  let uncovered = 0;
  forEachOpenPair(claim, (seeker, partner, affinity) => {
    if (affinity < next) return;
    const sum = (witness.seekerDual[seeker] ?? 0) + (witness.partnerDual[partner] ?? 0);
    if (sum < (claim.waitWeight[seeker] ?? 0)) uncovered += 1;
  });
  if (uncovered > 0) violations.push({ code: 'WITNESS_FAILS', detail: `${uncovered} pairs are not covered` });
  if (!(bound < reachedCoverage(claim)))
    violations.push({ code: 'WITNESS_FAILS', detail: 'the bound is no smaller than what was reached' });
  return violations;
}

function reachedCoverage({ problem, locked, partnerOf, waitWeight }: Claim): number {
  let sum = 0;
  for (let seeker = 0; seeker < problem.seekers.length; seeker += 1) {
    if (locked[seeker] === 0 && (partnerOf[seeker] ?? -1) >= 0) sum += waitWeight[seeker] ?? 0;
  }
  return sum;
}
