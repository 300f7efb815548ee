import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ledgerStatements } from './1763800004000-points.ledger.ts';

/** Rule sets, the append-only ledger, and its projections: balances and the engine's state. */
export class Points1763800004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createRuleSets(runner);
    for (const statement of ledgerStatements) await runner.query(statement);
    await this.createProjections(runner);
  }

  private async createRuleSets(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rule_set (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        version integer NOT NULL CHECK (version >= 1),
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        status text NOT NULL CHECK (status IN ('DRAFT', 'SCHEDULED', 'DISCARDED')),
        effective_from timestamptz,
        document json NOT NULL,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        UNIQUE (programme_id, version),
        CHECK ((status = 'SCHEDULED') = (effective_from IS NOT NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX rule_set_effective ON rule_set (programme_id, effective_from) WHERE status = 'SCHEDULED'`);
  }

  private async createProjections(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member_state (
        ambassador_id uuid PRIMARY KEY REFERENCES ambassador (id),
        state json NOT NULL,
        balance bigint NOT NULL DEFAULT 0 CHECK (balance BETWEEN -9007199254740991 AND 9007199254740991)
      ) WITH (fillfactor = 70)`);
    await runner.query(`
      CREATE TABLE content_state (
        activity_id uuid PRIMARY KEY REFERENCES activity (id),
        state json NOT NULL
      ) WITH (fillfactor = 80)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      ...['content_state', 'member_state', 'entry_withdrawal', 'ledger_reversal', 'ledger_entry', 'rule_set'],
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
    for (const name of ['append_to_ledger', 'prepare_ledger_month', 'guard_ledger_partition', 'refuse_direct_insert']) {
      await runner.query(`DROP FUNCTION ${name}`);
    }
  }
}
