import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** All boards of a programme were written anew: whatever is kept of them is to be forgotten. */
export const boardsRebuilt = defineTopic('rankings.boards-rebuilt', z.object({ programmeId: z.string() }), {
  subject: ({ programmeId }) => programmeId,
});
