import { rankKinds } from '@fanfare/contracts';
import { expect, test } from '@jest/globals';
import { createRandom, type Random } from '../../scripts/fairness/random.ts';
import { RankedBoard, rankStandings, type Standing } from '../index.ts';

/** Enough for a good many leaves, and scores and times few enough for ties of every sort. */
const MEMBERS = 900;
const STEPS = 400;

function draw(random: Random): Standing {
  return { memberId: `m${random.between(1, MEMBERS)}`, score: random.between(0, 40), reachedAt: random.between(0, 5) };
}

function change(random: Random, { board, model }: { board: RankedBoard; model: Map<string, Standing> }): void {
  if (random.chance(0.2)) {
    const { memberId } = draw(random);
    expect(board.remove(memberId)).toBe(model.delete(memberId));
    return;
  }
  const standings = Array.from({ length: random.between(1, 70) }, () => draw(random));
  board.setAll(standings);
  for (const standing of standings) model.set(standing.memberId, standing);
}

test.each([1, 2, 3])('[RK5] reads of every kind between a few changes at a time agree with a naive sort: seed %i', (seed) => {
  const random = createRandom(seed);
  const board = new RankedBoard();
  const model = new Map<string, Standing>();
  for (let step = 0; step < STEPS; step += 1) {
    change(random, { board, model });
    const kind = rankKinds[random.between(0, rankKinds.length - 1)] ?? 'DENSE';
    const expected = rankStandings([...model.values()], kind);
    const index = random.between(0, Math.max(0, expected.length - 1));
    const somebody = expected[index];
    if (!somebody) continue;
    expect(board.size).toBe(expected.length);
    const read = random.between(0, 2);
    if (read === 0) expect(board.rank(somebody.memberId, kind)).toBe(somebody.rank);
    else if (read === 1) expect(board.position(somebody.memberId)).toBe(index);
    else expect(board.standingsFrom(index, 200, kind)).toEqual(expected.slice(index, index + 200));
  }
});

test('[RK4] of many standings with a wrong one none is set', () => {
  const board = new RankedBoard();
  const right = { memberId: 'a', score: 1, reachedAt: 1 };
  expect(() => board.setAll([right, { ...right, score: 0.5 }])).toThrow(RangeError);
  expect(() => board.setAll([right, { ...right, reachedAt: Number.NaN }])).toThrow(RangeError);
  expect(board.size).toBe(0);
});

test('of several standings of one member in a row the last counts', () => {
  const board = new RankedBoard();
  const standings = [5, 7, 7, 6].map((score) => ({ memberId: 'a', score, reachedAt: score }));
  board.setAll(standings);
  board.setAll([...standings].reverse());
  expect(board.standingsFrom(0, 10, 'ORDINAL')).toEqual([{ memberId: 'a', score: 5, reachedAt: 5, rank: 1 }]);
});
