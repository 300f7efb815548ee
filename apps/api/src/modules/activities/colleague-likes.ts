import type { ColleagueLikes } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { isId } from '../../platform/ids.ts';
import { type PastParticipations, readPastParticipations, tookPartAt } from '../ambassadors/index.ts';
import type { ReadingDraft } from './activity-draft.ts';

interface Colleague {
  readonly id: string;
  readonly externalReference: string | null;
  readonly joinedAt: Date;
  readonly leftAt: Date | null;
}

/** What is known of the colleagues whom readings name. */
export interface Colleagues {
  /** Ambassadors by what a reading may call them: their id or their external reference. */
  readonly byName: ReadonlyMap<string, Colleague>;
  readonly past: PastParticipations;
}

const nobody: Colleagues = { byName: new Map(), past: new Map() };

/** Those whom the readings of the reports name. Asks nothing where none does. */
export async function readColleagues(
  manager: EntityManager,
  programmeId: string,
  reports: readonly { readonly reading: ReadingDraft | null }[],
): Promise<Colleagues> {
  const named = new Set(reports.flatMap(({ reading }) => reading?.colleagueLikes.map(({ colleague }) => colleague) ?? []));
  if (named.size === 0) return nobody;
  const select = `SELECT id, external_reference AS "externalReference", joined_at AS "joinedAt", left_at AS "leftAt"
                    FROM ambassador WHERE programme_id = $1`;
  const rows: readonly Colleague[] = await manager.query(
    `${select} AND id = ANY ($2::uuid[]) UNION ${select} AND external_reference = ANY ($3::text[])`,
    [programmeId, [...named].filter(isId), [...named]],
  );
  const byReference = rows.flatMap((row) => (row.externalReference === null ? [] : [[row.externalReference, row] as const]));
  return {
    byName: new Map([...rows.map((row) => [row.id, row] as const), ...byReference]),
    past: await readPastParticipations(
      manager,
      rows.map(({ id }) => id),
    ),
  };
}

/** Of colleagues in stored readings those who have been erased since: no reference leads to them any more. */
export async function readErasedColleagues(
  manager: EntityManager,
  readings: readonly { readonly colleagueLikes: readonly ColleagueLikes[] }[],
): Promise<ReadonlySet<string>> {
  const ids = new Set(readings.flatMap(({ colleagueLikes }) => colleagueLikes.map(({ memberId }) => memberId)));
  if (ids.size === 0) return new Set();
  const rows: readonly { readonly id: string }[] = await manager.query(
    'SELECT id FROM ambassador WHERE id = ANY ($1::uuid[]) AND erased_at IS NOT NULL',
    [[...ids]],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * The likes of those who took part when the post was read, each person once, by id. Of others nothing is kept: theirs are likes like
 * others. That moment decides, so that a repeated delivery says the same after people came, went and came back.
 */
export function colleagueLikesOf(
  reading: Pick<ReadingDraft, 'readAt' | 'colleagueLikes'>,
  colleagues: Colleagues,
): readonly ColleagueLikes[] {
  const likes = new Map<string, number>();
  for (const { colleague, likes: left } of reading.colleagueLikes) {
    const known = knownColleague(colleague, { colleagues, at: reading.readAt });
    if (known !== undefined) likes.set(known.id, (likes.get(known.id) ?? 0) + left);
  }
  return [...likes]
    .map(([memberId, sum]) => ({ memberId, likes: sum }))
    .sort((one, other) => (one.memberId < other.memberId ? -1 : 1));
}

function knownColleague(name: string, { colleagues, at }: { readonly colleagues: Colleagues; readonly at: Date }) {
  const known = colleagues.byName.get(name);
  return known !== undefined && tookPartAt(known, { past: colleagues.past, at }) ? known : undefined;
}

/**
 * Whether a reading may name the colleagues of a stored one. Nothing is kept of what somebody who was erased had been called, so whatever
 * name leads to nobody who took part may be theirs, as far as there are likes under such names.
 */
export function namesSameColleagues(
  stored: readonly ColleagueLikes[],
  reading: Pick<ReadingDraft, 'readAt' | 'colleagueLikes'>,
  { colleagues, erased }: { readonly colleagues: Colleagues; readonly erased: ReadonlySet<string> },
): boolean {
  const told = new Map(colleagueLikesOf(reading, colleagues).map(({ memberId, likes }) => [memberId, likes]));
  let missing = 0;
  for (const { memberId, likes } of stored) {
    const left = likes - (told.get(memberId) ?? 0);
    if (left !== 0 && !(erased.has(memberId) && left > 0)) return false;
    missing += left;
    told.delete(memberId);
  }
  const unknown = reading.colleagueLikes
    .filter(({ colleague }) => knownColleague(colleague, { colleagues, at: reading.readAt }) === undefined)
    .reduce((sum, { likes }) => sum + likes, 0);
  return told.size === 0 && missing <= unknown;
}
