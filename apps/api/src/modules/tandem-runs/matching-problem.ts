import { AffinityModel, buildAffinities, type MatchingProblem } from '@fanfare/tandem-matching';
import { engineGroupRule, matchingOptions, type RunSettings } from './run-settings.ts';
import type { LockRecord, Participants } from './tandem-run.ts';

type Seeker = Participants['seekers'][number];
type Partner = Participants['partners'][number];

/** What a run looks at, and what it was told. */
export interface ProblemInput {
  readonly participants: Participants;
  readonly settings: RunSettings;
  readonly locks: readonly LockRecord[];
  /** Pairs that somebody thinks of locking. */
  readonly thoughtOf?: readonly LockRecord[];
}

/** Whom somebody brings together by hand may meet again before everybody else was met ([RO1]). */
function exempt(seeker: Seeker, byHand: readonly LockRecord[]): Seeker {
  const others = new Set(byHand.flatMap((pair) => (pair.hesitantId === seeker.profile.id ? [pair.frequentId] : [])));
  if (others.size === 0) return seeker;
  const metIds = seeker.profile.metIds.filter((id) => !others.has(id));
  return { ...seeker, profile: { ...seeker.profile, metIds } };
}

export interface ComparedPeople {
  readonly problem: MatchingProblem;
  /** Compares the problem's seekers with its partners. */
  readonly model: AffinityModel;
  /** Compares the same seekers with those who would accompany and have no place left. */
  readonly full: AffinityModel;
}

/**
 * The problem of a run as the engine takes it: everybody compared with everybody who has a place, or whom a lock names. `onCheckpoint` is
 * called every 64 seekers.
 */
export function problemOf(
  { participants, settings, locks, thoughtOf = [] }: ProblemInput,
  onCheckpoint: () => void = () => undefined,
): ComparedPeople {
  const seekers = participants.seekers.map((seeker) => exempt(seeker, [...locks, ...thoughtOf]));
  const locked = new Set(locks.map(({ frequentId }) => frequentId));
  const isFull = ({ capacity, profile }: Partner) => capacity === 0 && !locked.has(profile.id);
  const partners = participants.partners.filter((partner) => !isFull(partner));
  const comparedWith = (others: readonly Partner[]) =>
    new AffinityModel(
      seekers.map(({ profile }) => profile),
      others.map(({ profile }) => profile),
      { weights: settings.weights, groupRule: engineGroupRule(settings) },
    );
  const model = comparedWith(partners);
  const problem: MatchingProblem = {
    seekers: seekers.map(({ profile, waitedRounds, runningPartnerId }) => ({ id: profile.id, waitedRounds, runningPartnerId })),
    partners: partners.map(({ profile, capacity }) => ({ id: profile.id, capacity })),
    affinities: buildAffinities(model, onCheckpoint),
    locks: locks.map(({ hesitantId, frequentId }) => ({ seekerId: hesitantId, partnerId: frequentId })),
    options: matchingOptions(settings),
  };
  return { problem, model, full: comparedWith(participants.partners.filter(isFull)) };
}
