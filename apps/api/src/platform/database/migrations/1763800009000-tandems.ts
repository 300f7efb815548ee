import type { MigrationInterface, QueryRunner } from 'typeorm';

const ownerColumns = `programme_id uuid NOT NULL, FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id)`;

/** Segments, what people say about tandems, runs of the matching, tandems with their life, joint stories. */
export class Tandems1763800009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createSegments(runner);
    await createPreferences(runner);
    await createRuns(runner);
    await createTandems(runner);
    await createStories(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      ...['tandem_story_teller', 'tandem_story_activity', 'tandem_story'],
      ...['tandem_reminder', 'tandem_check_in', 'tandem_event', 'tandem_member', 'tandem', 'tandem_waiting'],
      ...['tandem_unmatched', 'tandem_proposal', 'tandem_run_lock', 'tandem_run', 'tandem_run_people'],
      ...['tandem_relation', 'tandem_preferences'],
      ...['intent_signal', 'segment_assessment', 'segment_model', 'segment_declaration'],
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

async function createSegments(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE segment_declaration (
      ambassador_id uuid PRIMARY KEY,
      segment text NOT NULL CHECK (segment IN ('FREQUENT', 'STEADY', 'OCCASIONAL', 'HESITANT', 'SILENT', 'SEPARATOR')),
      note text CHECK (char_length(note) BETWEEN 1 AND 500),
      declared_at timestamptz NOT NULL,
      ${ownerColumns}
    )`);
  await runner.query(`
    CREATE TABLE segment_model (
      programme_id uuid PRIMARY KEY REFERENCES programme (id),
      models json NOT NULL,
      learnt_at timestamptz NOT NULL
    )`);
  await runner.query(`
    CREATE TABLE segment_assessment (
      ambassador_id uuid PRIMARY KEY,
      segment text NOT NULL CHECK (segment IN ('FREQUENT', 'STEADY', 'OCCASIONAL', 'HESITANT', 'LAPSED', 'SILENT', 'NEW', 'SEPARATOR')),
      decided_by text NOT NULL CHECK (decided_by IN ('DECLARATION', 'EVIDENCE', 'ABSTENTION')),
      probabilities json NOT NULL,
      expected_posts_per_week real NOT NULL,
      reasons json NOT NULL,
      would_change json NOT NULL,
      signals json NOT NULL,
      assessed_at timestamptz NOT NULL,
      ${ownerColumns}
    )`);
  await runner.query('CREATE INDEX segment_assessment_programme ON segment_assessment (programme_id, segment)');
  await runner.query(`
    CREATE TABLE intent_signal (
      id uuid PRIMARY KEY,
      ambassador_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('DRAFT', 'APPROVAL', 'SHARE_OPENED', 'COMMENT')),
      external_id text NOT NULL CHECK (char_length(external_id) BETWEEN 1 AND 200),
      outcome text NOT NULL CHECK (outcome IN ('OPEN', 'FOLLOWED_THROUGH', 'ABANDONED')),
      occurred_at timestamptz NOT NULL,
      UNIQUE (ambassador_id, kind, external_id),
      ${ownerColumns}
    )`);
  await runner.query('CREATE INDEX intent_signal_programme ON intent_signal (programme_id, occurred_at)');
}

async function createPreferences(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE tandem_preferences (
      ambassador_id uuid PRIMARY KEY,
      is_open boolean NOT NULL,
      side text CHECK (side IN ('FREQUENT', 'HESITANT')),
      languages text[] NOT NULL,
      channels text[] NOT NULL,
      topics text[] NOT NULL,
      strengths text[] NOT NULL,
      needs text[] NOT NULL,
      availability integer NOT NULL CHECK (availability BETWEEN 0 AND 2097151),
      time_zone text,
      experience smallint NOT NULL CHECK (experience BETWEEN 0 AND 5),
      capacity smallint NOT NULL CHECK (capacity BETWEEN 0 AND 5),
      accepts_third boolean NOT NULL,
      objective text CHECK (char_length(objective) BETWEEN 1 AND 500),
      manager_id uuid REFERENCES ambassador (id),
      snoozed_until date,
      updated_at timestamptz NOT NULL,
      ${ownerColumns}
    )`);
  await runner.query('CREATE INDEX tandem_preferences_programme ON tandem_preferences (programme_id)');
  await runner.query('CREATE INDEX tandem_preferences_manager ON tandem_preferences (manager_id)');
  await runner.query(`
    CREATE TABLE tandem_relation (
      ambassador_id uuid NOT NULL,
      other_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('WISH', 'BLOCK')),
      programme_id uuid NOT NULL,
      PRIMARY KEY (ambassador_id, other_id, kind),
      FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id),
      FOREIGN KEY (programme_id, other_id) REFERENCES ambassador (programme_id, id),
      CHECK (ambassador_id <> other_id)
    )`);
  await runner.query('CREATE INDEX tandem_relation_programme ON tandem_relation (programme_id)');
  await runner.query('CREATE INDEX tandem_relation_other ON tandem_relation (other_id)');
}

async function createRuns(runner: QueryRunner): Promise<void> {
  // The people whom runs looked at, as they were then; a run and those that are based on it share them.
  await runner.query(`
    CREATE TABLE tandem_run_people (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL REFERENCES programme (id),
      packed bytea NOT NULL,
      read_at timestamptz NOT NULL
    )`);
  await runner.query('CREATE INDEX tandem_run_people_programme ON tandem_run_people (programme_id)');
  await runner.query(`
    CREATE TABLE tandem_run (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL REFERENCES programme (id),
      name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
      status text NOT NULL CHECK (status IN
        ('DRAFT', 'RUNNING', 'COMPLETED', 'RELEASED', 'DISCARDED', 'CANCELLED', 'FAILED', 'INTERRUPTED')),
      settings json NOT NULL,
      based_on uuid REFERENCES tandem_run (id),
      -- Counts the starts: what an earlier start still writes is refused.
      attempt integer NOT NULL DEFAULT 0,
      people_id uuid REFERENCES tandem_run_people (id),
      people_read_at timestamptz,
      step text,
      progress real NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
      seekers integer,
      places integer,
      quality json,
      objective_values json,
      certificate bytea,
      certificate_verified boolean,
      violations json,
      failure json,
      skipped integer,
      created_by text NOT NULL,
      created_at timestamptz NOT NULL,
      started_at timestamptz,
      heartbeat_at timestamptz,
      finished_at timestamptz,
      released_at timestamptz,
      released_by text,
      forgotten_at timestamptz,
      -- A proposal is never shown unless the certificate was verified.
      CHECK (status NOT IN ('COMPLETED', 'RELEASED') OR (certificate_verified AND certificate IS NOT NULL AND quality IS NOT NULL)),
      CHECK ((status = 'RELEASED') = (released_at IS NOT NULL)),
      CHECK (status <> 'RUNNING' OR heartbeat_at IS NOT NULL)
    )`);
  await runner.query('CREATE INDEX tandem_run_programme ON tandem_run (programme_id, created_at DESC, id DESC)');
  await runner.query('CREATE INDEX tandem_run_based_on ON tandem_run (based_on)');
  await runner.query('CREATE INDEX tandem_run_people_of ON tandem_run (people_id)');
  await runner.query(`
    CREATE TABLE tandem_run_lock (
      run_id uuid NOT NULL REFERENCES tandem_run (id),
      hesitant_id uuid NOT NULL REFERENCES ambassador (id),
      frequent_id uuid NOT NULL REFERENCES ambassador (id),
      PRIMARY KEY (run_id, hesitant_id)
    )`);
  await runner.query(`
    CREATE TABLE tandem_proposal (
      id uuid PRIMARY KEY,
      run_id uuid NOT NULL REFERENCES tandem_run (id),
      ordinal integer NOT NULL,
      hesitant_id uuid NOT NULL REFERENCES ambassador (id),
      frequent_id uuid NOT NULL REFERENCES ambassador (id),
      third_id uuid REFERENCES ambassador (id),
      third_affinity integer CHECK (third_affinity BETWEEN 0 AND 10000),
      third_factors json,
      third_next json,
      third_times_met integer CHECK (third_times_met >= 0),
      times_met integer NOT NULL CHECK (times_met >= 0),
      affinity integer NOT NULL CHECK (affinity BETWEEN 0 AND 10000),
      factors json NOT NULL,
      next_frequent json,
      next_hesitant json,
      is_locked boolean NOT NULL,
      is_running boolean NOT NULL,
      skip_reason text CHECK (skip_reason IN
        ('PERSON_GONE', 'MATCHED_ELSEWHERE', 'NO_PLACE', 'MET_SINCE', 'NO_LONGER_POSSIBLE')),
      UNIQUE (run_id, ordinal),
      UNIQUE (run_id, hesitant_id),
      CHECK ((third_id IS NULL) = (third_affinity IS NULL)),
      CHECK ((third_id IS NULL) = (third_factors IS NULL)),
      CHECK ((third_id IS NULL) = (third_times_met IS NULL))
    )`);
  await runner.query(`
    CREATE TABLE tandem_unmatched (
      run_id uuid NOT NULL REFERENCES tandem_run (id),
      ordinal integer NOT NULL,
      ambassador_id uuid NOT NULL REFERENCES ambassador (id),
      waited_rounds integer NOT NULL CHECK (waited_rounds >= 0),
      reason json NOT NULL,
      PRIMARY KEY (run_id, ordinal),
      UNIQUE (run_id, ambassador_id)
    )`);
  await runner.query(`
    CREATE TABLE tandem_waiting (
      ambassador_id uuid PRIMARY KEY,
      rounds integer NOT NULL CHECK (rounds >= 1),
      -- When the last of them was counted: runs over people read before that count none again.
      counted_at timestamptz NOT NULL,
      ${ownerColumns}
    )`);
  await runner.query('CREATE INDEX tandem_waiting_programme ON tandem_waiting (programme_id)');
}

async function createTandems(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE tandem (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL REFERENCES programme (id),
      run_id uuid NOT NULL REFERENCES tandem_run (id),
      state text NOT NULL CHECK (state IN
        ('PROPOSED', 'ACCEPTED', 'ACTIVE', 'SUSPENDED', 'COMPLETED', 'ENDED', 'DECLINED', 'EXPIRED')),
      suspended_from text CHECK (suspended_from IN ('ACCEPTED', 'ACTIVE')),
      suspended_at timestamptz,
      end_reason text,
      affinity integer NOT NULL CHECK (affinity BETWEEN 0 AND 10000),
      factors json NOT NULL,
      third_affinity integer CHECK (third_affinity BETWEEN 0 AND 10000),
      third_factors json,
      -- Running tandems that make way once everybody has accepted this one.
      replaced_ids uuid[] NOT NULL DEFAULT '{}',
      proposed_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      -- Since when the present phase counts, times of rest left out.
      counts_from timestamptz NOT NULL,
      accepted_at timestamptz,
      started_at timestamptz,
      ended_at timestamptz,
      version integer NOT NULL DEFAULT 1,
      UNIQUE (programme_id, id),
      CHECK ((state = 'SUSPENDED') = (suspended_from IS NOT NULL)),
      CHECK ((state = 'SUSPENDED') = (suspended_at IS NOT NULL)),
      CHECK ((third_affinity IS NULL) = (third_factors IS NULL)),
      CHECK ((state IN ('COMPLETED', 'ENDED', 'DECLINED', 'EXPIRED')) = (ended_at IS NOT NULL)),
      CHECK ((state = 'ENDED') = (end_reason IS NOT NULL)),
      CHECK (state NOT IN ('ACCEPTED', 'ACTIVE', 'SUSPENDED', 'COMPLETED') OR accepted_at IS NOT NULL)
    )`);
  await runner.query('CREATE INDEX tandem_programme ON tandem (programme_id, proposed_at DESC, id DESC)');
  await runner.query(`CREATE INDEX tandem_open ON tandem (state, expires_at) WHERE ended_at IS NULL`);
  await runner.query(`
    CREATE TABLE tandem_member (
      tandem_id uuid NOT NULL,
      ambassador_id uuid NOT NULL,
      programme_id uuid NOT NULL,
      side text NOT NULL CHECK (side IN ('FREQUENT', 'HESITANT', 'THIRD')),
      answer text CHECK (answer IN ('ACCEPTED', 'DECLINED')),
      answered_at timestamptz,
      decline_reason text,
      is_open boolean NOT NULL,
      -- A third who declined or went; it stays so after the end of the tandem.
      has_gone boolean NOT NULL DEFAULT false CHECK (NOT has_gone OR (side = 'THIRD' AND NOT is_open)),
      is_agreed boolean NOT NULL DEFAULT false,
      fit smallint CHECK (fit BETWEEN 1 AND 5),
      would_again boolean,
      feedback_comment text CHECK (char_length(feedback_comment) BETWEEN 1 AND 1000),
      feedback_at timestamptz,
      PRIMARY KEY (tandem_id, ambassador_id),
      FOREIGN KEY (programme_id, tandem_id) REFERENCES tandem (programme_id, id),
      FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id),
      CHECK ((answer IS NULL) = (answered_at IS NULL)),
      CHECK (decline_reason IS NULL OR answer = 'DECLINED'),
      CHECK ((fit IS NULL) = (feedback_at IS NULL))
    )`);
  await runner.query('CREATE INDEX tandem_member_ambassador ON tandem_member (ambassador_id, is_open)');
  // Who is helped has one tandem at a time and is asked about at most one other; who helps may have several.
  await runner.query(
    `CREATE UNIQUE INDEX tandem_member_one_open ON tandem_member (ambassador_id, is_agreed) WHERE is_open AND side <> 'FREQUENT'`,
  );
  await runner.query('CREATE INDEX tandem_member_programme ON tandem_member (programme_id)');
  await runner.query(`
    CREATE TABLE tandem_event (
      id uuid PRIMARY KEY,
      tandem_id uuid NOT NULL REFERENCES tandem (id),
      kind text NOT NULL,
      ambassador_id uuid REFERENCES ambassador (id),
      detail text,
      happened_at timestamptz NOT NULL
    )`);
  await runner.query('CREATE INDEX tandem_event_tandem ON tandem_event (tandem_id, happened_at, id)');
  await runner.query(`
    CREATE TABLE tandem_check_in (
      id uuid PRIMARY KEY,
      tandem_id uuid NOT NULL REFERENCES tandem (id),
      ambassador_id uuid NOT NULL REFERENCES ambassador (id),
      mood text NOT NULL CHECK (mood IN ('GOING_WELL', 'NEEDS_TIME', 'STUCK')),
      note text CHECK (char_length(note) BETWEEN 1 AND 1000),
      made_at timestamptz NOT NULL,
      -- The day of the programme: one check-in a person and day.
      made_on date NOT NULL,
      UNIQUE (tandem_id, ambassador_id, made_on)
    )`);
  await runner.query('CREATE INDEX tandem_check_in_tandem ON tandem_check_in (tandem_id, made_at, id)');
  await runner.query(`
    CREATE TABLE tandem_reminder (
      id uuid PRIMARY KEY,
      tandem_id uuid NOT NULL REFERENCES tandem (id),
      ambassador_id uuid NOT NULL REFERENCES ambassador (id),
      kind text NOT NULL CHECK (kind IN ('ANSWER_PROPOSAL', 'BEGIN_TANDEM', 'CHECK_IN')),
      ordinal integer NOT NULL CHECK (ordinal >= 1),
      reminded_at timestamptz NOT NULL,
      UNIQUE (tandem_id, ambassador_id, kind, ordinal)
    )`);
}

async function createStories(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE tandem_story (
      id uuid PRIMARY KEY,
      tandem_id uuid NOT NULL REFERENCES tandem (id),
      title text CHECK (char_length(title) BETWEEN 1 AND 200),
      told_by uuid NOT NULL REFERENCES ambassador (id),
      told_at timestamptz NOT NULL,
      confirmed_at timestamptz CHECK (confirmed_at >= told_at)
    )`);
  await runner.query('CREATE INDEX tandem_story_tandem ON tandem_story (tandem_id, told_at, id)');
  await runner.query(`
    CREATE TABLE tandem_story_activity (
      activity_id uuid PRIMARY KEY REFERENCES activity (id),
      story_id uuid NOT NULL REFERENCES tandem_story (id)
    )`);
  await runner.query('CREATE INDEX tandem_story_activity_story ON tandem_story_activity (story_id)');
  await runner.query(`
    CREATE TABLE tandem_story_teller (
      story_id uuid NOT NULL REFERENCES tandem_story (id),
      ambassador_id uuid NOT NULL REFERENCES ambassador (id),
      confirmed_at timestamptz,
      PRIMARY KEY (story_id, ambassador_id)
    )`);
}
