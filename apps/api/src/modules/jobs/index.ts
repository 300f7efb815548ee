export { createJobsSlice } from './jobs.slice.ts';
