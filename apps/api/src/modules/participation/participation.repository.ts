import { type EntityManager, In, IsNull } from 'typeorm';
import { newId } from '../../platform/ids.ts';
import { ConsentRow } from './consent.entity.ts';
import type { ConsentKind, ParticipationEvent, StandingConsent } from './participation.ts';
import { ParticipationEventRow } from './participation-event.entity.ts';

export async function insertParticipationEvents(
  manager: EntityManager,
  events: readonly (ParticipationEvent & { readonly ambassadorId: string; readonly happenedAt: Date })[],
): Promise<void> {
  if (events.length === 0) return;
  await manager.insert(
    ParticipationEventRow,
    events.map((event) => ({ id: newId(), ...event })),
  );
}

export async function findStandingConsents(manager: EntityManager, ambassadorId: string): Promise<readonly StandingConsent[]> {
  return manager.findBy(ConsentRow, { ambassadorId, withdrawnAt: IsNull() });
}

/** Who of the ambassadors agreed to be named on screens that everybody can see. */
export async function whoseNamesArePublic(
  manager: EntityManager,
  ambassadorIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const kind = 'NAME_ON_PUBLIC_DISPLAYS';
  const rows = await manager.findBy(ConsentRow, { ambassadorId: In([...ambassadorIds]), kind, withdrawnAt: IsNull() });
  return new Set(rows.map(({ ambassadorId }) => ambassadorId));
}

/** All consents of the ambassadors, ended ones too, oldest first. */
export async function findConsents(manager: EntityManager, ambassadorIds: readonly string[]): Promise<readonly ConsentRow[]> {
  return manager.find(ConsentRow, { where: { ambassadorId: In([...ambassadorIds]) }, order: { givenAt: 'ASC', id: 'ASC' } });
}

/** Ends what stands of these kinds; never before it was given, should the clocks of two nodes differ. */
export async function endConsents(
  manager: EntityManager,
  { ambassadorId, kinds, at }: { readonly ambassadorId: string; readonly kinds: readonly ConsentKind[]; readonly at: Date },
): Promise<void> {
  if (kinds.length === 0) return;
  await manager
    .createQueryBuilder()
    .update(ConsentRow)
    .set({ withdrawnAt: () => 'greatest(given_at, :at::timestamptz)' })
    .where({ ambassadorId, kind: In([...kinds]), withdrawnAt: IsNull() })
    .setParameter('at', at)
    .execute();
}

export async function insertConsents(
  manager: EntityManager,
  given: { readonly ambassadorId: string; readonly kinds: readonly ConsentKind[]; readonly version: string; readonly at: Date },
): Promise<void> {
  if (given.kinds.length === 0) return;
  const { ambassadorId, version, at } = given;
  await manager.insert(
    ConsentRow,
    given.kinds.map((kind) => ({ id: newId(), ambassadorId, kind, version, givenAt: at, withdrawnAt: null })),
  );
}
