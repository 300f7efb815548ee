import type { RuleSetDocument } from '../rules/document.ts';

/** A school project: what a teacher or classmate confirms counts, reactions of strangers never do, and everybody can reach the top. */
export const school: RuleSetDocument = {
  format: 1,
  name: { german: 'Schulprojekt', english: 'School project' },
  rules: [
    {
      key: 'post',
      name: { german: 'Eigener Beitrag', english: 'Own post' },
      matches: { kinds: ['POST', 'ARTICLE', 'VIDEO'], minimumEvidence: 'PEER_CONFIRMED', minimumTextLength: 20 },
      award: { type: 'FIXED', points: 5 },
      limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }],
      diminishing: { per: 'ISO_WEEK', quota: 1, factor: 6000, floor: 6000, end: 'NOTHING' },
      boosts: [{ type: 'FIRST', count: 1, factor: 20_000 }],
    },
    {
      key: 'comment',
      name: { german: 'Rückmeldung gegeben', english: 'Gave feedback' },
      matches: { kinds: ['COMMENT', 'SHARE'], minimumEvidence: 'PEER_CONFIRMED', minimumTextLength: 20 },
      award: { type: 'FIXED', points: 1 },
      limits: [
        { scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 },
        { scope: 'RULE', per: 'ISO_WEEK', measure: 'COUNT', maximum: 3 },
      ],
      diminishing: null,
      boosts: [],
    },
    {
      key: 'learning',
      name: { german: 'Gelernt und vorgetragen', english: 'Learned and presented' },
      matches: { kinds: ['TRAINING_COMPLETED', 'EVENT_ATTENDED', 'TALK_GIVEN'], minimumEvidence: 'PEER_CONFIRMED' },
      award: { type: 'FIXED', points: 5 },
      limits: [{ scope: 'RULE', per: 'ISO_WEEK', measure: 'COUNT', maximum: 1 }],
      diminishing: null,
      boosts: [],
    },
    {
      key: 'story',
      name: { german: 'Gemeinsame Geschichte', english: 'Joint story' },
      matches: { kinds: ['STORY'], tandem: true },
      award: { type: 'FIXED', points: 3 },
      limits: [{ scope: 'RULE', per: 'MONTH', measure: 'COUNT', maximum: 2 }],
      diminishing: null,
      boosts: [{ type: 'TANDEM_STORY', factor: 14_000 }],
    },
    {
      key: 'challenge',
      name: { german: 'Challenge erreicht', english: 'Challenge reached' },
      matches: { kinds: ['CHALLENGE_REACHED'], minimumEvidence: 'CHANNEL_VERIFIED' },
      award: { type: 'FIXED', points: 3 },
      limits: [{ scope: 'RULE', per: 'MONTH', measure: 'COUNT', maximum: 2 }],
      diminishing: null,
      boosts: [],
    },
  ],
  limits: [{ scope: 'ALL', per: 'ISO_WEEK', measure: 'POINTS', maximum: 12 }],
  mix: null,
};
