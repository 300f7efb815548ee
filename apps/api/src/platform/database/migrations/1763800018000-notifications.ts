import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened and is to be passed on to those whom it concerns. */
export class Notifications1763800018000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createHappenings(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE happening');
  }
}

async function createHappenings(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE happening (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id uuid NOT NULL DEFAULT gen_random_uuid(),
      programme_id uuid NOT NULL REFERENCES programme (id),
      kind text NOT NULL,
      key text NOT NULL CHECK (char_length(key) BETWEEN 1 AND 200),
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      -- Null for all who take part.
      audience uuid[],
      actor_id uuid,
      details json NOT NULL,
      happened_at timestamptz NOT NULL,
      -- When it was passed on to feeds and to webhooks.
      fed_at timestamptz,
      dispatched_at timestamptz,
      UNIQUE (programme_id, kind, key)
    )`);
  await runner.query('CREATE INDEX happening_unfed ON happening (number) WHERE fed_at IS NULL');
  await runner.query('CREATE INDEX happening_undispatched ON happening (number) WHERE dispatched_at IS NULL');
  await runner.query('CREATE INDEX happening_done ON happening (dispatched_at)');
  await runner.query('CREATE INDEX happening_audience ON happening USING gin (audience)');
  await runner.query('CREATE INDEX happening_actor ON happening (actor_id) WHERE actor_id IS NOT NULL');
}
