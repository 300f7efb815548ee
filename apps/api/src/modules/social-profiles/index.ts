export { createSocialProfilesSlice } from './social-profiles.slice.ts';
