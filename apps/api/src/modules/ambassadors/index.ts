export { type AmbassadorRecord, isShownToOthers, statusOn } from './ambassador.ts';
export { AmbassadorChanged } from './ambassador-changed.ts';
export type { AmbassadorLoader } from './ambassadors.loaders.ts';
export { shownMember, sightOf } from './ambassadors.mapper.ts';
export {
  countShownMembers,
  findAmbassadorsByIds,
  findAmbassadorsByReference,
  insertNewAmbassadors,
  lockAmbassador,
  updateAmbassador,
} from './ambassadors.repository.ts';
export { type AmbassadorsSlice, createAmbassadorsSlice } from './ambassadors.slice.ts';
export { Ambassador, ambassadorReaders } from './ambassadors.types.ts';
export type { BoardMembership, JoinedMembers, MemberChange } from './board-membership.ts';
export { mayRecordAt, type ParticipationRefusal } from './participation-guard.ts';
export { type PastParticipations, readPastParticipations, tookPartAt } from './past-participations.ts';
export type { ProgrammeFacts, ProgrammeFactsReader } from './programme-facts.ts';
export { createPseudonyms, type PseudonymPeriod, periodOfSeason, type ShownMember } from './pseudonyms.ts';
