import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ambassadors with their participation history, consents and social profiles. */
export class Ambassadors1763800002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ambassador (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        person_id uuid REFERENCES person (id),
        external_reference text CHECK (char_length(external_reference) BETWEEN 1 AND 200),
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        department_id uuid,
        status text NOT NULL CHECK (status IN ('ACTIVE', 'PAUSED', 'LEFT')),
        visibility text NOT NULL CHECK (visibility IN ('NAMED', 'PSEUDONYM', 'HIDDEN')),
        language text NOT NULL CHECK (language IN ('GERMAN', 'ENGLISH')),
        is_test_person boolean NOT NULL DEFAULT false,
        is_separator boolean NOT NULL DEFAULT false,
        joined_at timestamptz NOT NULL,
        paused_until date,
        left_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        UNIQUE (programme_id, id),
        UNIQUE (programme_id, person_id),
        UNIQUE (programme_id, external_reference),
        FOREIGN KEY (programme_id, department_id) REFERENCES department (programme_id, id),
        CHECK ((status = 'LEFT') = (left_at IS NOT NULL)),
        CHECK (paused_until IS NULL OR status = 'PAUSED'),
        -- Nobody is enrolled by others: only a test person stands for no signed-in person.
        CHECK (person_id IS NOT NULL OR is_test_person)
      )`);
    await runner.query('CREATE INDEX ambassador_person ON ambassador (person_id)');
    await runner.query('CREATE INDEX ambassador_department ON ambassador (department_id)');
    await runner.query('CREATE INDEX ambassador_by_name ON ambassador (programme_id, lower(name), id)');
    await runner.query('CREATE INDEX ambassador_by_joining ON ambassador (programme_id, joined_at, id)');
    await runner.query(`
      CREATE TABLE participation_event (
        id uuid PRIMARY KEY,
        ambassador_id uuid NOT NULL REFERENCES ambassador (id),
        kind text NOT NULL CHECK (kind IN ('JOINED', 'PAUSED', 'RESUMED', 'LEFT', 'VISIBILITY_CHANGED', 'DEPARTMENT_CHANGED')),
        detail text,
        happened_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX participation_event_ambassador ON participation_event (ambassador_id, happened_at, id)');
    await runner.query(`
      CREATE TABLE consent (
        id uuid PRIMARY KEY,
        ambassador_id uuid NOT NULL REFERENCES ambassador (id),
        kind text NOT NULL CHECK (kind IN ('PARTICIPATION', 'NAME_ON_BOARDS', 'POSTING_SIGNALS')),
        version text NOT NULL,
        given_at timestamptz NOT NULL,
        withdrawn_at timestamptz CHECK (withdrawn_at >= given_at)
      )`);
    await runner.query('CREATE UNIQUE INDEX consent_standing ON consent (ambassador_id, kind) WHERE withdrawn_at IS NULL');
    await runner.query('CREATE INDEX consent_ambassador ON consent (ambassador_id, given_at)');
    await runner.query(`
      CREATE TABLE social_profile (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL,
        ambassador_id uuid NOT NULL,
        channel text NOT NULL,
        handle text NOT NULL CHECK (char_length(handle) BETWEEN 1 AND 200),
        url text CHECK (char_length(url) <= 2000),
        created_at timestamptz NOT NULL,
        FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id)
      )`);
    await runner.query('CREATE UNIQUE INDEX social_profile_handle ON social_profile (programme_id, channel, lower(handle))');
    await runner.query('CREATE INDEX social_profile_ambassador ON social_profile (ambassador_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['social_profile', 'consent', 'participation_event', 'ambassador']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
