import { jestPreset } from '@fanfare/presets/jest';

export default {
  ...jestPreset,
  // Seconds count here: each test waits for a real browser, API and database on a machine that does other things too.
  testTimeout: 120_000,
  globalSetup: '<rootDir>/test/harness/global-setup.mjs',
  globalTeardown: '@fanfare/testkit/global-teardown',
};
