import { compareDelivery } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { actorOf } from '../../platform/auth/actor.ts';
import type { Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { idempotently } from '../../platform/idempotency/idempotently.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { findAmbassadorsByIds, readPastParticipations } from '../ambassadors/index.ts';
import {
  type Booking,
  type BookingContext,
  bookCorrection,
  bookEntryReversal,
  bookWithdrawal,
  closeBooking,
  type LedgerEntryRow,
  LedgerRepository,
} from '../points/index.ts';
import { lockProgrammeHead } from '../programmes/index.ts';
import * as errors from './activities.errors.ts';
import { ActivitiesRepository, type ActivityRow } from './activities.repository.ts';
import type { ActivityDraft } from './activity-draft.ts';
import { activityDelivery, activityFact, attributesOf, judgedAtOf } from './activity-facts.ts';
import { campaignKeysOf, membershipsOf, readCampaigns, readKnownFacts } from './known-facts.ts';
import { rowOfDraft } from './recording.ts';

/** A mutation by which somebody revises what was recorded: who, by which name, with which input. */
export interface Revision {
  readonly viewer: Viewer;
  readonly operation: string;
  readonly input: { readonly clientMutationId?: string | null };
  readonly reason: string;
}

interface Revising {
  readonly context: Omit<BookingContext, 'memberships'>;
  /** The number of the revision among the facts. */
  readonly sequence: number;
}

/** Null where there was nothing to record. */
type Booked = Outcome<Booking | null, UserFailure>;

/**
 * Takes back and corrects what was recorded. Nothing recorded is changed: each revision is recorded as a fact of its own, numbered
 * among the others, and its points are booked by opposite and new entries, all in one transaction under the programme's lock.
 */
export class ActivityRevisions {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Takes an activity back, and everything that it earned. */
  async takeBack(
    activity: ActivityRow,
    { cause, ...revision }: Revision & { readonly cause: 'WITHDRAWN' | 'REJECTED' },
  ): Promise<Outcome<string, UserFailure>> {
    const { reason } = revision;
    const withdrawnBy = actorOf(revision.viewer);
    return this.#revise(activity, revision, (revising) => withdraw(activity, { ...revising, cause, reason, withdrawnBy }));
  }

  /**
   * Takes activities back that the programme itself recorded, in one transaction; what is taken back already stays so. At most 100 at a
   * time, because everything else that the programme records waits.
   */
  async takeBackOwn(
    activities: readonly ActivityRow[],
    { programmeId, reason, actor }: { readonly programmeId: string; readonly reason: string; readonly actor: string },
  ): Promise<void> {
    const now = this.#clock.now();
    await this.#database.transaction(async (transaction) => {
      const { manager } = transaction;
      const head = await lockProgrammeHead(manager, programmeId);
      for (const activity of activities) {
        const sequence = head.factSequence + 1;
        const taking = { context: { manager, head, now }, sequence, cause: 'WITHDRAWN', reason, withdrawnBy: actor } as const;
        const booked = await withdraw(activity, taking);
        if (!booked.ok || booked.value === null) continue;
        head.factSequence = sequence;
        await closeBooking(transaction, { head, booking: booked.value });
      }
    });
  }

  /** Records how an activity should have been told; without a difference nothing is recorded. */
  async correct(
    activity: ActivityRow,
    { draft, ...revision }: Revision & { readonly draft: ActivityDraft },
  ): Promise<Outcome<string, UserFailure>> {
    const { reason } = revision;
    const { ambassadorId } = activity;
    return this.#revise(activity, revision, async ({ context, sequence }) => {
      const { manager, now } = context;
      const repository = new ActivitiesRepository(manager);
      const before = (await repository.takenBackAmong([activity.id])).get(activity.id);
      if (before !== undefined) return fail(errors.alreadyTakenBack(before));
      const { known } = await readKnownFacts(manager, { head: context.head, drafts: [draft], now }, async () => undefined);
      const [present] = known.activities;
      if (present === undefined) return fail(notFound(['activity', 'externalId']));
      const row = rowOfDraft(draft, known, { past: await readPastParticipations(manager, [ambassadorId]) });
      if ('failures' in row) return fail(...row.failures.map(under('activity')));
      const keys = campaignKeysOf(known);
      if (compareDelivery(activityDelivery(present, keys), activityDelivery(row, keys)).outcome === 'SAME')
        return succeed(null);
      const { segment, tandemId } = present;
      const corrected = { ...row, id: present.id, segment, tandemId };
      const correctedBy = actorOf(revision.viewer);
      await repository.insertCorrection({ id: newId(), corrected, sequence, reason, correctedBy, recordedAt: now });
      const booking = await bookCorrection(await withMembers(context, ambassadorId), {
        attributes: attributesOf(present, keys),
        corrected: activityFact({ ...corrected, sequence, recordedAt: now }, keys),
        reason,
      });
      return succeed(booking);
    });
  }

  /** Takes back what one entry granted. */
  async reverseEntry(entry: LedgerEntryRow, activity: ActivityRow, revision: Revision): Promise<Outcome<string, UserFailure>> {
    const { reason } = revision;
    return this.#revise(activity, { ...revision, answer: entry.id }, async ({ context, sequence }) => {
      const { manager, now } = context;
      const { programmeId, ambassadorId } = entry;
      const ledger = new LedgerRepository(manager);
      const [reversal] = await ledger.reversalsOf(programmeId, [entry.number]);
      if (reversal !== undefined) return fail(errors.alreadyReversed(reversal.number));
      const withdrawnBy = actorOf(revision.viewer);
      await ledger.insertEntryWithdrawal({ programmeId, sequence, entryNumber: entry.number, reason, withdrawnBy, now });
      const present = (await new ActivitiesRepository(manager).find(activity.id)) ?? activity;
      const attributes = await presentAttributes(manager, present);
      const taken = { activityId: activity.id, ambassadorId, attributes, sequence, reason };
      return succeed(await bookEntryReversal(await withMembers(context, ambassadorId), { ...taken, entry }));
    });
  }

  /** The frame of all three; gives back the id of what was revised. What failed or changed nothing takes no number. */
  #revise(
    { id, programmeId }: Pick<ActivityRow, 'id' | 'programmeId'>,
    { viewer, operation, input, answer = id }: Revision & { readonly answer?: string },
    work: (revising: Revising) => Promise<Booked>,
  ): Promise<Outcome<string, UserFailure>> {
    const now = this.#clock.now();
    const request = { viewer, operation, key: input.clientMutationId, payload: input, answer: z.string(), now };
    return this.#database.transaction((transaction) =>
      idempotently(transaction, request, async () => {
        const { manager } = transaction;
        const head = await lockProgrammeHead(manager, programmeId);
        const sequence = head.factSequence + 1;
        const booked = await work({ context: { manager, head, now }, sequence });
        if (!booked.ok || booked.value === null) return booked.ok ? succeed(answer) : booked;
        head.factSequence = sequence;
        await closeBooking(transaction, { head, booking: booked.value });
        return succeed(answer);
      }),
    );
  }
}

interface Withdrawal extends Revising {
  readonly cause: 'WITHDRAWN' | 'REJECTED';
  readonly reason: string;
  readonly withdrawnBy: string;
}

async function withdraw(activity: ActivityRow, { context, sequence, cause, reason, withdrawnBy }: Withdrawal): Promise<Booked> {
  const { manager, now } = context;
  const { id: activityId, programmeId, ambassadorId } = activity;
  const repository = new ActivitiesRepository(manager);
  const before = (await repository.takenBackAmong([activityId])).get(activityId);
  if (before !== undefined) return fail(errors.alreadyTakenBack(before));
  // Another correction may have come before the lock.
  const present = (await repository.find(activityId)) ?? activity;
  await repository.insertWithdrawal({ activityId, programmeId, sequence, cause, reason, withdrawnBy, recordedAt: now });
  const attributes = await presentAttributes(manager, present);
  const booking = await bookWithdrawal(await withMembers(context, ambassadorId), {
    ...{ activityId, ambassadorId, attributes, sequence, reason, judgedAt: judgedAtOf(present), cause },
  });
  return succeed(booking);
}

async function withMembers(context: Omit<BookingContext, 'memberships'>, ambassadorId: string): Promise<BookingContext> {
  const members = await findAmbassadorsByIds(context.manager, [ambassadorId]);
  return { ...context, memberships: membershipsOf(new Map(members.map((member) => [member.id, member]))) };
}

async function presentAttributes(manager: EntityManager, activity: ActivityRow) {
  return attributesOf(activity, campaignKeysOf({ campaignIdsByKey: await readCampaigns(manager, activity.programmeId) }));
}

function under(field: string): (failure: UserFailure) => UserFailure {
  return (failure) => ({ ...failure, path: [field, ...failure.path] });
}
