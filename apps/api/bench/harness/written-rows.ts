import type { Pool } from 'pg';
import { uuidv7 } from 'uuidv7';

/** The columns that hand-written SQL fills, with their types; of hashtags the words, separated by spaces. */
export const activityColumns = {
  ...{ id: 'uuid', programme_id: 'uuid', sequence: 'bigint', ambassador_id: 'uuid', source: 'text', external_id: 'text' },
  ...{ kind: 'text', channel: 'text', occurred_at: 'timestamptz', recorded_at: 'timestamptz', evidence: 'text', url: 'text' },
  ...{ disclosed: 'boolean', text_length: 'integer', hashtags: 'text' },
} as const;

export const ledgerColumns = {
  ...{ programme_id: 'uuid', number: 'bigint', id: 'uuid', kind: 'text', ambassador_id: 'uuid', activity_id: 'uuid' },
  ...{ rule_set_version: 'integer', rule_key: 'text', requested: 'bigint', granted: 'bigint', counts_at: 'timestamptz' },
  ...{ recorded_at: 'timestamptz', reasons: 'json', idempotency_key: 'text', previous_hash: 'bytea', hash: 'bytea' },
} as const;

type Row<Columns> = { readonly [Name in keyof Columns]: unknown };
export type ActivityRow = Row<typeof activityColumns> & { readonly id: string; readonly ambassador_id: string };
export type LedgerRow = Row<typeof ledgerColumns> & {
  readonly id: string;
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

/**
 * Reads what the API has written into one programme since the last call, in its order, as rows of another programme with the same members:
 * other ids, otherwise the same.
 */
export class WrittenRows {
  readonly #pool: Pool;
  readonly #from: string;
  readonly #to: string;
  readonly #memberIds: ReadonlyMap<string, string>;
  #sequence = '0';
  #number = '0';

  constructor(
    pool: Pool,
    programmes: { readonly from: string; readonly to: string; readonly memberIds: ReadonlyMap<string, string> },
  ) {
    this.#pool = pool;
    this.#from = programmes.from;
    this.#to = programmes.to;
    this.#memberIds = programmes.memberIds;
  }

  async next(): Promise<readonly WrittenFact[]> {
    const { rows: activities } = await this.#pool.query<ActivityRow & { readonly sequence: string }>(
      `SELECT ${Object.keys(activityColumns).join(', ').replace('hashtags', `array_to_string(hashtags, ' ') AS hashtags`)}
         FROM activity WHERE programme_id = $1 AND sequence > $2 ORDER BY sequence`,
      [this.#from, this.#sequence],
    );
    const { rows: entries } = await this.#pool.query<LedgerRow & { readonly number: string }>(
      `SELECT ${Object.keys(ledgerColumns).join(', ').replace('reasons', 'reasons::text')}
         FROM ledger_entry WHERE programme_id = $1 AND number > $2 ORDER BY number`,
      [this.#from, this.#number],
    );
    this.#sequence = activities.at(-1)?.sequence ?? this.#sequence;
    this.#number = entries.at(-1)?.number ?? this.#number;
    const byActivity = new Map<string, LedgerRow[]>(activities.map(({ id }) => [id, []]));
    for (const entry of entries) byActivity.get(entry.activity_id)?.push(entry);
    return activities.map((activity) => this.#moved(activity, byActivity.get(activity.id) ?? []));
  }

  #moved(activity: ActivityRow, entries: readonly LedgerRow[]): WrittenFact {
    const id = uuidv7();
    const place = { programme_id: this.#to, ambassador_id: this.#memberIds.get(activity.ambassador_id) ?? '' };
    return {
      activity: { ...activity, ...place, id },
      entries: entries.map((entry) => ({
        ...{ ...entry, ...place, id: uuidv7(), activity_id: id },
        idempotency_key: `activity:${id}:${String(entry.rule_key)}`,
      })),
    };
  }
}
