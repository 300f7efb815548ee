import { start } from '../src/start.ts';

/** A process for the tests to start and to end: a small demo in the folder that is named first. */
const [root = ''] = process.argv.slice(2);
await start({ root, environment: process.env, size: { ambassadors: 30, weeks: 2 } });
