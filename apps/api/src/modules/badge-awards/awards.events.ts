import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** People were awarded a badge or a level, or lost one, and that is committed. */
export const awardsChanged = defineTopic(
  'badge-awards.changed',
  z.object({
    programmeId: z.string(),
    badgeId: z.string(),
    awards: z.array(z.object({ id: z.string(), ambassadorId: z.string() })),
  }),
);
