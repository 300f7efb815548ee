import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientBase } from 'pg';

/** A connection of the pool, as far as it is looked at here. */
export type PresentClient = Pick<ClientBase, 'query' | 'once'> & { readonly processID?: number };

interface Held {
  readonly pid: number;
  readonly isOurs: boolean;
}

/** Any fixed number: the first key of the locks by which processes see each other. "pres" in ASCII. */
const lockClass = 0x70_72_65_73;

/** The locks of everybody who is there, in this database; two keys make objsubid 2. */
const heldLocks = `SELECT pid, objid::bigint = $2 AS "isOurs" FROM pg_locks
  WHERE locktype = 'advisory' AND classid::bigint = $1 AND objsubid = 2 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * Longer than anybody takes themselves for alone after having asked (soleMilliseconds), by clocks of two machines: who comes waits so long
 * before the first statement.
 */
const entranceMilliseconds = 800;

/**
 * Lets the processes that work on one database see each other, and no process be overlooked that can write: every connection holds a
 * shared advisory lock that names its process, from before its first statement until it ends, however it ends. The first connection of
 * a process that finds others waits until they know.
 */
export class Presence {
  readonly #process = randomInt(1, 2 ** 31 - 1);
  readonly #heldSince = new Map<number, number>();

  /** Before a new connection is used. */
  async enter(client: PresentClient): Promise<void> {
    await client.query('SELECT pg_advisory_lock_shared($1, $2)', [lockClass, this.#process]);
    const { rows } = await client.query<Held>(heldLocks, [lockClass, this.#process]);
    const { processID } = client;
    const isKnown = rows.some(({ pid, isOurs }) => isOurs && pid !== processID && this.#hasHeldForLong(pid));
    if (!isKnown && rows.some(({ isOurs }) => !isOurs)) await pause(entranceMilliseconds);
    if (processID === undefined) return;
    this.#heldSince.set(processID, performance.now());
    client.once('end', () => void this.#heldSince.delete(processID));
  }

  /** Whether no other process is there; asked on a connection that has entered. */
  async isAlone(query: (sql: string, values: readonly unknown[]) => Promise<readonly Held[]>): Promise<boolean> {
    const held = await query(heldLocks, [lockClass, this.#process]);
    return held.length > 0 && held.every(({ isOurs }) => isOurs);
  }

  #hasHeldForLong(pid: number): boolean {
    const since = this.#heldSince.get(pid);
    return since !== undefined && performance.now() - since >= entranceMilliseconds;
  }
}
