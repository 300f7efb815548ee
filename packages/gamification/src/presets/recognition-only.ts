import type { RuleSetDocument } from '../rules/document.ts';

/** For programmes without any board: a point a day on which somebody contributed, two a week; enough to say thank you, nothing to win. */
export const recognitionOnly: RuleSetDocument = {
  format: 1,
  name: { german: 'Nur Anerkennung', english: 'Recognition only' },
  rules: [
    {
      key: 'contribution',
      name: { german: 'Beigetragen', english: 'Contributed' },
      matches: { minimumEvidence: 'PEER_CONFIRMED', minimumTextLength: 20 },
      award: { type: 'FIXED', points: 1 },
      limits: [
        { scope: 'RULE', per: 'DAY', measure: 'COUNT', maximum: 1 },
        { scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 },
      ],
      diminishing: null,
      boosts: [],
    },
  ],
  limits: [{ scope: 'ALL', per: 'ISO_WEEK', measure: 'POINTS', maximum: 2 }],
  mix: null,
};
