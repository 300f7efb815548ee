import type { EntityManager } from 'typeorm';
import { prepared } from '../database/prepared-statement.ts';
import type { DomainEvent, EventBus } from './event-bus.ts';

/** Sends SQL beside the application's statements; null as long as the database is not open. */
export interface OutboxConnection {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

export interface OutboxOptions {
  readonly events: EventBus;
  /** Runs the work on one connection; `transaction` tells whether within one. */
  readonly connected: <Result>(work: (connection: OutboxConnection) => Promise<Result>) => Promise<Result>;
  readonly onError: (error: unknown) => void;
  /** Told every second how long the oldest announcement that is overdue has waited, in seconds; 0 where none is. */
  readonly onLag?: (seconds: number) => void;
}

/** How often a node looks for announcements that were left behind. */
const sweepEveryMilliseconds = 1000;
/** From this age on an announcement counts as left behind: whoever committed it has died or could not publish it. */
const overdueSeconds = 2;
/** Rows that one sweep takes up at a time. */
const sweptAtOnce = 500;
/** Announcements that were published are deleted together after so long. */
const forgetAfterMilliseconds = 50;
/** Any fixed number: who holds it is the one node that sweeps, so that events about one subject keep their order. "outb" in ASCII. */
const advisoryLock = 0x6f_75_74_62;

interface OutboxRow {
  readonly id: string;
  readonly events: readonly DomainEvent[];
}

/**
 * Announcements that cannot be lost. Events are written in the transaction that causes them, one row a transaction, and published by the
 * same node right after the commit; then the row goes. What a node leaves behind that dies in between, or that cannot reach Redis, is
 * published by whichever node sweeps next. So every event arrives at least once, as a rule within milliseconds.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #published: string[] = [];
  #forgetTimer: NodeJS.Timeout | undefined;
  #sweepTimer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #isSweeping = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Within the transaction: what shall be announced once it has committed. Gives back under which number. */
  write(manager: EntityManager, events: readonly DomainEvent[]): Promise<string> {
    return leaveAnnouncements(manager, events);
  }

  /** After the commit: publishes at once and waits for nobody. Where that fails, a sweep does it. */
  publish(id: string, events: readonly DomainEvent[]): void {
    Promise.all(latestOfEach(events).map((event) => this.#options.events.publish(event))).then(
      () => this.#forget(id),
      // The sweep tells when it fails as well; here it would be one line for every transaction.
      () => undefined,
    );
  }

  /** Begins to sweep, now and every second. */
  start(): void {
    this.#sweepTimer = setInterval(() => this.#sweepSoon(), sweepEveryMilliseconds);
    this.#sweepTimer.unref();
    this.#sweepSoon();
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweepTimer);
    clearTimeout(this.#forgetTimer);
    this.#isSweeping = true;
    await this.#working;
    await this.#deletePublished().catch(this.#options.onError);
  }

  #sweepSoon(): void {
    if (this.#isSweeping) return;
    this.#isSweeping = true;
    this.#working = this.#sweepAll()
      .catch(this.#options.onError)
      .finally(() => {
        this.#isSweeping = false;
      });
  }

  async #sweepAll(): Promise<void> {
    let swept = sweptAtOnce;
    while (swept === sweptAtOnce) swept = await this.#options.connected((connection) => this.#sweep(connection));
  }

  /** Publishes what is overdue, in the order of its rows, and forgets it; gives back how many rows. Throws where publishing fails. */
  async #sweep(connection: OutboxConnection): Promise<number> {
    await connection.query('BEGIN');
    try {
      const rows = await claim(connection);
      this.#options.onLag?.(rows[0]?.seconds ?? 0);
      for (const event of latestOfEach(rows.flatMap((row) => row.events))) await this.#options.events.publish(event);
      if (rows.length > 0)
        await remove(
          connection,
          rows.map((row) => row.id),
        );
      await connection.query('COMMIT');
      return rows.length;
    } catch (error) {
      await connection.query('ROLLBACK');
      throw error;
    }
  }

  #forget(id: string): void {
    this.#published.push(id);
    this.#forgetTimer ??= setTimeout(() => {
      this.#forgetTimer = undefined;
      this.#deletePublished().catch(this.#options.onError);
    }, forgetAfterMilliseconds);
  }

  async #deletePublished(): Promise<void> {
    const ids = this.#published.splice(0);
    if (ids.length > 0) await this.#options.connected((connection) => remove(connection, ids));
  }
}

const leaveAnnouncement = prepared<{ readonly id: string }>('INSERT INTO outbox (events) VALUES ($1) RETURNING id');

/** Within a transaction: announcements that the nodes publish once it has committed. Gives back under which number. */
export async function leaveAnnouncements(manager: EntityManager, events: readonly DomainEvent[]): Promise<string> {
  const [row] = await leaveAnnouncement(manager, [JSON.stringify(latestOfEach(events))]);
  if (row === undefined) throw new Error('PostgreSQL gave the announcement no number');
  return row.id;
}

/** Nothing where another node sweeps at this moment. */
async function claim(connection: OutboxConnection): Promise<readonly (OutboxRow & { readonly seconds: number })[]> {
  const [lock] = await connection.query<{ readonly held: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS held', [
    advisoryLock,
  ]);
  if (lock?.held !== true) return [];
  return connection.query(
    `SELECT id, events, extract(epoch FROM clock_timestamp() - written_at)::float8 AS seconds FROM outbox
      WHERE written_at < clock_timestamp() - make_interval(secs => $1) ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [overdueSeconds, sweptAtOnce],
  );
}

async function remove(connection: OutboxConnection, ids: readonly string[]): Promise<void> {
  await connection.query('DELETE FROM outbox WHERE id = ANY ($1::bigint[])', [ids]);
}

/** Of several events about one subject the last, where it stands; events without a subject stay all. */
export function latestOfEach(events: readonly DomainEvent[]): readonly DomainEvent[] {
  const nameOf = ({ topic, subject }: DomainEvent) => (subject === undefined ? null : `${topic}|${subject}`);
  const last = new Map(events.map((event) => [nameOf(event), event]));
  return events.filter((event) => event.subject === undefined || last.get(nameOf(event)) === event);
}
