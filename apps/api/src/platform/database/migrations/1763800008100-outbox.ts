import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Announcements that were committed and not yet published, one row a transaction. Rows live for milliseconds, so the table is vacuumed
 * by their number, not by its size.
 */
export class Outbox1763800008100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        events json NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox');
  }
}
