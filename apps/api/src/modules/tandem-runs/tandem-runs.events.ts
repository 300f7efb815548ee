import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** A run has come further or ended: it says itself how far. A node that works on it looks whether it still should. */
export const tandemRunChanged = defineTopic('tandem-runs.run-changed', z.object({ runId: z.string() }));
