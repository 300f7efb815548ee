import { createApplication } from '../../src/app.ts';
import { createLogger, readEnvironment } from '../../src/index.ts';
import type { KeeperOrders } from './start-keeper.ts';

/** A node of which only the upkeep of challenges runs, once, by a clock of its own; it tells how it ended. */
const { environment, now }: KeeperOrders = JSON.parse(process.argv[2] ?? '{}');
const application = createApplication({
  environment: readEnvironment(environment),
  clock: { now: () => new Date(now) },
  logger: createLogger('silent'),
  onStatement: () => undefined,
});
const { database, slices } = application;
await database.open(slices.flatMap((slice) => slice.entities));
const upkeep = slices.flatMap(({ jobs = [] }) => jobs).find(({ name }) => name === 'challenge-progress.upkeep');
if (upkeep === undefined) throw new Error('There is no upkeep of challenges');
await upkeep.run({ data: null, now: new Date(now), attempt: 1, signal: new AbortController().signal });
process.send?.('done');
process.once('disconnect', () => process.exit());
