import { compareStandings, RankedBoard, type Standing } from '@fanfare/gamification';
import { createRandom } from '../scripts/fairness/random.ts';
import { type Measurement, millisecondsOf } from './measurement.ts';
import { measureRedis } from './redis.ts';

const OPERATIONS = 300_000;
const MILLION = 1_000_000;
/** Members of a season's board: scores up to a few hundred, so ties are everywhere. */
const SCORES = 2000;
const PROMISED_BYTES = 64;

interface Filled {
  readonly board: RankedBoard;
  readonly ids: readonly string[];
}

/**
 * In-process ranking: updates and rank reads at a million members, at ten thousand and in a Redis, memory, and a board built from nothing.
 */
export async function measureRanking(): Promise<readonly Measurement[]> {
  const small = filled(drawnStandings(10_000));
  const smallUpdate = aSecond(small, update);
  let large: Filled = { board: new RankedBoard(), ids: [] };
  const standings = drawnStandings(MILLION);
  const built = millisecondsOf(() => {
    large = filled(standings);
  });
  const sorted = millisecondsOf(() => standings.sort(compareStandings));
  const bytes = large.board.bytes / large.board.size;
  const largeUpdate = aSecond(large, update);
  const largeRank = aSecond(large, rank);
  const smallRank = aSecond(small, rank);
  const rate = 'operations/s';
  const redis = await measureRedis(standings);
  const ofRedis = redis && [
    redisMeasurement('update a standing', largeUpdate, redis.updates),
    redisMeasurement('read a rank', largeRank, redis.ranks),
  ];
  return [
    ...(ofRedis ?? []),
    {
      name: 'update a standing, 1,000,000 members',
      unit: rate,
      value: largeUpdate,
      reference: { name: '10,000 members', value: smallUpdate },
      target: { bound: 'at least', ratio: 0.5 },
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
      target: { bound: 'at most', ratio: 1 },
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

function redisMeasurement(what: string, value: number, redis: number): Measurement {
  return {
    name: `${what}, 1,000,000 members, in process`,
    unit: 'operations/s',
    value,
    reference: { name: 'pipelined sorted-set commands of a Redis on loopback', value: redis },
    target: { bound: 'at least', ratio: 10 },
  };
}

function filled(standings: readonly Standing[]): Filled {
  const board = new RankedBoard();
  for (const standing of standings) board.set(standing);
  return { board, ids: standings.map(({ memberId }) => memberId) };
}

function drawnStandings(members: number): Standing[] {
  const random = createRandom(3);
  return Array.from({ length: members }, (_, index) => ({
    memberId: idOf(index, random.between(0, 0xffffff)),
    score: random.between(0, SCORES - 1),
    reachedAt: random.between(0, 1e9),
  }));
}

/** Shaped like a UUIDv7: time-ordered, 36 characters. */
function idOf(index: number, noise: number): string {
  const time = (0x19a0000000 + index).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7abc-8def-${noise.toString(16).padStart(6, '0')}${(index % 0xffffff).toString(16).padStart(6, '0')}`;
}
