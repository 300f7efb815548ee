import type { RuleSetDocument } from '../rules/document.ts';

/** Every voice counts, volume does not: few posts in full, engagement concave, both under one daily cap. */
export const balanced: RuleSetDocument = {
  format: 1,
  name: { german: 'Ausgewogen', english: 'Balanced' },
  rules: [
    {
      key: 'post',
      name: { german: 'Eigener Beitrag', english: 'Own post' },
      matches: { kinds: ['POST', 'ARTICLE', 'VIDEO'], minimumTextLength: 40 },
      award: { type: 'FIXED', points: 10 },
      limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }],
      diminishing: { per: 'ISO_WEEK', quota: 3, factor: 5000, floor: 5000, end: 'NOTHING' },
      boosts: [{ type: 'TANDEM_STORY', factor: 15_000 }],
    },
    {
      key: 'share',
      name: { german: 'Geteilter Beitrag', english: 'Share' },
      matches: { kinds: ['SHARE'] },
      award: { type: 'FIXED', points: 3 },
      limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }],
      diminishing: { per: 'ISO_WEEK', quota: 3, factor: 5000, floor: 3000, end: 'NOTHING' },
      boosts: [],
    },
    {
      key: 'comment',
      name: { german: 'Kommentar', english: 'Comment' },
      matches: { kinds: ['COMMENT'], minimumTextLength: 40 },
      award: { type: 'FIXED', points: 2 },
      limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }],
      diminishing: { per: 'ISO_WEEK', quota: 5, factor: 5000, floor: 5000, end: 'NOTHING' },
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
      key: 'engagement',
      name: { german: 'Reaktionen', english: 'Engagement' },
      matches: { kinds: ['POST', 'ARTICLE', 'VIDEO'], minimumEvidence: 'CHANNEL_VERIFIED', minimumTextLength: 40 },
      award: {
        type: 'ENGAGEMENT',
        weights: { likes: 1, comments: 3, reposts: 3, clicks: 0 },
        curve: 'SQRT',
        points: 1,
        per: 1,
        maximum: 8,
        colleagueLikes: 3,
      },
      limits: [{ scope: 'RULE', per: 'ISO_WEEK', measure: 'POINTS', maximum: 16 }],
      diminishing: null,
      boosts: [],
    },
  ],
  limits: [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 30 }],
  mix: { per: 'MONTH', free: 6, perOther: 3, factor: 5000 },
};
