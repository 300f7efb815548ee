export { createSeasonCeremonySlice } from './season-ceremony.slice.ts';
