import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { act, nextRound, type TandemProgramme, tandemProgramme } from '../../../test/fixtures/tandem-scenes.ts';
import { call, completeRun, endOfRun, newestTandemOf, release, succeedWith } from '../../../test/fixtures/tandems.ts';
import { startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const RUN = `query ($id: ID!) { tandemRun(id: $id) {
  status progress certificateVerified seekers places skipped
  settings { objective floor weights { topics } } locks { hesitant { id } frequent { id } } basedOn { id }
  quality { seekers matched coverage mean fifthPercentile worst blockingPairs churn loadGini thirds }
  proposals { nodes { id hesitant { id } frequent { id } third { ambassador { id } affinity factors { points } explanation(language: GERMAN) } affinity locked factors { factor name(language: GERMAN) points maxPoints }
    nextFrequent { ambassador { id } gain } explanation(language: GERMAN) } }
  unmatched { nodes { ambassador { id } code reason(language: GERMAN) waitedRounds } } } }`;

interface SeenRun {
  readonly status: string;
  readonly certificateVerified: boolean | null;
  readonly skipped: number | null;
  readonly basedOn: { id: string } | null;
  readonly locks: readonly object[];
  readonly quality: { thirds: number; matched: number; coverage: number; mean: number } | null;
  readonly proposals: {
    readonly nodes: readonly {
      readonly id: string;
      readonly hesitant: { id: string };
      readonly frequent: { id: string };
      readonly third: {
        ambassador: { id: string };
        affinity: number;
        factors: readonly { points: number }[];
        explanation: readonly string[];
      } | null;
      readonly affinity: number;
      readonly locked: boolean;
      readonly factors: readonly { points: number }[];
      readonly explanation: readonly string[];
    }[];
  };
  readonly unmatched: {
    readonly nodes: readonly { ambassador: { id: string }; code: string; reason: string; waitedRounds: number }[];
  };
}

async function see({ admin }: TandemProgramme, id: string): Promise<SeenRun> {
  const answer = await api.graphql<{ tandemRun: SeenRun }>(RUN, { id }, { as: admin });
  return answer.ok().tandemRun;
}

const pairsOf = ({ proposals }: SeenRun) =>
  new Map(proposals.nodes.map(({ hesitant, frequent }) => [hesitant.id, frequent.id]));

async function actOn(place: TandemProgramme, name: string, input: object): Promise<string> {
  const { tandemRun } = await succeedWith<{ tandemRun: { id: string } }>(api, place.admin, {
    name,
    input,
    select: 'tandemRun { id }',
  });
  return tandemRun.id;
}

describe('a run', () => {
  test('proposes with factors that sum up to the affinity, reasons in words, and a verified proof', async () => {
    const place = await tandemProgramme(api);
    const fay = await place.participant('Fay', 'FREQUENT');
    const hal = await place.participant('Hal', 'HESITANT');
    const han = await place.participant('Han', 'HESITANT');
    const topics = { ambassador: fay.id, topics: ['Robots'] };
    await succeedWith(api, fay.who, { name: 'updateTandemPreferences', input: topics, select: 'preferences { topics }' });
    await succeedWith(api, hal.who, {
      name: 'updateTandemPreferences',
      input: { ambassador: hal.id, topics: ['robots'] },
      select: 'preferences { topics }',
    });
    const run = await see(place, await completeRun(api, place.admin, { programme: place.programme.id }));
    expect(run).toMatchObject({ status: 'COMPLETED', progress: 1, certificateVerified: true, seekers: 2, places: 1 });
    expect(run.quality).toMatchObject({ seekers: 2, matched: 1, coverage: 5000, churn: 0 });
    const [proposal] = run.proposals.nodes;
    expect(proposal).toMatchObject({ hesitant: { id: hal.id }, frequent: { id: fay.id }, locked: false });
    expect(proposal?.factors.reduce((sum, { points }) => sum + points, 0)).toBe(proposal?.affinity);
    expect(proposal?.explanation).toEqual(
      expect.arrayContaining([expect.stringMatching(/^gemeinsame Themen: \d+ von \d+ Punkten\.$/)]),
    );
    expect(run.unmatched.nodes).toEqual([
      {
        ambassador: { id: han.id },
        code: 'TOO_FEW_PLACES',
        reason: '2 Suchende teilen sich 1 freien Platz bei 1 Person. Wer länger wartet, geht vor.',
        waitedRounds: 0,
      },
    ]);
  });

  test('refuses settings that mean nothing, and whoever may not make runs', async () => {
    const place = await tandemProgramme(api);
    const { who } = await place.participant('Fay', 'FREQUENT');
    const auditor = await place.programme.roleHolder('Audi', 'AUDITOR');
    const input = { programme: place.programme.id, name: 'x', settings: { floor: 20_000, grades: [3, 2] } };
    const refused = await call(api, place.admin, { name: 'draftTandemRun', input, select: '' });
    expect(refused.errors.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['OUT_OF_RANGE', 'settings.floor'],
      ['INVALID', 'settings.grades'],
    ]);
    const run = await completeRun(api, place.admin, { programme: place.programme.id });
    for (const as of [who, auditor]) {
      const answer = await api.graphql(
        'mutation ($input: ReleaseTandemRunInput!) { releaseTandemRun(input: $input) { errors { code } } }',
        { input: { run } },
        { as },
      );
      expect(answer.codes()).toEqual(['FORBIDDEN']);
    }
    const read = await api.graphql('query ($id: ID!) { tandemRun(id: $id) { status } }', { id: run }, { as: auditor });
    expect(read.ok()).toEqual({ tandemRun: { status: 'COMPLETED' } });
  });

  test('whose node has died says so and can be started again; one that another node computes can be cancelled', async () => {
    const place = await tandemProgramme(api);
    const { programme } = place;
    const id = await actOn(place, 'draftTandemRun', { programme: programme.id, name: 'x' });
    const pretend = (heartbeat: string) =>
      programme.query(`UPDATE tandem_run SET status = 'RUNNING', heartbeat_at = ${heartbeat} WHERE id = $1`, [id]);
    await pretend(`now() - interval '2 minutes'`);
    expect((await see(place, id)).status).toBe('INTERRUPTED');
    await actOn(place, 'startTandemRun', { run: id });
    expect(await endOfRun(api, place.admin, id)).toBe('COMPLETED');
    const other = await actOn(place, 'draftTandemRun', { programme: programme.id, name: 'y' });
    await programme.query(`UPDATE tandem_run SET status = 'RUNNING', heartbeat_at = now() WHERE id = $1`, [other]);
    const started = await call(api, place.admin, { name: 'startTandemRun', input: { run: other }, select: '' });
    expect(started.errors.map(({ code }) => code)).toEqual(['STATE']);
    await actOn(place, 'cancelTandemRun', { run: other });
    expect((await see(place, other)).status).toBe('CANCELLED');
  });

  test('is shown in the database only with a verified certificate', async () => {
    const place = await tandemProgramme(api);
    const id = await actOn(place, 'draftTandemRun', { programme: place.programme.id, name: 'x' });
    const forged = place.programme.query(`UPDATE tandem_run SET status = 'COMPLETED' WHERE id = $1`, [id]);
    await expect(forged).rejects.toThrow(/check constraint/);
  });
});

describe('what a programme lead changes', () => {
  test('a fixed pair makes a run of its own on the same people, which tells whom it costs what', async () => {
    const place = await tandemProgramme(api);
    const fay = await place.participant('Fay', 'FREQUENT');
    const hal = await place.participant('Hal', 'HESITANT', 'NAMED');
    const han = await place.participant('Han', 'HESITANT');
    const topics = (member: typeof fay) =>
      succeedWith(api, member.who, {
        name: 'updateTandemPreferences',
        input: { ambassador: member.id, topics: ['robots'] },
        select: 'preferences { topics }',
      });
    await topics(fay);
    await topics(hal);
    const first = await completeRun(api, place.admin, { programme: place.programme.id });
    expect(pairsOf(await see(place, first))).toEqual(new Map([[hal.id, fay.id]]));
    const second = await actOn(place, 'lockTandemProposal', { run: first, hesitant: han.id, frequent: fay.id });
    await endOfRun(api, place.admin, second);
    expect(await see(place, second)).toMatchObject({
      basedOn: { id: first },
      locks: [{ hesitant: { id: han.id }, frequent: { id: fay.id } }],
      proposals: { nodes: [{ hesitant: { id: han.id }, locked: true }] },
    });
    const compared = await api.graphql<{
      tandemRun: { comparison: { changes: readonly { hesitant: { id: string }; gain: number }[] } };
    }>(
      `query ($id: ID!, $with: ID!) { tandemRun(id: $id) { comparison(with: $with) {
         before { mean } after { mean } gaining losing changes { hesitant { id } before { id } after { id } gain } } } }`,
      { id: second, with: first },
      { as: place.admin },
    );
    const { comparison } = compared.ok().tandemRun;
    expect(comparison).toMatchObject({ gaining: 1, losing: 1 });
    expect(comparison.changes.map(({ hesitant, gain }) => [hesitant.id, Math.sign(gain)])).toEqual([
      [hal.id, -1],
      [han.id, 1],
    ]);
    const third = await actOn(place, 'unlockTandemProposal', { run: second, hesitant: han.id });
    await endOfRun(api, place.admin, third);
    expect(pairsOf(await see(place, third))).toEqual(new Map([[hal.id, fay.id]]));
  });

  test('two proposals exchange who accompanies', async () => {
    const place = await tandemProgramme(api);
    for (const name of ['Fay', 'Finn']) await place.participant(name, 'FREQUENT');
    for (const name of ['Hal', 'Han']) await place.participant(name, 'HESITANT');
    const run = await completeRun(api, place.admin, { programme: place.programme.id });
    const before = await see(place, run);
    const [first, second] = before.proposals.nodes;
    const swapped = await actOn(place, 'swapTandemProposals', { first: first?.id, second: second?.id });
    await endOfRun(api, place.admin, swapped);
    const after = pairsOf(await see(place, swapped));
    expect(after.get(first?.hesitant.id ?? '')).toBe(second?.frequent.id);
    expect(after.get(second?.hesitant.id ?? '')).toBe(first?.frequent.id);
  });

  test('a pair that one of them excluded cannot be fixed: the run fails and says why', async () => {
    const place = await tandemProgramme(api);
    const fay = await place.participant('Fay', 'FREQUENT', 'NAMED');
    const hal = await place.participant('Hal', 'HESITANT');
    const input = { ambassador: hal.id, blocks: [fay.id] };
    await succeedWith(api, hal.who, { name: 'declareWishes', input, select: 'preferences { isOpen }' });
    const locks = [{ hesitant: hal.id, frequent: fay.id }];
    await expect(completeRun(api, place.admin, { programme: place.programme.id, locks })).rejects.toThrow(
      'A fixed pair is not possible',
    );
  });

  test('a released run asks those who are still there, once', async () => {
    const place = await tandemProgramme(api);
    for (const name of ['Fay', 'Finn']) await place.participant(name, 'FREQUENT');
    const hal = await place.participant('Hal', 'HESITANT');
    const han = await place.participant('Han', 'HESITANT');
    const run = await completeRun(api, place.admin, { programme: place.programme.id });
    const leaving = { ambassador: han.id };
    await succeedWith(api, han.who, { name: 'leaveProgramme', input: leaving, select: 'ambassador { id }' });
    await release(api, place.admin, run);
    expect(await see(place, run)).toMatchObject({ status: 'RELEASED', skipped: 1 });
    expect(await newestTandemOf(api, hal.who, hal.id)).toBeDefined();
    const again = await call(api, place.admin, { name: 'releaseTandemRun', input: { run }, select: '' });
    expect(again.errors.map(({ code }) => code)).toEqual(['STATE']);
  });
});

test('the odd one joins a tandem whose partner agrees to a third', async () => {
  const place = await tandemProgramme(api);
  const fay = await place.participant('Fay', 'FREQUENT');
  const hal = await place.participant('Hal', 'HESITANT');
  const han = await place.participant('Han', 'HESITANT');
  const input = { ambassador: fay.id, acceptsThird: true };
  await succeedWith(api, fay.who, { name: 'updateTandemPreferences', input, select: 'preferences { acceptsThird }' });
  const run = await completeRun(api, place.admin, { programme: place.programme.id });
  const { proposals, unmatched, quality } = await see(place, run);
  expect(unmatched.nodes).toEqual([]);
  expect(new Set([proposals.nodes[0]?.hesitant.id, proposals.nodes[0]?.third?.ambassador.id])).toEqual(
    new Set([hal.id, han.id]),
  );
  const third = proposals.nodes[0]?.third;
  expect(third?.factors.reduce((sum, { points }) => sum + points, 0)).toBe(third?.affinity);
  expect(third?.explanation.at(-1)).toMatch(/^Für die begleitete Person/);
  expect(quality).toMatchObject({ matched: 1, thirds: 1 });
  await release(api, place.admin, run);
  const tandem = await newestTandemOf(api, fay.who, fay.id);
  expect(await newestTandemOf(api, han.who, han.id)).toBe(tandem);
  const fit = await api.graphql<{ tandem: { third: { affinity: number } } }>(
    'query ($id: ID!) { tandem(id: $id) { third { affinity factors { name(language: ENGLISH) points } } } }',
    { id: tandem },
    { as: han.who },
  );
  expect(fit.ok().tandem.third.affinity).toBe(third?.affinity);
  expect(await act(api, fay, 'acceptTandem', { tandem })).toBe('PROPOSED');
  expect(await act(api, hal, 'acceptTandem', { tandem })).toBe('PROPOSED');
  expect(await act(api, han, 'acceptTandem', { tandem })).toBe('ACCEPTED');
});

test('who keeps work and private life apart, pauses, rests or does not want to is never matched, nobody with their manager', async () => {
  const place = await tandemProgramme(api);
  const fay = await place.participant('Fay', 'FREQUENT', 'NAMED');
  const hal = await place.participant('Hal', 'HESITANT');
  const manager = { ambassador: hal.id, manager: fay.id };
  await succeedWith(api, hal.who, {
    name: 'updateTandemPreferences',
    input: manager,
    select: 'preferences { manager { id } }',
  });
  await place.participant('Sep', 'SEPARATOR');
  const paused = await place.participant('Pia', 'HESITANT');
  const pause = { ambassador: paused.id };
  await succeedWith(api, paused.who, { name: 'pauseParticipation', input: pause, select: 'ambassador { id }' });
  const closed = await place.participant('Cay', 'HESITANT');
  const not = { ambassador: closed.id, isOpen: false };
  await succeedWith(api, closed.who, { name: 'updateTandemPreferences', input: not, select: 'preferences { isOpen }' });
  const run = await see(place, await completeRun(api, place.admin, { programme: place.programme.id }));
  expect(run.proposals.nodes).toEqual([]);
  expect(run.unmatched.nodes.map(({ ambassador, reason }) => [ambassador.id, reason])).toEqual([
    [hal.id, 'Mit der einen anderen Person ist kein Tandem möglich: persönliche Gründe.'],
  ]);
});

test('twelve rounds bring nobody together twice until everybody possible was met', async () => {
  const place = await tandemProgramme(api);
  const partners = 6;
  const frequent = [];
  for (let index = 0; index < partners; index += 1) frequent.push(await place.participant(`Frequent ${index}`, 'FREQUENT'));
  // Each has room for both, because in the last round of a cycle the two may have the same person left to meet.
  for (const { id, who } of frequent) {
    const input = { ambassador: id, capacity: 2 };
    await succeedWith(api, who, { name: 'updateTandemPreferences', input, select: 'preferences { capacity }' });
  }
  const hesitant = [await place.participant('Hesitant 0', 'HESITANT'), await place.participant('Hesitant 1', 'HESITANT')];
  const met = new Map(hesitant.map(({ id }) => [id, [] as string[]]));
  for (let round = 0; round < 12; round += 1) {
    const run = await nextRound(api, place);
    const pairs = pairsOf(await see(place, run));
    for (const member of hesitant) {
      const partner = frequent.find(({ id }) => id === pairs.get(member.id));
      if (partner === undefined) throw new Error(`round ${round} left somebody without a partner`);
      met.get(member.id)?.push(partner.id);
      const tandem = await newestTandemOf(api, member.who, member.id);
      for (const one of [member, partner]) await act(api, one, 'acceptTandem', { tandem });
      await act(api, member, 'endTandem', { tandem, reason: 'GOALS_CHANGED' });
    }
  }
  for (const list of met.values()) {
    expect(new Set(list.slice(0, partners)).size).toBe(partners);
    expect(new Set(list.slice(partners)).size).toBe(partners);
  }
});
