import type { Matching, MatchingProblem } from '../matching/types.ts';
import { readClaim } from './claim.ts';
import { checkPeople, checkProblemEdges } from './optimality.ts';
import { checkWorstWitness } from './witness.ts';

/** What a checker found wrong. Codes are stable; `detail` is for engineers. */
export interface Violation {
  readonly code:
    | 'UNKNOWN_PERSON'
    | 'SEEKER_TWICE'
    | 'IMPOSSIBLE_PAIR'
    | 'BELOW_FLOOR'
    | 'BELOW_WORST_GRADE'
    | 'OVER_CAPACITY'
    | 'LOCK_BROKEN'
    | 'WRONG_VALUE'
    | 'WRONG_STAGES'
    | 'NOT_INTEGER'
    | 'DUAL_INFEASIBLE'
    | 'PAIR_NOT_TIGHT'
    | 'LEFT_OVER_WITH_PRICE'
    | 'NEGATIVE_DUAL'
    | 'WRONG_WORST_GRADE'
    | 'WITNESS_FAILS';
  readonly detail: string;
}

export type CertificateVerdict =
  | { readonly valid: true }
  | { readonly valid: false; readonly violations: readonly Violation[] };

/**
 * Verifies a matching and its proof of optimality against the problem alone, in time linear in the pairs. Shares no code with the solver: it
 * knows the definition of the problem (SPEC.md [OB], [CE]) and nothing of how solutions are found. A matching that passes is feasible and
 * no other is better at any level of the objective.
 */
export function checkCertificate(problem: MatchingProblem, matching: Matching): CertificateVerdict {
  const { claim, violations } = readClaim(problem, matching);
  if (claim !== undefined) {
    violations.push(...checkPeople(claim), ...checkProblemEdges(claim), ...checkWorstWitness(claim));
  }
  return violations.length === 0 ? { valid: true } : { valid: false, violations };
}
