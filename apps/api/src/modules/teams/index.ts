export { createTeamsSlice } from './teams.slice.ts';
