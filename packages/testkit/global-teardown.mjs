/** Jest `globalTeardown`: ends the cluster that global-setup.mjs started and deletes its data. */
export default async function stopCluster() {
  await globalThis.fanfareTestPostgres?.stop();
}
