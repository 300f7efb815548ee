export { createOverviewSlice } from './overview.slice.ts';
