import type { RuleSetDocument } from '../rules/document.ts';

/** The first weeks of a programme: learning and first steps count most, the first posts twice, and nobody needs a network yet. */
export const onboarding: RuleSetDocument = {
  format: 1,
  name: { german: 'Einstieg', english: 'Onboarding' },
  rules: [
    {
      key: 'profile',
      name: { german: 'Profil verbessert', english: 'Profile improved' },
      matches: { kinds: ['PROFILE_IMPROVED'], minimumEvidence: 'PEER_CONFIRMED' },
      award: { type: 'FIXED', points: 10 },
      limits: [{ scope: 'RULE', per: 'SEASON', measure: 'COUNT', maximum: 2 }],
      diminishing: null,
      boosts: [],
    },
    {
      key: 'learning',
      name: { german: 'Gelernt und dabei gewesen', english: 'Learned and took part' },
      matches: { kinds: ['TRAINING_COMPLETED', 'EVENT_ATTENDED', 'TALK_GIVEN'], minimumEvidence: 'PEER_CONFIRMED' },
      award: { type: 'FIXED', points: 10 },
      limits: [{ scope: 'RULE', per: 'ISO_WEEK', measure: 'COUNT', maximum: 1 }],
      diminishing: null,
      boosts: [],
    },
    {
      key: 'post',
      name: { german: 'Eigener Beitrag', english: 'Own post' },
      matches: { kinds: ['POST', 'ARTICLE', 'VIDEO'], minimumEvidence: 'PEER_CONFIRMED', minimumTextLength: 40 },
      award: { type: 'FIXED', points: 8 },
      limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }],
      diminishing: { per: 'ISO_WEEK', quota: 1, factor: 5000, floor: 5000, end: 'NOTHING' },
      boosts: [
        { type: 'FIRST', count: 3, factor: 20_000 },
        { type: 'COMEBACK', silentDays: 14, factor: 15_000 },
      ],
    },
    {
      key: 'amplify',
      name: { german: 'Geteilt oder kommentiert', english: 'Shared or commented' },
      matches: { kinds: ['SHARE', 'COMMENT'], minimumEvidence: 'PEER_CONFIRMED' },
      award: { type: 'FIXED', points: 2 },
      limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }],
      diminishing: { per: 'ISO_WEEK', quota: 3, factor: 0, floor: 0, end: 'NOTHING' },
      boosts: [],
    },
    {
      key: 'story',
      name: { german: 'Gemeinsame Geschichte', english: 'Joint story' },
      matches: { kinds: ['STORY'], tandem: true },
      award: { type: 'FIXED', points: 4 },
      limits: [{ scope: 'RULE', per: 'MONTH', measure: 'COUNT', maximum: 2 }],
      diminishing: null,
      boosts: [{ type: 'TANDEM_STORY', factor: 15_000 }],
    },
    {
      key: 'confirm',
      name: { german: 'Für Kolleg:innen bestätigt', english: 'Confirmed for a colleague' },
      matches: { kinds: ['PEER_CONFIRMED'] },
      award: { type: 'FIXED', points: 1 },
      limits: [{ scope: 'RULE', per: 'ISO_WEEK', measure: 'COUNT', maximum: 2 }],
      diminishing: null,
      boosts: [],
    },
  ],
  limits: [
    { scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 20 },
    { scope: 'ALL', per: 'ISO_WEEK', measure: 'POINTS', maximum: 24 },
  ],
  mix: { per: 'MONTH', free: 4, perOther: 2, factor: 5000 },
};
