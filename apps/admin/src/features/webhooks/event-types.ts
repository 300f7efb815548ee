import type { FeedItemKind, WebhookScope } from '../../app/graphql/schema.generated.ts';

const ofProgramme = [
  'CHALLENGE_OPENED',
  'CHALLENGE_COMPLETED',
  'CHALLENGE_CANCELLED',
  'SEASON_OPENED',
  'SEASON_CLOSED',
] as const satisfies readonly FeedItemKind[];

const ofMembers = [
  'POINTS_GRANTED',
  'POINTS_TAKEN_BACK',
  'POINTS_RECEIVED',
  'BADGE_AWARDED',
  'BADGE_REVOKED',
  'LEVEL_REACHED',
  'CHALLENGE_INVITED',
  'CHALLENGE_REACHED',
  'TANDEM_PROPOSED',
  'TANDEM_AGREED',
  'TANDEM_ENDED',
  'RECOGNITION_GIVEN',
  'KUDOS_RECEIVED',
] as const satisfies readonly FeedItemKind[];

export type WebhookEventType = (typeof ofProgramme)[number] | (typeof ofMembers)[number];

/** What an endpoint of this scope can be told. The API decides by itself; this only spares choices that it would refuse. */
export function eventTypesOf(scope: WebhookScope): readonly WebhookEventType[] {
  return scope === 'PROGRAMME' ? ofProgramme : [...ofProgramme, ...ofMembers];
}
