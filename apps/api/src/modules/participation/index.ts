export { createParticipationSlice } from './participation.slice.ts';
export { type ConsentKind, consentKinds } from './participation.ts';
