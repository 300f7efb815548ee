import { createHash } from 'node:crypto';
import { canonicalJson } from '@fanfare/gamification';
import type { AuditedProgramme } from './audited-programme.ts';
import type { CheckName, Findings, FindingValue } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

/** A line as it is stored, column by column: the hash covers every column but the two hashes. */
type StoredLine = Readonly<Record<string, unknown>> & {
  readonly number: number;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  readonly idempotencyKey: string;
  readonly factSequence: number;
};

/**
 * Reads the ledger of a programme once, in its order: numbers without a gap, each line behind the hash of the one before it, every hash
 * computed again from the line itself, keys that name their fact, facts in their order; and the head at its end.
 */
export async function checkLedger(
  snapshot: Snapshot,
  {
    programme,
    findings,
    onLines,
  }: {
    readonly programme: AuditedProgramme;
    readonly findings: Findings;
    readonly onLines: (count: number) => void;
  },
): Promise<void> {
  const pass = new LedgerPass(programme, findings);
  const columns = await ledgerColumns(snapshot);
  const sql = `SELECT ${columns} FROM ledger_entry WHERE programme_id = $1 ORDER BY number`;
  for await (const lines of snapshot.batches<StoredLine>(sql, [programme.id])) {
    for (const line of lines) pass.line(line);
    onLines(lines.length);
  }
  pass.end();
}

class LedgerPass {
  readonly #programme: AuditedProgramme;
  readonly #findings: Findings;
  #number = 0;
  #hash: Buffer = Buffer.alloc(0);
  #factSequence = 0;
  /** Keys of the present fact: another fact's lines cannot have them, because a key begins with the fact's number. */
  readonly #keys = new Set<string>();

  constructor(programme: AuditedProgramme, findings: Findings) {
    this.#programme = programme;
    this.#findings = findings;
  }

  line(line: StoredLine): void {
    const { previousHash, hash, ...content } = line;
    for (const check of ['LEDGER_SEQUENCE', 'LEDGER_CHAIN', 'LEDGER_KEYS'] as const) this.#findings.checked(check);
    this.#compare('LEDGER_SEQUENCE', line, { field: 'number', expected: this.#number + 1, found: line.number });
    this.#compare('LEDGER_CHAIN', line, { field: 'previousHash', expected: hex(this.#hash), found: hex(previousHash) });
    const computed = createHash('sha256').update(previousHash).update(canonicalJson(content)).digest();
    this.#compare('LEDGER_CHAIN', line, { field: 'hash', expected: hex(computed), found: hex(hash) });
    this.#checkKey(line);
    this.#number = line.number;
    this.#hash = hash;
  }

  end(): void {
    const { head, key, id } = this.#programme;
    const compare = (check: CheckName, field: string, expected: FindingValue, found: FindingValue) =>
      this.#findings.compare({ check, programme: key, subject: 'PROGRAMME', id, field, expected, found });
    compare('LEDGER_SEQUENCE', 'head.ledgerNumber', this.#number, head.ledgerNumber);
    compare('LEDGER_CHAIN', 'head.ledgerHash', hex(this.#hash), hex(head.ledgerHash));
  }

  #checkKey(line: StoredLine): void {
    const { idempotencyKey, factSequence } = line;
    if (factSequence < this.#factSequence) {
      this.#compare('LEDGER_SEQUENCE', line, { field: 'factSequence', expected: this.#factSequence, found: factSequence });
    }
    if (factSequence !== this.#factSequence) this.#keys.clear();
    this.#factSequence = factSequence;
    const begins = `${factSequence}:`;
    if (!idempotencyKey.startsWith(begins))
      this.#compare('LEDGER_KEYS', line, { field: 'idempotencyKey', expected: `${begins}…`, found: idempotencyKey });
    if (this.#keys.has(idempotencyKey))
      this.#compare('LEDGER_KEYS', line, { field: 'idempotencyKey', expected: 1, found: `2 × ${idempotencyKey}` });
    this.#keys.add(idempotencyKey);
  }

  #compare(
    check: CheckName,
    { number }: StoredLine,
    difference: { readonly field: string; readonly expected: FindingValue; readonly found: FindingValue },
  ): void {
    this.#findings.compare({ check, programme: this.#programme.key, subject: 'ENTRY', id: String(number), ...difference });
  }
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex');
}

/** Every column of the ledger under its name in a line. */
async function ledgerColumns(snapshot: Snapshot): Promise<string> {
  const columns = await snapshot.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
      WHERE attrelid = 'ledger_entry'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
  );
  const inCamelCase = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return columns.map(({ name }) => `${name} AS "${inCamelCase(name)}"`).join(', ');
}
