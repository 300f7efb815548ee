import type { RankKind } from '@fanfare/contracts';
import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Cacheable } from '../../../platform/graphql/answers/cacheable.ts';
import { badUserInput } from '../../../platform/graphql/errors.ts';
import { Leaderboard, LeaderboardUpdate, RankKindEnum } from '../leaderboards.types.ts';
import type { GroupBoardsService, ShownGroup } from './group-boards.service.ts';
import { GroupStanding, GroupStandingChange } from './group-boards.types.ts';

const mostGroups = 500;

@Resolver(() => Leaderboard)
export class GroupBoardsResolver {
  readonly #groups: GroupBoardsService;

  constructor(groups: GroupBoardsService) {
    this.#groups = groups;
  }

  @FieldResolver(() => [GroupStanding], {
    description:
      'The groups in their order, for the measure POINTS_PER_ACTIVE_MEMBER; empty for every other. Groups with fewer active members than the minimum group size are left out.',
  })
  @Cacheable('RIGHTS')
  async groups(
    @Root() { board }: Leaderboard,
    @Arg('first', () => Int, { defaultValue: 100, description: `How many from the top, 1 to ${mostGroups}.` }) first: number,
    @Arg('rankKind', () => RankKindEnum, { defaultValue: 'COMPETITION', description: 'How equal scores are ranked.' })
    rankKind: RankKind,
  ): Promise<readonly GroupStanding[]> {
    if (first < 1 || first > mostGroups) throw badUserInput(`"first" is ${first}; it takes 1 to ${mostGroups}.`);
    return (await this.#groups.top(board, { first, rankKind })).map(toGroupStanding);
  }
}

@Resolver(() => LeaderboardUpdate)
export class GroupUpdateResolver {
  @FieldResolver(() => [GroupStanding], {
    nullable: true,
    description: `The groups followed, all of them, where groups stand against each other; else empty. Null for CHANGES, unless \`fullPages\`
      was asked for.`,
  })
  @Cacheable('RIGHTS')
  groups(@Root() { groupStandings }: LeaderboardUpdate): readonly GroupStanding[] | null {
    return groupStandings?.map(toGroupStanding) ?? null;
  }

  @FieldResolver(() => [GroupStandingChange], {
    description: 'What differs among the groups from the version `since`; empty for FULL.',
  })
  @Cacheable('RIGHTS')
  groupChanges(@Root() { changesOfGroups }: LeaderboardUpdate): readonly GroupStandingChange[] {
    return changesOfGroups.map(({ standing, ...change }) => ({
      ...change,
      standing: standing === null ? null : toGroupStanding(standing),
    }));
  }
}

export function toGroupStanding({ rank, score, reachedAt, group }: ShownGroup): GroupStanding {
  return { rank, pointsPerActiveMember: score / 100, reachedAt, group: { ...group } };
}
