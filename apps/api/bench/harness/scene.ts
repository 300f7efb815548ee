import { operatorSubject } from './api-process.ts';
import type { BenchEnvironment } from './environment.ts';

const day = 86_400_000;

/** Activities of the benchmarks happen within so many days before the run, all inside one season. */
export const seasonDays = 180;

/** A programme with its admin and enrolled test persons, set up through the API as a customer would. */
export interface BenchProgramme {
  readonly id: string;
  readonly key: string;
  readonly adminToken: string;
  /** Ids by key. */
  readonly departments: ReadonlyMap<string, string>;
  readonly consentVersion: string;
}

const departmentKeys = Array.from({ length: 12 }, (_, index) => `department-${index + 1}`);

/** The department of the nth member, so that the same member of two programmes has the same one. */
export function departmentKeyOf(index: number): string {
  return departmentKeys[index % departmentKeys.length] ?? '';
}

/** The external reference of the nth member. */
export function referenceOf(index: number): string {
  return `member-${index}`;
}

/** Rules by which a training of n hours is worth n points, so that a benchmark decides which update moves a board. */
export const pointsAsTold = {
  format: 1,
  name: { german: 'Punkte nach Ansage', english: 'Points as told' },
  rules: [
    {
      key: 'told',
      name: { german: 'Ansage', english: 'Told' },
      matches: { kinds: ['TRAINING_COMPLETED'] },
      award: { type: 'PER_COUNT', points: 1, maximum: 1_000_000 },
    },
  ],
};

export async function createProgramme(
  environment: BenchEnvironment,
  wanted: {
    readonly key: string;
    readonly members: number;
    readonly rules: { readonly preset: 'BALANCED' } | { readonly rules: object };
  },
): Promise<BenchProgramme> {
  const { key } = wanted;
  const operator = await environment.signIn(operatorSubject);
  const hashtags = ['fanfare'];
  const { createProgramme: created } = await environment.graphql<{
    createProgramme: { programme: { id: string; privacy: { consentVersion: string } } };
  }>(
    operator,
    `mutation ($input: CreateProgrammeInput!) { createProgramme(input: $input) {
       programme { id privacy { consentVersion } } errors { code path message } } }`,
    // A pilot: nothing freezes, so that facts count in the period in which they happened.
    { input: { key, name: key, timeZone: 'Europe/Berlin', language: 'GERMAN', hashtags, joinPolicy: 'OPEN', status: 'PILOT' } },
  );
  const { id } = created.programme;
  const adminToken = await environment.signIn(`admin-of-${key}`);
  await environment.graphql(
    operator,
    'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { errors { code path message } } }',
    { input: { programme: id, subject: `admin-of-${key}`, role: 'ADMIN' } },
  );
  const departments = await createDepartments(environment, { id, adminToken });
  await createSeason(environment, { id, adminToken });
  await publishRules(environment, { id, adminToken, rules: wanted.rules });
  await enrolMembers(environment, { id, adminToken, members: wanted.members });
  return { id, key, adminToken, departments, consentVersion: created.programme.privacy.consentVersion };
}

interface Administered {
  readonly id: string;
  readonly adminToken: string;
}

/** From now on its periods freeze when their grace is over, as those of every programme that is no pilot any more. */
export async function startProgramme(environment: BenchEnvironment, { id, key, adminToken }: BenchProgramme): Promise<void> {
  const { programme } = await environment.graphql<{ programme: { version: number } }>(
    adminToken,
    'query ($key: String!) { programme(key: $key) { version } }',
    { key },
  );
  await environment.graphql(
    adminToken,
    'mutation ($input: UpdateProgrammeInput!) { updateProgramme(input: $input) { errors { code path message } } }',
    { input: { id, version: programme.version, status: 'ACTIVE' } },
  );
}

async function createDepartments(environment: BenchEnvironment, { id, adminToken }: Administered) {
  const departments = new Map<string, string>();
  for (const key of departmentKeys) {
    const answer = await environment.graphql<{ createDepartment: { department: { id: string } } }>(
      adminToken,
      'mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) { department { id } errors { code path } } }',
      { input: { programme: id, key, name: key } },
    );
    departments.set(key, answer.createDepartment.department.id);
  }
  return departments;
}

async function createSeason(environment: BenchEnvironment, { id, adminToken }: Administered): Promise<void> {
  const dateFromNow = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);
  await environment.graphql(
    adminToken,
    'mutation ($input: CreateSeasonInput!) { createSeason(input: $input) { errors { code path message } } }',
    { input: { programme: id, name: 'Season', startsOn: dateFromNow(-seasonDays - 2), endsOn: dateFromNow(30) } },
  );
}

async function publishRules(environment: BenchEnvironment, wanted: Administered & { readonly rules: object }): Promise<void> {
  const { id, adminToken, rules } = wanted;
  const drafted = await environment.graphql<{ draftRuleSet: { ruleSet: { id: string } } }>(
    adminToken,
    'mutation ($input: DraftRuleSetInput!) { draftRuleSet(input: $input) { ruleSet { id } errors { code path message } } }',
    { input: { programme: id, name: 'Rules', ...rules } },
  );
  const effectiveFrom = new Date(Date.now() - 2 * seasonDays * day).toISOString();
  await environment.graphql(
    adminToken,
    'mutation ($input: ScheduleRuleSetInput!) { scheduleRuleSet(input: $input) { errors { code path message } } }',
    { input: { id: drafted.draftRuleSet.ruleSet.id, revision: 1, effectiveFrom } },
  );
}

async function enrolMembers(environment: BenchEnvironment, wanted: Administered & { readonly members: number }): Promise<void> {
  const joinedAt = new Date(Date.now() - (seasonDays + 1) * day).toISOString();
  for (let first = 0; first < wanted.members; first += 1000) {
    const ambassadors = Array.from({ length: Math.min(1000, wanted.members - first) }, (_, index) => ({
      externalReference: referenceOf(first + index),
      name: `Member ${first + index}`,
      departmentKey: departmentKeyOf(first + index),
      visibility: index % 3 === 0 ? 'NAMED' : 'PSEUDONYM',
      joinedAt,
    }));
    await environment.graphql(
      wanted.adminToken,
      `mutation ($input: EnrolTestAmbassadorsInput!) { enrolTestAmbassadors(input: $input) { refused errors { code path message } } }`,
      { input: { programme: wanted.id, ambassadors } },
    );
  }
}
