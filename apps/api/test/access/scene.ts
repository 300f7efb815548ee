import { type ApiScope, type Audience, apiScopes } from '@fanfare/contracts';
import { freezeDuePeriods } from '../../src/modules/final-standings/freeze-due-periods.ts';
import { change, chooseBoards } from '../fixtures/boards.ts';
import { openDatabase } from '../fixtures/database.ts';
import {
  createTestDepartment,
  createTestProgramme,
  grantTestRole,
  issueTestToken,
  type SignedIn,
  type TestApi,
  type TestProgramme,
} from '../harness/index.ts';
import { type BadgeSceneIds, setBadgeScene } from './badge-scene.ts';
import { type ChallengeSceneIds, setChallengeScene } from './challenge-scene.ts';
import { setNotificationScene } from './notification-scene.ts';
import { type RecognitionSceneIds, setRecognitionScene } from './recognition-scene.ts';
import { rescore } from './rescoring-scene.ts';
import { setSeasonScene } from './season-scene.ts';
import { setTandemScene, type TandemSceneIds } from './tandem-scene.ts';

/** Somebody who tries everything, and what they are in the programme that all objects of the scene belong to. */
export interface Character {
  readonly name: string;
  readonly as: SignedIn | string | undefined;
  /** What they are in the programme of the scene; SELF, where the object is about Anna. */
  readonly here: readonly Audience[];
  /** What they are in some programme. */
  readonly anywhere: readonly Audience[];
  readonly scopes: readonly ApiScope[];
}

/** Ids that example arguments name. */
export interface SceneIds extends TandemSceneIds, ChallengeSceneIds, BadgeSceneIds, RecognitionSceneIds {
  readonly programme: string;
  readonly programmeKey: string;
  readonly ambassador: string;
  readonly department: string;
  readonly roleHolder: string;
  readonly apiToken: string;
  readonly socialProfile: string;
  readonly activity: string;
  readonly ledgerEntry: string;
  readonly ruleSet: string;
  readonly ruleDraft: string;
  readonly ruleSimulation: string;
  readonly rescoring: string;
  readonly importRun: string;
  readonly team: string;
  readonly wallBoardLink: string;
  readonly wallBoardToken: string;
  readonly webhook: string;
}

export interface Scene {
  readonly ids: SceneIds;
  readonly characters: readonly Character[];
}

/** Ids of the right form behind which there is nothing. */
export const unknownIds: SceneIds = {
  programme: '01890000-0000-7000-8000-000000000001',
  programmeKey: 'unknown',
  ambassador: '01890000-0000-7000-8000-000000000002',
  department: '01890000-0000-7000-8000-000000000003',
  roleHolder: '01890000-0000-7000-8000-000000000004',
  apiToken: '01890000-0000-7000-8000-000000000005',
  socialProfile: '01890000-0000-7000-8000-000000000006',
  activity: '01890000-0000-7000-8000-000000000007',
  ruleSet: '01890000-0000-7000-8000-000000000008',
  importRun: '01890000-0000-7000-8000-000000000009',
  team: '01890000-0000-7000-8000-00000000001e',
  wallBoardLink: '01890000-0000-7000-8000-00000000000f',
  wallBoardToken: 'ffw-nothing-hangs-here',
  webhook: '01890000-0000-7000-8000-000000000031',
  ledgerEntry: '01890000-0000-7000-8000-00000000000e',
  ruleDraft: '01890000-0000-7000-8000-00000000000a',
  tandem: '01890000-0000-7000-8000-000000000010',
  tandemRun: '01890000-0000-7000-8000-000000000011',
  otherTandemRun: '01890000-0000-7000-8000-000000000012',
  tandemProposal: '01890000-0000-7000-8000-000000000013',
  otherTandemProposal: '01890000-0000-7000-8000-000000000014',
  story: '01890000-0000-7000-8000-000000000015',
  tandemPartner: '01890000-0000-7000-8000-000000000019',
  ruleSimulation: '01890000-0000-7000-8000-00000000000b',
  rescoring: '01890000-0000-7000-8000-00000000001f',
  challenge: '01890000-0000-7000-8000-000000000020',
  departmentChallenge: '01890000-0000-7000-8000-000000000021',
  personChallenge: '01890000-0000-7000-8000-000000000022',
  badge: '01890000-0000-7000-8000-000000000023',
  recognition: '01890000-0000-7000-8000-000000000031',
  recognitionRequest: '01890000-0000-7000-8000-000000000032',
  kudos: '01890000-0000-7000-8000-000000000033',
};

/** A programme with one of everything, most of it about Anna, and everybody who could have something to say in it. */
export async function setScene(api: TestApi): Promise<Scene> {
  const acme = await createTestProgramme(api, { key: 'acme' });
  const department = await createTestDepartment(api, acme, 'sales');
  const other = await createTestProgramme(api, { key: 'other' });
  const anna = await api.signIn('Anna');
  const ambassador = await join(api, { who: anna, programme: acme, department });
  const communicator = await api.signIn('Carla');
  const auditor = await api.signIn('Ada');
  await grantTestRole(api, { programme: acme.id, to: communicator, role: 'COMMUNICATOR', department });
  await grantTestRole(api, { programme: acme.id, to: auditor, role: 'AUDITOR' });
  const foreignAmbassador = await api.signIn('Fritz');
  await join(api, { who: foreignAmbassador, programme: other, department: null });
  await addSeasonAndCampaign(api, acme);
  const socialProfile = await addProfile(api, { who: anna, ambassador });
  const ruleSet = await publishRules(api, acme);
  const ruleDraft = await draftRules(api, acme, 'SCHOOL');
  const { activity, ledgerEntry } = await recordActivity(api, { programme: acme, ambassador });
  const rescoring = await rescore(api, { programme: acme, ruleSet: await publishRules(api, acme, new Date()) });
  await keepHistory(api, { programme: acme, ambassador });
  const ruleSimulation = await simulateRules(api, acme, ruleDraft);
  const importRun = await importFile(api, acme);
  const tandems = await setTandemScene(api, { programme: acme, anna, ambassador });
  const tokens = await Promise.all(apiScopes.map((scope) => tokenWith(api, acme, scope)));
  await setSeasonScene(api, { programme: acme, ambassador });
  const ids = {
    programme: acme.id,
    programmeKey: acme.key,
    ambassador,
    department,
    socialProfile,
    activity,
    ledgerEntry,
    ruleSet,
    ruleDraft,
    ruleSimulation,
    rescoring,
    importRun,
    ...tandems,
    ...(await setChallengeScene(api, acme)),
    webhook: await setNotificationScene(api, { programme: acme, ambassadorId: ambassador }),
    ...(await setBadgeScene(api, { programme: acme, anna, ambassador })),
    ...(await setRecognitionScene(api, { programme: acme, anna, ambassador })),
    ...(await hangUp(api, acme)),
    team: await formTeam(api, { programme: acme, ambassador }),
    ...(await idsSeenByAdmin(api, acme)),
  };
  return {
    ids,
    characters: [
      { name: 'nobody', as: undefined, here: [], anywhere: [], scopes: [] },
      person('a stranger', await api.signIn('Stranger'), { here: [], anywhere: ['SELF'] }),
      person('Anna, the ambassador', anna, { here: ['SELF', 'AMBASSADOR'], anywhere: ['SELF', 'AMBASSADOR'] }),
      person('her communicator', communicator, { here: ['COMMUNICATOR'], anywhere: ['SELF', 'COMMUNICATOR'] }),
      person('an administrator', acme.admin, { here: ['ADMIN'], anywhere: ['SELF', 'ADMIN'] }),
      person('an auditor', auditor, { here: ['AUDITOR'], anywhere: ['SELF', 'AUDITOR'] }),
      person('the operator', await api.signIn('operator'), { here: ['OPERATOR'], anywhere: ['SELF', 'OPERATOR'] }),
      person('an administrator of another programme', other.admin, { here: [], anywhere: ['SELF', 'ADMIN'] }),
      person('an ambassador of another programme', foreignAmbassador, { here: [], anywhere: ['SELF', 'AMBASSADOR'] }),
      ...tokens,
    ],
  };
}

function person(name: string, as: SignedIn, holds: Pick<Character, 'here' | 'anywhere'>): Character {
  return { name, as, here: ['SIGNED_IN', ...holds.here], anywhere: ['SIGNED_IN', ...holds.anywhere], scopes: [] };
}

async function tokenWith(api: TestApi, programme: TestProgramme, scope: ApiScope): Promise<Character> {
  const as = await issueTestToken(api, programme, [scope]);
  return { name: `a token with ${scope}`, as, here: [], anywhere: [], scopes: [scope] };
}

async function join(
  api: TestApi,
  joining: { readonly who: SignedIn; readonly programme: TestProgramme; readonly department: string | null },
): Promise<string> {
  const { who, programme, department } = joining;
  const input = { programme: programme.id, displayName: who.name, consentVersion: '1', visibility: 'NAMED', department };
  const joined = await api.graphql<{ joinProgramme: { ambassador: { id: string } | null } }>(
    'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { ambassador { id } errors { code path } } }',
    { input },
    { as: who },
  );
  return idOf(joined.ok().joinProgramme.ambassador, joined.data);
}

async function addProfile(api: TestApi, adding: { readonly who: SignedIn; readonly ambassador: string }): Promise<string> {
  const input = { ambassador: adding.ambassador, channel: 'MASTODON', handle: 'anna@example.social' };
  const added = await api.graphql<{ addSocialProfile: { socialProfile: { id: string } | null } }>(
    'mutation ($input: AddSocialProfileInput!) { addSocialProfile(input: $input) { socialProfile { id } errors { code path } } }',
    { input },
    { as: adding.who },
  );
  return idOf(added.ok().addSocialProfile.socialProfile, added.data);
}

async function addSeasonAndCampaign(api: TestApi, programme: TestProgramme): Promise<void> {
  const added = await api.graphql(
    `mutation ($season: CreateSeasonInput!, $campaign: CreateCampaignInput!) {
      createSeason(input: $season) { season { id } errors { code } } createCampaign(input: $campaign) { campaign { id } errors { code } } }`,
    {
      season: { programme: programme.id, name: 'For ever', startsOn: '2000-01-01', endsOn: '2999-12-31' },
      campaign: { programme: programme.id, key: 'spring', name: 'Spring' },
    },
    { as: programme.admin },
  );
  added.ok();
}

async function publishRules(api: TestApi, programme: TestProgramme, effectiveFrom = new Date('2020-01-01')): Promise<string> {
  const id = await draftRules(api, programme, 'BALANCED');
  const schedule =
    'mutation ($input: ScheduleRuleSetInput!) { scheduleRuleSet(input: $input) { ruleSet { id } errors { code } } }';
  const input = { id, revision: 1, effectiveFrom: effectiveFrom.toISOString() };
  (await api.graphql(schedule, { input }, { as: programme.admin })).ok();
  return id;
}

async function draftRules(api: TestApi, programme: TestProgramme, preset: string): Promise<string> {
  const drafted = await api.graphql<{ draftRuleSet: { ruleSet: { id: string } | null } }>(
    'mutation ($input: DraftRuleSetInput!) { draftRuleSet(input: $input) { ruleSet { id } errors { code } } }',
    { input: { programme: programme.id, name: 'Rules', preset } },
    { as: programme.admin },
  );
  return idOf(drafted.ok().draftRuleSet.ruleSet, drafted.data);
}

/** One activity with everything that hangs on one: a campaign, a reading, a correction, entries in the ledger, a place on the board. */
async function recordActivity(
  api: TestApi,
  { programme, ambassador }: { readonly programme: TestProgramme; readonly ambassador: string },
): Promise<Pick<SceneIds, 'activity' | 'ledgerEntry'>> {
  const now = new Date().toISOString();
  const activity = {
    ...{ ambassador, externalId: '1', kind: 'POST', channel: 'BLOG', occurredAt: now, evidence: 'CHANNEL_VERIFIED' },
    ...{ campaign: 'spring', engagement: { readAt: now, likes: 30 } },
  };
  const recorded = await api.graphql<{ recordActivities: { results: { activity: { id: string } | null }[] | null } }>(
    'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { results { activity { id } errors { code message } } } }',
    { input: { programme: programme.id, source: 'scene', activities: [activity] } },
    { as: programme.admin },
  );
  const { ambassador: _, engagement: __, ...reported } = activity;
  const input = { programme: programme.id, source: 'scene', activity: { ...reported, textLength: 90 }, reason: 'Counted' };
  const corrected = await api.graphql<{ correctActivity: { activity: { ledgerEntries: { id: string }[] } | null } }>(
    'mutation ($input: CorrectActivityInput!) { correctActivity(input: $input) { activity { ledgerEntries { id } } errors { code path } } }',
    { input },
    { as: programme.admin },
  );
  return {
    activity: idOf(recorded.ok().recordActivities.results?.[0]?.activity, recorded.data),
    ledgerEntry: idOf(corrected.ok().correctActivity.activity?.ledgerEntries.at(-1), corrected.data),
  };
}

/** Far enough back to be frozen, and of another month than this one. */
const longAgo = new Date(Date.now() - 40 * 86_400_000);

/** The day of the scene's frozen board. */
export const frozenDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(longAgo);

/** A past with points: boards of every measure, an earlier month, a frozen day. Groups of one are shown. */
async function keepHistory(
  api: TestApi,
  { programme, ambassador }: { readonly programme: TestProgramme; readonly ambassador: string },
): Promise<void> {
  const place = { programme: { id: programme.id }, admin: programme.admin };
  await chooseBoards(api, place, [
    ...[
      'PROGRAMME/SEASON/POINTS',
      'PROGRAMME/MONTH/POINTS',
      'PROGRAMME/DAY/POINTS',
      'DEPARTMENT/SEASON/POINTS_PER_ACTIVE_MEMBER',
    ],
  ]);
  const database = await openDatabase(api.databaseUrl);
  const sql = (text: string, values: unknown[]) => database.manager.query(text, values);
  await sql('UPDATE ambassador SET joined_at = $2 WHERE id = $1', [ambassador, new Date('2020-01-01')]);
  await sql('UPDATE programme SET grace_hours = 8760, minimum_group_size = 1 WHERE id = $1', [programme.id]);
  const activity = {
    ambassador,
    externalId: 'old',
    kind: 'POST',
    channel: 'BLOG',
    occurredAt: longAgo.toISOString(),
    evidence: 'CHANNEL_VERIFIED',
  };
  const input = { programme: programme.id, source: 'scene', activities: [activity] };
  await change(api, programme.admin, 'recordActivities', input);
  await sql('UPDATE programme SET grace_hours = 0 WHERE id = $1', [programme.id]);
  await freezeDuePeriods({ database, now: new Date(), signer: null });
  await database.close();
}

/** A simulation that is completed. */
async function simulateRules(api: TestApi, programme: TestProgramme, ruleSet: string): Promise<string> {
  const as = programme.admin;
  const started = await api.graphql<{ startRuleSimulation: { simulation: { id: string } | null } }>(
    'mutation ($input: StartRuleSimulationInput!) { startRuleSimulation(input: $input) { simulation { id } errors { code } } }',
    { input: { ruleSet, weeks: 1 } },
    { as },
  );
  const id = idOf(started.ok().startRuleSimulation.simulation, started.data);
  const subscription = 'subscription ($id: ID!) { ruleSimulationUpdated(id: $id) { status } }';
  const following = await api.subscribe<{ ruleSimulationUpdated: { status: string } }>(subscription, { id }, { as });
  for (let status = 'RUNNING'; status === 'RUNNING'; )
    status = (await following.next()).data?.ruleSimulationUpdated.status ?? '';
  await following.stop();
  return id;
}

/** A team with the ambassador in it. */
async function formTeam(
  api: TestApi,
  { programme, ambassador }: { readonly programme: TestProgramme; readonly ambassador: string },
): Promise<string> {
  const input = { programme: programme.id, name: 'Red' };
  const { team } = await change<{ readonly team: { readonly id: string } }>(
    api,
    programme.admin,
    'createTeam',
    input,
    'team { id }',
  );
  await change(api, programme.admin, 'assignTeam', { ambassador, team: team.id });
  return team.id;
}

/** A wall board. */
async function hangUp(api: TestApi, programme: TestProgramme): Promise<Pick<SceneIds, 'wallBoardLink' | 'wallBoardToken'>> {
  const { link, token } = await change<{ readonly link: { readonly id: string }; readonly token: string }>(
    api,
    programme.admin,
    'issueWallBoardLink',
    { programme: programme.id, label: 'Lobby' },
    'link { id } token',
  );
  return { wallBoardLink: link.id, wallBoardToken: token };
}

/** An import with a line that is refused. */
async function importFile(api: TestApi, programme: TestProgramme): Promise<string> {
  const answer = await fetch(`${api.url}/imports/activities?programme=${programme.key}&format=csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${programme.admin.token}`, 'content-type': 'text/csv' },
    body: 'externalId,ambassador,kind,channel,occurredAt\n1,nobody,POST,BLOG,never\n',
  });
  const body = (await answer.json()) as { readonly importId?: string };
  return idOf(body.importId === undefined ? null : { id: body.importId }, body);
}

async function idsSeenByAdmin(api: TestApi, programme: TestProgramme): Promise<Pick<SceneIds, 'roleHolder' | 'apiToken'>> {
  const seen = await api.graphql<{ programme: { roleHolders: { id: string }[]; apiTokens: { id: string }[] } }>(
    'query ($key: String!) { programme(key: $key) { roleHolders { id } apiTokens { id } } }',
    { key: programme.key },
    { as: programme.admin },
  );
  const { roleHolders, apiTokens } = seen.ok().programme;
  return { roleHolder: idOf(roleHolders[0], seen.data), apiToken: idOf(apiTokens[0], seen.data) };
}

function idOf(created: { readonly id: string } | null | undefined, answer: unknown): string {
  if (created == null) throw new Error(`The scene could not be set: ${JSON.stringify(answer)}`);
  return created.id;
}
