import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { pageFrom, readPageRequest } from '../../platform/graphql/pagination.ts';
import { payloadOf, userErrors } from '../../platform/graphql/payload.ts';
import { Ambassador, type AmbassadorRecord, findAmbassadorsByIds } from '../ambassadors/index.ts';
import { LedgerEntry, LedgerRepository, pointReaders, toLedgerEntry } from '../points/index.ts';
import { Campaign, campaignToGraphql, type ProgrammeDirectory, programmeLoaders } from '../programmes/index.ts';
import { RecordActivitiesInput, RecordActivityInput, RecordEngagementInput } from './activities.inputs.ts';
import { toActivity } from './activities.mapper.ts';
import { ActivitiesRepository, type ActivityRow, type ReadingRow } from './activities.repository.ts';
import type { ActivitiesService } from './activities.service.ts';
import {
  Activity,
  ActivityConnection,
  ActivityStatusEnum,
  activityReaders,
  activityRecorders,
  EngagementReading,
  RecordActivitiesPayload,
  RecordActivityPayload,
  type RecordedActivity,
} from './activities.types.ts';
import type { RecordOutcome } from './activity-draft.ts';

const activityPosition: z.ZodType<readonly [string, string]> = z.tuple([z.iso.datetime(), z.uuid()]);

const activities = loaderKey<string, ActivityRow>('activity');
const owners = loaderKey<string, AmbassadorRecord>('owner of an activity');
const readings = loaderKey<string, ReadingRow>('latest engagement reading of an activity');
const withdrawals = loaderKey<string, 'WITHDRAWN' | 'REJECTED'>('withdrawal of an activity');
const entries = loaderKey<string, readonly LedgerEntry[]>('ledger entries of an activity');

@Resolver(() => Activity)
export class ActivitiesResolver {
  readonly service: ActivitiesService;
  readonly database: Database;
  readonly programmes: ProgrammeDirectory;

  constructor(dependencies: {
    readonly service: ActivitiesService;
    readonly database: Database;
    readonly programmes: ProgrammeDirectory;
  }) {
    this.service = dependencies.service;
    this.database = dependencies.database;
    this.programmes = dependencies.programmes;
  }

  @Query(() => Activity, { nullable: true, description: 'One activity; null where there is none for who asks.' })
  @Access(activityReaders)
  async activity(
    @Arg('id', () => ID, { description: 'The activity.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Activity | null> {
    const row = await this.service.find(context.viewer, id);
    return row === null ? null : this.#shown(row, context);
  }

  @Mutation(() => RecordActivityPayload, { description: 'Records something that the viewer did.' })
  @Access({ to: ['SELF'] })
  async recordActivity(
    @Arg('input', () => RecordActivityInput) input: RecordActivityInput,
    @Ctx() context: RequestContext,
  ): Promise<Partial<RecordActivityPayload>> {
    const outcome = await this.service.recordOwn(context.viewer, input);
    if (!outcome.ok || outcome.value.outcome === 'REFUSED')
      return payloadOf(outcome, { language: context.language, shape: () => ({}) });
    const recorded = outcome.value;
    return { outcome: recorded.outcome, activity: () => this.#recorded(recorded, context), errors: [] };
  }

  @Mutation(() => RecordActivitiesPayload, {
    description:
      'Records what others did, up to 1,000 activities. Each report stands for itself: a refused one stops none of the others.',
  })
  @Access(activityRecorders)
  async recordActivities(
    @Arg('input', () => RecordActivitiesInput) input: RecordActivitiesInput,
    @Ctx() context: RequestContext,
  ): Promise<Partial<RecordActivitiesPayload>> {
    const outcome = await this.service.recordOthers(context.viewer, input);
    if (!outcome.ok) return { results: null, errors: userErrors(outcome.failures, context.language) };
    return { results: this.#results(outcome.value, context), errors: [] };
  }

  @Mutation(() => RecordActivitiesPayload, {
    description: 'Records engagement readings of known activities, up to 1,000. Points follow the highest reading so far.',
  })
  @Access(activityRecorders)
  async recordEngagement(
    @Arg('input', () => RecordEngagementInput) input: RecordEngagementInput,
    @Ctx() context: RequestContext,
  ): Promise<Partial<RecordActivitiesPayload>> {
    const outcome = await this.service.recordReadings(context.viewer, input);
    if (!outcome.ok) return { results: null, errors: userErrors(outcome.failures, context.language) };
    return { results: this.#results(outcome.value, context), errors: [] };
  }

  @FieldResolver(() => ActivityStatusEnum, { description: 'Whether it counts.' })
  async status(@Root() activity: Activity, @Ctx() { loaders }: RequestContext): Promise<'COUNTED' | 'WITHDRAWN' | 'REJECTED'> {
    const loader = loaders.get(withdrawals, () => async (ids) => {
      const takenBack = await this.#repository().takenBackAmong(ids);
      return ids.map((id) => takenBack.get(id));
    });
    return (await loader.load(activity.id)) ?? 'COUNTED';
  }

  @FieldResolver(() => EngagementReading, { nullable: true, description: 'The latest reading of its engagement.' })
  async engagement(@Root() activity: Activity, @Ctx() { loaders }: RequestContext): Promise<EngagementReading | null> {
    const loader = loaders.get(readings, () => async (ids) => {
      const found = new Map((await this.#repository().latestReadings(ids)).map((row) => [row.activityId, row]));
      return ids.map((id) => found.get(id));
    });
    const row = await loader.load(activity.id);
    if (row === undefined) return null;
    const { programmeId, ambassadorId, personId, departmentId } = activity;
    const { readAt, likes, comments, reposts, clicks } = row;
    return { readAt, likes, comments, reposts, clicks, programmeId, ambassadorId, personId, departmentId };
  }

  @FieldResolver(() => Campaign, { nullable: true, description: 'The campaign that it belongs to.' })
  async campaign(
    @Root() activity: Activity & Pick<ActivityRow, 'campaignId'>,
    @Ctx() context: RequestContext,
  ): Promise<Campaign | null> {
    if (activity.campaignId === null) return null;
    const record = await programmeLoaders(this.programmes).campaign(context, activity.campaignId);
    return record === undefined ? null : campaignToGraphql(record);
  }

  @FieldResolver(() => [LedgerEntry], { description: 'What the rules made of it, in the order of the ledger.' })
  @Access(pointReaders)
  async ledgerEntries(@Root() activity: Activity, @Ctx() { loaders }: RequestContext): Promise<readonly LedgerEntry[]> {
    const loader = loaders.get(entries, () => async (ids) => {
      const rows = await new LedgerRepository(this.database.manager).ofActivities(ids);
      return ids.map((id) => rows.filter((row) => row.activityId === id).map((row) => toLedgerEntry(row, activity)));
    });
    return (await loader.load(activity.id)) ?? [];
  }

  #repository(): ActivitiesRepository {
    return new ActivitiesRepository(this.database.manager);
  }

  #results(outcomes: readonly RecordOutcome[], context: RequestContext): readonly RecordedActivity[] {
    return outcomes.map((outcome, index): RecordedActivity => {
      if (outcome.outcome !== 'REFUSED') {
        const activity = () => this.#recorded(outcome, context);
        return { index, outcome: outcome.outcome, activity, errors: [] };
      }
      return { index, outcome: 'REFUSED', activity: null, errors: userErrors(outcome.failures, context.language) };
    });
  }

  /** What was just recorded is at hand; only of a repeated answer the activity is read again. */
  async #recorded(
    { known, activityId }: Exclude<RecordOutcome, { readonly outcome: 'REFUSED' }>,
    context: RequestContext,
  ): Promise<Activity | null> {
    return known === null ? this.#byId(activityId, context) : toActivity(known.activity, known.owner);
  }

  async #byId(id: string, context: RequestContext): Promise<Activity | null> {
    const row = await activityLoader(context, this.database).load(id);
    return row === undefined ? null : this.#shown(row, context);
  }

  async #shown(row: ActivityRow, context: RequestContext): Promise<Activity> {
    const loader = context.loaders.get(owners, () => async (ids) => {
      const found = new Map((await findAmbassadorsByIds(this.database.manager, ids)).map((owner) => [owner.id, owner]));
      return ids.map((id) => found.get(id));
    });
    const owner = await loader.load(row.ambassadorId);
    return toActivity(row, { personId: owner?.personId ?? null, departmentId: owner?.departmentId ?? null });
  }
}

function activityLoader({ loaders }: RequestContext, database: Database) {
  return loaders.get(activities, () => async (ids) => {
    const found = new Map((await new ActivitiesRepository(database.manager).findMany(ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  });
}

@Resolver(() => Ambassador)
export class AmbassadorActivitiesResolver {
  readonly database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.database = database;
  }

  @FieldResolver(() => ActivityConnection, {
    description:
      'What the person did, newest first. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(activityReaders)
  async activities(@Root() ambassador: Ambassador, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    const request = readPageRequest(page, activityPosition);
    const repository = new ActivitiesRepository(this.database.manager);
    const scope = { ambassadorId: ambassador.ambassadorId };
    const rows = await repository.page(scope, request);
    return connectionFrom(
      pageFrom(rows, {
        request,
        position: (row) => [row.listedAt.toISOString(), row.id],
        node: (row) => toActivity(row, ambassador),
        totalCount: () => repository.count(scope),
      }),
    );
  }
}

@Resolver(() => LedgerEntry)
export class LedgerEntryActivityResolver {
  readonly database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.database = database;
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'What was done for it.' })
  @Access(activityReaders)
  async activity(@Root() entry: LedgerEntry, @Ctx() context: RequestContext): Promise<Activity | null> {
    if (entry.activityId === null) return null;
    const row = await activityLoader(context, this.database).load(entry.activityId);
    return row === undefined ? null : toActivity(row, entry);
  }
}
