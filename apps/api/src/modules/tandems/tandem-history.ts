import type { EntityManager } from 'typeorm';
import type { TandemState } from './tandem.ts';

/** What earlier tandems mean for the next round. */
export interface TandemHistory {
  /** Partners of earlier tandems, one entry a tandem, by ambassador. A proposal that somebody declined for the person counts. */
  readonly met: ReadonlyMap<string, readonly string[]>;
  /** Who accompanies whom at present: open tandems by whom is accompanied, thirds included. */
  readonly open: readonly OpenPair[];
  /** Rounds waited, of those who wait. */
  readonly waited: ReadonlyMap<string, number>;
}

export interface OpenPair {
  readonly tandemId: string;
  readonly state: TandemState;
  readonly hesitantId: string;
  readonly frequentId: string;
}

interface PairRow extends OpenPair {
  readonly isOpen: boolean;
  readonly hasMet: boolean;
}

/**
 * Reads it for a whole programme. Two have met who accepted each other, and two of whom one said no because of the other: they are
 * proposed to each other again only when everybody possible was met.
 */
export async function readTandemHistory(manager: EntityManager, programmeId: string): Promise<TandemHistory> {
  const rows: readonly PairRow[] = await manager.query(
    `SELECT tandem.id AS "tandemId", tandem.state, helped.ambassador_id AS "hesitantId", helper.ambassador_id AS "frequentId",
            helped.is_open AS "isOpen",
            (tandem.accepted_at IS NOT NULL AND helped.answer IS DISTINCT FROM 'DECLINED')
              OR coalesce(helped.decline_reason, helper.decline_reason) IN ('NOT_A_FIT', 'KNOW_EACH_OTHER', 'NEVER_WITH_THIS_PERSON')
              AS "hasMet"
       FROM tandem
       JOIN tandem_member AS helped ON helped.tandem_id = tandem.id AND helped.side <> 'FREQUENT'
       JOIN tandem_member AS helper ON helper.tandem_id = tandem.id AND helper.side = 'FREQUENT'
      WHERE tandem.programme_id = $1
      ORDER BY tandem.id, helped.ambassador_id`,
    [programmeId],
  );
  const waiting: readonly { id: string; rounds: number }[] = await manager.query(
    'SELECT ambassador_id AS id, rounds FROM tandem_waiting WHERE programme_id = $1',
    [programmeId],
  );
  const met = new Map<string, string[]>();
  for (const { hesitantId, frequentId } of rows.filter(({ hasMet }) => hasMet)) {
    met.set(hesitantId, [...(met.get(hesitantId) ?? []), frequentId]);
    met.set(frequentId, [...(met.get(frequentId) ?? []), hesitantId]);
  }
  const open = rows
    .filter(({ isOpen }) => isOpen)
    .map(({ tandemId, state, hesitantId, frequentId }) => ({ tandemId, state, hesitantId, frequentId }));
  return { met, open, waited: new Map(waiting.map(({ id, rounds }) => [id, rounds])) };
}
