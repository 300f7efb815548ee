import type { RankKind } from '@fanfare/contracts';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import { may, membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { Cacheable } from '../../platform/graphql/answers/cacheable.ts';
import type { Versions } from '../../platform/graphql/answers/versions.ts';
import { connectionFrom } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { badUserInput, refusal } from '../../platform/graphql/errors.ts';
import { maximumPageSize, readPageRequest } from '../../platform/graphql/pagination.ts';
import type { Board, BoardFinder, BoardRequest } from './board-finder.ts';
import { boardRequestOf, findBoardFor, toLeaderboard } from './board-requests.ts';
import type { LeaderboardsService, StandingPosition } from './leaderboards.service.ts';
import {
  BoardInput,
  boardReaders,
  Leaderboard,
  LeaderboardUpdate,
  RankKindEnum,
  Standing,
  StandingConnection,
  StandingsArguments,
} from './leaderboards.types.ts';
import type { BoardUpdate, SeenVersion } from './live/board-feed.ts';
import { FollowedBoard } from './live/followed-board.ts';
import type { BoardUpdates, LiveBoards } from './live/live-boards.ts';

const standingPosition: z.ZodType<StandingPosition> = z.tuple([z.string()]);
const mostNeighbours = 25;

@Resolver(() => Leaderboard)
export class LeaderboardsResolver {
  readonly finder: BoardFinder;
  readonly service: LeaderboardsService;
  readonly live: LiveBoards;
  readonly versions: Versions;

  constructor(dependencies: {
    readonly finder: BoardFinder;
    readonly service: LeaderboardsService;
    readonly live: LiveBoards;
    readonly versions: Versions;
  }) {
    this.finder = dependencies.finder;
    this.service = dependencies.service;
    this.live = dependencies.live;
    this.versions = dependencies.versions;
  }

  @Query(() => Leaderboard, {
    nullable: true,
    description:
      'One board. Null where there is none: another programme, no season at present, a department below the minimum group size.',
  })
  @Access(boardReaders)
  @Cacheable('RIGHTS')
  async leaderboard(
    @Arg('board', () => BoardInput, { description: 'Which board.' }) input: BoardInput,
    @Ctx() { answer, viewer }: RequestContext,
  ): Promise<Leaderboard | null> {
    await answer.dependsOn('programme', input.programme);
    const board = await findBoardFor(this.finder, viewer, input);
    if (board === null) return null;
    await answer.dependsOn('board', board.id);
    if (board.measure === 'POINTS_PER_ACTIVE_MEMBER') await answer.dependsOn('group-names', board.programmeId);
    const changesAt = this.finder.changesByItselfAt(board);
    answer.mayBeKept({ until: changesAt === null ? null : new Date(changesAt) });
    return toLeaderboard(board);
  }

  @FieldResolver(() => Int, { description: 'Counts up with every change of the board.' })
  @Cacheable('RIGHTS')
  async version(@Root() { board }: Leaderboard): Promise<number> {
    return this.service.version(board);
  }

  @FieldResolver(() => Boolean, {
    description: `Whether live updates may come late at present, because the node that answers is cut off from the others. The answer itself
      is right: poll instead of waiting.`,
  })
  isStale(): boolean {
    return this.service.isStale();
  }

  @FieldResolver(() => Int, { description: 'How many members stand on the board.' })
  @Cacheable('RIGHTS')
  async memberCount(@Root() { board }: Leaderboard): Promise<number> {
    return this.service.memberCount(board);
  }

  @FieldResolver(() => StandingConnection, { description: 'The places in their order.' })
  @Cacheable('RIGHTS')
  async standings(@Root() { board }: Leaderboard, @Args(() => StandingsArguments) page: StandingsArguments) {
    const request = readPageRequest(page, standingPosition);
    return connectionFrom(await this.service.page(board, { request, rankKind: page.rankKind }));
  }

  @FieldResolver(() => [Standing], {
    description: `The place of a member with its neighbours; empty where the member has no points here. The viewer's own place appears
      even when it is hidden from others. Only admins may ask for somebody else's.`,
  })
  @Cacheable('VIEWER')
  async around(
    @Root() { board }: Leaderboard,
    @Arg('ambassador', () => ID, { nullable: true, description: 'The ambassador; the viewer unless told.' }) ambassador:
      | string
      | null,
    @Arg('radius', () => Int, { defaultValue: 3, description: `How many neighbours on each side, 0 to ${mostNeighbours}.` })
    radius: number,
    @Arg('rankKind', () => RankKindEnum, { defaultValue: 'COMPETITION', description: 'How equal scores are ranked.' })
    rankKind: RankKind,
    @Ctx() { viewer }: RequestContext,
  ): Promise<readonly Standing[]> {
    if (radius < 0 || radius > mostNeighbours) throw badUserInput(`"radius" is ${radius}; it takes 0 to ${mostNeighbours}.`);
    const own = membershipIn(viewer, board.programmeId)?.ambassadorId ?? null;
    const ambassadorId = ambassador ?? own;
    if (ambassadorId === null) return [];
    if (ambassadorId !== own && !may(viewer, { to: ['ADMIN'], programmeId: board.programmeId })) throw refusal(viewer);
    return this.service.around(board, { ambassadorId, radius, rankKind });
  }

  @Subscription(() => LeaderboardUpdate, {
    description: `The top of a board, live: first as it is, then what changes, at most four times a second. The version never goes backwards. Where no period
      is named it is always the present board: when the period ends, a FULL message begins that of the next. The board of a named period is followed
      until its final standing is taken.
      Who lost the connection tells in \`sinceVersion\` the last version seen and gets what changed since then, or the page where that is too long ago.`,
    subscribe: ({ args, context }) => {
      const { finder, live, service, versions } = context.resolver(LeaderboardsResolver);
      const { viewer, beginsAnew = false } = context;
      return followBoard({ finder, live, service, versions, viewer, beginsAnew, args: args as FollowArguments });
    },
  })
  @Access(boardReaders)
  @Cacheable('RIGHTS')
  leaderboardUpdated(
    @Root() update: BoardUpdate,
    @Arg('board', () => BoardInput, { description: 'Which board to follow.' }) _board: BoardInput,
    @Arg('first', () => Int, { defaultValue: 10, description: `How many places from the top, 1 to ${maximumPageSize}.` })
    _first: number,
    @Arg('rankKind', () => RankKindEnum, { defaultValue: 'COMPETITION', description: 'How equal scores are ranked.' })
    _rankKind: RankKind,
    @Arg('fullPages', () => Boolean, {
      defaultValue: false,
      description: 'Whether every message tells all places beside the changes, instead of the first alone.',
    })
    _fullPages: boolean,
    @Arg('sinceVersion', () => Int, { nullable: true, description: 'The last version seen of this page, to go on from there.' })
    _sinceVersion: number | null,
    @Arg('sinceBoard', () => ID, {
      nullable: true,
      description: `The board whose version that was. Where no period is named it may be that of a period that has ended meanwhile: without this the first
        message is then the page.`,
    })
    _sinceBoard: string | null,
  ): LeaderboardUpdate {
    const { board, version, memberCount, changes, groupChanges: changesOfGroups, since, isOver, isWhole } = update;
    const { end } = board.span;
    return {
      ...{ board: board.id, periodStart: board.periodStart, periodEnd: end === null ? null : new Date(end), isOver },
      ...{ version, since, memberCount, changes, changesOfGroups },
      kind: since === null ? 'FULL' : 'CHANGES',
      standings: isWhole ? update.standings : null,
      groupStandings: isWhole ? update.groups : null,
    };
  }
}

@Resolver(() => Standing)
export class StandingResolver {
  @FieldResolver(() => Boolean, { description: 'Whether this is the place of who asks.' })
  @Cacheable('VIEWER')
  isViewer(@Root() standing: Standing, @Ctx() { viewer }: RequestContext): boolean {
    return membershipIn(viewer, standing.programmeId)?.ambassadorId === standing.ambassadorId;
  }
}

interface FollowArguments {
  readonly board: BoardInput;
  readonly first: number;
  readonly rankKind: RankKind;
  readonly fullPages: boolean;
  readonly sinceVersion?: number | null;
  readonly sinceBoard?: string | null;
}

async function followBoard(request: {
  readonly finder: BoardFinder;
  readonly live: LiveBoards;
  readonly service: LeaderboardsService;
  readonly versions: Versions;
  readonly viewer: Viewer;
  readonly beginsAnew: boolean;
  readonly args: FollowArguments;
}): Promise<BoardUpdates> {
  const { finder, live, service, versions, viewer, args } = request;
  const { first, rankKind, fullPages } = args;
  if (first < 1 || first > maximumPageSize) throw badUserInput(`"first" is ${first}; it takes 1 to ${maximumPageSize}.`);
  const board = await findBoardFor(finder, viewer, args.board);
  if (board === null) throw badUserInput('There is no such board: look it up with the query "leaderboard" first.');
  const page = { first, rankKind };
  const wanted = boardRequestOf(args.board);
  const followed = new FollowedBoard({ finder, service, versions, request: wanted, board, page });
  return live.follow(
    {
      boardId: () => followed.board.id,
      name: `${nameOf(wanted)}|${first}|${rankKind}`,
      read: () => followed.read(),
      lookAgain: () => service.lookForVersion(followed.board),
    },
    { since: request.beginsAnew ? null : seenBy(args, board), fullPages },
  );
}

function nameOf({ programmeId, scope, scopeId, period, periodStart, measure }: BoardRequest): string {
  return [programmeId, scope, scopeId, period, periodStart ?? 'present', measure].join('|');
}

/** What a subscriber has seen. A version alone may be that of the period before, unless the board is the same at all times. */
function seenBy({ board: asked, sinceBoard, sinceVersion }: FollowArguments, board: Board): SeenVersion | null {
  if (sinceVersion == null) return null;
  const isAlwaysTheSame = board.span.end === null || asked.periodStart != null;
  const boardId = sinceBoard ?? (isAlwaysTheSame ? board.id : null);
  return boardId === null ? null : { boardId, version: sinceVersion };
}
