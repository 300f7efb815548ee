import { type HappeningKind, happeningKinds } from '../happenings/index.ts';

/** What an endpoint may learn: of the programme alone, or also which members something concerns, by id and never by name. */
export type WebhookScope = 'PROGRAMME' | 'MEMBERS';

/** An endpoint as it is kept. */
export interface WebhookRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly url: string;
  readonly description: string | null;
  readonly eventTypes: readonly HappeningKind[];
  readonly scope: WebhookScope;
  readonly secretGeneration: number;
  readonly formerSecretUntil: Date | null;
  readonly createdAt: Date;
  readonly lastSuccessAt: Date | null;
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
  readonly disabledBecause: 'ADMIN' | 'FAILURES' | null;
}

/** What happens to the programme as a whole; everything else is about members. */
const ofProgramme: readonly HappeningKind[] = [
  'CHALLENGE_OPENED',
  'CHALLENGE_COMPLETED',
  'CHALLENGE_CANCELLED',
  'SEASON_OPENED',
  'SEASON_CLOSED',
];

/** What stays between the programme and the person. */
const forNoEndpoint: readonly HappeningKind[] = ['TANDEM_REMINDER', 'RECOGNITION_DECLINED', 'WEBHOOK_DISABLED'];

export const webhookEventTypes = happeningKinds.filter((kind) => !forNoEndpoint.includes(kind));

/** What an endpoint of this scope can be told. */
export function eventTypesOf(scope: WebhookScope): readonly HappeningKind[] {
  return scope === 'PROGRAMME' ? ofProgramme : webhookEventTypes;
}

/** As it stands in the body: POINTS_TAKEN_BACK is "points.taken_back". */
export function wireName(eventType: HappeningKind): string {
  return eventType.toLowerCase().replace('_', '.');
}

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** Pauses after failed attempts, each spread by a fifth at random; after the last one the delivery is dead. About three days in all. */
export const pausesInMilliseconds: readonly number[] = [
  5 * seconds,
  30 * seconds,
  2 * minutes,
  10 * minutes,
  30 * minutes,
  2 * hours,
  6 * hours,
  12 * hours,
  24 * hours,
  24 * hours,
];

/** When a delivery is tried again after its attempt of this number (from 1) failed; null when it is dead. `random` lies in [0, 1). */
export function pauseAfter(attempt: number, random: number): number | null {
  const pause = pausesInMilliseconds[attempt - 1];
  return pause === undefined ? null : Math.round(pause * (0.8 + 0.4 * random));
}

/** An endpoint to which nothing could be delivered for so many days is told nothing more until an admin says so. */
export const daysUntilDisabled = 5;

/** How long the former secret signs beside the new one. */
export const hoursOfFormerSecret = 24;

/** How long an endpoint may take to answer. */
export const timeoutMilliseconds = 10_000;

/** Days for which deliveries are kept. */
export const keptDays = 30;
