import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The life of rules: revisions of drafts, the history of every version, and what the database itself refuses. */
export class Rules1763800006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rule_set
        ADD COLUMN revision integer NOT NULL DEFAULT 1 CHECK (revision >= 1),
        ADD COLUMN based_on integer`);
    await runner.query(`
      CREATE TABLE rule_set_step (
        rule_set_id uuid NOT NULL REFERENCES rule_set (id),
        ordinal integer NOT NULL CHECK (ordinal >= 1),
        step text NOT NULL CHECK (step IN ('DRAFTED', 'EDITED', 'DISCARDED', 'SCHEDULED', 'UNSCHEDULED')),
        revision integer NOT NULL,
        actor text NOT NULL,
        happened_at timestamptz NOT NULL,
        effective_from timestamptz,
        -- As the draft read from this step on, so that nothing that somebody wrote is ever lost.
        name text,
        document json,
        PRIMARY KEY (rule_set_id, ordinal),
        CHECK ((step IN ('DRAFTED', 'EDITED')) = (document IS NOT NULL AND name IS NOT NULL)),
        CHECK ((step = 'SCHEDULED') = (effective_from IS NOT NULL))
      )`);
    await runner.query(`
      INSERT INTO rule_set_step (rule_set_id, ordinal, step, revision, actor, happened_at, name, document)
      SELECT id, 1, 'DRAFTED', 1, created_by, created_at, name, document FROM rule_set`);
    await runner.query(`
      CREATE TRIGGER rule_set_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rule_set_step
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`);
    await this.guardVersions(runner);
  }

  /** What rule-set-life.ts decides, once more where nobody can go around it. */
  private async guardVersions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION guard_rule_set() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.id, OLD.programme_id, OLD.version, OLD.created_at, OLD.created_by, OLD.based_on)
           IS DISTINCT FROM (NEW.id, NEW.programme_id, NEW.version, NEW.created_at, NEW.created_by, NEW.based_on) THEN
          RAISE EXCEPTION 'what a rule set is never changes' USING ERRCODE = 'integrity_constraint_violation';
        ELSIF OLD.status = 'DISCARDED' THEN
          RAISE EXCEPTION 'a discarded rule set never changes' USING ERRCODE = 'integrity_constraint_violation';
        ELSIF OLD.status = 'SCHEDULED' AND OLD.effective_from <= now() THEN
          RAISE EXCEPTION 'a rule set that has come into force never changes' USING ERRCODE = 'integrity_constraint_violation';
        ELSIF OLD.status = 'SCHEDULED' AND (NEW.status <> 'DRAFT' OR NEW.document::text <> OLD.document::text) THEN
          RAISE EXCEPTION 'a scheduled rule set can only become a draft again' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query('CREATE TRIGGER rule_set_life BEFORE UPDATE ON rule_set FOR EACH ROW EXECUTE FUNCTION guard_rule_set()');
    await runner.query(`
      CREATE FUNCTION refuse_decided_rule_set() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a rule set begins as a draft' USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER rule_set_begins BEFORE INSERT ON rule_set FOR EACH ROW
        WHEN (NEW.status <> 'DRAFT' OR NEW.effective_from IS NOT NULL) EXECUTE FUNCTION refuse_decided_rule_set()`);
    // A function of its own: what refuse_change_of_history guards is never updated either.
    await runner.query(`
      CREATE FUNCTION refuse_removal_of_rule_set() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'rule sets are kept: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER rule_set_kept BEFORE DELETE OR TRUNCATE ON rule_set
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_rule_set()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER rule_set_kept ON rule_set');
    await runner.query('DROP FUNCTION refuse_removal_of_rule_set');
    await runner.query('DROP TRIGGER rule_set_begins ON rule_set');
    await runner.query('DROP FUNCTION refuse_decided_rule_set');
    await runner.query('DROP TRIGGER rule_set_life ON rule_set');
    await runner.query('DROP FUNCTION guard_rule_set');
    await runner.query('DROP TABLE rule_set_step');
    await runner.query('ALTER TABLE rule_set DROP COLUMN revision, DROP COLUMN based_on');
  }
}
