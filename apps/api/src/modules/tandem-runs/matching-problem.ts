import { AffinityModel, buildAffinities, type MatchingProblem } from '@fanfare/tandem-matching';
import { engineGroupRule, matchingOptions, type RunSettings } from './run-settings.ts';
import type { LockRecord, Participants } from './tandem-run.ts';

/** What a run looks at, and what it was told. */
export interface ProblemInput {
  readonly participants: Participants;
  readonly settings: RunSettings;
  readonly locks: readonly LockRecord[];
}

/** The problem of a run as the engine takes it: everybody compared with everybody. `onCheckpoint` is called every 64 seekers. */
export function problemOf(
  { participants, settings, locks }: ProblemInput,
  onCheckpoint: () => void = () => undefined,
): { readonly model: AffinityModel; readonly problem: MatchingProblem } {
  const { seekers, partners } = participants;
  const model = new AffinityModel(
    seekers.map(({ profile }) => profile),
    partners.map(({ profile }) => profile),
    { weights: settings.weights, groupRule: engineGroupRule(settings) },
  );
  const problem: MatchingProblem = {
    seekers: seekers.map(({ profile, waitedRounds, runningPartnerId }) => ({ id: profile.id, waitedRounds, runningPartnerId })),
    partners: partners.map(({ profile, capacity }) => ({ id: profile.id, capacity })),
    affinities: buildAffinities(model, onCheckpoint),
    locks: locks.map(({ hesitantId, frequentId }) => ({ seekerId: hesitantId, partnerId: frequentId })),
    options: matchingOptions(settings),
  };
  return { model, problem };
}
