import type { Pool } from 'pg';

/** The columns that hand-written SQL fills, with their types; of hashtags the words, separated by spaces. */
export const activityColumns = {
  ...{ id: 'uuid', programme_id: 'uuid', sequence: 'bigint', ambassador_id: 'uuid', source: 'text', external_id: 'text' },
  ...{ kind: 'text', channel: 'text', occurred_at: 'timestamptz', recorded_at: 'timestamptz', evidence: 'text', url: 'text' },
  ...{ disclosed: 'boolean', text_length: 'integer', hashtags: 'text' },
} as const;

export const ledgerColumns = {
  ...{ programme_id: 'uuid', number: 'bigint', id: 'uuid', kind: 'text', fact_sequence: 'bigint', ambassador_id: 'uuid' },
  ...{ activity_id: 'uuid', rule_set_version: 'integer', rule_key: 'text', requested: 'bigint', granted: 'bigint' },
  ...{ counts_at: 'timestamptz', recorded_at: 'timestamptz', reasons: 'json', idempotency_key: 'text' },
  ...{ previous_hash: 'bytea', hash: 'bytea' },
} as const;

type Row<Columns> = { readonly [Name in keyof Columns]: unknown };
export type ActivityRow = Row<typeof activityColumns> & { readonly id: string };
export type LedgerRow = Row<typeof ledgerColumns> & {
  readonly ambassador_id: string;
  readonly activity_id: string;
  readonly granted: string;
  readonly counts_at: Date;
};

/** What one activity left behind. */
export interface WrittenFact {
  readonly activity: ActivityRow;
  readonly entries: readonly LedgerRow[];
}

/** Reads what the API has written into a programme since the last call, in its order. */
export class WrittenRows {
  readonly #pool: Pool;
  readonly #programmeId: string;
  #sequence = '0';
  #number = '0';

  constructor(pool: Pool, programmeId: string) {
    this.#pool = pool;
    this.#programmeId = programmeId;
  }

  async next(): Promise<readonly WrittenFact[]> {
    const { rows: activities } = await this.#pool.query<ActivityRow & { readonly sequence: string }>(
      `SELECT ${Object.keys(activityColumns).join(', ').replace('hashtags', `array_to_string(hashtags, ' ') AS hashtags`)}
         FROM activity WHERE programme_id = $1 AND sequence > $2 ORDER BY sequence`,
      [this.#programmeId, this.#sequence],
    );
    const { rows: entries } = await this.#pool.query<LedgerRow & { readonly number: string }>(
      `SELECT ${Object.keys(ledgerColumns).join(', ').replace('reasons', 'reasons::text')}
         FROM ledger_entry WHERE programme_id = $1 AND number > $2 ORDER BY number`,
      [this.#programmeId, this.#number],
    );
    this.#sequence = activities.at(-1)?.sequence ?? this.#sequence;
    this.#number = entries.at(-1)?.number ?? this.#number;
    const byActivity = new Map<string, LedgerRow[]>(activities.map(({ id }) => [id, []]));
    for (const entry of entries) byActivity.get(entry.activity_id)?.push(entry);
    return activities.map((activity) => ({ activity, entries: byActivity.get(activity.id) ?? [] }));
  }
}
