import type { ActivityFact, ColleagueLikes, FactAttributes } from '@fanfare/gamification';
import type { AuditedProgramme } from './audited-programme.ts';
import type { Snapshot } from './snapshot.ts';

interface Recorded {
  readonly memberId: string;
  /** The place in the order of recording. */
  readonly sequence: number;
  readonly recordedAt: number;
  readonly activityId: string;
}

/** An activity, as it was recorded or as it was corrected. */
export interface TellingRow extends Recorded, Omit<FactAttributes, 'campaign' | 'count'> {
  readonly type: 'ACTIVITY' | 'CORRECTION';
  readonly occurredAt: number;
  readonly campaignId: string | null;
  readonly quantity: number | null;
  /** Of a correction. */
  readonly reason: string | null;
}

export interface ReadingRow extends Recorded {
  readonly type: 'READING';
  readonly readingId: string;
  readonly readAt: number;
  readonly likes: number;
  readonly comments: number;
  readonly reposts: number;
  readonly clicks: number;
  readonly colleagueLikes: readonly ColleagueLikes[];
}

export interface WithdrawalRow extends Recorded {
  readonly type: 'WITHDRAWAL';
  readonly cause: 'WITHDRAWN' | 'REJECTED';
  readonly reason: string;
}

/** A person took back what one entry granted. */
export interface EntryWithdrawalRow extends Recorded {
  readonly type: 'ENTRY_WITHDRAWAL';
  readonly entryNumber: number;
  readonly reason: string;
}

/** The history of the member was evaluated anew under another version. */
export interface RescoringRow extends Omit<Recorded, 'activityId'> {
  readonly type: 'RESCORING';
  readonly rescoringId: string;
  readonly ruleSetVersion: number;
  readonly from: number;
  readonly until: number;
  readonly reason: string;
}

/** Everything that was recorded and that points follow from. */
export type ReplayFact = TellingRow | ReadingRow | WithdrawalRow | EntryWithdrawalRow | RescoringRow;

/** Opens the facts of all members, each kind by member and then in the order of recording. */
export function openFacts(
  snapshot: Snapshot,
  { id }: AuditedProgramme,
): readonly AsyncGenerator<readonly ReplayFact[], void>[] {
  return factsSql.map((sql) => snapshot.batches<ReplayFact>(sql, [id]));
}

const told = (table: string) => `${table}.occurred_at AS "occurredAt", ${table}.kind, ${table}.channel, ${table}.evidence,
         ${table}.campaign_id AS "campaignId", ${table}.hashtags, ${table}.disclosed, ${table}.text_length AS "textLength",
         ${table}.amplifies, ${table}.content_key AS "contentKey", ${table}.quantity`;

const ofActivity = (table: string) => `
    FROM ${table} AS fact JOIN activity ON activity.id = fact.activity_id
   WHERE fact.programme_id = $1 ORDER BY activity.ambassador_id, fact.sequence`;

const recorded = `activity.ambassador_id AS "memberId", fact.sequence, fact.recorded_at AS "recordedAt", activity.id AS "activityId"`;

const factsSql = [
  `SELECT 'ACTIVITY' AS type, fact.ambassador_id AS "memberId", fact.sequence, fact.recorded_at AS "recordedAt",
          fact.id AS "activityId", ${told('fact')}, fact.segment, fact.tandem_id AS "tandemId", NULL AS reason
     FROM activity AS fact WHERE fact.programme_id = $1 ORDER BY fact.ambassador_id, fact.sequence`,
  `SELECT 'CORRECTION' AS type, ${recorded}, ${told('fact')}, activity.segment, activity.tandem_id AS "tandemId", fact.reason
     ${ofActivity('activity_correction')}`,
  `SELECT 'READING' AS type, ${recorded}, fact.id AS "readingId", fact.read_at AS "readAt", fact.likes, fact.comments, fact.reposts,
          fact.clicks, coalesce(fact.colleague_likes, '[]') AS "colleagueLikes" ${ofActivity('engagement_reading')}`,
  `SELECT 'WITHDRAWAL' AS type, ${recorded}, fact.cause, fact.reason ${ofActivity('activity_withdrawal')}`,
  `SELECT 'ENTRY_WITHDRAWAL' AS type, entry.ambassador_id AS "memberId", fact.sequence, fact.recorded_at AS "recordedAt",
          entry.activity_id AS "activityId", fact.entry_number AS "entryNumber", fact.reason
     FROM entry_withdrawal AS fact
     JOIN ledger_entry AS entry ON entry.programme_id = fact.programme_id AND entry.number = fact.entry_number
    WHERE fact.programme_id = $1 ORDER BY entry.ambassador_id, fact.sequence`,
  `SELECT 'RESCORING' AS type, ambassador_id AS "memberId", sequence, recorded_at AS "recordedAt", rescoring_id AS "rescoringId",
          rule_set_version AS "ruleSetVersion", reaches_from AS "from", reaches_until AS "until", reason
     FROM rescoring_step WHERE programme_id = $1 ORDER BY ambassador_id, sequence`,
] as const;

/** What rules may look at. */
export function attributesOf(told: TellingRow, { campaignKeys }: AuditedProgramme): FactAttributes {
  const { kind, channel, evidence, hashtags, disclosed, textLength, contentKey, amplifies, segment, tandemId } = told;
  const campaign = told.campaignId === null ? null : (campaignKeys.get(told.campaignId) ?? null);
  const known = { kind, channel, evidence, hashtags, disclosed, textLength, contentKey, amplifies, segment, tandemId };
  return { ...known, campaign, count: told.quantity };
}

/** The activity as the engine takes it, recorded as the `recorded` fact. */
export function activityFact(
  told: TellingRow,
  {
    programme,
    recorded,
  }: { readonly programme: AuditedProgramme; readonly recorded: Pick<Recorded, 'sequence' | 'recordedAt'> },
): ActivityFact {
  const { activityId: factId, memberId, occurredAt } = told;
  const { sequence, recordedAt } = recorded;
  return { type: 'ACTIVITY', factId, sequence, memberId, occurredAt, recordedAt, ...attributesOf(told, programme) };
}
