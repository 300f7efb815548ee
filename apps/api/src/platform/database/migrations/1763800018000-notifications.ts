import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened and is to be passed on to those whom it concerns; their feeds, what they want to hear of and how, mails. */
export class Notifications1763800018000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createHappenings(runner);
    await createFeeds(runner);
    await createMails(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['mailbox_message', 'feed_item', 'mail', 'notification_settings', 'feed_ledger_position', 'happening'])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE person DROP COLUMN email');
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
  await runner.query('CREATE INDEX happening_actor ON happening (actor_id) WHERE actor_id IS NOT NULL');
}

const ownerColumns = `programme_id uuid NOT NULL, FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id)`;

async function createFeeds(runner: QueryRunner): Promise<void> {
  // Up to which number the ledger of a programme was told. What is booked already is no news.
  await runner.query(`
    CREATE TABLE feed_ledger_position (
      programme_id uuid PRIMARY KEY REFERENCES programme (id),
      number bigint NOT NULL CHECK (number >= 0)
    )`);
  await runner.query(
    'INSERT INTO feed_ledger_position SELECT programme_id, ledger_number FROM programme_head WHERE ledger_number > 0',
  );
  await runner.query(`
    CREATE TABLE notification_settings (
      ambassador_id uuid PRIMARY KEY,
      feed_topics text[] NOT NULL,
      mail_topics text[] NOT NULL,
      wants_digest boolean NOT NULL,
      -- Null for that of the programme.
      time_zone text,
      -- Minutes of the day on the person's clock; the same twice for no quiet hours.
      quiet_from smallint NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
      quiet_until smallint NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),
      rests_on_weekends boolean NOT NULL,
      -- Who knows it can stop mails, and nothing else.
      unsubscribe_token uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
      ${ownerColumns}
    )`);
  await runner.query(`
    CREATE TABLE feed_item (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
      ambassador_id uuid NOT NULL,
      happening_id uuid NOT NULL,
      kind text NOT NULL,
      subject_type text NOT NULL,
      subject_id uuid NOT NULL,
      actor_id uuid,
      details json NOT NULL,
      happened_at timestamptz NOT NULL,
      arrived_at timestamptz NOT NULL,
      read_at timestamptz,
      wants_mail boolean NOT NULL,
      mail_id uuid,
      UNIQUE (ambassador_id, happening_id),
      ${ownerColumns}
    )`);
  await runner.query('CREATE INDEX feed_item_list ON feed_item (ambassador_id, number DESC)');
  await runner.query('CREATE INDEX feed_item_unread ON feed_item (ambassador_id) WHERE read_at IS NULL');
  await runner.query(
    'CREATE INDEX feed_item_to_mail ON feed_item (ambassador_id, arrived_at) WHERE wants_mail AND mail_id IS NULL',
  );
  await runner.query('CREATE INDEX feed_item_mail ON feed_item (mail_id) WHERE mail_id IS NOT NULL');
  await runner.query('CREATE INDEX feed_item_actor ON feed_item (actor_id) WHERE actor_id IS NOT NULL');
  await runner.query('CREATE INDEX feed_item_arrival ON feed_item (ambassador_id, arrived_at)');
}

async function createMails(runner: QueryRunner): Promise<void> {
  // The address that the identity provider vouches for.
  await runner.query('ALTER TABLE person ADD COLUMN email text CHECK (char_length(email) BETWEEN 3 AND 320)');
  await runner.query(`
    CREATE TABLE mail (
      id uuid PRIMARY KEY,
      ambassador_id uuid NOT NULL,
      list text NOT NULL CHECK (list IN ('NOTIFICATIONS', 'DIGEST')),
      -- The day on the person's clock; of a digest the Monday of the week in which it is sent.
      day date NOT NULL,
      -- Of a digest: what arrived from then on, until then.
      covers_from timestamptz,
      covers_until timestamptz,
      state text NOT NULL CHECK (state IN ('WAITING', 'SENT', 'DROPPED', 'FAILED')),
      attempts integer NOT NULL DEFAULT 0,
      next_attempt_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL,
      sent_at timestamptz,
      CHECK ((list = 'DIGEST') = (covers_from IS NOT NULL AND covers_until > covers_from)),
      CHECK ((state = 'SENT') = (sent_at IS NOT NULL)),
      ${ownerColumns}
    )`);
  await runner.query(`CREATE UNIQUE INDEX mail_digest ON mail (ambassador_id, day) WHERE list = 'DIGEST'`);
  await runner.query('CREATE INDEX mail_of_day ON mail (ambassador_id, day)');
  await runner.query(`CREATE INDEX mail_waiting ON mail (next_attempt_at) WHERE state = 'WAITING'`);
  await runner.query(`
    CREATE TABLE mailbox_message (
      mail_id uuid PRIMARY KEY,
      ambassador_id uuid NOT NULL,
      sent_at timestamptz NOT NULL,
      subject text NOT NULL,
      text text NOT NULL,
      html text NOT NULL,
      ${ownerColumns}
    )`);
  await runner.query('CREATE INDEX mailbox_message_list ON mailbox_message (ambassador_id, sent_at DESC)');
}
