import { createRequire, register as registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ModernFakeTimers } from '@jest/fake-timers';
import circus from 'jest-circus/runner';
import { register as registerTypeScript } from 'tsx/esm/api';
import { setCurrentGlobals } from './current-globals.mjs';

const require = createRequire(import.meta.url);
const tsconfig = fileURLToPath(new URL('../tsconfig.tests.json', import.meta.url));

/**
 * Jest's `testRunner`: jest-circus, as by default, but the test file and all that it imports are loaded by Node itself, and not into a
 * virtual machine of each file's own. A worker so reads and compiles the house's modules and their dependencies once, not once a file.
 * What a module keeps in variables lasts from one test file of a worker to the next. Of the object `jest` only fake timers exist.
 *
 * @param {{ watch: boolean, watchAll: boolean }} globalConfig
 * @param {{ rootDir: string }} config
 * @param {object} environment
 * @param {object} runtime
 * @param {string} testPath
 * @param {(event: string, value: unknown) => void} [sendMessageToJest]
 */
export default async function runNatively(globalConfig, config, environment, runtime, testPath, sendMessageToJest) {
  readSources();
  showPlacesInSources();
  const timers = new ModernFakeTimers({ config, global: globalThis });
  const native = Object.create(runtime, {
    requireInternalModule: { value: requireAnew },
    setGlobalsForRuntime: { value: (globals) => setCurrentGlobals({ ...globals, jest: jestObject(timers) }) },
    unstable_shouldLoadAsEsm: { value: () => true },
    unstable_importModule: { value: (file) => import(pathToFileURL(file).href) },
  });
  try {
    return await circus.default(globalConfig, config, environment, native, testPath, sendMessageToJest);
  } finally {
    timers.dispose();
  }
}

/** What the house's tests use of the object `jest`. */
function jestObject(timers) {
  return {
    advanceTimersByTime: (milliseconds) => timers.advanceTimersByTime(milliseconds),
    useFakeTimers: () => timers.useFakeTimers(),
    useRealTimers: () => timers.useRealTimers(),
  };
}

/** jest-circus keeps the tests that a file declares in its own module. */
function requireAnew(file) {
  delete require.cache[file];
  return require(file);
}

let reads = false;

/** Once a process: TypeScript, the workspace's sources behind "fanfare-source", and "@jest/globals". */
function readSources() {
  if (reads) return;
  reads = true;
  registerTypeScript({ tsconfig });
  registerHooks('./resolve-hook.mjs', import.meta.url);
}

/** Jest's own reading of source maps knows only what its virtual machines loaded; Node's knows the rest. */
function showPlacesInSources() {
  process.setSourceMapsEnabled(true);
  delete Error.prepareStackTrace;
}
