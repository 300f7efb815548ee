import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository. */
export const root = path.resolve(import.meta.dirname, '..', '..', '..');

/** Everything that is kept between starts and may be deleted. */
export const keptDirectory = path.join(root, '.fanfare');

/** @typedef {{ name: string, directory: string, scripts: Readonly<Record<string, string>> }} WorkspacePackage */

/**
 * The packages of the workspace.
 *
 * @param {string} [repository]
 * @returns {WorkspacePackage[]}
 */
export function workspacePackages(repository = root) {
  return ['apps', 'packages', 'tooling'].flatMap((area) =>
    readdirSync(path.join(repository, area), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => readPackage(path.join(repository, area, entry.name))),
  );
}

/**
 * @param {string} directory
 * @returns {WorkspacePackage[]}
 */
function readPackage(directory) {
  try {
    const { name, scripts = {} } = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8'));
    return [{ name, directory, scripts }];
  } catch {
    // A folder that another branch left behind, with node_modules in it at most.
    return [];
  }
}
