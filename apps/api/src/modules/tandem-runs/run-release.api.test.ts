import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  act,
  nextRound,
  type Participant,
  proposedPair,
  type TandemProgramme,
  tandemProgramme,
} from '../../../test/fixtures/tandem-scenes.ts';
import { call, completeRun, newestTandemOf, release, succeedWith } from '../../../test/fixtures/tandems.ts';
import { startTestApi, type TestApi } from '../../../test/harness/index.ts';

const day = 86_400_000;
let now = new Date('2026-03-02T09:00:00Z');
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
});
afterAll(() => api.stop());

const later = (days: number) => {
  now = new Date(now.getTime() + days * day);
};

async function stateOf(tandem: string, { who }: Participant): Promise<string> {
  const answer = await api.graphql<{ tandem: { state: string } | null }>(
    'query ($id: ID!) { tandem(id: $id) { state } }',
    { id: tandem },
    { as: who },
  );
  return answer.ok().tandem?.state ?? 'NOT TO BE SEEN';
}

interface Proposed {
  readonly hesitant: { id: string };
  readonly frequent: { id: string };
  readonly skipReason: string | null;
}

async function proposalsOf(run: string, { admin }: TandemProgramme): Promise<readonly Proposed[]> {
  const answer = await api.graphql<{ tandemRun: { proposals: { nodes: readonly Proposed[] } } }>(
    'query ($id: ID!) { tandemRun(id: $id) { proposals { nodes { hesitant { id } frequent { id } skipReason } } } }',
    { id: run },
    { as: admin },
  );
  return answer.ok().tandemRun.proposals.nodes;
}

const variantOf = (run: string, { programme, admin }: TandemProgramme) =>
  completeRun(api, admin, { programme: programme.id, basedOn: run });

const say = (member: Participant, input: object) =>
  succeedWith(api, member.who, {
    name: 'updateTandemPreferences',
    input: { ambassador: member.id, ...input },
    select: 'preferences { isOpen }',
  });

async function roundsWaited({ programme }: TandemProgramme, { id }: Participant): Promise<number> {
  const [row] = await programme.query<{ rounds: number }>('SELECT rounds FROM tandem_waiting WHERE ambassador_id = $1', [id]);
  return row?.rounds ?? 0;
}

/** A pair who have begun, and a second frequent person with a fixed pair in a search that may replace running tandems. */
async function rematch() {
  const scene = await proposedPair(api);
  for (const member of [scene.fay, scene.hal]) await act(api, member, 'acceptTandem', { tandem: scene.tandem });
  await act(api, scene.hal, 'beginTandem', { tandem: scene.tandem });
  const gil = await scene.participant('Gil', 'FREQUENT');
  const run = await completeRun(api, scene.admin, {
    programme: scene.programme.id,
    settings: { rematchRunning: true },
    locks: [{ hesitant: scene.hal.id, frequent: gil.id }],
  });
  await release(api, scene.admin, run);
  return { ...scene, gil, better: await newestTandemOf(api, gil.who, gil.id) };
}

describe('a running tandem for which a better one is proposed', () => {
  test('goes on until everybody has accepted that, and the person is told what they decide about', async () => {
    const { tandem, better, hal, gil, fay } = await rematch();
    const asked = await api.graphql<{ tandem: { replaces: readonly { id: string }[] } }>(
      'query ($id: ID!) { tandem(id: $id) { replaces { id } } }',
      { id: better },
      { as: hal.who },
    );
    expect(asked.ok().tandem.replaces).toEqual([{ id: tandem }]);
    const askedGil = await api.graphql(
      'query ($id: ID!) { tandem(id: $id) { replaces { id } } }',
      { id: better },
      { as: gil.who },
    );
    expect(askedGil.ok()).toEqual({ tandem: { replaces: [] } });
    await act(api, hal, 'acceptTandem', { tandem: better });
    expect(await stateOf(tandem, fay)).toBe('ACTIVE');
    await act(api, gil, 'acceptTandem', { tandem: better });
    expect(await stateOf(tandem, fay)).toBe('ENDED');
    expect(await stateOf(better, hal)).toBe('ACCEPTED');
  });

  test('stays where somebody says no to the better one, and nobody has waited for that', async () => {
    const scene = await rematch();
    await act(api, scene.gil, 'declineTandem', { tandem: scene.better, reason: 'OTHER' });
    expect(await stateOf(scene.tandem, scene.fay)).toBe('ACTIVE');
    expect(await roundsWaited(scene, scene.hal)).toBe(0);
  });

  test('a third who gets a partner of their own leaves the two others as they are', async () => {
    const place = await tandemProgramme(api);
    const fay = await place.participant('Fay', 'FREQUENT');
    const people = [await place.participant('Hal', 'HESITANT'), await place.participant('Tom', 'HESITANT')] as const;
    await say(fay, { acceptsThird: true });
    await nextRound(api, place);
    const trio = await newestTandemOf(api, fay.who, fay.id);
    for (const member of [fay, ...people]) await act(api, member, 'acceptTandem', { tandem: trio });
    const [row] = await place.programme.query<{ id: string }>(
      `SELECT ambassador_id AS id FROM tandem_member WHERE tandem_id = $1 AND side = 'THIRD'`,
      [trio],
    );
    const [third, hesitant] = people[0].id === row?.id ? people : ([people[1], people[0]] as const);
    const gil = await place.participant('Gil', 'FREQUENT');
    const run = await completeRun(api, place.admin, {
      programme: place.programme.id,
      settings: { rematchRunning: true },
      locks: [{ hesitant: third.id, frequent: gil.id }],
    });
    await release(api, place.admin, run);
    expect(await stateOf(trio, third)).toBe('ACCEPTED');
    const own = await newestTandemOf(api, gil.who, gil.id);
    for (const member of [third, gil]) await act(api, member, 'acceptTandem', { tandem: own });
    expect(await stateOf(trio, hesitant)).toBe('ACCEPTED');
    expect(await stateOf(trio, third)).toBe('NOT TO BE SEEN');
  });
});

describe('between the search and its release', () => {
  test('a pair that one declined is not asked again by a variant, and it says why', async () => {
    const scene = await tandemProgramme(api);
    const fay = await scene.participant('Fay', 'FREQUENT');
    const hal = await scene.participant('Hal', 'HESITANT');
    const first = await completeRun(api, scene.admin, { programme: scene.programme.id });
    const variant = await variantOf(first, scene);
    await release(api, scene.admin, first);
    const tandem = await newestTandemOf(api, hal.who, hal.id);
    await act(api, hal, 'declineTandem', { tandem, reason: 'NOT_A_FIT' });
    await release(api, scene.admin, variant);
    expect(await proposalsOf(variant, scene)).toMatchObject([
      { hesitant: { id: hal.id }, frequent: { id: fay.id }, skipReason: 'MET_SINCE' },
    ]);
    expect(await newestTandemOf(api, hal.who, hal.id)).toBe(tandem);
  });

  test('nobody is asked to pair with a manager stated since', async () => {
    const scene = await tandemProgramme(api);
    const fay = await scene.participant('Fay', 'FREQUENT', 'NAMED');
    const hal = await scene.participant('Hal', 'HESITANT');
    const run = await completeRun(api, scene.admin, { programme: scene.programme.id });
    await say(hal, { manager: fay.id });
    await release(api, scene.admin, run);
    expect(await proposalsOf(run, scene)).toMatchObject([{ skipReason: 'NO_LONGER_POSSIBLE' }]);
    expect(await roundsWaited(scene, hal)).toBe(1);
  });

  test('a place that was taken back is not given away; who stays without waits one round, also by two runs over the same people', async () => {
    const scene = await tandemProgramme(api);
    const fay = await scene.participant('Fay', 'FREQUENT');
    const hesitant = [await scene.participant('Hal', 'HESITANT'), await scene.participant('Han', 'HESITANT')];
    await say(fay, { capacity: 2 });
    const run = await completeRun(api, scene.admin, { programme: scene.programme.id });
    const variant = await variantOf(run, scene);
    await say(fay, { capacity: 1 });
    later(1 / 24);
    await release(api, scene.admin, run);
    const asked = (await proposalsOf(run, scene)).filter(({ skipReason }) => skipReason === null);
    expect(asked).toHaveLength(1);
    await release(api, scene.admin, variant);
    const waited = await Promise.all(hesitant.map((member) => roundsWaited(scene, member)));
    expect(waited.toSorted()).toEqual([0, 1]);
  });

  test('a run that is based on a released one reads people anew', async () => {
    const scene = await proposedPair(api);
    await scene.participant('Finn', 'FREQUENT');
    const han = await scene.participant('Han', 'HESITANT');
    const variant = await variantOf(scene.run, scene);
    expect((await proposalsOf(variant, scene)).map(({ hesitant }) => hesitant.id)).toEqual([han.id]);
  });
});

test('[RO1] two who let a proposal expire are asked about others for three rounds', async () => {
  const scene = await proposedPair(api);
  const finn = await scene.participant('Finn', 'FREQUENT');
  // Without the expiry both would be asked about each other again: they wish for each other.
  const wish = (member: Participant, other: Participant) =>
    scene.programme.query(
      `INSERT INTO tandem_relation (ambassador_id, other_id, kind, programme_id) VALUES ($1, $2, 'WISH', $3)`,
      [member.id, other.id, scene.programme.id],
    );
  await wish(scene.hal, scene.fay);
  await wish(scene.fay, scene.hal);
  const partners: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    later(15);
    await api.runDueJobs();
    const run = await nextRound(api, scene);
    const [proposal] = await proposalsOf(run, scene);
    partners.push(proposal?.frequent.id ?? '');
    if (partners.at(-1) === finn.id) {
      const tandem = await newestTandemOf(api, finn.who, finn.id);
      await act(api, finn, 'declineTandem', { tandem, reason: 'OTHER' });
    }
  }
  expect(partners).toEqual([finn.id, finn.id, finn.id, scene.fay.id]);
});

test('runs of the programme wait for each other up to a number', async () => {
  const { programme, admin } = await tandemProgramme(api);
  const drafts: string[] = [];
  for (let index = 0; index < 4; index += 1) {
    const input = { programme: programme.id, name: `${index}` };
    const { tandemRun } = await succeedWith<{ tandemRun: { id: string } }>(api, admin, {
      ...{ name: 'draftTandemRun', input, select: 'tandemRun { id }' },
    });
    drafts.push(tandemRun.id);
  }
  await programme.query(`UPDATE tandem_run SET status = 'RUNNING', heartbeat_at = $2 WHERE id = ANY ($1::uuid[])`, [
    drafts.slice(1),
    now,
  ]);
  const started = await call(api, admin, { name: 'startTandemRun', input: { run: drafts[0] }, select: '' });
  expect(started.errors.map(({ code }) => code)).toEqual(['LIMIT_REACHED']);
});

test('90 days after its end a run forgets people and keeps its figures', async () => {
  const scene = await proposedPair(api);
  const open = await completeRun(api, scene.admin, { programme: scene.programme.id });
  later(91);
  await api.runDueJobs();
  const seen = async (id: string) => {
    const answer = await api.graphql<{ tandemRun: object }>(
      `query ($id: ID!) { tandemRun(id: $id) { status forgottenAt quality { matched } proposals { nodes { id } } unmatched { nodes { code } } } }`,
      { id },
      { as: scene.admin },
    );
    return answer.ok().tandemRun;
  };
  expect(await seen(scene.run)).toEqual({
    ...{ status: 'RELEASED', forgottenAt: expect.any(String), quality: { matched: 1 } },
    ...{ proposals: { nodes: [] }, unmatched: { nodes: [] } },
  });
  expect(await seen(open)).toMatchObject({ status: 'DISCARDED', forgottenAt: expect.any(String) });
  const left = await scene.programme.query('SELECT FROM tandem_run_people WHERE programme_id = $1', [scene.programme.id]);
  expect(left).toEqual([]);
});
