import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { eventStream } from '../../platform/events/event-stream.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { type Page, readPageRequest } from '../../platform/graphql/pagination.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import type { Outcome } from '../../platform/outcome.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { ruleAuditors, ruleEditors } from '../rule-sets/index.ts';
import { rescoringUpdated } from './rescoring.events.ts';
import { CancelRescoringInput, PreviewRescoringInput, StartRescoringInput } from './rescoring.inputs.ts';
import { toChange, toRescoredAmbassador, toRescoring } from './rescoring.mapper.ts';
import type { RescoringRow } from './rescoring.repository.ts';
import type { RescoringService } from './rescoring.service.ts';
import {
  CancelRescoringPayload,
  PreviewRescoringPayload,
  RescoredAmbassadorConnection,
  type RescoredAmbassadorOrder,
  RescoredAmbassadorOrderEnum,
  Rescoring,
  StartRescoringPayload,
} from './rescoring.types.ts';
import { RescoringChange } from './rescoring-outcome.types.ts';
import { atWork } from './rescoring-status.ts';

const memberPosition: z.ZodType<readonly [number, string]> = z.tuple([z.int(), z.uuid()]);

@Resolver(() => Rescoring)
export class RescoringResolver {
  readonly service: RescoringService;
  readonly events: EventBus;
  readonly programmes: ProgrammeDirectory;

  constructor(parts: {
    readonly service: RescoringService;
    readonly events: EventBus;
    readonly programmes: ProgrammeDirectory;
  }) {
    this.service = parts.service;
    this.events = parts.events;
    this.programmes = parts.programmes;
  }

  @Query(() => Rescoring, { nullable: true, description: 'One rescoring; null where there is none for who asks.' })
  @Access(ruleAuditors)
  async rescoring(
    @Arg('id', () => ID, { description: 'The rescoring.' }) id: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<Rescoring | null> {
    const row = await this.service.find(viewer, id);
    return row === null ? null : this.show(row);
  }

  @Mutation(() => PreviewRescoringPayload, {
    description:
      'Begins to find out what would change if a version had been in force from an earlier time on. It goes on when nobody waits for it, and changes nothing.',
  })
  @Access(ruleEditors)
  async previewRescoring(
    @Arg('input', () => PreviewRescoringInput) input: PreviewRescoringInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<PreviewRescoringPayload>> {
    const outcome = await this.#shown(await this.service.preview(viewer, input));
    return payloadOf(outcome, { language, shape: (rescoring) => ({ rescoring }) });
  }

  @Mutation(() => StartRescoringPayload, {
    description:
      'Books a previewed rescoring: of every entry that differs the opposite, and what is granted instead. Refused as OUTDATED where the preview no longer holds.',
  })
  @Access(ruleEditors)
  async startRescoring(
    @Arg('input', () => StartRescoringInput) input: StartRescoringInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<StartRescoringPayload>> {
    const outcome = await this.service.start(viewer, input);
    const changes = (outcome.changes ?? []).map((change) => toChange(change, language));
    return { ...payloadOf(await this.#shown(outcome), { language, shape: (rescoring) => ({ rescoring }) }), changes };
  }

  @Mutation(() => CancelRescoringPayload, {
    description:
      'Stops a preview, of which nothing is kept, or a booking: who was booked stays rescored, everybody else keeps their entries.',
  })
  @Access(ruleEditors)
  async cancelRescoring(
    @Arg('input', () => CancelRescoringInput) input: CancelRescoringInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<CancelRescoringPayload>> {
    const outcome = await this.#shown(await this.service.cancel(viewer, input.id));
    return payloadOf(outcome, { language, shape: (rescoring) => ({ rescoring }) });
  }

  @FieldResolver(() => [RescoringChange], {
    description:
      'What makes a preview that was not started out of date, and why a booking stopped by itself; else empty. Admins and auditors.',
  })
  @Access(ruleAuditors)
  async changes(@Root() { row }: Rescoring, @Ctx() { language }: RequestContext): Promise<readonly RescoringChange[]> {
    return (await this.service.changesSince(row)).map((change) => toChange(change, language));
  }

  @FieldResolver(() => RescoredAmbassadorConnection, {
    description: 'What the preview found for each person of whom an entry changes; empty until it is there. Admins.',
  })
  @Access(ruleEditors)
  async ambassadors(
    @Root() rescoring: Rescoring,
    @Arg('order', () => RescoredAmbassadorOrderEnum, { defaultValue: 'GAINS', description: 'Who stands first.' })
    order: RescoredAmbassadorOrder,
    @Args(() => ForwardPageArguments) page: ForwardPageArguments,
  ) {
    const request = readPageRequest(page, memberPosition);
    const { id, programmeId, outcome } = rescoring;
    if (outcome === null) return connectionFrom(emptyPage);
    const found = await this.service.members(id, { request, gainersFirst: order === 'GAINS' });
    const items = found.items.map((item) => ({
      node: toRescoredAmbassador(item.node, programmeId),
      get cursor() {
        return item.cursor;
      },
    }));
    return connectionFrom({ ...found, items });
  }

  @Subscription(() => Rescoring, {
    description:
      'A rescoring as it comes along: first as it is, then after every step, until the preview or the booking has ended.',
    subscribe: ({ args, context }) => follow(context.resolver(RescoringResolver), { id: String(args['id']), context }),
  })
  @Access(ruleAuditors)
  rescoringUpdated(
    @Root() rescoring: Rescoring,
    @Arg('id', () => ID, { description: 'The rescoring.' }) _id: string,
  ): Rescoring {
    return rescoring;
  }

  async show(row: RescoringRow): Promise<Rescoring> {
    const programme = await this.programmes.byId(row.programmeId);
    if (programme === undefined) throw new Error(`There is no programme ${row.programmeId}`);
    return toRescoring(row, programme.privacy.minimumGroupSize);
  }

  async #shown<Failure>(outcome: Outcome<RescoringRow, Failure>): Promise<Outcome<Rescoring, Failure>> {
    return outcome.ok ? { ok: true, value: await this.show(outcome.value) } : outcome;
  }
}

const emptyPage: Page<never> = { items: [], hasNextPage: false, hasPreviousPage: false, totalCount: async () => 0 };

async function* follow(
  resolver: RescoringResolver,
  { id, context }: { readonly id: string; readonly context: RequestContext },
): AsyncGenerator<Rescoring> {
  const { service, events } = resolver;
  const changes = await eventStream(events, rescoringUpdated, ({ rescoringId }) => rescoringId === id);
  try {
    for (let first = true; first || (await changes.next()).done !== true; first = false) {
      const row = await service.find(context.viewer, id);
      if (row === null) throw badUserInput('There is no such rescoring.');
      yield resolver.show(row);
      if (!atWork.has(row.status)) return;
    }
  } finally {
    await changes.return?.();
  }
}
