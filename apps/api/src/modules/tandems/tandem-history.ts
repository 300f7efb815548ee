import type { EntityManager } from 'typeorm';
import type { TandemState } from './tandem.ts';

/** What earlier tandems mean for the next round. */
export interface TandemHistory {
  /**
   * Partners of earlier tandems, one entry a tandem, by ambassador. A proposal that somebody declined for the person counts, and one that
   * nobody answered for three rounds.
   */
  readonly met: ReadonlyMap<string, readonly string[]>;
  /** Who accompanies whom at present: open tandems by whom is accompanied, thirds included. */
  readonly open: readonly OpenPair[];
  /** Rounds waited, of those who wait. */
  readonly waited: ReadonlyMap<string, number>;
}

export interface OpenPair {
  readonly tandemId: string;
  readonly state: TandemState;
  /** Who is helped, and as what. */
  readonly hesitantId: string;
  readonly side: 'HESITANT' | 'THIRD';
  readonly frequentId: string;
}

interface PairRow extends OpenPair {
  readonly isOpen: boolean;
  readonly hasMet: boolean;
}

/** For so many rounds two are not proposed to each other again of whom not both answered. */
const roundsAfterExpiry = 3;

/**
 * Reads it for a whole programme. Two have met who accepted each other, two of whom one said no because of the other, and for some rounds
 * two who let a proposal expire [RO1]: they are proposed to each other again only when everybody possible was met.
 */
export async function readTandemHistory(manager: EntityManager, programmeId: string): Promise<TandemHistory> {
  const rows: readonly PairRow[] = await manager.query(
    `SELECT tandem.id AS "tandemId", tandem.state, helped.ambassador_id AS "hesitantId", helper.ambassador_id AS "frequentId",
            helped.side, helped.is_open AS "isOpen",
            (tandem.accepted_at IS NOT NULL AND helped.answer IS DISTINCT FROM 'DECLINED')
              OR coalesce(helped.decline_reason, helper.decline_reason) IN ('NOT_A_FIT', 'KNOW_EACH_OTHER', 'NEVER_WITH_THIS_PERSON')
              OR (tandem.state = 'EXPIRED' AND helped.answer IS DISTINCT FROM 'DECLINED' AND rounds.number > rounds.latest - $2) AS "hasMet"
       FROM (SELECT run_id, dense_rank() OVER (ORDER BY min(proposed_at), run_id) AS number, count(*) OVER () AS latest
               FROM tandem WHERE programme_id = $1 GROUP BY run_id) AS rounds
       JOIN tandem ON tandem.run_id = rounds.run_id
       JOIN tandem_member AS helped ON helped.tandem_id = tandem.id AND helped.side <> 'FREQUENT'
       JOIN tandem_member AS helper ON helper.tandem_id = tandem.id AND helper.side = 'FREQUENT'
      WHERE tandem.programme_id = $1
      ORDER BY tandem.id, helped.ambassador_id`,
    [programmeId, roundsAfterExpiry],
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
    .map(({ tandemId, state, hesitantId, side, frequentId }) => ({ tandemId, state, hesitantId, side, frequentId }));
  return { met, open, waited: new Map(waiting.map(({ id, rounds }) => [id, rounds])) };
}
