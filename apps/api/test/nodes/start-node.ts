import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestApi } from '../harness/index.ts';
import { operatorSubject } from '../harness/start-test-api.ts';
import type { NodeOrders } from './api-node.process.ts';

/** An API in a process of its own, beside that of the test and over the same database. */
export interface TestNode {
  readonly url: string;
  /** Resolves once the process is gone. */
  readonly gone: Promise<unknown>;
  kill(): void;
}

const processes = new Set<ChildProcess>();

export async function startNode(
  api: TestApi,
  {
    redisUrl,
    diesAfterCommits,
    runsJobs = false,
  }: { readonly redisUrl?: string; readonly diesAfterCommits?: number; readonly runsJobs?: boolean },
): Promise<TestNode> {
  const environment = {
    DATABASE_URL: api.databaseUrl,
    DATABASE_POOL_SIZE: '5',
    OIDC_ISSUER: api.identityProvider.issuer,
    OPERATOR_SUBJECTS: operatorSubject,
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    HOST: '127.0.0.1',
    PORT: '0',
    NODE_ENV: 'test',
    RUN_JOBS: String(runsJobs),
  };
  const orders: NodeOrders = { environment, ...(diesAfterCommits === undefined ? {} : { diesAfterCommits }) };
  const program = fileURLToPath(new URL('./api-node.process.ts', import.meta.url));
  const node = fork(program, [JSON.stringify(orders)], {
    execArgv: ['--conditions=fanfare-source', '--import', 'tsx'],
    env: { PATH: process.env['PATH'] },
  });
  processes.add(node);
  const gone = once(node, 'exit');
  const [told] = (await Promise.race([
    once(node, 'message'),
    gone.then(() => Promise.reject(new Error('The node ended'))),
  ])) as [{ readonly url: string }];
  return { url: told.url, gone, kill: () => void node.kill('SIGKILL') };
}

export function killNodes(): void {
  for (const node of processes) node.kill('SIGKILL');
}
