import { compareStandings, RankedBoard, type Standing } from '@fanfare/gamification';
import { createRandom, type Random } from '../scripts/fairness/random.ts';
import { type Measurement, median, millisecondsOf } from './measurement.ts';
import { measureRedis } from './redis.ts';

/** As many operations at once as are sent to Redis in one pipeline, and so many times. */
const AT_ONCE = 1000;
const BATCHES = 300;
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
  const smallUpdate = updatesASecond(small);
  let large: Filled = { board: new RankedBoard(), ids: [] };
  const standings = drawnStandings(MILLION);
  const built = millisecondsOf(() => {
    large = filled(standings);
  });
  const sorted = millisecondsOf(() => standings.sort(compareStandings));
  const bytes = large.board.bytes / large.board.size;
  const largeUpdate = updatesASecond(large);
  const largeRank = ranksASecond(large);
  const smallRank = ranksASecond(small);
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

/** Updates or reads are made just before each batch, as those of a request are; the median batch counts. */
function aSecond<Operation>(
  filled: Filled,
  make: (memberId: string, random: Random) => Operation,
  work: (board: RankedBoard, operations: readonly Operation[]) => void,
): number {
  const random = createRandom(2);
  const times = Array.from({ length: BATCHES }, () => {
    const operations = Array.from({ length: AT_ONCE }, () => make(asReceived(filled, random), random));
    return millisecondsOf(() => work(filled.board, operations));
  });
  return Math.round((1000 * AT_ONCE) / median(times));
}

/** Somebody's id as a string of its own, as it comes out of a message. */
function asReceived({ ids }: Filled, random: Random): string {
  return Buffer.from(ids[random.between(0, ids.length - 1)] ?? '').toString('latin1');
}

function updatesASecond(filled: Filled): number {
  const make = (memberId: string, random: Random) => ({
    memberId,
    score: random.between(0, SCORES - 1),
    reachedAt: random.between(0, 1e9),
  });
  return aSecond(filled, make, (board, standings) => board.setAll(standings));
}

function ranksASecond(filled: Filled): number {
  const read = (board: RankedBoard, ids: readonly string[]) => {
    for (const memberId of ids) board.rank(memberId, 'COMPETITION');
  };
  return aSecond(filled, (memberId) => memberId, read);
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
  for (let from = 0; from < standings.length; from += AT_ONCE) board.setAll(standings.slice(from, from + AT_ONCE));
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

/** Shaped like a UUIDv7: time-ordered, 36 characters; in one piece, as strings are that were read from somewhere. */
function idOf(index: number, noise: number): string {
  const time = (0x19a0000000 + index).toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7abc-8def-${noise.toString(16).padStart(6, '0')}${(index % 0xffffff).toString(16).padStart(6, '0')}`;
  return Buffer.from(id).toString('latin1');
}
