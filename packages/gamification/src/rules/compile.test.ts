import { describe, expect, test } from '@jest/globals';
import { compileRuleSet } from './compile.ts';
import { describeProblem } from './problems.ts';

const name = { german: 'Probe', english: 'Trial' };
const post = { key: 'post', name, matches: { kinds: ['POST'] }, award: { type: 'FIXED', points: 10 } };
const engagement = {
  type: 'ENGAGEMENT',
  weights: { likes: 1, comments: 0, reposts: 0, clicks: 0 },
  curve: 'SQRT',
  points: 1,
  per: 1,
  maximum: 8,
  colleagueLikes: 3,
};

function problemsOf(rules: readonly object[], more: object = {}) {
  const result = compileRuleSet({ format: 1, name, rules, ...more });
  return result.ok ? [] : result.problems;
}

describe('[RL1] a wrong document', () => {
  test.each([
    ['a missing setting', [{ ...post, award: undefined }], 'MISSING', '$.rules[0].award', 'an object { ... }'],
    [
      'a wrong type',
      [{ ...post, award: { type: 'FIXED', points: 'ten' } }],
      'WRONG_TYPE',
      '$.rules[0].award.points',
      'a number',
    ],
    [
      'a fraction',
      [{ ...post, award: { type: 'FIXED', points: 1.5 } }],
      'WRONG_TYPE',
      '$.rules[0].award.points',
      'a whole number',
    ],
    ['too little', [{ ...post, award: { type: 'FIXED', points: 0 } }], 'TOO_SMALL', '$.rules[0].award.points', 'at least 1'],
    [
      'too much',
      [{ ...post, award: { type: 'FIXED', points: 2_000_000 } }],
      'TOO_LARGE',
      '$.rules[0].award.points',
      'at most 1000000',
    ],
    [
      'an unknown choice',
      [{ ...post, matches: { kinds: ['LIKE'] } }],
      'NOT_ALLOWED',
      '$.rules[0].matches.kinds[0]',
      'one of "POST"',
    ],
    ['an unknown variant', [{ ...post, award: { type: 'RANDOM' } }], 'NOT_ALLOWED', '$.rules[0].award.type', 'one of "FIXED"'],
    [
      'a misspelt setting',
      [{ ...post, award: { type: 'FIXED', points: 1, maxmum: 3 } }],
      'UNKNOWN_KEY',
      '$.rules[0].award.maxmum',
      'check its name',
    ],
    ['a wrong key', [{ ...post, key: 'My Post' }], 'WRONG_FORMAT', '$.rules[0].key', 'lower-case'],
    [
      'a hashtag with "#"',
      [post, { ...post, key: 'b', matches: { hashtags: ['#Work'] } }],
      'WRONG_FORMAT',
      '$.rules[1].matches.hashtags[0]',
      'lower case',
    ],
    ['[RL6] a key twice', [post, post], 'DUPLICATE_KEY', '$.rules[1].key', 'no other rule'],
    [
      '[RL6] a floor above the factor',
      [{ ...post, diminishing: { per: 'DAY', quota: 1, factor: 100, floor: 200, end: 'FLOOR' } }],
      'CONTRADICTION',
      '$.rules[0].diminishing.floor',
      'at most 100',
    ],
    [
      '[RL7] engagement with a quota',
      [{ ...post, award: engagement, diminishing: { per: 'DAY', quota: 1, factor: 0, floor: 0, end: 'NOTHING' } }],
      'CONTRADICTION',
      '$.rules[0].diminishing',
      'leave it out',
    ],
    [
      '[RL7] engagement with a limit by count',
      [{ ...post, award: engagement, limits: [{ scope: 'RULE', per: 'DAY', measure: 'COUNT', maximum: 1 }] }],
      'CONTRADICTION',
      '$.rules[0].limits[0].measure',
      '"POINTS"',
    ],
    [
      '[RL7] engagement with a boost of the first ones',
      [{ ...post, award: engagement, boosts: [{ type: 'FIRST', count: 1, factor: 20_000 }] }],
      'CONTRADICTION',
      '$.rules[0].boosts[0].type',
      '"SEGMENT"',
    ],
    [
      '[RL8] only work',
      [{ ...post, matches: { kinds: ['POST'], hashtags: ['work'] } }],
      'ONLY_WORK',
      '$.rules[0].matches',
      'beside it',
    ],
  ])('names %s with its path and what would be right', (_, rules, code, path, expected) => {
    const problems = problemsOf(rules);
    expect(problems.map((problem) => [problem.code, problem.path])).toContainEqual([code, path]);
    const problem = problems.find((candidate) => candidate.path === path);
    expect(problem && describeProblem(problem, 'ENGLISH')).toContain(expected);
    expect(problem && describeProblem(problem, 'GERMAN')).toContain('Richtig wäre');
  });

  test('says in German alone what would be right', () => {
    const problems = problemsOf([{ ...post, key: 'My Post', matches: { hashtags: ['#Work'] } }]);
    expect(problems.map((problem) => describeProblem(problem, 'GERMAN'))).toEqual([
      expect.stringContaining('Richtig wäre: ein Schlüssel: Kleinbuchstaben'),
      expect.stringContaining('Richtig wäre: ein Hashtag in Kleinbuchstaben'),
    ]);
  });

  test('names every mistake at once', () => {
    expect(
      problemsOf([
        { ...post, key: '' },
        { ...post, award: {} },
      ]),
    ).toHaveLength(2);
  });

  test('[RL6] names the same limit twice', () => {
    const limit = { scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 10 };
    expect(problemsOf([post], { limits: [limit, { ...limit, maximum: 20 }] })).toMatchObject([
      { code: 'DUPLICATE_KEY', path: '$.limits[1]' },
    ]);
  });

  test.each([null, 3, 'text', [], undefined])('is refused whatever it is: %p', (document) => {
    expect(compileRuleSet(document).ok).toBe(false);
  });
});

test('[RL8] work may be paid where the same kind is paid without it', () => {
  const work = { ...post, key: 'work', matches: { kinds: ['POST'], campaigns: ['launch'], disclosed: true } };
  expect(problemsOf([post, work])).toEqual([]);
  const training = { ...post, matches: { kinds: ['TRAINING_COMPLETED'], campaigns: ['launch'] } };
  expect(problemsOf([training])).toEqual([]);
});
