import { createInProcessRankingStore, type RankingStore } from '@fanfare/gamification';
import { createRedisRankingStore } from '@fanfare/gamification/redis';
import type { Redis } from 'ioredis';
import { connectForCommands } from '../../platform/redis/redis-connection.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import { boardChanged, changedBoardsIn } from '../standings/index.ts';
import { stepsOf } from './board-steps.ts';
import { boundStore, bytesPerStanding } from './bounded-store.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { guardStore } from './guarded-store.ts';
import type { RankReader } from './ranked-boards.ts';
import { boardsRebuilt } from './rankings.events.ts';
import { Rankings } from './rankings.ts';
import { createRankingsMetrics } from './rankings-metrics.ts';
import { createStandingsSource } from './standings-source.ts';

/** Nobody waits longer for Redis; see circuit-breaker.ts for what follows. */
const patienceMilliseconds = 200;
const bytesPerMegabyte = 1024 * 1024;

export interface RankingsSlice extends Slice {
  readonly reader: RankReader;
}

interface ChosenStore {
  readonly store: RankingStore;
  readonly mostMembers: number;
  readonly isAway: () => boolean;
  readonly close: () => void;
}

/** Ranks of boards in memory: in Redis where there is one, shared by all nodes; else in this process. */
export function createRankingsSlice(
  platform: Pick<Platform, 'database' | 'events' | 'logger' | 'metrics'>,
  settings: { readonly redisUrl: string | undefined; readonly megabytes: number },
): RankingsSlice {
  const { database, events, logger } = platform;
  const { store, mostMembers, isAway, close } = chooseStore(settings, platform);
  const metrics = createRankingsMetrics(platform.metrics);
  metrics.watchStore(isAway);
  const rankings = new Rankings({
    store,
    source: createStandingsSource(database),
    mostMembers,
    isCutOff: () => events.isCutOff(),
    isStoreAway: isAway,
    logger,
    metrics,
  });
  return {
    name: 'rankings',
    entities: [],
    resolvers: [],
    reader: rankings,
    async start() {
      database.onCommit(async (announcements) => rankings.carry(stepsOf(changedBoardsIn(announcements))));
      events.onMissed(() => rankings.missed());
      await events.subscribe(boardsRebuilt, async ({ programmeId }) => {
        const boards: readonly { readonly id: string }[] = await database.manager.query(
          'SELECT id FROM board WHERE programme_id = $1',
          [programmeId],
        );
        await rankings.drop(boards.map(({ id }) => id));
      });
      await events.subscribe(boardChanged, ({ boardId, version }) => rankings.heard(boardId, version));
    },
    async stop() {
      close();
    },
  };
}

function chooseStore(
  { redisUrl, megabytes }: { readonly redisUrl: string | undefined; readonly megabytes: number },
  { logger }: Pick<Platform, 'logger'>,
): ChosenStore {
  if (redisUrl === undefined) {
    const mostStandings = Math.floor((megabytes * bytesPerMegabyte) / bytesPerStanding);
    const store = boundStore(createInProcessRankingStore(), { mostStandings });
    return { store, mostMembers: mostStandings, isAway: () => false, close: () => undefined };
  }
  const redis: Redis = connectForCommands({ url: redisUrl, logger, name: 'fanfare-ranks' });
  const breaker = new CircuitBreaker({ patienceMilliseconds });
  return {
    store: guardStore(createRedisRankingStore({ redis }), breaker),
    mostMembers: Number.MAX_SAFE_INTEGER,
    isAway: () => breaker.isOpen(),
    close: () => redis.disconnect(),
  };
}
