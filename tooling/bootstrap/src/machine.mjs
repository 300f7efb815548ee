import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/** @param {readonly string[]} names */
function isInstalled(names) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return names.some((name) => folders.some((folder) => existsSync(path.join(folder, name))));
}

/**
 * What tests find on this machine, for Turborepo's cache: a result that skipped for want of Redis is none once Redis is there.
 */
export function machineDescription() {
  return [
    `redis=${isInstalled(['redis-server', 'valkey-server'])}`,
    `chromium=${isInstalled(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])}`,
    `data=${existsSync(process.env['FANFARE_SHARED_DATA'] ?? path.join(root, '..', 'shared', 'data'))}`,
    `node=${process.version}`,
  ].join(' ');
}
