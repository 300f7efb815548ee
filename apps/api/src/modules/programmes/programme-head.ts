import type { EntityManager } from 'typeorm';
import { prepared } from '../../platform/database/prepared-statement.ts';

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
  /** Counts up with every change of the programme, its seasons, campaigns and rules in force. */
  readonly settingsVersion: number;
}

const lockHead = prepared<HeadRow>(
  'SELECT fact_sequence, ledger_number, ledger_hash, settings_version FROM programme_head WHERE programme_id = $1 FOR UPDATE',
);
const saveHead = prepared('UPDATE programme_head SET fact_sequence = $2 WHERE programme_id = $1');

/** Waits for the programme's other writers and locks it. */
export async function lockProgrammeHead(manager: EntityManager, programmeId: string): Promise<ProgrammeHead> {
  let [row] = await lockHead(manager, [programmeId]);
  if (row === undefined) {
    await manager.query('INSERT INTO programme_head (programme_id) VALUES ($1) ON CONFLICT DO NOTHING', [programmeId]);
    [row] = await lockHead(manager, [programmeId]);
  }
  if (row === undefined) throw new Error(`programme ${programmeId} has no head`);
  return {
    programmeId,
    factSequence: Number(row.fact_sequence),
    ledgerNumber: Number(row.ledger_number),
    ledgerHash: row.ledger_hash,
    settingsVersion: Number(row.settings_version),
  };
}

interface HeadRow {
  readonly fact_sequence: string;
  readonly ledger_number: string;
  readonly ledger_hash: Buffer;
  readonly settings_version: string;
}

/** Keeps the last number given to a fact. The end of the ledger follows from the ledger: the database moves it on with every line. */
export async function saveProgrammeHead(manager: EntityManager, head: ProgrammeHead): Promise<void> {
  await saveHead(manager, [head.programmeId, head.factSequence]);
}

/** More programmes than this are not kept at a time. */
const keptProgrammes = 200;

/**
 * What is read of a programme's settings, kept as long as nobody changes them. It may be asked for only by who holds the head: changes
 * count its version up, so they wait for the holder, and the holder sees all that came before.
 */
export class KeptSettings<Settings> {
  readonly #read: (manager: EntityManager, programmeId: string) => Promise<Settings>;
  readonly #kept = new Map<string, { readonly version: number; readonly settings: Settings }>();

  constructor(read: (manager: EntityManager, programmeId: string) => Promise<Settings>) {
    this.#read = read;
  }

  async of(manager: EntityManager, { programmeId, settingsVersion: version }: ProgrammeHead): Promise<Settings> {
    const kept = this.#kept.get(programmeId);
    if (kept?.version === version) return kept.settings;
    const settings = await this.#read(manager, programmeId);
    if (this.#kept.size >= keptProgrammes) this.#kept.clear();
    this.#kept.set(programmeId, { version, settings });
    return settings;
  }
}
