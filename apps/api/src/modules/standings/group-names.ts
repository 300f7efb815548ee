import type { GroupNameWatch } from '../departments/index.ts';
import { lockProgrammeHead } from '../programmes/index.ts';
import { announceBoards } from './announce-boards.ts';
import { countUp } from './rebuild-boards.ts';

/** Counts up the boards that tell the name of a department or team: its own, and those on which such groups stand against each other. */
export const groupNames: GroupNameWatch = {
  async groupRenamed(transaction, { programmeId, scope, groupId }) {
    const { manager } = transaction;
    await lockProgrammeHead(manager, programmeId);
    const rows: readonly { id: string }[] = await manager.query(
      `SELECT id FROM board
        WHERE programme_id = $1 AND scope = $2 AND (scope_id = $3 OR scope_id IS NULL) AND frozen_at IS NULL`,
      [programmeId, scope, groupId],
    );
    const boards = await countUp(
      manager,
      rows.map(({ id }) => id),
    );
    // Nobody's place has changed: what the ranking store holds stays as it is.
    announceBoards(
      transaction,
      boards.map((board) => ({ ...board, changes: [] })),
    );
  },
};
