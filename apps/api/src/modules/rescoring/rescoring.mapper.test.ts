import { describe, expect, test } from '@jest/globals';
import type { PreviewResult, RescoredPeople } from './preview-tally.ts';
import { toRescoring } from './rescoring.mapper.ts';
import type { RescoringRow } from './rescoring.repository.ts';

const people = (members: number, gainers: number, losers: number): RescoredPeople => ({
  ...{ members, gainers, losers },
  ...{ before: 10 * members, after: 10 * members + 3 * gainers - 2 * losers },
});

/** What is told of a preview where groups have at least five people. */
function told(everybody: RescoredPeople, byRule: PreviewResult['byRule'] = []) {
  const at = new Date('2026-05-18T00:00:00Z');
  const row: RescoringRow = {
    ...{ id: 'id', programmeId: 'programme', status: 'PREVIEWED', ruleSetId: 'rules', ruleSetVersion: 2, from: at, until: at },
    ...{ membersExpected: 20, membersDone: 20, basis: null, result: { everybody, byRule, entries: 40, keptEntries: 0 } },
    ...{ reason: null, previewedAt: at, previewedBy: null, startedAt: null, startedBy: null, finishedAt: at, stoppedFor: null },
  };
  return toRescoring(row, 5).outcome;
}

const untold = { everybody: null, byRule: [], otherRules: null, entries: null, keptEntries: null };

describe('of too few people nothing is told', () => {
  test('where an entry changes of four', () => {
    expect(told(people(4, 4, 0))).toEqual(untold);
  });

  test('where points change of one among twelve: the difference of the sums would be theirs', () => {
    expect(told(people(12, 1, 0))).toEqual(untold);
  });

  test('not how many gain and lose, where one of these or of the rest is alone', () => {
    expect(told(people(12, 9, 1))?.everybody).toEqual({ members: 12, before: 120, after: 145, gainers: null, losers: null });
    expect(told(people(11, 10, 0))?.everybody).toMatchObject({ gainers: null, losers: null });
    expect(told(people(12, 6, 6))?.everybody).toMatchObject({ gainers: 6, losers: 6 });
    expect(told(people(12, 0, 0))?.everybody).toMatchObject({ gainers: 0, losers: 0 });
  });

  test('not of a rule by which one gains: it is told together with another', () => {
    const outcome = told(people(20, 16, 0), [
      { key: 'post', ...people(20, 10, 0) },
      { key: 'share', ...people(10, 5, 0) },
      { key: 'story', ...people(8, 1, 0) },
    ]);
    expect(outcome?.byRule.map(({ key }) => key)).toEqual(['post']);
    expect(outcome?.otherRules).toMatchObject({ members: 10, before: 180, after: 198 });
  });
});
