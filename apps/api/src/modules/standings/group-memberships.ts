import type { EntityManager } from 'typeorm';
import type { Transaction } from '../../platform/database/database.ts';
import { lockProgrammeHead, readProgrammeCalendar } from '../programmes/index.ts';
import { announceBoards } from './announce-boards.ts';
import { keptBoards } from './board-kinds.ts';
import { correct, countUp } from './rebuild-boards.ts';

/** A group whose slice is not this one: a tandem, a challenge. Its id is that of the tandem or challenge. */
export interface BoardGroup {
  readonly programmeId: string;
  readonly scope: 'TANDEM' | 'CHALLENGE';
  readonly groupId: string;
}

/** Who belongs to the group and since when; points that count from `from` on and before `until` (null: still) count for it. */
export interface GroupMembership {
  readonly ambassadorId: string;
  readonly from: Date;
  readonly until: Date | null;
}

/**
 * The port by which other slices bring groups onto boards: in the transaction in which a tandem begins or ends or somebody enters a
 * challenge, its slice says who belongs to it, all memberships of the group anew. The group's boards, where the programme keeps any,
 * follow from the ledger at once.
 */
export async function setGroupMemberships(
  transaction: Transaction,
  group: BoardGroup,
  change: { readonly memberships: readonly GroupMembership[]; readonly now: Date },
): Promise<void> {
  const { manager } = transaction;
  await lockProgrammeHead(manager, group.programmeId);
  await replaceMemberships(manager, group, change.memberships);
  const programme = await readProgrammeCalendar(manager, group.programmeId);
  for (const boards of keptBoards(programme.boards).filter(({ scope }) => scope === group.scope)) {
    const corrected = await correct(manager, { programme, boards, scopeId: group.groupId }, change.now);
    announceBoards(transaction, corrected.changedBoards);
  }
  // Who belongs to a tandem is told in its name, and shares its points, with or without own ones.
  if (group.scope === 'TANDEM') announceBoards(transaction, await countUp(manager, await tandemBoards(manager, group)));
}

/** Those on which tandems stand against each other. */
async function tandemBoards(manager: EntityManager, { programmeId }: BoardGroup): Promise<readonly string[]> {
  const rows: readonly { id: string }[] = await manager.query(
    `SELECT id FROM board WHERE programme_id = $1 AND scope = 'TANDEM' AND scope_id IS NULL AND frozen_at IS NULL`,
    [programmeId],
  );
  return rows.map(({ id }) => id);
}

async function replaceMemberships(
  manager: EntityManager,
  { programmeId, scope, groupId }: BoardGroup,
  memberships: readonly GroupMembership[],
): Promise<void> {
  await manager.query('DELETE FROM board_group_member WHERE programme_id = $1 AND scope = $2 AND group_id = $3', [
    programmeId,
    scope,
    groupId,
  ]);
  await manager.query(
    `INSERT INTO board_group_member (programme_id, scope, group_id, ambassador_id, valid_from, valid_until)
     SELECT $1, $2, $3, * FROM unnest($4::uuid[], $5::timestamptz[], $6::timestamptz[])`,
    [
      programmeId,
      scope,
      groupId,
      memberships.map(({ ambassadorId }) => ambassadorId),
      memberships.map(({ from }) => from),
      memberships.map(({ until }) => until),
    ],
  );
}
