import { activityOf, type FactAttributes, type HistoryEvent, judgedAt, sequenceOf } from '@fanfare/gamification';
import { type Query, readHistories } from '../rule-simulation/index.ts';

/** A person took back one entry; `origin` is the place of the fact or correction that it was granted for. */
interface TakenEntry {
  readonly member: string;
  readonly activityId: string;
  readonly origin: number;
  readonly ruleKey: string;
  readonly sequence: number;
  readonly recordedAt: number;
}

const TAKEN_ENTRIES = `
  SELECT entry.ambassador_id AS member, entry.activity_id AS "activityId", entry.rule_key AS "ruleKey",
         CASE entry.kind WHEN 'ADJUSTMENT' THEN split_part(entry.idempotency_key, ':', 2)::float8 ELSE entry.fact_sequence::float8 END AS origin,
         taken.sequence::float8 AS sequence, round(extract(epoch FROM taken.recorded_at) * 1000)::float8 AS "recordedAt"
    FROM ledger_entry AS entry
    JOIN entry_withdrawal AS taken ON taken.programme_id = entry.programme_id AND taken.entry_number = entry.number
   WHERE entry.ambassador_id = ANY ($1::uuid[]) AND taken.sequence <= $2
   ORDER BY taken.sequence`;

/** The histories of some ambassadors up to a fact, in the order of recording, with the single entries that people took back. */
export async function readRescoredHistories(
  query: Query,
  of: { readonly ambassadorIds: readonly string[]; readonly factSequence: number },
): Promise<ReadonlyMap<string, readonly HistoryEvent[]>> {
  const histories = await readHistories(query, of);
  const taken = await query<TakenEntry>(TAKEN_ENTRIES, [of.ambassadorIds, of.factSequence]);
  return new Map(
    [...histories].map(([id, events]) => {
      const withdrawals = taken.filter(({ member }) => member === id).map((entry) => eventOf(entry, events));
      return [id, [...events, ...withdrawals].sort((one, other) => sequenceOf(one) - sequenceOf(other))];
    }),
  );
}

function eventOf({ member: _, ...entry }: TakenEntry, events: readonly HistoryEvent[]): HistoryEvent {
  return { type: 'ENTRY_WITHDRAWAL', ...entry, ...toldBefore(entry, events) };
}

/** The activity as it was told last when the entry was taken back. */
function toldBefore(
  { activityId, sequence }: Pick<TakenEntry, 'activityId' | 'sequence'>,
  events: readonly HistoryEvent[],
): { readonly judgedAt: number; readonly attributes: FactAttributes } {
  const telling = events.findLast(
    (event) =>
      activityOf(event) === activityId &&
      sequenceOf(event) < sequence &&
      (event.type === 'CORRECTION' || (event.type === 'FACT' && event.fact.type === 'ACTIVITY')),
  );
  const activity = telling?.type === 'CORRECTION' ? telling.corrected : telling?.type === 'FACT' ? telling.fact : undefined;
  if (activity?.type !== 'ACTIVITY')
    throw new Error(`an entry of activity ${activityId} was taken back before it was recorded`);
  return { judgedAt: judgedAt(activity), attributes: activity };
}
