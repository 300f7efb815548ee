import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EnvironmentSource } from '../../src/index.ts';
import type { TestApi } from '../harness/index.ts';

/** What a process that keeps challenges is told. */
export interface KeeperOrders {
  readonly environment: EnvironmentSource;
  /** What its clock says, ISO 8601. */
  readonly now: string;
}

/** A process that does over the test's database, once, what the clock asks of challenges. Resolves once it has; fails when it ends without. */
export async function keepChallenges(api: TestApi, now: Date): Promise<void> {
  const environment = {
    DATABASE_URL: api.databaseUrl,
    DATABASE_POOL_SIZE: '5',
    OIDC_ISSUER: api.identityProvider.issuer,
    NODE_ENV: 'test',
    RUN_JOBS: 'false',
  };
  const orders: KeeperOrders = { environment, now: now.toISOString() };
  const program = fileURLToPath(new URL('./challenge-keeper.process.ts', import.meta.url));
  const keeper = fork(program, [JSON.stringify(orders)], {
    execArgv: ['--conditions=fanfare-source', '--import', 'tsx'],
    env: { PATH: process.env['PATH'] },
  });
  const gone = once(keeper, 'exit');
  try {
    await Promise.race([
      once(keeper, 'message'),
      gone.then(([code]) => Promise.reject(new Error(`The process ended with ${code} before it was done`))),
    ]);
  } finally {
    keeper.kill('SIGKILL');
    await gone;
  }
}
