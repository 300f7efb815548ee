export { jestPreset as default } from './jest.mjs';
