import type { ColleagueLikes } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { isId } from '../../platform/ids.ts';
import { mayRecordAt } from '../ambassadors/index.ts';
import type { ReadingDraft } from './activity-draft.ts';

interface Colleague {
  readonly id: string;
  readonly externalReference: string | null;
  readonly joinedAt: Date;
  readonly leftAt: Date | null;
}

/** Ambassadors by what a reading may call them: their id or their external reference. */
export type Colleagues = ReadonlyMap<string, Colleague>;

/** Those whom the readings of the reports name. Asks nothing where none does. */
export async function readColleagues(
  manager: EntityManager,
  programmeId: string,
  reports: readonly { readonly reading: ReadingDraft | null }[],
): Promise<Colleagues> {
  const named = new Set(reports.flatMap(({ reading }) => reading?.colleagueLikes.map(({ colleague }) => colleague) ?? []));
  if (named.size === 0) return new Map();
  const select = `SELECT id, external_reference AS "externalReference", joined_at AS "joinedAt", left_at AS "leftAt"
                    FROM ambassador WHERE programme_id = $1`;
  const rows: readonly Colleague[] = await manager.query(
    `${select} AND id = ANY ($2::uuid[]) UNION ${select} AND external_reference = ANY ($3::text[])`,
    [programmeId, [...named].filter(isId), [...named]],
  );
  const byReference = rows.flatMap((row) => (row.externalReference === null ? [] : [[row.externalReference, row] as const]));
  return new Map([...rows.map((row) => [row.id, row] as const), ...byReference]);
}

/**
 * The likes of those who took part when the post was read, each person once, by id. Of others nothing is kept: theirs are likes like
 * others. That moment decides, so that a repeated delivery says the same after people came and went.
 */
export function colleagueLikesOf(reading: ReadingDraft, colleagues: Colleagues): readonly ColleagueLikes[] {
  const likes = new Map<string, number>();
  for (const { colleague, likes: left } of reading.colleagueLikes) {
    const known = colleagues.get(colleague);
    if (known === undefined || mayRecordAt(known, reading.readAt) !== undefined) continue;
    likes.set(known.id, (likes.get(known.id) ?? 0) + left);
  }
  return [...likes]
    .map(([memberId, sum]) => ({ memberId, likes: sum }))
    .sort((one, other) => (one.memberId < other.memberId ? -1 : 1));
}
