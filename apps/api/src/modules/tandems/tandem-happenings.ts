import type { Happening } from '../happenings/index.ts';
import { presentMembers, type TandemRecord } from './tandem.ts';
import type { ReminderKind } from './tandem-upkeep.ts';

/** What its people are told of a proposal. */
export function proposed({ id, programmeId, members, proposedAt }: TandemRecord): Happening {
  return {
    ...{ programmeId, kind: 'TANDEM_PROPOSED', key: id, subject: { type: 'TANDEM', id }, details: {}, happenedAt: proposedAt },
    audience: members.map(({ ambassadorId }) => ambassadorId),
  };
}

/** What a change means to its people. Of an end it is told that it ended, not by whom or why; who ended it knows. */
export function changed({
  before,
  tandem,
  by,
  now,
}: {
  readonly before: TandemRecord;
  readonly tandem: TandemRecord;
  readonly by: string | null;
  readonly now: Date;
}): readonly Happening[] {
  const { id, programmeId } = tandem;
  const told = { programmeId, key: id, subject: { type: 'TANDEM', id }, details: {}, happenedAt: now } as const;
  if (before.state === 'PROPOSED' && tandem.state === 'ACCEPTED')
    return [{ ...told, kind: 'TANDEM_AGREED', audience: presentMembers(tandem).map(({ ambassadorId }) => ambassadorId) }];
  if (before.endedAt !== null || tandem.endedAt === null) return [];
  const others = before.members.filter(({ ambassadorId, isOpen }) => isOpen && ambassadorId !== by);
  return [{ ...told, kind: 'TANDEM_ENDED', audience: others.map(({ ambassadorId }) => ambassadorId) }];
}

/** A reminder that was kept. */
export function reminded(reminder: {
  readonly programmeId: string;
  readonly tandemId: string;
  readonly ambassadorId: string;
  readonly reminderId: string;
  readonly kind: ReminderKind;
  readonly now: Date;
}): Happening {
  return {
    ...{ programmeId: reminder.programmeId, kind: 'TANDEM_REMINDER', key: reminder.reminderId, happenedAt: reminder.now },
    subject: { type: 'TANDEM', id: reminder.tandemId },
    audience: [reminder.ambassadorId],
    details: { reminder: reminder.kind },
  };
}
