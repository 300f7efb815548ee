export { createImportsSlice } from './imports.slice.ts';
