import type { BoardScope } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import { plainArray, textArray } from '../../platform/database/array-literals.ts';
import type { KeptBoards } from './board-kinds.ts';
import { tellingsInSql, told } from './entry-tellings.ts';
import type { BookedPoints, MemberPlace } from './standings.projection.ts';

/** To which groups an entry belongs, scope by scope. */
export interface EntryGroups {
  /** The ids of the scope that the entry counts for; [null] is the whole programme. */
  of(entry: BookedPoints, place: { readonly scope: BoardScope; readonly place: MemberPlace }): readonly (string | null)[];
}

/** What an activity was said to be when points were granted for it. */
interface Telling {
  readonly channel: string;
  readonly campaignId: string | null;
}

interface Validity {
  readonly groupId: string;
  readonly from: number;
  readonly until: number;
}

const wholeProgramme = [null] as const;
const nowhere = [] as const;

function only(id: string | null | undefined): readonly string[] {
  return id == null ? nowhere : [id];
}

/** Reads what the kept boards ask about the entries beyond department and team: nothing at all in a programme that keeps only those. */
export async function readEntryGroups(
  manager: EntityManager,
  wanted: {
    readonly programmeId: string;
    readonly entries: readonly BookedPoints[];
    readonly kept: readonly KeptBoards[];
  },
): Promise<EntryGroups> {
  const scopes = new Set(wanted.kept.map(({ scope }) => scope));
  const tellings = scopes.has('CHANNEL') || scopes.has('CAMPAIGN') ? await readTellings(manager, wanted) : new Map();
  const memberships = scopes.has('TANDEM') || scopes.has('CHALLENGE') ? await readMemberships(manager, wanted) : new Map();
  return {
    of: (entry, { scope, place }) => groupsOf(entry, { scope, place, tellings, memberships }),
  };
}

function groupsOf(
  entry: BookedPoints,
  known: {
    readonly scope: BoardScope;
    readonly place: MemberPlace;
    readonly tellings: ReadonlyMap<number, Telling>;
    readonly memberships: ReadonlyMap<string, readonly Validity[]>;
  },
): readonly (string | null)[] {
  switch (known.scope) {
    case 'PROGRAMME':
      return wholeProgramme;
    case 'DEPARTMENT':
      return only(known.place.departmentId);
    case 'TEAM':
      return only(known.place.teamId);
    case 'CHANNEL':
      return only(known.tellings.get(entry.number)?.channel);
    case 'CAMPAIGN':
      return only(known.tellings.get(entry.number)?.campaignId);
    case 'TANDEM':
    case 'CHALLENGE': {
      const valid = known.memberships.get(`${known.scope}|${entry.ambassadorId}`) ?? nowhere;
      const during = valid.filter(({ from, until }) => from <= entry.countsAt && entry.countsAt < until);
      return during.map(({ groupId }) => groupId);
    }
  }
}

/** By the number of the entry. */
async function readTellings(
  manager: EntityManager,
  { programmeId, entries }: { readonly programmeId: string; readonly entries: readonly BookedPoints[] },
): Promise<ReadonlyMap<number, Telling>> {
  const rows: readonly (Telling & { readonly number: string })[] = await manager.query(
    `SELECT entry.number, ${told('channel')} AS channel, ${told('campaign_id')} AS "campaignId"
       FROM (SELECT $1::uuid AS programme_id, * FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::uuid[], $6::bigint[], $7::text[])
               AS line (number, kind, fact_sequence, activity_id, reverses_number, idempotency_key)) AS entry
       ${tellingsInSql}`,
    [
      programmeId,
      plainArray(entries.map(({ number }) => number)),
      plainArray(entries.map(({ kind }) => kind)),
      plainArray(entries.map(({ factSequence }) => factSequence)),
      plainArray(entries.map(({ activityId }) => activityId)),
      plainArray(entries.map(({ reversesNumber }) => reversesNumber)),
      textArray(entries.map(({ idempotencyKey }) => idempotencyKey)),
    ],
  );
  return new Map(rows.map((row) => [Number(row.number), row]));
}

async function readMemberships(
  manager: EntityManager,
  wanted: { readonly programmeId: string; readonly entries: readonly BookedPoints[] },
): Promise<ReadonlyMap<string, readonly Validity[]>> {
  const rows: readonly { scope: string; groupId: string; ambassadorId: string; from: Date; until: Date | null }[] =
    await manager.query(
      `SELECT scope, group_id AS "groupId", ambassador_id AS "ambassadorId", valid_from AS "from", valid_until AS "until"
         FROM board_group_member WHERE programme_id = $1 AND ambassador_id = ANY ($2::uuid[])
        ORDER BY group_id, valid_from`,
      [wanted.programmeId, [...new Set(wanted.entries.map(({ ambassadorId }) => ambassadorId))]],
    );
  const found = new Map<string, Validity[]>();
  for (const { scope, groupId, ambassadorId, from, until } of rows) {
    const name = `${scope}|${ambassadorId}`;
    const validity = { groupId, from: from.getTime(), until: until?.getTime() ?? Number.POSITIVE_INFINITY };
    found.set(name, [...(found.get(name) ?? []), validity]);
  }
  return found;
}
