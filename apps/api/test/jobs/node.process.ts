import { setTimeout as pause } from 'node:timers/promises';
import { openJobs } from './open-jobs.ts';

/** A node that runs jobs until it is killed: told where by its first argument, it reports every run to the process that started it. */
const [url = '', behaviour] = process.argv.slice(2);
await openJobs(url, {
  isRunning: true,
  onRun: async (run) => {
    process.send?.(run);
    if (behaviour === 'hang') await pause(3_600_000);
  },
});
