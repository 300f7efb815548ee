import type { ChallengeDraft } from './document.ts';

/** A challenge to begin with: what it asks and how long it usually runs. Everything in it may be changed before it is scheduled. */
export interface ChallengeTemplate {
  readonly document: ChallengeDraft;
  /** Whole days, the first and the last one included. */
  readonly days: number;
  /** What its maker must still fill in, as JSONPath into the document; such as the hashtag of a hashtag week. */
  readonly open: readonly string[];
}

export const challengeTemplateKeys = [
  'FIRST_POST',
  'HASHTAG_WEEK',
  'COLLECTIVE_REACH',
  'TANDEM_STORY_MONTH',
  'QUIET_VOICES_WEEK',
  'PROFILE_TIDY_UP',
] as const;
export type ChallengeTemplateKey = (typeof challengeTemplateKeys)[number];

const posts = ['POST', 'ARTICLE', 'VIDEO'] as const;

/** The templates, by key. */
export const challengeTemplates: Readonly<Record<ChallengeTemplateKey, ChallengeTemplate>> = {
  FIRST_POST: {
    days: 28,
    open: [],
    document: {
      format: 1,
      name: { german: 'Der erste Beitrag', english: 'The first post' },
      call: {
        german:
          'Ein Beitrag in Ihren eigenen Worten genügt. Erzählen Sie von etwas, das Ihnen an Ihrer Arbeit wichtig ist, oder von etwas ganz anderem.',
        english:
          'One post in your own words is enough. Tell of something that matters to you at work, or of something else entirely.',
      },
      scope: 'EACH_PERSON',
      goal: { measure: 'FACTS', filter: { kinds: [...posts] }, target: 1 },
    },
  },
  HASHTAG_WEEK: {
    days: 7,
    open: ['$.goal.filter.hashtags'],
    document: {
      format: 1,
      name: { german: 'Hashtag-Woche', english: 'Hashtag week' },
      call: {
        german:
          'Eine Woche, ein Hashtag: Gemeinsam zeigen wir, wie viele Stimmen dieses Thema hat. Es zählt, wie viele mitmachen, nicht wie oft.',
        english:
          'One week, one hashtag: together we show how many voices this topic has. What counts is how many take part, not how often.',
      },
      scope: 'EACH_DEPARTMENT',
      goal: {
        measure: 'DISTINCT_PEOPLE',
        filter: { kinds: [...posts, 'SHARE'], hashtags: ['team'] },
        target: 50,
        milestones: [25],
      },
    },
  },
  COLLECTIVE_REACH: {
    days: 28,
    open: ['$.goal.target'],
    document: {
      format: 1,
      name: { german: 'Gemeinsam Resonanz finden', english: 'Being heard together' },
      call: {
        german:
          'Alle Reaktionen auf unsere Beiträge zählen zusammen. Kommentieren Sie, was Sie wirklich bewegt: Gespräche tragen weiter als Klicks.',
        english:
          'All reactions to our posts count together. Comment on what truly moves you: conversations carry further than clicks.',
      },
      scope: 'EVERYBODY',
      goal: { measure: 'ENGAGEMENT', filter: { kinds: [...posts] }, target: 1000, milestones: [250, 500, 750] },
    },
  },
  TANDEM_STORY_MONTH: {
    days: 28,
    open: [],
    document: {
      format: 1,
      name: { german: 'Monat der Tandem-Geschichten', english: 'Tandem story month' },
      call: {
        german:
          'Erzählen Sie zu zweit eine Geschichte. Wer geübt ist, hilft beim Anfang; wer zögert, bringt die Geschichte mit.',
        english: 'Tell one story as two. Those with practice help to begin; those who hesitate bring the story.',
      },
      scope: 'EACH_TANDEM',
      goal: { measure: 'STORIES', target: 1 },
    },
  },
  QUIET_VOICES_WEEK: {
    days: 7,
    open: ['$.goal.target'],
    document: {
      format: 1,
      name: { german: 'Woche der leisen Stimmen', english: 'Quiet voices week' },
      call: {
        german: 'Diese Woche gehört allen, von denen länger nichts zu lesen war. Ein Kommentar reicht, und niemand muss.',
        english: 'This week belongs to everybody of whom little was read of late. A comment is enough, and nobody has to.',
      },
      scope: 'EVERYBODY',
      goal: { measure: 'DISTINCT_PEOPLE', target: 20, milestones: [5, 10], quietDaysBefore: 28 },
    },
  },
  PROFILE_TIDY_UP: {
    days: 14,
    open: [],
    document: {
      format: 1,
      name: { german: 'Profil-Frühjahrsputz', english: 'Profile tidy-up' },
      call: {
        german: 'Ein Foto, auf dem man Sie erkennt, und zwei Sätze darüber, was Sie tun: Das genügt für ein gutes Profil.',
        english: 'A photo in which you can be recognised and two sentences on what you do: that makes a good profile.',
      },
      scope: 'EACH_PERSON',
      goal: { measure: 'FACTS', filter: { kinds: ['PROFILE_IMPROVED'] }, target: 1 },
    },
  },
};
