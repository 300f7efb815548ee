import type { Platform } from '../../platform/slice.ts';

/** How many months ahead have a partition, and how often somebody looks. */
const monthsAhead = 3;
const dayInMilliseconds = 86_400_000;

/**
 * Keeps partitions of the ledger ready for this month and the next ones: at the start and once a day, long before they are needed, so
 * that no recording waits for it. Should it fail for months, nothing is lost: what has no month goes into the partition for everything else,
 * where it stays, and the log says so each day.
 */
export function keepLedgerMonthsReady({ database, clock, logger }: Pick<Platform, 'database' | 'clock' | 'logger'>) {
  let timer: NodeJS.Timeout | undefined;
  const prepare = async () => {
    try {
      for (let ahead = 0; ahead <= monthsAhead; ahead += 1) {
        const month = firstOfMonth(clock.now(), ahead);
        const [row]: readonly { readonly outcome: string }[] = await database.manager.query(
          'SELECT prepare_ledger_month($1) AS outcome',
          [month],
        );
        if (row?.outcome !== 'READY' && row?.outcome !== 'PREPARED')
          logger.warn({ month, outcome: row?.outcome }, 'A month of the ledger has no partition of its own');
      }
    } catch (error) {
      logger.error({ err: error }, 'The coming months of the ledger could not be prepared');
    }
  };
  return {
    async start(): Promise<void> {
      await prepare();
      timer = setInterval(() => void prepare(), dayInMilliseconds).unref();
    },
    stop(): void {
      clearInterval(timer);
    },
  };
}

function firstOfMonth(now: Date, ahead: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
}
