import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** Something about an ambassador changed and is committed: read it again where it is kept or shown. */
export const AmbassadorChanged = defineTopic(
  'ambassadors.ambassador-changed',
  z.object({ programmeId: z.string(), ambassadorId: z.string() }),
);
