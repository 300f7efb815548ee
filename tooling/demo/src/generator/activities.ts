import type { ActivityKind, Channel, EvidenceTier } from '@fanfare/contracts';
import type { Persona } from './ambassadors.ts';
import type { Calendar } from './calendar.ts';
import { campaigns, company, topicHashtags } from './company.ts';
import { earnsReactions, type GeneratedReading, readingsOf } from './engagement.ts';
import { type Randomness, randomnessOf, type Weighted } from './randomness.ts';

const dayLength = 86_400_000;
const minuteLength = 60_000;

/** One activity in the words of the import. Moments are ISO 8601 in UTC. */
export interface GeneratedActivity {
  readonly externalId: string;
  /** The external reference of the ambassador. */
  readonly ambassador: string;
  readonly kind: ActivityKind;
  readonly channel: Channel;
  readonly occurredAt: string;
  readonly evidence: EvidenceTier;
  readonly campaign?: string;
  readonly hashtags: readonly string[];
  readonly url?: string;
  readonly disclosed?: boolean;
  readonly textLength?: number;
  /** The external id of what a share or comment passes on. */
  readonly amplifies?: string;
  /** Growing with time, oldest first; empty where nobody reads reactions. */
  readonly readings: readonly GeneratedReading[];
  /** When the person took it back. */
  readonly withdrawnAt?: string;
}

/** When somebody did what, before the details: enough to know what a colleague could have shared. */
export interface OutlinedActivity {
  readonly externalId: string;
  readonly kind: ActivityKind;
  readonly occurredAt: number;
}

/** Shares, posts and comments as people in programmes mix them; hesitant people react more than they write, separators only attend. */
const usualKinds: Weighted<ActivityKind> = [
  ['POST', 42],
  ['SHARE', 27],
  ['COMMENT', 15],
  ['ARTICLE', 3],
  ['VIDEO', 3],
  ['EVENT_ATTENDED', 4],
  ['PROFILE_IMPROVED', 3],
  ['TRAINING_COMPLETED', 2],
  ['TALK_GIVEN', 1],
];
const hesitantKinds: Weighted<ActivityKind> = [
  ['COMMENT', 40],
  ['SHARE', 30],
  ['POST', 10],
  ['PROFILE_IMPROVED', 8],
  ['TRAINING_COMPLETED', 7],
  ['EVENT_ATTENDED', 5],
];
const separatorKinds: Weighted<ActivityKind> = [
  ['EVENT_ATTENDED', 60],
  ['TRAINING_COMPLETED', 40],
];

const inPersonKinds: ReadonlySet<ActivityKind> = new Set(['EVENT_ATTENDED', 'TALK_GIVEN', 'TRAINING_COMPLETED']);

/**
 * In both histories a person's posts come in bursts: 60 % and 22 % of the gaps between two posts of one person are under an hour. Here a
 * sitting holds two activities on average, twelve minutes apart in the mean.
 */
const sitting = { meanSize: 2, meanGapMinutes: 12 } as const;

/** What of a persona's time in the programme counts; empty when from is not before until. */
function presenceOf({ ambassador }: Persona, calendar: Calendar): { from: number; until: number } {
  const joinedAt = Math.max(Date.parse(ambassador.joinedAt), calendar.startsAt);
  const gone = ambassador.leftAt ?? ambassador.pausedFrom;
  const until = gone === undefined ? calendar.endsAt : Date.parse(gone);
  // Whoever lapsed stopped in the first half of their time.
  return { from: joinedAt, until: ambassador.segment === 'LAPSED' ? joinedAt + (until - joinedAt) / 2 : until };
}

function countOf(persona: Persona, presence: { from: number; until: number }, randomness: Randomness): number {
  const weeks = (presence.until - presence.from) / (7 * dayLength);
  if (persona.activitiesPerWeek === 0 || weeks <= 0) return 0;
  const expected = persona.activitiesPerWeek * weeks;
  return Math.max(1, Math.floor(expected) + (randomness.chance(expected % 1) ? 1 : 0));
}

/** The outline of a persona's activities, oldest first. */
export function outlineOf(persona: Persona, calendar: Calendar, seed: string): readonly OutlinedActivity[] {
  const { ambassador } = persona;
  const randomness = randomnessOf(`${seed}/outline/${ambassador.externalReference}`);
  const presence = presenceOf(persona, calendar);
  const count = countOf(persona, presence, randomness);
  if (count === 0) return [];
  const moments = momentsOf(count, presence, { calendar, randomness });
  return moments.map((occurredAt, position) => ({
    externalId: `${ambassador.externalReference}-${position + 1}`,
    kind: randomness.mixture(kindsOf(persona)),
    occurredAt,
  }));
}

function momentsOf(
  count: number,
  presence: { from: number; until: number },
  { calendar, randomness }: { calendar: Calendar; randomness: Randomness },
): readonly number[] {
  const drawMoment = calendar.momentsBetween(presence.from, presence.until);
  const moments: number[] = [];
  while (moments.length < count) {
    let moment = drawMoment(randomness);
    const size = Math.min(randomness.geometric(sitting.meanSize), count - moments.length);
    for (let made = 0; made < size && moment < presence.until; made += 1) {
      moments.push(moment);
      moment += 1000 * Math.ceil((randomness.exponential(sitting.meanGapMinutes) * minuteLength) / 1000);
    }
  }
  return moments.sort((one, other) => one - other);
}

function kindsOf({ ambassador }: Persona): Weighted<ActivityKind> {
  if (ambassador.segment === 'SEPARATOR') return separatorKinds;
  return ambassador.segment === 'HESITANT' ? hesitantKinds : usualKinds;
}

/** What the details of an activity are drawn from. */
export interface DetailContext {
  readonly persona: Persona;
  readonly calendar: Calendar;
  readonly seed: string;
  /** The external id of something that could be shared at a moment. */
  readonly amplifiedAt: (moment: number, randomness: Randomness) => string;
}

/** Completes an outlined activity. */
export function detail(outlined: OutlinedActivity, context: DetailContext): GeneratedActivity {
  const { persona, calendar } = context;
  const { externalId, kind, occurredAt } = outlined;
  const randomness = randomnessOf(`${context.seed}/detail/${externalId}`);
  const channel = channelOf(kind, persona, randomness);
  const campaign = campaignAt(occurredAt, calendar, randomness);
  return {
    externalId,
    ambassador: persona.ambassador.externalReference,
    kind,
    channel,
    occurredAt: new Date(occurredAt).toISOString(),
    evidence: evidenceOf(channel, randomness),
    ...(campaign === undefined ? {} : { campaign: campaign.key }),
    hashtags: hashtagsOf(campaign?.hashtag, randomness),
    ...onlineDetails(outlined, { channel, randomness }),
    ...(kind === 'SHARE' || kind === 'COMMENT' ? { amplifies: context.amplifiedAt(occurredAt, randomness) } : {}),
    readings: earnsReactions(kind)
      ? readingsOf({ occurredAt, until: calendar.endsAt, appeal: persona.appeal, randomness })
      : [],
    ...withdrawal(occurredAt, calendar.endsAt, randomness),
  };
}

function channelOf(kind: ActivityKind, { channels }: Persona, randomness: Randomness): Channel {
  if (inPersonKinds.has(kind)) return 'IN_PERSON';
  return randomness.chance(0.8) ? channels[0] : randomness.pick(channels);
}

function evidenceOf(channel: Channel, randomness: Randomness): EvidenceTier {
  if (channel === 'IN_PERSON') return randomness.chance(0.55) ? 'PEER_CONFIRMED' : 'SELF_REPORTED';
  return randomness.mixture([
    ['CHANNEL_VERIFIED', 58],
    ['SELF_REPORTED', 33],
    ['PEER_CONFIRMED', 9],
  ]);
}

function campaignAt(moment: number, { endsAt }: Calendar, randomness: Randomness) {
  const daysAgo = (endsAt - moment) / dayLength;
  const running = campaigns.find(({ opensDaysAgo, closesDaysAgo }) => daysAgo <= opensDaysAgo && daysAgo > closesDaysAgo);
  return running !== undefined && randomness.chance(0.45) ? running : undefined;
}

function hashtagsOf(campaignHashtag: string | undefined, randomness: Randomness): readonly string[] {
  const hashtags = new Set<string>(campaignHashtag === undefined ? [] : [campaignHashtag]);
  if (randomness.chance(0.75)) hashtags.add(randomness.pick(company.hashtags));
  const topics = randomness.mixture([
    [0, 30],
    [1, 45],
    [2, 25],
  ]);
  for (let added = 0; added < topics; added += 1) hashtags.add(randomness.pick(topicHashtags));
  return [...hashtags];
}

/** Url, disclosure (now and then unknown or forgotten) and length of what stands online. */
function onlineDetails(
  { kind, externalId }: OutlinedActivity,
  { channel, randomness }: { channel: Channel; randomness: Randomness },
): Pick<GeneratedActivity, 'url' | 'disclosed' | 'textLength'> {
  if (channel === 'IN_PERSON' || kind === 'PROFILE_IMPROVED') return {};
  const disclosed = randomness.mixture<boolean | undefined>([
    [true, 80],
    [false, 12],
    [undefined, 8],
  ]);
  const medianLength = kind === 'ARTICLE' ? 4200 : kind === 'POST' ? 620 : 140;
  return {
    url: `https://${channel.toLowerCase()}.${company.domain}/${externalId.toLowerCase()}`,
    ...(disclosed === undefined ? {} : { disclosed }),
    textLength: Math.min(20_000, Math.round(randomness.logNormal(medianLength, 0.6))),
  };
}

/** About one in eighty is taken back, within three days. */
function withdrawal(occurredAt: number, until: number, randomness: Randomness): Pick<GeneratedActivity, 'withdrawnAt'> {
  const isWithdrawn = randomness.chance(1 / 80);
  const withdrawnAt = occurredAt + 1000 * Math.ceil(randomness.uniform() * 3 * 86_400);
  return isWithdrawn && withdrawnAt < until ? { withdrawnAt: new Date(withdrawnAt).toISOString() } : {};
}
