import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a season is about, and the podiums of its end, which never change. */
export class SeasonCeremonies1763800019000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE season_theme (
        season_id uuid PRIMARY KEY,
        programme_id uuid NOT NULL,
        revision integer NOT NULL CHECK (revision >= 1),
        name json NOT NULL,
        call_text json NOT NULL,
        picture json NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by text NOT NULL,
        FOREIGN KEY (programme_id, season_id) REFERENCES season (programme_id, id)
      )`);
    await runner.query(`
      CREATE TABLE season_ceremony (
        season_id uuid PRIMARY KEY,
        programme_id uuid NOT NULL,
        taken_at timestamptz NOT NULL,
        FOREIGN KEY (programme_id, season_id) REFERENCES season (programme_id, id)
      )`);
    await runner.query(`
      CREATE TABLE season_podium_place (
        season_id uuid NOT NULL REFERENCES season_ceremony (season_id),
        measure text NOT NULL CHECK (measure IN
          ('POINTS', 'MOST_HELPFUL', 'BEST_COMEBACK', 'BEST_TANDEM', 'BEST_NEWCOMER', 'BEST_DEPARTMENT')),
        place integer NOT NULL CHECK (place >= 1),
        rank integer NOT NULL CHECK (rank BETWEEN 1 AND 3 AND rank <= place),
        -- An ambassador, a tandem or a department.
        subject_id uuid NOT NULL,
        value bigint NOT NULL CHECK (value BETWEEN 1 AND 9007199254740991),
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
    await runner.query('DROP TABLE season_theme');
  }
}
