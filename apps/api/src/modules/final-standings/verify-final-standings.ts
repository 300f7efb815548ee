import type { EntityManager } from 'typeorm';
import { FinalStandingsRepository } from './final-standings.repository.ts';
import { isSignedBy, statementText } from './statement.ts';

/** What is wrong with a final standing. */
export interface FinalStandingProblem {
  readonly boardId: string;
  /** PLACES: they are not the ones that were taken. SIGNATURE: it is not one of this statement. LEDGER: no such end of the ledger. */
  readonly problem: 'PLACES' | 'SIGNATURE' | 'LEDGER';
}

export interface FinalStandingsVerified {
  readonly checked: number;
  /** Of those checked, how many bear no signature, because the installation had no key. */
  readonly unsigned: number;
  /** Identifies the keys that signed: whoever verifies compares them with the key they know. */
  readonly publicKeys: readonly Buffer[];
  readonly problems: readonly FinalStandingProblem[];
}

/** Checks every final standing of a programme against its places, its signature and the ledger. */
export async function verifyFinalStandings(manager: EntityManager, programmeId: string): Promise<FinalStandingsVerified> {
  const repository = new FinalStandingsRepository(manager);
  const finals = await repository.ofProgramme(programmeId);
  const hashes = await repository.hashes(programmeId);
  const ends = await ledgerHashes(
    manager,
    programmeId,
    finals.map(({ ledgerNumber }) => ledgerNumber),
  );
  const keys = new Map<string, Buffer>();
  const problems: FinalStandingProblem[] = [];
  for (const final of finals) {
    const { boardId, placeCount, placesHash, publicKey, signature } = final;
    const places = hashes.get(boardId);
    if (places?.count !== placeCount || !places.hash.equals(placesHash)) problems.push({ boardId, problem: 'PLACES' });
    if (publicKey !== null && signature !== null) {
      keys.set(publicKey.toString('hex'), publicKey);
      if (!isSignedBy(statementText(final), { publicKey, signature })) {
        problems.push({ boardId, problem: 'SIGNATURE' });
      }
    }
    const end = final.ledgerNumber === 0 ? Buffer.alloc(0) : ends.get(final.ledgerNumber);
    if (end === undefined || !end.equals(final.ledgerHash)) problems.push({ boardId, problem: 'LEDGER' });
  }
  const unsigned = finals.filter(({ signature }) => signature === null).length;
  return { checked: finals.length, unsigned, publicKeys: [...keys.values()], problems };
}

async function ledgerHashes(
  manager: EntityManager,
  programmeId: string,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Buffer>> {
  const rows: readonly { number: string; hash: Buffer }[] = await manager.query(
    'SELECT number, hash FROM ledger_entry WHERE programme_id = $1 AND number = ANY ($2::bigint[])',
    [programmeId, [...new Set(numbers)]],
  );
  return new Map(rows.map(({ number, hash }) => [Number(number), hash]));
}
