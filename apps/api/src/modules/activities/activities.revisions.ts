import { compareDelivery } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { actorOf } from '../../platform/auth/actor.ts';
import type { Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { idempotently } from '../../platform/idempotency/idempotently.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
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
import { campaignKeysOf, readCampaigns, readKnownFacts, readMemberships } from './known-facts.ts';
import { rowOfDraft } from './recording.ts';

/** So many activities are taken back in one transaction: the programme's other writers wait for no longer. */
const atOnce = 25;

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
   * Takes activities back that the programme itself recorded; what is taken back already stays so. Some in each transaction: what else the
   * programme records waits for no more than these. Whoever was interrupted takes back the rest by asking for all of them again.
   */
  async takeBackOwn(activities: readonly Pick<ActivityRow, 'id'>[], taking: OwnTaking): Promise<void> {
    for (let first = 0; first < activities.length; first += atOnce) {
      const ids = activities.slice(first, first + atOnce).map(({ id }) => id);
      await this.#database.transaction((transaction) => this.#takeBackSome(transaction, { ...taking, ids }));
    }
  }

  async #takeBackSome(
    transaction: Transaction,
    { ids, programmeId, reason, actor }: OwnTaking & { readonly ids: readonly string[] },
  ): Promise<void> {
    const { manager } = transaction;
    const now = this.#clock.now();
    const head = await lockProgrammeHead(manager, programmeId);
    const repository = new ActivitiesRepository(manager);
    const before = await repository.takenBackAmong(ids);
    const standing = (await repository.findMany(ids)).filter(({ id }) => !before.has(id));
    const keys = await readCampaignKeys(manager, programmeId);
    const context = await withMembers(
      { manager, head, now },
      standing.map(({ ambassadorId }) => ambassadorId),
    );
    const bookings: Booking[] = [];
    for (const activity of [...standing].sort((one, other) => one.sequence - other.sequence)) {
      head.factSequence += 1;
      const how = { cause: 'WITHDRAWN', reason, withdrawnBy: actor } as const;
      bookings.push(await bookTaken(activity, { context, sequence: head.factSequence, keys, ...how }));
    }
    if (bookings.length > 0) await closeBooking(transaction, { head, booking: together(bookings) });
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
      const row = rowOfDraft(draft, known);
      if ('failures' in row) return fail(...row.failures.map(under('activity')));
      const keys = campaignKeysOf(known);
      if (compareDelivery(activityDelivery(present, keys), activityDelivery(row, keys)).outcome === 'SAME')
        return succeed(null);
      const { segment, tandemId } = present;
      const corrected = { ...row, id: present.id, segment, tandemId };
      const correctedBy = actorOf(revision.viewer);
      await repository.insertCorrection({ id: newId(), corrected, sequence, reason, correctedBy, recordedAt: now });
      const booking = await bookCorrection(await withMembers(context, [ambassadorId]), {
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
      const attributes = attributesOf(present, await readCampaignKeys(manager, programmeId));
      const taken = { activityId: activity.id, ambassadorId, attributes, sequence, reason };
      return succeed(await bookEntryReversal(await withMembers(context, [ambassadorId]), { ...taken, entry }));
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

interface OwnTaking {
  readonly programmeId: string;
  readonly reason: string;
  readonly actor: string;
}

interface Withdrawal extends Revising {
  readonly cause: 'WITHDRAWN' | 'REJECTED';
  readonly reason: string;
  readonly withdrawnBy: string;
}

async function withdraw(activity: ActivityRow, withdrawal: Withdrawal): Promise<Booked> {
  const { manager } = withdrawal.context;
  const repository = new ActivitiesRepository(manager);
  const before = (await repository.takenBackAmong([activity.id])).get(activity.id);
  if (before !== undefined) return fail(errors.alreadyTakenBack(before));
  // Another correction may have come before the lock.
  const present = (await repository.find(activity.id)) ?? activity;
  const keys = await readCampaignKeys(manager, activity.programmeId);
  const context = await withMembers(withdrawal.context, [activity.ambassadorId]);
  return succeed(await bookTaken(present, { ...withdrawal, context, keys }));
}

/** Records that an activity, as it is told at present, is taken back, and books it. */
async function bookTaken(
  activity: ActivityRow,
  taking: Withdrawal & { readonly context: BookingContext; readonly keys: ReadonlyMap<string, string> },
): Promise<Booking> {
  const { context, sequence, cause, reason, withdrawnBy, keys } = taking;
  const { manager, now } = context;
  const { id: activityId, programmeId, ambassadorId } = activity;
  await new ActivitiesRepository(manager).insertWithdrawal({
    ...{ activityId, programmeId, sequence, cause, reason, withdrawnBy, recordedAt: now },
  });
  return bookWithdrawal(context, {
    ...{ activityId, ambassadorId, sequence, reason, cause },
    attributes: attributesOf(activity, keys),
    judgedAt: judgedAtOf(activity),
  });
}

function together(bookings: readonly Booking[]): Booking {
  return {
    lines: bookings.flatMap(({ lines }) => lines),
    changedBoards: bookings.flatMap(({ changedBoards }) => changedBoards),
  };
}

async function withMembers(
  context: Omit<BookingContext, 'memberships'>,
  ambassadorIds: readonly string[],
): Promise<BookingContext> {
  const { manager, head } = context;
  return { ...context, memberships: await readMemberships(manager, head.programmeId, ambassadorIds) };
}

async function readCampaignKeys(manager: EntityManager, programmeId: string): Promise<ReadonlyMap<string, string>> {
  return campaignKeysOf({ campaignIdsByKey: await readCampaigns(manager, programmeId) });
}

function under(field: string): (failure: UserFailure) => UserFailure {
  return (failure) => ({ ...failure, path: [field, ...failure.path] });
}
