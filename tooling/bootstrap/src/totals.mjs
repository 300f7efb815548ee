import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */
/** @typedef {import('./paths.mjs').WorkspacePackage} WorkspacePackage */

/** @param {WorkspacePackage} workspacePackage */
function totalsFile({ directory }) {
  return path.join(directory, 'test-results', 'totals.json');
}

/**
 * Removes what earlier runs wrote, so that a package that breaks off before its end is not taken for its last success. Turborepo
 * brings the file back with a cached result.
 *
 * @param {readonly WorkspacePackage[]} packages
 */
export function forgetTotals(packages) {
  for (const workspacePackage of packages) rmSync(totalsFile(workspacePackage), { force: true });
}

/**
 * Adds up what the packages' runs wrote. A package that has tests but wrote no totals counts as one failure.
 *
 * @param {readonly WorkspacePackage[]} packages
 * @returns {Totals & { silent: string[] }} `silent` names the packages without totals
 */
export function addTotals(packages) {
  const tested = packages.filter(({ scripts }) => scripts['test'] !== undefined);
  const read = tested.map((workspacePackage) => ({
    name: workspacePackage.name,
    totals: readTotals(totalsFile(workspacePackage)),
  }));
  const silent = read.filter(({ totals }) => totals === undefined).map(({ name }) => name);
  /** @param {keyof Totals} count */
  const sum = (count) => read.reduce((total, { totals }) => total + (totals?.[count] ?? 0), 0);
  return { passed: sum('passed'), failed: sum('failed') + silent.length, skipped: sum('skipped'), silent };
}

/**
 * @param {string} file
 * @returns {Totals | undefined}
 */
function readTotals(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * The closing line of a run.
 *
 * @param {Totals} totals
 */
export function totalsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
