import type { Platform, Slice } from '../../platform/slice.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { BoardFinder } from './board-finder.ts';
import { LeaderboardsResolver, StandingResolver } from './leaderboards.resolver.ts';
import { LeaderboardsService } from './leaderboards.service.ts';
import { LiveBoards } from './live-boards.ts';

export function createLeaderboardsSlice(
  { database, clock, events }: Pick<Platform, 'database' | 'clock' | 'events'>,
  programmes: ProgrammeDirectory,
): Slice {
  const finder = new BoardFinder({ database, clock, programmes });
  const service = new LeaderboardsService({ database });
  const live = new LiveBoards(events);
  return {
    name: 'leaderboards',
    entities: [],
    resolvers: [new LeaderboardsResolver({ finder, service, live }), new StandingResolver()],
  };
}
