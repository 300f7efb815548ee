import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programmes and what they are made of: departments, campaigns, seasons; people and their roles. */
export class Programmes1763800001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Needed by the constraint that keeps two seasons of a programme apart; a trusted extension, so the database owner may create it.
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await runner.query(`
      CREATE TABLE programme (
        id uuid PRIMARY KEY,
        key text NOT NULL UNIQUE CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('PILOT', 'ACTIVE', 'ARCHIVED')),
        time_zone text NOT NULL,
        language text NOT NULL CHECK (language IN ('GERMAN', 'ENGLISH')),
        hashtags text[] NOT NULL DEFAULT '{}',
        join_policy text NOT NULL DEFAULT 'INVITATION' CHECK (join_policy IN ('OPEN', 'INVITATION')),
        invitation_code_hash bytea,
        minimum_group_size integer NOT NULL DEFAULT 5 CHECK (minimum_group_size BETWEEN 1 AND 1000),
        default_visibility text NOT NULL DEFAULT 'PSEUDONYM' CHECK (default_visibility IN ('NAMED', 'PSEUDONYM', 'HIDDEN')),
        consent_version text NOT NULL DEFAULT '1',
        consent_text_german text NOT NULL DEFAULT '',
        consent_text_english text NOT NULL DEFAULT '',
        monetary boolean NOT NULL DEFAULT false,
        grace_hours integer NOT NULL DEFAULT 72 CHECK (grace_hours BETWEEN 0 AND 8760),
        pseudonym_secret bytea NOT NULL CHECK (octet_length(pseudonym_secret) >= 32),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE department (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        key text NOT NULL CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        created_at timestamptz NOT NULL,
        UNIQUE (programme_id, key),
        UNIQUE (programme_id, id)
      )`);
    await runner.query(`
      CREATE TABLE campaign (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        key text NOT NULL CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        created_at timestamptz NOT NULL,
        UNIQUE (programme_id, key),
        UNIQUE (programme_id, id)
      )`);
    await runner.query(`
      CREATE TABLE season (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        starts_on date NOT NULL,
        ends_on date NOT NULL CHECK (ends_on >= starts_on),
        created_at timestamptz NOT NULL,
        UNIQUE (programme_id, id),
        CONSTRAINT season_no_overlap EXCLUDE USING gist (programme_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
      )`);
    await runner.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        issuer text NOT NULL,
        subject text NOT NULL,
        name text,
        language text CHECK (language IN ('GERMAN', 'ENGLISH')),
        first_seen_at timestamptz NOT NULL,
        UNIQUE (issuer, subject)
      )`);
    await runner.query(`
      CREATE TABLE role_grant (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        person_id uuid NOT NULL REFERENCES person (id),
        role text NOT NULL CHECK (role IN ('COMMUNICATOR', 'ADMIN', 'AUDITOR')),
        department_id uuid,
        granted_at timestamptz NOT NULL,
        granted_by uuid REFERENCES person (id),
        revoked_at timestamptz,
        revoked_by uuid REFERENCES person (id),
        FOREIGN KEY (programme_id, department_id) REFERENCES department (programme_id, id),
        CHECK ((role = 'COMMUNICATOR') = (department_id IS NOT NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX role_grant_standing ON role_grant (programme_id, person_id, role, department_id)
        NULLS NOT DISTINCT WHERE revoked_at IS NULL`);
    await runner.query('CREATE INDEX role_grant_person ON role_grant (person_id) WHERE revoked_at IS NULL');
    await runner.query(`
      CREATE TABLE api_token (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
        hint text NOT NULL,
        scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
        created_by uuid NOT NULL REFERENCES person (id),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
        last_used_at timestamptz,
        revoked_at timestamptz
      )`);
    await runner.query('CREATE INDEX api_token_programme ON api_token (programme_id, created_at)');
    await runner.query(`
      CREATE TABLE idempotency_record (
        actor text NOT NULL,
        operation text NOT NULL,
        key text NOT NULL CHECK (char_length(key) BETWEEN 1 AND 200),
        payload_hash bytea NOT NULL,
        answer jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (actor, operation, key)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'idempotency_record',
      'api_token',
      'role_grant',
      'person',
      'season',
      'campaign',
      'department',
      'programme',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
