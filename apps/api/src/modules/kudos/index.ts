export { kudosTraces } from './kudos.repository.ts';
export { createKudosSlice } from './kudos.slice.ts';
