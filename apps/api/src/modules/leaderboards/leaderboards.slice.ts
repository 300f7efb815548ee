import type { Versions } from '../../platform/graphql/answers/versions.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import { AmbassadorChanged } from '../ambassadors/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import type { RankReader } from '../rankings/index.ts';
import { ArchiveResolver } from './archive/archive.resolver.ts';
import { BoardFinder } from './board-finder.ts';
import { boardVersions, groupNameVersions } from './board-versions.ts';
import { GroupBoardsResolver, GroupUpdateResolver } from './groups/group-boards.resolver.ts';
import { GroupBoardsService } from './groups/group-boards.service.ts';
import { LeaderboardsResolver, StandingResolver } from './leaderboards.resolver.ts';
import { LeaderboardsService } from './leaderboards.service.ts';
import { LiveBoards } from './live/live-boards.ts';

/** Reading boards, for slices that show them to others than GraphQL's signed-in readers. */
export interface LeaderboardsSlice extends Slice {
  readonly finder: BoardFinder;
  readonly leaderboards: LeaderboardsService;
  readonly live: LiveBoards;
}

interface Dependencies {
  readonly programmes: ProgrammeDirectory;
  readonly ranks: RankReader;
  /** Tells versions of programmes. */
  readonly versions: Versions;
}

export function createLeaderboardsSlice(
  { database, clock, events }: Pick<Platform, 'database' | 'clock' | 'events'>,
  { programmes, ranks, versions }: Dependencies,
): LeaderboardsSlice {
  const finder = new BoardFinder({ database, clock, programmes });
  const groups = new GroupBoardsService({ database, clock });
  const service = new LeaderboardsService({ clock, database, finder, groups, ranks });
  const live = new LiveBoards({ clock, events });
  return {
    ...{ finder, live, leaderboards: service },
    name: 'leaderboards',
    entities: [],
    resolvers: [
      new LeaderboardsResolver({ finder, service, live, versions }),
      new StandingResolver(),
      new GroupBoardsResolver(groups),
      new GroupUpdateResolver(),
      new ArchiveResolver({ database, clock }),
    ],
    versions: [boardVersions(ranks), groupNameVersions],
    async start() {
      // Before the change is answered to whoever made it on this node; other nodes hear of it.
      database.onCommit(async (announcements) => {
        for (const { event } of announcements) {
          if (event.topic === AmbassadorChanged.name)
            live.memberChanged(AmbassadorChanged.schema.parse(event.payload).ambassadorId);
        }
      });
      await events.subscribe(AmbassadorChanged, ({ ambassadorId }) => live.memberChanged(ambassadorId));
    },
  };
}
