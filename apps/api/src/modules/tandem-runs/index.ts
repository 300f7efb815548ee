export { createTandemRunsSlice } from './tandem-runs.slice.ts';
