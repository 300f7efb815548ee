import { type CastMember, cast, subjectOf } from '../cast.ts';
import { campaigns, company, departments } from '../generator/company.ts';
import { consent } from './consent.ts';
import type { DemoApi } from './demo-api.ts';
import { admin, operator } from './people.ts';

const dayLength = 86_400_000;

/** A demo programme as the API knows it. */
export interface DemoProgramme {
  readonly id: string;
  readonly createdAt: string;
  readonly version: number;
  readonly privacy: { readonly consentVersion: string };
  readonly seasons: readonly { readonly name: string }[];
}

/** What the demo asks of the API at each of its starts: an API that answers trusted documents alone has to trust this one too. */
export const programmeDocument = `query ($key: String!) {
  programme(key: $key) { id createdAt version privacy { consentVersion } seasons { name } }
}`;

/** The demo programme, if it was begun. */
export async function findProgramme(api: DemoApi): Promise<DemoProgramme | undefined> {
  const { programme } = await api.query<{ programme: DemoProgramme | null }>(operator, programmeDocument, {
    key: company.programmeKey,
  });
  return programme ?? undefined;
}

/** Begins the demo programme. */
export async function createProgramme(api: DemoApi): Promise<void> {
  const { programmeKey, programmeName, timeZone, hashtags } = company;
  const input = {
    key: programmeKey,
    name: programmeName,
    timeZone,
    language: 'GERMAN',
    hashtags,
    joinPolicy: 'OPEN',
    status: 'ACTIVE',
  };
  await api.mutate(operator, { name: 'createProgramme', input, selection: 'programme { id }', tolerated: ['TAKEN'] });
}

/** Everything that has to stand before people join; may be repeated. Gives the ids of the departments by their keys. */
export async function furnishProgramme(
  api: DemoApi,
  programme: DemoProgramme,
  startsAt: Date,
): Promise<ReadonlyMap<string, string>> {
  await grantRole(api, programme, { to: admin, by: operator });
  await setConsent(api, programme);
  for (const { key, name } of departments) await createOnce(api, 'createDepartment', { programme: programme.id, key, name });
  for (const { key, name } of campaigns) await createOnce(api, 'createCampaign', { programme: programme.id, key, name });
  const departmentIds = await departmentIdsOf(api);
  for (const member of cast.filter(({ role }) => role === 'COMMUNICATOR' || role === 'AUDITOR')) {
    await grantRole(api, programme, { to: member, by: admin, departmentIds });
  }
  const [current] = seasonsFrom(startsAt);
  await createSeason(api, programme, current);
  await bringRulesIntoForce(api, programme.id);
  return departmentIds;
}

/** The season of the demo is followed by a planned one; the planned one is created last of all and says that the demo is complete. */
export async function completeProgramme(api: DemoApi, programme: DemoProgramme, startsAt: Date): Promise<void> {
  const [, next] = seasonsFrom(startsAt);
  await createSeason(api, programme, next);
}

export function isComplete({ seasons }: DemoProgramme): boolean {
  return seasons.length >= 2;
}

interface RoleGrant {
  readonly to: CastMember;
  readonly by: CastMember;
  readonly departmentIds?: ReadonlyMap<string, string>;
}

async function grantRole(api: DemoApi, programme: DemoProgramme, { to, by, departmentIds }: RoleGrant): Promise<void> {
  // A person is known to the API from their first request on.
  await api.query(to, '{ viewer { person { id } } }');
  const department = to.role === 'COMMUNICATOR' ? departmentIds?.get(to.department) : undefined;
  const input = { programme: programme.id, subject: subjectOf(to), role: to.role, department };
  await api.mutate(by, { name: 'grantRole', input, selection: '__typename' });
}

async function setConsent(api: DemoApi, programme: DemoProgramme): Promise<void> {
  if (programme.privacy.consentVersion === consent.version) return;
  const privacy = { consentVersion: consent.version, consentTextGerman: consent.german, consentTextEnglish: consent.english };
  const input = { id: programme.id, version: programme.version, privacy };
  await api.mutate(admin, { name: 'updateProgramme', input, selection: 'programme { id }' });
}

async function createOnce(api: DemoApi, name: string, input: Readonly<Record<string, unknown>>): Promise<void> {
  await api.mutate(admin, { name, input, selection: '__typename', tolerated: ['TAKEN'] });
}

async function departmentIdsOf(api: DemoApi): Promise<ReadonlyMap<string, string>> {
  const document = 'query ($key: String!) { programme(key: $key) { departments(first: 100) { nodes { id key } } } }';
  const { programme } = await api.query<{ programme: { departments: { nodes: readonly { id: string; key: string }[] } } }>(
    admin,
    document,
    { key: company.programmeKey },
  );
  return new Map(programme.departments.nodes.map(({ id, key }) => [key, id]));
}

interface DemoSeason {
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Thirteen weeks from the week in which the history begins, and the thirteen after them. */
function seasonsFrom(startsAt: Date): readonly [current: DemoSeason, next: DemoSeason] {
  const monday = startsAt.getTime() - ((startsAt.getUTCDay() + 6) % 7) * dayLength;
  const season = (name: string, week: number): DemoSeason => {
    const dayAt = (weeks: number, days: number) => new Date(monday + (weeks * 7 + days) * dayLength).toISOString().slice(0, 10);
    return { name, startsOn: dayAt(week, 0), endsOn: dayAt(week + 13, -1) };
  };
  return [season('Aufbruch', 0), season('Rückenwind', 13)];
}

async function createSeason(api: DemoApi, programme: DemoProgramme, season: DemoSeason): Promise<void> {
  if (programme.seasons.some(({ name }) => name === season.name)) return;
  await api.mutate(admin, { name: 'createSeason', input: { programme: programme.id, ...season }, selection: 'season { id }' });
}

interface RuleSetState {
  readonly id: string;
  readonly status: string;
  readonly revision: number;
}

async function bringRulesIntoForce(api: DemoApi, programmeId: string): Promise<void> {
  const document = 'query ($key: String!) { programme(key: $key) { ruleSets { id status revision } } }';
  const { programme } = await api.query<{ programme: { ruleSets: readonly RuleSetState[] } }>(admin, document, {
    key: company.programmeKey,
  });
  if (programme.ruleSets.some(({ status }) => status !== 'DRAFT' && status !== 'DISCARDED')) return;
  const { id, revision } = programme.ruleSets.find(({ status }) => status === 'DRAFT') ?? (await draftRules(api, programmeId));
  await api.mutate(admin, { name: 'scheduleRuleSet', input: { id, revision }, selection: 'ruleSet { id }' });
}

async function draftRules(api: DemoApi, programmeId: string): Promise<Pick<RuleSetState, 'id' | 'revision'>> {
  const input = { programme: programmeId, name: 'Ausgewogen', preset: 'BALANCED' };
  const { ruleSet } = await api.mutate<{ ruleSet: Pick<RuleSetState, 'id' | 'revision'> }>(admin, {
    name: 'draftRuleSet',
    input,
    selection: 'ruleSet { id revision }',
  });
  return ruleSet;
}
