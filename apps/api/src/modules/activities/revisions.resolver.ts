import { compareDelivery } from '@fanfare/gamification';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { type UserFailure, userErrors } from '../../platform/graphql/payload.ts';
import type { Outcome } from '../../platform/outcome.ts';
import { findAmbassadorsByIds } from '../ambassadors/index.ts';
import { toLedgerEntry } from '../points/index.ts';
import {
  CorrectActivityInput,
  RejectActivityInput,
  ReverseLedgerEntryInput,
  WithdrawActivityInput,
} from './activities.inputs.ts';
import { toActivity } from './activities.mapper.ts';
import { ActivitiesRepository, type ActivityRow } from './activities.repository.ts';
import {
  Activity,
  ActivityCorrection,
  activityRecorders,
  CorrectActivityPayload,
  identifying,
  RejectActivityPayload,
  ReverseLedgerEntryPayload,
  WithdrawActivityPayload,
} from './activities.types.ts';
import { activityDelivery, correctedRow } from './activity-facts.ts';
import { readCampaigns } from './known-facts.ts';
import type { RevisionsService } from './revisions.service.ts';

/** An activity from its first version on, with the reasons of what came after. */
interface History {
  readonly versions: readonly ActivityRow[];
  readonly corrections: readonly { readonly reason: string; readonly recordedAt: Date }[];
}

const histories = loaderKey<string, History>('corrections of an activity');

@Resolver(() => Activity)
export class RevisionsResolver {
  readonly service: RevisionsService;
  readonly database: Database;

  constructor({ service, database }: { readonly service: RevisionsService; readonly database: Database }) {
    this.service = service;
    this.database = database;
  }

  @Mutation(() => WithdrawActivityPayload, {
    description: 'Takes an activity back: it stays in the history, and opposite ledger entries take its points back.',
  })
  @Access({ to: ['SELF', 'ADMIN'], scopes: ['ACTIVITIES_WRITE'] })
  async withdrawActivity(
    @Arg('input', () => WithdrawActivityInput) input: WithdrawActivityInput,
    @Ctx() context: RequestContext,
  ): Promise<Partial<WithdrawActivityPayload>> {
    return this.#answer(await this.service.withdraw(context.viewer, input), context);
  }

  @Mutation(() => RejectActivityPayload, {
    description:
      'Does not recognise what somebody has reported: it stays in the history, and opposite ledger entries take its points back. What a channel has verified cannot be rejected.',
  })
  @Access({ to: ['ADMIN'] })
  async rejectActivity(
    @Arg('input', () => RejectActivityInput) input: RejectActivityInput,
    @Ctx() context: RequestContext,
  ): Promise<Partial<RejectActivityPayload>> {
    return this.#answer(await this.service.reject(context.viewer, input), context);
  }

  @Mutation(() => CorrectActivityPayload, {
    description:
      'Records how a known activity should have been told. What was recorded stays; its points are taken back by opposite entries and granted anew, as the rules in force at the corrected time say. Without a difference nothing happens.',
  })
  @Access(activityRecorders)
  async correctActivity(
    @Arg('input', () => CorrectActivityInput) input: CorrectActivityInput,
    @Ctx() context: RequestContext,
  ): Promise<Partial<CorrectActivityPayload>> {
    return this.#answer(await this.service.correct(context.viewer, input), context);
  }

  @Mutation(() => ReverseLedgerEntryPayload, {
    description: 'Takes back what one entry granted, by an opposite entry; once, and never a reversal.',
  })
  @Access({ to: ['ADMIN'] })
  async reverseLedgerEntry(
    @Arg('input', () => ReverseLedgerEntryInput) input: ReverseLedgerEntryInput,
    @Ctx() context: RequestContext,
  ): Promise<Partial<ReverseLedgerEntryPayload>> {
    const outcome = await this.service.reverseEntry(context.viewer, input);
    if (!outcome.ok) return { entry: null, errors: userErrors(outcome.failures, context.language) };
    const { ambassadorId } = outcome.value;
    return { entry: toLedgerEntry(outcome.value, { ambassadorId, ...(await this.#ownerOf(ambassadorId)) }), errors: [] };
  }

  @FieldResolver(() => [ActivityCorrection], {
    description: 'What its source has told differently afterwards, in order. The person, admins, machine clients.',
  })
  @Access(identifying)
  async corrections(@Root() activity: Activity, @Ctx() { loaders }: RequestContext): Promise<readonly ActivityCorrection[]> {
    const loader = loaders.get(histories, () => async (ids) => {
      const found = await this.#readHistories(ids);
      return ids.map((id) => found.get(id));
    });
    const history = await loader.load(activity.id);
    if (history === undefined) return [];
    const campaigns = await readCampaigns(this.database.manager, activity.programmeId);
    return correctionsOf(history, activity, new Map([...campaigns].map(([key, id]) => [id, key])));
  }

  async #readHistories(ids: readonly string[]): Promise<ReadonlyMap<string, History>> {
    const repository = new ActivitiesRepository(this.database.manager);
    const all = await repository.correctionsOf(ids);
    const firsts = await repository.firstVersions([...new Set(all.map(({ activityId }) => activityId))]);
    return new Map(
      firsts.map((first) => {
        const corrections = all.filter(({ activityId }) => activityId === first.id);
        const versions = [first, ...corrections.map((correction) => correctedRow(first, correction))];
        return [first.id, { versions, corrections }] as const;
      }),
    );
  }

  async #answer(
    outcome: Outcome<ActivityRow, UserFailure>,
    { language }: RequestContext,
  ): Promise<{ readonly activity: Activity | null; readonly errors: ReturnType<typeof userErrors> }> {
    if (!outcome.ok) return { activity: null, errors: userErrors(outcome.failures, language) };
    return { activity: toActivity(outcome.value, await this.#ownerOf(outcome.value.ambassadorId)), errors: [] };
  }

  async #ownerOf(ambassadorId: string): Promise<{ readonly personId: string | null; readonly departmentId: string | null }> {
    const [owner] = await findAmbassadorsByIds(this.database.manager, [ambassadorId]);
    return { personId: owner?.personId ?? null, departmentId: owner?.departmentId ?? null };
  }
}

function correctionsOf(
  { versions, corrections }: History,
  { programmeId, ambassadorId, personId }: Pick<Activity, 'programmeId' | 'ambassadorId' | 'personId'>,
  campaignKeys: ReadonlyMap<string, string>,
): readonly ActivityCorrection[] {
  const owner = { programmeId, ambassadorId, personId };
  const told = versions.map((version) => activityDelivery(version, campaignKeys));
  return corrections.map(({ reason, recordedAt }, index): ActivityCorrection => {
    const [before, after] = [told[index], told[index + 1]];
    const compared = before === undefined || after === undefined ? null : compareDelivery(before, after);
    const differences = compared?.outcome === 'CONFLICT' ? compared.differences : [];
    const changes = differences.map(({ field, stored, delivered }) => ({
      ...owner,
      field,
      before: JSON.stringify(stored ?? null),
      after: JSON.stringify(delivered ?? null),
    }));
    return { ...owner, reason, recordedAt, changes };
  });
}
