import { RankedBoard } from '@fanfare/gamification';
import { createRandom } from '../scripts/fairness/random.ts';
import { type Measurement, millisecondsOf } from './measurement.ts';

const OPERATIONS = 300_000;
const MILLION = 1_000_000;
/** Members of a season's board: scores up to a few hundred, so ties are everywhere. */
const SCORES = 2000;
const PROMISED_BYTES = 64;

interface Filled {
  readonly board: RankedBoard;
  readonly ids: readonly string[];
}

/** In-process ranking: updates and rank reads at a million members and at ten thousand, memory, and a board built from nothing. */
export function measureRanking(): readonly Measurement[] {
  const small = fill(10_000);
  const smallUpdate = aSecond(small, update);
  let large: Filled = { board: new RankedBoard(), ids: [] };
  const built = millisecondsOf(() => {
    large = fill(MILLION);
  });
  const sorted = millisecondsOf(() => naiveSort(large));
  const bytes = large.board.bytes / large.board.size;
  const largeUpdate = aSecond(large, update);
  const largeRank = aSecond(large, rank);
  const smallRank = aSecond(small, rank);
  const rate = 'operations/s';
  return [
    {
      name: 'update a standing, 1,000,000 members',
      unit: rate,
      value: largeUpdate,
      reference: { name: '10,000 members', value: smallUpdate },
    },
    {
      name: 'read a rank, 1,000,000 members',
      unit: rate,
      value: largeRank,
      reference: { name: '10,000 members', value: smallRank },
    },
    {
      name: 'memory beside the id',
      unit: 'bytes/member',
      value: bytes,
      reference: { name: 'the most promised', value: PROMISED_BYTES },
    },
    {
      name: 'build a board of 1,000,000',
      unit: 'ms',
      value: Math.round(built),
      reference: { name: 'one sort of the same members', value: Math.round(sorted) },
    },
  ];
}

function aSecond(filled: Filled, work: (filled: Filled, id: string, random: () => number) => void): number {
  const random = createRandom(2);
  const chosen = Array.from({ length: OPERATIONS }, () => filled.ids[random.between(0, filled.ids.length - 1)] ?? '');
  const time = millisecondsOf(() => {
    for (const id of chosen) work(filled, id, random.next);
  });
  return Math.round((1000 * OPERATIONS) / time);
}

function update({ board }: Filled, memberId: string, random: () => number): void {
  board.set({ memberId, score: Math.floor(random() * SCORES), reachedAt: Math.floor(random() * 1e9) });
}

function rank({ board }: Filled, memberId: string): void {
  board.rank(memberId, 'COMPETITION');
}

function fill(members: number): Filled {
  const random = createRandom(3);
  const board = new RankedBoard();
  const ids = Array.from({ length: members }, (_, index) => idOf(index, random.between(0, 0xffffff)));
  for (const memberId of ids) update({ board, ids }, memberId, random.next);
  return { board, ids };
}

/** Shaped like a UUIDv7: time-ordered, 36 characters. */
function idOf(index: number, noise: number): string {
  const time = (0x19a0000000 + index).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7abc-8def-${noise.toString(16).padStart(6, '0')}${(index % 0xffffff).toString(16).padStart(6, '0')}`;
}

function naiveSort({ ids }: Filled): void {
  const random = createRandom(3);
  const standings = ids.map((memberId) => ({
    memberId,
    score: Math.floor(random.next() * SCORES),
    reachedAt: Math.floor(random.next() * 1e9),
  }));
  standings.sort(
    (left, right) => right.score - left.score || left.reachedAt - right.reachedAt || (left.memberId < right.memberId ? -1 : 1),
  );
}
