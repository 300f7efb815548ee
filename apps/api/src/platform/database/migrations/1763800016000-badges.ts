import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Badges and ladders of levels, who was awarded them (a projection of facts that can be made anew at any time), and the credentials that
 * people have made of their awards. Triggers note whose awards may have changed, whatever changed them.
 */
export class Badges1763800016000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createBadges(runner);
    await createAwards(runner);
    await createCredentials(runner);
    await createNotes(runner);
    await createStaleness(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...factTables, 'participation_event', 'season', 'programme']) {
      await runner.query(`DROP TRIGGER ${table}_moves_badges ON ${table}`);
    }
    for (const table of ['credential', 'pending', 'award']) await runner.query(`DROP TABLE badge_${table}`);
    await runner.query('DROP TABLE badge');
    for (const name of [...notes, 'recount_badges_of_season', 'recount_badges_of_programme', 'keep_published_badge']) {
      await runner.query(`DROP FUNCTION ${name}`);
    }
  }
}

async function createBadges(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE badge (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL REFERENCES programme (id),
      kind text NOT NULL CHECK (kind IN ('BADGE', 'LADDER')),
      state text NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT', 'PUBLISHED', 'RETIRED')),
      revision integer NOT NULL DEFAULT 1 CHECK (revision >= 1),
      document json NOT NULL,
      -- To be counted anew for everybody: it was just published, or the calendar by which it counts has changed.
      is_stale boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      changed_at timestamptz NOT NULL,
      changed_by text NOT NULL,
      published_at timestamptz,
      retired_at timestamptz,
      UNIQUE (programme_id, id),
      CHECK ((state = 'DRAFT') = (published_at IS NULL)),
      CHECK ((state = 'RETIRED') = (retired_at IS NOT NULL))
    )`);
  await runner.query(
    `CREATE UNIQUE INDEX badge_ladder ON badge (programme_id, state) WHERE kind = 'LADDER' AND state <> 'RETIRED'`,
  );
  await runner.query('CREATE INDEX badge_stale ON badge (published_at, id) WHERE is_stale');
  await runner.query(`CREATE INDEX badge_counting ON badge (programme_id) WHERE state <> 'DRAFT'`);
  // Awards and credentials say what it asked: that stays.
  await runner.query(`
    CREATE FUNCTION keep_published_badge() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'badge % was published and does not change any more', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END $$`);
  await runner.query(`
    CREATE TRIGGER badge_published_stays BEFORE UPDATE OF document, kind, programme_id, published_at ON badge FOR EACH ROW
      WHEN (OLD.state <> 'DRAFT' AND (OLD.document::text, OLD.kind, OLD.programme_id, OLD.published_at)
            IS DISTINCT FROM (NEW.document::text, NEW.kind, NEW.programme_id, NEW.published_at))
      EXECUTE FUNCTION keep_published_badge()`);
  await runner.query(`
    CREATE TRIGGER badge_published_remains BEFORE DELETE ON badge FOR EACH ROW WHEN (OLD.state <> 'DRAFT')
      EXECUTE FUNCTION keep_published_badge()`);
}

async function createAwards(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE badge_award (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL,
      badge_id uuid NOT NULL,
      ambassador_id uuid NOT NULL,
      -- Of a ladder the level that was reached, 0 for the lowest; 0 for badges.
      level integer NOT NULL CHECK (level >= 0),
      -- The season that it was earned in; null for what is earned once ever.
      season_start timestamptz,
      activity_id uuid NOT NULL REFERENCES activity (id),
      earned_at timestamptz NOT NULL,
      awarded_at timestamptz NOT NULL,
      -- When the criterion held no longer; null while it holds.
      revoked_at timestamptz,
      UNIQUE NULLS NOT DISTINCT (badge_id, ambassador_id, level, season_start),
      FOREIGN KEY (programme_id, badge_id) REFERENCES badge (programme_id, id),
      FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id)
    )`);
  await runner.query('CREATE INDEX badge_award_list ON badge_award (ambassador_id, earned_at DESC, id DESC)');
  await runner.query(`
    CREATE TABLE badge_pending (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      programme_id uuid NOT NULL,
      ambassador_id uuid NOT NULL
    )`);
}

async function createCredentials(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE badge_credential (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL REFERENCES programme (id),
      -- Null once whose it was has been erased: the place on the status list stays taken.
      award_id uuid UNIQUE REFERENCES badge_award (id),
      status_index integer GENERATED ALWAYS AS IDENTITY (MINVALUE 0 START 0) UNIQUE,
      -- The name in the signed credential and on the public page, where the holder wants one.
      holder_name text CHECK (char_length(holder_name) BETWEEN 1 AND 200),
      issued_at timestamptz NOT NULL,
      -- What the address of the public page ends with; null while nothing is published.
      page_key text UNIQUE CHECK (char_length(page_key) = 32),
      revoked_at timestamptz,
      CHECK (award_id IS NOT NULL OR (holder_name IS NULL AND page_key IS NULL))
    )`);
}

/** The tables in which facts and what they earned arrive. */
const factTables = ['activity', 'ledger_entry', 'activity_correction', 'activity_withdrawal', 'engagement_reading'];
const notes = ['note_badge_members', 'note_badge_activities', 'note_badge_pauses'];

/** Nothing is noted in programmes without badges, so that recording pays for them only where there are some. */
const hasBadges = (programme: string) =>
  `EXISTS (SELECT FROM badge WHERE badge.programme_id = ${programme} AND badge.state <> 'DRAFT')`;

async function createNotes(runner: QueryRunner): Promise<void> {
  const sources: Readonly<Record<string, string>> = {
    note_badge_members: `SELECT DISTINCT programme_id, ambassador_id FROM added WHERE ${hasBadges('added.programme_id')}`,
    note_badge_activities: `SELECT DISTINCT added.programme_id, activity.ambassador_id
      FROM added JOIN activity ON activity.id = added.activity_id WHERE ${hasBadges('added.programme_id')}`,
    note_badge_pauses: `SELECT DISTINCT ambassador.programme_id, ambassador.id
      FROM added JOIN ambassador ON ambassador.id = added.ambassador_id
      WHERE added.kind IN ('PAUSED', 'RESUMED', 'LEFT', 'JOINED') AND ${hasBadges('ambassador.programme_id')}`,
  };
  for (const [name, changed] of Object.entries(sources)) {
    await runner.query(`
      CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO badge_pending (programme_id, ambassador_id) ${changed};
        RETURN NULL;
      END $$`);
  }
  const noted = {
    activity: 'note_badge_members',
    ledger_entry: 'note_badge_members',
    activity_correction: 'note_badge_activities',
    activity_withdrawal: 'note_badge_activities',
    engagement_reading: 'note_badge_activities',
    participation_event: 'note_badge_pauses',
  };
  for (const [table, note] of Object.entries(noted)) {
    await runner.query(`
      CREATE TRIGGER ${table}_moves_badges AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION ${note}()`);
  }
}

/** What was earned a season, or in weeks, is counted anew where the seasons or the zone of the programme change. */
async function createStaleness(runner: QueryRunner): Promise<void> {
  const recount = (programme: string) => `
    BEGIN
      UPDATE badge SET is_stale = true WHERE programme_id = ${programme} AND state <> 'DRAFT' AND NOT is_stale;
      RETURN NULL;
    END`;
  await runner.query(`
    CREATE FUNCTION recount_badges_of_season() RETURNS trigger LANGUAGE plpgsql AS $$
    ${recount('coalesce(NEW.programme_id, OLD.programme_id)')} $$`);
  await runner.query(`
    CREATE FUNCTION recount_badges_of_programme() RETURNS trigger LANGUAGE plpgsql AS $$ ${recount('NEW.id')} $$`);
  await runner.query(`
    CREATE TRIGGER season_moves_badges AFTER INSERT OR DELETE OR UPDATE OF starts_on, ends_on ON season
      FOR EACH ROW EXECUTE FUNCTION recount_badges_of_season()`);
  await runner.query(`
    CREATE TRIGGER programme_moves_badges AFTER UPDATE OF time_zone ON programme
      FOR EACH ROW WHEN (OLD.time_zone IS DISTINCT FROM NEW.time_zone) EXECUTE FUNCTION recount_badges_of_programme()`);
}
