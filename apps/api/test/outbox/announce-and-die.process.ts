import { createDatabase } from '../../src/platform/database/database.ts';
import { createInProcessEventBus } from '../../src/platform/events/in-process-event-bus.ts';
import { somethingChanged } from './topic.ts';

/** A node that commits an announcement and dies before anybody hears of it. */
const database = createDatabase({
  url: process.argv[2] ?? '',
  poolSize: 2,
  statementTimeoutMilliseconds: 10_000,
  applicationName: 'test',
  events: createInProcessEventBus(() => undefined),
  observer: { onStatement: () => undefined, onSlowStatement: () => undefined },
  afterCommit: () => process.kill(process.pid, 'SIGKILL'),
});
await database.open([]);
await database.transaction(async ({ announce }) => announce(somethingChanged.event({ subject: 'a', version: 7 })));
