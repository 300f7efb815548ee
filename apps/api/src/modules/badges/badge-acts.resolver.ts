import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import type { BadgeRecord, LadderRecord } from './badge.ts';
import { badgeMakers } from './badges.access.ts';
import {
  DiscardBadgeInput,
  DiscardLadderInput,
  DraftBadgeInput,
  DraftLadderInput,
  PublishBadgeInput,
  PublishLadderInput,
  RetireBadgeInput,
  RetireLadderInput,
  UpdateBadgeInput,
  UpdateLadderInput,
} from './badges.inputs.ts';
import { toBadge, toLadder } from './badges.mapper.ts';
import type { BadgesService } from './badges.service.ts';
import {
  DiscardBadgePayload,
  DiscardLadderPayload,
  DraftBadgePayload,
  DraftLadderPayload,
  PublishBadgePayload,
  PublishLadderPayload,
  RetireBadgePayload,
  RetireLadderPayload,
  UpdateBadgePayload,
  UpdateLadderPayload,
} from './badges.types.ts';

/** What admins do with badges and levels. */
@Resolver()
export class BadgeActsResolver {
  readonly #badges: BadgesService;

  constructor(badges: BadgesService) {
    this.#badges = badges;
  }

  @Mutation(() => DraftBadgePayload, {
    description: 'Drafts a badge. Nobody but admins sees it until it is published.',
  })
  @Access(badgeMakers)
  async draftBadge(
    @Arg('input', () => DraftBadgeInput) input: DraftBadgeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DraftBadgePayload>> {
    return payloadOf(await this.#badges.draftBadge(viewer, input), { language, shape: badgeShape });
  }

  @Mutation(() => UpdateBadgePayload, {
    description: 'Changes a draft; where somebody else has changed it since it was read, nothing is saved (CONFLICT).',
  })
  @Access(badgeMakers)
  async updateBadge(
    @Arg('input', () => UpdateBadgeInput) input: UpdateBadgeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<UpdateBadgePayload>> {
    return payloadOf(await this.#badges.update(viewer, 'BADGE', input), { language, shape: badgeShape });
  }

  @Mutation(() => PublishBadgePayload, {
    description: 'Makes a badge known; whoever has earned it already is awarded it at once. It does not change any more.',
  })
  @Access(badgeMakers)
  async publishBadge(
    @Arg('input', () => PublishBadgeInput) input: PublishBadgeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<PublishBadgePayload>> {
    return payloadOf(await this.#badges.publish(viewer, 'BADGE', input), { language, shape: badgeShape });
  }

  @Mutation(() => RetireBadgePayload, {
    description: 'Ends that a badge can be earned. Whoever has it keeps it.',
  })
  @Access(badgeMakers)
  async retireBadge(
    @Arg('input', () => RetireBadgeInput) input: RetireBadgeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<RetireBadgePayload>> {
    return payloadOf(await this.#badges.retire(viewer, 'BADGE', input), { language, shape: badgeShape });
  }

  @Mutation(() => DiscardBadgePayload, {
    description: 'Throws a draft away.',
  })
  @Access(badgeMakers)
  async discardBadge(
    @Arg('input', () => DiscardBadgeInput) input: DiscardBadgeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DiscardBadgePayload>> {
    return payloadOf(await this.#badges.discard(viewer, 'BADGE', input), { language, shape: discardShape });
  }

  @Mutation(() => DraftLadderPayload, {
    description: 'Drafts levels of a programme; there is one draft at a time.',
  })
  @Access(badgeMakers)
  async draftLadder(
    @Arg('input', () => DraftLadderInput) input: DraftLadderInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DraftLadderPayload>> {
    return payloadOf(await this.#badges.draftLadder(viewer, input), { language, shape: ladderShape });
  }

  @Mutation(() => UpdateLadderPayload, {
    description:
      'Changes the draft of levels; where somebody else has changed it since it was read, nothing is saved (CONFLICT).',
  })
  @Access(badgeMakers)
  async updateLadder(
    @Arg('input', () => UpdateLadderInput) input: UpdateLadderInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<UpdateLadderPayload>> {
    return payloadOf(await this.#badges.update(viewer, 'LADDER', input), { language, shape: ladderShape });
  }

  @Mutation(() => PublishLadderPayload, {
    description: 'Puts levels into force, in the place of those before. Who reached a level keeps it.',
  })
  @Access(badgeMakers)
  async publishLadder(
    @Arg('input', () => PublishLadderInput) input: PublishLadderInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<PublishLadderPayload>> {
    return payloadOf(await this.#badges.publish(viewer, 'LADDER', input), { language, shape: ladderShape });
  }

  @Mutation(() => RetireLadderPayload, {
    description: 'Ends that there are levels. Who reached one keeps it.',
  })
  @Access(badgeMakers)
  async retireLadder(
    @Arg('input', () => RetireLadderInput) input: RetireLadderInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<RetireLadderPayload>> {
    return payloadOf(await this.#badges.retire(viewer, 'LADDER', input), { language, shape: ladderShape });
  }

  @Mutation(() => DiscardLadderPayload, {
    description: 'Throws the draft of levels away.',
  })
  @Access(badgeMakers)
  async discardLadder(
    @Arg('input', () => DiscardLadderInput) input: DiscardLadderInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DiscardLadderPayload>> {
    return payloadOf(await this.#badges.discard(viewer, 'LADDER', input), { language, shape: discardShape });
  }
}

const badgeShape = (record: BadgeRecord) => ({ badge: toBadge(record) });
const ladderShape = (record: LadderRecord) => ({ ladder: toLadder(record) });
const discardShape = (discardedId: string) => ({ discardedId });
