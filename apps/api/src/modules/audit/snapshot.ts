import pg from 'pg';

const rowsPerFetch = 2000;
const { builtins, getTypeParser } = pg.types;

/** What statements of the audit get back. */
type Parameters = readonly unknown[];

/**
 * One consistent look at a live database: a read-only transaction at REPEATABLE READ on a connection of its own. It blocks no writer and no
 * writer changes what it sees. Large results come through server-side cursors, a batch at a time. Instants are epoch milliseconds (with
 * a fraction where the database holds one), dates are YYYY-MM-DD, whole numbers are numbers, bytes are Buffers.
 */
export class Snapshot {
  readonly #client: pg.Client;
  #cursors = 0;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /** Throws the driver's error where nobody answers or the account is refused. */
  static async open(url: string): Promise<Snapshot> {
    const client = await openAuditClient(url);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return new Snapshot(client);
  }

  async query<Row>(sql: string, parameters: Parameters = []): Promise<readonly Row[]> {
    return (await this.#client.query(sql, [...parameters])).rows as readonly Row[];
  }

  /** For readers of other slices: the same look in the form in which they ask. */
  reader(): { query<Rows>(sql: string, parameters?: unknown[]): Promise<Rows> } {
    const ask = async <Rows>(sql: string, parameters: unknown[] = []) =>
      (await this.#client.query(sql, parameters)).rows as unknown as Rows;
    return { query: ask };
  }

  /** The rows of a statement, batch by batch. */
  batches<Row>(sql: string, parameters: Parameters = []): AsyncGenerator<readonly Row[], void> {
    this.#cursors += 1;
    return batchesOf<Row>(this.#client, { cursor: `audit_${this.#cursors}`, sql, parameters });
  }

  /** Ends the transaction, of which nothing is kept, and the connection. */
  async close(): Promise<void> {
    await this.#client.end();
  }
}

/** A connection on which statements may take as long as they need, with the types that `Snapshot` tells. */
export async function openAuditClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'fanfare-audit',
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: parserOf },
  });
  await client.connect();
  await client.query("SET TIME ZONE 'UTC'");
  await client.query('SET statement_timeout = 0');
  await client.query('SET idle_in_transaction_session_timeout = 0');
  // Every row of a cursor is read, and statistics may be missing: a plan for the first rows of small tables would take hours.
  await client.query('SET cursor_tuple_fraction = 1');
  await client.query('SET enable_nestloop = off');
  return client;
}

/** Reads a statement through a cursor of the client's running transaction. */
export async function* batchesOf<Row>(
  client: pg.Client,
  reading: { readonly cursor: string; readonly sql: string; readonly parameters: Parameters },
): AsyncGenerator<readonly Row[], void> {
  const { cursor, sql, parameters } = reading;
  await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`, [...parameters]);
  for (;;) {
    const { rows } = await client.query(`FETCH FORWARD ${rowsPerFetch} FROM ${cursor}`);
    if (rows.length > 0) yield rows as readonly Row[];
    if (rows.length < rowsPerFetch) break;
  }
  await client.query(`CLOSE ${cursor}`);
}

const parserOf: typeof getTypeParser = (type: number, format?: 'text' | 'binary') => {
  if (type === builtins.INT8) return Number;
  if (type === builtins.TIMESTAMPTZ) return instantOf;
  if (type === builtins.DATE) return String;
  return getTypeParser(type, format as 'text');
};

/** "2026-03-02 09:00:00.123456+00" in milliseconds; Date alone would drop what is finer than that. */
function instantOf(text: string): number {
  const finer = /\.\d{3}(\d+)/.exec(text)?.[1];
  return Date.parse(`${text.replace(' ', 'T')}:00`) + (finer === undefined ? 0 : Number(`0.${finer}`));
}
