import { createServer } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';
import { build, portFrom, prepare } from './prepare.mjs';
import { Problem, reportProblems } from './problems.mjs';

/** A deployment names all three; the demo stands in for whatever is missing. */
const productionVariables = ['DATABASE_URL', 'REDIS_URL', 'OIDC_ISSUER'];

/** Prepares, builds, and becomes the server: no process stands between it and Ctrl-C. */
export function run() {
  return reportProblems(root, async () => {
    await checkPort(portFrom(process.env['PORT']));
    await build(await prepare());
    if (productionVariables.every((name) => process.env[name])) {
      await import(built('apps/api/dist/main.js'));
      return;
    }
    const demo = await import(built('tooling/demo/dist/start.js'));
    await demo.start({ root, environment: process.env });
  });
}

/** @param {string} file */
function built(file) {
  return pathToFileURL(path.join(root, file)).href;
}

/**
 * Said before minutes of installing rather than after.
 *
 * @param {number} port
 */
async function checkPort(port) {
  const problem = await new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve('code' in error ? error.code : error.message));
    server.listen(port, process.env['HOST'], () => server.close(() => resolve(undefined)));
  });
  if (problem === 'EADDRINUSE')
    throw new Problem(`Port ${port} is taken: stop what listens there, or choose another, as in PORT=4001 npm start`);
  if (problem === 'EACCES')
    throw new Problem(
      `Port ${port} needs privileges that this account lacks: choose one from 1024 on, as in PORT=4001 npm start`,
    );
}
