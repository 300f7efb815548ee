import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Simulations of rules: what was tried, how far it has come, what came out for whom. */
export class RuleSimulations1763800006100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rule_simulation (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        status text NOT NULL CHECK (status IN ('RUNNING', 'COMPLETED', 'CANCELLED', 'INTERRUPTED', 'FAILED')),
        rule_set_id uuid NOT NULL REFERENCES rule_set (id),
        rule_set_revision integer NOT NULL,
        against_id uuid REFERENCES rule_set (id),
        counts_from timestamptz NOT NULL,
        counts_to timestamptz NOT NULL CHECK (counts_to > counts_from),
        -- Facts up to this one are looked at, so that a simulation is about one state of the history however long it takes.
        fact_sequence bigint NOT NULL,
        members_expected integer NOT NULL,
        members_done integer NOT NULL DEFAULT 0 CHECK (members_done <= members_expected),
        facts_done bigint NOT NULL DEFAULT 0,
        result json,
        started_by text NOT NULL,
        started_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        finished_at timestamptz,
        CHECK ((status = 'COMPLETED') = (result IS NOT NULL)),
        CHECK ((status = 'RUNNING') = (finished_at IS NULL))
      )`);
    await runner.query('CREATE INDEX rule_simulation_programme ON rule_simulation (programme_id, started_at DESC, id DESC)');
    await runner.query(`
      CREATE TABLE rule_simulation_member (
        simulation_id uuid NOT NULL REFERENCES rule_simulation (id) ON DELETE CASCADE,
        ambassador_id uuid NOT NULL REFERENCES ambassador (id),
        facts integer NOT NULL,
        points_before bigint NOT NULL,
        points_after bigint NOT NULL,
        PRIMARY KEY (simulation_id, ambassador_id)
      )`);
    await runner.query(`
      CREATE INDEX rule_simulation_member_difference
        ON rule_simulation_member (simulation_id, (points_after - points_before), ambassador_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rule_simulation_member');
    await runner.query('DROP TABLE rule_simulation');
  }
}
