import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { adjectives, animals } from './pseudonym-words.ts';
import { createPseudonyms, periodOfSeason } from './pseudonyms.ts';

const secret = Buffer.alloc(32, 7);
const spring = { season: '01930000-0000-7000-8000-000000000001' };
const autumn = { season: '01930000-0000-7000-8000-000000000002' };
const ambassadorId = '01930000-0000-7000-8000-0000000000aa';

describe('pseudonyms', () => {
  test('are stable within a season and differ from season to season, outside of seasons and for all time', () => {
    const pseudonyms = createPseudonyms(secret);
    expect(createPseudonyms(secret).of(ambassadorId, spring, 'GERMAN')).toEqual(pseudonyms.of(ambassadorId, spring, 'GERMAN'));
    const periods = [spring, autumn, 'no-season', 'all-time'] as const;
    expect(new Set(periods.map((period) => pseudonyms.of(ambassadorId, period, 'GERMAN').memberId)).size).toBe(periods.length);
    expect(new Set(periods.map((period) => pseudonyms.of(ambassadorId, period, 'GERMAN').displayName)).size).toBe(
      periods.length,
    );
  });

  test('mean the same in both languages, with the same id', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const german = createPseudonyms(secret).of(id, spring, 'GERMAN');
        const english = createPseudonyms(secret).of(id, spring, 'ENGLISH');
        expect(english.memberId).toBe(german.memberId);
        const [, germanAnimal, germanNumber] = german.displayName.split(' ');
        const [, englishAnimal, englishNumber] = english.displayName.split(' ');
        expect(englishNumber).toBe(germanNumber);
        expect(animals.find((animal) => animal.german === germanAnimal)?.english).toBe(englishAnimal);
      }),
    );
  });

  test('follow German grammar: the adjective takes the ending of its noun', () => {
    const endings = { masculine: /er$/, feminine: /e$/, neuter: /es$/ };
    for (let index = 0; index < 500; index += 1) {
      const [adjective = '', noun] = createPseudonyms(secret).of(`${index}`, spring, 'GERMAN').displayName.split(' ');
      const animal = animals.find(({ german }) => german === noun);
      expect(adjective).toMatch(endings[animal?.gender ?? 'masculine']);
      expect(adjective.charAt(0)).toMatch(/\p{Lu}/u);
    }
  });

  test('carry an id of the form of a UUIDv8', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(createPseudonyms(secret).of(id, 'all-time', 'ENGLISH').memberId).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  test('of another programme are others', () => {
    const other = createPseudonyms(Buffer.alloc(32, 8));
    expect(other.of(ambassadorId, spring, 'GERMAN').memberId).not.toBe(
      createPseudonyms(secret).of(ambassadorId, spring, 'GERMAN').memberId,
    );
  });

  test('rarely collide among 200,000 members', () => {
    const pseudonyms = createPseudonyms(secret);
    const names = new Set<string>();
    for (let index = 0; index < 200_000; index += 1) names.add(pseudonyms.of(`member-${index}`, spring, 'ENGLISH').displayName);
    expect(names.size).toBeGreaterThan(199_600);
  });

  test('belong to the season, or to the time between seasons', () => {
    expect(periodOfSeason({ id: 'spring' })).toEqual({ season: 'spring' });
    expect(periodOfSeason(null)).toBe('no-season');
  });
});

describe('the word lists', () => {
  test('hold every word once in each language', () => {
    for (const words of [adjectives.map((word) => word.germanStem), adjectives.map((word) => word.english)]) {
      expect(new Set(words).size).toBe(words.length);
    }
    for (const words of [animals.map((word) => word.german), animals.map((word) => word.english)]) {
      expect(new Set(words).size).toBe(words.length);
    }
    expect(adjectives.length).toBeGreaterThanOrEqual(110);
    expect(animals.length).toBeGreaterThanOrEqual(110);
  });

  test('hold only stems that take the endings unchanged', () => {
    for (const { germanStem } of adjectives) expect(germanStem).not.toMatch(/(e|el|a)$/);
  });
});
