import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** An import has come further or ended: its run says how far. */
export const importProgressed = defineTopic('imports.import-progressed', z.object({ importId: z.string() }));
