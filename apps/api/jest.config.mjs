import { jestPreset } from '@fanfare/presets/jest';

export default {
  ...jestPreset,
  globalSetup: '@fanfare/testkit/global-setup',
  // API tests start a server each; on a busy machine that alone can take seconds.
  testTimeout: 60_000,
  globalTeardown: '@fanfare/testkit/global-teardown',
};
