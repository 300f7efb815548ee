import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rule sets, the append-only ledger, and its projections: balances and the engine's state. */
export class Points1763800004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createRuleSets(runner);
    await this.createLedger(runner);
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

  private async createLedger(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger_entry (
        programme_id uuid NOT NULL REFERENCES programme (id),
        number bigint NOT NULL CHECK (number >= 1),
        id uuid NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind IN ('GRANT', 'REVERSAL', 'ADJUSTMENT', 'EXCHANGE')),
        ambassador_id uuid NOT NULL,
        activity_id uuid REFERENCES activity (id),
        reading_id uuid REFERENCES engagement_reading (id),
        rule_set_version integer,
        rule_key text,
        requested bigint NOT NULL,
        granted bigint NOT NULL CHECK (granted BETWEEN -9007199254740991 AND 9007199254740991),
        counts_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        reasons json NOT NULL,
        reverses_number bigint,
        reason text,
        idempotency_key text NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL CHECK (octet_length(hash) = 32),
        PRIMARY KEY (programme_id, number),
        UNIQUE (programme_id, idempotency_key),
        UNIQUE (programme_id, reverses_number),
        FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id),
        FOREIGN KEY (programme_id, rule_set_version) REFERENCES rule_set (programme_id, version),
        FOREIGN KEY (programme_id, reverses_number) REFERENCES ledger_entry (programme_id, number),
        CHECK ((kind = 'REVERSAL') = (reverses_number IS NOT NULL)),
        CHECK (kind <> 'REVERSAL' OR reason IS NOT NULL),
        CHECK (kind <> 'GRANT' OR (activity_id IS NOT NULL AND rule_key IS NOT NULL AND rule_set_version IS NOT NULL)),
        CHECK (kind <> 'GRANT' OR (granted >= 0 AND granted <= requested))
      )`);
    await runner.query('CREATE INDEX ledger_entry_ambassador ON ledger_entry (ambassador_id, number DESC)');
    await runner.query('CREATE INDEX ledger_entry_activity ON ledger_entry (activity_id)');
    await runner.query(`
      CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`);
  }

  private async createProjections(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE member_state (
        ambassador_id uuid PRIMARY KEY REFERENCES ambassador (id),
        state json NOT NULL,
        balance bigint NOT NULL DEFAULT 0
      ) WITH (fillfactor = 70)`);
    await runner.query(`
      CREATE TABLE content_state (
        activity_id uuid PRIMARY KEY REFERENCES activity (id),
        state json NOT NULL
      ) WITH (fillfactor = 80)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['content_state', 'member_state', 'ledger_entry', 'rule_set']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
