import { createLogger, type EnvironmentSource, readEnvironment, startServer } from '../../src/index.ts';

/** What a node is told by the test that starts it. */
export interface NodeOrders {
  readonly environment: EnvironmentSource;
  /** The node is killed right after so many commits, before anybody hears of the last one. */
  readonly diesAfterCommits?: number;
}

const { environment, diesAfterCommits = Number.POSITIVE_INFINITY }: NodeOrders = JSON.parse(process.argv[2] ?? '{}');
let commits = 0;
const server = await startServer({
  environment: readEnvironment(environment),
  log: createLogger('silent'),
  afterCommit: () => {
    commits += 1;
    if (commits >= diesAfterCommits) process.kill(process.pid, 'SIGKILL');
  },
});
process.send?.({ url: server.url });
process.once('disconnect', () => process.exit());
