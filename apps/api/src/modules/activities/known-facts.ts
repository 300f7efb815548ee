import type { Segment } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import { plainArray, textArray } from '../../platform/database/array-literals.ts';
import { prepared } from '../../platform/database/prepared-statement.ts';
import { sentTogether } from '../../platform/database/sent-together.ts';
import { isId } from '../../platform/ids.ts';
import {
  type AmbassadorRecord,
  isShownToOthers,
  type PastParticipations,
  readPastParticipations,
  tookPartAt,
} from '../ambassadors/index.ts';
import { KeptSettings, type ProgrammeHead } from '../programmes/index.ts';
import { segmentsOf } from '../segments/index.ts';
import type { MemberPlace } from '../standings/index.ts';
import { ActivitiesRepository, type ActivityRow, type ReadingRow } from './activities.repository.ts';
import { type ActivityDraft, isActivityDraft, isWellFormed, type ReadingReport, type Report } from './activity-draft.ts';
import { correctedRow } from './activity-facts.ts';
import { type Colleagues, readColleagues, readErasedColleagues } from './colleague-likes.ts';

/** What the programme knows that has to do with a batch of drafts. */
export interface KnownFacts {
  readonly programmeId: string;
  readonly now: Date;
  /** In an archived programme nothing new happens. */
  readonly isArchived: boolean;
  readonly members: ReadonlyMap<string, RecordingMember>;
  readonly memberIdsByReference: ReadonlyMap<string, string>;
  /** Of those of whom something is told that happened when they did not take part as they do now. */
  readonly pastParticipations: PastParticipations;
  readonly campaignIdsByKey: ReadonlyMap<string, string>;
  readonly activities: readonly ActivityRow[];
  readonly readings: readonly ReadingRow[];
  readonly colleagues: Colleagues;
  /** Of the colleagues in `readings` those who were erased. */
  readonly erasedColleagues: ReadonlySet<string>;
  /** By ambassador, as far as known: kept with the fact, so that a replay sees what the evaluation saw. */
  readonly segments: ReadonlyMap<string, Segment>;
  /** Of activities that were corrected: every other version, by the activity. */
  readonly earlierVersions: ReadonlyMap<string, readonly ActivityRow[]>;
}

const keptSettings = new KeptSettings(async (manager, programmeId) => ({
  campaignIdsByKey: await readCampaigns(manager, programmeId),
  isArchived: await isProgrammeArchived(manager, programmeId),
}));

/**
 * Reads it. The caller holds the programme's head, so that nothing of it changes before the transaction ends. What else the caller needs to know of
 * the members concerned is read `alongside`. What does not wait for each other is asked at once.
 */
export async function readKnownFacts<More>(
  manager: EntityManager,
  request: { readonly head: ProgrammeHead; readonly drafts: readonly Report[]; readonly now: Date },
  readMore: (ambassadorIds: readonly string[]) => Promise<More>,
): Promise<{ readonly known: KnownFacts; readonly alongside: More }> {
  const { head, now } = request;
  const { programmeId } = head;
  const reports = request.drafts.filter(isWellFormed);
  const names = namedIn(reports);
  const concerned = findConcerned(manager, { programmeId, reports, named: names });
  const ambassadorIds = names.isComplete ? names.ids : (await concerned).members.map(({ id }) => id);
  const repository = new ActivitiesRepository(manager);
  const [{ members, activities }, segments, settings, alongside] = await sentTogether([
    concerned,
    segmentsOf(manager, ambassadorIds),
    keptSettings.of(manager, head),
    readMore(ambassadorIds),
  ]);
  const [readings, earlierVersions, colleagues] = await sentTogether([
    repository.findReadings(readingKeysOf(reports, activities)),
    readVersions(repository, activities),
    readColleagues(manager, programmeId, reports),
  ]);
  const erasedColleagues = await readErasedColleagues(manager, readings);
  const named = byName(members);
  const pastParticipations = await readPastParticipations(manager, toldOfAnotherTime(reports, named));
  const facts = { activities, readings, colleagues, erasedColleagues, earlierVersions };
  return { known: { programmeId, now, ...named, pastParticipations, ...facts, segments, ...settings }, alongside };
}

/** The members of whom something is told from a time at which they did not take part as they do now: rarely anybody. */
function toldOfAnotherTime(
  reports: readonly (ActivityDraft | ReadingReport)[],
  { members, memberIdsByReference }: Pick<KnownFacts, 'members' | 'memberIdsByReference'>,
): readonly string[] {
  const ids = new Set<string>();
  for (const { ambassador, occurredAt } of reports.filter(isActivityDraft)) {
    const id = 'id' in ambassador ? ambassador.id : memberIdsByReference.get(ambassador.reference);
    const member = id === undefined ? undefined : members.get(id);
    if (member !== undefined && !tookPartAt(member, { past: new Map(), at: occurredAt })) ids.add(member.id);
  }
  return [...ids];
}

interface NamedMembers {
  readonly ids: readonly string[];
  readonly references: readonly string[];
  /** Whether every member concerned is named by id. */
  readonly isComplete: boolean;
}

function namedIn(reports: readonly (ActivityDraft | ReadingReport)[]): NamedMembers {
  const ids = new Set<string>();
  const references = new Set<string>();
  for (const { ambassador } of reports.filter(isActivityDraft)) {
    if ('id' in ambassador) ids.add(ambassador.id);
    else references.add(ambassador.reference);
  }
  const isComplete = references.size === 0 && reports.every(isActivityDraft);
  // Who joined by themselves has no external reference: files name them by their id.
  for (const reference of references) if (isId(reference)) ids.add(reference);
  return { ids: [...ids], references: [...references], isComplete };
}

/** The members and activities that are told of, with those to whom activities belong that readings are of. */
async function findConcerned(
  manager: EntityManager,
  wanted: {
    readonly programmeId: string;
    readonly reports: readonly (ActivityDraft | ReadingReport)[];
    readonly named: NamedMembers;
  },
): Promise<{ readonly members: readonly RecordingMember[]; readonly activities: readonly ActivityRow[] }> {
  const { programmeId, reports, named } = wanted;
  const [members, activities] = await sentTogether([
    findMembers(manager, programmeId, named),
    new ActivitiesRepository(manager).findByIdentity(programmeId, reports),
  ]);
  if (reports.every(isActivityDraft)) return { members, activities };
  const known = new Set(members.map(({ id }) => id));
  const owners = new Set(activities.map(({ ambassadorId }) => ambassadorId).filter((id) => !known.has(id)));
  const others = await findMembers(manager, programmeId, { ids: [...owners], references: [] });
  return { members: [...members, ...others], activities };
}

async function readVersions(
  repository: ActivitiesRepository,
  activities: readonly ActivityRow[],
): Promise<ReadonlyMap<string, readonly ActivityRow[]>> {
  const ids = activities.filter(({ isCorrected }) => isCorrected).map(({ id }) => id);
  if (ids.length === 0) return new Map();
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

const MEMBER = `SELECT id, external_reference AS "externalReference", person_id AS "personId", department_id AS "departmentId",
  team_id AS "teamId", status, visibility, joined_at AS "joinedAt", left_at AS "leftAt" FROM ambassador WHERE programme_id = $1`;

// Joined with what is asked for: of a list whose length is unknown, PostgreSQL would look through the whole of it for every member.
const BY_ID = 'id IN (SELECT unnest($2::uuid[]))';
const BY_REFERENCE = 'external_reference IN (SELECT unnest($3::text[]))';
const membersById = prepared<RecordingMember>(`${MEMBER} AND ${BY_ID}`);
const membersByEither = prepared<RecordingMember>(`${MEMBER} AND ${BY_ID} UNION ALL ${MEMBER} AND ${BY_REFERENCE}`);

/** Where the points of some members go. */
export async function readMemberships(
  manager: EntityManager,
  programmeId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MemberPlace>> {
  return membershipsOf(byName(await findMembers(manager, programmeId, { ids: [...new Set(ids)], references: [] })).members);
}

/** In one statement without entities: this runs for every recording. */
async function findMembers(
  manager: EntityManager,
  programmeId: string,
  { ids, references }: Pick<NamedMembers, 'ids' | 'references'>,
): Promise<readonly RecordingMember[]> {
  if (references.length > 0) return membersByEither(manager, [programmeId, plainArray(ids), textArray(references)]);
  return ids.length === 0 ? [] : membersById(manager, [programmeId, plainArray(ids)]);
}

function byName(rows: readonly RecordingMember[]): Pick<KnownFacts, 'members' | 'memberIdsByReference'> {
  const members = new Map<string, RecordingMember>();
  const memberIdsByReference = new Map<string, string>();
  for (const member of rows) {
    members.set(member.id, member);
    memberIdsByReference.set(member.id, member.id);
  }
  for (const { id, externalReference } of rows) if (externalReference !== null) memberIdsByReference.set(externalReference, id);
  return { members, memberIdsByReference };
}

/** Readings can only be known for activities that are known. */
function readingKeysOf(drafts: readonly (ActivityDraft | ReadingReport)[], activities: readonly ActivityRow[]) {
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
export function membershipsOf(members: ReadonlyMap<string, RecordingMember>): ReadonlyMap<string, MemberPlace> {
  return new Map(
    [...members.values()].map((member) => {
      const { departmentId, teamId } = member;
      return [member.id, { departmentId, teamId, isShown: isShownToOthers(member) }];
    }),
  );
}
