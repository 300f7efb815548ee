import { jestPreset } from '@fanfare/presets/jest';

export default {
  ...jestPreset,
  // A real browser, API and database on a machine that may do other things too: only what hangs shall time out.
  testTimeout: 600_000,
  globalSetup: '<rootDir>/test/harness/global-setup.mjs',
  globalTeardown: '@fanfare/testkit/global-teardown',
};
