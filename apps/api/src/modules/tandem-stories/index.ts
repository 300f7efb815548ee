export { createTandemStoriesSlice } from './tandem-stories.slice.ts';
