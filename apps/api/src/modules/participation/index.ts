export { whoseNamesArePublic } from './participation.repository.ts';
export { createParticipationSlice } from './participation.slice.ts';
export { keepChange } from './participation.store.ts';
export { type ConsentKind, consentKinds, erase, moveToTeam } from './participation.ts';
