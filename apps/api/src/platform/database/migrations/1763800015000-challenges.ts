import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Challenges, who takes part, and their progress: a projection of facts that can be made anew at any time. Triggers note whose facts
 * changed while a challenge runs, whatever changed them; results are frozen.
 */
export class Challenges1763800015000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner);
    await createProjection(runner);
    await createNotes(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...factTables, 'ambassador']) {
      await runner.query(`DROP TRIGGER ${table}_moves_challenges ON ${table}`);
    }
    for (const name of ['note_challenge_members', 'note_challenge_activities', 'note_challenge_profiles']) {
      await runner.query(`DROP FUNCTION ${name}`);
    }
    for (const table of ['place', 'standing', 'pending', 'fact', 'entrant'])
      await runner.query(`DROP TABLE challenge_${table}`);
    await runner.query('DROP TABLE challenge');
  }
}

async function createTables(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE challenge (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL REFERENCES programme (id),
      state text NOT NULL CHECK (state IN ('DRAFT', 'SCHEDULED', 'RUNNING', 'GRACE', 'COMPLETED', 'CANCELLED')),
      revision integer NOT NULL DEFAULT 1 CHECK (revision >= 1),
      document json NOT NULL,
      picture json NOT NULL,
      opens_on date NOT NULL,
      closes_on date NOT NULL CHECK (closes_on >= opens_on),
      recurrence json,
      -- The first of the challenges that come again; its own id for one that stands alone.
      series_id uuid NOT NULL,
      occurrence integer NOT NULL DEFAULT 0 CHECK (occurrence >= 0),
      -- Set when it is scheduled: later changes of the zone or the grace of the programme do not move it.
      opens_at timestamptz,
      closes_at timestamptz,
      grace_hours integer CHECK (grace_hours >= 0),
      -- Counts up whenever progress, people or state change.
      version bigint NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      changed_at timestamptz NOT NULL,
      changed_by text NOT NULL,
      completed_at timestamptz,
      cancelled_at timestamptz,
      cancel_reason text CHECK (char_length(cancel_reason) BETWEEN 1 AND 500),
      -- When all that it grants was granted, or taken back, after its end.
      settled_at timestamptz,
      UNIQUE (programme_id, id),
      UNIQUE (series_id, occurrence),
      CHECK (state = 'DRAFT' OR (opens_at IS NOT NULL AND closes_at > opens_at AND grace_hours IS NOT NULL)),
      CHECK ((state = 'COMPLETED') = (completed_at IS NOT NULL)),
      CHECK ((state = 'CANCELLED') = (cancelled_at IS NOT NULL)),
      CHECK ((state = 'CANCELLED') = (cancel_reason IS NOT NULL))
    )`);
  await runner.query('CREATE INDEX challenge_list ON challenge (programme_id, opens_on DESC, id DESC)');
  await runner.query(`
    CREATE INDEX challenge_moving ON challenge (programme_id) WHERE state IN ('SCHEDULED', 'RUNNING', 'GRACE')`);
  await runner.query(`
    CREATE TABLE challenge_entrant (
      challenge_id uuid NOT NULL,
      ambassador_id uuid NOT NULL,
      programme_id uuid NOT NULL,
      invited_at timestamptz,
      entered_at timestamptz,
      left_at timestamptz,
      PRIMARY KEY (challenge_id, ambassador_id),
      FOREIGN KEY (programme_id, challenge_id) REFERENCES challenge (programme_id, id),
      FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id)
    )`);
  await runner.query('CREATE INDEX challenge_entrant_ambassador ON challenge_entrant (ambassador_id)');
}

async function createProjection(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE challenge_fact (
      challenge_id uuid NOT NULL REFERENCES challenge (id),
      activity_id uuid NOT NULL REFERENCES activity (id),
      ambassador_id uuid NOT NULL REFERENCES ambassador (id),
      sequence bigint NOT NULL,
      verdict text NOT NULL,
      value bigint NOT NULL CHECK (value >= 0),
      occurred_at timestamptz NOT NULL,
      recorded_at timestamptz NOT NULL,
      week timestamptz NOT NULL,
      story_id uuid,
      PRIMARY KEY (challenge_id, activity_id)
    )`);
  await runner.query('CREATE INDEX challenge_fact_ambassador ON challenge_fact (challenge_id, ambassador_id)');
  await runner.query(`
    CREATE TABLE challenge_pending (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      programme_id uuid NOT NULL,
      ambassador_id uuid NOT NULL
    )`);
  await runner.query(`
    CREATE TABLE challenge_standing (
      challenge_id uuid NOT NULL REFERENCES challenge (id),
      subject_id uuid NOT NULL,
      value bigint NOT NULL,
      people integer NOT NULL,
      reached_at timestamptz,
      marks json NOT NULL,
      is_reached boolean NOT NULL,
      PRIMARY KEY (challenge_id, subject_id)
    )`);
  await runner.query(
    'CREATE INDEX challenge_standing_order ON challenge_standing (challenge_id, value DESC, reached_at, subject_id)',
  );
  await runner.query(`
    CREATE TABLE challenge_place (
      challenge_id uuid NOT NULL REFERENCES challenge (id),
      subject_id uuid NOT NULL,
      place integer NOT NULL CHECK (place >= 1),
      value bigint NOT NULL,
      people integer NOT NULL,
      reached_at timestamptz,
      marks json NOT NULL,
      is_reached boolean NOT NULL,
      PRIMARY KEY (challenge_id, subject_id),
      UNIQUE (challenge_id, place)
    )`);
  await runner.query(`
    CREATE TRIGGER challenge_place_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON challenge_place
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`);
}

/** The tables in which facts and what they earned arrive. */
const factTables = ['activity', 'ledger_entry', 'activity_correction', 'activity_withdrawal', 'engagement_reading'];

/** Nothing is noted while no challenge of the programme runs, so that recording pays for challenges only where there are some. */
const isMoving = `EXISTS (SELECT FROM challenge WHERE challenge.programme_id = added.programme_id AND state IN ('RUNNING', 'GRACE'))`;

async function createNotes(runner: QueryRunner): Promise<void> {
  await createNote(
    runner,
    'note_challenge_members',
    `SELECT DISTINCT programme_id, ambassador_id FROM added WHERE ${isMoving}`,
  );
  await createNote(
    runner,
    'note_challenge_activities',
    `SELECT DISTINCT added.programme_id, activity.ambassador_id FROM added JOIN activity ON activity.id = added.activity_id
      WHERE ${isMoving}`,
  );
  await createNote(
    runner,
    'note_challenge_profiles',
    `SELECT added.programme_id, added.id FROM added JOIN before ON before.id = added.id
      WHERE (added.status, added.visibility, added.department_id) IS DISTINCT FROM (before.status, before.visibility, before.department_id)
        AND ${isMoving}`,
  );
  for (const table of factTables) {
    const note = table === 'activity' || table === 'ledger_entry' ? 'note_challenge_members' : 'note_challenge_activities';
    await runner.query(`
      CREATE TRIGGER ${table}_moves_challenges AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION ${note}()`);
  }
  await runner.query(`
    CREATE TRIGGER ambassador_moves_challenges AFTER UPDATE ON ambassador REFERENCING OLD TABLE AS before NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION note_challenge_profiles()`);
}

async function createNote(runner: QueryRunner, name: string, changed: string): Promise<void> {
  await runner.query(`
    CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO challenge_pending (programme_id, ambassador_id) ${changed};
      RETURN NULL;
    END $$`);
}
