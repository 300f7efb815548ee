import { fileURLToPath } from 'node:url';

/**
 * The one Jest configuration of the house. Node itself loads tests and sources as native ES modules, once for all test files of a worker;
 * tsx reads TypeScript, by the tsconfig.json of the package. Workspace packages resolve to their sources through the export condition
 * "fanfare-source", so that a test never sees a stale build.
 */
export const jestPreset = {
  testEnvironment: 'node',
  testRunner: fileURLToPath(new URL('./native-tests/runner.mjs', import.meta.url)),
  transform: {},
  // Ends a test that hangs; far beyond what any takes on a machine with ten times more to do than it has cores.
  testTimeout: 300_000,
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  reporters: ['default', ['<rootDir>/../../tooling/presets/jest-totals.mjs', {}]],
};
