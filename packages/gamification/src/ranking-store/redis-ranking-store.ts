import type { Cluster, Redis, Result } from 'ioredis';
import type { Standing } from '../ranking/standings.ts';
import { checkBatch, checkChange, checkCounts, checkLoad } from './checks.ts';
import type { RankingStore, StandingsBatch, StandingsLoad, WriteResult } from './ranking-store.ts';
import { keysOf, negatedScore, type ReadReply, type StagedKeys, stagedKeysOf, timeText, viewOf } from './redis-board.ts';
import { applyScript, aroundScript, pageScript, swapScript } from './redis-scripts.ts';

type Arguments = readonly (string | number | readonly string[])[];
type WriteReply<Outcome extends string> = readonly [outcome: Outcome, version: number];

declare module 'ioredis' {
  interface RedisCommander<Context> {
    fanfareRanksApply(...keysAndArguments: Arguments): Result<WriteReply<'APPLIED' | 'ALREADY' | 'GAP'>, Context>;
    fanfareRanksSwap(...keysAndArguments: Arguments): Result<WriteReply<'APPLIED' | 'ALREADY' | 'TWICE' | 'GONE'>, Context>;
    fanfareRanksPage(...keysAndArguments: Arguments): Result<ReadReply, Context>;
    fanfareRanksAround(...keysAndArguments: Arguments): Result<ReadReply, Context>;
  }
}

/** Standings that one command stages: large enough to be fast, small enough to let others in between. */
const STAGED_AT_ONCE = 1000;
/** A load that died leaves nothing behind for longer. */
const STAGED_MILLISECONDS = 10 * 60_000;

export interface RedisRankingStoreOptions {
  /**
   * A connection or a cluster, opened and closed by the caller. Calls made in one tick travel together where it pipelines automatically
   * (`enableAutoPipelining`).
   */
  readonly redis: Redis | Cluster;
  /** Before every key, without braces; "fanfare:ranks:" where nothing is stated. */
  readonly keyPrefix?: string;
}

/**
 * Boards in Redis, for several nodes. Every call but `load` is one script and so atomic; `load` gathers under keys of its own and swaps
 * them in by one script. Scripts travel by their hash, and in full where the server does not know them (EVALSHA, NOSCRIPT). A board of
 * which Redis evicted a key is one that it does not know. Rejects with ioredis's errors where Redis does not answer.
 */
export function createRedisRankingStore({ redis, keyPrefix = 'fanfare:ranks:' }: RedisRankingStoreOptions): RankingStore {
  if (/[{}]/.test(keyPrefix)) throw new RangeError('a key prefix has no braces: they name the board');
  redis.defineCommand('fanfareRanksApply', { numberOfKeys: 4, lua: applyScript });
  redis.defineCommand('fanfareRanksSwap', { numberOfKeys: 7, lua: swapScript });
  redis.defineCommand('fanfareRanksPage', { numberOfKeys: 4, lua: pageScript });
  redis.defineCommand('fanfareRanksAround', { numberOfKeys: 4, lua: aroundScript });
  const place = { redis, keyPrefix };
  return {
    apply: (board, batch) => applyBatch(place, board, batch),
    load: (board, load) => loadBoard(place, board, load),
    page: async (board, { offset, limit, rankKind }) => {
      checkCounts({ offset, limit });
      return viewOf(await redis.fanfareRanksPage(...keysOf(keyPrefix, board), rankKind, offset, limit), rankKind);
    },
    around: async (board, { memberId, before, after, rankKind }) => {
      checkCounts({ before, after });
      const keys = keysOf(keyPrefix, board);
      return viewOf(await redis.fanfareRanksAround(...keys, rankKind, memberId, before, after), rankKind);
    },
    drop: async (board) => {
      await redis.unlink(...keysOf(keyPrefix, board));
    },
  };
}

type Place = Required<RedisRankingStoreOptions>;

async function applyBatch({ redis, keyPrefix }: Place, board: string, batch: StandingsBatch): Promise<WriteResult> {
  const keys = keysOf(keyPrefix, board);
  checkBatch(batch);
  const changes = batch.changes.flatMap((change) =>
    'removed' in change ? [change.memberId, '', ''] : [change.memberId, timeText(change.reachedAt), negatedScore(change.score)],
  );
  const [outcome, version] = await redis.fanfareRanksApply(...keys, batch.fromVersion, batch.toVersion, changes);
  return { outcome, version };
}

async function loadBoard(
  { redis, keyPrefix }: Place,
  board: string,
  { version, chunks }: StandingsLoad,
): Promise<WriteResult<'APPLIED' | 'ALREADY'>> {
  const keys = keysOf(keyPrefix, board);
  checkLoad({ version });
  const [present] = await redis.fanfareRanksPage(...keys, 'ORDINAL', 0, 0);
  if (present >= version) return { outcome: 'ALREADY', version: present };
  const staged = stagedKeysOf(keyPrefix, board, crypto.randomUUID());
  const count = await stageAll(redis, staged, chunks);
  const [outcome, after] = await redis.fanfareRanksSwap(...keys, ...staged, version, count);
  if (outcome === 'TWICE') throw new RangeError('a member occurs twice on a board that is loaded');
  if (outcome === 'GONE') throw new Error('Redis lost what was loaded of a board: it took too long, or memory is short');
  return { outcome, version: after };
}

/** How many standings came. */
async function stageAll(redis: Redis | Cluster, staged: StagedKeys, chunks: StandingsLoad['chunks']): Promise<number> {
  let count = 0;
  try {
    for await (const chunk of chunks) {
      for (const standing of chunk) checkChange(standing);
      await stage(redis, staged, chunk);
      count += chunk.length;
    }
  } catch (error) {
    // What cannot be deleted now expires; the error that tells why is the first one.
    await redis.unlink(...staged).catch(() => 0);
    throw error;
  }
  return count;
}

/** All commands of a chunk are under way at once. */
async function stage(redis: Redis | Cluster, [order, members, scores]: StagedKeys, chunk: readonly Standing[]): Promise<void> {
  const commands: Promise<unknown>[] = [];
  for (let from = 0; from < chunk.length; from += STAGED_AT_ONCE) {
    const part = chunk.slice(from, from + STAGED_AT_ONCE).map(({ memberId, score, reachedAt }) => ({
      memberId,
      score: negatedScore(score),
      time: timeText(reachedAt),
    }));
    commands.push(
      redis.zadd(order, ...part.flatMap(({ memberId, score, time }) => [score, time + memberId])),
      redis.hset(members, ...part.flatMap(({ memberId, score, time }) => [memberId, time + score])),
      redis.zadd(scores, ...[...new Set(part.map(({ score }) => score))].flatMap((score) => [score, score])),
    );
  }
  for (const key of [order, members, scores]) commands.push(redis.pexpire(key, STAGED_MILLISECONDS));
  await Promise.all(commands);
}
