import { Arg, Ctx, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import { may, membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { badUserInput, refusal } from '../../platform/graphql/errors.ts';
import type { PacedUpdates } from '../../platform/graphql/paced-updates.ts';
import { Ambassador } from '../ambassadors/index.ts';
import { type BoardFinder, BoardInput, boardRequestOf, findBoardFor, toLeaderboard } from '../leaderboards/index.ts';
import type { LiveCards } from './live-cards.ts';
import type { MemberCardService } from './member-card.service.ts';
import { cardReaders, MemberCard } from './member-card.types.ts';

@Resolver(() => MemberCard)
export class MemberCardResolver {
  readonly #finder: BoardFinder;
  readonly #cards: MemberCardService;
  readonly #live: LiveCards;
  readonly #clock: Clock;

  constructor(dependencies: {
    readonly finder: BoardFinder;
    readonly cards: MemberCardService;
    readonly live: LiveCards;
    readonly clock: Clock;
  }) {
    this.#finder = dependencies.finder;
    this.#cards = dependencies.cards;
    this.#live = dependencies.live;
    this.#clock = dependencies.clock;
  }

  @Query(() => MemberCard, {
    nullable: true,
    description:
      'My own place on a board. Null for who is no ambassador of the programme, where there is no such board, and where groups stand against each other.',
  })
  @Access({ to: ['AMBASSADOR'] })
  async myStanding(
    @Arg('board', () => BoardInput, { description: 'Which board.' }) input: BoardInput,
    @Ctx() { viewer }: RequestContext,
  ): Promise<MemberCard | null> {
    const board = await findBoardFor(this.#finder, viewer, input);
    const ambassadorId = membershipIn(viewer, input.programme)?.ambassadorId ?? null;
    if (board === null || ambassadorId === null) return null;
    return this.#card(board, ambassadorId);
  }

  @Subscription(() => MemberCard, {
    description: `My own place on a board, live: first as it is, then whenever place, points, neighbours or the way to the next rank are others, at most
      four times a second. Every message tells everything, so that after a lost connection the first message makes up for what was missed. Goes on with
      the next period where none was named.`,
    subscribe: ({ args, context }) => context.resolver(MemberCardResolver).follow(args['board'] as BoardInput, context.viewer),
  })
  @Access({ to: ['AMBASSADOR'] })
  myStandingUpdated(
    @Root() card: MemberCard,
    @Arg('board', () => BoardInput, { description: 'Which board.' }) _board: BoardInput,
  ): MemberCard {
    return card;
  }

  /** Throws FORBIDDEN to who is no ambassador of the programme, and BAD_USER_INPUT where there is no such board of members. */
  async follow(input: BoardInput, viewer: Viewer): Promise<PacedUpdates<MemberCard>> {
    const ambassadorId = membershipIn(viewer, input.programme)?.ambassadorId ?? null;
    if (ambassadorId === null) throw refusal(viewer);
    const board = await findBoardFor(this.#finder, viewer, input);
    if (board === null || board.measure === 'POINTS_PER_ACTIVE_MEMBER')
      throw badUserInput('There is no such board of members: look it up with the query "leaderboard" first.');
    const request = boardRequestOf(input);
    const read = async () => {
      // Asked anew each time: a board may be switched off, a department fall below the minimum group size, another period begin.
      const present = await this.#finder.find(request);
      const card = present === null ? null : await this.#card(present, ambassadorId);
      if (present === null || card === null) return null;
      const { end } = present.span;
      const isPresent = request.periodStart === null && end !== null;
      return { card, boardId: present.id, endsIn: isPresent ? end - this.#clock.now().getTime() : null };
    };
    return this.#live.follow({ programmeId: board.programmeId, read });
  }

  async #card(board: Parameters<MemberCardService['read']>[0], ambassadorId: string): Promise<MemberCard | null> {
    const card = await this.#cards.read(board, ambassadorId);
    if (card === null) return null;
    const { board: of, ...shown } = card;
    return { ...shown, leaderboard: toLeaderboard(of), programmeId: of.programmeId };
  }

  /** For the resolver of ambassadors, which finds the board itself. */
  async cardOf(ambassador: Ambassador): Promise<MemberCard | null> {
    const { programmeId, ambassadorId } = ambassador;
    for (const period of ['SEASON', 'ALL_TIME'] as const) {
      const request = { programmeId, scope: 'PROGRAMME', scopeId: null, period, periodStart: null, measure: 'POINTS' } as const;
      const board = await this.#finder.find(request);
      if (board !== null) return this.#card(board, ambassadorId);
    }
    return null;
  }
}

@Resolver(() => Ambassador)
export class AmbassadorCardResolver {
  readonly #cards: MemberCardResolver;

  constructor(cards: MemberCardResolver) {
    this.#cards = cards;
  }

  @FieldResolver(() => MemberCard, {
    nullable: true,
    description:
      'The place on the board of the present season, else of all time; null in a programme without such a board, and for everybody but the person and admins.',
  })
  @Access(cardReaders)
  async card(@Root() ambassador: Ambassador, @Ctx() { viewer }: RequestContext): Promise<MemberCard | null> {
    const { programmeId, personId, ambassadorId } = ambassador;
    const isForViewer = may(viewer, { to: ['SELF', 'ADMIN'], programmeId, personId, ambassadorId });
    return isForViewer ? this.#cards.cardOf(ambassador) : null;
  }
}
