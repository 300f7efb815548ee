import type { EntityManager } from 'typeorm';

/**
 * The ends of a programme's two histories: the last number given to a fact, and the last ledger entry with its hash. Whoever holds the
 * locked row is the programme's only writer until the transaction ends; that is what keeps the numbers gapless and the chain unforked,
 * and what makes two facts of one person see each other's use of a cap.
 */
export interface ProgrammeHead {
  readonly programmeId: string;
  factSequence: number;
  ledgerNumber: number;
  ledgerHash: Buffer;
}

/** Waits for the programme's other writers and locks it. */
export async function lockProgrammeHead(manager: EntityManager, programmeId: string): Promise<ProgrammeHead> {
  const select = `SELECT fact_sequence, ledger_number, ledger_hash FROM programme_head WHERE programme_id = $1 FOR UPDATE`;
  let [row]: readonly HeadRow[] = await manager.query(select, [programmeId]);
  if (row === undefined) {
    await manager.query('INSERT INTO programme_head (programme_id) VALUES ($1) ON CONFLICT DO NOTHING', [programmeId]);
    [row] = (await manager.query(select, [programmeId])) as readonly HeadRow[];
  }
  if (row === undefined) throw new Error(`programme ${programmeId} has no head`);
  return {
    programmeId,
    factSequence: Number(row.fact_sequence),
    ledgerNumber: Number(row.ledger_number),
    ledgerHash: row.ledger_hash,
  };
}

interface HeadRow {
  readonly fact_sequence: string;
  readonly ledger_number: string;
  readonly ledger_hash: Buffer;
}

/** Keeps the last number given to a fact. The end of the ledger follows from the ledger: the database moves it on with every line. */
export async function saveProgrammeHead(manager: EntityManager, head: ProgrammeHead): Promise<void> {
  await manager.query('UPDATE programme_head SET fact_sequence = $2 WHERE programme_id = $1', [
    head.programmeId,
    head.factSequence,
  ]);
}
