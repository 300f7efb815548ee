import { describe, expect, test } from '@jest/globals';
import type { AmbassadorRecord } from '../ambassadors/index.ts';
import { differencesFrom, wantedTestPerson } from './enrolment.ts';

const now = new Date('2026-05-04T10:00:00.000Z');
const path = ['ambassadors', '3'];
const departmentIds = new Map([['sales', 'd1']]);
const departmentKeys = new Map([['d1', 'sales']]);
const person = { externalReference: 'e-1', name: 'Ada Lovelace', departmentKey: 'sales', visibility: 'NAMED' as const };

const enrolled: AmbassadorRecord = {
  id: 'a1',
  programmeId: 'p1',
  personId: null,
  externalReference: 'e-1',
  name: 'Ada Lovelace',
  departmentId: 'd1',
  status: 'ACTIVE',
  visibility: 'NAMED',
  language: 'GERMAN',
  isTestPerson: true,
  isSeparator: false,
  teamId: null,
  erasedAt: null,
  joinedAt: new Date('2026-01-01T00:00:00.000Z'),
  pausedUntil: null,
  leftAt: null,
  version: 1,
};

function wanted(differences: object) {
  const result = wantedTestPerson({ ...person, ...differences }, { departmentIds, now, path });
  if (!('wanted' in result)) throw new Error('expected a test person');
  return result.wanted;
}

describe('a test person', () => {
  test('of a department that the programme does not have is refused', () => {
    expect(wantedTestPerson({ ...person, departmentKey: 'moon' }, { departmentIds, now, path })).toMatchObject({
      failures: [{ code: 'NOT_FOUND', path: ['ambassadors', '3', 'departmentKey'] }],
    });
  });

  test('cannot have joined in the future', () => {
    const joinedAt = new Date(now.getTime() + 1);
    expect(wantedTestPerson({ ...person, joinedAt }, { departmentIds, now, path })).toMatchObject({
      failures: [{ code: 'OUT_OF_RANGE', path: ['ambassadors', '3', 'joinedAt'] }],
    });
  });
});

describe('the same reference again', () => {
  test('with the same data is the same person; what is left out is not compared', () => {
    const again = wanted({ language: 'GERMAN', joinedAt: new Date(enrolled.joinedAt) });
    expect(differencesFrom(enrolled, again, { path, departmentKeys })).toEqual([]);
    expect(differencesFrom(enrolled, wanted({ departmentKey: null, visibility: null }), { path, departmentKeys })).toEqual([]);
  });

  test('with other data is refused, and every difference is named', () => {
    const other = wanted({ name: 'Ada King', language: 'ENGLISH', joinedAt: now });
    const differences = differencesFrom({ ...enrolled, departmentId: null }, other, { path, departmentKeys });
    expect(differences.map((failure) => failure.code)).toEqual(Array(4).fill('DUPLICATE_WITH_DIFFERENCE'));
    expect(differences.map((failure) => failure.path.at(-1))).toEqual(['name', 'departmentKey', 'language', 'joinedAt']);
    expect(differences[0]?.message.ENGLISH).toBe(
      'This reference is already enrolled with "Ada Lovelace", not with "Ada King".',
    );
    expect(differences[3]?.message.ENGLISH).toContain('2026-05-04T10:00:00.000Z');
  });
});
