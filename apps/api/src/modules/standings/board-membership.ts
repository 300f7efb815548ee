import type { EntityManager } from 'typeorm';
import type { BoardMembership, JoinedMembers, MemberChange } from '../ambassadors/index.ts';
import { lockProgrammeHead, readProgrammeCalendar } from '../programmes/index.ts';
import { announceBoards, withPlaceOf } from './announce-boards.ts';
import { keptBoards } from './board-kinds.ts';
import { correct, countUp } from './rebuild-boards.ts';

/**
 * Keeps boards right when somebody hides, returns, moves or leaves: hidden or departed, off every board at once; back, on them again
 * with all points; in another department or team, with all points on its boards instead. Every board on which the member stands, and
 * every board of the member's groups, counts its version up, frozen ones too: a name may have gone from them.
 */
export const boardMembership: BoardMembership = {
  async memberChanged(transaction, change) {
    const { manager } = transaction;
    // Whoever records facts holds the same lock, so that no board gains a place of somebody who hides at this moment.
    await lockProgrammeHead(manager, change.programmeId);
    const changed = new Set(await boardsOf(manager, change));
    for (const id of await moveBetweenGroups(manager, change)) changed.add(id);
    await manager.query(
      `UPDATE standing SET is_shown = $2 FROM board
        WHERE board.id = standing.board_id AND board.frozen_at IS NULL AND standing.ambassador_id = $1 AND is_shown <> $2`,
      [change.ambassadorId, change.isShown],
    );
    const boards = await countUp(manager, [...changed]);
    announceBoards(transaction, await withPlaceOf(manager, boards, change.ambassadorId));
  },
  async membersJoined(transaction, joined) {
    const { manager } = transaction;
    await lockProgrammeHead(manager, joined.programmeId);
    // Nobody's place has changed: what the ranking store holds stays as it is.
    const boards = await countUp(manager, await boardsOfGroups(manager, joined));
    announceBoards(
      transaction,
      boards.map((board) => ({ ...board, changes: [] })),
    );
  },
};

/** The groups' own boards, and those on which groups stand against each other. */
async function boardsOfGroups(manager: EntityManager, { programmeId, groupIds }: JoinedMembers): Promise<readonly string[]> {
  const rows: readonly { id: string }[] = await manager.query(
    `SELECT id FROM board WHERE programme_id = $1 AND ${isOfGroups('$2')}`,
    [programmeId, groupIds],
  );
  return rows.map(({ id }) => id);
}

function isOfGroups(ids: string): string {
  return `(scope IN ('DEPARTMENT', 'TEAM') AND (scope_id = ANY (${ids}::text[]) OR scope_id IS NULL)
            OR scope = 'TANDEM' AND scope_id IS NULL) AND frozen_at IS NULL`;
}

/**
 * The boards on which the member stands, and those of the member's groups: a group may have become too small to be shown, and a tandem is
 * called after both who belong to it.
 */
async function boardsOf(manager: EntityManager, change: MemberChange): Promise<readonly string[]> {
  const { programmeId, ambassadorId, departmentId, previousDepartmentId, teamId, previousTeamId } = change;
  const groups = [departmentId, previousDepartmentId, teamId, previousTeamId].filter((id) => id !== null);
  const rows: readonly { id: string }[] = await manager.query(
    `SELECT board_id AS id FROM standing WHERE ambassador_id = $1
     UNION SELECT board_id FROM final_place WHERE member_id = $1
     -- A frozen place of a tandem bears the names of its members.
     UNION SELECT place.board_id FROM board_group_member AS membership
             JOIN final_place AS place ON place.member_id = membership.group_id
            WHERE membership.ambassador_id = $1 AND membership.programme_id = $2 AND membership.scope = 'TANDEM'
     UNION SELECT id FROM board WHERE programme_id = $2 AND ${isOfGroups('$3')}`,
    [ambassadorId, programmeId, groups],
  );
  return rows.map(({ id }) => id);
}

/** Gives back the boards that gained or lost the member. */
async function moveBetweenGroups(manager: EntityManager, change: MemberChange): Promise<readonly string[]> {
  const moved = [
    ...(change.departmentId === change.previousDepartmentId ? [] : ['DEPARTMENT']),
    ...(change.teamId === change.previousTeamId ? [] : ['TEAM']),
  ];
  if (moved.length === 0) return [];
  const programme = await readProgrammeCalendar(manager, change.programmeId);
  const changed: string[] = [];
  for (const boards of keptBoards(programme.boards).filter(({ scope }) => moved.includes(scope))) {
    const corrected = await correct(manager, { programme, boards, ambassadorIds: [change.ambassadorId] }, change.happenedAt);
    changed.push(...corrected.changedBoards.map(({ boardId }) => boardId));
  }
  return changed;
}
