import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { type AmbassadorRecord, type BoardMembership, findAmbassadorsByIds, type MemberChange } from '../ambassadors/index.ts';
import type { SeparationListener } from '../segments/index.ts';
import type { RestListener } from '../tandem-preferences/index.ts';
import type { TandemAct } from './tandem.ts';
import { keepAct, takeProposalsBack } from './tandem-keeping.ts';
import { TandemsRepository } from './tandems.repository.ts';

/**
 * Tandems follow their members at once: leaving and separating ends them, pausing suspends them and takes proposals back, coming back
 * takes suspended ones up again, resting from tandems takes proposals back.
 */
export class TandemMembership implements BoardMembership, SeparationListener, RestListener {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async memberChanged(transaction: Transaction, { ambassadorId, happenedAt }: MemberChange): Promise<void> {
    const [ambassador] = await findAmbassadorsByIds(transaction.manager, [ambassadorId]);
    const act = ambassador && actOf(ambassador);
    if (act === undefined) return;
    for (const tandemId of await new TandemsRepository(transaction.manager).openIdsOf(ambassadorId)) {
      if (act.kind === 'RESUME' && (await isAnybodyPaused(transaction.manager, { tandemId, now: happenedAt }))) continue;
      await keepAct(transaction, tandemId, { act, now: happenedAt });
    }
  }

  async separated(transaction: Transaction, ambassador: AmbassadorRecord): Promise<void> {
    for (const tandemId of await new TandemsRepository(transaction.manager).openIdsOf(ambassador.id)) {
      await keepAct(transaction, tandemId, { act: { kind: 'GO', by: ambassador.id }, now: this.#clock.now() });
    }
  }

  async rests(transaction: Transaction, ambassador: AmbassadorRecord): Promise<void> {
    await takeProposalsBack(transaction, ambassador.id, this.#clock.now());
  }
}

/** A pause that has run out ends by itself, without an act: the daily upkeep takes those tandems up again. */
function actOf({ id, status }: AmbassadorRecord): TandemAct {
  if (status === 'LEFT') return { kind: 'GO', by: id };
  return status === 'PAUSED' ? { kind: 'SUSPEND', by: id } : { kind: 'RESUME' };
}

/** Whether one of the two rests on the day of the programme; a third who rests leaves the others as they are. */
export async function isAnybodyPaused(
  manager: EntityManager,
  { tandemId, now }: { readonly tandemId: string; readonly now: Date },
): Promise<boolean> {
  const rows: readonly unknown[] = await manager.query(
    `SELECT FROM tandem_member AS member JOIN ambassador ON ambassador.id = member.ambassador_id
       JOIN programme ON programme.id = ambassador.programme_id
      WHERE tandem_id = $1 AND is_open AND side <> 'THIRD' AND ambassador.status = 'PAUSED'
        AND (paused_until IS NULL OR paused_until >= ($2::timestamptz AT TIME ZONE programme.time_zone)::date)`,
    [tandemId, now],
  );
  return rows.length > 0;
}
