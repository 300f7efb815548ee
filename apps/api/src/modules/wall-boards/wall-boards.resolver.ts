import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { Programme, programmeEditors } from '../programmes/index.ts';
import { type WallBoardLinkRecord, WallBoardsRepository } from './wall-boards.repository.ts';
import type { WallBoardsService } from './wall-boards.service.ts';
import {
  IssueWallBoardLinkInput,
  IssueWallBoardLinkPayload,
  RevokeWallBoardLinkInput,
  RevokeWallBoardLinkPayload,
  WallBoard,
  WallBoardLink,
} from './wall-boards.types.ts';
import type { WallReading } from './wall-reading.ts';

const mostPlaces = 50;

@Resolver(() => Programme)
export class WallBoardsResolver {
  readonly service: WallBoardsService;
  readonly reading: WallReading;
  readonly #database: Database;

  constructor(dependencies: {
    readonly service: WallBoardsService;
    readonly reading: WallReading;
    readonly database: Database;
  }) {
    this.service = dependencies.service;
    this.reading = dependencies.reading;
    this.#database = dependencies.database;
  }

  @FieldResolver(() => [WallBoardLink], { description: 'Its links for screens, the newest first. For admins.' })
  @Access(programmeEditors)
  async wallBoardLinks(@Root() programme: Programme): Promise<readonly WallBoardLink[]> {
    return (await new WallBoardsRepository(this.#database.manager).findByProgramme(programme.id)).map(toLink);
  }

  @Mutation(() => IssueWallBoardLinkPayload, { description: 'Issues a link to a board for a screen in a lobby.' })
  @Access(programmeEditors)
  async issueWallBoardLink(
    @Arg('input', () => IssueWallBoardLinkInput) input: IssueWallBoardLinkInput,
    @Ctx() context: RequestContext,
  ) {
    const outcome = await this.service.issue(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: ({ link, token }) => ({ link: toLink(link), token }) });
  }

  @Mutation(() => RevokeWallBoardLinkPayload, { description: 'Ends a link at once; screens that follow it are cut off.' })
  @Access(programmeEditors)
  async revokeWallBoardLink(
    @Arg('input', () => RevokeWallBoardLinkInput) input: RevokeWallBoardLinkInput,
    @Ctx() context: RequestContext,
  ) {
    const outcome = await this.service.revoke(context.viewer, input.id);
    return payloadOf(outcome, { ...context, shape: (link) => ({ link: toLink(link) }) });
  }

  @Query(() => WallBoard, {
    nullable: true,
    description: 'The board behind a link, without signing in. Null for a link that does not work, or no longer.',
  })
  @Access({ to: ['EVERYBODY'] })
  async wallBoard(
    @Arg('token', () => String, { description: 'The secret of the link.' }) token: string,
    @Arg('first', () => Int, { defaultValue: 10, description: `How many places, 1 to ${mostPlaces}.` }) first: number,
  ): Promise<WallBoard | null> {
    const link = await this.service.open(token);
    return link === null ? null : this.reading.read(link, checked(first));
  }

  @Subscription(() => WallBoard, {
    description:
      'The board behind a link, live, without signing in: first as it is, then after every change, at most four times a second. With the end of a period the next one’s board is followed. Ends when the link is revoked.',
    subscribe: async ({ args, context }) => {
      const { service, reading } = context.resolver(WallBoardsResolver);
      const { token, first } = args as { readonly token: string; readonly first: number };
      const link = await service.open(token);
      if (link === null) throw badUserInput('This link does not work, or no longer.');
      return reading.follow(link, checked(first));
    },
  })
  @Access({ to: ['EVERYBODY'] })
  wallBoardUpdated(
    @Root() board: WallBoard,
    @Arg('token', () => String, { description: 'The secret of the link.' }) _token: string,
    @Arg('first', () => Int, { defaultValue: 10, description: `How many places, 1 to ${mostPlaces}.` }) _first: number,
  ): WallBoard {
    return board;
  }
}

function checked(first: number): number {
  if (first >= 1 && first <= mostPlaces) return first;
  throw badUserInput(`"first" is ${first}; it takes 1 to ${mostPlaces}.`);
}

function toLink(link: WallBoardLinkRecord): WallBoardLink {
  return { ...link };
}
