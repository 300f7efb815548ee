export { criterionInWords, shownAs } from './award-words.ts';
export { toAward } from './awards.mapper.ts';
export type { AwardsService } from './awards.service.ts';
export { type AwardRecord, changesOf, type Deeds, earnedOf } from './awards.ts';
export { BadgeAward } from './awards.types.ts';
export { type BadgeAwardsSlice, createBadgeAwardsSlice } from './badge-awards.slice.ts';
export { readDeeds, readPauses } from './deeds.reader.ts';
