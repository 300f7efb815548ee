import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** A programme was created. */
export const programmeCreated = defineTopic('programmes.created', z.object({ programmeId: z.string() }));

/** What describes a programme was changed, its privacy policy included. */
export const programmeUpdated = defineTopic('programmes.updated', z.object({ programmeId: z.string() }));
