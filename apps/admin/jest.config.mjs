export { jestPreset as default } from '@fanfare/presets/jest';
