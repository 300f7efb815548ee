import { describe, expect, test } from '@jest/globals';
import {
  isTooSoon,
  type Lived,
  type RuleSetStatus,
  ruleSetActions,
  statusAfter,
  statusAt,
  supersededAt,
} from './rule-set-life.ts';

const allowed: Readonly<Record<RuleSetStatus, readonly (readonly [string, RuleSetStatus])[]>> = {
  DRAFT: [
    ['EDIT', 'DRAFT'],
    ['DISCARD', 'DISCARDED'],
    ['SCHEDULE', 'SCHEDULED'],
  ],
  SCHEDULED: [['UNSCHEDULE', 'DRAFT']],
  IN_FORCE: [],
  SUPERSEDED: [],
  DISCARDED: [],
};

test.each(Object.entries(allowed))(
  'of a version that is %s, these actions and no others are allowed',
  (status, transitions) => {
    const found = ruleSetActions.flatMap((action) => {
      const next = statusAfter(status as RuleSetStatus, action);
      return next === null ? [] : [[action, next]];
    });
    expect(found).toEqual(transitions);
  },
);

describe('where a version is', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 5, day));
  const first: Lived = { version: 1, status: 'SCHEDULED', effectiveFrom: at(1) };
  const second: Lived = { version: 2, status: 'SCHEDULED', effectiveFrom: at(10) };
  const discarded: Lived = { version: 3, status: 'DISCARDED', effectiveFrom: null };
  const draft: Lived = { version: 4, status: 'DRAFT', effectiveFrom: null };
  const all = [draft, discarded, second, first];

  test('follows from the time, to the instant', () => {
    const before = (instant: Date) => new Date(instant.getTime() - 1);
    const seen = (now: Date) => all.map((version) => statusAt(version, all, now));
    expect(seen(before(at(1)))).toEqual(['DRAFT', 'DISCARDED', 'SCHEDULED', 'SCHEDULED']);
    expect(seen(at(1))).toEqual(['DRAFT', 'DISCARDED', 'SCHEDULED', 'IN_FORCE']);
    expect(seen(before(at(10)))).toEqual(['DRAFT', 'DISCARDED', 'SCHEDULED', 'IN_FORCE']);
    expect(seen(at(10))).toEqual(['DRAFT', 'DISCARDED', 'IN_FORCE', 'SUPERSEDED']);
  });

  test('does not depend on the order of the versions: one in force before another is superseded by it', () => {
    const backdated: Lived = { version: 5, status: 'SCHEDULED', effectiveFrom: at(5) };
    expect(supersededAt(first, [...all, backdated])).toEqual(at(5));
    expect(statusAt(backdated, [...all, backdated], at(20))).toBe('SUPERSEDED');
    expect(supersededAt(second, all)).toBeNull();
    expect(supersededAt(draft, all)).toBeNull();
  });
});

test('a version comes into force at once or at least fifteen minutes from now', () => {
  const now = new Date('2026-06-01T12:00:00Z');
  const from = (time: string) => isTooSoon(new Date(`2026-06-01T${time}Z`), now);
  expect([from('11:00:00'), from('12:00:00'), from('12:00:01'), from('12:14:59'), from('12:15:00')]).toEqual([
    ...[false, false, true, true, false],
  ]);
});
