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
import { announceTandems, mayReadTandem, type TandemRecord, TandemsRepository } from '../tandems/index.ts';
import * as failures from './tandem-stories.errors.ts';
import type { TellStoryInput } from './tandem-stories.inputs.ts';
import type { StoryRecord } from './tandem-stories.repository.ts';
import * as repository from './tandem-stories.repository.ts';

/** One half of the identity of a story's fact; the other is story and member, so that nobody gets it twice. */
const storySource = 'tandem-story';

const tellSchema = z.object({ title: z.string().trim().min(1).max(200), activities: z.array(z.uuid()).min(1).max(10) });

type StoryOutcome = Outcome<StoryRecord, UserFailure>;

/**
 * Joint stories. A story is told by one member and confirmed by all; then it is a fact of its own, of the kind STORY, recorded once for
 * each of them: what it is worth is a matter of the rules, and the activities that it is about keep what they earned.
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
    const found = await this.#tandemOf(viewer, input.tandem);
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
      const story = { id, tandemId: tandem.id, title, toldBy: by, toldAt: creation.now, activityIds };
      await repository.insertStory(transaction.manager, story);
      announceTandems(transaction, [tandem]);
      return id;
    });
    return created.ok ? this.#read(created.value) : created;
  }

  /** Confirms a story; with the last confirmation it is recorded for everybody. Safe to repeat. */
  async confirm(viewer: Viewer, storyId: string): Promise<StoryOutcome> {
    const known = isId(storyId) ? await repository.lockStory(this.#database.manager, storyId) : null;
    const found = known === null ? fail(notFound(['story'])) : await this.#tandemOf(viewer, known.tandemId, 'story');
    if (!found.ok) return found;
    const { tandem, by } = found.value;
    const at = this.#clock.now();
    await this.#database.transaction(async (transaction) => {
      await repository.lockStory(transaction.manager, storyId);
      await repository.confirmStory(transaction.manager, { storyId, ambassadorId: by, at });
      announceTandems(transaction, [tandem]);
    });
    const confirmed = await this.#read(storyId);
    if (!confirmed.ok) return confirmed;
    return isConfirmedByAll(confirmed.value, tandem) ? this.#record(confirmed.value, tandem) : confirmed;
  }

  /** Takes a story back that not everybody has confirmed; whoever is in the tandem may. */
  async takeBack(viewer: Viewer, storyId: string): Promise<Outcome<string, UserFailure>> {
    const known = isId(storyId) ? await repository.lockStory(this.#database.manager, storyId) : null;
    const found = known === null ? fail(notFound(['story'])) : await this.#tandemOf(viewer, known.tandemId, 'story');
    if (!found.ok) return found;
    return this.#database.transaction(async (transaction) => {
      const story = await repository.lockStory(transaction.manager, storyId);
      if (story === null) return fail(notFound(['story']));
      if (story.confirmedAt !== null || isConfirmedByAll(story, found.value.tandem)) return fail(failures.alreadyConfirmed());
      await repository.deleteStory(transaction.manager, storyId);
      announceTandems(transaction, [found.value.tandem]);
      return succeed(storyId);
    });
  }

  /** The facts and the note that they are recorded come into being together; a repetition finds both. */
  async #record(story: StoryRecord, tandem: TandemRecord): Promise<StoryOutcome> {
    if (story.confirmedAt !== null) return succeed(story);
    const drafts = membersOf(tandem).map((ambassadorId) => draftOf(story, ambassadorId));
    const told = await this.#recorder.record({
      programmeId: story.programmeId,
      drafts,
      importId: null,
      alongside: async (manager, outcomes) => {
        if (outcomes.some(({ outcome }) => outcome === 'REFUSED')) return;
        await repository.closeStory(manager, { id: story.id, at: this.#clock.now() });
      },
    });
    if (!told.ok) return told;
    const refused = told.value.flatMap((outcome) => (outcome.outcome === 'REFUSED' ? outcome.failures : []));
    return refused.length > 0 ? fail(...refused.map((failure) => ({ ...failure, path: ['story'] }))) : this.#read(story.id);
  }

  async #read(storyId: string): Promise<StoryOutcome> {
    const story = await this.#database.transaction(({ manager }) => repository.lockStory(manager, storyId));
    return story === null ? fail(notFound(['story'])) : succeed(story);
  }

  /** The tandem in which the viewer is, where stories can be told at present. */
  async #tandemOf(
    viewer: Viewer,
    tandemId: string,
    field: 'tandem' | 'story' = 'tandem',
  ): Promise<Outcome<{ readonly tandem: TandemRecord; readonly by: string }, UserFailure>> {
    const tandem = isId(tandemId) ? await new TandemsRepository(this.#database.manager).find(tandemId) : null;
    if (tandem === null || !mayReadTandem(viewer, tandem)) return fail(notFound([field]));
    const by = membershipIn(viewer, tandem.programmeId)?.ambassadorId ?? null;
    if (by === null || !tandem.members.some(({ ambassadorId }) => ambassadorId === by)) return fail(notAllowed([field]));
    const tells =
      tandem.state === 'ACCEPTED' || tandem.state === 'ACTIVE' || (tandem.state === 'COMPLETED' && field === 'story');
    return tells ? succeed({ tandem, by }) : fail({ ...failures.tandemNotRunning(), path: [field] });
  }

  async #refusalsOf(tandem: TandemRecord, activityIds: readonly string[]): Promise<readonly UserFailure[]> {
    const found = new Map((await repository.findCandidates(this.#database.manager, activityIds)).map((one) => [one.id, one]));
    const members = new Set(membersOf(tandem));
    return activityIds.flatMap((id, index): readonly UserFailure[] => {
      const activity = found.get(id);
      const isTheirs = activity !== undefined && members.has(activity.ambassadorId) && !activity.isWithdrawn;
      if (!isTheirs || activity.kind === 'STORY') return [failures.activityUnknown(index)];
      if (activity.storyId !== null) return [failures.activityTold(index)];
      return tandem.acceptedAt !== null && activity.occurredAt >= tandem.acceptedAt ? [] : [failures.activityBefore(index)];
    });
  }
}

/** Who tells: a third who went does not. */
function membersOf(tandem: TandemRecord): readonly string[] {
  return tandem.members.filter(({ answer }) => answer === 'ACCEPTED').map(({ ambassadorId }) => ambassadorId);
}

function isConfirmedByAll(story: StoryRecord, tandem: TandemRecord): boolean {
  return membersOf(tandem).every((id) => story.confirmedBy.includes(id));
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
