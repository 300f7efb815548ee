import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { type EntityManager, QueryFailedError } from 'typeorm';

/** Sends the statement and gives back its rows. Throws what TypeORM throws. */
export type PreparedStatement<Row> = (manager: EntityManager, values: readonly unknown[]) => Promise<readonly Row[]>;

/**
 * A statement that each connection has PostgreSQL read and plan once, and from then on calls by name: for what runs with every recording.
 * Inside of a transaction statements of this kind are sent in the order in which they are begun, and those begun at once in one piece; PostgreSQL
 * works through them in that order. Others take a longer way through TypeORM: whoever mixes them awaits the one before the other.
 */
export function prepared<Row = never>(text: string): PreparedStatement<Row> {
  const name = `fanfare_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  return async (manager, values) => {
    const runner = manager.queryRunner;
    if (runner === undefined) return manager.query(text, [...values]);
    const { logger, options } = manager.dataSource;
    const client: PoolClient = await runner.connect();
    logger.logQuery(text, undefined, runner);
    const begun = performance.now();
    sendTogether(client);
    try {
      const { rows } = await client.query({ name, text, values: [...values] });
      return rows;
    } catch (error) {
      throw new QueryFailedError(text, undefined, error as Error);
    } finally {
      const milliseconds = performance.now() - begun;
      if (milliseconds > (options.maxQueryExecutionTime ?? Number.POSITIVE_INFINITY))
        logger.logQuerySlow(milliseconds, text, undefined, runner);
    }
  };
}

/** The driver keeps its socket here. */
interface Wired {
  readonly connection?: { readonly stream?: { cork(): void; uncork(): void } };
}

const corked = new WeakSet<PoolClient>();

/** Holds back what is written to the connection until the work of this moment has been done: one system call instead of one a statement. */
function sendTogether(client: PoolClient): void {
  const stream = (client as PoolClient & Wired).connection?.stream;
  if (stream === undefined || corked.has(client)) return;
  corked.add(client);
  stream.cork();
  process.nextTick(() => {
    corked.delete(client);
    stream.uncork();
  });
}
