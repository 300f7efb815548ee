import type { Channel, TandemSkill } from '../../app/graphql/schema.generated.ts';

export const skills = [
  'WRITING',
  'STORYTELLING',
  'PHOTO',
  'VIDEO',
  'DESIGN',
  'SPEAKING',
  'NETWORKING',
  'CHANNEL_KNOWLEDGE',
  'EXPERTISE',
  'CONFIDENCE',
] as const satisfies readonly TandemSkill[];

export const channels = [
  'LINKEDIN',
  'MASTODON',
  'BLUESKY',
  'INSTAGRAM',
  'XING',
  'X',
  'FACEBOOK',
  'THREADS',
  'YOUTUBE',
  'TIKTOK',
  'BLOG',
  'IN_PERSON',
] as const satisfies readonly Channel[];

/** ISO 639-1; those spoken most at work in Europe. */
export const languages = [
  'de',
  'en',
  'fr',
  'es',
  'it',
  'pl',
  'nl',
  'pt',
  'tr',
  'uk',
  'ro',
  'cs',
  'hu',
  'el',
  'ar',
  'ru',
  'zh',
  'vi',
];

export const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export const parts = ['MORNING', 'AFTERNOON', 'EVENING'] as const;

/** IANA names as the browser knows them. */
export const timeZones = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }));
