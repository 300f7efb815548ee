import type { Language } from '@fanfare/contracts';
import type { BadgeArtwork } from '@fanfare/gamification';

/** A thank-you of the catalogue. */
export interface RecognitionRecord {
  readonly id: string;
  readonly programmeId: string;
  /** The season it is for; null for one of every season. */
  readonly seasonId: string | null;
  readonly name: Readonly<Record<Language, string>>;
  readonly description: Readonly<Record<Language, string>>;
  /** Who can have it, in words. */
  readonly eligibility: Readonly<Record<Language, string>>;
  readonly picture: BadgeArtwork;
  /** Places; null for as many as are asked for. */
  readonly capacity: number | null;
  /** Places that are granted or asked for. */
  readonly placesTaken: number;
  /** Points that come together for it before it can be granted on request; null for none. */
  readonly pointsGoal: number | null;
  readonly isMonetary: boolean;
  readonly archivedAt: Date | null;
  readonly version: number;
}

/** How somebody came to a recognition: asked for it, was given it, was drawn. */
export type RequestOrigin = 'REQUESTED' | 'GIVEN' | 'DRAWN';

/**
 * The life of a recognition for somebody. Who asks is REQUESTED; a person decides: GRANTED or DECLINED. Given and drawn ones begin as
 * GRANTED. What was granted is FULFILLED once it has taken place, or REVOKED where it cannot; the member may step back as long as it has
 * not taken place: WITHDRAWN. REQUESTED, GRANTED and FULFILLED take a place.
 */
export type RequestState = 'REQUESTED' | 'GRANTED' | 'DECLINED' | 'WITHDRAWN' | 'FULFILLED' | 'REVOKED';

export const requestActs = ['GRANT', 'DECLINE', 'WITHDRAW', 'FULFIL', 'REVOKE'] as const;
export type RequestAct = (typeof requestActs)[number];

const transitions: Readonly<Partial<Record<RequestState, Readonly<Partial<Record<RequestAct, RequestState>>>>>> = {
  REQUESTED: { GRANT: 'GRANTED', DECLINE: 'DECLINED', WITHDRAW: 'WITHDRAWN' },
  GRANTED: { FULFIL: 'FULFILLED', REVOKE: 'REVOKED', WITHDRAW: 'WITHDRAWN' },
};

/** The state after an act; null where the act is not possible. */
export function nextRequestState(state: RequestState, act: RequestAct): RequestState | null {
  return transitions[state]?.[act] ?? null;
}

/** Whether points that were given for a request go back with the step. */
export function freesPoints(state: RequestState): boolean {
  return state === 'DECLINED' || state === 'WITHDRAWN' || state === 'REVOKED';
}

export interface RequestRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly recognitionId: string;
  readonly ambassadorId: string;
  readonly origin: RequestOrigin;
  readonly state: RequestState;
  /** In the words of who asked. */
  readonly note: string | null;
  readonly drawId: string | null;
  /** Of a draw. */
  readonly seasonId: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  /** In the words of who decided. */
  readonly reason: string | null;
  /** Whether colleagues see that points are collected for it: the own choice of who asked. */
  readonly isShared: boolean;
}

/** Why somebody on the final standing was not in a draw. */
export type LeftOutReason = 'BELOW_MINIMUM' | 'NOT_SHOWN' | 'DRAWN_BEFORE' | 'HAS_IT_ALREADY';

export interface DrawRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly recognitionId: string;
  readonly seasonId: string;
  readonly boardId: string;
  readonly seed: Buffer;
  readonly minimumPoints: number;
  readonly places: number;
  readonly candidates: readonly string[];
  readonly winners: readonly string[];
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
  readonly drawnBy: string;
  readonly drawnAt: Date;
}
