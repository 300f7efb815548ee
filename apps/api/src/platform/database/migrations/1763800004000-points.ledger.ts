/**
 * The ledger: partitioned by the month of recording, append-only, numbered, chained. PostgreSQL has no unique index over partitions, so
 * the trigger `append_to_ledger` keeps across them what one would: it follows the end of the ledger in the locked `programme_head`.
 */
const tables = [
  `CREATE TABLE ledger_entry (
     programme_id uuid NOT NULL,
     number bigint NOT NULL CHECK (number >= 1),
     id uuid NOT NULL,
     kind text NOT NULL CHECK (kind IN ('GRANT', 'REVERSAL', 'ADJUSTMENT', 'EXCHANGE')),
     -- The place, in the order of recording, of what was booked: an activity, a reading, a withdrawal, a correction ...
     fact_sequence bigint NOT NULL CHECK (fact_sequence >= 1),
     ambassador_id uuid NOT NULL,
     activity_id uuid,
     reading_id uuid,
     rescoring_id uuid,
     rule_set_version integer,
     rule_key text,
     requested bigint NOT NULL,
     granted bigint NOT NULL CHECK (granted BETWEEN -9007199254740991 AND 9007199254740991),
     counts_at timestamptz NOT NULL,
     recorded_at timestamptz NOT NULL,
     reasons json NOT NULL,
     reverses_number bigint,
     reason text,
     idempotency_key text NOT NULL CONSTRAINT ledger_entry_key_of_fact CHECK (starts_with(idempotency_key, fact_sequence || ':')),
     previous_hash bytea NOT NULL,
     hash bytea NOT NULL CHECK (octet_length(hash) = 32),
     PRIMARY KEY (programme_id, number, recorded_at),
     CHECK ((kind = 'REVERSAL') = (reverses_number IS NOT NULL)),
     CHECK (kind <> 'REVERSAL' OR reason IS NOT NULL),
     CHECK (kind <> 'GRANT' OR (activity_id IS NOT NULL AND rule_key IS NOT NULL AND rule_set_version IS NOT NULL)),
     CHECK (kind <> 'GRANT' OR (granted >= 0 AND granted <= requested)),
     CHECK (kind <> 'ADJUSTMENT' OR rescoring_id IS NOT NULL)
   ) PARTITION BY RANGE (recorded_at)`,
  'CREATE INDEX ledger_entry_id ON ledger_entry (id)',
  'CREATE INDEX ledger_entry_ambassador ON ledger_entry (ambassador_id, number DESC)',
  'CREATE INDEX ledger_entry_activity ON ledger_entry (activity_id)',
  // Of what has been reversed, by what: at most one for each entry. Written by the trigger alone.
  `CREATE TABLE ledger_reversal (
     programme_id uuid NOT NULL,
     number bigint NOT NULL,
     reversal_number bigint NOT NULL,
     PRIMARY KEY (programme_id, number)
   )`,
  // One more kind of facts, numbered with the others: what a person took back.
  `CREATE TABLE entry_withdrawal (
     programme_id uuid NOT NULL REFERENCES programme (id),
     sequence bigint NOT NULL,
     entry_number bigint NOT NULL,
     reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500),
     withdrawn_by text NOT NULL,
     recorded_at timestamptz NOT NULL,
     PRIMARY KEY (programme_id, entry_number),
     UNIQUE (programme_id, sequence)
   )`,
];

/**
 * What was appended must begin where the ledger of its programme ends: next number, last hash, a later fact. The head is locked first, so
 * that this holds whoever else appends. One fact's lines come in one statement, so a key repeats within the statement or not at all.
 *
 * To what lines refer is asked here as well, once a statement: foreign keys ask line by line, which took a third of the time of an insert, and lock
 * what they find against removal. Nothing that lines refer to can be removed or get another id: activities and readings are history, versions of
 * rules are kept, and who has an activity or a balance stays for their sake. Each look-up is a subquery of its own, so that it always goes
 * through the primary key, whatever statistics say of tables that have just begun to grow.
 */
const appending = [
  `CREATE FUNCTION append_to_ledger() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
   BEGIN
     PERFORM FROM programme_head WHERE programme_id IN (SELECT programme_id FROM appended) ORDER BY programme_id FOR UPDATE;
     IF EXISTS (
       SELECT FROM (
         SELECT line.number, line.previous_hash, line.fact_sequence,
                coalesce(lag(line.number) OVER ledger, head.ledger_number) AS number_before,
                coalesce(lag(line.hash) OVER ledger, head.ledger_hash) AS hash_before,
                coalesce(lag(line.fact_sequence) OVER ledger, head.booked_sequence + 1) AS earliest_fact
           FROM appended AS line LEFT JOIN programme_head AS head USING (programme_id)
         WINDOW ledger AS (PARTITION BY programme_id ORDER BY line.number)) AS placed
        WHERE number IS DISTINCT FROM number_before + 1 OR previous_hash IS DISTINCT FROM hash_before OR fact_sequence < earliest_fact
     ) THEN
       RAISE EXCEPTION 'the lines do not follow the end of the ledger'
         USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_entry_follows';
     END IF;
     IF EXISTS (SELECT FROM appended GROUP BY programme_id, idempotency_key HAVING count(*) > 1) THEN
       RAISE EXCEPTION 'a fact is booked twice' USING ERRCODE = 'unique_violation', CONSTRAINT = 'ledger_entry_idempotency_key';
     END IF;
     IF EXISTS (
       SELECT FROM appended AS line
        WHERE CASE WHEN line.activity_id IS NULL
                   THEN (SELECT id FROM ambassador WHERE (programme_id, id) = (line.programme_id, line.ambassador_id))
                   ELSE (SELECT id FROM activity
                          WHERE id = line.activity_id AND (programme_id, ambassador_id) = (line.programme_id, line.ambassador_id))
              END IS NULL
           OR line.reading_id IS NOT NULL
              AND (SELECT id FROM engagement_reading WHERE id = line.reading_id AND activity_id = line.activity_id) IS NULL
     ) OR EXISTS (
       SELECT FROM (SELECT DISTINCT programme_id, rule_set_version FROM appended WHERE rule_set_version IS NOT NULL) AS named
        WHERE (SELECT version FROM rule_set WHERE (programme_id, version) = (named.programme_id, named.rule_set_version)) IS NULL
     ) THEN
       RAISE EXCEPTION 'a line refers to what is not there'
         USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_entry_refers';
     END IF;
     IF EXISTS (SELECT FROM appended WHERE kind = 'REVERSAL') THEN
       IF EXISTS (
         SELECT FROM appended AS reversal
           LEFT JOIN ledger_entry AS entry ON entry.programme_id = reversal.programme_id AND entry.number = reversal.reverses_number
          WHERE reversal.kind = 'REVERSAL'
            AND (entry.id IS NULL OR entry.kind IN ('REVERSAL', 'EXCHANGE') OR entry.number >= reversal.number
                 OR entry.ambassador_id <> reversal.ambassador_id OR entry.granted <> -reversal.granted)
       ) THEN
         RAISE EXCEPTION 'a reversal is not the opposite of an earlier entry'
           USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_entry_reverses';
       END IF;
       INSERT INTO ledger_reversal SELECT programme_id, reverses_number, number FROM appended WHERE kind = 'REVERSAL';
     END IF;
     IF EXISTS (
       SELECT FROM appended WHERE kind = 'EXCHANGE' GROUP BY programme_id, fact_sequence HAVING count(*) <> 2 OR sum(granted) <> 0
     ) THEN
       RAISE EXCEPTION 'an exchange is not a pair of opposite lines'
         USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_entry_exchange_pair';
     END IF;
     UPDATE programme_head AS head
        SET booked_sequence = last.fact_sequence, ledger_number = last.number, ledger_hash = last.hash
       FROM (SELECT DISTINCT ON (programme_id) programme_id, fact_sequence, number, hash
               FROM appended ORDER BY programme_id, number DESC) AS last
      WHERE head.programme_id = last.programme_id;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER ledger_entry_append AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS appended
     FOR EACH STATEMENT EXECUTE FUNCTION append_to_ledger()`,
  ...['ledger_entry', 'ledger_reversal', 'entry_withdrawal'].map(
    (table) => `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`,
  ),
];

/** Drafts decide nothing; versions that are or were scheduled do. */
const settings = [
  `CREATE TRIGGER rule_set_settings_new AFTER INSERT ON rule_set
     FOR EACH ROW WHEN (NEW.status = 'SCHEDULED') EXECUTE FUNCTION note_changed_settings()`,
  `CREATE TRIGGER rule_set_settings AFTER UPDATE ON rule_set
     FOR EACH ROW WHEN (NEW.status = 'SCHEDULED' OR OLD.status = 'SCHEDULED') EXECUTE FUNCTION note_changed_settings()`,
];

/** Triggers of statements hold for the table that the statement names: each partition needs its own, so that it is no way round. */
const partitions = [
  `CREATE FUNCTION refuse_direct_insert() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION '% is a part of the ledger: append to ledger_entry', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
   END $$`,
  `CREATE FUNCTION guard_ledger_partition(name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
   BEGIN
     EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
                       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()', name || '_append_only', name);
     EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I
                       FOR EACH STATEMENT EXECUTE FUNCTION refuse_direct_insert()', name || '_through_ledger', name);
   END $$`,
  // Takes what comes when no month has been prepared for it, so that no write ever fails for want of a partition.
  'CREATE TABLE ledger_entry_other PARTITION OF ledger_entry DEFAULT',
  `SELECT guard_ledger_partition('ledger_entry_other')`,
  // Months are those of UTC. A month of which the partition for everything else holds lines stays there: lines never move. Nobody prepares
  // months that are over, or beyond the next year: the application may call this, and a wrong clock must not fill the database with tables.
  `CREATE FUNCTION prepare_ledger_month(instant timestamptz) RETURNS text
     LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
   DECLARE
     month timestamp := date_trunc('month', instant AT TIME ZONE 'UTC');
     present timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
     name text := 'ledger_entry_' || to_char(month, 'YYYY_MM');
     begins timestamptz := month AT TIME ZONE 'UTC';
     ends timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
   BEGIN
     IF to_regclass('public.' || name) IS NOT NULL THEN RETURN 'READY'; END IF;
     IF month < present OR month > present + interval '12 months' THEN RETURN 'OUT_OF_RANGE'; END IF;
     PERFORM pg_advisory_xact_lock(hashtextextended('prepare_ledger_month', 0));
     IF to_regclass('public.' || name) IS NOT NULL THEN RETURN 'READY'; END IF;
     IF EXISTS (SELECT FROM ledger_entry_other WHERE recorded_at >= begins AND recorded_at < ends) THEN RETURN 'ELSEWHERE'; END IF;
     EXECUTE format('CREATE TABLE public.%I (LIKE ledger_entry INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
     EXECUTE format('ALTER TABLE ledger_entry ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', name, begins, ends);
     PERFORM guard_ledger_partition(name);
     RETURN 'PREPARED';
   END $$`,
  `SELECT prepare_ledger_month(now() + month * interval '1 month') FROM generate_series(0, 3) AS month`,
];

export const ledgerStatements: readonly string[] = [...tables, ...appending, ...settings, ...partitions];
