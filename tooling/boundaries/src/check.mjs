import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { cruiseOptions, forbidden, resolveOptions } from './rules.mjs';

/**
 * Every folder of the workspace that holds sources.
 *
 * @param {string} root
 */
function sourceFolders(root) {
  return ['apps', 'packages', 'tooling'].flatMap((area) =>
    readdirSync(path.join(root, area), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => ['src', 'test', 'bench'].map((folder) => path.join(area, entry.name, folder)))
      .filter((folder) => existsSync(path.join(root, folder))),
  );
}

/**
 * Checks the imports of the repository at `root`.
 *
 * @param {string} root
 * @returns {Promise<{ modules: number, imports: number, violations: { rule: string, comment: string, from: string, to: string }[] }>}
 */
export async function checkBoundaries(root) {
  const { output } = await cruise(
    sourceFolders(root),
    { ...cruiseOptions, baseDir: root },
    /** @type {import('dependency-cruiser').IResolveOptions} */ (resolveOptions),
  );
  if (typeof output === 'string') throw new TypeError('dependency-cruiser answered with text instead of a result');
  const comments = new Map(forbidden.map((rule) => [rule.name, rule.comment]));
  return {
    modules: output.summary.totalCruised,
    imports: output.summary.totalDependenciesCruised ?? 0,
    violations: output.summary.violations.map(({ rule, from, to, cycle }) => ({
      rule: rule.name,
      comment: comments.get(rule.name) ?? '',
      from,
      to: cycle === undefined ? to : cycle.map((step) => step.name).join(' -> '),
    })),
  };
}
