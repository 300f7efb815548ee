import path from 'node:path';
import startPostgres from '@fanfare/testkit/global-setup';
import { build } from 'vite';

const root = path.join(import.meta.dirname, '../..');

/** Builds the app as it is now, beside and not over what `pnpm build` made, and starts the PostgreSQL of the run. */
export default async function globalSetup(...parameters) {
  await build({ root, logLevel: 'warn', build: { outDir: 'test-results/app', emptyOutDir: true } });
  await startPostgres(...parameters);
}
