import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a season is about, what goes over into the next one, and the podiums of its end, which never change. */
export class SeasonCeremonies1763800019000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE season ADD COLUMN theme json, ADD COLUMN carries_requests boolean NOT NULL DEFAULT true');
    await runner.query(`
      CREATE TABLE season_ceremony (
        season_id uuid PRIMARY KEY REFERENCES season (id),
        programme_id uuid NOT NULL REFERENCES programme (id),
        taken_at timestamptz NOT NULL,
        -- How many stood on boards then: podiums are told only where they are enough.
        members integer NOT NULL CHECK (members >= 0)
      )`);
    await runner.query(`
      CREATE TABLE season_podium_place (
        season_id uuid NOT NULL REFERENCES season_ceremony (season_id),
        measure text NOT NULL CHECK (measure IN ('POINTS', 'MOST_HELPFUL', 'BEST_COMEBACK', 'BEST_TANDEM', 'BEST_NEWCOMER')),
        place integer NOT NULL CHECK (place >= 1),
        rank integer NOT NULL CHECK (rank BETWEEN 1 AND 3),
        -- An ambassador, or a tandem.
        subject_id uuid NOT NULL,
        value bigint NOT NULL CHECK (value >= 1),
        PRIMARY KEY (season_id, measure, place),
        UNIQUE (season_id, measure, subject_id)
      )`);
    for (const table of ['season_ceremony', 'season_podium_place']) {
      await runner.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE season_podium_place');
    await runner.query('DROP TABLE season_ceremony');
    await runner.query('ALTER TABLE season DROP COLUMN theme, DROP COLUMN carries_requests');
  }
}
