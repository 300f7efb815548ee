import type { ActivityKind, Channel, EvidenceTier, Segment } from '@fanfare/contracts';
import {
  type ActivityFact,
  type ColleagueLikes,
  type FactAttributes,
  type HistoryEvent,
  judgedAt,
  type ReversalCause,
} from '@fanfare/gamification';

/** Runs one statement; rows come back as objects. */
export type Query = <Row>(sql: string, parameters: readonly unknown[]) => Promise<readonly Row[]>;

/** Times as epoch milliseconds, sequences as numbers: nothing has to be parsed from text. */
interface ActivityColumns {
  readonly id: string;
  readonly member: string;
  readonly sequence: number;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly kind: ActivityKind;
  readonly channel: Channel;
  readonly evidence: EvidenceTier;
  readonly campaign: string | null;
  readonly hashtags: string;
  readonly disclosed: boolean | null;
  readonly textLength: number | null;
  readonly contentKey: string | null;
  readonly amplifies: string | null;
  readonly quantity: number | null;
  readonly segment: Segment | null;
  readonly tandemId: string | null;
  readonly withdrawnSequence: number | null;
  readonly withdrawnAt: number | null;
  readonly cause: ReversalCause | null;
}

/** An activity as it was told from some moment on. */
type Telling = Pick<
  ActivityColumns,
  | 'sequence'
  | 'occurredAt'
  | 'recordedAt'
  | 'kind'
  | 'channel'
  | 'evidence'
  | 'campaign'
  | 'hashtags'
  | 'disclosed'
  | 'textLength'
  | 'contentKey'
  | 'amplifies'
  | 'quantity'
>;

interface ReadingColumns {
  readonly id: string;
  readonly activityId: string;
  readonly sequence: number;
  readonly readAt: number;
  readonly recordedAt: number;
  readonly likes: number;
  readonly comments: number;
  readonly reposts: number;
  readonly clicks: number;
  readonly colleagueLikes: readonly ColleagueLikes[] | null;
}

const milliseconds = (column: string, name: string) => `round(extract(epoch FROM ${column}) * 1000)::float8 AS "${name}"`;

/** What a telling says; hashtags hold no white space, and one text is read faster than an array. */
const told = (table: string) => `${table}.sequence::float8 AS sequence,
    ${milliseconds(`${table}.occurred_at`, 'occurredAt')}, ${milliseconds(`${table}.recorded_at`, 'recordedAt')},
    ${table}.kind, ${table}.channel, ${table}.evidence, campaign.key AS campaign, array_to_string(${table}.hashtags, ' ') AS hashtags,
    ${table}.disclosed, ${table}.text_length AS "textLength", ${table}.content_key AS "contentKey", ${table}.amplifies, ${table}.quantity`;

const ACTIVITIES = `SELECT activity.id, activity.ambassador_id AS member, ${told('activity')},
    activity.segment, activity.tandem_id AS "tandemId", withdrawal.cause,
    withdrawal.sequence::float8 AS "withdrawnSequence", ${milliseconds('withdrawal.recorded_at', 'withdrawnAt')}
  FROM activity
  LEFT JOIN campaign ON campaign.id = activity.campaign_id
  LEFT JOIN activity_withdrawal AS withdrawal ON withdrawal.activity_id = activity.id AND withdrawal.sequence <= $2
 WHERE activity.ambassador_id = ANY ($1::uuid[]) AND activity.sequence <= $2`;

const CORRECTIONS = `SELECT correction.activity_id AS "activityId", ${told('correction')}
  FROM activity JOIN activity_correction AS correction ON correction.activity_id = activity.id
  LEFT JOIN campaign ON campaign.id = correction.campaign_id
 WHERE activity.ambassador_id = ANY ($1::uuid[]) AND correction.sequence <= $2
 ORDER BY correction.sequence`;

const READINGS = `SELECT reading.id, reading.activity_id AS "activityId", reading.sequence::float8 AS sequence,
    ${milliseconds('reading.read_at', 'readAt')}, ${milliseconds('reading.recorded_at', 'recordedAt')},
    reading.likes, reading.comments, reading.reposts, reading.clicks, reading.colleague_likes AS "colleagueLikes"
  FROM activity JOIN engagement_reading AS reading ON reading.activity_id = activity.id
 WHERE activity.ambassador_id = ANY ($1::uuid[]) AND reading.sequence <= $2`;

/**
 * The histories of some ambassadors in the order of recording, up to a fact: activities, readings, corrections and withdrawals. Everybody
 * asked for is in the answer.
 */
export async function readHistories(
  query: Query,
  of: { readonly ambassadorIds: readonly string[]; readonly factSequence: number },
): Promise<ReadonlyMap<string, readonly HistoryEvent[]>> {
  const parameters = [of.ambassadorIds, of.factSequence];
  const activities = await query<ActivityColumns>(ACTIVITIES, parameters);
  const corrections = await query<Telling & { readonly activityId: string }>(CORRECTIONS, parameters);
  const readings = await query<ReadingColumns>(READINGS, parameters);
  const posts = new Map(activities.map((row) => [row.id, new Post(row)]));
  for (const correction of corrections) posts.get(correction.activityId)?.tellings.push(correction);
  const histories = new Map<string, Sequenced[]>(of.ambassadorIds.map((id) => [id, []]));
  for (const post of posts.values()) histories.get(post.row.member)?.push(...post.events());
  for (const reading of readings) {
    const post = posts.get(reading.activityId);
    if (post !== undefined) histories.get(post.row.member)?.push(post.eventOfReading(reading));
  }
  return new Map([...histories].map(([id, events]) => [id, inOrder(events)]));
}

interface Sequenced {
  readonly sequence: number;
  readonly event: HistoryEvent;
}

function inOrder(events: Sequenced[]): readonly HistoryEvent[] {
  return events.sort((one, other) => one.sequence - other.sequence).map(({ event }) => event);
}

/** An activity with everything that was said about it later. */
class Post {
  readonly row: ActivityColumns;
  /** The first one and its corrections, in the order of recording. */
  readonly tellings: Telling[];

  constructor(row: ActivityColumns) {
    this.row = row;
    this.tellings = [row];
  }

  events(): readonly Sequenced[] {
    const tellings = this.tellings.map((telling, index) => this.#eventOfTelling(telling, this.tellings[index - 1]));
    const { id: activityId, withdrawnSequence: sequence, withdrawnAt: recordedAt, cause } = this.row;
    if (sequence === null || recordedAt === null || cause === null) return tellings;
    const event = {
      type: 'WITHDRAWAL',
      activityId,
      ...this.#judged(this.#toldBefore(sequence)),
      sequence,
      recordedAt,
      cause,
    } as const;
    return [...tellings, { sequence, event }];
  }

  eventOfReading(reading: ReadingColumns): Sequenced {
    const { id: factId, sequence, readAt, recordedAt, likes, comments, reposts, clicks } = reading;
    const { id: activityId, member: memberId } = this.row;
    const told = this.#judged(this.#toldBefore(sequence));
    const fact = {
      ...({ type: 'ENGAGEMENT', factId, sequence, memberId, readAt, recordedAt, likes, comments, reposts, clicks } as const),
      colleagueLikes: reading.colleagueLikes ?? [],
      post: { activityId, judgedAt: told.judgedAt, ...told.attributes },
    };
    return { sequence, event: { type: 'FACT', fact, isTakenBack: this.#isTakenBackAfter(sequence) } };
  }

  #eventOfTelling(telling: Telling, before: Telling | undefined): Sequenced {
    const { id: factId, member: memberId } = this.row;
    const { sequence, occurredAt, recordedAt } = telling;
    const attributes = attributesOf(telling, this.row);
    const fact: ActivityFact = { type: 'ACTIVITY', factId, sequence, memberId, occurredAt, recordedAt, ...attributes };
    const isTakenBack = this.#isTakenBackAfter(sequence);
    if (before === undefined) return { sequence, event: { type: 'FACT', fact, isTakenBack } };
    return { sequence, event: { type: 'CORRECTION', corrected: fact, ...this.#judged(before), isTakenBack } };
  }

  /** What a telling says, and the instant whose rules judge it. */
  #judged(telling: Telling): { readonly attributes: FactAttributes; readonly judgedAt: number } {
    return { attributes: attributesOf(telling, this.row), judgedAt: judgedAt(telling) };
  }

  #toldBefore(sequence: number): Telling {
    return this.tellings.findLast((telling) => telling.sequence < sequence) ?? this.row;
  }

  #isTakenBackAfter(sequence: number): boolean {
    return this.row.withdrawnSequence !== null || this.tellings.some((telling) => telling.sequence > sequence);
  }
}

function attributesOf(telling: Telling, { segment, tandemId }: Pick<ActivityColumns, 'segment' | 'tandemId'>): FactAttributes {
  const { kind, channel, evidence, campaign, hashtags, disclosed, textLength, contentKey, amplifies, quantity } = telling;
  return {
    ...{ kind, channel, evidence, campaign, disclosed, textLength, contentKey, amplifies, segment, tandemId },
    hashtags: hashtags === '' ? [] : hashtags.split(' '),
    count: quantity,
  };
}
