import { compileRuleSet, describeDifference } from '@fanfare/gamification';
import { z } from 'zod';
import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { isId, newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { lockProgrammeHead, readProgrammeCalendar } from '../programmes/index.ts';
import { checkDocument, documentOfNewDraft } from './draft-document.ts';
import { RuleSetHistory, type RuleSetRevision, type RuleSetStepKind } from './rule-set-history.ts';
import { isTooSoon, type RuleSetAction, statusAfter, statusAt } from './rule-set-life.ts';
import { toChange } from './rule-set-words.types.ts';
import { ruleEditors } from './rule-sets.access.ts';
import * as errors from './rule-sets.errors.ts';
import type {
  DiscardRuleSetDraftInput,
  DraftRuleSetInput,
  ScheduleRuleSetInput,
  UnscheduleRuleSetInput,
  UpdateRuleSetDraftInput,
} from './rule-sets.inputs.ts';
import { toRuleSets } from './rule-sets.mapper.ts';
import { type RuleSetRow, RuleSetsRepository } from './rule-sets.repository.ts';
import type { RuleSet, RuleSetConflict } from './rule-sets.types.ts';

const name = z.string().trim().min(1).max(200);
const draftSchema = z.object({ programme: z.uuid(), name, from: z.uuid().nullish() });
const updateSchema = z.object({ id: z.uuid(), revision: z.int(), name: name.nullish() });
const discardSchema = z.object({ id: z.uuid(), revision: z.int() });
const scheduleSchema = z.object({ id: z.uuid(), revision: z.int(), effectiveFrom: z.date().nullish() });
const unscheduleSchema = z.object({ id: z.uuid(), revision: z.int() });

/** What became of a change: a conflict comes with the failure CONFLICT. */
export type ChangeOutcome = Outcome<RuleSet, UserFailure> & { readonly conflict?: RuleSetConflict };

/** Somebody who changes a version. */
interface Change {
  readonly viewer: Viewer;
  readonly id: string;
  readonly action: RuleSetAction;
  /** The revision that was read. */
  readonly revision: number;
  /** What the draft was to become; null where its content stays. */
  readonly sent: Partial<RuleSetRevision> | null;
}

type Changed = Pick<RuleSetRow, 'name' | 'document' | 'effectiveFrom'>;

/** Inside the transaction, with the version locked. */
interface Changing {
  readonly row: RuleSetRow;
  readonly repository: RuleSetsRepository;
  readonly now: Date;
}

/** The life of rules as people lead it; which step follows which is told in rule-set-life.ts. */
export class RuleSetsService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  async draft(viewer: Viewer, input: DraftRuleSetInput): Promise<Outcome<RuleSet, UserFailure>> {
    const checked = validateInput(draftSchema, input);
    if (!checked.ok) return checked;
    const { programme: programmeId, name, from } = checked.value;
    const refusal = refuseUnlessEditor(viewer, programmeId, 'programme');
    if (refusal !== null) return fail(refusal);
    const origin = from == null ? null : await new RuleSetsRepository(this.#database.manager).find(from);
    if (from != null && origin?.programmeId !== programmeId) return fail(notFound(['from']));
    const document = documentOfNewDraft({ ...input, name }, origin);
    if (!document.ok) return document;
    const step = { ruleSetId: newId(), actor: actorOf(viewer), happenedAt: this.#clock.now() };
    const { ruleSetId: id, happenedAt: createdAt, actor: createdBy } = step;
    const revised = { name, document: document.value };
    await this.#database.transaction(async ({ manager }) => {
      // Drafts of one programme are numbered one after the other.
      await lockProgrammeHead(manager, programmeId);
      const draft = { id, programmeId, ...revised, basedOn: origin?.version ?? null, createdAt, createdBy };
      await new RuleSetsRepository(manager).insertDraft(draft);
      await new RuleSetHistory(manager).add({ ...step, step: 'DRAFTED', revision: 1, effectiveFrom: null, revised });
    });
    return succeed(await this.#get(programmeId, id));
  }

  async update(viewer: Viewer, input: UpdateRuleSetDraftInput): Promise<ChangeOutcome> {
    const checked = validateInput(updateSchema, input);
    if (!checked.ok) return checked;
    const { id, revision, name } = checked.value;
    const document = input.rules == null ? null : checkDocument(input.rules);
    if (document?.ok === false) return document;
    const sent = { ...(name == null ? {} : { name }), ...(document === null ? {} : { document: document.value }) };
    return this.#change({ viewer, id, action: 'EDIT', revision, sent }, async ({ row }) => succeed({ ...row, ...sent }));
  }

  async discard(viewer: Viewer, input: DiscardRuleSetDraftInput): Promise<ChangeOutcome> {
    const checked = validateInput(discardSchema, input);
    if (!checked.ok) return checked;
    const { id, revision } = checked.value;
    return this.#change({ viewer, id, action: 'DISCARD', revision, sent: null }, async ({ row }) => succeed(row));
  }

  async schedule(viewer: Viewer, input: ScheduleRuleSetInput): Promise<ChangeOutcome> {
    const checked = validateInput(scheduleSchema, input);
    if (!checked.ok) return checked;
    const { id, revision } = checked.value;
    return this.#change({ viewer, id, action: 'SCHEDULE', revision, sent: null }, async ({ row, repository, now }) => {
      const effectiveFrom = checked.value.effectiveFrom ?? now;
      const compiled = compileRuleSet(row.document);
      if (!compiled.ok) return fail(...errors.holdsMistakes(compiled.problems));
      if (isTooSoon(effectiveFrom, now)) return fail(errors.tooSoon());
      // A fact may be recorded in the very moment from which the version is to decide, before it does.
      const first = await repository.firstFactFrom(row.programmeId, effectiveFrom);
      if (first !== null) return fail(errors.changesThePast(first));
      if (await repository.isTaken(row.programmeId, effectiveFrom)) return fail(errors.sameInstant());
      return succeed({ ...row, effectiveFrom });
    });
  }

  async unschedule(viewer: Viewer, input: UnscheduleRuleSetInput): Promise<ChangeOutcome> {
    const checked = validateInput(unscheduleSchema, input);
    if (!checked.ok) return checked;
    const { id, revision } = checked.value;
    return this.#change({ viewer, id, action: 'UNSCHEDULE', revision, sent: null }, async ({ row, repository, now }) => {
      const first = await repository.firstFactFrom(row.programmeId, row.effectiveFrom ?? now);
      return first === null ? succeed({ ...row, effectiveFrom: null }) : fail(errors.alreadyDecides(first));
    });
  }

  /** Everything that changes a version goes this way: who may, against which revision, from which state, and a line in its history. */
  async #change(
    change: Change,
    decide: (changing: Changing) => Promise<Outcome<Changed, UserFailure>>,
  ): Promise<ChangeOutcome> {
    const { viewer, id, action } = change;
    const found = await new RuleSetsRepository(this.#database.manager).find(id);
    if (found === null) return fail(notFound(['id']));
    const refusal = refuseUnlessEditor(viewer, found.programmeId, 'id');
    if (refusal !== null) return fail(refusal);
    const outcome = await this.#database.transaction(async ({ manager }): Promise<Outcome<null, UserFailure> | 'CONFLICT'> => {
      // No fact may slip in between the look at the past and the change; and "now" is when the change's turn has come.
      await lockProgrammeHead(manager, found.programmeId);
      const now = this.#clock.now();
      const repository = new RuleSetsRepository(manager);
      const row = await repository.lock(id);
      const status = statusAt(row, await repository.ofProgramme(row.programmeId), now);
      const next = statusAfter(status, action);
      if (next === null) return fail(errors.notInThisState(action, status));
      if (change.revision !== row.revision) return 'CONFLICT';
      const decided = await decide({ row, repository, now });
      if (!decided.ok) return decided;
      const { name, document, effectiveFrom } = decided.value;
      const revision = row.revision + (action === 'EDIT' ? 1 : 0);
      await repository.update({ id, revision, name, document, status: next, effectiveFrom });
      await new RuleSetHistory(manager).add({
        ...{ ruleSetId: id, step: stepOf[action], revision, actor: actorOf(viewer), happenedAt: now },
        effectiveFrom: action === 'SCHEDULE' ? effectiveFrom : null,
        revised: action === 'EDIT' ? { name, document } : null,
      });
      return succeed(null);
    });
    if (outcome === 'CONFLICT') return this.#conflict(found, change);
    return outcome.ok ? succeed(await this.#get(found.programmeId, id)) : outcome;
  }

  async #conflict(row: RuleSetRow, { revision, sent }: Change): Promise<ChangeOutcome> {
    const { manager } = this.#database;
    const present = await this.#get(row.programmeId, row.id);
    const history = new RuleSetHistory(manager);
    const last = (await history.of([row.id])).at(-1);
    const read = await history.revision(row.id, revision);
    const { calendar } = await readProgrammeCalendar(manager, row.programmeId);
    if (last === undefined) throw new Error(`rule set ${row.id} has no history`);
    const { actorName: by, happenedAt: at } = last;
    const yours = sent?.document ?? null;
    const changesTo = (document: unknown) => describeDifference(read?.document ?? {}, document).map(toChange);
    const conflict: RuleSetConflict = {
      ...{ present, changedBy: by, changedAt: at, yours },
      theirChanges: changesTo(present.rules),
      yourChanges: yours === null ? [] : changesTo(yours),
    };
    return { ...fail(errors.changedSince({ by, at, timeZone: calendar.timeZone })), conflict };
  }

  async #get(programmeId: string, id: string): Promise<RuleSet> {
    const rows = await new RuleSetsRepository(this.#database.manager).ofProgramme(programmeId);
    const ruleSet = toRuleSets(rows, this.#clock.now()).find((candidate) => candidate.id === id);
    if (ruleSet === undefined) throw new Error(`rule set ${id} was written and is not there`);
    return ruleSet;
  }
}

const stepOf: Readonly<Record<RuleSetAction, RuleSetStepKind>> = {
  EDIT: 'EDITED',
  DISCARD: 'DISCARDED',
  SCHEDULE: 'SCHEDULED',
  UNSCHEDULE: 'UNSCHEDULED',
};

/** For mutations: why the viewer may not change rules of the programme; null where they may. */
export function refuseUnlessEditor(viewer: Viewer, programmeId: string, field: string): UserFailure | null {
  if (!isId(programmeId) || !isInside(viewer, programmeId)) return notFound([field]);
  return may(viewer, { ...ruleEditors, programmeId }) ? null : notAllowed();
}
