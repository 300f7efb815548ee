import { jestPreset } from '@fanfare/presets/jest';

export default {
  ...jestPreset,
  globalSetup: '@fanfare/testkit/global-setup',
  globalTeardown: '@fanfare/testkit/global-teardown',
};
