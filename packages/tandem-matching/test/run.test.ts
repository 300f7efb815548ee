import { describe, expect, test } from '@jest/globals';
import {
  checkCertificate,
  type Matching,
  type MatchingProblem,
  type MatchingProgress,
  NO_EDGE,
  runMatching,
} from '../src/index.ts';
import { draw, drawRandom } from './build-problem.ts';

const small = draw({
  affinities: [
    [9000, 4000],
    [8000, NO_EDGE],
  ],
});

function solve(problem: MatchingProblem): Matching {
  const outcome = runMatching(problem);
  if (outcome.kind !== 'matched') throw new Error(JSON.stringify(outcome));
  return outcome.matching;
}

describe('long runs', () => {
  test('[OB12] report their steps and how far they are', () => {
    const steps: MatchingProgress[] = [];
    runMatching(drawRandom({ seed: 1, seekers: 30, partners: 20, capacity: 2, density: 0.5 }), {
      onProgress: (step) => steps.push(step),
    });
    expect(steps.map(({ step }) => step).slice(0, 3)).toEqual(['prepare', 'coverage', 'worst']);
    expect(steps.at(-1)?.step).toBe('done');
    const done = steps.map(({ seekersDone }) => seekersDone);
    expect([...done].sort((a, b) => a - b)).toEqual(done);
  });

  test('[OB12] end when they are told to, wherever they are', () => {
    const problem = drawRandom({ seed: 2, seekers: 700, partners: 600, capacity: 1, density: 0.9 });
    let asked = 0;
    runMatching(problem, {
      shouldStop: () => {
        asked += 1;
        return false;
      },
    });
    for (const limit of [1, 2, Math.floor(asked / 2), asked]) {
      let left = limit;
      const shouldStop = (): boolean => {
        left -= 1;
        return left <= 0;
      };
      expect(runMatching(problem, { shouldStop })).toEqual({ kind: 'cancelled' });
    }
  });

  test('[OB12] stop at an AbortSignal', () => {
    const abort = new AbortController();
    abort.abort();
    expect(runMatching(small, { shouldStop: () => abort.signal.aborted })).toEqual({ kind: 'cancelled' });
  });
});

describe('a worker', () => {
  test('[OB12] can be sent the problem and can send back the result', () => {
    const problem = drawRandom({ seed: 6, seekers: 20, partners: 12, capacity: 2, density: 0.5 });
    const sent = structuredClone(solve(structuredClone(problem)));
    expect(checkCertificate(problem, sent)).toEqual({ valid: true });
    expect(sent.pairs).toEqual(solve(problem).pairs);
  });
});

describe('problems that are none', () => {
  const lock = (seekerId: string, partnerId: string) => ({ locks: [{ seekerId, partnerId }] });
  test.each<[string, Partial<MatchingProblem>]>([
    ['DUPLICATE_ID', { seekers: [small.seekers[0], small.seekers[0]].flatMap((seeker) => seeker ?? []) }],
    ['INVALID_CAPACITY', { partners: small.partners.map(({ id }) => ({ id, capacity: 0.5 })) }],
    ['INVALID_WAITED_ROUNDS', { seekers: small.seekers.map(({ id }) => ({ id, waitedRounds: -1 })) }],
    ['INVALID_AFFINITIES', { affinities: { kind: 'dense', affinity: Int16Array.of(1) } }],
    ['INVALID_AFFINITIES', { affinities: { kind: 'dense', affinity: Int16Array.of(1, 2, 3, 10_001) } }],
    [
      'INVALID_AFFINITIES',
      {
        affinities: {
          kind: 'sparse',
          start: Int32Array.of(0, 2, 2),
          partner: Int32Array.of(0, 0),
          affinity: Int16Array.of(1, 1),
        },
      },
    ],
    ['INVALID_OPTIONS', { options: { ...small.options, floor: -1 } }],
    ['INVALID_OPTIONS', { options: { ...small.options, grades: [2000, 1000] } }],
    ['LOCK_UNKNOWN_PERSON', lock('s0', 'nobody')],
    ['LOCK_IMPOSSIBLE_PAIR', lock('s1', 'p1')],
    ['LOCK_SEEKER_TWICE', { locks: [...lock('s0', 'p0').locks, ...lock('s0', 'p1').locks] }],
    ['LOCK_OVER_CAPACITY', { locks: [...lock('s0', 'p0').locks, ...lock('s1', 'p0').locks] }],
  ])('[OB1] %s', (code, changes) => {
    expect(runMatching({ ...small, ...changes })).toMatchObject({ kind: 'rejected', rejection: { code } });
  });
});

describe('the checker', () => {
  const problem = drawRandom({ seed: 4, seekers: 12, partners: 8, capacity: 1, density: 0.8 });
  const matching = solve(problem);
  const codes = (claim: Matching): string[] => {
    const verdict = checkCertificate(problem, claim);
    return verdict.valid ? [] : verdict.violations.map(({ code }) => code);
  };
  const [first, second, ...others] = matching.pairs;
  if (first === undefined || second === undefined) throw new Error('the example must have pairs');
  const stages = matching.certificate.stages;
  const [group, ...otherGroups] = matching.values.matchedByWaitedRounds;
  if (group === undefined || otherGroups.length === 0) throw new Error('the example must have groups');

  test('[CE1] accepts what the solver says', () => {
    expect(codes(matching)).toEqual([]);
  });

  test.each<[string, string, Matching]>([
    ['a pair that is gone', 'WRONG_VALUE', { ...matching, pairs: matching.pairs.slice(1) }],
    ['a seeker twice', 'SEEKER_TWICE', { ...matching, pairs: [...matching.pairs, first] }],
    ['somebody unknown', 'UNKNOWN_PERSON', { ...matching, pairs: [{ ...first, seekerId: 'nobody' }, second, ...others] }],
    [
      'too many for a partner',
      'OVER_CAPACITY',
      { ...matching, pairs: [first, { ...second, partnerId: first.partnerId }, ...others] },
    ],
    ['a better sum than there is', 'WRONG_VALUE', { ...matching, values: { ...matching.values, sumOfAffinities: 1 } }],
    [
      'a group of those who waited told twice and another not at all',
      'WRONG_VALUE',
      {
        ...matching,
        values: { ...matching.values, matchedByWaitedRounds: matching.values.matchedByWaitedRounds.map(() => group) },
      },
    ],
    [
      'a level left out',
      'WRONG_STAGES',
      { ...matching, certificate: { ...matching.certificate, stages: stages.slice(0, -1) } },
    ],
    [
      'a worst grade without witness',
      'WITNESS_FAILS',
      { ...matching, certificate: { ...matching.certificate, worstWitness: undefined } },
    ],
  ])('[CE2] refuses %s', (_, code, claim) => {
    expect(codes(claim)).toContain(code);
  });

  test('[CE3] refuses every single price that was changed', () => {
    for (const [level, stage] of stages.entries()) {
      for (const side of ['seekerDual', 'partnerDual'] as const) {
        for (const [person, dual] of stage[side].entries()) {
          for (const change of [-1, 0.5]) {
            const changed = stage[side].slice();
            changed[person] = dual + change;
            const forged = stages.map((other, index) => (index === level ? { ...other, [side]: changed } : other));
            expect(codes({ ...matching, certificate: { ...matching.certificate, stages: forged } })).not.toEqual([]);
          }
        }
      }
    }
  });

  test('[CE4] refuses a witness that covers too little, promises too much or speaks of another grade', () => {
    const witness = matching.certificate.worstWitness;
    if (witness === undefined) throw new Error('the example must have a witness');
    const forge = (changes: Partial<typeof witness>): string[] =>
      codes({ ...matching, certificate: { ...matching.certificate, worstWitness: { ...witness, ...changes } } });
    expect(forge({})).toEqual([]);
    expect(forge({ seekerDual: witness.seekerDual.map(() => 0), partnerDual: witness.partnerDual.map(() => 0) })).toContain(
      'WITNESS_FAILS',
    );
    expect(forge({ seekerDual: witness.seekerDual.map((dual) => dual + 10) })).toContain('WITNESS_FAILS');
    expect(forge({ seekerDual: witness.seekerDual.map((dual) => dual - 10) })).toContain('NEGATIVE_DUAL');
    expect(forge({ grade: witness.grade + 1 })).toContain('WITNESS_FAILS');
  });

  test('[CE2] refuses a matching in which two have swapped', () => {
    const swapped = [{ ...first, partnerId: second.partnerId }, { ...second, partnerId: first.partnerId }, ...others];
    expect(codes({ ...matching, pairs: swapped })).not.toEqual([]);
  });
});
