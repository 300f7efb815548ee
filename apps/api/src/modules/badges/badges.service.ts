import { badgeTemplates, compileBadge, compileLadder, ladderTemplate } from '@fanfare/gamification';
import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { type Page, type PageRequest, pageFrom } from '../../platform/graphql/pagination.ts';
import { notAllowed, notFound, type UserFailure, versionConflict } from '../../platform/graphql/payload.ts';
import { createOnce } from '../../platform/idempotency/create-once.ts';
import { isId, newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import type { AwardableKind, AwardableRecord, BadgeRecord, BadgeState, LadderRecord } from './badge.ts';
import { badgeMakers, badgeReaders } from './badges.access.ts';
import * as errors from './badges.errors.ts';
import type { AwardableRevisionInput, DraftBadgeInput, DraftLadderInput, UpdateAwardableInput } from './badges.inputs.ts';
import { type BadgePosition, BadgesRepository } from './badges.repository.ts';

type RecordOf<Kind extends AwardableKind> = Extract<AwardableRecord, { readonly kind: Kind }>;

/** Inside the transaction, with the badge or ladder locked. */
interface Changing {
  readonly repository: BadgesRepository;
  readonly present: AwardableRecord;
  readonly now: Date;
  readonly actor: string;
}

/** What admins do with badges and ladders of levels, and who sees them. Who earns them is the business of badge-awards. */
export class BadgesService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Null where there is none for who asks. */
  async find<Kind extends AwardableKind>(viewer: Viewer, kind: Kind, id: string): Promise<RecordOf<Kind> | null> {
    const found = isId(id) ? await new BadgesRepository(this.#database.manager).find(id) : null;
    return found !== null && isOfKind(found, kind) && maySee(viewer, found) ? found : null;
  }

  async page(
    viewer: Viewer,
    { programmeId, states: asked }: { readonly programmeId: string; readonly states: readonly BadgeState[] | null },
    request: PageRequest<BadgePosition>,
  ): Promise<Page<BadgeRecord>> {
    const isMaker = may(viewer, { ...badgeMakers, programmeId });
    const visible: readonly BadgeState[] = isMaker ? ['DRAFT', 'PUBLISHED', 'RETIRED'] : ['PUBLISHED', 'RETIRED'];
    const wanted = { programmeId, states: visible.filter((state) => asked === null || asked.includes(state)) };
    const repository = new BadgesRepository(this.#database.manager);
    return pageFrom(await repository.page(wanted, request), {
      request,
      position: ({ id }) => [id],
      node: (badge) => badge,
      totalCount: () => repository.count(wanted),
    });
  }

  /** The levels of the programme. */
  ladder(programmeId: string): Promise<LadderRecord | null> {
    return new BadgesRepository(this.#database.manager).ladder(programmeId, 'PUBLISHED');
  }

  /** The levels that admins prepare. The caller has checked that the viewer is one. */
  ladderDraft(programmeId: string): Promise<LadderRecord | null> {
    return new BadgesRepository(this.#database.manager).ladder(programmeId, 'DRAFT');
  }

  async draftBadge(viewer: Viewer, input: DraftBadgeInput): Promise<Outcome<BadgeRecord, UserFailure>> {
    const { template } = input;
    const hasOneOrigin = (template == null) !== (input.document == null);
    const document = template == null ? input.document : badgeTemplates[template];
    const checked = hasOneOrigin ? compiled('BADGE', document) : fail(errors.oneOrigin());
    return this.#draft(viewer, { kind: 'BADGE', operation: 'draftBadge', input, checked });
  }

  async draftLadder(viewer: Viewer, input: DraftLadderInput): Promise<Outcome<LadderRecord, UserFailure>> {
    const checked = compiled('LADDER', input.document ?? ladderTemplate);
    return this.#draft(viewer, { kind: 'LADDER', operation: 'draftLadder', input, checked });
  }

  async #draft<Kind extends AwardableKind>(
    viewer: Viewer,
    draft: {
      readonly kind: Kind;
      readonly operation: string;
      readonly input: DraftLadderInput;
      readonly checked: Outcome<object, UserFailure>;
    },
  ): Promise<Outcome<RecordOf<Kind>, UserFailure>> {
    const { kind, operation, input, checked } = draft;
    const { programme: programmeId } = input;
    if (!isId(programmeId) || !isInside(viewer, programmeId)) return fail(notFound(['programme']));
    if (!may(viewer, { ...badgeMakers, programmeId })) return fail(notAllowed());
    if (!checked.ok) return checked;
    const now = this.#clock.now();
    const constraints = { badge_ladder: errors.hasDraft() };
    const created = await createOnce(
      { database: this.#database, viewer, operation, input, now, constraints },
      async (inside) => {
        const id = newId();
        const author = { now, actor: actorOf(viewer) };
        await new BadgesRepository(inside.manager).insert({ id, programmeId, kind, document: checked.value, ...author });
        return id;
      },
    );
    if (!created.ok) return created;
    const found = await this.find(viewer, kind, created.value);
    return found === null ? fail(notFound(['id'])) : succeed(found);
  }

  /** Changes a draft as a whole; who has read an older one is told. */
  update<Kind extends AwardableKind>(
    viewer: Viewer,
    kind: Kind,
    input: UpdateAwardableInput,
  ): Promise<Outcome<RecordOf<Kind>, UserFailure>> {
    return this.#change(viewer, { kind, input, from: 'DRAFT', act: 'EDIT' }, async ({ repository, present, now, actor }) => {
      const checked = compiled(kind, input.document);
      if (!checked.ok) return checked;
      await repository.update(present.id, { document: checked.value, now, actor });
      return succeed(null);
    });
  }

  /** From now on everybody sees it, and whoever has earned it is awarded it. Published levels take the place of those before. */
  publish<Kind extends AwardableKind>(
    viewer: Viewer,
    kind: Kind,
    input: AwardableRevisionInput,
  ): Promise<Outcome<RecordOf<Kind>, UserFailure>> {
    return this.#change(viewer, { kind, input, from: 'DRAFT', act: 'PUBLISH' }, async ({ repository, present, now, actor }) => {
      const before = kind === 'LADDER' ? await repository.ladder(present.programmeId, 'PUBLISHED') : null;
      if (before !== null) await repository.retire(before.id, { now, actor });
      await repository.publish(present.id, { now, actor });
      return succeed(null);
    });
  }

  /** Nobody earns it any more; whoever has it keeps it. */
  retire<Kind extends AwardableKind>(
    viewer: Viewer,
    kind: Kind,
    input: AwardableRevisionInput,
  ): Promise<Outcome<RecordOf<Kind>, UserFailure>> {
    return this.#change(
      viewer,
      { kind, input, from: 'PUBLISHED', act: 'RETIRE' },
      async ({ repository, present, ...author }) => {
        await repository.retire(present.id, author);
        return succeed(null);
      },
    );
  }

  async discard(viewer: Viewer, kind: AwardableKind, input: AwardableRevisionInput): Promise<Outcome<string, UserFailure>> {
    const discarded = await this.#change(viewer, { kind, input, from: 'DRAFT', act: 'DISCARD' }, async (changing) => {
      await changing.repository.delete(changing.present.id);
      return succeed(null);
    });
    return discarded.ok ? succeed(input.id) : discarded;
  }

  /** The frame of every change: who may, under the lock, in the right state, of the revision that was read. */
  async #change<Kind extends AwardableKind>(
    viewer: Viewer,
    wanted: {
      readonly kind: Kind;
      readonly input: AwardableRevisionInput;
      readonly from: BadgeState;
      readonly act: Parameters<typeof errors.notInThisState>[0];
    },
    work: (changing: Changing) => Promise<Outcome<null, UserFailure>>,
  ): Promise<Outcome<RecordOf<Kind>, UserFailure>> {
    const { kind, input, from, act } = wanted;
    const found = await this.find(viewer, kind, input.id);
    if (found === null) return fail(notFound(['id']));
    if (!may(viewer, { ...badgeMakers, programmeId: found.programmeId })) return fail(notAllowed());
    return this.#database.transaction(async ({ manager }): Promise<Outcome<RecordOf<Kind>, UserFailure>> => {
      const repository = new BadgesRepository(manager);
      const present = await repository.lock(found.id);
      if (present === null) return fail(notFound(['id']));
      if (present.state !== from) return fail(errors.notInThisState(act, present.state));
      if (present.revision !== input.revision) return fail(versionConflict(['revision'], present.revision));
      const done = await work({ repository, present, now: this.#clock.now(), actor: actorOf(viewer) });
      if (!done.ok) return done;
      const changed = await repository.find(found.id);
      return succeed(changed !== null && isOfKind(changed, kind) ? changed : found);
    });
  }
}

function isOfKind<Kind extends AwardableKind>(record: AwardableRecord, kind: Kind): record is RecordOf<Kind> {
  return record.kind === kind;
}

/** Drafts are for their makers. */
function maySee(viewer: Viewer, { programmeId, state }: Pick<AwardableRecord, 'programmeId' | 'state'>): boolean {
  return may(viewer, { ...(state === 'DRAFT' ? badgeMakers : badgeReaders), programmeId });
}

function compiled(kind: AwardableKind, document: unknown): Outcome<object, UserFailure> {
  if (kind === 'BADGE') {
    const result = compileBadge(document);
    return result.ok ? succeed(result.badge) : fail(...errors.holdsMistakes(result.problems));
  }
  const result = compileLadder(document);
  return result.ok ? succeed(result.ladder) : fail(...errors.holdsMistakes(result.problems));
}
