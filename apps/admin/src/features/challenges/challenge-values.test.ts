import { describe, expect, test } from '@jest/globals';
import { type ChallengeData, documentOf, newSource, recurrenceOf, valuesOf } from './challenge-values.ts';

const document: ChallengeData = {
  format: 1,
  name: { german: 'Woche', english: 'Week' },
  call: { german: 'Bitte', english: 'Please' },
  scope: 'EACH_DEPARTMENT',
  entry: 'OPEN',
  goal: {
    ...{ measure: 'FACTS', filter: { hashtags: ['team'] }, target: 150, milestones: [50, 100] },
    ...{ mostPerPersonAndWeek: 3, quietDaysBefore: null },
  },
};
const source = { ...newSource(undefined, new Date('2026-11-22T12:00:00Z')), document };

describe('a challenge in its form', () => {
  test('is read and written without a change', () => {
    expect(documentOf(valuesOf(source))).toEqual(document);
    const quiet = { ...document, goal: { ...document.goal, quietDaysBefore: 28 } };
    expect(documentOf(valuesOf({ ...source, document: quiet }))).toEqual(quiet);
  });

  test('can be changed, whereas what it came from cannot', () => {
    const frozen = { ...source, document: { ...document, name: Object.freeze({ ...document.name }) } };
    expect(Object.isFrozen(valuesOf(frozen).name)).toBe(false);
  });

  test('counts departments per member, and their people in percent', () => {
    const values = valuesOf(source);
    expect(values.goal).toMatchObject({ target: 1.5, milestones: [0.5, 1] });
    const people = { ...document, goal: { ...document.goal, measure: 'DISTINCT_PEOPLE', target: 60 } };
    expect(valuesOf({ ...source, document: people }).goal.target).toBe(60);
    expect(documentOf({ ...values, goal: { ...values.goal, target: '' } })).toMatchObject({ goal: { target: undefined } });
  });

  test('begins on the next Monday, comes once unless told, and runs as long as its template', () => {
    expect(source).toMatchObject({ opensOn: '2026-11-23', closesOn: '2026-12-20' });
    const onMonday = newSource({ document, days: 7, picture: source.picture }, new Date('2026-11-23T12:00:00Z'));
    expect(onMonday).toMatchObject({ opensOn: '2026-11-30', closesOn: '2026-12-06' });
    const values = valuesOf(source);
    expect(recurrenceOf(values)).toBeNull();
    expect(recurrenceOf({ ...values, recurs: true })).toEqual({ unit: 'WEEK', every: 4, until: null });
  });
});
