export {
  addRelations,
  deletePreferences,
  findPreferences,
  findPreferencesOfProgramme,
  findRelations,
  findRelationsOfProgramme,
  savePreferences,
  type TandemRelation,
} from './tandem-preferences.repository.ts';
export type { RestListener } from './tandem-preferences.service.ts';
export { createTandemPreferencesSlice } from './tandem-preferences.slice.ts';
export { type ChosenSide, isSnoozed, nothingSaid, type TandemPreferencesRecord } from './tandem-preferences.ts';
