export { AmbassadorChanged } from './ambassador-changed.ts';
export type { AmbassadorLoader } from './ambassadors.loaders.ts';
export { shownMember, sightOf } from './ambassadors.mapper.ts';
export {
  countShownMembers,
  findAmbassadorsByIds,
  findAmbassadorsByReference,
  lockAmbassador,
} from './ambassadors.repository.ts';
export { type AmbassadorsSlice, createAmbassadorsSlice } from './ambassadors.slice.ts';
export { Ambassador, ambassadorReaders } from './ambassadors.types.ts';
export type { BoardMembership, MemberChange } from './board-membership.ts';
export { type AmbassadorRecord, isShownToOthers } from './participation.ts';
export { mayRecordAt, type ParticipationRefusal } from './participation-guard.ts';
export { createPseudonyms, type PseudonymPeriod, periodOfSeason, type ShownMember } from './pseudonyms.ts';
