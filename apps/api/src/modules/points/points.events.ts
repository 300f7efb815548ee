import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** The ledger of a programme has grown and that is committed; `number` is its last line. Earlier lines are there too, without a gap. */
export const pointsBooked = defineTopic('points.booked', z.object({ programmeId: z.string(), number: z.number().int() }), {
  subject: ({ programmeId }) => programmeId,
});
