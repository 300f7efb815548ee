import { compileRuleSet } from '@fanfare/gamification';
import { z } from 'zod';
import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { type Page, type PageRequest, pageFrom } from '../../platform/graphql/pagination.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { isId, newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { readProgrammeCalendar } from '../programmes/index.ts';
import { holdsMistakes, type RuleSetRow, RuleSetsRepository, ruleAuditors, ruleEditors } from '../rule-sets/index.ts';
import type { SimulationRunner } from './simulation-runner.ts';
import { keptSimulations, lostAfterMilliseconds, mostInProgramme, mostWeeks } from './simulation-status.ts';
import type { SimulationTask } from './simulation-task.ts';
import * as errors from './simulations.errors.ts';
import { simulationUpdated } from './simulations.events.ts';
import type { StartRuleSimulationInput } from './simulations.inputs.ts';
import { type SimulatedMemberRow, type SimulationRow, SimulationsRepository } from './simulations.repository.ts';

const day = 86_400_000;
const startSchema = z.object({
  ruleSet: z.uuid(),
  revision: z.int().nullish(),
  weeks: z.int().min(1).max(mostWeeks),
  against: z.uuid().nullish(),
});

/** Simulations as people start, follow and stop them. */
export class SimulationsService {
  readonly #database: Database;
  readonly #events: EventBus;
  readonly #clock: Clock;
  readonly #runner: SimulationRunner;
  readonly #databaseUrl: string;

  constructor(dependencies: {
    readonly database: Database;
    readonly events: EventBus;
    readonly clock: Clock;
    readonly runner: SimulationRunner;
    readonly databaseUrl: string;
  }) {
    this.#database = dependencies.database;
    this.#events = dependencies.events;
    this.#clock = dependencies.clock;
    this.#runner = dependencies.runner;
    this.#databaseUrl = dependencies.databaseUrl;
  }

  async start(viewer: Viewer, input: StartRuleSimulationInput): Promise<Outcome<SimulationRow, UserFailure>> {
    const checked = validateInput(startSchema, input);
    if (!checked.ok) return checked;
    const { ruleSet: ruleSetId, revision, weeks, against: againstId } = checked.value;
    const tried = await this.#version(viewer, { id: ruleSetId, field: 'ruleSet' });
    if (!tried.ok) return tried;
    const { programmeId, revision: ruleSetRevision } = tried.value;
    if (revision != null && revision !== ruleSetRevision) return fail(errors.changedSinceRead());
    const against = againstId == null ? null : await this.#version(viewer, { id: againstId, field: 'against' });
    if (against?.ok === false) return against;
    if (against !== null && against.value.programmeId !== programmeId) return fail(notFound(['against']));
    if (this.#runner.isFull) return fail(errors.nodeIsBusy());
    await this.#runner.interruptLost();
    const { from, to } = await this.#window(programmeId, weeks);
    const run = { id: newId(), programmeId, ruleSetId, ruleSetRevision, againstId: againstId ?? null, from, to };
    const row = await this.#insert({ ...run, startedBy: actorOf(viewer), startedAt: this.#clock.now() });
    if (row === null) return fail(errors.tooManyAtOnce());
    this.#runner.run(row.id, await this.#task(row, { tried: tried.value, against: against?.value ?? null }));
    return succeed(row);
  }

  /** Stops a running simulation; nothing of it is kept. */
  async cancel(viewer: Viewer, id: string): Promise<Outcome<SimulationRow, UserFailure>> {
    const row = await this.find(viewer, id);
    if (row === null) return fail(notFound(['id']));
    if (!may(viewer, { ...ruleEditors, programmeId: row.programmeId })) return fail(notAllowed());
    const now = this.#clock.now();
    const ending = { status: 'CANCELLED', result: null, now } as const;
    const ended = await this.#database.transaction(({ manager }) => new SimulationsRepository(manager).end(row.id, ending));
    if (!ended) return fail(errors.notRunning());
    this.#runner.abandon(row.id);
    await this.#events.publish(simulationUpdated.event({ simulationId: row.id }));
    return succeed({ ...row, status: 'CANCELLED', finishedAt: now });
  }

  /** The simulation, where it exists for the viewer. */
  async find(viewer: Viewer, id: string): Promise<SimulationRow | null> {
    const row = isId(id) ? await new SimulationsRepository(this.#database.manager).find(id) : null;
    if (row === null || !isInside(viewer, row.programmeId)) return null;
    return may(viewer, { ...ruleAuditors, programmeId: row.programmeId }) ? this.#present(row) : null;
  }

  async page(programmeId: string, request: PageRequest<readonly [string, string]>): Promise<Page<SimulationRow>> {
    const repository = new SimulationsRepository(this.#database.manager);
    return pageFrom(await repository.page(programmeId, request), {
      request,
      position: (row) => [row.startedAt.toISOString(), row.id],
      node: (row) => this.#present(row),
      totalCount: () => repository.count(programmeId),
    });
  }

  async members(
    id: string,
    list: { readonly request: PageRequest<readonly [number, string]>; readonly gainersFirst: boolean },
  ): Promise<Page<SimulatedMemberRow>> {
    const repository = new SimulationsRepository(this.#database.manager);
    return pageFrom(await repository.members(id, list), {
      request: list.request,
      position: ({ difference, ambassadorId }) => [difference, ambassadorId],
      node: (row) => row,
      totalCount: () => repository.countMembers(id),
    });
  }

  async #version(
    viewer: Viewer,
    { id, field }: { readonly id: string; readonly field: string },
  ): Promise<Outcome<RuleSetRow, UserFailure>> {
    const row = await new RuleSetsRepository(this.#database.manager).find(id);
    if (row === null || !isInside(viewer, row.programmeId)) return fail(notFound([field]));
    if (!may(viewer, { ...ruleEditors, programmeId: row.programmeId })) return fail(notAllowed());
    const compiled = compileRuleSet(row.document);
    return compiled.ok ? succeed(row) : fail(...holdsMistakes(compiled.problems));
  }

  /** So many whole weeks of days in the programme's zone, today as the last one. */
  async #window(programmeId: string, weeks: number): Promise<{ readonly from: Date; readonly to: Date }> {
    const { calendar } = await readProgrammeCalendar(this.#database.manager, programmeId);
    const now = this.#clock.now().getTime();
    const first = calendar.periodAt('DAY', now - (weeks * 7 - 1) * day);
    return { from: new Date(first.start), to: new Date(calendar.periodAt('DAY', now).end) };
  }

  /** Null where enough run already. */
  async #insert(run: Parameters<SimulationsRepository['insert']>[0]): Promise<SimulationRow | null> {
    return this.#database.transaction(async ({ manager }) => {
      const repository = new SimulationsRepository(manager);
      if ((await repository.countRunning(run.programmeId)) >= mostInProgramme) return null;
      await repository.forgetOld(run.programmeId, keptSimulations - 1);
      await repository.insert(run);
      return repository.find(run.id);
    });
  }

  async #task(
    row: SimulationRow,
    { tried, against }: { readonly tried: RuleSetRow; readonly against: RuleSetRow | null },
  ): Promise<SimulationTask> {
    const { manager } = this.#database;
    const { calendar, seasons } = await readProgrammeCalendar(manager, row.programmeId);
    const versions = await new RuleSetsRepository(manager).scheduled(row.programmeId);
    const { timeZone, graceMilliseconds } = calendar;
    const plain = ({ version, document }: RuleSetRow) => ({ version, document });
    return {
      ...{ databaseUrl: this.#databaseUrl, programmeId: row.programmeId, factSequence: row.factSequence },
      ...{ from: row.from.getTime(), to: row.to.getTime() },
      calendar: {
        ...{ timeZone, graceMilliseconds },
        seasons: seasons.map(({ startsOn, start, end }) => ({ key: startsOn, start, end })),
      },
      versions: versions.map((version) => ({ ...plain(version), effectiveFrom: version.effectiveFrom.getTime() })),
      tried: plain(tried),
      against: against === null ? null : plain(against),
    };
  }

  /** A simulation whose node died says so, although nobody was left to write it down. */
  #present(row: SimulationRow): SimulationRow {
    const isLost = row.status === 'RUNNING' && row.updatedAt.getTime() < this.#clock.now().getTime() - lostAfterMilliseconds;
    return isLost ? { ...row, status: 'INTERRUPTED' } : row;
  }
}
