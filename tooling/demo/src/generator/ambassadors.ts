import type { Channel, Language, Segment, Visibility } from '@fanfare/contracts';
import type { CastMember } from '../cast.ts';
import { type DepartmentKey, departmentShares } from './company.ts';
import { handleOf, nameOf } from './names.ts';
import type { HistoryOptions } from './options.ts';
import { type Randomness, randomnessOf, type Weighted } from './randomness.ts';
import { type Deal, paceAt } from './skew.ts';

const dayLength = 86_400_000;

/** One person of the generated programme. Moments are ISO 8601 in UTC. */
export interface GeneratedAmbassador {
  readonly externalReference: string;
  readonly displayName: string;
  readonly department: DepartmentKey;
  readonly language: Language;
  readonly visibility: Visibility;
  /** As the person truly is, to compare the tandem engine's estimate with. */
  readonly segment: Segment;
  readonly joinedAt: string;
  readonly pausedFrom?: string;
  readonly pausedUntil?: string;
  readonly leftAt?: string;
  readonly socialProfiles: readonly { readonly channel: Channel; readonly handle: string }[];
}

/** An ambassador with what the activities are drawn from. */
export interface Persona {
  readonly ambassador: GeneratedAmbassador;
  readonly activitiesPerWeek: number;
  /** Main channel first; never empty. */
  readonly channels: readonly [Channel, ...Channel[]];
  /** Standard normal: how readily others react to this person. */
  readonly appeal: number;
}

const visibilities: Weighted<Visibility> = [
  ['NAMED', 62],
  ['PSEUDONYM', 31],
  ['HIDDEN', 7],
];

const mainChannels: Weighted<Channel> = [
  ['LINKEDIN', 70],
  ['INSTAGRAM', 11],
  ['MASTODON', 6],
  ['XING', 5],
  ['BLUESKY', 4],
  ['FACEBOOK', 2],
  ['YOUTUBE', 1],
  ['BLOG', 1],
];

/** Frequent posters and seven in ten others joined in the first ten days of the window, the rest later; newcomers in the last two weeks. */
function joinedDaysAgo(randomness: Randomness, segment: Segment, windowDays: number): number {
  const newcomerDays = Math.min(14, windowDays);
  if (segment === 'NEW') return randomness.uniform() * newcomerDays;
  if (segment === 'FREQUENT' || randomness.chance(0.7)) return windowDays - randomness.uniform() * Math.min(10, windowDays / 2);
  return newcomerDays + randomness.uniform() * (windowDays - newcomerDays);
}

/** The cast were there from the beginning, but for newcomers. */
function castJoinedDaysAgo(segment: Segment, windowDays: number): number {
  return segment === 'NEW' ? Math.min(10, windowDays) : windowDays;
}

function absenceOf({ absence }: CastMember, now: number, daysSinceJoining: number): Absence {
  if (absence === undefined) return {};
  const since = new Date(wholeSecond(now - Math.min(absence.daysAgo, daysSinceJoining / 2) * dayLength)).toISOString();
  return absence.kind === 'LEFT' ? { leftAt: since } : { pausedFrom: since };
}

interface Absence {
  readonly pausedFrom?: string;
  readonly pausedUntil?: string;
  readonly leftAt?: string;
}

/** Three in a hundred are on a pause that reaches past now (parental leave, a sabbatical), two in a hundred have left. */
function drawAbsence(randomness: Randomness, now: number, daysSinceJoining: number): Absence {
  const share = randomness.uniform();
  const iso = (daysFromNow: number) => new Date(wholeSecond(now + daysFromNow * dayLength)).toISOString();
  const daysAgo = randomness.uniform() * daysSinceJoining * 0.5;
  if (share < 0.03) return { pausedFrom: iso(-daysAgo), pausedUntil: iso(7 + randomness.below(60)) };
  if (share < 0.05) return { leftAt: iso(-daysAgo) };
  return {};
}

const wholeSecond = (moment: number) => Math.floor(moment / 1000) * 1000;

function drawChannels(randomness: Randomness): readonly [Channel, ...Channel[]] {
  const main = randomness.mixture(mainChannels);
  const second = randomness.mixture(mainChannels);
  return second === main ? [main] : [main, second];
}

/** The persona at an index in [0, ambassadors). Needs no other persona, so any index can be made on its own. */
export function personaAt(options: HistoryOptions, deal: Deal, index: number): Persona {
  const member = options.cast[index];
  const randomness = randomnessOf(`${options.seed}/ambassador/${index}`);
  const pace = paceAt(member?.position ?? (deal.positionOf(index) + 0.5) / options.ambassadors);
  const segment = member?.segment ?? pace.segment;
  const channels = drawChannels(randomness);
  return {
    ambassador: describe({ options, index, member, segment, channels, randomness }),
    activitiesPerWeek: pace.activitiesPerWeek,
    channels,
    appeal: randomness.normal(),
  };
}

interface Description {
  readonly options: HistoryOptions;
  readonly index: number;
  readonly member: CastMember | undefined;
  readonly segment: Segment;
  readonly channels: readonly Channel[];
  readonly randomness: Randomness;
}

function describe({ options, index, member, segment, channels, randomness }: Description): GeneratedAmbassador {
  const now = options.now.getTime();
  const windowDays = options.weeks * 7;
  const daysAgo =
    member === undefined ? joinedDaysAgo(randomness, segment, windowDays) : castJoinedDaysAgo(segment, windowDays);
  const displayName = member?.name ?? nameOf(`${options.seed}/name/${index}`);
  return {
    externalReference: externalReferenceOf(index),
    displayName,
    department: member?.department ?? randomness.mixture(departmentShares),
    language: member?.language ?? (randomness.chance(0.72) ? 'GERMAN' : 'ENGLISH'),
    visibility: member?.visibility ?? randomness.mixture(visibilities),
    segment,
    joinedAt: new Date(wholeSecond(now - daysAgo * dayLength)).toISOString(),
    ...(member === undefined ? drawAbsence(randomness, now, daysAgo) : absenceOf(member, now, daysAgo)),
    socialProfiles: channels.map((channel) => ({ channel, handle: handleOf(displayName, 100 + index) })),
  };
}

/** The reference under which the import finds the ambassador at an index. */
export function externalReferenceOf(index: number): string {
  return `HV-${String(index + 1).padStart(6, '0')}`;
}
