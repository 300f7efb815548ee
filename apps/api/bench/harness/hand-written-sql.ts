import { Pool, type PoolClient } from 'pg';
import { poolSize } from './api-process.ts';
import type { BenchProgramme } from './scene.ts';
import { activityColumns, ledgerColumns, type WrittenFact, WrittenRows } from './written-rows.ts';

const standingColumns = {
  ...{ board_id: 'uuid', ambassador_id: 'uuid', score: 'bigint', reached_at: 'timestamptz', is_shown: 'boolean' },
} as const;

/**
 * Plain tables with the columns, indexes, checks and foreign keys of the API's own, in a schema of their own: no partitions, no triggers that
 * guard history, no chain to hold, so that writers need not take turns.
 */
const plainTables = (schema: string) => `
  CREATE SCHEMA ${schema};
  CREATE TABLE ${schema}.activity (LIKE activity INCLUDING ALL,
    FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id),
    FOREIGN KEY (programme_id, campaign_id) REFERENCES campaign (programme_id, id));
  CREATE TABLE ${schema}.ledger_entry (LIKE ledger_entry INCLUDING ALL,
    FOREIGN KEY (activity_id) REFERENCES ${schema}.activity (id),
    FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador (programme_id, id),
    FOREIGN KEY (programme_id, rule_set_version) REFERENCES rule_set (programme_id, version));
  CREATE TABLE ${schema}.standing (LIKE standing INCLUDING ALL,
    FOREIGN KEY (board_id) REFERENCES board (id), FOREIGN KEY (ambassador_id) REFERENCES ambassador (id));
  ALTER TABLE ${schema}.standing SET (fillfactor = 80)`;

const statements = (schema: string) => ({
  activities: `INSERT INTO ${schema}.activity (${Object.keys(activityColumns).join(', ')})
    SELECT ${Object.keys(activityColumns).join(', ').replace('hashtags', `string_to_array(hashtags, ' ')`)}
      FROM ${unnested(activityColumns)}`,
  entries: `INSERT INTO ${schema}.ledger_entry (${Object.keys(ledgerColumns).join(', ')})
    SELECT * FROM ${unnested(ledgerColumns)}`,
  standings: `INSERT INTO ${schema}.standing (${Object.keys(standingColumns).join(', ')})
    SELECT * FROM ${unnested(standingColumns)}
    ON CONFLICT (ambassador_id, board_id) DO UPDATE
      SET score = standing.score + excluded.score, reached_at = greatest(standing.reached_at, excluded.reached_at)`,
});

function unnested(columns: Readonly<Record<string, string>>): string {
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  return `unnest(${arrays.join(', ')}) AS new (${Object.keys(columns).join(', ')})`;
}

/** The parameters of one transaction, made ready before the clock runs. */
interface Insertion {
  readonly activities: readonly unknown[][];
  readonly entries: readonly unknown[][];
  readonly standings: readonly unknown[][];
}

interface Board {
  readonly id: string;
  /** Of a department; null for the whole programme. */
  readonly scopeId: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

/**
 * The reference for writes: what somebody would write by hand who needs no rules. It inserts the very rows that the API has written
 * (activities, ledger entries, standings) into plain tables, with three prepared multi-row statements in a transaction.
 */
export class HandWrittenSql {
  readonly #pool: Pool;
  readonly #programmeId: string;
  readonly #schema: string;
  readonly #statements: ReturnType<typeof statements>;
  readonly #written: WrittenRows;
  readonly #departments: ReadonlyMap<string, string>;

  private constructor(pool: Pool, of: { programmeId: string; schema: string; departments: ReadonlyMap<string, string> }) {
    this.#pool = pool;
    this.#programmeId = of.programmeId;
    this.#schema = of.schema;
    this.#statements = statements(of.schema);
    this.#written = new WrittenRows(pool, of.programmeId);
    this.#departments = of.departments;
  }

  /** Each programme's rows go into a schema of their own. */
  static async open(databaseUrl: string, programme: BenchProgramme): Promise<HandWrittenSql> {
    const pool = new Pool({ connectionString: databaseUrl, max: poolSize });
    const schema = `by_hand_${programme.key}`;
    await pool.query(plainTables(schema));
    const { rows } = await pool.query<{ id: string; department: string }>(
      'SELECT id, department_id AS department FROM ambassador WHERE programme_id = $1 AND department_id IS NOT NULL',
      [programme.id],
    );
    const departments = new Map(rows.map(({ id, department }) => [id, department]));
    return new HandWrittenSql(pool, { programmeId: programme.id, schema, departments });
  }

  /** What the API has written since the last call, in transactions of so many activities. */
  async insertions(activitiesPerTransaction: number): Promise<readonly Insertion[]> {
    const boards = await this.#boards();
    const facts = await this.#written.next();
    const insertions: Insertion[] = [];
    for (let at = 0; at < facts.length; at += activitiesPerTransaction) {
      insertions.push(this.#insertionOf(facts.slice(at, at + activitiesPerTransaction), boards));
    }
    return insertions;
  }

  /** Runs the transactions, so many at a time; gives back the milliseconds that took. */
  async insert(insertions: readonly Insertion[], { connections }: { readonly connections: number }): Promise<number> {
    const begun = performance.now();
    const remaining = insertions.values();
    const work = async () => {
      for (const insertion of remaining) await this.#insertOne(insertion);
    };
    await Promise.all(Array.from({ length: connections }, work));
    return performance.now() - begun;
  }

  /** Throws unless both hold the same: a reference that wrote less would flatter nobody. */
  async checkEqual(): Promise<void> {
    const [one, other] = await Promise.all(['public', this.#schema].map((schema) => this.#totals(schema)));
    if (JSON.stringify(one) !== JSON.stringify(other)) {
      throw new Error(`The API has written ${JSON.stringify(one)}, hand-written SQL ${JSON.stringify(other)}`);
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #insertOne({ activities, entries, standings }: Insertion): Promise<void> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      await run(client, { name: 'activities', text: this.#statements.activities, columns: activities });
      await run(client, { name: 'entries', text: this.#statements.entries, columns: entries });
      await run(client, { name: 'standings', text: this.#statements.standings, columns: standings });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }

  #insertionOf(facts: readonly WrittenFact[], boards: readonly Board[]): Insertion {
    const entries = facts.flatMap((fact) => fact.entries);
    return {
      activities: columnsOf(
        activityColumns,
        facts.map((fact) => fact.activity),
      ),
      entries: columnsOf(ledgerColumns, entries),
      standings: columnsOf(standingColumns, this.#standingsOf(entries, boards)),
    };
  }

  /** In the order of their keys, so that writers at the same time never wait for each other in a circle. */
  #standingsOf(entries: WrittenFact['entries'], boards: readonly Board[]) {
    const standings = new Map<
      string,
      { board_id: string; ambassador_id: string; score: number; reached_at: Date; is_shown: true }
    >();
    for (const { ambassador_id, granted, counts_at } of entries) {
      if (granted === '0') continue;
      for (const { id: board_id } of boards.filter((board) => this.#isFor(board, { ambassador_id, counts_at }))) {
        const name = `${ambassador_id}|${board_id}`;
        const known = standings.get(name) ?? { board_id, ambassador_id, score: 0, reached_at: counts_at, is_shown: true };
        const reached_at = new Date(Math.max(known.reached_at.getTime(), counts_at.getTime()));
        standings.set(name, { ...known, score: known.score + Number(granted), reached_at });
      }
    }
    return [...standings].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, standing]) => standing);
  }

  #isFor({ scopeId, startsAt, endsAt }: Board, entry: { readonly ambassador_id: string; readonly counts_at: Date }): boolean {
    const isInScope = scopeId === null || scopeId === this.#departments.get(entry.ambassador_id);
    return isInScope && (startsAt === null || startsAt <= entry.counts_at) && (endsAt === null || entry.counts_at < endsAt);
  }

  async #boards(): Promise<readonly Board[]> {
    const { rows } = await this.#pool.query<Board>(
      `SELECT id, scope_id AS "scopeId", starts_at AS "startsAt", ends_at AS "endsAt" FROM board
        WHERE programme_id = $1 AND measure = 'POINTS' AND scope IN ('PROGRAMME', 'DEPARTMENT')`,
      [this.#programmeId],
    );
    return rows;
  }

  async #totals(schema: string): Promise<unknown> {
    const { rows } = await this.#pool.query(
      `SELECT (SELECT count(*) FROM ${schema}.activity WHERE programme_id = $1) AS activities,
              (SELECT count(*) FROM ${schema}.ledger_entry WHERE programme_id = $1) AS entries,
              (SELECT sum(granted) FROM ${schema}.ledger_entry WHERE programme_id = $1) AS points,
              count(*) AS standings, sum(score) AS scores
         FROM ${schema}.standing JOIN board ON board.id = standing.board_id WHERE board.programme_id = $1`,
      [this.#programmeId],
    );
    return rows[0];
  }
}

async function run(
  client: PoolClient,
  statement: { readonly name: string; readonly text: string; readonly columns: readonly unknown[][] },
): Promise<void> {
  if (statement.columns[0]?.length === 0) return;
  await client.query({ name: statement.name, text: statement.text, values: [...statement.columns] });
}

/** Rows as an array a column, as unnest takes them. */
function columnsOf<Columns extends object>(
  columns: Columns,
  rows: readonly { readonly [Name in keyof Columns]: unknown }[],
): readonly unknown[][] {
  return (Object.keys(columns) as (keyof Columns)[]).map((name) => rows.map((row) => row[name]));
}
