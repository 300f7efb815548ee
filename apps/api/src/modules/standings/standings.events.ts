import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** Scores, members or names on a board have changed; `version` is the board's new one. */
export const boardChanged = defineTopic(
  'leaderboards.board-changed',
  z.object({ boardId: z.string(), version: z.number().int() }),
  { subject: ({ boardId }) => boardId },
);
