import type { ActivityKind, Channel, EvidenceTier, Language, Segment } from '@fanfare/contracts';
import type { PeriodUnit } from '../periods/calendar.ts';

type Words<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

export const kindsInPlural: Words<ActivityKind | 'ENGAGEMENT'> = {
  GERMAN: {
    POST: 'Beiträge',
    SHARE: 'geteilte Beiträge',
    COMMENT: 'Kommentare',
    ARTICLE: 'Artikel',
    VIDEO: 'Videos',
    EVENT_ATTENDED: 'besuchte Veranstaltungen',
    TALK_GIVEN: 'gehaltene Vorträge',
    TRAINING_COMPLETED: 'abgeschlossene Schulungen',
    PROFILE_IMPROVED: 'Profilverbesserungen',
    PEER_CONFIRMED: 'Bestätigungen für Kolleg:innen',
    STORY: 'gemeinsame Geschichten',
    CHALLENGE_REACHED: 'erreichte Challenges',
    ENGAGEMENT: 'Reaktionen',
  },
  ENGLISH: {
    POST: 'posts',
    SHARE: 'shares',
    COMMENT: 'comments',
    ARTICLE: 'articles',
    VIDEO: 'videos',
    EVENT_ATTENDED: 'events attended',
    TALK_GIVEN: 'talks given',
    TRAINING_COMPLETED: 'trainings completed',
    PROFILE_IMPROVED: 'profile improvements',
    PEER_CONFIRMED: 'confirmations for colleagues',
    STORY: 'joint stories',
    CHALLENGE_REACHED: 'challenges reached',
    ENGAGEMENT: 'engagement',
  },
};

/** What the person did, as the beginning of a sentence. */
export const kindsDone: Words<ActivityKind> = {
  GERMAN: {
    POST: 'Sie haben einen Beitrag veröffentlicht',
    SHARE: 'Sie haben einen Beitrag geteilt',
    COMMENT: 'Sie haben kommentiert',
    ARTICLE: 'Sie haben einen Artikel veröffentlicht',
    VIDEO: 'Sie haben ein Video veröffentlicht',
    EVENT_ATTENDED: 'Sie haben an einer Veranstaltung teilgenommen',
    TALK_GIVEN: 'Sie haben einen Vortrag gehalten',
    TRAINING_COMPLETED: 'Sie haben eine Schulung abgeschlossen',
    PROFILE_IMPROVED: 'Sie haben Ihr Profil verbessert',
    PEER_CONFIRMED: 'Sie haben etwas für Kolleg:innen bestätigt',
    STORY: 'Sie haben im Tandem eine gemeinsame Geschichte erzählt',
    CHALLENGE_REACHED: 'Sie haben zu einer Challenge beigetragen, die ihr Ziel erreicht hat',
  },
  ENGLISH: {
    POST: 'You published a post',
    SHARE: 'You shared a post',
    COMMENT: 'You commented',
    ARTICLE: 'You published an article',
    VIDEO: 'You published a video',
    EVENT_ATTENDED: 'You attended an event',
    TALK_GIVEN: 'You gave a talk',
    TRAINING_COMPLETED: 'You completed a training',
    PROFILE_IMPROVED: 'You improved your profile',
    PEER_CONFIRMED: 'You confirmed something for a colleague',
    STORY: 'You told a joint story with your tandem',
    CHALLENGE_REACHED: 'You contributed to a challenge that reached its target',
  },
};

/** "a day": how often. */
export const perUnit: Words<PeriodUnit> = {
  GERMAN: { DAY: 'pro Tag', ISO_WEEK: 'pro Woche', MONTH: 'im Monat', SEASON: 'pro Saison' },
  ENGLISH: { DAY: 'a day', ISO_WEEK: 'a week', MONTH: 'a month', SEASON: 'a season' },
};

/** "of the week": whose. */
export const ofUnit: Words<PeriodUnit> = {
  GERMAN: { DAY: 'des Tages', ISO_WEEK: 'der Woche', MONTH: 'des Monats', SEASON: 'der Saison' },
  ENGLISH: { DAY: 'of the day', ISO_WEEK: 'of the week', MONTH: 'of the month', SEASON: 'of the season' },
};

const onlineChannels = {
  LINKEDIN: 'LinkedIn',
  MASTODON: 'Mastodon',
  BLUESKY: 'Bluesky',
  INSTAGRAM: 'Instagram',
  XING: 'XING',
  X: 'X',
  FACEBOOK: 'Facebook',
  THREADS: 'Threads',
  YOUTUBE: 'YouTube',
  TIKTOK: 'TikTok',
} as const;

export const channelNames: Words<Channel> = {
  GERMAN: { ...onlineChannels, BLOG: 'einem Blog', IN_PERSON: 'einer Begegnung vor Ort', OTHER: 'einem anderen Kanal' },
  ENGLISH: { ...onlineChannels, BLOG: 'a blog', IN_PERSON: 'an occasion in person', OTHER: 'another channel' },
};

export const evidenceNames: Words<EvidenceTier> = {
  GERMAN: {
    SELF_REPORTED: 'selbst gemeldet',
    PEER_CONFIRMED: 'von Kolleg:innen bestätigt',
    CHANNEL_VERIFIED: 'vom Kanal bestätigt',
  },
  ENGLISH: {
    SELF_REPORTED: 'self-reported',
    PEER_CONFIRMED: 'confirmed by a colleague',
    CHANNEL_VERIFIED: 'verified by the channel',
  },
};

export const segmentNames: Words<Segment> = {
  GERMAN: {
    FREQUENT: 'Dauerposter',
    STEADY: 'Regelmäßige',
    OCCASIONAL: 'Gelegentliche',
    HESITANT: 'Zögerliche',
    LAPSED: 'Pausierende',
    SILENT: 'Stille',
    NEW: 'Neue',
    SEPARATOR: 'Trennende',
  },
  ENGLISH: {
    FREQUENT: 'frequent',
    STEADY: 'steady',
    OCCASIONAL: 'occasional',
    HESITANT: 'hesitant',
    LAPSED: 'lapsed',
    SILENT: 'silent',
    NEW: 'new',
    SEPARATOR: 'separators',
  },
};
