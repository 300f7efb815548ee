import type { DeclaredPause } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { readCountedFacts } from '../challenge-progress/index.ts';
import type { Deeds } from './awards.ts';

const beforeEverything = Date.parse('0001-01-01T00:00:00Z');
const afterEverything = Date.parse('9999-01-01T00:00:00Z');
const milliseconds = (expression: string) => `round(extract(epoch FROM ${expression}) * 1000)::float8`;

/** All that each of the ambassadors ever did, and the pauses that they declared. */
export async function readDeeds(
  manager: Pick<EntityManager, 'query'>,
  ambassadorIds: readonly string[],
): Promise<ReadonlyMap<string, Deeds>> {
  const span = { ambassadorIds, from: beforeEverything, until: afterEverything };
  const facts = await readCountedFacts(manager, span);
  const pauses = await readPauses(manager, ambassadorIds);
  return new Map([...facts].map(([id, theirs]) => [id, { facts: theirs, pauses: pauses.get(id) ?? [] }]));
}

interface ParticipationRow {
  readonly ambassadorId: string;
  readonly kind: 'PAUSED' | 'RESUMED' | 'LEFT' | 'JOINED';
  readonly at: number;
  /** The end of the last day of the pause; null until further notice. */
  readonly until: number | null;
}

/** The pauses that each of the ambassadors declared, oldest first; who declared none is not in the answer. */
export async function readPauses(
  manager: Pick<EntityManager, 'query'>,
  ambassadorIds: readonly string[],
): Promise<ReadonlyMap<string, readonly DeclaredPause[]>> {
  const rows: readonly ParticipationRow[] = await manager.query(
    `SELECT event.ambassador_id AS "ambassadorId", event.kind, ${milliseconds('event.happened_at')} AS at,
            CASE WHEN event.kind = 'PAUSED' THEN ${milliseconds('(detail::date + 1)::timestamp AT TIME ZONE programme.time_zone')} END AS until
       FROM participation_event AS event
       JOIN ambassador ON ambassador.id = event.ambassador_id
       JOIN programme ON programme.id = ambassador.programme_id
      WHERE event.ambassador_id = ANY ($1::uuid[]) AND event.kind IN ('PAUSED', 'RESUMED', 'LEFT', 'JOINED')
      ORDER BY event.ambassador_id, event.happened_at, event.id`,
    [ambassadorIds],
  );
  const pauses = new Map<string, DeclaredPause[]>();
  rows.forEach(({ ambassadorId, kind, at, until }, index) => {
    if (kind !== 'PAUSED') return;
    const next = rows[index + 1];
    const ended = next?.ambassadorId === ambassadorId ? next.at : null;
    const ends = [until, ended].filter((end) => end !== null);
    const pause = { from: at, until: ends.length === 0 ? null : Math.min(...ends) };
    pauses.set(ambassadorId, [...(pauses.get(ambassadorId) ?? []), pause]);
  });
  return pauses;
}
