import { describe, expect, test } from '@jest/globals';
import { draw, drawRandom } from '../../test/build-problem.ts';
import { checkCertificate } from '../certificate/check.ts';
import { runMatching } from '../matching/run.ts';
import { type Matching, type MatchingProblem, NO_EDGE } from '../matching/types.ts';
import { NO_HISTORY, prepareRound, type RoundHistory, recordRound } from './rounds.ts';
import { matchTrios, trioProblem } from './trios.ts';

function solve(problem: MatchingProblem): Matching {
  const outcome = runMatching(problem);
  if (outcome.kind !== 'matched') throw new Error(JSON.stringify(outcome));
  expect(checkCertificate(problem, outcome.matching)).toEqual({ valid: true });
  return outcome.matching;
}

describe('rounds', () => {
  test('[RO1] twelve rounds over twelve partners meet everybody once, the thirteenth begins again', () => {
    const problem = drawRandom({ seed: 7, seekers: 12, partners: 12, capacity: 1, density: 1 });
    let history: RoundHistory = NO_HISTORY;
    for (let round = 1; round <= 13; round += 1) {
      const prepared = prepareRound(problem, history);
      const matching = solve(prepared);
      history = recordRound(history, prepared, matching);
      const most = Math.max(...[...history.met.values()].flatMap((met) => [...met.values()]));
      if (round <= 12) expect(most).toBe(1);
      expect(matching.pairs).toHaveLength(12);
    }
    const met = [...history.met.values()];
    expect(met.every((partners) => partners.size === 12)).toBe(true);
    expect(met.every((partners) => [...partners.values()].reduce((sum, times) => sum + times, 0) === 13)).toBe(true);
  });

  test('[RO1] nobody is met twice while somebody possible was not met, whatever the graph', () => {
    const problem = drawRandom({ seed: 11, seekers: 40, partners: 18, capacity: 3, density: 0.4 });
    let history: RoundHistory = NO_HISTORY;
    for (let round = 0; round < 12; round += 1) {
      const prepared = prepareRound(problem, history);
      const matching = solve(prepared);
      for (const { seekerId, partnerId } of matching.pairs) {
        const seeker = problem.seekers.findIndex(({ id }) => id === seekerId);
        const times = (id: string): number => history.met.get(seekerId)?.get(id) ?? 0;
        const affinity = (p: number): number => problem.affinities.affinity[seeker * problem.partners.length + p] ?? NO_EDGE;
        const possible = problem.partners.filter((_, p) => affinity(p) !== NO_EDGE);
        expect(times(partnerId)).toBe(Math.min(...possible.map(({ id }) => times(id))));
      }
      history = recordRound(history, prepared, matching);
    }
  });

  test('[RO2] whoever stays without waits, and goes first next time', () => {
    const problem = draw({ affinities: [[9000], [1000]] });
    const first = prepareRound(problem, NO_HISTORY);
    const history = recordRound(NO_HISTORY, first, solve(first));
    expect(history.waitedRounds.get('s1')).toBe(1);
    expect(solve(prepareRound(problem, history)).pairs).toMatchObject([{ seekerId: 's1' }]);
  });
});

describe('trios', () => {
  test('[RO3] the odd one joins the best tandem whose partner agrees', () => {
    const problem = draw({
      affinities: [
        [9000, 1000],
        [1000, 9000],
        [5000, 8000],
      ],
      seekers: [{ waitedRounds: 1 }, { waitedRounds: 1 }, {}],
    });
    const matching = solve(problem);
    expect(matching.unmatchedSeekerIds).toEqual(['s2']);
    const trioOf = (accepting: string[]) => {
      const request = { problem, matching, acceptingPartnerIds: new Set(accepting) };
      const outcome = matchTrios(request);
      if (outcome.kind !== 'matched') throw new Error(outcome.kind);
      expect(checkCertificate(trioProblem(request), outcome.matching)).toEqual({ valid: true });
      return outcome.matching.pairs.map(({ seekerId, partnerId }) => [seekerId, partnerId]);
    };
    expect(trioOf(['p0', 'p1'])).toEqual([['s2', 'p1']]);
    expect(trioOf(['p0'])).toEqual([['s2', 'p0']]);
    expect(trioOf([])).toEqual([]);
  });
});
