import { AffinityModel } from '@fanfare/tandem-matching';
import type { NewTandem, OpenPair } from '../tandems/index.ts';
import { isRematched } from './participants.ts';
import { engineGroupRule, type RunSettings } from './run-settings.ts';
import type { Participants, SkipReason } from './tandem-run.ts';
import type { StoredProposal } from './tandem-runs.repository.ts';

/** What a run proposes beside what is so now. */
export interface ReleaseQuestion {
  readonly settings: RunSettings;
  /** The best fitting first. */
  readonly proposals: readonly StoredProposal[];
  readonly unmatchedIds: readonly string[];
  /** Everybody who can be asked now, who has no place left too. */
  readonly participants: Participants;
  /** Tandems that are not over now. */
  readonly open: readonly OpenPair[];
}

export interface ReleasePlan {
  readonly tandems: readonly NewTandem[];
  /** Why proposals are not made, by their ids. */
  readonly skipped: ReadonlyMap<string, SkipReason>;
  /** Who looked for somebody in the run, still does and is not asked. */
  readonly waitingIds: readonly string[];
}

/**
 * Decides whom a release asks [RO6]: every pair of the run that is still possible by everything that makes pairs impossible, that has not
 * met since its people were read, and for which there is a place. Pure.
 */
export function planRelease(question: ReleaseQuestion): ReleasePlan {
  const today = new Today(question);
  const skipped = new Map<string, SkipReason>();
  const possible = question.proposals.filter((proposal) => {
    if (proposal.isRunning) return false;
    const reason = today.hindranceOf(proposal.hesitantId, proposal);
    if (reason !== undefined) skipped.set(proposal.id, reason);
    return reason === undefined;
  });
  const made = withinPlaces(possible, today);
  for (const { id } of possible.filter((proposal) => !made.includes(proposal))) skipped.set(id, 'NO_PLACE');
  const tandems = toTandems(made, today);
  return { tandems, skipped, waitingIds: waitingIn(question, tandems, today) };
}

function toTandems(made: readonly StoredProposal[], today: Today): readonly NewTandem[] {
  const partnerOf = new Map(made.map(({ hesitantId, frequentId }) => [hesitantId, frequentId]));
  return made.map((proposal): NewTandem => {
    const { frequentId, hesitantId, third, affinity, factors } = proposal;
    const joins = third !== null && today.canJoin(third, frequentId) ? third : null;
    return { frequentId, hesitantId, third: joins, affinity, factors, replacedIds: today.replacedBy(proposal, partnerOf) };
  });
}

/** Who is not asked waits; whoever has a tandem, be it a running one, does not. */
function waitingIn(question: ReleaseQuestion, tandems: readonly NewTandem[], today: Today): readonly string[] {
  const asked = new Set(
    tandems.flatMap(({ hesitantId, third }) => [hesitantId, ...(third === null ? [] : [third.ambassadorId])]),
  );
  const sought = question.proposals.flatMap(({ hesitantId, third }) => [
    hesitantId,
    ...(third === null ? [] : [third.ambassadorId]),
  ]);
  const seekers = new Set([...sought, ...question.unmatchedIds]);
  return [...seekers].filter((id) => !asked.has(id) && today.isSeeking(id) && !today.isAccompanied(id));
}

/**
 * Takes pairs out until nobody accompanies more than they have places for, the worst fitting first and fixed pairs last. Whose pair is
 * taken out keeps a running tandem, which needs its place elsewhere: so it goes on until nothing changes.
 */
function withinPlaces(possible: readonly StoredProposal[], today: Today): readonly StoredProposal[] {
  let made = possible;
  for (;;) {
    const anew = new Set(made.map(({ hesitantId }) => hesitantId));
    const places = new Map<string, number>();
    const placesOf = (id: string) => places.get(id) ?? today.placesBeside(id, anew);
    const inOrder = [...made].sort(
      (one, other) => Number(other.isLocked) - Number(one.isLocked) || one.ordinal - other.ordinal,
    );
    const fits = new Set<StoredProposal>();
    for (const proposal of inOrder) {
      const left = placesOf(proposal.frequentId);
      if (left > 0) fits.add(proposal);
      places.set(proposal.frequentId, left - 1);
    }
    if (fits.size === made.length) return made;
    made = made.filter((proposal) => fits.has(proposal));
  }
}

/** How people stand to each other at the time of the release. */
class Today {
  readonly #model: AffinityModel;
  readonly #seekers: ReadonlyMap<string, number>;
  readonly #partners: ReadonlyMap<string, number>;
  readonly #participants: Participants;
  readonly #open: readonly OpenPair[];
  readonly #accompanied: ReadonlySet<string>;
  /** Running tandems that make way where their hesitant one is asked about another, by who accompanies. */
  readonly #freed = new Map<string, OpenPair[]>();

  constructor({ settings, participants, open }: ReleaseQuestion) {
    const { seekers, partners } = participants;
    this.#participants = participants;
    this.#open = open;
    this.#model = new AffinityModel(
      seekers.map(({ profile }) => profile),
      partners.map(({ profile }) => profile),
      { weights: settings.weights, groupRule: engineGroupRule(settings) },
    );
    this.#seekers = new Map(seekers.map(({ profile }, index) => [profile.id, index]));
    this.#partners = new Map(partners.map(({ profile }, index) => [profile.id, index]));
    this.#accompanied = new Set(open.map(({ hesitantId }) => hesitantId));
    for (const pair of open.filter(({ side, state }) => side === 'HESITANT' && isRematched(state))) {
      if (this.isSeeking(pair.hesitantId))
        this.#freed.set(pair.frequentId, [...(this.#freed.get(pair.frequentId) ?? []), pair]);
    }
  }

  isSeeking(id: string): boolean {
    return this.#seekers.has(id);
  }

  isAccompanied(id: string): boolean {
    return this.#accompanied.has(id);
  }

  /** Why somebody and who would accompany them are not asked. */
  hindranceOf(
    seekerId: string,
    { frequentId, timesMet }: Pick<StoredProposal, 'frequentId' | 'timesMet'>,
  ): SkipReason | undefined {
    const seeker = this.#seekers.get(seekerId);
    const partner = this.#partners.get(frequentId);
    if (seeker === undefined) return this.isAccompanied(seekerId) ? 'MATCHED_ELSEWHERE' : 'PERSON_GONE';
    if (partner === undefined) return this.isAccompanied(frequentId) ? 'MATCHED_ELSEWHERE' : 'PERSON_GONE';
    if (this.#model.hindrance(seeker, partner) !== undefined) return 'NO_LONGER_POSSIBLE';
    return this.#model.timesMet(seeker, partner) > timesMet ? 'MET_SINCE' : undefined;
  }

  canJoin(third: NonNullable<StoredProposal['third']>, frequentId: string): boolean {
    const partner = this.#participants.partners[this.#partners.get(frequentId) ?? -1];
    const { ambassadorId, timesMet } = third;
    return partner?.acceptsThird === true && this.hindranceOf(ambassadorId, { frequentId, timesMet }) === undefined;
  }

  /** Places that are left when of the running tandems only those make way whose hesitant one is asked anew. */
  placesBeside(frequentId: string, anew: ReadonlySet<string>): number {
    const capacity = this.#participants.partners[this.#partners.get(frequentId) ?? -1]?.capacity ?? 0;
    const staying = (this.#freed.get(frequentId) ?? []).filter(({ hesitantId }) => !anew.has(hesitantId));
    return capacity - staying.length;
  }

  /** Running tandems of the one who is helped, and those of the other whose own hesitant one is asked about somebody else. */
  replacedBy({ hesitantId, frequentId }: StoredProposal, partnerOf: ReadonlyMap<string, string>): readonly string[] {
    const own = this.#open.filter((pair) => pair.hesitantId === hesitantId);
    const beside = (this.#freed.get(frequentId) ?? []).filter((pair) => {
      const anew = partnerOf.get(pair.hesitantId);
      return anew !== undefined && anew !== frequentId;
    });
    return [...new Set([...own, ...beside].map(({ tandemId }) => tandemId))].sort();
  }
}
