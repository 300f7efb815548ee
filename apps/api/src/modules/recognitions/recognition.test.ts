import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawWinners } from './draw.ts';
import { nextRequestState, type RequestState, requestActs } from './recognition.ts';

describe('the life of a recognition for somebody', () => {
  const allowed = new Map([
    ['REQUESTED GRANT', 'GRANTED'],
    ['REQUESTED DECLINE', 'DECLINED'],
    ['REQUESTED WITHDRAW', 'WITHDRAWN'],
    ['GRANTED FULFIL', 'FULFILLED'],
    ['GRANTED REVOKE', 'REVOKED'],
    ['GRANTED WITHDRAW', 'WITHDRAWN'],
  ]);
  const states: readonly RequestState[] = ['REQUESTED', 'GRANTED', 'DECLINED', 'WITHDRAWN', 'FULFILLED', 'REVOKED'];
  const steps = states.flatMap((state) => requestActs.map((act) => ({ state, act })));

  test.each(steps)('from $state by $act', ({ state, act }) => {
    expect(nextRequestState(state, act)).toBe(allowed.get(`${state} ${act}`) ?? null);
  });
});

describe('a draw', () => {
  const candidates = Array.from({ length: 40 }, (_, index) => `member-${String(index).padStart(2, '0')}`);
  const drawing = fc.record({
    seed: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
    members: fc.shuffledSubarray(candidates),
    places: fc.integer({ min: 1, max: 50 }),
  });

  test('is the same for the same seed, in whatever order candidates are told', () => {
    fc.assert(
      fc.property(drawing, ({ seed, members, places }) => {
        const winners = drawWinners({ seed, candidates: members, places });
        expect(drawWinners({ seed, candidates: [...members].sort(), places })).toEqual(winners);
        expect(new Set(winners).size).toBe(Math.min(places, members.length));
        expect(members).toEqual(expect.arrayContaining([...winners]));
      }),
    );
  });

  test('gives nobody a better chance: over 800 seeds each of 8 wins about 100 times', () => {
    const eight = candidates.slice(0, 8);
    const wins = new Map<string, number>();
    for (let number = 0; number < 800; number += 1) {
      const seed = Buffer.alloc(32);
      seed.writeUInt32BE(number);
      for (const winner of drawWinners({ seed, candidates: eight, places: 1 })) wins.set(winner, (wins.get(winner) ?? 0) + 1);
    }
    expect(Math.min(...eight.map((one) => wins.get(one) ?? 0))).toBeGreaterThan(60);
    expect(Math.max(...wins.values())).toBeLessThan(140);
  });
});
