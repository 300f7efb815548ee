import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { may, membershipIn } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { Ambassador } from '../ambassadors/index.ts';
import type { BoardFinder } from './board-finder.ts';
import { findBoardFor, toLeaderboard } from './board-requests.ts';
import { BoardInput } from './leaderboards.types.ts';
import type { MemberCardService } from './member-card.service.ts';
import { cardReaders, MemberCard } from './member-card.types.ts';

@Resolver(() => MemberCard)
export class MemberCardResolver {
  readonly #finder: BoardFinder;
  readonly #cards: MemberCardService;

  constructor({ finder, cards }: { readonly finder: BoardFinder; readonly cards: MemberCardService }) {
    this.#finder = finder;
    this.#cards = cards;
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
