import { jestPreset } from '@fanfare/presets/jest';

export default {
  ...jestPreset,
  globalSetup: '@fanfare/testkit/global-setup',
  // They wait for PostgreSQL and for each other's processes about half of the time: one worker for each core, not one fewer.
  maxWorkers: '100%',
  globalTeardown: '@fanfare/testkit/global-teardown',
};
