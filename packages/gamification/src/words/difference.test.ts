import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ruleSet } from '../../test/builders.ts';
import { describeDifference, partsOf, presets } from '../index.ts';

const { document } = ruleSet({ rules: [{ key: 'post' }, { key: 'second' }, { key: 'third' }] });
const [first, second, third] = document.rules;

describe('[RL10] the difference between two versions', () => {
  test('is nothing between a version and itself', () => {
    for (const preset of Object.values(presets)) expect(describeDifference(preset, structuredClone(preset))).toEqual([]);
  });

  test('tells what was added, removed and changed with the old and the new sentence', () => {
    const limit = { scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 20 } as const;
    const later = {
      ...document,
      rules: [{ ...first, award: { type: 'FIXED', points: 12 } }, third, { ...second, key: 'fourth' }],
      limits: [limit],
    };
    const changes = describeDifference(document, later);
    expect(changes.map(({ kind, part, ruleKey, path }) => [kind, part, ruleKey, path])).toEqual([
      ['CHANGED', 'RULE', 'post', '$.rules[0]'],
      ['ADDED', 'RULE', 'fourth', '$.rules[2]'],
      ['ADDED', 'LIMIT', null, '$.limits[0]'],
      ['REMOVED', 'RULE', 'second', '$.rules[1]'],
    ]);
    expect(changes[0]?.before?.GERMAN).toContain('Beiträge: 10 Punkte');
    expect(changes[0]?.after?.GERMAN).toContain('Beiträge: 12 Punkte');
    expect(changes[2]?.after).toEqual({
      GERMAN: 'Insgesamt höchstens 20 Punkte pro Tag.',
      ENGLISH: 'In all at most 20 points a day.',
    });
    expect(describeDifference({ ...later, limits: [{ ...limit, maximum: 30 }] }, later)).toMatchObject([
      {
        kind: 'CHANGED',
        before: { ENGLISH: 'In all at most 30 points a day.' },
        after: { ENGLISH: 'In all at most 20 points a day.' },
      },
    ]);
  });

  test('tells which rule was moved: rules take from common limits in their order', () => {
    const changes = describeDifference(document, { ...document, rules: [third, first, second] });
    expect(changes).toMatchObject([{ kind: 'MOVED', ruleKey: 'third' }]);
    expect(changes[0]?.before?.ENGLISH).toMatch(/^In place 3: /);
    expect(changes[0]?.after?.ENGLISH).toMatch(/^In place 1: /);
  });

  test('names settings of which the sentence does not speak', () => {
    const engagement = (colleagueLikes: number) => ({
      ...presets.balanced,
      rules: presets.balanced.rules.map((rule) =>
        rule.award.type === 'ENGAGEMENT' ? { ...rule, award: { ...rule.award, colleagueLikes } } : rule,
      ),
    });
    const [change] = describeDifference(engagement(3), engagement(5));
    expect(change?.before?.ENGLISH).toMatch(/\[award\.colleagueLikes: 3\]$/);
    expect(change?.after?.GERMAN).toMatch(/\[award\.colleagueLikes: 5\]$/);
  });

  test('never stays silent: any two rules that differ differ in words, in both languages', () => {
    const rule = fc.constantFrom(...Object.values(presets).flatMap(({ rules }) => rules));
    fc.assert(
      fc.property(rule, rule, (one, other) => {
        const set = (only: typeof one) => ({ ...document, rules: [{ ...only, key: 'same' }] });
        for (const { before, after } of describeDifference(set(one), set(other))) {
          expect(before?.GERMAN).not.toBe(after?.GERMAN);
          expect(before?.ENGLISH).not.toBe(after?.ENGLISH);
        }
      }),
    );
  });

  test('reads drafts that are not complete as far as they can be read', () => {
    const draft = { rules: [first, { key: 'half' }, 7], limits: 'none', mix: { per: 'MONTH' } };
    expect(partsOf(draft).map(({ identity, isReadable }) => [identity, isReadable])).toEqual([
      ['post', true],
      ['half', false],
      ['#3', false],
      ['mix', false],
    ]);
    expect(partsOf('nothing')).toEqual([]);
    expect(describeDifference(draft, { rules: [first] }).map(({ kind }) => kind)).toEqual(['REMOVED', 'REMOVED', 'REMOVED']);
  });
});
