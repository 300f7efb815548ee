import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** Feeds changed and that is committed: read them again. Null for so many people that everybody looks. */
export const feedChanged = defineTopic(
  'notifications.feed-changed',
  z.object({ programmeId: z.string(), ambassadorIds: z.array(z.string()).readonly().nullable() }),
);
