import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** Somebody was given a role in a programme, or lost one. */
export const rolesChanged = defineTopic('people.roles-changed', z.object({ programmeId: z.string(), personId: z.string() }));
