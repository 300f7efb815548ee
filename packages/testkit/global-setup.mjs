import { tsImport } from 'tsx/esm/api';

/**
 * Jest `globalSetup` for packages that test against PostgreSQL: one disposable cluster for the whole run, on a port of its own.
 * Jest runs this file as it is, without its transforms, so tsx reads the sources here.
 */
export default async function startCluster() {
  const { startTestPostgres } = await tsImport('./src/cluster.ts', import.meta.url);
  globalThis.fanfareTestPostgres = await startTestPostgres();
}
