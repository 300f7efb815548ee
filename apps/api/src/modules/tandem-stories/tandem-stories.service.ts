import { z } from 'zod';
import { membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { type BatchFunction, byOwner } from '../../platform/graphql/loaders.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { createOnce } from '../../platform/idempotency/create-once.ts';
import { isId, newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import type { ActivitiesRecorder, ActivityDraft } from '../activities/index.ts';
import { announceTandems, mayReadTandem, presentMembers, type TandemRecord, TandemsRepository } from '../tandems/index.ts';
import * as failures from './tandem-stories.errors.ts';
import type { TellStoryInput } from './tandem-stories.inputs.ts';
import type { StoryRecord } from './tandem-stories.repository.ts';
import * as repository from './tandem-stories.repository.ts';

/** One half of the identity of a story's fact; the other is story and member, so that nobody gets it twice. */
const storySource = 'tandem-story';

const tellSchema = z.object({ title: z.string().trim().min(1).max(200), activities: z.array(z.uuid()).min(1).max(10) });

type StoryOutcome = Outcome<StoryRecord, UserFailure>;

/**
 * Joint stories. A story is told by one member and confirmed by all who are in the tandem then; then it is a fact of its own, of the kind
 * STORY, recorded once for each of them or for none: what it is worth is a matter of the rules, and the activities that it is about keep
 * what they earned. Until then it can be taken back, also when the tandem is over, and its activities are free again.
 */
export class TandemStoriesService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #recorder: ActivitiesRecorder;

  constructor(dependencies: { readonly database: Database; readonly clock: Clock; readonly recorder: ActivitiesRecorder }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#recorder = dependencies.recorder;
  }

  /** For loaders: the stories of each tandem, oldest first. */
  storiesOf(): BatchFunction<string, readonly StoryRecord[]> {
    return byOwner(
      (tandemIds) => repository.findStoriesOf(this.#database.manager, tandemIds),
      ({ tandemId }) => tandemId,
    );
  }

  async tell(viewer: Viewer, input: TellStoryInput): Promise<StoryOutcome> {
    const checked = validateInput(tellSchema, input);
    if (!checked.ok) return checked;
    const { title } = checked.value;
    const activityIds = [...new Set(checked.value.activities)];
    const found = await this.#tandemToTellIn(viewer, input.tandem);
    if (!found.ok) return found;
    const { tandem, by } = found.value;
    const refusals = await this.#refusalsOf(tandem, activityIds);
    if (refusals.length > 0) return fail(...refusals);
    const creation = {
      ...{ database: this.#database, viewer, operation: 'tellStory', input, now: this.#clock.now() },
      constraints: { tandem_story_activity_pkey: failures.activityTold(0) },
    };
    const created = await createOnce(creation, async (transaction) => {
      const id = newId();
      const story = {
        id,
        tandemId: tandem.id,
        title,
        toldBy: by,
        toldAt: creation.now,
        activityIds,
        tellerIds: tellersOf(tandem),
      };
      await repository.insertStory(transaction.manager, story);
      announceTandems(transaction, [tandem]);
      return id;
    });
    return created.ok ? this.#read(created.value) : created;
  }

  /** Confirms a story; with the last confirmation it is recorded for everybody who tells it. Safe to repeat. */
  async confirm(viewer: Viewer, storyId: string): Promise<StoryOutcome> {
    const found = await this.#storyOf(viewer, storyId);
    if (!found.ok) return found;
    const { tandem, by } = found.value;
    const at = this.#clock.now();
    await this.#database.transaction(async (transaction) => {
      await repository.lockStory(transaction.manager, storyId);
      await repository.confirmStory(transaction.manager, { storyId, ambassadorId: by, at });
      announceTandems(transaction, [tandem]);
    });
    const confirmed = await this.#read(storyId);
    if (!confirmed.ok || confirmed.value.confirmedAt !== null || !isConfirmedByAll(confirmed.value)) return confirmed;
    const recorded = await this.#record(confirmed.value);
    // Everybody was told of the confirmation before the story was recorded; only now it counts.
    if (recorded.ok) await this.#database.transaction(async (transaction) => announceTandems(transaction, [tandem]));
    return recorded;
  }

  /** Takes a story back that was not recorded yet; whoever tells it may. */
  async takeBack(viewer: Viewer, storyId: string): Promise<Outcome<string, UserFailure>> {
    const found = await this.#storyOf(viewer, storyId);
    if (!found.ok) return found;
    return this.#database.transaction(async (transaction) => {
      const story = await repository.lockStory(transaction.manager, storyId);
      if (story === null) return fail(notFound(['story']));
      if (story.confirmedAt !== null) return fail(failures.alreadyConfirmed());
      await repository.deleteStory(transaction.manager, storyId);
      announceTandems(transaction, [found.value.tandem]);
      return succeed(storyId);
    });
  }

  /** The facts of all and the note that they are recorded come into being together, or none of them does; a repetition finds both. */
  async #record(story: StoryRecord): Promise<StoryOutcome> {
    const tellers = story.tellers.filter(({ hasConfirmed }) => hasConfirmed);
    try {
      const told = await this.#recorder.record({
        programmeId: story.programmeId,
        drafts: tellers.map(({ ambassadorId }) => draftOf(story, ambassadorId)),
        importId: null,
        alongside: async (manager, outcomes) => {
          const refused = outcomes.flatMap((outcome) => (outcome.outcome === 'REFUSED' ? outcome.failures : []));
          if (refused.length > 0) throw new StoryRefused(refused);
          if (!(await repository.closeStory(manager, { id: story.id, at: this.#clock.now() }))) throw new StoryRefused([]);
        },
      });
      return told.ok ? this.#read(story.id) : told;
    } catch (error) {
      if (!(error instanceof StoryRefused)) throw error;
      if (error.failures.length === 0) return this.#read(story.id);
      return fail(...error.failures.map((failure) => ({ ...failure, path: ['story'] })));
    }
  }

  async #read(storyId: string): Promise<StoryOutcome> {
    const story = await repository.findStory(this.#database.manager, storyId);
    return story === null ? fail(notFound(['story'])) : succeed(story);
  }

  /** The tandem in which the viewer is, where stories can be told at present. */
  async #tandemToTellIn(viewer: Viewer, tandemId: string): Promise<Outcome<Telling, UserFailure>> {
    const tandem = isId(tandemId) ? await new TandemsRepository(this.#database.manager).find(tandemId) : null;
    if (tandem === null || !mayReadTandem(viewer, tandem)) return fail(notFound(['tandem']));
    const by = membershipIn(viewer, tandem.programmeId)?.ambassadorId ?? null;
    if (by === null || !tandem.members.some(({ ambassadorId }) => ambassadorId === by)) return fail(notAllowed(['tandem']));
    const tells = (tandem.state === 'ACCEPTED' || tandem.state === 'ACTIVE') && tellersOf(tandem).includes(by);
    return tells ? succeed({ tandem, by }) : fail(failures.tandemNotRunning());
  }

  /** The tandem of a story that the viewer tells, whatever has become of the tandem since. */
  async #storyOf(viewer: Viewer, storyId: string): Promise<Outcome<Telling, UserFailure>> {
    const story = isId(storyId) ? await repository.findStory(this.#database.manager, storyId) : null;
    const tandem = story === null ? null : await new TandemsRepository(this.#database.manager).find(story.tandemId);
    if (story === null || tandem === null || !mayReadTandem(viewer, tandem)) return fail(notFound(['story']));
    const by = membershipIn(viewer, tandem.programmeId)?.ambassadorId ?? null;
    const tells = story.tellers.some(({ ambassadorId }) => ambassadorId === by);
    return by !== null && tells ? succeed({ tandem, by }) : fail(notAllowed(['story']));
  }

  async #refusalsOf(tandem: TandemRecord, activityIds: readonly string[]): Promise<readonly UserFailure[]> {
    const found = new Map((await repository.findCandidates(this.#database.manager, activityIds)).map((one) => [one.id, one]));
    const members = new Set(tellersOf(tandem));
    return activityIds.flatMap((id, index): readonly UserFailure[] => {
      const activity = found.get(id);
      const isTheirs = activity !== undefined && members.has(activity.ambassadorId) && !activity.isWithdrawn;
      if (!isTheirs || activity.kind === 'STORY') return [failures.activityUnknown(index)];
      if (activity.storyId !== null) return [failures.activityTold(index)];
      return tandem.acceptedAt !== null && activity.occurredAt >= tandem.acceptedAt ? [] : [failures.activityBefore(index)];
    });
  }
}

interface Telling {
  readonly tandem: TandemRecord;
  readonly by: string;
}

/** Undoes the recording of a story that cannot be recorded for everybody; without failures where the story was closed or taken back. */
class StoryRefused extends Error {
  readonly failures: readonly UserFailure[];

  constructor(failures: readonly UserFailure[]) {
    super('The story cannot be recorded for everybody');
    this.failures = failures;
  }
}

/** Who tells: everybody who is in the tandem, which a third who declined or went is not. */
function tellersOf(tandem: TandemRecord): readonly string[] {
  return presentMembers(tandem)
    .filter(({ answer }) => answer === 'ACCEPTED')
    .map(({ ambassadorId }) => ambassadorId);
}

function isConfirmedByAll({ tellers }: StoryRecord): boolean {
  return tellers.every(({ hasConfirmed, isGone }) => hasConfirmed || isGone);
}

/** It happened when the last of its activities did, and where. */
function draftOf(story: StoryRecord, ambassadorId: string): ActivityDraft {
  const last = story.activities.at(-1);
  if (last === undefined) throw new Error(`story ${story.id} is about nothing`);
  return {
    source: storySource,
    externalId: `${story.id}:${ambassadorId}`,
    ambassador: { id: ambassadorId },
    kind: 'STORY',
    channel: last.channel,
    occurredAt: last.occurredAt,
    evidence: 'PEER_CONFIRMED',
    campaignKey: null,
    hashtags: [],
    url: null,
    disclosed: null,
    textLength: null,
    amplifies: null,
    contentKey: null,
    quantity: null,
    reading: null,
    tandemId: story.tandemId,
  };
}
