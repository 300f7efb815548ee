import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { call, joinAs, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
/** Noon in Berlin. */
let now = new Date('2026-03-02T11:00:00Z');

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
}, 60_000);
afterAll(() => api.stop());
beforeEach(async () => {
  programme = await createTestProgramme(api);
  admin = await programme.roleHolder('Admin', 'ADMIN');
});

interface Member {
  readonly who: SignedIn;
  readonly id: string;
}

async function member(name: string): Promise<Member> {
  const who = await api.signIn(name);
  return { who, id: await joinAs(api, who, { programme: programme.id, consentVersion, visibility: 'NAMED' }) };
}

const thank = (colleague: Member, text = 'For the photos') => ({
  name: 'sendKudos',
  input: { programme: programme.id, colleague: colleague.id, text },
  select: 'kudos { id }',
});

const sent = async ({ who }: Member, colleague: Member) =>
  (await succeedWith<{ kudos: { id: string } }>(api, who, thank(colleague))).kudos.id;

const codes = ({ errors }: { readonly errors: readonly { readonly code: string }[] }) => errors.map(({ code }) => code);

async function wall({ who }: Member): Promise<readonly object[]> {
  const answer = await api.graphql<{ programme: { kudos: { nodes: readonly object[] } } }>(
    'query ($key: String!) { programme(key: $key) { kudos { nodes { text giver { id } receiver { id } } } } }',
    { key: programme.key },
    { as: who },
  );
  return answer.ok().programme.kudos.nodes;
}

async function reports(): Promise<readonly object[]> {
  const answer = await api.graphql<{ programme: { reportedKudos: readonly object[] } }>(
    'query ($key: String!) { programme(key: $key) { reportedKudos { id reports } } }',
    { key: programme.key },
    { as: admin },
  );
  return answer.ok().programme.reportedKudos;
}

describe('kudos', () => {
  test('stand on the wall for everybody in the programme, are told to the receiver, and are worth no points', async () => {
    const [ada, ben, cleo] = [await member('Ada'), await member('Ben'), await member('Cleo')];
    await sent(ada, ben);
    expect(await wall(cleo)).toEqual([{ text: 'For the photos', giver: { id: ada.id }, receiver: { id: ben.id } }]);
    const told = await programme.query('SELECT kind, audience, actor_id, details FROM happening WHERE programme_id = $1', [
      programme.id,
    ]);
    expect(told).toEqual([{ kind: 'KUDOS_RECEIVED', audience: [ben.id], actor_id: ada.id, details: {} }]);
    expect(await programme.query('SELECT FROM ledger_entry WHERE programme_id = $1', [programme.id])).toEqual([]);
    expect(codes(await call(api, ada.who, thank(ada)))).toEqual(['INVALID']);
  });

  test('are limited to 5 a day and one a colleague, also for who sends many at once; the next day is another', async () => {
    const ada = await member('Ada');
    const colleagues = await Promise.all(Array.from({ length: 7 }, (_, index) => member(`Colleague ${index}`)));
    const [first] = colleagues;
    const twice = first === undefined ? colleagues : [first, ...colleagues];
    const answers = await Promise.all(twice.map((one) => call<{ kudos: object | null }>(api, ada.who, thank(one))));
    expect(answers.filter(({ kudos }) => kudos !== null)).toHaveLength(5);
    expect(answers.filter(({ kudos }) => kudos === null).map(codes)).toEqual(Array(3).fill(['LIMIT_REACHED']));
    now = new Date(now.getTime() + 86_400_000);
    if (first !== undefined) await sent(ada, first);
  });

  test('are reported by others and settled by a moderator, with a reason where they come down', async () => {
    const [ada, ben, cleo] = [await member('Ada'), await member('Ben'), await member('Cleo')];
    const id = await sent(ada, ben);
    const report = { name: 'reportKudos', input: { kudos: id, reason: 'A private matter' }, select: '' };
    expect(codes(await call(api, ada.who, report))).toEqual(['INVALID']);
    await succeedWith(api, cleo.who, report);
    await succeedWith(api, cleo.who, report);
    expect(await reports()).toEqual([{ id, reports: ['A private matter'] }]);
    const moderate = (decision: string, reason?: string) => ({
      name: 'moderateKudos',
      input: { kudos: id, decision, reason },
      select: '',
    });
    await succeedWith(api, admin, moderate('DISMISS'));
    expect(await reports()).toEqual([]);
    expect(codes(await call(api, admin, moderate('TAKE_DOWN')))).toEqual(['REQUIRED']);
    await succeedWith(api, admin, moderate('TAKE_DOWN', 'Names a customer'));
    expect(await wall(cleo)).toEqual([]);
    expect(codes(await call(api, admin, moderate('TAKE_DOWN', 'Again')))).toEqual(['STATE']);
    expect(codes(await call(api, ben.who, report))).toEqual(['STATE']);
  });

  test('can be switched off by who receives them, and go with who is erased', async () => {
    const [ada, ben, cleo] = [await member('Ada'), await member('Ben'), await member('Cleo')];
    await sent(ada, ben);
    await sent(ada, cleo);
    const choose = (accepts: boolean) => ({ name: 'chooseKudos', input: { ambassador: ben.id, accepts }, select: 'accepts' });
    expect(codes(await call(api, ada.who, choose(false)))).toEqual(['NOT_ALLOWED']);
    await succeedWith(api, ben.who, choose(false));
    expect(codes(await call(api, cleo.who, thank(ben)))).toEqual(['STATE']);
    expect(await wall(cleo)).toHaveLength(1);
    await succeedWith(api, ben.who, choose(true));
    expect(await wall(cleo)).toHaveLength(2);
    await succeedWith(api, ada.who, { name: 'eraseAmbassador', input: { ambassador: ada.id }, select: '' });
    expect(await wall(cleo)).toEqual([]);
    expect(await programme.query('SELECT FROM kudos WHERE programme_id = $1', [programme.id])).toEqual([]);
  });
});

describe('the reward policy', () => {
  const duties = {
    taxTreatment: 'EMPLOYER_FLAT_RATE',
    taxResponsible: 'Payroll',
    labelGerman: 'Anzeige',
    labelEnglish: 'Advertisement',
  };
  const propose = () => ({ name: 'proposeMonetaryRewards', input: { programme: programme.id, ...duties }, select: '' });
  const decide = (decision: string) => ({
    name: 'decideRewardPolicy',
    input: { programme: programme.id, decision },
    select: 'programme { reward { monetary } rewardDuties { taxTreatment labelGerman } rewardPolicySteps { act } }',
  });

  test('is non-monetary until a second administrator confirms; both duties stand, everybody is told, every step is kept', async () => {
    const second = await programme.roleHolder('Second admin', 'ADMIN');
    const words = { german: 'x', english: 'x' };
    const prize = {
      name: 'createRecognition',
      input: { programme: programme.id, name: words, description: words, eligibility: words, isMonetary: true },
      select: '',
    };
    expect(codes(await call(api, admin, prize))).toEqual(['STATE']);
    expect(codes(await call(api, second, decide('CONFIRM')))).toEqual(['STATE']);
    await succeedWith(api, admin, propose());
    expect(codes(await call(api, second, propose()))).toEqual(['STATE']);
    expect(codes(await call(api, admin, decide('CONFIRM')))).toEqual(['NOT_ALLOWED']);
    expect(codes(await call(api, admin, prize))).toEqual(['STATE']);
    expect(await succeedWith(api, second, decide('CONFIRM'))).toMatchObject({
      programme: {
        reward: { monetary: true },
        rewardDuties: { taxTreatment: 'EMPLOYER_FLAT_RATE', labelGerman: 'Anzeige' },
        rewardPolicySteps: [{ act: 'CONFIRMED' }, { act: 'PROPOSED' }],
      },
    });
    const { recognition } = await succeedWith<{ recognition: { id: string } }>(api, admin, {
      ...prize,
      select: 'recognition { id }',
    });
    const [ada, ben] = [await member('Ada'), await member('Ben')];
    const ask = { name: 'requestRecognition', input: { recognition: recognition.id }, select: 'request { id }' };
    const { request } = await succeedWith<{ request: { id: string } }>(api, ada.who, ask);
    const off = await succeedWith<{ programme: object }>(api, admin, decide('SWITCH_OFF'));
    expect(off.programme).toMatchObject({ reward: { monetary: false }, rewardDuties: null });
    expect(codes(await call(api, admin, prize))).toEqual(['STATE']);
    expect(codes(await call(api, ben.who, ask))).toEqual(['STATE']);
    const gift = { recognition: recognition.id, ambassador: ben.id, reason: 'You helped' };
    expect(codes(await call(api, admin, { name: 'giveRecognition', input: gift, select: '' }))).toEqual(['STATE']);
    const grant = { request: request.id, act: 'GRANT' };
    expect(codes(await call(api, admin, { name: 'decideRecognition', input: grant, select: '' }))).toEqual(['STATE']);
    const told = await programme.query('SELECT kind, audience FROM happening WHERE programme_id = $1 ORDER BY number', [
      programme.id,
    ]);
    expect(told).toEqual([
      { kind: 'MONETARY_REWARDS_ALLOWED', audience: null },
      { kind: 'MONETARY_REWARDS_FORBIDDEN', audience: null },
    ]);
  });

  test('is refused or taken back, and of two who confirm at once one does', async () => {
    const others = [await programme.roleHolder('Second admin', 'ADMIN'), await programme.roleHolder('Third admin', 'ADMIN')];
    for (const who of [admin, ...others]) {
      await succeedWith(api, admin, propose());
      await succeedWith(api, who, decide('REJECT'));
    }
    await succeedWith(api, admin, propose());
    const [second] = others;
    if (second === undefined) throw new Error('There is a second administrator');
    const { programme: seen } = (
      await api.graphql<{ programme: { rewardProposal: { proposedAt: string } } }>(
        'query ($key: String!) { programme(key: $key) { rewardProposal { proposedAt } } }',
        { key: programme.key },
        { as: second },
      )
    ).ok();
    const aboutSeen = { ...decide('CONFIRM'), input: { ...decide('CONFIRM').input, ...seen.rewardProposal } };
    await succeedWith(api, admin, decide('REJECT'));
    now = new Date(now.getTime() + 1000);
    await succeedWith(api, admin, propose());
    expect(codes(await call(api, second, aboutSeen))).toEqual(['CONFLICT']);
    const answers = await Promise.all(others.map((who) => call(api, who, decide('CONFIRM'))));
    expect(answers.map(codes).sort()).toEqual([[], ['STATE']]);
    const steps = await programme.query<{ act: string }>(
      `SELECT act FROM reward_policy_step WHERE programme_id = $1 AND act <> 'PROPOSED' ORDER BY happened_at, id`,
      [programme.id],
    );
    expect(steps.map(({ act }) => act)).toEqual(['WITHDRAWN', 'REJECTED', 'REJECTED', 'WITHDRAWN', 'CONFIRMED']);
    await expect(programme.query('DELETE FROM reward_policy_step')).rejects.toThrow();
  });
});
