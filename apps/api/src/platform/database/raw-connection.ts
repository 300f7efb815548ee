import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { OutboxConnection } from '../events/outbox.ts';
import type { PoolState } from '../metrics.ts';

/** The driver of TypeORM holds pg's pool as `master`. */
function poolOf(dataSource: DataSource | undefined): Pool | undefined {
  return (dataSource?.driver as { readonly master?: Pool } | undefined)?.master;
}

/** Connections of the pool, at this moment. */
export function readPool(dataSource: DataSource | undefined): PoolState {
  const { totalCount = 0, idleCount = 0, waitingCount = 0 } = poolOf(dataSource) ?? {};
  return { total: totalCount, idle: idleCount, waiting: waitingCount };
}

/**
 * Lends a connection of the pool beside TypeORM, which would count and log what is sent there as statements of the application. A
 * connection on which a statement failed may be in any state, and is not used again.
 */
export async function onRawConnection<Result>(
  dataSource: DataSource,
  work: (connection: OutboxConnection) => Promise<Result>,
): Promise<Result> {
  const client = await connect(dataSource);
  let isBroken = false;
  const note = () => {
    isBroken = true;
  };
  // Without a listener a connection that breaks while it is lent would end the process.
  client.on('error', note);
  try {
    return await work({
      query: (sql, values = []) =>
        client.query(sql, [...values]).then(
          ({ rows }) => rows,
          (error: unknown) => {
            note();
            throw error;
          },
        ),
    });
  } finally {
    client.off('error', note);
    client.release(isBroken);
  }
}

async function connect(dataSource: DataSource): Promise<PoolClient> {
  const pool = poolOf(dataSource);
  if (pool === undefined) throw new Error('The database is used before it is open');
  return pool.connect();
}
