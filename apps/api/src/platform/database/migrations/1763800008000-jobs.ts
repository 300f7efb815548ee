import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When each job runs next and how its last run went. What waits to be run stands in the schema "pgboss", which pg-boss creates and
 * migrates itself.
 */
export class Jobs1763800008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE job (
        name text PRIMARY KEY,
        schedule text,
        next_run_at timestamptz,
        last_started_at timestamptz,
        last_finished_at timestamptz,
        last_duration_ms bigint,
        last_outcome text CHECK (last_outcome IN ('SUCCEEDED', 'FAILED')),
        last_error text,
        runs bigint NOT NULL DEFAULT 0,
        failures bigint NOT NULL DEFAULT 0,
        CHECK ((schedule IS NULL) = (next_run_at IS NULL)),
        CHECK ((last_outcome IS NULL) = (last_finished_at IS NULL))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE job');
  }
}
