import { describe, expect, test } from '@jest/globals';
import { mayRecordAt } from './participation-guard.ts';

const joinedAt = new Date('2026-03-01T08:00:00.000Z');
const leftAt = new Date('2026-06-01T08:00:00.000Z');

describe('facts belong to the time of taking part', () => {
  test.each([
    ['2026-03-01T07:59:59.999Z', 'not_joined'],
    ['2026-03-01T08:00:00.000Z', undefined],
    ['2027-01-01T00:00:00.000Z', undefined],
  ])('somebody who takes part, a fact at %s: %s', (occurredAt, refusal) => {
    expect(mayRecordAt({ joinedAt, leftAt: null }, new Date(occurredAt))).toBe(refusal);
  });

  test.each([
    ['2026-02-28T08:00:00.000Z', 'not_joined'],
    ['2026-06-01T07:59:59.999Z', undefined],
    ['2026-06-01T08:00:00.000Z', 'not_joined'],
  ])('somebody who left, a fact at %s: %s', (occurredAt, refusal) => {
    expect(mayRecordAt({ joinedAt, leftAt }, new Date(occurredAt))).toBe(refusal);
  });
});
