import { z } from 'zod';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** Tandems changed and that is committed: read them again for whom they concern. */
export const tandemsChanged = defineTopic(
  'tandems.changed',
  z.object({
    programmeId: z.string(),
    tandems: z.array(z.object({ id: z.string(), ambassadorIds: z.array(z.string()) })),
  }),
);

/** Somebody is to be reminded of a tandem; whoever delivers notifications reads the reminder and writes to them. */
export const tandemReminderDue = defineTopic(
  'tandems.reminder-due',
  z.object({
    programmeId: z.string(),
    tandemId: z.string(),
    ambassadorId: z.string(),
    reminderId: z.string(),
    kind: z.enum(['ANSWER_PROPOSAL', 'BEGIN_TANDEM', 'CHECK_IN']),
  }),
);
