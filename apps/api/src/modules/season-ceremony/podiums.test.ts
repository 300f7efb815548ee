import { describe, expect, test } from '@jest/globals';
import { podiumDefinitions, podiumMeasures, podiumOf } from './podiums.ts';

const claim = (subjectId: string, value: number, reachedAt = 0) => ({ subjectId, value, reachedAt });
const shown = (claims: readonly ReturnType<typeof claim>[]) =>
  podiumOf(claims).map(({ rank, subjectId }) => `${rank} ${subjectId}`);

describe('a podium', () => {
  test('has three ranks; equals share one, and who was there earlier is told first', () => {
    expect(shown([claim('a', 5), claim('b', 9), claim('c', 5, -1), claim('d', 1)])).toEqual(['1 b', '2 c', '2 a']);
    expect(shown([claim('a', 5), claim('b', 5), claim('c', 5), claim('d', 5), claim('e', 4)])).toEqual([
      '1 a',
      '1 b',
      '1 c',
      '1 d',
    ]);
  });

  test('is the same in whatever order claims are told, and honours nobody for nothing', () => {
    const claims = [claim('a', 3), claim('b', 3), claim('c', 0), claim('d', 7)];
    expect(shown(claims)).toEqual(['1 d', '2 a', '2 b']);
    expect(podiumOf([...claims].reverse())).toEqual(podiumOf(claims));
    expect(podiumOf([])).toEqual([]);
  });

  test('says in both languages what it honours', () => {
    for (const measure of podiumMeasures) {
      const { GERMAN, ENGLISH } = podiumDefinitions[measure];
      expect(GERMAN).not.toBe(ENGLISH);
    }
  });
});
