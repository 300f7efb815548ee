export { createMemberCardsSlice } from './member-cards.slice.ts';
