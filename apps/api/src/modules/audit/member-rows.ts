import type { ActivityKind, Channel } from '@fanfare/contracts';
import type { AuditedProgramme } from './audited-programme.ts';
import type { Snapshot } from './snapshot.ts';

export type EntryKind = 'GRANT' | 'REVERSAL' | 'ADJUSTMENT' | 'EXCHANGE';

/** A ledger entry beside the facts that it names, the activity as it had been corrected by then; instants in epoch milliseconds. */
export interface AuditedEntry {
  readonly memberId: string;
  readonly number: number;
  readonly kind: EntryKind;
  readonly factSequence: number;
  readonly activityId: string | null;
  readonly readingId: string | null;
  readonly ruleSetVersion: number | null;
  readonly ruleKey: string | null;
  readonly requested: number;
  readonly granted: number;
  readonly countsAt: number;
  readonly recordedAt: number;
  readonly reversesNumber: number | null;
  /** Of the activity; null where it is missing. */
  readonly activityMember: string | null;
  readonly activityKind: ActivityKind | null;
  /** Of the activity, or of its latest correction by then. */
  readonly activitySequence: number | null;
  /** Of the activity as it was told when the points were granted, for a reversal those that it takes back. */
  readonly channel: Channel | null;
  readonly campaignId: string | null;
  readonly occurredAt: number | null;
  /** When the activity was told as it was told then. */
  readonly toldAt: number | null;
  readonly amplifies: string | null;
  readonly contentKey: string | null;
  /** Of the reading; null without one. */
  readonly readingActivity: string | null;
  readonly readingSequence: number | null;
  /** The place in the order of recording of the fact or correction that a grant or an adjustment is for. */
  readonly origin: number;
  /** The rescorings of the member up to this entry, oldest first. */
  readonly rescorings: readonly RescoringSpan[];
  /** Whether the activity was withdrawn or rejected, or a person took this entry back. */
  readonly isWithdrawn: boolean;
  /** Of a reversal: whether a withdrawal, correction or rescoring, or a person who took the entry back, has its place in the order of recording. */
  readonly isFounded: boolean;
  /** The number under which a reversal of this entry is listed; null where none is. */
  readonly listedReversal: number | null;
}

/** A version that was applied to a member's history; instants in epoch milliseconds. */
export interface RescoringSpan {
  readonly sequence: number;
  readonly version: number;
  readonly from: number;
  readonly until: number;
  readonly recordedAt: number;
}

/** Where a member belongs at present. */
export interface AuditedPlace {
  readonly memberId: string;
  readonly departmentId: string | null;
  readonly teamId: string | null;
  /** Takes part and is not hidden. */
  readonly isEligible: boolean;
  /** The tandems and challenges that the member belongs or belonged to; instants in epoch milliseconds, `until` null for those that go on. */
  readonly groups: readonly {
    readonly scope: string;
    readonly groupId: string;
    readonly from: number;
    readonly until: number | null;
  }[];
}

export interface AuditedStanding {
  readonly memberId: string;
  readonly boardId: string;
  readonly scope: string;
  readonly scopeId: string | null;
  readonly period: string;
  /** Epoch milliseconds; null for all time. */
  readonly startsAt: number | null;
  readonly score: number;
  readonly reachedAt: number;
  readonly isShown: boolean;
}

/** All that the database holds of one member's points. */
export interface AuditedMember {
  readonly id: string;
  readonly place: AuditedPlace | null;
  readonly balance: number | null;
  /** In the order of the ledger. */
  readonly entries: readonly AuditedEntry[];
  readonly standings: readonly AuditedStanding[];
}

/** Opens the rows of all members of a programme, each kind in the order of the members' ids. */
export function openMemberRows(snapshot: Snapshot, { id }: AuditedProgramme) {
  return {
    places: snapshot.batches<AuditedPlace>(placesSql, [id]),
    entries: snapshot.batches<AuditedEntry>(entriesSql, [id]),
    standings: snapshot.batches<AuditedStanding>(standingsSql, [id]),
    balances: snapshot.batches<{ readonly memberId: string; readonly balance: number }>(balancesSql, [id]),
  };
}

const placesSql = `
  SELECT member.id AS "memberId", department_id AS "departmentId", team_id AS "teamId",
         status <> 'LEFT' AND visibility <> 'HIDDEN' AND erased_at IS NULL AS "isEligible",
         coalesce((SELECT json_agg(json_build_object('scope', scope, 'groupId', group_id,
                            'from', extract(epoch FROM valid_from) * 1000, 'until', extract(epoch FROM valid_until) * 1000))
                     FROM board_group_member WHERE ambassador_id = member.id), '[]') AS groups
    FROM ambassador AS member WHERE member.programme_id = $1 ORDER BY member.id`;

const entriesSql = `
  SELECT entry.ambassador_id AS "memberId", entry.number, entry.kind, entry.fact_sequence AS "factSequence",
         entry.activity_id AS "activityId", entry.reading_id AS "readingId", entry.rule_set_version AS "ruleSetVersion",
         entry.rule_key AS "ruleKey", entry.requested, entry.granted, entry.counts_at AS "countsAt",
         entry.recorded_at AS "recordedAt", entry.reverses_number AS "reversesNumber",
         activity.ambassador_id AS "activityMember", coalesce(correction.sequence, activity.sequence) AS "activitySequence",
         coalesce(correction.kind, activity.kind) AS "activityKind",
         coalesce(correction.occurred_at, activity.occurred_at) AS "occurredAt",
         coalesce(correction.recorded_at, activity.recorded_at) AS "toldAt",
         CASE WHEN correction.id IS NULL THEN activity.amplifies ELSE correction.amplifies END AS amplifies,
         CASE WHEN correction.id IS NULL THEN activity.content_key ELSE correction.content_key END AS "contentKey",
         CASE WHEN told.id IS NULL THEN activity.channel ELSE told.channel END AS channel,
         CASE WHEN told.id IS NULL THEN activity.campaign_id ELSE told.campaign_id END AS "campaignId",
         reading.activity_id AS "readingActivity", reading.sequence AS "readingSequence",
         CASE entry.kind WHEN 'ADJUSTMENT' THEN split_part(entry.idempotency_key, ':', 2)::bigint ELSE entry.fact_sequence END AS origin,
         coalesce((SELECT json_agg(json_build_object('sequence', step.sequence, 'version', step.rule_set_version,
                            'from', extract(epoch FROM reaches_from) * 1000, 'until', extract(epoch FROM reaches_until) * 1000,
                            'recordedAt', extract(epoch FROM step.recorded_at) * 1000) ORDER BY step.sequence)
                     FROM rescoring_step AS step
                    WHERE step.ambassador_id = entry.ambassador_id AND step.sequence <= entry.fact_sequence), '[]') AS rescorings,
         withdrawal.activity_id IS NOT NULL OR taken.sequence IS NOT NULL AS "isWithdrawn",
         entry.kind = 'REVERSAL' AND (
           EXISTS (SELECT FROM activity_withdrawal AS act WHERE act.activity_id = entry.activity_id AND act.sequence = entry.fact_sequence)
           OR EXISTS (SELECT FROM activity_correction AS act WHERE act.activity_id = entry.activity_id AND act.sequence = entry.fact_sequence)
           OR EXISTS (SELECT FROM entry_withdrawal AS act WHERE act.programme_id = entry.programme_id
                         AND act.sequence = entry.fact_sequence AND act.entry_number = entry.reverses_number)
           OR EXISTS (SELECT FROM rescoring_step AS act WHERE act.programme_id = entry.programme_id
                         AND act.sequence = entry.fact_sequence AND act.ambassador_id = entry.ambassador_id)) AS "isFounded",
         reversal.reversal_number AS "listedReversal"
    FROM ledger_entry AS entry
    LEFT JOIN activity ON activity.id = entry.activity_id AND activity.programme_id = entry.programme_id
    LEFT JOIN LATERAL (SELECT * FROM activity_correction AS correction
                        WHERE correction.activity_id = activity.id AND correction.sequence <= entry.fact_sequence
                        ORDER BY correction.sequence DESC LIMIT 1) AS correction ON true
    LEFT JOIN ledger_entry AS taken_back
           ON entry.kind = 'REVERSAL' AND taken_back.programme_id = entry.programme_id AND taken_back.number = entry.reverses_number
    LEFT JOIN LATERAL (SELECT id, channel, campaign_id FROM activity_correction AS told
                        WHERE told.activity_id = activity.id AND told.sequence <= CASE coalesce(taken_back.kind, entry.kind)
                          WHEN 'ADJUSTMENT' THEN split_part(coalesce(taken_back.idempotency_key, entry.idempotency_key), ':', 2)::bigint
                          ELSE coalesce(taken_back.fact_sequence, entry.fact_sequence) END
                        ORDER BY told.sequence DESC LIMIT 1) AS told ON true
    LEFT JOIN engagement_reading AS reading ON reading.id = entry.reading_id
    LEFT JOIN activity_withdrawal AS withdrawal ON withdrawal.activity_id = entry.activity_id
    LEFT JOIN entry_withdrawal AS taken ON taken.programme_id = entry.programme_id AND taken.entry_number = entry.number
    LEFT JOIN ledger_reversal AS reversal ON reversal.programme_id = entry.programme_id AND reversal.number = entry.number
   WHERE entry.programme_id = $1 ORDER BY entry.ambassador_id, entry.number`;

const standingsSql = `
  SELECT standing.ambassador_id AS "memberId", board.id AS "boardId", board.scope, board.scope_id AS "scopeId", board.period,
         board.starts_at AS "startsAt", standing.score, standing.reached_at AS "reachedAt", standing.is_shown AS "isShown"
    FROM standing JOIN board ON board.id = standing.board_id
   WHERE board.programme_id = $1 AND board.frozen_at IS NULL ORDER BY standing.ambassador_id, board.id`;

const balancesSql = `
  SELECT ambassador_id AS "memberId", balance
    FROM member_state JOIN ambassador ON ambassador.id = ambassador_id
   WHERE programme_id = $1 ORDER BY ambassador_id`;
