import type { ChangedBoard } from '../standings/index.ts';
import type { BoardStep } from './ranked-boards.ts';

/** What one transaction did to each board, in one step: a transaction may count a board up several times. */
export function stepsOf(changedBoards: readonly ChangedBoard[]): readonly BoardStep[] {
  const steps = new Map<string, BoardStep>();
  for (const { boardId, version, changes = null } of changedBoards) {
    const before = steps.get(boardId);
    if (before === undefined) steps.set(boardId, { boardId, fromVersion: version - 1, version, changes });
    else steps.set(boardId, { ...before, version, changes: joined(before.changes, changes) });
  }
  return [...steps.values()];
}

/** Of several changes of one member the last counts, so the order is kept. */
function joined(before: BoardStep['changes'], after: BoardStep['changes']): BoardStep['changes'] {
  return before === null || after === null ? null : [...before, ...after];
}
