export type { AwardableRecord, BadgeRecord, LadderRecord } from './badge.ts';
export { badgeMakers, badgeReaders } from './badges.access.ts';
export { toBadge, toLadder } from './badges.mapper.ts';
export { BadgesRepository } from './badges.repository.ts';
export type { BadgesService } from './badges.service.ts';
export { type BadgesSlice, createBadgesSlice } from './badges.slice.ts';
export { Badge, BadgePreview, Ladder, LadderLevel } from './badges.types.ts';
