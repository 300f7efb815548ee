import { z } from 'zod';
import { defineTopic } from '../../src/platform/events/event-bus.ts';

/** Something with versions, as tests announce it. */
export const somethingChanged = defineTopic('test.something-changed', z.object({ subject: z.string(), version: z.number() }), {
  subject: ({ subject }) => subject,
});
