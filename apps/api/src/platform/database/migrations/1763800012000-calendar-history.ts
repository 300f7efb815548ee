import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the calendar of a programme was when each fact was evaluated. Zone, grace and seasons decide in which period a fact counts, and
 * they may change; a replay of the facts needs them as they were. Triggers note every change, whoever makes it, under the lock that all
 * recording of the programme holds: a fact sees exactly the last note before its number.
 */
export class CalendarHistory1763800012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE programme_calendar (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        -- The calendar of facts with a higher number, up to the next note.
        after_sequence bigint NOT NULL CHECK (after_sequence >= 0),
        time_zone text NOT NULL,
        status text NOT NULL,
        grace_hours integer NOT NULL,
        seasons json NOT NULL,
        noted_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX programme_calendar_programme ON programme_calendar (programme_id, id)');
    await runner.query(`
      CREATE TRIGGER programme_calendar_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON programme_calendar
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`);
    await runner.query(`
      CREATE FUNCTION note_calendar(changed uuid) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
      BEGIN
        INSERT INTO programme_head (programme_id) VALUES (changed) ON CONFLICT DO NOTHING;
        PERFORM FROM programme_head WHERE programme_id = changed FOR UPDATE;
        INSERT INTO programme_calendar (programme_id, after_sequence, time_zone, status, grace_hours, seasons)
        SELECT programme.id, head.fact_sequence, time_zone, status, grace_hours,
               coalesce((SELECT json_agg(json_build_object('startsOn', starts_on, 'endsOn', ends_on) ORDER BY starts_on)
                           FROM season WHERE season.programme_id = programme.id), '[]')
          FROM programme JOIN programme_head AS head ON head.programme_id = programme.id
         WHERE programme.id = changed;
      END $$`);
    await runner.query(`
      CREATE FUNCTION note_calendar_of_programme() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM note_calendar(NEW.id);
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE FUNCTION note_calendar_of_season() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM note_calendar(coalesce(NEW.programme_id, OLD.programme_id));
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER programme_calendar_begins AFTER INSERT ON programme
        FOR EACH ROW EXECUTE FUNCTION note_calendar_of_programme()`);
    await runner.query(`
      CREATE TRIGGER programme_calendar_changes AFTER UPDATE ON programme FOR EACH ROW
        WHEN ((OLD.time_zone, OLD.status, OLD.grace_hours) IS DISTINCT FROM (NEW.time_zone, NEW.status, NEW.grace_hours))
        EXECUTE FUNCTION note_calendar_of_programme()`);
    await runner.query(`
      CREATE TRIGGER season_calendar_changes AFTER INSERT OR UPDATE OR DELETE ON season
        FOR EACH ROW EXECUTE FUNCTION note_calendar_of_season()`);
    await runner.query('SELECT note_calendar(id) FROM programme');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER season_calendar_changes ON season');
    await runner.query('DROP TRIGGER programme_calendar_changes ON programme');
    await runner.query('DROP TRIGGER programme_calendar_begins ON programme');
    for (const name of ['note_calendar_of_season', 'note_calendar_of_programme', 'note_calendar']) {
      await runner.query(`DROP FUNCTION ${name}`);
    }
    await runner.query('DROP TABLE programme_calendar');
  }
}
