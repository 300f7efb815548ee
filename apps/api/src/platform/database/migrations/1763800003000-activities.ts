import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts: activities, readings of their engagement, withdrawals. One counter a programme numbers all three in recording order. */
export class Activities1763800003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE programme_head (
        programme_id uuid PRIMARY KEY REFERENCES programme (id),
        fact_sequence bigint NOT NULL DEFAULT 0,
        -- These three follow from the ledger: its trigger moves them on, and nobody moves them back.
        booked_sequence bigint NOT NULL DEFAULT 0,
        ledger_number bigint NOT NULL DEFAULT 0,
        ledger_hash bytea NOT NULL DEFAULT '\\x',
        -- Counts up with every change of what decisions depend on beside facts: whoever holds the head may keep it until then.
        settings_version bigint NOT NULL DEFAULT 0
      )`);
    await runner.query(`
      CREATE FUNCTION note_changed_settings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE
        changed uuid := CASE WHEN TG_TABLE_NAME = 'programme' THEN to_jsonb(coalesce(NEW, OLD)) ->> 'id'
                             ELSE to_jsonb(coalesce(NEW, OLD)) ->> 'programme_id' END;
      BEGIN
        UPDATE programme_head SET settings_version = settings_version + 1 WHERE programme_id = changed;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER programme_settings AFTER UPDATE ON programme FOR EACH ROW EXECUTE FUNCTION note_changed_settings()`);
    for (const table of ['campaign', 'season']) {
      await runner.query(`
        CREATE TRIGGER ${table}_settings AFTER INSERT OR UPDATE OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION note_changed_settings()`);
    }
    await runner.query(`
      CREATE FUNCTION refuse_step_back() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the ends of a history only move on' USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER programme_head_moves_on BEFORE UPDATE ON programme_head FOR EACH ROW
        WHEN (NEW.programme_id <> OLD.programme_id OR NEW.fact_sequence < OLD.fact_sequence
              OR NEW.booked_sequence < OLD.booked_sequence OR NEW.ledger_number < OLD.ledger_number
              OR NEW.settings_version < OLD.settings_version)
        EXECUTE FUNCTION refuse_step_back()`);
    await runner.query(`
      CREATE TRIGGER programme_head_stays BEFORE DELETE OR TRUNCATE ON programme_head
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_step_back()`);
    await runner.query(`
      CREATE TABLE import_run (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        status text NOT NULL CHECK (status IN ('RUNNING', 'COMPLETED', 'INTERRUPTED', 'FAILED', 'CANCELLED')),
        format text NOT NULL CHECK (format IN ('CSV', 'NDJSON')),
        file_name text,
        settings json NOT NULL,
        started_by text NOT NULL,
        bytes_expected bigint,
        bytes_read bigint NOT NULL DEFAULT 0,
        lines_read bigint NOT NULL DEFAULT 0,
        recorded bigint NOT NULL DEFAULT 0,
        duplicates bigint NOT NULL DEFAULT 0,
        failed bigint NOT NULL DEFAULT 0,
        failure text,
        checkpoint_hash bytea,
        started_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        finished_at timestamptz,
        CHECK (lines_read = recorded + duplicates + failed)
      )`);
    await runner.query('CREATE INDEX import_run_programme ON import_run (programme_id, started_at DESC, id DESC)');
    await runner.query(`
      CREATE TABLE import_line_error (
        import_id uuid NOT NULL REFERENCES import_run (id),
        line bigint NOT NULL,
        ordinal smallint NOT NULL,
        column_name text,
        code text NOT NULL,
        reason text NOT NULL,
        PRIMARY KEY (import_id, line, ordinal)
      )`);
    await runner.query(`
      CREATE TABLE activity (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL,
        sequence bigint NOT NULL,
        ambassador_id uuid NOT NULL,
        source text NOT NULL CHECK (char_length(source) BETWEEN 1 AND 100),
        external_id text NOT NULL CHECK (char_length(external_id) BETWEEN 1 AND 200),
        kind text NOT NULL,
        channel text NOT NULL,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        evidence text NOT NULL CHECK (evidence IN ('SELF_REPORTED', 'PEER_CONFIRMED', 'CHANNEL_VERIFIED')),
        campaign_id uuid,
        hashtags text[] NOT NULL DEFAULT '{}',
        url text CHECK (char_length(url) <= 2000),
        disclosed boolean,
        text_length integer CHECK (text_length >= 0),
        amplifies text CHECK (char_length(amplifies) <= 200),
        content_key text CHECK (char_length(content_key) <= 100),
        quantity integer CHECK (quantity >= 1),
        -- As the engine knew them when the fact was recorded, so that a replay sees what the evaluation saw.
        segment text,
        tandem_id uuid,
        import_id uuid REFERENCES import_run (id),
        UNIQUE (programme_id, source, external_id),
        UNIQUE (programme_id, sequence),
        FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id),
        FOREIGN KEY (programme_id, campaign_id) REFERENCES campaign (programme_id, id)
      )`);
    await runner.query('CREATE INDEX activity_ambassador ON activity (ambassador_id, occurred_at DESC, id DESC)');
    await runner.query('CREATE INDEX activity_programme ON activity (programme_id, occurred_at DESC, id DESC)');
    await runner.query(`
      CREATE TABLE engagement_reading (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        sequence bigint NOT NULL,
        activity_id uuid NOT NULL REFERENCES activity (id),
        read_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        likes integer NOT NULL CHECK (likes >= 0),
        comments integer NOT NULL CHECK (comments >= 0),
        reposts integer NOT NULL CHECK (reposts >= 0),
        clicks integer NOT NULL CHECK (clicks >= 0),
        colleague_likes json,
        UNIQUE (activity_id, read_at),
        UNIQUE (programme_id, sequence)
      )`);
    await runner.query(`
      CREATE TABLE activity_withdrawal (
        activity_id uuid PRIMARY KEY REFERENCES activity (id),
        programme_id uuid NOT NULL REFERENCES programme (id),
        sequence bigint NOT NULL,
        cause text NOT NULL CHECK (cause IN ('WITHDRAWN', 'REJECTED')),
        reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500),
        withdrawn_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        UNIQUE (programme_id, sequence)
      )`);
    // The activity as its source tells it now: a fact of its own, beside the one that it corrects.
    await runner.query(`
      CREATE TABLE activity_correction (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL,
        sequence bigint NOT NULL,
        activity_id uuid NOT NULL REFERENCES activity (id),
        kind text NOT NULL,
        channel text NOT NULL,
        occurred_at timestamptz NOT NULL,
        evidence text NOT NULL CHECK (evidence IN ('SELF_REPORTED', 'PEER_CONFIRMED', 'CHANNEL_VERIFIED')),
        campaign_id uuid,
        hashtags text[] NOT NULL,
        url text CHECK (char_length(url) <= 2000),
        disclosed boolean,
        text_length integer CHECK (text_length >= 0),
        amplifies text CHECK (char_length(amplifies) <= 200),
        content_key text CHECK (char_length(content_key) <= 100),
        quantity integer CHECK (quantity >= 1),
        reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500),
        corrected_by text NOT NULL,
        recorded_at timestamptz NOT NULL,
        UNIQUE (programme_id, sequence),
        UNIQUE (activity_id, sequence),
        FOREIGN KEY (programme_id, campaign_id) REFERENCES campaign (programme_id, id)
      )`);
    await runner.query(`
      CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    for (const table of ['activity', 'engagement_reading', 'activity_withdrawal', 'activity_correction']) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
           FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['programme', 'campaign', 'season']) {
      await runner.query(`DROP TRIGGER ${table}_settings ON ${table}`);
    }
    for (const table of [
      'activity_correction',
      'activity_withdrawal',
      'engagement_reading',
      'activity',
      'import_line_error',
      'import_run',
      'programme_head',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query('DROP FUNCTION refuse_change_of_history');
    await runner.query('DROP FUNCTION refuse_step_back');
    await runner.query('DROP FUNCTION note_changed_settings');
  }
}
