import { compareDelivery, type Fact } from '@fanfare/gamification';
import { notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { newId } from '../../platform/ids.ts';
import { tookPartAt } from '../ambassadors/index.ts';
import * as errors from './activities.errors.ts';
import type { ActivityRow, ReadingRow } from './activities.repository.ts';
import {
  type ActivityDraft,
  isActivityDraft,
  isOwnReport,
  isWellFormed,
  type KnownActivity,
  type ReadingDraft,
  type ReadingReport,
  type RecordOutcome,
  type Report,
} from './activity-draft.ts';
import { activityDelivery, activityFact, engagementFact, readingDelivery } from './activity-facts.ts';
import { colleagueLikesOf, namesSameColleagues } from './colleague-likes.ts';
import { campaignKeysOf, type KnownFacts } from './known-facts.ts';

/** What is to be written, in recording order, and what became of each draft. */
export interface RecordingPlan {
  readonly activities: readonly ActivityRow[];
  readonly readings: readonly ReadingRow[];
  readonly facts: readonly Fact[];
  /** By request, then by draft. */
  readonly outcomes: readonly (readonly RecordOutcome[])[];
  readonly lastSequence: number;
}

const minutesPerDay = 24 * 60;
/** A person reports what was done; a clock may be that wrong. */
const minutesAheadForOwn = 5;

/**
 * Decides, draft by draft in the order of requests, what is new, what is known already and what is refused; numbers what is new. Pure: the
 * same drafts against the same knowledge give the same plan but for the ids. A refused draft stops none of the others.
 */
export function planRecording(
  requests: readonly { readonly drafts: readonly Report[]; readonly importId: string | null }[],
  known: KnownFacts,
  lastSequence: number,
): RecordingPlan {
  const planner = new Planner(known, lastSequence);
  const outcomes = requests.map(({ drafts, importId }) => drafts.map((draft) => planner.take(draft, importId)));
  return {
    activities: planner.activities,
    readings: planner.readings,
    facts: planner.facts,
    outcomes,
    lastSequence: planner.sequence,
  };
}

class Planner {
  readonly activities: ActivityRow[] = [];
  readonly readings: ReadingRow[] = [];
  readonly facts: Fact[] = [];
  sequence: number;
  readonly #known: KnownFacts;
  readonly #byIdentity: Map<string, ActivityRow>;
  readonly #readingsByKey: Map<string, ReadingRow>;
  readonly #campaignKeys: ReadonlyMap<string, string>;
  readonly #earlierVersions: ReadonlyMap<string, readonly ActivityRow[]>;

  constructor(known: KnownFacts, lastSequence: number) {
    this.#known = known;
    this.sequence = lastSequence;
    this.#byIdentity = new Map(known.activities.map((row) => [identityOf(row), row]));
    this.#readingsByKey = new Map(known.readings.map((row) => [readingKey(row), row]));
    this.#campaignKeys = campaignKeysOf(known);
    this.#earlierVersions = known.earlierVersions;
  }

  take(report: Report, importId: string | null): RecordOutcome {
    if (!isWellFormed(report)) return { outcome: 'REFUSED', failures: report.refused };
    return isActivityDraft(report) ? this.#record(report, importId) : this.#read(report);
  }

  #record(draft: ActivityDraft, importId: string | null): RecordOutcome {
    const stored = this.#byIdentity.get(identityOf(draft));
    if (stored !== undefined) return this.#repeat(stored, draft);
    const row = rowOfDraft(draft, this.#known, importId);
    if ('failures' in row) return { outcome: 'REFUSED', failures: row.failures };
    const failures = draft.reading === null ? [] : this.#readingFailures(row, draft.reading);
    if (failures.length > 0) return { outcome: 'REFUSED', failures };
    const known = { activity: this.#addActivity(row), owner: this.#ownerOf(row) };
    if (draft.reading !== null) this.#addReading(row, draft.reading);
    return { outcome: 'RECORDED', activityId: row.id, known };
  }

  /** What was recorded was checked then: whoever has left since, come back or closed the programme, the same again is known. */
  #repeat(stored: ActivityRow, draft: ActivityDraft): RecordOutcome {
    const told = toldRow(draft, this.#known, null);
    const failures = [
      ...('failures' in told ? told.failures : this.#differences(stored, told)),
      ...(draft.reading === null ? [] : this.#readingFailures(stored, draft.reading)),
    ];
    if (failures.length > 0) return { outcome: 'REFUSED', failures };
    const readingRecorded = draft.reading !== null && this.#addReading(stored, draft.reading);
    const known = { activity: stored, owner: this.#ownerOf(stored) };
    return { outcome: 'DUPLICATE', activityId: stored.id, readingRecorded, known };
  }

  /** A reading of what the source has told before. */
  #read({ reading, ...identity }: ReadingReport): RecordOutcome {
    const activity = this.#byIdentity.get(identityOf(identity));
    if (activity === undefined) return { outcome: 'REFUSED', failures: [notFound(['externalId'])] };
    const failures = this.#readingFailures(activity, reading);
    if (failures.length > 0) return { outcome: 'REFUSED', failures };
    const known = { activity, owner: this.#ownerOf(activity) };
    return { outcome: 'DUPLICATE', activityId: activity.id, readingRecorded: this.#addReading(activity, reading), known };
  }

  #ownerOf({ ambassadorId }: ActivityRow): KnownActivity['owner'] {
    const owner = this.#known.members.get(ambassadorId);
    return { personId: owner?.personId ?? null, departmentId: owner?.departmentId ?? null };
  }

  /** What a source has said before of a corrected activity is no news either: late and repeated deliveries come in any order. */
  #differences(stored: ActivityRow, delivered: ActivityRow): readonly UserFailure[] {
    const sent = activityDelivery(delivered, this.#campaignKeys);
    const compared = compareDelivery(activityDelivery(stored, this.#campaignKeys), sent);
    if (compared.outcome !== 'CONFLICT') return [];
    const earlier = this.#earlierVersions.get(stored.id) ?? [];
    const isKnown = earlier.some((row) => compareDelivery(activityDelivery(row, this.#campaignKeys), sent).outcome === 'SAME');
    return isKnown ? [] : [errors.differentActivity(compared.differences)];
  }

  #readingFailures(activity: ActivityRow, reading: ReadingDraft): readonly UserFailure[] {
    const stored = this.#readingsByKey.get(readingKey({ activityId: activity.id, readAt: reading.readAt }));
    if (stored !== undefined) return this.#readingDifferences(stored, reading);
    if (this.#known.isArchived) return [errors.programmeIsArchived()];
    const ahead = tooFarAhead(reading.readAt, { of: activity, now: this.#known.now, path: ['engagement', 'readAt'] });
    if (ahead.length > 0) return ahead;
    if (reading.readAt < activity.occurredAt) return [errors.readBeforePosted(reading.readAt, activity.occurredAt)];
    const ofColleagues = reading.colleagueLikes.reduce((sum, { likes }) => sum + likes, 0);
    return ofColleagues > reading.likes ? [errors.moreLikesOfColleagues(ofColleagues, reading.likes)] : [];
  }

  #readingDifferences(stored: ReadingRow, reading: ReadingDraft): readonly UserFailure[] {
    const { colleagues, erasedColleagues: erased } = this.#known;
    const isSame = namesSameColleagues(stored.colleagueLikes, reading, { colleagues, erased });
    const colleagueLikes = isSame ? stored.colleagueLikes : colleagueLikesOf(reading, colleagues);
    const compared = compareDelivery(readingDelivery(stored), readingDelivery({ ...reading, colleagueLikes }));
    return compared.outcome === 'CONFLICT' ? [errors.differentReading(compared.differences)] : [];
  }

  #addActivity(row: ActivityRow): ActivityRow {
    this.sequence += 1;
    const numbered = { ...row, sequence: this.sequence };
    this.activities.push(numbered);
    this.#byIdentity.set(identityOf(numbered), numbered);
    this.facts.push(activityFact(numbered, this.#campaignKeys));
    return numbered;
  }

  /** False where exactly this reading is known already. */
  #addReading(activity: ActivityRow, reading: ReadingDraft): boolean {
    const key = readingKey({ activityId: activity.id, readAt: reading.readAt });
    if (this.#readingsByKey.has(key)) return false;
    this.sequence += 1;
    const { readAt, likes, comments, reposts, clicks } = reading;
    const { programmeId, now, colleagues } = this.#known;
    const counts = { likes, comments, reposts, clicks, colleagueLikes: colleagueLikesOf(reading, colleagues) };
    const row = {
      id: newId(),
      programmeId,
      sequence: this.sequence,
      activityId: activity.id,
      readAt,
      recordedAt: now,
      ...counts,
    };
    this.readings.push(row);
    this.#readingsByKey.set(key, row);
    this.facts.push(engagementFact(row, { activity, campaignKeys: this.#campaignKeys }));
    return true;
  }
}

function identityOf({ source, externalId }: { readonly source: string; readonly externalId: string }): string {
  return JSON.stringify([source, externalId]);
}

function readingKey({ activityId, readAt }: { readonly activityId: string; readonly readAt: Date }): string {
  return `${activityId}|${readAt.getTime()}`;
}

/** The activity that a draft tells of, not yet numbered; or why it cannot be recorded. */
export function rowOfDraft(
  draft: ActivityDraft,
  known: KnownFacts,
  importId: string | null = null,
): ActivityRow | { readonly failures: readonly UserFailure[] } {
  const row = toldRow(draft, known, importId);
  const { now, members, pastParticipations: past } = known;
  const failures: UserFailure[] = known.isArchived ? [errors.programmeIsArchived()] : [];
  failures.push(...tooFarAhead(draft.occurredAt, { of: draft, now, path: ['occurredAt'] }));
  if ('failures' in row) return { failures: [...failures, ...row.failures] };
  const member = members.get(row.ambassadorId);
  if (member !== undefined && !tookPartAt(member, { past, at: row.occurredAt }))
    failures.push(errors.notTakingPart(row.occurredAt, member));
  return failures.length > 0 ? { failures } : row;
}

/** What a draft says, whenever it happened; or what of it leads nowhere. */
function toldRow(
  draft: ActivityDraft,
  known: KnownFacts,
  importId: string | null,
): ActivityRow | { readonly failures: readonly UserFailure[] } {
  const { members, memberIdsByReference, campaignIdsByKey, programmeId, now } = known;
  const memberId = 'id' in draft.ambassador ? draft.ambassador.id : memberIdsByReference.get(draft.ambassador.reference);
  const member = memberId === undefined ? undefined : members.get(memberId);
  const campaignId = draft.campaignKey === null ? null : campaignIdsByKey.get(draft.campaignKey);
  const failures: UserFailure[] = [];
  if (member === undefined) failures.push(errors.unknownAmbassador(draft.ambassador));
  if (campaignId === undefined) failures.push(errors.unknownCampaign(draft.campaignKey ?? ''));
  if (member === undefined || campaignId === undefined) return { failures };
  return {
    id: newId(),
    programmeId,
    sequence: 0,
    ambassadorId: member.id,
    source: draft.source,
    externalId: draft.externalId,
    kind: draft.kind,
    channel: draft.channel,
    occurredAt: draft.occurredAt,
    recordedAt: now,
    toldAt: now,
    evidence: draft.evidence,
    campaignId,
    hashtags: draft.hashtags,
    url: draft.url,
    disclosed: draft.disclosed,
    textLength: draft.textLength,
    amplifies: draft.amplifies,
    contentKey: draft.contentKey,
    quantity: draft.quantity,
    importId,
    segment: known.segments.get(member.id) ?? null,
    tandemId: draft.tandemId ?? null,
    listedAt: draft.occurredAt,
    isCorrected: false,
  };
}

/**
 * Clocks and zones of sources may go wrong by a day; beyond, a moment is a mistake that would stand above all later ones. What people say of
 * themselves has happened.
 */
function tooFarAhead(
  moment: Date,
  { of, now, path }: { readonly of: Pick<ActivityDraft, 'source'>; readonly now: Date; readonly path: readonly string[] },
): readonly UserFailure[] {
  const minutes = isOwnReport(of) ? minutesAheadForOwn : minutesPerDay;
  return moment.getTime() > now.getTime() + minutes * 60_000 ? [errors.inTheFuture(moment, { minutes, path })] : [];
}
