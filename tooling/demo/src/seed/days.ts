import { type CastMember, castAmbassadors } from '../cast.ts';
import { DemoError } from '../errors.ts';
import { externalReferenceOf, type GeneratedAmbassador } from '../generator/ambassadors.ts';
import { company } from '../generator/company.ts';
import type { ImportRecord } from '../generator/import-format.ts';
import { consent } from './consent.ts';
import type { DemoApi } from './demo-api.ts';
import type { DemoClock } from './demo-clock.ts';
import { admin } from './people.ts';
import type { DemoDay, Report } from './timeline.ts';

/** The name under which the demo's facts come in; one half of their identity. */
const source = 'demo';

/** What a demo needs to know while its history happens. */
export interface Life {
  readonly api: DemoApi;
  readonly clock: DemoClock;
  readonly programmeId: string;
  /** By key. */
  readonly departmentIds: ReadonlyMap<string, string>;
  /** Ids of the cast's ambassadors by external reference; fills as they join. */
  readonly castIds: Map<string, string>;
  /** Ids of activities by external id, of those that will be taken back; fills as they are recorded. */
  readonly activityIds: Map<string, string>;
}

const castByReference: ReadonlyMap<string, CastMember> = new Map(
  castAmbassadors.map((member, index) => [externalReferenceOf(index), member]),
);

/** Lets one day of the history happen: people join, facts and readings arrive, facts are taken back. May be repeated. */
export async function liveThrough(day: DemoDay, life: Life): Promise<void> {
  for (const ambassador of day.joined) await joinAsCast(ambassador, life);
  life.clock.travelTo(day.endsAt);
  await enrolTestPersons(day.joined, life);
  const isReportedSingly = ({ activity }: Report) =>
    castByReference.has(activity.ambassador) || activity.withdrawnAt !== undefined;
  await importReports(
    day,
    day.reports.filter((report) => !isReportedSingly(report)),
    life,
  );
  await recordReports(day.reports.filter(isReportedSingly), life);
  for (const { externalId } of day.withdrawn) await withdraw(externalId, life);
}

/** Those of the cast who rest or have left do so by their own act. May be repeated. */
export async function goAbsent({ api, castIds }: Life): Promise<void> {
  for (const [reference, { absence, ...member }] of castByReference) {
    if (absence === undefined) continue;
    const name = absence.kind === 'LEFT' ? 'leaveProgramme' : 'pauseParticipation';
    const input = { ambassador: castIds.get(reference) };
    await api.mutate(member, { name, input, selection: 'ambassador { id }', tolerated: ['STATE'] });
  }
}

async function joinAsCast(
  ambassador: GeneratedAmbassador,
  { api, clock, programmeId, departmentIds, castIds }: Life,
): Promise<void> {
  const { externalReference, displayName, visibility, language, joinedAt } = ambassador;
  const member = castByReference.get(externalReference);
  if (member === undefined) return;
  // A minute early, so that nothing they do comes before they joined.
  clock.travelTo(new Date(Date.parse(joinedAt) - 60_000));
  const department = departmentIds.get(ambassador.department);
  const input = { programme: programmeId, displayName, visibility, language, department, consentVersion: consent.version };
  const payload = await api.mutate<{ ambassador: { id: string } }>(member, {
    name: 'joinProgramme',
    input,
    selection: 'ambassador { id }',
  });
  castIds.set(externalReference, payload.ambassador.id);
  await addProfiles(api, { ambassador, id: payload.ambassador.id, by: member });
}

interface Profiles {
  readonly ambassador: GeneratedAmbassador;
  readonly id: string;
  readonly by: CastMember;
}

async function addProfiles(api: DemoApi, { ambassador, id, by }: Profiles): Promise<void> {
  for (const { channel, handle } of ambassador.socialProfiles) {
    const input = { ambassador: id, channel, handle };
    await api.mutate(by, { name: 'addSocialProfile', input, selection: '__typename', tolerated: ['TAKEN'] });
  }
}

async function enrolTestPersons(joined: readonly GeneratedAmbassador[], { api, programmeId }: Life): Promise<void> {
  const persons = joined.filter(({ externalReference }) => !castByReference.has(externalReference));
  if (persons.length === 0) return;
  const ambassadors = persons.map(({ externalReference, displayName, department, visibility, language, joinedAt }) => {
    return { externalReference, name: displayName, departmentKey: department, visibility, language, joinedAt };
  });
  const input = { programme: programmeId, ambassadors };
  const mutation = { name: 'enrolTestAmbassadors', input, selection: 'results { ambassadorId errors { message } }' };
  const { results } = await api.mutate<{ results: readonly EnrolledPerson[] }>(admin, mutation);
  const refused = results.find(({ ambassadorId }) => ambassadorId === null);
  if (refused !== undefined) throw new DemoError(`A test person of the demo was refused: ${refused.errors[0]?.message}`);
}

interface EnrolledPerson {
  readonly ambassadorId: string | null;
  readonly errors: readonly { readonly message: string }[];
}

interface ImportAnswer {
  readonly importId: string;
  readonly failed: number;
}

/** The night's file of the invented company's connector. */
async function importReports({ endsAt }: DemoDay, reports: readonly Report[], { api }: Life): Promise<void> {
  if (reports.length === 0) return;
  const fileName = `beitraege-${endsAt.toISOString().slice(0, 10)}.ndjson`;
  const query = new URLSearchParams({ programme: company.programmeKey, format: 'ndjson', source, fileName });
  const body = reports.map(({ record }) => `${JSON.stringify(record)}\n`).join('');
  const answer = await api.post<ImportAnswer>(admin, `/imports/activities?${query}`, { type: 'application/x-ndjson', body });
  if (answer.failed > 0)
    throw new DemoError(`${answer.failed} lines of the demo were refused: see the import ${answer.importId}.`);
}

interface RecordedActivity {
  readonly outcome: 'RECORDED' | 'DUPLICATE' | 'REFUSED';
  readonly activity: { readonly id: string; readonly externalId: string } | null;
  readonly errors: readonly { readonly code: string; readonly message: string }[];
}

const recordedSelection = 'results { outcome activity { id externalId } errors { code message } }';

/** What the import cannot name: facts of the cast, who have no reference at the connector, and those whose id is needed again. */
async function recordReports(reports: readonly Report[], life: Life): Promise<void> {
  if (reports.length === 0) return;
  const activities = reports.map(({ record }) => activityInputOf(record, life.castIds));
  const input = { programme: life.programmeId, source, activities };
  const mutation = { name: 'recordActivities', input, selection: recordedSelection };
  const { results } = await life.api.mutate<{ results: readonly RecordedActivity[] }>(admin, mutation);
  for (const { activity, errors } of results) {
    const [error] = errors;
    if (error !== undefined) throw new DemoError(`A fact of the demo was refused: ${error.code}: ${error.message}`);
    if (activity !== null) life.activityIds.set(activity.externalId, activity.id);
  }
}

function activityInputOf(record: ImportRecord, castIds: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
  const { ambassador, likes, comments, reposts, clicks, readAt, ...fact } = record;
  const castId = castIds.get(String(ambassador));
  return {
    ...fact,
    ...(castId === undefined ? { ambassadorReference: ambassador } : { ambassador: castId }),
    ...(readAt === undefined ? {} : { engagement: { readAt, likes, comments, reposts, clicks } }),
  };
}

async function withdraw(externalId: string, { api, activityIds }: Life): Promise<void> {
  const input = { activity: activityIds.get(externalId), reason: 'Der Beitrag wurde gelöscht.' };
  await api.mutate(admin, { name: 'withdrawActivity', input, selection: 'activity { id }', tolerated: ['STATE'] });
}
