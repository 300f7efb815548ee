import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { isId } from '../../platform/ids.ts';
import {
  type AmbassadorRecord,
  findAmbassadorsByIds,
  findAmbassadorsByReference,
  isShownToOthers,
} from '../ambassadors/index.ts';
import { bookFacts, bookWithdrawal } from '../points/index.ts';
import { lockProgrammeHead, type ProgrammeHead, saveProgrammeHead } from '../programmes/index.ts';
import { boardChanged, type MemberPlace } from '../standings/index.ts';
import { ActivitiesRepository, type ActivityRow } from './activities.repository.ts';
import type { ActivityDraft, RecordOutcome } from './activity-draft.ts';
import { attributesOf, type KnownFacts, planRecording } from './recording.ts';

export interface RecordingRequest {
  readonly programmeId: string;
  readonly drafts: readonly ActivityDraft[];
  readonly importId: string | null;
  /** Runs inside the same transaction, with what became of the drafts: for whoever keeps a checkpoint beside the facts. */
  readonly alongside?: (manager: EntityManager, outcomes: readonly RecordOutcome[]) => Promise<void>;
}

/** The one door through which facts come into a programme, whatever brought them: GraphQL, an import, a connector. */
export class ActivitiesRecorder {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Records the drafts in their order, all in one transaction; a refused draft stops none of the others. */
  async record(request: RecordingRequest): Promise<readonly RecordOutcome[]> {
    return this.#database.transaction(async (transaction) => {
      const { manager } = transaction;
      const head = await lockProgrammeHead(manager, request.programmeId);
      const known = await this.#read(manager, request);
      const plan = planRecording(request.drafts, known, head.factSequence);
      const repository = new ActivitiesRepository(manager);
      await repository.insert(plan.activities);
      await repository.insertReadings(plan.readings);
      head.factSequence = plan.lastSequence;
      const memberships = membershipsOf(known.members);
      const booking = await bookFacts({ manager, head, memberships, now: known.now }, plan.facts);
      await finish(transaction, { head, changedBoards: booking.changedBoards });
      await request.alongside?.(manager, plan.outcomes);
      return plan.outcomes;
    });
  }

  /** Takes an activity back and everything it earned. False where that has happened before. */
  async withdraw(withdrawal: {
    readonly activity: ActivityRow;
    readonly reason: string;
    readonly withdrawnBy: string;
  }): Promise<boolean> {
    const { activity, reason, withdrawnBy } = withdrawal;
    return this.#database.transaction(async (transaction) => {
      const { manager } = transaction;
      const now = this.#clock.now();
      const head = await lockProgrammeHead(manager, activity.programmeId);
      const repository = new ActivitiesRepository(manager);
      if ((await repository.withdrawnAmong([activity.id])).has(activity.id)) return false;
      head.factSequence += 1;
      const { id: activityId, programmeId, ambassadorId } = activity;
      const sequence = head.factSequence;
      await repository.insertWithdrawal({ activityId, programmeId, sequence, reason, withdrawnBy, recordedAt: now });
      const members = new Map((await findAmbassadorsByIds(manager, [ambassadorId])).map((member) => [member.id, member]));
      const campaigns = await readCampaigns(manager, programmeId);
      const booking = await bookWithdrawal(
        { manager, head, memberships: membershipsOf(members), now },
        {
          ...{ activityId, ambassadorId, sequence, reason },
          attributes: attributesOf(activity, new Map([...campaigns].map(([key, id]) => [id, key]))),
          occurredAt: activity.occurredAt.getTime(),
          cause: 'WITHDRAWN',
        },
      );
      await finish(transaction, { head, changedBoards: booking.changedBoards });
      return true;
    });
  }

  async #read(manager: EntityManager, request: RecordingRequest): Promise<KnownFacts> {
    const { programmeId, drafts, importId } = request;
    const { members, memberIdsByReference } = await readMembers(manager, programmeId, drafts);
    const repository = new ActivitiesRepository(manager);
    const activities = await repository.findByIdentity(programmeId, drafts);
    const readings = await repository.findReadings(readingKeysOf(drafts, activities));
    const campaignIdsByKey = await readCampaigns(manager, programmeId);
    const isArchived = await isProgrammeArchived(manager, programmeId);
    return {
      programmeId,
      now: this.#clock.now(),
      importId,
      isArchived,
      members,
      memberIdsByReference,
      campaignIdsByKey,
      activities,
      readings,
    };
  }
}

async function finish(
  transaction: Transaction,
  done: {
    readonly head: ProgrammeHead;
    readonly changedBoards: readonly { readonly boardId: string; readonly version: number }[];
  },
): Promise<void> {
  await saveProgrammeHead(transaction.manager, done.head);
  for (const board of done.changedBoards) transaction.announce(boardChanged.event(board));
}

async function readMembers(
  manager: EntityManager,
  programmeId: string,
  drafts: readonly ActivityDraft[],
): Promise<{ readonly members: Map<string, AmbassadorRecord>; readonly memberIdsByReference: Map<string, string> }> {
  const ids = new Set<string>();
  const references = new Set<string>();
  for (const { ambassador } of drafts) {
    if ('id' in ambassador) ids.add(ambassador.id);
    else references.add(ambassador.reference);
  }
  // Who joined by themselves has no external reference: files name them by their id.
  for (const reference of references) if (isId(reference)) ids.add(reference);
  const byId = await findAmbassadorsByIds(manager, [...ids]);
  const byReference = await findAmbassadorsByReference(manager, programmeId, [...references]);
  const found = [...byId, ...byReference.values()].filter((member) => member.programmeId === programmeId);
  return {
    members: new Map(found.map((member) => [member.id, member])),
    memberIdsByReference: new Map([
      ...found.map((member) => [member.id, member.id] as const),
      ...[...byReference].map(([reference, member]) => [reference, member.id] as const),
    ]),
  };
}

/** Readings can only be known for activities that are known. */
function readingKeysOf(drafts: readonly ActivityDraft[], activities: readonly ActivityRow[]) {
  const ids = new Map(activities.map((row) => [JSON.stringify([row.source, row.externalId]), row.id]));
  return drafts.flatMap((draft) => {
    const activityId = ids.get(JSON.stringify([draft.source, draft.externalId]));
    return activityId === undefined || draft.reading === null ? [] : [{ activityId, readAt: draft.reading.readAt }];
  });
}

async function isProgrammeArchived(manager: EntityManager, programmeId: string): Promise<boolean> {
  const [row]: readonly { status: string }[] = await manager.query('SELECT status FROM programme WHERE id = $1', [programmeId]);
  return row?.status === 'ARCHIVED';
}

async function readCampaigns(manager: EntityManager, programmeId: string): Promise<ReadonlyMap<string, string>> {
  const rows: readonly { id: string; key: string }[] = await manager.query(
    'SELECT id, key FROM campaign WHERE programme_id = $1',
    [programmeId],
  );
  return new Map(rows.map((row) => [row.key, row.id]));
}

function membershipsOf(members: ReadonlyMap<string, AmbassadorRecord>): ReadonlyMap<string, MemberPlace> {
  return new Map(
    [...members.values()].map((member) => {
      const { departmentId, teamId } = member;
      return [member.id, { departmentId, teamId, isShown: isShownToOthers(member) }];
    }),
  );
}
