import type { AmbassadorRecord } from './ambassador.ts';

/** Why a fact of an ambassador is not taken: it happened before joining or after leaving. */
export type ParticipationRefusal = 'not_joined';

/**
 * Whether a fact that happened at this time may be recorded for the ambassador; undefined when it may. Joining counts from its very
 * moment, leaving ends just before its moment. A pause changes nothing: who rests may still post. What
 * somebody did before they left and came back is for `tookPartAt` to say.
 */
export function mayRecordAt(
  ambassador: Pick<AmbassadorRecord, 'joinedAt' | 'leftAt'>,
  occurredAt: Date,
): ParticipationRefusal | undefined {
  if (occurredAt < ambassador.joinedAt) return 'not_joined';
  return ambassador.leftAt !== null && occurredAt >= ambassador.leftAt ? 'not_joined' : undefined;
}
