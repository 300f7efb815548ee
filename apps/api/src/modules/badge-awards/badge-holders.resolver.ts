import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { readPageRequest } from '../../platform/graphql/pagination.ts';
import { ambassadorReaders } from '../ambassadors/index.ts';
import { Badge, BadgePreview, badgeMakers, badgeReaders } from '../badges/index.ts';
import { toAward } from './awards.mapper.ts';
import type { AwardsService } from './awards.service.ts';
import { BadgeAwardConnection } from './awards.types.ts';

const position: z.ZodType<readonly [string, string]> = z.tuple([z.iso.datetime(), z.uuid()]);
const holders = loaderKey<string, number>('holders of badges');

/** How many hold a badge, and who. */
@Resolver(() => Badge)
export class BadgeHoldersResolver {
  readonly #service: AwardsService;

  constructor(service: AwardsService) {
    this.#service = service;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many people hold it; null below the minimum group size. Who hides or has left does not count.',
  })
  @Access(badgeReaders)
  async holders(@Root() { id }: Badge, @Ctx() { loaders }: RequestContext): Promise<number | null> {
    const loader = loaders.get(holders, () => async (ids) => {
      const counts = await this.#service.holders(ids);
      return ids.map((one) => counts.get(`${one} 0`));
    });
    return (await loader.load(id)) ?? null;
  }

  @FieldResolver(() => BadgeAwardConnection, {
    description: 'Who holds it, the latest first: to admins everybody who takes part, to others those who chose to be named.',
  })
  @Access(ambassadorReaders)
  async awards(
    @Root() badge: Badge,
    @Args(() => ForwardPageArguments) page: ForwardPageArguments,
    @Ctx() { viewer }: RequestContext,
  ) {
    const found = await this.#service.holdersPage(viewer, badge, readPageRequest(page, position));
    return connectionFrom({ ...found, items: found.items.map(({ node, cursor }) => ({ node: toAward(node, node), cursor })) });
  }
}

/** How many would hold a badge that is being written. */
@Resolver(() => BadgePreview)
export class BadgePreviewResolver {
  readonly #service: AwardsService;

  constructor(service: AwardsService) {
    this.#service = service;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many would hold it by what was recorded so far, without who hides or has left; null below the minimum group size and where something is wrong. Everybody’s history is read for it: ask when somebody wants to know, not with every key.',
  })
  @Access(badgeMakers)
  async wouldHold(@Root() { programmeId, badge }: BadgePreview): Promise<number | null> {
    return badge === null ? null : this.#service.wouldHold(programmeId, badge);
  }
}
