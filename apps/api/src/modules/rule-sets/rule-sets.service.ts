import { compileRuleSet, describeProblem, describeRuleSet, presets } from '@fanfare/gamification';
import { z } from 'zod';
import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { lockProgrammeHead } from '../programmes/index.ts';
import { type RuleSetRow, RuleSetsRepository } from './rule-sets.repository.ts';
import {
  type DraftRuleSetInput,
  type PresetName,
  presetNames,
  type RuleSet,
  type RuleSetStatus,
  ruleEditors,
  type ScheduleRuleSetInput,
} from './rule-sets.types.ts';

const draftSchema = z.object({ programme: z.uuid(), name: z.string().trim().min(1).max(200) });
const scheduleSchema = z.object({ id: z.uuid(), effectiveFrom: z.date().nullish() });

/** The life of rules: drafted, scheduled, in force, superseded. A version that was scheduled never changes again. */
export class RuleSetsService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** All versions, newest first; drafts only for admins. */
  async ofProgramme(viewer: Viewer, programmeId: string): Promise<readonly RuleSet[]> {
    const rows = await new RuleSetsRepository(this.#database.manager).ofProgramme(programmeId);
    const seesDrafts = may(viewer, { ...ruleEditors, programmeId });
    const shown = this.#shown(rows);
    return seesDrafts ? shown : shown.filter(({ status }) => status !== 'DRAFT' && status !== 'DISCARDED');
  }

  async draft(viewer: Viewer, input: DraftRuleSetInput): Promise<Outcome<RuleSet, UserFailure>> {
    const checked = validateInput(draftSchema, input);
    if (!checked.ok) return checked;
    const { programme: programmeId, name } = checked.value;
    const refusal = refuseUnlessEditor(viewer, programmeId, 'programme');
    if (refusal !== null) return fail(refusal);
    const document = documentOf(input);
    if (!document.ok) return document;
    const id = newId();
    const createdBy = actorOf(viewer);
    const draft = { id, programmeId, name, document: document.value, createdAt: this.#clock.now(), createdBy };
    await this.#database.transaction(async ({ manager }) => {
      // Drafts of one programme are numbered one after the other.
      await lockProgrammeHead(manager, programmeId);
      await new RuleSetsRepository(manager).insertDraft(draft);
    });
    return succeed(await this.#get(programmeId, id));
  }

  async schedule(viewer: Viewer, input: ScheduleRuleSetInput): Promise<Outcome<RuleSet, UserFailure>> {
    const checked = validateInput(scheduleSchema, input);
    if (!checked.ok) return checked;
    const found = await new RuleSetsRepository(this.#database.manager).find(checked.value.id);
    if (found === null) return fail(notFound(['id']));
    const refusal = refuseUnlessEditor(viewer, found.programmeId, 'id');
    if (refusal !== null) return fail(refusal);
    const effectiveFrom = checked.value.effectiveFrom ?? this.#clock.now();
    const failure = await this.#database.transaction(async ({ manager }) => {
      // No fact may slip in between the look at the past and the change.
      await lockProgrammeHead(manager, found.programmeId);
      const repository = new RuleSetsRepository(manager);
      // Also for a time to come: a fact may claim to happen within a day, and was decided by the rules known when it was recorded.
      const first = await repository.firstFactFrom(found.programmeId, effectiveFrom);
      if (first !== null) return changesThePast(first);
      const outcome = await repository.schedule(found.id, effectiveFrom);
      if (outcome === 'NOT_A_DRAFT') return notADraft();
      return outcome === 'TAKEN' ? sameInstant() : null;
    });
    return failure === null ? succeed(await this.#get(found.programmeId, found.id)) : fail(failure);
  }

  async #get(programmeId: string, id: string): Promise<RuleSet> {
    const rows = await new RuleSetsRepository(this.#database.manager).ofProgramme(programmeId);
    const ruleSet = this.#shown(rows).find((candidate) => candidate.id === id);
    if (ruleSet === undefined) throw new Error(`rule set ${id} was written and is not there`);
    return ruleSet;
  }

  /** Status follows from the other versions of the programme, so they are shown together. */
  #shown(rows: readonly RuleSetRow[]): readonly RuleSet[] {
    const now = this.#clock.now();
    const begun = rows.filter((row) => row.status === 'SCHEDULED' && row.effectiveFrom !== null && row.effectiveFrom <= now);
    const latest = Math.max(...begun.map((row) => row.effectiveFrom?.getTime() ?? 0));
    return rows.map((row) => toRuleSet(row, statusOf(row, { begun, latest })));
  }
}

function statusOf(row: RuleSetRow, { begun, latest }: { begun: readonly RuleSetRow[]; latest: number }): RuleSetStatus {
  if (row.status !== 'SCHEDULED' || !begun.includes(row)) return row.status;
  return row.effectiveFrom?.getTime() === latest ? 'IN_FORCE' : 'SUPERSEDED';
}

function toRuleSet(row: RuleSetRow, status: RuleSetStatus): RuleSet {
  const { id, programmeId, version, name, effectiveFrom } = row;
  const compiled = compileRuleSet(row.document, version);
  if (!compiled.ok) throw new Error(`rule set ${id} was stored but does not compile`);
  const { document } = compiled.ruleSet;
  const sentencesByLanguage = { GERMAN: describeRuleSet(document, 'GERMAN'), ENGLISH: describeRuleSet(document, 'ENGLISH') };
  return { id, programmeId, version, name, status, effectiveFrom, rules: row.document, sentencesByLanguage };
}

function documentOf(input: { readonly preset?: PresetName | null; readonly rules?: unknown }): Outcome<unknown, UserFailure> {
  if ((input.preset == null) === (input.rules == null)) return fail(oneOfPresetAndRules());
  if (input.preset != null) return succeed(presets[presetNames[input.preset]]);
  const compiled = compileRuleSet(input.rules);
  if (compiled.ok) return succeed(input.rules);
  return fail(
    ...compiled.problems.map(
      (problem): UserFailure => ({
        code: 'INVALID',
        path: ['rules', problem.path],
        message: { GERMAN: describeProblem(problem, 'GERMAN'), ENGLISH: describeProblem(problem, 'ENGLISH') },
      }),
    ),
  );
}

function refuseUnlessEditor(viewer: Viewer, programmeId: string, field: string): UserFailure | null {
  if (!isInside(viewer, programmeId)) return notFound([field]);
  return may(viewer, { ...ruleEditors, programmeId }) ? null : notAllowed();
}

function oneOfPresetAndRules(): UserFailure {
  return {
    code: 'REQUIRED',
    path: ['preset'],
    message: {
      GERMAN: 'Geben Sie entweder eine Vorlage (preset) oder eigene Regeln (rules) an.',
      ENGLISH: 'Give either a preset or rules of your own.',
    },
  };
}

function changesThePast(firstFact: Date): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['effectiveFrom'],
    message: {
      GERMAN: `Seitdem ist schon etwas geschehen (zuerst am ${firstFact.toISOString()}); Regeln ändern nie die Vergangenheit.`,
      ENGLISH: `Things have happened since then (first at ${firstFact.toISOString()}); rules never change the past.`,
    },
  };
}

function notADraft(): UserFailure {
  return {
    code: 'STATE',
    path: ['id'],
    message: { GERMAN: 'Nur ein Entwurf kann in Kraft gesetzt werden.', ENGLISH: 'Only a draft can be scheduled.' },
  };
}

function sameInstant(): UserFailure {
  return {
    code: 'TAKEN',
    path: ['effectiveFrom'],
    message: {
      GERMAN: 'Zu genau dieser Zeit tritt schon eine andere Fassung in Kraft.',
      ENGLISH: 'Another version comes into force at exactly this time.',
    },
  };
}
