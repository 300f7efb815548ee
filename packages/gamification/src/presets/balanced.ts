import type { RuleSetDocument } from '../rules/document.ts';

/**
 * Every voice counts, volume does not. What a channel verifies earns most of its points; a post a week counts in full and a second one
 * half; engagement is concave; and a month holds about what an ordinary honest month earns, so that no diligence at gaming gets far.
 */
export const balanced: RuleSetDocument = {
  format: 1,
  name: { german: 'Ausgewogen', english: 'Balanced' },
  rules: [
    {
      key: 'post',
      name: { german: 'Eigener Beitrag', english: 'Own post' },
      matches: { kinds: ['POST', 'ARTICLE', 'VIDEO'], minimumTextLength: 40 },
      award: { type: 'FIXED', points: 2 },
      limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }],
      diminishing: { per: 'ISO_WEEK', quota: 1, factor: 5000, floor: 5000, end: 'NOTHING' },
      boosts: [],
    },
    {
      key: 'post-verified',
      name: { german: 'Vom Kanal bestätigter Beitrag', english: 'Post verified by the channel' },
      matches: { kinds: ['POST', 'ARTICLE', 'VIDEO'], minimumEvidence: 'CHANNEL_VERIFIED', minimumTextLength: 40 },
      award: { type: 'FIXED', points: 8 },
      limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }],
      diminishing: { per: 'ISO_WEEK', quota: 1, factor: 5000, floor: 5000, end: 'NOTHING' },
      boosts: [{ type: 'COMEBACK', silentDays: 21, factor: 12_500 }],
    },
    {
      key: 'share',
      name: { german: 'Geteilter Beitrag', english: 'Share' },
      matches: { kinds: ['SHARE'], minimumEvidence: 'PEER_CONFIRMED' },
      award: { type: 'FIXED', points: 2 },
      limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }],
      diminishing: { per: 'ISO_WEEK', quota: 2, factor: 5000, floor: 5000, end: 'NOTHING' },
      boosts: [],
    },
    {
      key: 'comment',
      name: { german: 'Kommentar', english: 'Comment' },
      matches: { kinds: ['COMMENT'], minimumEvidence: 'PEER_CONFIRMED', minimumTextLength: 40 },
      award: { type: 'FIXED', points: 2 },
      limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }],
      diminishing: { per: 'ISO_WEEK', quota: 2, factor: 5000, floor: 5000, end: 'NOTHING' },
      boosts: [],
    },
    {
      key: 'together',
      name: { german: 'Dabei gewesen', english: 'Took part' },
      matches: { kinds: ['EVENT_ATTENDED', 'TALK_GIVEN', 'TRAINING_COMPLETED'], minimumEvidence: 'PEER_CONFIRMED' },
      award: { type: 'FIXED', points: 10 },
      limits: [{ scope: 'RULE', per: 'ISO_WEEK', measure: 'COUNT', maximum: 1 }],
      diminishing: null,
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
      key: 'challenge',
      name: { german: 'Challenge erreicht', english: 'Challenge reached' },
      matches: { kinds: ['CHALLENGE_REACHED'], minimumEvidence: 'CHANNEL_VERIFIED' },
      award: { type: 'FIXED', points: 4 },
      limits: [{ scope: 'RULE', per: 'MONTH', measure: 'COUNT', maximum: 2 }],
      diminishing: null,
      boosts: [],
    },
    {
      key: 'engagement',
      name: { german: 'Reaktionen', english: 'Engagement' },
      matches: { kinds: ['POST', 'ARTICLE', 'VIDEO'], minimumEvidence: 'CHANNEL_VERIFIED', minimumTextLength: 40 },
      award: {
        type: 'ENGAGEMENT',
        weights: { likes: 1, comments: 3, reposts: 3, clicks: 0 },
        curve: 'SQRT',
        points: 1,
        per: 1,
        maximum: 6,
        colleagueLikes: 3,
      },
      limits: [
        { scope: 'RULE', per: 'ISO_WEEK', measure: 'POINTS', maximum: 6 },
        { scope: 'CONTENT', per: 'SEASON', measure: 'POINTS', maximum: 6 },
      ],
      diminishing: null,
      boosts: [],
    },
  ],
  limits: [
    { scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 20 },
    { scope: 'ALL', per: 'ISO_WEEK', measure: 'POINTS', maximum: 30 },
    { scope: 'ALL', per: 'MONTH', measure: 'POINTS', maximum: 80 },
  ],
  mix: { per: 'MONTH', free: 6, perOther: 3, factor: 5000 },
};
