import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** A rescoring has come further or ended: its row says how far. */
export const rescoringUpdated = defineTopic('rescoring.rescoring-updated', z.object({ rescoringId: z.string() }), {
  subject: ({ rescoringId }) => rescoringId,
});
