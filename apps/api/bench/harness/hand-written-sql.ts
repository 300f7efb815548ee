import { Pool, type PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { poolSize } from './api-process.ts';
import type { BenchProgramme } from './scene.ts';
import { activityColumns, ledgerColumns, type WrittenFact, WrittenRows } from './written-rows.ts';

const standingColumns = {
  ...{ board_id: 'uuid', ambassador_id: 'uuid', score: 'bigint', reached_at: 'timestamptz', is_shown: 'boolean' },
} as const;

const insertActivities = `INSERT INTO activity (${Object.keys(activityColumns).join(', ')})
  SELECT ${Object.keys(activityColumns).join(', ').replace('hashtags', `string_to_array(hashtags, ' ')`)}
    FROM ${unnested(activityColumns)}`;
const insertEntries = `INSERT INTO ledger_entry (${Object.keys(ledgerColumns).join(', ')}) SELECT * FROM ${unnested(ledgerColumns)}`;
const upsertStandings = `INSERT INTO standing (${Object.keys(standingColumns).join(', ')}) SELECT * FROM ${unnested(standingColumns)}
  ON CONFLICT (ambassador_id, board_id) DO UPDATE
    SET score = standing.score + excluded.score, reached_at = greatest(standing.reached_at, excluded.reached_at)`;

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

/**
 * The reference for writes: what somebody would write by hand who needs no rules. It inserts the very rows that the API has written
 * (activities, ledger entries, standings) into the same tables, under another programme, with three prepared multi-row statements in a
 * transaction.
 */
export class HandWrittenSql {
  readonly #pool: Pool;
  readonly #from: BenchProgramme;
  readonly #to: BenchProgramme;
  readonly #written: WrittenRows;
  readonly #departmentKeys: ReadonlyMap<string, string>;
  /** Boards of the second programme by department key; those of the whole programme under ''. */
  readonly #boards = new Map<string, readonly string[]>();

  private constructor(parts: {
    readonly pool: Pool;
    readonly from: BenchProgramme;
    readonly to: BenchProgramme;
    readonly written: WrittenRows;
    readonly departmentKeys: ReadonlyMap<string, string>;
  }) {
    this.#pool = parts.pool;
    this.#from = parts.from;
    this.#to = parts.to;
    this.#written = parts.written;
    this.#departmentKeys = parts.departmentKeys;
  }

  /** Both programmes have the same members. */
  static async open(
    databaseUrl: string,
    { from, to }: { readonly from: BenchProgramme; readonly to: BenchProgramme },
  ): Promise<HandWrittenSql> {
    const pool = new Pool({ connectionString: databaseUrl, max: poolSize });
    const { rows } = await pool.query<{ one: string; other: string; department: string }>(
      `SELECT one.id AS one, other.id AS other, department.key AS department
         FROM ambassador AS one
         JOIN ambassador AS other ON other.programme_id = $2 AND other.name = one.name
         JOIN department ON department.id = other.department_id
        WHERE one.programme_id = $1`,
      [from.id, to.id],
    );
    const memberIds = new Map(rows.map(({ one, other }) => [one, other]));
    const departmentKeys = new Map(rows.map(({ other, department }) => [other, department]));
    const written = new WrittenRows(pool, { from: from.id, to: to.id, memberIds });
    return new HandWrittenSql({ pool, from, to, written, departmentKeys });
  }

  /** What the API has written since the last call, in transactions of so many activities. */
  async insertions(activitiesPerTransaction: number): Promise<readonly Insertion[]> {
    await this.#copyBoards();
    const facts = await this.#written.next();
    const insertions: Insertion[] = [];
    for (let at = 0; at < facts.length; at += activitiesPerTransaction) {
      insertions.push(this.#insertionOf(facts.slice(at, at + activitiesPerTransaction)));
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

  /** Throws unless both programmes hold the same: a reference that wrote less would flatter nobody. */
  async checkEqual(): Promise<void> {
    const [one, other] = await Promise.all([this.#from, this.#to].map((programme) => this.#totals(programme.id)));
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
      await run(client, { name: 'activities', text: insertActivities, columns: activities });
      await run(client, { name: 'entries', text: insertEntries, columns: entries });
      await run(client, { name: 'standings', text: upsertStandings, columns: standings });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }

  #insertionOf(facts: readonly WrittenFact[]): Insertion {
    const entries = facts.flatMap((fact) => fact.entries);
    return {
      activities: columnsOf(
        activityColumns,
        facts.map((fact) => fact.activity),
      ),
      entries: columnsOf(ledgerColumns, entries),
      standings: columnsOf(standingColumns, this.#standingsOf(entries)),
    };
  }

  #standingsOf(entries: WrittenFact['entries']) {
    const standings = new Map<
      string,
      { board_id: string; ambassador_id: string; score: number; reached_at: Date; is_shown: true }
    >();
    for (const { ambassador_id, granted, counts_at } of entries) {
      if (granted === '0') continue;
      const boards = ['', this.#departmentKeys.get(ambassador_id) ?? ''].flatMap((scope) => this.#boards.get(scope) ?? []);
      for (const board_id of boards) {
        const name = `${board_id}|${ambassador_id}`;
        const known = standings.get(name) ?? { board_id, ambassador_id, score: 0, reached_at: counts_at, is_shown: true };
        const reached_at = new Date(Math.max(known.reached_at.getTime(), counts_at.getTime()));
        standings.set(name, { ...known, score: known.score + Number(granted), reached_at });
      }
    }
    return [...standings.values()];
  }

  async #copyBoards(): Promise<void> {
    const { rows } = await this.#pool.query<{
      id: string;
      key: string | null;
      scope: string;
      period: string;
      start: string | null;
      starts_at: Date | null;
      ends_at: Date | null;
    }>(
      `SELECT board.scope, department.key, period, period_start::text AS start, starts_at, ends_at FROM board
         LEFT JOIN department ON department.id::text = scope_id WHERE board.programme_id = $1`,
      [this.#from.id],
    );
    for (const { scope, key, period, start, starts_at, ends_at } of rows) {
      const { rowCount, rows: inserted } = await this.#pool.query<{ id: string }>(
        `INSERT INTO board (id, programme_id, scope, scope_id, period, period_start, starts_at, ends_at, measure, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'POINTS', now()) ON CONFLICT DO NOTHING RETURNING id`,
        [uuidv7(), this.#to.id, scope, key === null ? null : this.#to.departments.get(key), period, start, starts_at, ends_at],
      );
      const [board] = inserted;
      if (rowCount === 0 || board === undefined) continue;
      this.#boards.set(key ?? '', [...(this.#boards.get(key ?? '') ?? []), board.id]);
    }
  }

  async #totals(programmeId: string): Promise<unknown> {
    const { rows } = await this.#pool.query(
      `SELECT (SELECT count(*) FROM activity WHERE programme_id = $1) AS activities,
              (SELECT count(*) FROM ledger_entry WHERE programme_id = $1) AS entries,
              (SELECT sum(granted) FROM ledger_entry WHERE programme_id = $1) AS points,
              count(*) AS standings, sum(score) AS scores
         FROM standing JOIN board ON board.id = standing.board_id WHERE board.programme_id = $1`,
      [programmeId],
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
