import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkCertificate, type Matching, type MatchingProblem, runMatching } from '../src/index.ts';
import { problems } from './arbitrary.ts';
import { bestVector, vectorOf } from './brute-force.ts';

function solve(problem: MatchingProblem): Matching {
  const outcome = runMatching(problem);
  if (outcome.kind !== 'matched') throw new Error(JSON.stringify(outcome));
  return outcome.matching;
}

function positions(problem: MatchingProblem, matching: Matching): number[] {
  const partnerOf = new Map(matching.pairs.map((pair) => [pair.seekerId, pair.partnerId]));
  return problem.seekers.map(({ id }) => problem.partners.findIndex((partner) => partner.id === partnerOf.get(id)));
}

describe('against trying everything', () => {
  test('[OB1] [OB2] [OB3] [OB4] [OB5] [OB6] [OB7] [OB8] the whole lexicographic value is the best there is', () => {
    fc.assert(
      fc.property(problems({ maxSeekers: 6, maxPartners: 5, maxCapacity: 3 }), (problem) => {
        expect(vectorOf(problem, positions(problem, solve(problem)))).toEqual(bestVector(problem));
      }),
      { numRuns: 1500 },
    );
  });

  test('[OB2] eight seekers and eight partners with one place each', () => {
    fc.assert(
      fc.property(problems({ maxSeekers: 8, maxPartners: 8, maxCapacity: 1 }), (problem) => {
        expect(vectorOf(problem, positions(problem, solve(problem)))).toEqual(bestVector(problem));
      }),
      { numRuns: 40 },
    );
  });

  test('[CE1] every run carries a certificate that the checker accepts', () => {
    fc.assert(
      fc.property(problems({ maxSeekers: 14, maxPartners: 10, maxCapacity: 3 }), (problem) => {
        expect(checkCertificate(problem, solve(problem))).toEqual({ valid: true });
      }),
      { numRuns: 1500 },
    );
  });
});
