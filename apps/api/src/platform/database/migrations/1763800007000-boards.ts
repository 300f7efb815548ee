import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams, boards with their standings, final standings, wall boards; what a programme shows of them; what stays of who was erased. */
export class Boards1763800007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.chooseBoards(runner);
    await this.createTeams(runner);
    await this.createBoards(runner);
    await this.createFinalStandings(runner);
    await this.createWallBoards(runner);
    await this.allowErasure(runner);
    await this.letFactsForget(runner);
  }

  /** Which boards a programme keeps: scope/period/measure. Lean unless an admin switches on more, empty for a programme without boards. */
  private async chooseBoards(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE programme ADD COLUMN boards text[] NOT NULL
        DEFAULT '{PROGRAMME/SEASON/POINTS,PROGRAMME/ALL_TIME/POINTS,DEPARTMENT/SEASON/POINTS,DEPARTMENT/SEASON/POINTS_PER_ACTIVE_MEMBER}'
        CHECK (array_to_string(boards, ',', '') ~ '^([A-Z]+/[A-Z_]+/[A-Z_]+(,|$))*$')`);
  }

  private async createTeams(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE team (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        -- Null for a team across departments.
        department_id uuid,
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        created_at timestamptz NOT NULL,
        archived_at timestamptz,
        UNIQUE (programme_id, id),
        FOREIGN KEY (programme_id, department_id) REFERENCES department (programme_id, id)
      )`);
    await runner.query('CREATE UNIQUE INDEX team_name ON team (programme_id, lower(name)) WHERE archived_at IS NULL');
    await runner.query('ALTER TABLE ambassador ADD COLUMN team_id uuid');
    await runner.query(`
      ALTER TABLE ambassador ADD CONSTRAINT ambassador_team FOREIGN KEY (programme_id, team_id) REFERENCES team (programme_id, id)`);
    await runner.query('CREATE INDEX ambassador_team ON ambassador (team_id) WHERE team_id IS NOT NULL');
    await runner.query(`
      ALTER TABLE participation_event DROP CONSTRAINT participation_event_kind_check,
        ADD CONSTRAINT participation_event_kind_check CHECK (kind IN
          ('JOINED', 'PAUSED', 'RESUMED', 'LEFT', 'VISIBILITY_CHANGED', 'DEPARTMENT_CHANGED', 'TEAM_CHANGED', 'ERASED'))`);
  }

  private async createBoards(runner: QueryRunner): Promise<void> {
    // The same as boardId() in TypeScript: boards can be named before their first points, and rebuilt where the ledger lies.
    await runner.query(`
      CREATE FUNCTION board_id(programme_id uuid, scope text, scope_id text, period text, period_start text, measure text)
        RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT encode(set_byte(set_byte(digest, 6, get_byte(digest, 6) & 15 | 128), 8, get_byte(digest, 8) & 63 | 128), 'hex')::uuid
          FROM (SELECT substring(sha256(convert_to(programme_id::text || '|' || scope || '|' || coalesce(scope_id, '') || '|' || period
                  || '|' || coalesce(period_start, '') || '|' || measure, 'UTF8')) FROM 1 FOR 16) AS digest) AS named
        $$`);
    await runner.query(`
      CREATE TABLE board (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        scope text NOT NULL CHECK (scope IN ('PROGRAMME', 'DEPARTMENT', 'TEAM', 'TANDEM', 'CHANNEL', 'CAMPAIGN', 'CHALLENGE')),
        scope_id text,
        period text NOT NULL CHECK (period IN ('DAY', 'WEEK', 'MONTH', 'SEASON', 'ALL_TIME')),
        period_start date,
        starts_at timestamptz,
        ends_at timestamptz CHECK (ends_at > starts_at),
        measure text NOT NULL CHECK (measure IN ('POINTS', 'POINTS_PER_ACTIVE_MEMBER', 'PERSONAL_BEST')),
        version bigint NOT NULL DEFAULT 0,
        -- From then on no point moves this board any more: its final standing was taken.
        frozen_at timestamptz,
        created_at timestamptz NOT NULL,
        UNIQUE NULLS NOT DISTINCT (programme_id, scope, scope_id, period, period_start, measure),
        CHECK ((period = 'ALL_TIME') = (period_start IS NULL)),
        CHECK ((period = 'ALL_TIME') = (starts_at IS NULL) AND (period = 'ALL_TIME') = (ends_at IS NULL)),
        -- A group's own board names the group; a board on which groups stand against each other names none.
        CHECK (scope <> 'PROGRAMME' OR scope_id IS NULL),
        CHECK (measure <> 'POINTS' OR scope = 'PROGRAMME' OR scope_id IS NOT NULL)
      )`);
    await runner.query(`
      CREATE INDEX board_due ON board (ends_at, programme_id) WHERE frozen_at IS NULL AND ends_at IS NOT NULL`);
    // One index serves "this member on this board" and "all boards of this member": every write pays for each index.
    await runner.query(`
      CREATE TABLE standing (
        board_id uuid NOT NULL REFERENCES board (id),
        ambassador_id uuid NOT NULL REFERENCES ambassador (id),
        score bigint NOT NULL CHECK (score BETWEEN -9007199254740991 AND 9007199254740991),
        reached_at timestamptz NOT NULL,
        is_shown boolean NOT NULL,
        PRIMARY KEY (ambassador_id, board_id)
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      CREATE INDEX standing_order ON standing (board_id, (-score), reached_at, ambassador_id) WHERE is_shown`);
    await runner.query(`
      CREATE TABLE board_group_member (
        programme_id uuid NOT NULL REFERENCES programme (id),
        scope text NOT NULL CHECK (scope IN ('TANDEM', 'CHALLENGE')),
        group_id uuid NOT NULL,
        ambassador_id uuid NOT NULL,
        valid_from timestamptz NOT NULL,
        valid_until timestamptz CHECK (valid_until > valid_from),
        PRIMARY KEY (programme_id, scope, group_id, ambassador_id, valid_from),
        FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id)
      )`);
    await runner.query('CREATE INDEX board_group_member_ambassador ON board_group_member (ambassador_id, scope)');
    // Entries come in the order of their time, so a few pages of summaries find "since yesterday" in any ledger.
    await runner.query(
      'CREATE INDEX ledger_entry_recorded ON ledger_entry USING brin (recorded_at) WITH (pages_per_range = 16)',
    );
  }

  private async createFinalStandings(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE final_standing (
        board_id uuid PRIMARY KEY REFERENCES board (id),
        programme_id uuid NOT NULL REFERENCES programme (id),
        taken_at timestamptz NOT NULL,
        ledger_number bigint NOT NULL CHECK (ledger_number >= 0),
        ledger_hash bytea NOT NULL,
        place_count integer NOT NULL CHECK (place_count >= 0),
        -- Members of the group when it was taken; null for boards of no group.
        group_size integer CHECK (group_size >= 0),
        places_hash bytea NOT NULL CHECK (octet_length(places_hash) = 32),
        public_key bytea,
        signature bytea,
        CHECK ((public_key IS NULL) = (signature IS NULL))
      )`);
    await runner.query('CREATE INDEX final_standing_programme ON final_standing (programme_id, taken_at)');
    await runner.query(`
      CREATE TABLE final_place (
        board_id uuid NOT NULL REFERENCES final_standing (board_id),
        place integer NOT NULL CHECK (place >= 1),
        -- The ambassador, or the group where groups stand against each other.
        member_id uuid NOT NULL,
        score bigint NOT NULL CHECK (score BETWEEN -9007199254740991 AND 9007199254740991),
        reached_at timestamptz NOT NULL,
        PRIMARY KEY (board_id, place),
        UNIQUE (board_id, member_id)
      )`);
    await runner.query('CREATE INDEX final_place_order ON final_place (board_id, (-score), reached_at, member_id)');
    await runner.query('CREATE INDEX final_place_member ON final_place (member_id)');
    for (const table of ['final_standing', 'final_place']) {
      await runner.query(
        `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
           FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`,
      );
    }
  }

  private async createWallBoards(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE wall_board_link (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        label text NOT NULL CHECK (char_length(label) BETWEEN 1 AND 200),
        hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
        scope text NOT NULL,
        scope_id text,
        period text NOT NULL,
        measure text NOT NULL,
        created_by uuid NOT NULL REFERENCES person (id),
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        revoked_at timestamptz
      )`);
    await runner.query('CREATE INDEX wall_board_link_programme ON wall_board_link (programme_id, created_at)');
    await runner.query(`
      ALTER TABLE consent DROP CONSTRAINT consent_kind_check,
        ADD CONSTRAINT consent_kind_check CHECK (kind IN
          ('PARTICIPATION', 'NAME_ON_BOARDS', 'NAME_ON_PUBLIC_DISPLAYS', 'POSTING_SIGNALS'))`);
  }

  private async allowErasure(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ambassador ADD COLUMN erased_at timestamptz');
    // The check that nobody is enrolled by others has no name of its own but this one.
    await runner.query(`
      ALTER TABLE ambassador DROP CONSTRAINT ambassador_check2,
        ADD CONSTRAINT ambassador_is_somebody CHECK (person_id IS NOT NULL OR is_test_person OR erased_at IS NOT NULL),
        ADD CONSTRAINT ambassador_erased CHECK (erased_at IS NULL
          OR (status = 'LEFT' AND person_id IS NULL AND external_reference IS NULL AND department_id IS NULL AND team_id IS NULL))`);
  }

  /**
   * The one change that history takes: what leads to a person who was erased goes from the facts, and nothing else. The application
   * has no privilege to change facts; it calls the function, which changes those of the erased alone.
   */
  private async letFactsForget(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION guard_erasure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE
        activity_of uuid := CASE TG_TABLE_NAME WHEN 'activity' THEN (to_jsonb(NEW) ->> 'id') ELSE (to_jsonb(NEW) ->> 'activity_id') END;
        traces text[] := '{url,external_id}';
      BEGIN
        IF to_jsonb(NEW) - traces = to_jsonb(OLD) - traces AND NEW.url IS NULL
           AND (to_jsonb(NEW) ->> 'external_id') IS NOT DISTINCT FROM
               (CASE TG_TABLE_NAME WHEN 'activity' THEN 'erased:' || activity_of END)
           AND EXISTS (SELECT FROM activity JOIN ambassador ON ambassador.id = activity.ambassador_id
                        WHERE activity.id = activity_of AND ambassador.erased_at IS NOT NULL) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    for (const table of ['activity', 'activity_correction']) {
      await runner.query(`DROP TRIGGER ${table}_append_only ON ${table}`);
      await runner.query(`
        CREATE TRIGGER ${table}_append_only BEFORE DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`);
      await runner.query(`
        CREATE TRIGGER ${table}_forgets BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION guard_erasure()`);
    }
    await runner.query(`
      CREATE FUNCTION erase_traces(erased uuid) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        UPDATE activity_correction SET url = NULL
         WHERE url IS NOT NULL AND activity_id IN (SELECT id FROM activity WHERE ambassador_id = erased);
        UPDATE activity SET url = NULL, external_id = 'erased:' || id WHERE ambassador_id = erased;
        $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['wall_board_link', 'final_place', 'final_standing', 'board_group_member', 'standing', 'board']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    for (const table of ['activity', 'activity_correction']) {
      await runner.query(`DROP TRIGGER ${table}_forgets ON ${table}`);
    }
    await runner.query('DROP FUNCTION erase_traces');
    await runner.query('DROP FUNCTION guard_erasure');
    await runner.query('DROP INDEX ledger_entry_recorded');
    await runner.query('DROP FUNCTION board_id');
    await runner.query('ALTER TABLE ambassador DROP COLUMN team_id, DROP COLUMN erased_at');
    await runner.query('DROP TABLE team');
    await runner.query('ALTER TABLE programme DROP COLUMN boards');
  }
}
