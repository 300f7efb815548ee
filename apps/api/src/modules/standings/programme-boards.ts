import { lockProgrammeHead, type ProgrammeWatch } from '../programmes/index.ts';
import { announceAllBoards, rebuildBoards } from './rebuild-boards.ts';

/** Keeps boards right when their programme changes: its privacy shows at once, and a season gets the points that lie in it already. */
export const programmeBoards: ProgrammeWatch = {
  async programmeChanged(transaction, { programmeId }) {
    await lockProgrammeHead(transaction.manager, programmeId);
    await announceAllBoards(transaction, programmeId);
  },
  async seasonAdded(transaction, { programmeId, now }) {
    await rebuildBoards(transaction, programmeId, { now });
    // Pseudonyms on the boards of its time are those of the season from now on.
    await announceAllBoards(transaction, programmeId);
  },
};
