import type { Segment } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import { isId } from '../../platform/ids.ts';
import { type AmbassadorRecord, isShownToOthers } from '../ambassadors/index.ts';
import { KeptSettings, type ProgrammeHead } from '../programmes/index.ts';
import { segmentsOf } from '../segments/index.ts';
import type { MemberPlace } from '../standings/index.ts';
import { ActivitiesRepository, type ActivityRow, type ReadingRow } from './activities.repository.ts';
import type { ActivityDraft } from './activity-draft.ts';
import { correctedRow } from './activity-facts.ts';

/** What the programme knows that has to do with a batch of drafts. */
export interface KnownFacts {
  readonly programmeId: string;
  readonly now: Date;
  /** In an archived programme nothing new happens. */
  readonly isArchived: boolean;
  readonly members: ReadonlyMap<string, RecordingMember>;
  readonly memberIdsByReference: ReadonlyMap<string, string>;
  readonly campaignIdsByKey: ReadonlyMap<string, string>;
  readonly activities: readonly ActivityRow[];
  readonly readings: readonly ReadingRow[];
  /** By ambassador, as far as known: kept with the fact, so that a replay sees what the evaluation saw. */
  readonly segments: ReadonlyMap<string, Segment>;
  /** Of activities that were corrected: every other version, by the activity. */
  readonly earlierVersions: ReadonlyMap<string, readonly ActivityRow[]>;
}

const keptSettings = new KeptSettings(async (manager, programmeId) => ({
  campaignIdsByKey: await readCampaigns(manager, programmeId),
  isArchived: await isProgrammeArchived(manager, programmeId),
}));

/** Reads it. The caller holds the programme's head, so that nothing of it changes before the transaction ends. */
export async function readKnownFacts(
  manager: EntityManager,
  request: { readonly head: ProgrammeHead; readonly drafts: readonly ActivityDraft[]; readonly now: Date },
): Promise<KnownFacts> {
  const { head, drafts, now } = request;
  const { programmeId } = head;
  const repository = new ActivitiesRepository(manager);
  // What does not wait for each other is asked at once.
  const [{ members, memberIdsByReference }, activities] = await Promise.all([
    readMembers(manager, programmeId, drafts),
    repository.findByIdentity(programmeId, drafts),
  ]);
  const [readings, segments, earlierVersions, settings] = await Promise.all([
    repository.findReadings(readingKeysOf(drafts, activities)),
    segmentsOf(manager, [...members.keys()]),
    readVersions(repository, activities),
    keptSettings.of(manager, head),
  ]);
  return {
    ...{ programmeId, now, members, memberIdsByReference, activities, readings, segments, earlierVersions },
    ...settings,
  };
}

async function readVersions(
  repository: ActivitiesRepository,
  activities: readonly ActivityRow[],
): Promise<ReadonlyMap<string, readonly ActivityRow[]>> {
  const ids = activities.filter(({ isCorrected }) => isCorrected).map(({ id }) => id);
  const firsts = await repository.firstVersions(ids);
  const corrections = await repository.correctionsOf(ids);
  const versionsOf = (first: ActivityRow) =>
    corrections.filter(({ activityId }) => activityId === first.id).map((correction) => correctedRow(first, correction));
  return new Map(firsts.map((first) => [first.id, [first, ...versionsOf(first)]]));
}

/** Keys of campaigns by their ids. */
export function campaignKeysOf({ campaignIdsByKey }: Pick<KnownFacts, 'campaignIdsByKey'>): ReadonlyMap<string, string> {
  return new Map([...campaignIdsByKey].map(([key, id]) => [id, key]));
}

/** What recording asks about a member. */
export type RecordingMember = Pick<
  AmbassadorRecord,
  'id' | 'externalReference' | 'personId' | 'departmentId' | 'teamId' | 'status' | 'visibility' | 'joinedAt' | 'leftAt'
>;

/** The members that drafts name, in one statement without entities: this runs for every recording. */
async function readMembers(
  manager: EntityManager,
  programmeId: string,
  drafts: readonly ActivityDraft[],
): Promise<Pick<KnownFacts, 'members' | 'memberIdsByReference'>> {
  const ids = new Set<string>();
  const references = new Set<string>();
  for (const { ambassador } of drafts) {
    if ('id' in ambassador) ids.add(ambassador.id);
    else references.add(ambassador.reference);
  }
  // Who joined by themselves has no external reference: files name them by their id.
  for (const reference of references) if (isId(reference)) ids.add(reference);
  const select = `SELECT id, external_reference AS "externalReference", person_id AS "personId", department_id AS "departmentId",
      team_id AS "teamId", status, visibility, joined_at AS "joinedAt", left_at AS "leftAt" FROM ambassador WHERE programme_id = $1`;
  const rows: readonly RecordingMember[] =
    drafts.length === 0
      ? []
      : await manager.query(
          `${select} AND id = ANY ($2::uuid[]) UNION ALL
           ${select} AND external_reference = ANY ($3::text[])`,
          [programmeId, [...ids], [...references]],
        );
  const byReference = rows.flatMap(({ id, externalReference }) =>
    externalReference === null ? [] : [[externalReference, id] as const],
  );
  return {
    members: new Map(rows.map((member) => [member.id, member])),
    memberIdsByReference: new Map([...rows.map(({ id }) => [id, id] as const), ...byReference]),
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

export async function readCampaigns(manager: EntityManager, programmeId: string): Promise<ReadonlyMap<string, string>> {
  const rows: readonly { id: string; key: string }[] = await manager.query(
    'SELECT id, key FROM campaign WHERE programme_id = $1',
    [programmeId],
  );
  return new Map(rows.map((row) => [row.key, row.id]));
}

/** Where the points of each go. */
export function membershipsOf(
  members: ReadonlyMap<string, Omit<RecordingMember, 'externalReference'>>,
): ReadonlyMap<string, MemberPlace> {
  return new Map(
    [...members.values()].map((member) => {
      const { departmentId, teamId } = member;
      return [member.id, { departmentId, teamId, isShown: isShownToOthers(member) }];
    }),
  );
}
