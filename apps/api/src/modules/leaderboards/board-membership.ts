import type { BoardMembership } from '../ambassadors/index.ts';
import { lockProgrammeHead } from '../programmes/index.ts';
import { boardChanged } from './leaderboards.events.ts';
import { moveMember } from './standings.projection.ts';

/** Keeps boards right when somebody hides, returns, moves or leaves. */
export const boardMembership: BoardMembership = {
  async memberChanged({ manager, announce }, change) {
    // Whoever records facts holds the same lock, so that no board gains a place of somebody who hides at this moment.
    await lockProgrammeHead(manager, change.programmeId);
    const { programmeId, ambassadorId, isShown, departmentId, happenedAt } = change;
    const changed = await moveMember(manager, { programmeId, ambassadorId, isShown, departmentId, now: happenedAt });
    for (const board of changed) announce(boardChanged.event(board));
  },
};
