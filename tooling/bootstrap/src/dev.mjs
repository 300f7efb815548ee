import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { keptDirectory, root } from './paths.mjs';
import { build, prepare } from './prepare.mjs';
import { reportProblems } from './problems.mjs';

const api = path.join(root, 'apps', 'api');
const admin = path.join(root, 'apps', 'admin');
const bootstrap = path.join(root, 'tooling', 'bootstrap');

/**
 * One PostgreSQL for the whole session, the API and the demo's sign-in from their sources and restarted with every change, and Vite in
 * front of the admin app. Ctrl-C reaches all of them; PostgreSQL ends last.
 */
export function run() {
  return reportProblems(root, async () => {
    const toolchain = await prepare();
    await build(toolchain);
    const postgres = await startPostgres();
    const environment = { ...toolchain.environment, DATABASE_URL: await postgres.ensureDatabase('fanfare') };
    try {
      await untilOneEnds([watchApi(environment), watchAdmin(environment)]);
    } finally {
      await postgres.stop();
    }
  });
}

/** @returns {Promise<{ ensureDatabase(name: string): Promise<string>, stop(): Promise<void> }>} */
async function startPostgres() {
  const { startLocalPostgres } = await import(pathToFileURL(path.join(root, 'tooling/local-postgres/dist/index.js')).href);
  return startLocalPostgres({ directory: path.join(keptDirectory, 'postgres'), onProgress: console.log });
}

/** @param {NodeJS.ProcessEnv} environment */
function watchApi(environment) {
  const tsx = path.join(bootstrap, 'node_modules', '.bin', 'tsx');
  const parameters = [
    'watch',
    '--clear-screen=false',
    '--conditions=fanfare-source',
    '--tsconfig',
    path.join(api, 'tsconfig.json'),
  ];
  return spawn(tsx, [...parameters, path.join(bootstrap, 'src', 'dev-server.mjs')], {
    cwd: api,
    env: environment,
    stdio: 'inherit',
  });
}

/** @param {NodeJS.ProcessEnv} environment */
function watchAdmin(environment) {
  return spawn(path.join(admin, 'node_modules', '.bin', 'vite'), [], { cwd: admin, env: environment, stdio: 'inherit' });
}

/**
 * Waits until one ends, cannot start, or this process is told to end, and then ends all.
 *
 * @param {readonly import('node:child_process').ChildProcess[]} children
 */
async function untilOneEnds(children) {
  const ends = children.map((child) => once(child, 'exit'));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal));
  try {
    await Promise.race([...ends, ...signals]);
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.allSettled(ends);
  }
}
