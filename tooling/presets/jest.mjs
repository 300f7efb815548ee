import { fileURLToPath } from 'node:url';

/**
 * The one Jest configuration of the house. Sources run as native ES modules, compiled by swc; workspace packages resolve to their
 * TypeScript sources through the export condition "fanfare-source", so that a test never sees a stale build.
 */
export const jestPreset = {
  testEnvironment: 'node',
  // Ends a test that hangs; far beyond what any takes on a busy machine with two cores.
  testTimeout: 60_000,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  testEnvironmentOptions: {
    customExportConditions: ['fanfare-source', 'node', 'node-addons'],
  },
  transform: {
    '^.+\\.tsx?$': [
      fileURLToPath(import.meta.resolve('@swc/jest')),
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: false, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  reporters: ['default', ['<rootDir>/../../tooling/presets/jest-totals.mjs', {}]],
};
