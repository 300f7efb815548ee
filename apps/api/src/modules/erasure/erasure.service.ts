import type { EntityManager } from 'typeorm';
import { may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import {
  type AmbassadorRecord,
  type BoardMembership,
  findAmbassadorsByIds,
  lockAmbassador,
  type ProgrammeFactsReader,
  sightOf,
} from '../ambassadors/index.ts';
import { erase, keepChange } from '../participation/index.ts';

/** Where a slice keeps what leads to a person beyond what this one knows of; it forgets it in the same transaction. */
export interface PersonalTraces {
  erase(manager: EntityManager, ambassador: { readonly programmeId: string; readonly ambassadorId: string }): Promise<void>;
}

export interface ErasureDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly facts: ProgrammeFactsReader;
  readonly boards: readonly BoardMembership[];
  readonly traces: readonly PersonalTraces[];
}

/** Erases people on their own or an admin's word. */
export class ErasureService {
  readonly #dependencies: ErasureDependencies;

  constructor(dependencies: ErasureDependencies) {
    this.#dependencies = dependencies;
  }

  /** Who was erased before stays so. Ledger, facts and frozen places go on under the same id, which from then on leads to nobody. */
  async erase(viewer: Viewer, ambassadorId: string): Promise<Outcome<Date, UserFailure>> {
    const { database, facts: reader, clock } = this.#dependencies;
    const [known] = await findAmbassadorsByIds(database.manager, [ambassadorId]);
    const facts = known && (await reader.factsOf(known.programmeId));
    if (facts === undefined) return fail(notFound(['ambassador']));
    return database.transaction(async (transaction) => {
      const before = await lockAmbassador(transaction.manager, { id: ambassadorId });
      if (before === undefined) return fail(notFound(['ambassador']));
      const refusal = refusalOf(viewer, before);
      if (refusal !== null) return fail(refusal);
      const decision = erase(before, clock.now());
      if (decision.kind !== 'change') return succeed(before.erasedAt ?? clock.now());
      const { change } = decision;
      const { consentVersion } = facts.programme.privacy;
      await keepChange(transaction, this.#dependencies.boards, { before, change, consentVersion, now: facts.now });
      await this.#forget(transaction, before);
      return succeed(change.ambassador.erasedAt ?? facts.now);
    });
  }

  async #forget({ manager }: Transaction, before: AmbassadorRecord): Promise<void> {
    const { id: ambassadorId, programmeId, personId } = before;
    await manager.query('DELETE FROM social_profile WHERE ambassador_id = $1', [ambassadorId]);
    await manager.query('DELETE FROM consent WHERE ambassador_id = $1', [ambassadorId]);
    await manager.query(`DELETE FROM participation_event WHERE ambassador_id = $1 AND kind <> 'ERASED'`, [ambassadorId]);
    await manager.query('SELECT erase_traces($1)', [ambassadorId]);
    for (const traces of this.#dependencies.traces) await traces.erase(manager, { programmeId, ambassadorId });
    if (personId !== null) await forgetPerson(manager, personId);
  }
}

/** The person goes with the last participation, unless a role or something that they issued still needs to say whose it was. */
async function forgetPerson(manager: EntityManager, personId: string): Promise<void> {
  await manager.query(
    `DELETE FROM person WHERE id = $1
       AND NOT EXISTS (SELECT FROM ambassador WHERE person_id = $1)
       AND NOT EXISTS (SELECT FROM role_grant WHERE $1 IN (person_id, granted_by, revoked_by))
       AND NOT EXISTS (SELECT FROM api_token WHERE created_by = $1)
       AND NOT EXISTS (SELECT FROM wall_board_link WHERE created_by = $1)`,
    [personId],
  );
}

function refusalOf(viewer: Viewer, ambassador: AmbassadorRecord): UserFailure | null {
  const { programmeId, personId, id: ambassadorId } = ambassador;
  if (may(viewer, { to: ['SELF', 'ADMIN'], programmeId, personId, ambassadorId })) return null;
  return sightOf(viewer, ambassador) === 'NOTHING' ? notFound(['ambassador']) : notAllowed(['ambassador']);
}
