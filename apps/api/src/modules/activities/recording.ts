import { type ActivityFact, compareDelivery, type EngagementFact, type Fact, type FactAttributes } from '@fanfare/gamification';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import { newId } from '../../platform/ids.ts';
import { type AmbassadorRecord, mayRecordAt } from '../ambassadors/index.ts';
import * as errors from './activities.errors.ts';
import type { ActivityRow, ReadingRow } from './activities.repository.ts';
import type { ActivityDraft, ReadingDraft, RecordOutcome } from './activity-draft.ts';

/** What the programme knows that has to do with a batch of drafts. */
export interface KnownFacts {
  readonly programmeId: string;
  readonly now: Date;
  readonly importId: string | null;
  /** In an archived programme nothing new happens. */
  readonly isArchived: boolean;
  readonly members: ReadonlyMap<string, AmbassadorRecord>;
  readonly memberIdsByReference: ReadonlyMap<string, string>;
  readonly campaignIdsByKey: ReadonlyMap<string, string>;
  readonly activities: readonly ActivityRow[];
  readonly readings: readonly ReadingRow[];
}

/** What is to be written, in recording order, and what became of each draft. */
export interface RecordingPlan {
  readonly activities: readonly ActivityRow[];
  readonly readings: readonly ReadingRow[];
  readonly facts: readonly Fact[];
  readonly outcomes: readonly RecordOutcome[];
  readonly lastSequence: number;
}

const dayInMilliseconds = 86_400_000;

/**
 * Decides, draft by draft in their order, what is new, what is known already and what is refused; numbers what is new. Pure: the same
 * drafts against the same knowledge give the same plan but for the ids. A refused draft stops none of the others.
 */
export function planRecording(drafts: readonly ActivityDraft[], known: KnownFacts, lastSequence: number): RecordingPlan {
  const planner = new Planner(known, lastSequence);
  const outcomes = drafts.map((draft) => planner.record(draft));
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

  constructor(known: KnownFacts, lastSequence: number) {
    this.#known = known;
    this.sequence = lastSequence;
    this.#byIdentity = new Map(known.activities.map((row) => [identityOf(row), row]));
    this.#readingsByKey = new Map(known.readings.map((row) => [readingKey(row), row]));
    this.#campaignKeys = new Map([...known.campaignIdsByKey].map(([key, id]) => [id, key]));
  }

  record(draft: ActivityDraft): RecordOutcome {
    const row = this.#rowOf(draft);
    if ('failures' in row) return { outcome: 'REFUSED', failures: row.failures };
    const stored = this.#byIdentity.get(identityOf(row));
    const activity = stored ?? row;
    const failures = [
      ...(stored === undefined ? [] : differences(stored, row, this.#campaignKeys)),
      ...(draft.reading === null ? [] : this.#readingFailures(activity, draft.reading)),
    ];
    if (failures.length > 0) return { outcome: 'REFUSED', failures };
    if (stored === undefined) this.#addActivity(row);
    const readingRecorded = draft.reading !== null && this.#addReading(activity, draft.reading);
    return stored === undefined
      ? { outcome: 'RECORDED', activityId: row.id }
      : { outcome: 'DUPLICATE', activityId: stored.id, readingRecorded };
  }

  #rowOf(draft: ActivityDraft): ActivityRow | { readonly failures: readonly UserFailure[] } {
    const { members, memberIdsByReference, campaignIdsByKey, programmeId, now, importId } = this.#known;
    const memberId = 'id' in draft.ambassador ? draft.ambassador.id : memberIdsByReference.get(draft.ambassador.reference);
    const member = memberId === undefined ? undefined : members.get(memberId);
    const campaignId = draft.campaignKey === null ? null : campaignIdsByKey.get(draft.campaignKey);
    const failures: UserFailure[] = this.#known.isArchived ? [errors.programmeIsArchived()] : [];
    if (member === undefined) failures.push(errors.unknownAmbassador(draft.ambassador));
    else if (mayRecordAt(member, draft.occurredAt) !== undefined) failures.push(errors.notTakingPart(draft.occurredAt, member));
    if (campaignId === undefined) failures.push(errors.unknownCampaign(draft.campaignKey ?? ''));
    if (this.#isTooFarAhead(draft.occurredAt)) failures.push(errors.inTheFuture(draft.occurredAt, ['occurredAt']));
    if (member === undefined || campaignId === undefined || failures.length > 0) return { failures };
    const { source, externalId, kind, channel, occurredAt, evidence, hashtags, url, disclosed, textLength, amplifies } = draft;
    const { contentKey, quantity } = draft;
    return {
      id: newId(),
      programmeId,
      sequence: 0,
      ambassadorId: member.id,
      ...{ source, externalId, kind, channel, occurredAt, recordedAt: now, evidence, campaignId, hashtags, url, disclosed },
      ...{ textLength, amplifies, contentKey, quantity, segment: null, tandemId: null, importId },
    };
  }

  #readingFailures(activity: ActivityRow, reading: ReadingDraft): readonly UserFailure[] {
    if (this.#isTooFarAhead(reading.readAt)) return [errors.inTheFuture(reading.readAt, ['engagement', 'readAt'])];
    if (reading.readAt < activity.occurredAt) return [errors.readBeforePosted(reading.readAt, activity.occurredAt)];
    const stored = this.#readingsByKey.get(readingKey({ activityId: activity.id, readAt: reading.readAt }));
    if (stored === undefined) return [];
    const compared = compareDelivery(readingDelivery(stored), readingDelivery(reading));
    return compared.outcome === 'CONFLICT' ? [errors.differentReading(compared.differences)] : [];
  }

  /** Clocks of sources may go wrong by a day; beyond, a moment is a mistake that would stand above all later ones. */
  #isTooFarAhead(moment: Date): boolean {
    return moment.getTime() > this.#known.now.getTime() + dayInMilliseconds;
  }

  #addActivity(row: ActivityRow): void {
    this.sequence += 1;
    const numbered = { ...row, sequence: this.sequence };
    this.activities.push(numbered);
    this.#byIdentity.set(identityOf(numbered), numbered);
    this.facts.push(activityFact(numbered, this.#campaignKeys));
  }

  /** False where exactly this reading is known already. */
  #addReading(activity: ActivityRow, reading: ReadingDraft): boolean {
    const key = readingKey({ activityId: activity.id, readAt: reading.readAt });
    if (this.#readingsByKey.has(key)) return false;
    this.sequence += 1;
    const { readAt, likes, comments, reposts, clicks } = reading;
    const { programmeId, now } = this.#known;
    const counts = { likes, comments, reposts, clicks };
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

function differences(
  stored: ActivityRow,
  delivered: ActivityRow,
  campaignKeys: ReadonlyMap<string, string>,
): readonly UserFailure[] {
  const compared = compareDelivery(activityDelivery(stored, campaignKeys), activityDelivery(delivered, campaignKeys));
  return compared.outcome === 'CONFLICT' ? [errors.differentActivity(compared.differences)] : [];
}

function activityDelivery(row: ActivityRow, campaignKeys: ReadonlyMap<string, string>) {
  const { ambassadorId, kind, channel, evidence, hashtags, url, disclosed, textLength, amplifies, contentKey, quantity } = row;
  const campaign = row.campaignId === null ? null : campaignKeys.get(row.campaignId);
  const occurredAt = row.occurredAt.toISOString();
  const payload = {
    ...{ ambassador: ambassadorId, kind, channel, occurredAt, evidence, campaign, hashtags, url, disclosed },
    ...{ textLength, amplifies, contentKey, quantity },
  };
  return { source: row.source, externalId: row.externalId, payload };
}

function readingDelivery(reading: ReadingDraft) {
  const { likes, comments, reposts, clicks } = reading;
  return { source: '', externalId: '', payload: { likes, comments, reposts, clicks } };
}

/** What rules may look at, of a stored activity. */
export function attributesOf(row: ActivityRow, campaignKeys: ReadonlyMap<string, string>): FactAttributes {
  const { kind, channel, evidence, hashtags, disclosed, textLength, contentKey, amplifies, segment, tandemId } = row;
  const campaign = row.campaignId === null ? null : (campaignKeys.get(row.campaignId) ?? null);
  return {
    kind,
    channel,
    evidence,
    campaign,
    hashtags,
    disclosed,
    textLength,
    contentKey,
    amplifies,
    segment,
    tandemId,
    count: row.quantity,
  };
}

function activityFact(row: ActivityRow, campaignKeys: ReadonlyMap<string, string>): ActivityFact {
  return {
    type: 'ACTIVITY',
    factId: row.id,
    sequence: row.sequence,
    memberId: row.ambassadorId,
    occurredAt: row.occurredAt.getTime(),
    recordedAt: row.recordedAt.getTime(),
    ...attributesOf(row, campaignKeys),
  };
}

function engagementFact(
  row: ReadingRow,
  post: { readonly activity: ActivityRow; readonly campaignKeys: ReadonlyMap<string, string> },
): EngagementFact {
  const { likes, comments, reposts, clicks } = row;
  const { activity, campaignKeys } = post;
  return {
    type: 'ENGAGEMENT',
    factId: row.id,
    sequence: row.sequence,
    memberId: activity.ambassadorId,
    readAt: row.readAt.getTime(),
    recordedAt: row.recordedAt.getTime(),
    ...{ likes, comments, reposts, clicks, colleagueLikes: [] },
    post: { activityId: activity.id, occurredAt: activity.occurredAt.getTime(), ...attributesOf(activity, campaignKeys) },
  };
}
