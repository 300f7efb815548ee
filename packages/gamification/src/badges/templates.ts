import type { BadgeDraft, LadderDraft } from './document.ts';

/** The templates of badges, in the order in which they are offered. */
export const badgeTemplateKeys = [
  'FIRST_STEP',
  'OWN_VOICE',
  'STEADY_QUARTER',
  'GOOD_COMPANY',
  'CONVERSATION',
  'CHALLENGE_TAKER',
  'LEARNER',
] as const;
export type BadgeTemplateKey = (typeof badgeTemplateKeys)[number];

const posts = ['POST', 'ARTICLE', 'VIDEO'] as const;

/** Badges to begin with. Everything in them may be changed before they are published. */
export const badgeTemplates: Readonly<Record<BadgeTemplateKey, BadgeDraft>> = {
  FIRST_STEP: {
    format: 1,
    name: { german: 'Der erste Schritt', english: 'The first step' },
    description: {
      german: 'Der erste Beitrag ist der schwerste. Dieser ist geschafft.',
      english: 'The first post is the hardest one. This one is done.',
    },
    criterion: { measure: 'FACTS', filter: { kinds: [...posts] }, target: 1 },
    artwork: { shape: 'CIRCLE', motif: 'STEPS', hue: 205, rings: 1 },
  },
  OWN_VOICE: {
    format: 1,
    name: { german: 'Eigene Stimme', english: 'A voice of one’s own' },
    description: {
      german: 'Wer über viele Wochen in eigenen Worten erzählt, wird gehört.',
      english: 'Whoever tells in their own words over many weeks is heard.',
    },
    criterion: { measure: 'DISTINCT_WEEKS', filter: { kinds: [...posts] }, target: 10 },
    artwork: { shape: 'HEXAGON', motif: 'SPEECH', hue: 265, rings: 2 },
  },
  STEADY_QUARTER: {
    format: 1,
    name: { german: 'Beständiges Quartal', english: 'A steady quarter' },
    description: {
      german: 'Dreizehn Wochen in Folge dabei. Angekündigte Pausen zählen nicht dagegen.',
      english: 'Thirteen weeks in a row. Declared pauses do not count against it.',
    },
    criterion: { measure: 'STREAK', target: 13 },
    artwork: { shape: 'STAR', motif: 'FLAME', hue: 20, rings: 2 },
  },
  GOOD_COMPANY: {
    format: 1,
    name: { german: 'In guter Gesellschaft', english: 'In good company' },
    description: {
      german: 'Geschichten, die zu zweit erzählt wurden.',
      english: 'Stories that were told by two.',
    },
    criterion: { measure: 'STORIES', filter: { kinds: ['STORY'] }, target: 3 },
    artwork: { shape: 'ROSETTE', motif: 'HANDSHAKE', hue: 150, rings: 2 },
  },
  CONVERSATION: {
    format: 1,
    name: { german: 'Im Gespräch', english: 'In conversation' },
    description: {
      german: 'Antworten machen aus Beiträgen Gespräche.',
      english: 'Answers turn posts into conversations.',
    },
    criterion: { measure: 'FACTS', filter: { kinds: ['COMMENT'] }, target: 12, mostPerWeek: 3 },
    artwork: { shape: 'HEXAGON', motif: 'HEART', hue: 340, rings: 1 },
  },
  CHALLENGE_TAKER: {
    format: 1,
    name: { german: 'Herausgefordert', english: 'Challenged' },
    description: {
      german: 'Drei erreichte Challenges in einer Saison.',
      english: 'Three challenges reached in one season.',
    },
    criterion: { measure: 'FACTS', filter: { kinds: ['CHALLENGE_REACHED'] }, target: 3, per: 'SEASON', mostPerWeek: 10 },
    artwork: { shape: 'SHIELD', motif: 'MEGAPHONE', hue: 45, rings: 2 },
  },
  LEARNER: {
    format: 1,
    name: { german: 'Wissbegierig', english: 'Keen to learn' },
    description: {
      german: 'Schulungen besucht und abgeschlossen.',
      english: 'Trainings attended and completed.',
    },
    criterion: { measure: 'FACTS', filter: { kinds: ['TRAINING_COMPLETED'] }, target: 2, mostPerWeek: 5 },
    artwork: { shape: 'SHIELD', motif: 'BOOK', hue: 190, rings: 1 },
  },
};

/** A ladder of levels to begin with. */
export const ladderTemplate: LadderDraft = {
  format: 1,
  levels: [
    {
      name: { german: 'Entdecker:in', english: 'Explorer' },
      points: 10,
      artwork: { shape: 'CIRCLE', motif: 'LEAF', hue: 130, rings: 1 },
    },
    {
      name: { german: 'Erzähler:in', english: 'Storyteller' },
      points: 100,
      artwork: { shape: 'HEXAGON', motif: 'SPEECH', hue: 205, rings: 1 },
    },
    {
      name: { german: 'Stimme', english: 'Voice' },
      points: 400,
      artwork: { shape: 'ROSETTE', motif: 'MEGAPHONE', hue: 265, rings: 2 },
    },
    {
      name: { german: 'Vorbild', english: 'Role model' },
      points: 1200,
      artwork: { shape: 'STAR', motif: 'SPARK', hue: 40, rings: 3 },
    },
  ],
};
