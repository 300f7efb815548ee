import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keptDirectory } from './paths.mjs';

const skippedFolders = new Set(['node_modules', 'dist', 'coverage', 'test-results', 'bench-results', '.turbo']);

/**
 * A hash over names and contents of files and of every file below folders; what is missing counts as missing.
 *
 * @param {string} directory what the names are relative to
 * @param {readonly string[]} names
 */
export function contentHash(directory, names) {
  const hash = createHash('sha256');
  for (const name of names) addFile(hash, path.join(directory, name), name);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} file
 * @param {string} name
 */
function addFile(hash, file, name) {
  const kind = statSync(file, { throwIfNoEntry: false });
  if (kind?.isFile()) hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
  if (!kind?.isDirectory()) return;
  for (const entry of readdirSync(file).sort()) {
    if (!skippedFolders.has(entry)) addFile(hash, path.join(file, entry), `${name}/${entry}`);
  }
}

/** @param {string} name */
function stampFile(name) {
  return path.join(keptDirectory, `${name}.stamp`);
}

/**
 * Whether a step was last finished on the same input.
 *
 * @param {string} name
 * @param {string} hash
 */
export function isStamped(name, hash) {
  return existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === hash;
}

/**
 * Notes that a step was finished on this input.
 *
 * @param {string} name
 * @param {string} hash
 */
export function stamp(name, hash) {
  mkdirSync(keptDirectory, { recursive: true });
  writeFileSync(stampFile(name), hash);
}
