import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Saying thank you: points given on, a catalogue of thank-yous with requests and draws, kudos, and the policy behind them. */
export class Recognition1763800017000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createCatalogue(runner);
    await createExchanges(runner);
    await createKudos(runner);
    await createRewardPolicy(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_exchange');
    const tables = [
      ...['reward_policy_step', 'reward_policy', 'kudos_report', 'kudos_refusal', 'kudos', 'points_exchange_note'],
      ...['points_exchange', 'recognition_request', 'recognition_draw', 'recognition'],
    ];
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION count_recognition_places');
  }
}

async function createCatalogue(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE recognition (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL REFERENCES programme (id),
      -- Null for one of every season.
      season_id uuid,
      name json NOT NULL,
      description json NOT NULL,
      eligibility json NOT NULL,
      picture json NOT NULL,
      capacity integer CHECK (capacity BETWEEN 1 AND 1000000),
      -- Places that are granted or asked for; written by trigger.
      places_taken integer NOT NULL DEFAULT 0 CHECK (places_taken >= 0),
      points_goal integer CHECK (points_goal BETWEEN 1 AND 1000000000),
      is_monetary boolean NOT NULL,
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      archived_at timestamptz,
      version integer NOT NULL DEFAULT 1,
      UNIQUE (programme_id, id),
      FOREIGN KEY (programme_id, season_id) REFERENCES season (programme_id, id),
      CONSTRAINT recognition_capacity CHECK (places_taken <= capacity)
    )`);
  await runner.query('CREATE INDEX recognition_programme ON recognition (programme_id, created_at, id)');
  await runner.query(`
    CREATE TABLE recognition_draw (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL,
      recognition_id uuid NOT NULL,
      season_id uuid NOT NULL,
      board_id uuid NOT NULL REFERENCES final_standing (board_id),
      seed bytea NOT NULL CHECK (octet_length(seed) = 32),
      minimum_points integer NOT NULL CHECK (minimum_points >= 1),
      places integer NOT NULL CHECK (places >= 1),
      candidates uuid[] NOT NULL,
      winners uuid[] NOT NULL CHECK (cardinality(winners) BETWEEN 1 AND places),
      left_out json NOT NULL,
      drawn_by text NOT NULL,
      drawn_at timestamptz NOT NULL,
      UNIQUE (programme_id, id),
      FOREIGN KEY (programme_id, recognition_id) REFERENCES recognition (programme_id, id),
      FOREIGN KEY (programme_id, season_id) REFERENCES season (programme_id, id)
    )`);
  await runner.query('CREATE INDEX recognition_draw_of ON recognition_draw (recognition_id, drawn_at, id)');
  await runner.query(`
    CREATE TRIGGER recognition_draw_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recognition_draw
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`);
  await createRequests(runner);
}

async function createRequests(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE recognition_request (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL,
      recognition_id uuid NOT NULL,
      ambassador_id uuid NOT NULL,
      origin text NOT NULL CHECK (origin IN ('REQUESTED', 'GIVEN', 'DRAWN')),
      state text NOT NULL CHECK (state IN ('REQUESTED', 'GRANTED', 'DECLINED', 'WITHDRAWN', 'FULFILLED', 'REVOKED')),
      note text CHECK (char_length(note) BETWEEN 1 AND 1000),
      draw_id uuid,
      season_id uuid,
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      decided_at timestamptz,
      decided_by text,
      reason text CHECK (char_length(reason) BETWEEN 1 AND 1000),
      -- Whether colleagues see that points are collected for it: the own choice of who asked.
      is_shared boolean NOT NULL DEFAULT false,
      UNIQUE (programme_id, id),
      FOREIGN KEY (programme_id, recognition_id) REFERENCES recognition (programme_id, id),
      FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id),
      FOREIGN KEY (programme_id, draw_id) REFERENCES recognition_draw (programme_id, id),
      CHECK ((origin = 'DRAWN') = (draw_id IS NOT NULL)),
      CHECK (origin <> 'DRAWN' OR season_id IS NOT NULL),
      CHECK ((state = 'REQUESTED') = (decided_at IS NULL)),
      CHECK ((decided_at IS NULL) = (decided_by IS NULL))
    )`);
  await runner.query(`
    CREATE UNIQUE INDEX recognition_request_standing ON recognition_request (recognition_id, ambassador_id)
     WHERE state IN ('REQUESTED', 'GRANTED', 'FULFILLED')`);
  await runner.query(`
    CREATE UNIQUE INDEX recognition_request_drawn_once ON recognition_request (season_id, ambassador_id) WHERE origin = 'DRAWN'`);
  await runner.query(
    'CREATE INDEX recognition_request_ambassador ON recognition_request (ambassador_id, created_at DESC, id DESC)',
  );
  await runner.query(
    'CREATE INDEX recognition_request_programme ON recognition_request (programme_id, created_at DESC, id DESC)',
  );
  await runner.query(`
    CREATE FUNCTION count_recognition_places() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      before integer := CASE WHEN TG_OP = 'UPDATE' AND OLD.state IN ('REQUESTED', 'GRANTED', 'FULFILLED') THEN 1 ELSE 0 END;
      now integer := CASE WHEN NEW.state IN ('REQUESTED', 'GRANTED', 'FULFILLED') THEN 1 ELSE 0 END;
    BEGIN
      IF now <> before THEN
        UPDATE recognition SET places_taken = places_taken + now - before WHERE id = NEW.recognition_id;
      END IF;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE TRIGGER recognition_request_takes_place AFTER INSERT OR UPDATE ON recognition_request
      FOR EACH ROW EXECUTE FUNCTION count_recognition_places()`);
}

async function createExchanges(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE points_exchange (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL,
      -- The place in the order of recording, as of a fact; its two lines of the ledger name it.
      sequence bigint NOT NULL,
      giver_id uuid NOT NULL,
      receiver_id uuid NOT NULL,
      -- The request that the points are bound to; null for points that the receiver may give on.
      request_id uuid,
      points integer NOT NULL CHECK (points BETWEEN 1 AND 1000000000),
      -- The earlier exchange whose points go back.
      returns_id uuid UNIQUE REFERENCES points_exchange (id),
      made_at timestamptz NOT NULL,
      UNIQUE (programme_id, sequence),
      UNIQUE (programme_id, id),
      FOREIGN KEY (programme_id, giver_id) REFERENCES ambassador (programme_id, id),
      FOREIGN KEY (programme_id, receiver_id) REFERENCES ambassador (programme_id, id),
      FOREIGN KEY (programme_id, request_id) REFERENCES recognition_request (programme_id, id),
      CHECK (giver_id <> receiver_id OR request_id IS NOT NULL),
      CHECK (returns_id IS NULL OR request_id IS NOT NULL)
    )`);
  await runner.query('CREATE INDEX points_exchange_giver ON points_exchange (giver_id, sequence DESC)');
  await runner.query('CREATE INDEX points_exchange_receiver ON points_exchange (receiver_id, sequence DESC)');
  await runner.query('CREATE INDEX points_exchange_request ON points_exchange (request_id) WHERE request_id IS NOT NULL');
  await runner.query(`
    CREATE TRIGGER points_exchange_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON points_exchange
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`);
  // What somebody wrote can be forgotten; that points moved cannot.
  await runner.query(`
    CREATE TABLE points_exchange_note (
      exchange_id uuid PRIMARY KEY REFERENCES points_exchange (id),
      note text NOT NULL CHECK (char_length(note) BETWEEN 1 AND 280)
    )`);
  await runner.query(`
    ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_exchange CHECK (kind <> 'EXCHANGE' OR (
      granted <> 0 AND requested = granted AND activity_id IS NULL AND reading_id IS NULL AND rescoring_id IS NULL
      AND rule_set_version IS NULL AND rule_key IS NULL AND reason IS NULL))`);
}

async function createKudos(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE kudos (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL,
      giver_id uuid NOT NULL,
      receiver_id uuid NOT NULL,
      text text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 280),
      -- In the programme's zone; limits count by it.
      day date NOT NULL,
      sent_at timestamptz NOT NULL,
      taken_down_at timestamptz,
      taken_down_by text,
      taken_down_reason text CHECK (char_length(taken_down_reason) BETWEEN 1 AND 500),
      FOREIGN KEY (programme_id, giver_id) REFERENCES ambassador (programme_id, id),
      FOREIGN KEY (programme_id, receiver_id) REFERENCES ambassador (programme_id, id),
      CHECK (giver_id <> receiver_id),
      CHECK ((taken_down_at IS NULL) = (taken_down_by IS NULL)),
      CHECK ((taken_down_at IS NULL) = (taken_down_reason IS NULL)),
      CONSTRAINT kudos_once_a_day_and_pair UNIQUE (giver_id, receiver_id, day)
    )`);
  await runner.query('CREATE INDEX kudos_wall ON kudos (programme_id, sent_at DESC, id DESC)');
  await runner.query('CREATE INDEX kudos_giver ON kudos (giver_id, day)');
  await runner.query('CREATE INDEX kudos_receiver ON kudos (receiver_id, sent_at DESC, id DESC)');
  await runner.query(`
    CREATE TABLE kudos_report (
      kudos_id uuid NOT NULL REFERENCES kudos (id) ON DELETE CASCADE,
      reporter_id uuid NOT NULL REFERENCES ambassador (id),
      reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500),
      reported_at timestamptz NOT NULL,
      -- When a moderator found nothing wrong.
      dismissed_at timestamptz,
      PRIMARY KEY (kudos_id, reporter_id)
    )`);
  await runner.query(`
    CREATE TABLE kudos_refusal (
      ambassador_id uuid PRIMARY KEY REFERENCES ambassador (id),
      since timestamptz NOT NULL
    )`);
}

async function createRewardPolicy(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE reward_policy (
      programme_id uuid PRIMARY KEY REFERENCES programme (id),
      -- What is proposed and waits for a second administrator; null while nothing is.
      proposal json,
      proposed_by text,
      proposed_at timestamptz,
      -- The duties in force; null while prizes of monetary value are not allowed.
      duties json,
      CHECK ((proposal IS NULL) = (proposed_by IS NULL)),
      CHECK ((proposal IS NULL) = (proposed_at IS NULL))
    )`);
  await runner.query(`
    CREATE TABLE reward_policy_step (
      id uuid PRIMARY KEY,
      programme_id uuid NOT NULL REFERENCES programme (id),
      act text NOT NULL CHECK (act IN ('PROPOSED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN', 'SWITCHED_OFF')),
      actor text NOT NULL,
      -- Who had proposed; never the one who confirms.
      proposed_by text,
      duties json,
      happened_at timestamptz NOT NULL,
      CONSTRAINT reward_policy_second_admin CHECK (act <> 'CONFIRMED' OR actor <> proposed_by)
    )`);
  await runner.query(
    'CREATE INDEX reward_policy_step_programme ON reward_policy_step (programme_id, happened_at DESC, id DESC)',
  );
  await runner.query(`
    CREATE TRIGGER reward_policy_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reward_policy_step
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`);
}
