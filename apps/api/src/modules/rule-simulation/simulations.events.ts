import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** A simulation has come further or ended: its row says how far. */
export const simulationUpdated = defineTopic('rule-simulation.simulation-updated', z.object({ simulationId: z.string() }));
