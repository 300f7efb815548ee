import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Endpoints of other systems that are told what happens, and what was or is to be delivered to them. */
export class Webhooks1763800018500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme (id),
        url text NOT NULL CHECK (char_length(url) BETWEEN 8 AND 2000),
        description text CHECK (char_length(description) BETWEEN 1 AND 200),
        event_types text[] NOT NULL CHECK (cardinality(event_types) > 0),
        scope text NOT NULL CHECK (scope IN ('PROGRAMME', 'MEMBERS')),
        -- The secret follows from the key of the installation, the id and this; nothing that signs is kept here.
        secret_generation integer NOT NULL DEFAULT 1 CHECK (secret_generation >= 1),
        -- Until then the secret before signs as well.
        former_secret_until timestamptz,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        last_success_at timestamptz,
        -- Since when every attempt has failed.
        failing_since timestamptz,
        disabled_at timestamptz,
        disabled_because text CHECK (disabled_because IN ('ADMIN', 'FAILURES')),
        removed_at timestamptz,
        UNIQUE (programme_id, id),
        CHECK ((disabled_at IS NULL) = (disabled_because IS NULL))
      )`);
    await runner.query('CREATE INDEX webhook_programme ON webhook (programme_id, created_at) WHERE removed_at IS NULL');
    await runner.query(`
      CREATE TABLE webhook_delivery (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
        programme_id uuid NOT NULL,
        webhook_id uuid NOT NULL,
        -- The same for every attempt and every endpoint: receivers tell repetitions by it.
        event_id uuid NOT NULL,
        event_type text NOT NULL,
        subject_id uuid NOT NULL,
        -- Whom it names; of erased people nothing is delivered any more.
        ambassador_ids uuid[] NOT NULL,
        body text NOT NULL,
        state text NOT NULL CHECK (state IN ('WAITING', 'DELIVERED', 'DEAD')),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        last_attempt_at timestamptz,
        delivered_at timestamptz,
        last_status integer,
        last_problem text,
        UNIQUE (webhook_id, event_id),
        CHECK ((state = 'DELIVERED') = (delivered_at IS NOT NULL)),
        FOREIGN KEY (programme_id, webhook_id) REFERENCES webhook (programme_id, id)
      )`);
    await runner.query(`
      CREATE INDEX webhook_delivery_waiting ON webhook_delivery (webhook_id, subject_id, number) WHERE state = 'WAITING'`);
    await runner.query('CREATE INDEX webhook_delivery_list ON webhook_delivery (webhook_id, number DESC)');
    await runner.query('CREATE INDEX webhook_delivery_people ON webhook_delivery USING gin (ambassador_ids)');
    await runner.query('CREATE INDEX webhook_delivery_age ON webhook_delivery (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_delivery');
    await runner.query('DROP TABLE webhook');
  }
}
