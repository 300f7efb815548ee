import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { keptDirectory, root, workspacePackages } from './paths.mjs';
import { noNetwork, Problem } from './problems.mjs';
import { contentHash, isStamped, stamp } from './stamps.mjs';
import { runStep } from './steps.mjs';

/** @typedef {{ environment: NodeJS.ProcessEnv }} Toolchain */

/**
 * Gets pnpm and the packages of the lockfile; a second time it finds both in place.
 *
 * @returns {Promise<Toolchain>} the environment in which programs of the house run
 */
export async function prepare() {
  accessSync(root, constants.W_OK);
  mkdirSync(keptDirectory, { recursive: true });
  const environment = await providePnpm();
  await installPackages(environment);
  return { environment };
}

/**
 * The pnpm that package.json names: the machine's own when it is that release, else one in .fanfare/tools.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function providePnpm() {
  const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const release = String(packageManager).split('@')[1] ?? '';
  const tools = path.join(keptDirectory, 'tools', `pnpm-${release}`);
  const binaries = path.join(tools, 'node_modules', '.bin');
  const base = houseEnvironment();
  if (existsSync(path.join(binaries, 'pnpm'))) return withPath(base, binaries);
  if (pnpmRelease(base) === release) return base;
  const npm = npmCommand();
  await runStep({
    title: `Getting pnpm ${release}`,
    program: npm.program,
    parameters: [
      ...npm.parameters,
      'install',
      '--fetch-retries=2',
      '--fetch-retry-mintimeout=1000',
      '--fetch-retry-maxtimeout=5000',
      '--prefix',
      tools,
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `pnpm@${release}`,
    ],
    environment: base,
  });
  return withPath(base, binaries);
}

/** @returns {NodeJS.ProcessEnv} */
function houseEnvironment() {
  return { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} folder
 * @returns {NodeJS.ProcessEnv}
 */
function withPath(environment, folder) {
  return { ...environment, PATH: [folder, environment['PATH'] ?? ''].join(path.delimiter) };
}

/** @param {NodeJS.ProcessEnv} environment */
function pnpmRelease(environment) {
  // Outside the repository: inside, pnpm would look at package.json and might fetch another release of itself.
  const { status, stdout } = spawnSync('pnpm', ['--version'], {
    cwd: path.parse(root).root,
    env: environment,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** npm as this process was started by it, else the one on PATH. */
function npmCommand() {
  const script = process.env['npm_execpath'];
  if (script !== undefined && path.basename(script) === 'npm-cli.js')
    return { program: process.execPath, parameters: [script] };
  return { program: 'npm', parameters: [] };
}

/** @param {NodeJS.ProcessEnv} environment */
async function installPackages(environment) {
  const manifests = workspacePackages().map(({ directory }) => path.relative(root, path.join(directory, 'package.json')));
  const files = contentHash(root, ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests]);
  const input = `${files} ${process.platform}-${process.arch} node-${process.versions.modules}`;
  if (isStamped('install', input) && existsSync(path.join(root, 'node_modules', '.modules.yaml'))) return;
  await fetchPackages(environment);
  stamp('install', input);
}

const fetchAttempts = 3;

/**
 * pnpm itself tries once for each package: without a network, its patience with hundreds of them adds up to minutes. An attempt
 * goes on where the last one broke off.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
async function fetchPackages(environment) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await runStep({
        title: attempt === 1 ? 'Installing packages' : 'Installing packages once more',
        program: 'pnpm',
        parameters: ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only', '--config.fetch-retries=0'],
        environment: { ...environment, CI: 'true' },
      });
      return;
    } catch (error) {
      if (attempt === fetchAttempts || !(error instanceof Problem) || error.message !== noNetwork) throw error;
      await delay(attempt * 2000);
    }
  }
}

const sources = ['apps', 'packages', 'tooling', 'package.json', 'pnpm-lock.yaml', 'turbo.json', 'tsconfig.base.json'];

/**
 * Builds what changed since the last build.
 *
 * @param {Toolchain} toolchain
 */
export async function build({ environment }) {
  const input = contentHash(root, sources);
  if (isStamped('build', input) && workspacePackages().every(isBuilt)) return;
  await runStep({ title: 'Building', program: turbo, parameters: ['run', 'build', '--output-logs=errors-only'], environment });
  stamp('build', input);
}

/** @param {import('./paths.mjs').WorkspacePackage} workspacePackage */
function isBuilt({ directory, scripts }) {
  return scripts['build'] === undefined || existsSync(path.join(directory, 'dist'));
}

/** Turborepo's program, once the packages are installed. */
export const turbo = path.join(root, 'node_modules', '.bin', 'turbo');

/**
 * @param {string | undefined} value
 * @returns {number}
 * @throws {Problem} when PORT is no port
 */
export function portFrom(value) {
  const port = value === undefined || value === '' ? 4000 : Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Problem(`PORT must be a whole number from 0 to 65535, but is "${value}".`);
}
