import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rescorings: what a preview found for whom, how far the booking has come, and the steps, one a person, which are facts. */
export class Rescorings1763800013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rescoring (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        status text NOT NULL
          CHECK (status IN ('PREVIEWING', 'PREVIEWED', 'CANCELLED', 'FAILED', 'BOOKING', 'COMPLETED', 'STOPPED')),
        rule_set_id uuid NOT NULL REFERENCES rule_set (id),
        rule_set_version integer NOT NULL,
        reaches_from timestamptz NOT NULL,
        reaches_until timestamptz NOT NULL CHECK (reaches_until > reaches_from),
        members_expected integer NOT NULL,
        members_done integer NOT NULL DEFAULT 0 CHECK (members_done <= members_expected),
        -- What the preview looked at: the ends of the histories, the rules, the calendar. What differs later makes it out of date.
        basis json,
        result json,
        -- Why, in the words of who started the booking.
        reason text CHECK (char_length(reason) BETWEEN 1 AND 500),
        previewed_by text NOT NULL,
        previewed_at timestamptz NOT NULL,
        started_by text,
        started_at timestamptz,
        -- Everybody up to this id has been booked.
        booked_through uuid,
        -- What had changed since the preview, where the booking stopped by itself.
        stopped_for text[] CHECK (stopped_for <@ ARRAY['RULES', 'CALENDAR', 'FROZEN'] AND cardinality(stopped_for) > 0),
        updated_at timestamptz NOT NULL,
        finished_at timestamptz,
        FOREIGN KEY (programme_id, rule_set_version) REFERENCES rule_set (programme_id, version),
        CHECK ((status IN ('PREVIEWED', 'BOOKING', 'COMPLETED', 'STOPPED')) = (result IS NOT NULL)),
        CHECK ((result IS NULL) = (basis IS NULL)),
        CHECK ((status IN ('BOOKING', 'COMPLETED', 'STOPPED')) = (started_at IS NOT NULL)),
        CHECK (stopped_for IS NULL OR status = 'STOPPED'),
        CHECK ((started_at IS NULL) = (reason IS NULL) AND (started_at IS NULL) = (started_by IS NULL))
      )`);
    await runner.query('CREATE INDEX rescoring_programme ON rescoring (programme_id, previewed_at DESC, id DESC)');
    // Two bookings of one programme would judge each other's people, and a preview beside one would be out of date at once.
    await runner.query(
      "CREATE UNIQUE INDEX rescoring_at_work ON rescoring (programme_id) WHERE status IN ('PREVIEWING', 'BOOKING')",
    );
    await runner.query(`
      CREATE TRIGGER rescoring_settings AFTER UPDATE ON rescoring
        FOR EACH ROW WHEN (NEW.status = 'BOOKING' AND OLD.status = 'PREVIEWED') EXECUTE FUNCTION note_changed_settings()`);
    await this.createMembers(runner);
    await this.createSteps(runner);
  }

  private async createMembers(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rescoring_member (
        rescoring_id uuid NOT NULL REFERENCES rescoring (id) ON DELETE CASCADE,
        ambassador_id uuid NOT NULL REFERENCES ambassador (id),
        points_before bigint NOT NULL,
        points_after bigint NOT NULL,
        entries integer NOT NULL,
        PRIMARY KEY (rescoring_id, ambassador_id)
      )`);
    await runner.query(`
      CREATE INDEX rescoring_member_difference
        ON rescoring_member (rescoring_id, (points_after - points_before), ambassador_id)`);
  }

  private async createSteps(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rescoring_step (
        programme_id uuid NOT NULL,
        sequence bigint NOT NULL,
        rescoring_id uuid NOT NULL,
        ambassador_id uuid NOT NULL,
        rule_set_version integer NOT NULL,
        -- As it was asked for; how far the version really reaches follows from what had frozen by then.
        reaches_from timestamptz NOT NULL,
        reaches_until timestamptz NOT NULL,
        reason text NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (programme_id, sequence),
        UNIQUE (rescoring_id, ambassador_id),
        FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id),
        FOREIGN KEY (programme_id, rule_set_version) REFERENCES rule_set (programme_id, version)
      )`);
    await runner.query('CREATE INDEX rescoring_step_ambassador ON rescoring_step (ambassador_id, sequence)');
    await runner.query(`
      CREATE TRIGGER rescoring_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rescoring_step
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['rescoring_step', 'rescoring_member', 'rescoring']) await runner.query(`DROP TABLE ${table}`);
  }
}
