import type { DataSource, EntityManager } from 'typeorm';
import type { DomainEvent, EventBus } from '../events/event-bus.ts';
import { retrySerialisationFailures } from './transaction-retry.ts';

/** One database transaction, handed to the work that runs in it. */
export interface Transaction {
  readonly manager: EntityManager;
  /** Publishes the event once the transaction has committed; never when it is rolled back. */
  announce(event: DomainEvent): void;
}

/** The way to PostgreSQL: single reads through `manager`, everything that writes through `transaction`. */
export interface Database {
  readonly manager: EntityManager;
  /**
   * Runs the work in one transaction (READ COMMITTED) and gives back what it returns; when the work throws, nothing is kept. After a
   * serialisation failure or deadlock the whole work runs again, a few times at most: it must have no effect but through `manager`
   * and `announce`.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

/** The database behind a TypeORM data source that is already connected. */
export function createDatabase(dataSource: DataSource, events: EventBus): Database {
  const runOnce = async <Result>(work: (transaction: Transaction) => Promise<Result>) => {
    const announced: DomainEvent[] = [];
    const result = await dataSource.transaction((manager) =>
      work({ manager, announce: (event) => void announced.push(event) }),
    );
    return { result, announced };
  };
  return {
    manager: dataSource.manager,
    async transaction(work) {
      const { result, announced } = await retrySerialisationFailures(() => runOnce(work));
      for (const event of announced) await events.publish(event);
      return result;
    },
  };
}
