import path from 'node:path';
import { root, workspacePackages } from './paths.mjs';
import { turbo } from './prepare.mjs';
import { runVisibly } from './steps.mjs';

/** @param {string} name */
function program(name) {
  return path.join(root, 'node_modules', '.bin', name);
}

/** Every check that CI makes. Turborepo runs the packages' own: TypeScript, and the drift of files that are derived and committed. */
const checks = [
  { title: 'Format and lint (Biome)', program: program('biome'), parameters: ['check', '--error-on-warnings', '.'] },
  {
    title: 'Import boundaries (dependency-cruiser)',
    program: process.execPath,
    parameters: ['tooling/boundaries/src/cli.mjs'],
  },
  {
    title: 'Unused files, exports and dependencies (Knip)',
    program: program('knip'),
    parameters: ['--no-config-hints', '--no-progress'],
  },
  { title: 'Types (TypeScript)', program: turbo, parameters: ['run', 'check', '--continue', '--output-logs=errors-only'] },
  {
    title: 'Drift of derived files',
    program: turbo,
    parameters: ['run', 'schema:check', '--continue', '--output-logs=errors-only'],
  },
];

/**
 * Runs every check, also after one failed.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ passed: string[], failed: string[] }>} their titles
 */
export async function runChecks(environment) {
  /** @type {{ passed: string[], failed: string[] }} */
  const outcome = { passed: [], failed: [] };
  for (const { title, ...command } of checks.filter(hasWork)) {
    console.log(`\n--- ${title}`);
    const begun = performance.now();
    const succeeded = await runVisibly({ ...command, environment });
    console.log(`--- ${title}: ${succeeded ? 'passed' : 'FAILED'} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    outcome[succeeded ? 'passed' : 'failed'].push(title);
  }
  return outcome;
}

/** @param {{ parameters: readonly string[] }} check */
function hasWork({ parameters }) {
  return (
    !parameters.includes('schema:check') || workspacePackages().some(({ scripts }) => scripts['schema:check'] !== undefined)
  );
}
