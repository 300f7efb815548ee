import { z } from 'zod';
import type { Transaction } from '../../platform/database/database.ts';
import { defineTopic } from '../../platform/events/event-bus.ts';

/** A challenge, its people or its progress changed, and that is committed: read it again. */
export const challengeChanged = defineTopic(
  'challenges.changed',
  z.object({ programmeId: z.string(), challengeId: z.string() }),
  { subject: ({ challengeId }) => challengeId },
);

export function announceChallenge(
  transaction: Transaction,
  { id, programmeId }: { readonly id: string; readonly programmeId: string },
): void {
  transaction.announce(challengeChanged.event({ programmeId, challengeId: id }));
}
