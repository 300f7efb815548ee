import type { Reason } from '@fanfare/gamification';
import type { AuditedProgramme } from './audited-programme.ts';
import { type AuditedPlace, type AuditedStanding, type EntryKind, openMemberRows } from './member-rows.ts';
import { MemberStream } from './member-stream.ts';
import type { Snapshot } from './snapshot.ts';

/** A ledger line in the fields that follow from facts and rules, and those by which it is found. */
export interface StoredLine {
  readonly memberId: string;
  readonly number: number;
  readonly kind: EntryKind;
  readonly factSequence: number;
  readonly activityId: string | null;
  readonly readingId: string | null;
  readonly rescoringId: string | null;
  readonly ruleSetVersion: number | null;
  readonly ruleKey: string | null;
  readonly requested: number;
  readonly granted: number;
  readonly countsAt: number;
  readonly recordedAt: number;
  readonly reasons: readonly Reason[];
  readonly reversesNumber: number | null;
  readonly reason: string | null;
  readonly idempotencyKey: string;
}

/** What is stored of one member that a replay computes anew. */
export interface StoredMember {
  readonly lines: readonly StoredLine[];
  /** The text of the column. */
  readonly state: string | null;
  readonly balance: number | null;
  /** The text of the column, by activity. */
  readonly contentStates: ReadonlyMap<string, string>;
  readonly place: AuditedPlace | null;
  readonly standings: readonly AuditedStanding[];
}

/** Points that people gave on follow from no rule: `verify` compares them with the exchanges. */
const linesSql = `
  SELECT ambassador_id AS "memberId", number, kind, fact_sequence AS "factSequence", activity_id AS "activityId",
         reading_id AS "readingId", rescoring_id AS "rescoringId", rule_set_version AS "ruleSetVersion", rule_key AS "ruleKey",
         requested, granted, counts_at AS "countsAt", recorded_at AS "recordedAt", reasons, reverses_number AS "reversesNumber",
         reason, idempotency_key AS "idempotencyKey"
    FROM ledger_entry WHERE programme_id = $1 AND kind <> 'EXCHANGE' ORDER BY ambassador_id, number`;

const statesSql = `
  SELECT ambassador_id AS "memberId", state::text AS state, balance
    FROM member_state JOIN ambassador ON ambassador.id = ambassador_id WHERE programme_id = $1 ORDER BY ambassador_id`;

const contentsSql = `
  SELECT activity.ambassador_id AS "memberId", content_state.activity_id AS "activityId", state::text AS state
    FROM content_state JOIN activity ON activity.id = content_state.activity_id
   WHERE programme_id = $1 ORDER BY activity.ambassador_id`;

interface StateRow {
  readonly memberId: string;
  readonly state: string;
  readonly balance: number;
}

interface ContentRow {
  readonly memberId: string;
  readonly activityId: string;
  readonly state: string;
}

/** Opens what is stored of all members, by their ids. */
export function openStoredRows(snapshot: Snapshot, programme: AuditedProgramme) {
  const rows = openMemberRows(snapshot, programme);
  const lines = new MemberStream(snapshot.batches<StoredLine>(linesSql, [programme.id]));
  const states = new MemberStream(snapshot.batches<StateRow>(statesSql, [programme.id]));
  const contents = new MemberStream(snapshot.batches<ContentRow>(contentsSql, [programme.id]));
  const places = new MemberStream(rows.places);
  const standings = new MemberStream(rows.standings);
  return {
    streams: [lines, states, contents, places, standings],
    take: async (memberId: string): Promise<StoredMember> => {
      const [state] = await states.take(memberId);
      const [place] = await places.take(memberId);
      const content = await contents.take(memberId);
      return {
        lines: await lines.take(memberId),
        state: state?.state ?? null,
        balance: state?.balance ?? null,
        contentStates: new Map(content.map((row) => [row.activityId, row.state])),
        place: place ?? null,
        standings: await standings.take(memberId),
      };
    },
  };
}
