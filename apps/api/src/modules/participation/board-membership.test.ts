import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { createLogger } from '../../index.ts';
import type { PersonViewer } from '../../platform/auth/viewer.ts';
import { systemClock } from '../../platform/clock.ts';
import { createDatabase, type ManagedDatabase } from '../../platform/database/database.ts';
import { createInProcessEventBus } from '../../platform/events/in-process-event-bus.ts';
import { newId } from '../../platform/ids.ts';
import { createBudgets } from '../../platform/limits/budgets.ts';
import { createInProcessRateLimiter } from '../../platform/limits/in-process-rate-limiter.ts';
import { createMetrics } from '../../platform/metrics.ts';
import {
  AmbassadorChanged,
  type BoardMembership,
  createAmbassadorsSlice,
  findAmbassadorsByIds,
  type MemberChange,
} from '../ambassadors/index.ts';
import { createDepartmentsSlice } from '../departments/index.ts';
import { createProgrammesSlice } from '../programmes/index.ts';
import { groupNames } from '../standings/index.ts';
import { EnrolmentService } from './enrolment.service.ts';
import { JoiningService } from './joining.service.ts';
import { ParticipationService } from './participation.service.ts';
import { createParticipationSlice } from './participation.slice.ts';

let api: TestApi;
let programme: TestProgramme;
let database: ManagedDatabase;
let joining: JoiningService;
let participation: ParticipationService;
let enrolment: EnrolmentService;
let boardFails = false;
const changes: MemberChange[] = [];
const announced: string[] = [];

/** A board that notes what it is told, reads the row in the same transaction, and can fail. */
const board: BoardMembership = {
  async memberChanged({ manager }, change) {
    const [row] = await findAmbassadorsByIds(manager, [change.ambassadorId]);
    expect(row?.departmentId).toBe(change.departmentId);
    changes.push(change);
    if (boardFails) throw new Error('The board does not want to');
  },
};

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api);
  const events = createInProcessEventBus(() => undefined);
  await events.subscribe(AmbassadorChanged, ({ ambassadorId }) => void announced.push(ambassadorId));
  database = createDatabase({
    url: api.databaseUrl,
    poolSize: 2,
    statementTimeoutMilliseconds: 10_000,
    applicationName: 'board-membership-test',
    events,
    observer: { onStatement: () => undefined, onSlowStatement: () => undefined },
  });
  const jobs = { enqueue: async () => undefined };
  const budgets = createBudgets({
    costPerMinute: 1000,
    anonymousCostPerMinute: 1000,
    failedCredentialsPerMinute: 10,
    invitationAttemptsPerHour: 10,
  });
  const limits = { limiter: createInProcessRateLimiter(systemClock), budgets };
  const platform = {
    ...{ database, events, jobs, limits },
    ...{ clock: systemClock, logger: createLogger('silent'), metrics: createMetrics() },
  };
  const programmes = createProgrammesSlice(platform);
  const departments = createDepartmentsSlice(platform, { names: groupNames });
  const boards = [board];
  const directories = { programmes: programmes.directory, departments: departments.directory };
  const ambassadors = createAmbassadorsSlice({ platform, ...directories });
  const slices = [
    programmes,
    departments,
    ambassadors,
    createParticipationSlice({ platform, ambassadors, ...directories, boards }),
  ];
  await database.open(slices.flatMap(({ entities }) => entities));
  const dependencies = { ...directories, database, facts: ambassadors.facts, boards };
  joining = new JoiningService({ ...dependencies, limits });
  participation = new ParticipationService(dependencies);
  enrolment = new EnrolmentService(dependencies);
});

afterAll(async () => {
  await database.close();
  await api.stop();
});

beforeEach(() => {
  boardFails = false;
  changes.length = 0;
  announced.length = 0;
});

async function somebody(role?: 'ADMIN'): Promise<PersonViewer> {
  const personId = newId();
  await programme.query("INSERT INTO person (id, issuer, subject, first_seen_at) VALUES ($1, 'test', $2, now())", [
    personId,
    personId,
  ]);
  const memberships =
    role === undefined ? [] : [{ programmeId: programme.id, roles: [role], ambassadorId: null, departmentIds: [] }];
  return { kind: 'person', personId, subject: personId, name: null, isOperator: false, memberships };
}

async function join(person: PersonViewer): Promise<string> {
  const outcome = await joining.join(person, {
    programmeId: programme.id,
    invitationCode: null,
    name: 'Ada',
    consentVersion,
    visibility: null,
    departmentId: programme.departments.sales,
    language: null,
  });
  if (!outcome.ok) throw new Error('could not join');
  return outcome.value.id;
}

describe('boards follow their members in the same transaction', () => {
  test('who hides, comes out, moves, pauses, leaves and comes back', async () => {
    const person = await somebody();
    const admin = await somebody('ADMIN');
    const id = await join(person);
    const { sales, care } = programme.departments;
    await participation.changeVisibility(person, id, { visibility: 'HIDDEN', consentVersion: null });
    await participation.changeVisibility(person, id, { visibility: 'PSEUDONYM', consentVersion: null });
    await participation.update(admin, { ambassadorId: id, departmentId: care });
    await participation.pause(person, id, null);
    await participation.withdrawConsent(person, id, 'PARTICIPATION');
    await join(person);
    expect(
      changes.map(({ isShown, departmentId, previousDepartmentId }) => [isShown, departmentId, previousDepartmentId]),
    ).toEqual([
      [false, sales, sales],
      [true, sales, sales],
      [true, care, sales],
      [true, care, care],
      [false, care, care],
      [true, sales, care],
    ]);
    expect(changes.every(({ programmeId, ambassadorId }) => programmeId === programme.id && ambassadorId === id)).toBe(true);
    expect(announced).toEqual(Array(7).fill(id));
  });

  test('an act that changes nothing tells nobody', async () => {
    const person = await somebody();
    const id = await join(person);
    await join(person);
    await participation.resume(person, id);
    await participation.changeVisibility(person, id, { visibility: 'PSEUDONYM', consentVersion: null });
    expect(changes).toEqual([]);
    expect(announced).toEqual([id]);
  });

  test('a test person is announced when it is new, and not when it was enrolled before', async () => {
    const admin = await somebody('ADMIN');
    const items = ['b-1', 'b-2', 'b-3'].map((externalReference) => ({ externalReference, name: 'Test' }));
    await enrolment.enrol(admin, { programmeId: programme.id, items: items.slice(0, 2) });
    await enrolment.enrol(admin, { programmeId: programme.id, items });
    expect(changes).toEqual([]);
    expect(announced).toHaveLength(3);
    expect(new Set(announced).size).toBe(3);
  });

  test('when a board cannot follow, the change does not happen and nobody hears of it', async () => {
    const person = await somebody();
    const id = await join(person);
    boardFails = true;
    await expect(participation.leave(person, id)).rejects.toThrow('The board does not want to');
    const [row] = await findAmbassadorsByIds(database.manager, [id]);
    expect(row).toMatchObject({ status: 'ACTIVE', version: 1 });
    expect(await programme.query('SELECT kind FROM participation_event WHERE ambassador_id = $1', [id])).toEqual([
      { kind: 'JOINED' },
    ]);
    expect(announced).toEqual([id]);
  });
});
