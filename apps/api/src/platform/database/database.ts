import { Client, type ClientBase } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { DomainEvent, EventBus } from '../events/event-bus.ts';
import { Outbox } from '../events/outbox.ts';
import type { PoolState } from '../metrics.ts';
import type { EntityClass } from '../slice.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { Presence } from './presence.ts';
import { applicationRole, mayTakeOnApplicationRole } from './privileges.ts';
import { onRawConnection, readPool } from './raw-connection.ts';
import { sentTogether } from './sent-together.ts';
import { SoleWriter } from './sole-writer.ts';
import { observeStatements, type StatementObserver } from './statement-observer.ts';
import { retrySerialisationFailures } from './transaction-retry.ts';
import { watchWrites } from './write-watch.ts';

/** One database transaction, handed to the work that runs in it. */
export interface Transaction {
  readonly manager: EntityManager;
  /**
   * Publishes the event once the transaction has committed, surely and at least once; never when it is rolled back. What is attached
   * goes to the commit listeners of this process alone, as it is.
   */
  announce(event: DomainEvent, attachment?: unknown): void;
}

/** What a committed transaction has announced. */
export interface Announcement {
  readonly event: DomainEvent;
  readonly attachment: unknown;
}

export interface Committed<Result> {
  readonly result: Result;
  /** Resolves once this process is up to date with what was committed: whoever answers waits for it. Never rejects. */
  readonly followed: Promise<void>;
}

/** Brings something of this process up to date before the transaction's caller goes on. A failure is reported and undoes nothing. */
export type CommitListener = (announcements: readonly Announcement[]) => Promise<void>;

/** The way to PostgreSQL: single reads through `manager`, everything that writes through `transaction`. */
export interface Database {
  readonly manager: EntityManager;
  /**
   * Runs the work in one transaction (READ COMMITTED) and gives back what it returns; when the work throws, nothing is kept. After a
   * serialisation failure or deadlock the whole work runs again, a few times at most: it must have no effect but through `manager`
   * and `announce`.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** The same for whoever has something to do before the commit listeners are through: gives back the result as soon as it is committed. */
  commit<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Committed<Result>>;
  /**
   * A mark that stays the same only as long as nobody has written to the database: what is read under a mark is still true as long as the
   * mark is the same. Null where that is not known, because other processes work on the database too, or for a moment.
   */
  unchangedMark(): number | null;
  /** The listener hears of every transaction of this process that announced something, in the order of their commits as a rule. */
  onCommit(listener: CommitListener): void;
}

/** The database as app.ts sees it: closed at first, because the slices that need it are what tells its entities. */
export interface ManagedDatabase extends Database {
  /** Connects and migrates. Gives back the names of the migrations that ran. */
  open(entities: readonly EntityClass[]): Promise<readonly string[]>;
  close(): Promise<void>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** Throws when the schema is not the one that this process was built for. */
  checkMigrations(): Promise<void>;
  /** Connections of the pool, at this moment. */
  pool(): PoolState;
}

export interface DatabaseOptions {
  readonly url: string;
  /** The account that owns the schema and brings it up to date; that of `url` unless told. */
  readonly ownerUrl?: string | undefined;
  /** The most connections this process holds at a time. */
  readonly poolSize: number;
  readonly statementTimeoutMilliseconds: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly events: EventBus;
  readonly observer: StatementObserver;
  /** Told what went wrong beside any request: an announcement that could not be published, a commit listener that failed. */
  readonly onError?: (error: unknown) => void;
  /** Told where the account may not work as the restricted role: then triggers alone guard history. */
  readonly onUnrestricted?: () => void;
  /** Told every second for how many seconds the oldest overdue announcement has waited. */
  readonly onOutboxLag?: (seconds: number) => void;
  /** Runs between a commit and everything that follows from it: where tests let a process die. */
  readonly afterCommit?: () => void;
}

/** What the pool does with a connection before anybody gets it. */
type OnConnect = (client: ClientBase) => Promise<void>;

/** Where TypeORM notes which migrations ran. */
export const migrationsTable = 'schema_migration';

/** From this on a statement is reported as slow. */
const slowStatementMilliseconds = 1000;

export function createDatabase(options: DatabaseOptions): ManagedDatabase {
  let opened: DataSource | undefined;
  const dataSource = (): DataSource => {
    if (opened === undefined) throw new Error('The database is used before it is open');
    return opened;
  };
  const { events, onOutboxLag: onLag, onError = () => undefined } = options;
  const presence = new Presence();
  const soleWriter = new SoleWriter({
    isAlone: () => onRawConnection(dataSource(), ({ query }) => presence.isAlone(query)),
  });
  const onConnect = async (client: ClientBase) => {
    watchWrites(client, soleWriter);
    await presence.enter(client);
  };
  const listeners: CommitListener[] = [];
  const outbox = new Outbox({
    events,
    connected: (work) => onRawConnection(dataSource(), work),
    onError,
    ...(onLag === undefined ? {} : { onLag }),
  });
  const commit = async <Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Committed<Result>> => {
    const { result, announced, outboxId } = await retrySerialisationFailures(() => runOnce(dataSource(), outbox, work));
    if (outboxId === null) return { result, followed: Promise.resolve() };
    options.afterCommit?.();
    const events = announced.map(({ event }) => event);
    // Listeners are told in the order of commits; who hears of an event finds this process up to date.
    const told = listeners.map((listener) => listener(announced).catch(onError));
    return { result, followed: Promise.all(told).then(() => outbox.publish(outboxId, events)) };
  };
  return {
    get manager() {
      return dataSource().manager;
    },
    async transaction(work) {
      const { result, followed } = await commit(work);
      await followed;
      return result;
    },
    commit,
    unchangedMark: () => soleWriter.mark(),
    onCommit: (listener) => void listeners.push(listener),
    async open(entities) {
      const ran = await migrateAsOwner(options, onConnect);
      const role = await roleOf(options.url);
      if (role === null) options.onUnrestricted?.();
      opened = await dataSourceOf(options, { entities, role, onConnect }).initialize();
      outbox.start();
      return ran;
    },
    async close() {
      if (opened !== undefined) await outbox.stop();
      await opened?.destroy();
      opened = undefined;
    },
    async ping() {
      await dataSource().query('SELECT 1');
    },
    async checkMigrations() {
      const ran: readonly { readonly name: string }[] = await dataSource().query(`SELECT name FROM ${migrationsTable}`);
      const missing = migrations.filter((migration) => !ran.some(({ name }) => name === migration.name));
      if (missing.length > 0) throw new Error(`The database lacks ${missing.map((migration) => migration.name).join(', ')}`);
    },
    pool: () => readPool(opened),
  };
}

/** One attempt. What is announced is written with COMMIT behind it, which PostgreSQL turns into ROLLBACK should the writing fail. */
async function runOnce<Result>(dataSource: DataSource, outbox: Outbox, work: (transaction: Transaction) => Promise<Result>) {
  const announced: Announcement[] = [];
  const announce = (event: DomainEvent, attachment?: unknown) => void announced.push({ event, attachment });
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    const result = await work({ manager: runner.manager, announce });
    const events = announced.map(({ event }) => event);
    const writing = events.length === 0 ? Promise.resolve(null) : outbox.write(runner.manager, events);
    const [outboxId] = await sentTogether([writing, runner.commitTransaction()]);
    return { result, announced, outboxId };
  } catch (error) {
    // What went wrong is told, not that the way back failed as well: a lost connection has rolled back by itself.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

async function migrateAsOwner(options: DatabaseOptions, onConnect: OnConnect): Promise<readonly string[]> {
  const url = options.ownerUrl ?? options.url;
  const owner = await dataSourceOf({ ...options, url, poolSize: 1 }, { entities: [], role: null, onConnect }).initialize();
  try {
    return await migrate(owner, url);
  } finally {
    await owner.destroy();
  }
}

/** The restricted role, where the account may take it on. */
async function roleOf(url: string): Promise<string | null> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await mayTakeOnApplicationRole(client)) ? applicationRole : null;
  } finally {
    await client.end();
  }
}

/** The schema belongs to the migrations: nothing is ever synchronised. Every connection works as `role`, which RESET ROLE keeps. */
function dataSourceOf(
  options: DatabaseOptions,
  connecting: {
    readonly entities: readonly EntityClass[];
    readonly role: string | null;
    readonly onConnect: OnConnect;
  },
): DataSource {
  const { entities, role, onConnect } = connecting;
  return new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName,
    poolSize: options.poolSize,
    entities: [...entities],
    migrations: [...migrations],
    migrationsTableName: migrationsTable,
    synchronize: false,
    installExtensions: false,
    logging: ['query'],
    logger: observeStatements(options.observer),
    maxQueryExecutionTime: slowStatementMilliseconds,
    extra: {
      // Statements of one transaction that do not wait for each other are sent at once; PostgreSQL works through them in their order.
      pipeline: true,
      onConnect,
      ...(role === null ? {} : { options: `-c role=${role}` }),
      statement_timeout: options.statementTimeoutMilliseconds,
      idle_in_transaction_session_timeout: options.statementTimeoutMilliseconds * 2,
      connectionTimeoutMillis: 10_000,
    },
  });
}
