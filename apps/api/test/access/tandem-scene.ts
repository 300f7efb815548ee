import { completeRun, declare, endOfRun, joinAs, newestTandemOf, release, succeedWith } from '../fixtures/tandems.ts';
import type { SignedIn, TestApi, TestProgramme } from '../harness/index.ts';

/** What the scene needs of tandems. */
export interface TandemSceneIds {
  readonly tandem: string;
  readonly tandemRun: string;
  readonly otherTandemRun: string;
  readonly tandemProposal: string;
  readonly otherTandemProposal: string;
  readonly story: string;
  /** Somebody who accompanies, in the run, and not Anna. */
  readonly tandemPartner: string;
}

interface Place {
  readonly programme: TestProgramme;
  readonly anna: SignedIn;
  readonly ambassador: string;
}

const consentVersion = '1';

/** Anna hesitates and is in a tandem with Bert and a third, by a run with a fixed pair that is based on another; somebody stays without. */
export async function setTandemScene(api: TestApi, place: Place): Promise<TandemSceneIds> {
  const { programme, anna, ambassador } = place;
  await sayThings(api, place);
  const bert = await somebody(api, programme, { name: 'Bert', segment: 'FREQUENT' });
  const dora = await somebody(api, programme, { name: 'Dora', segment: 'FREQUENT' });
  const accepts = { ambassador: bert.id, acceptsThird: true };
  await succeedWith(api, bert.who, { name: 'updateTandemPreferences', input: accepts, select: 'preferences { isOpen }' });
  const cleo = await somebody(api, programme, { name: 'Cleo', segment: 'HESITANT' });
  const others = [
    cleo,
    await somebody(api, programme, { name: 'Emil', segment: 'HESITANT' }),
    await somebody(api, programme, { name: 'Finn', segment: 'HESITANT' }),
  ];
  const wish = { ambassador: cleo.id, wishes: [bert.id] };
  await succeedWith(api, cleo.who, { name: 'declareWishes', input: wish, select: 'preferences { isOpen }' });
  const otherTandemRun = await completeRun(api, programme.admin, { programme: programme.id });
  const { tandemRun } = await succeedWith<{ tandemRun: { id: string } }>(api, programme.admin, {
    name: 'lockTandemProposal',
    input: { run: otherTandemRun, hesitant: ambassador, frequent: bert.id },
    select: 'tandemRun { id }',
  });
  await endOfRun(api, programme.admin, tandemRun.id);
  const proposals = await proposalsOf(api, programme, tandemRun.id);
  await release(api, programme.admin, tandemRun.id);
  const tandem = await newestTandemOf(api, anna, ambassador);
  const third = await thirdOf(api, { tandem, others });
  const story = await live(api, { programme, anna, others: [bert.who, third], tandem });
  return { tandem, tandemRun: tandemRun.id, otherTandemRun, ...proposals, story, tandemPartner: dora.id };
}

async function sayThings(api: TestApi, { anna, ambassador }: Place): Promise<void> {
  const consent = { ambassador, kind: 'POSTING_SIGNALS', version: consentVersion };
  await succeedWith(api, anna, { name: 'giveConsent', input: consent, select: 'ambassador { id }' });
  const occurredAt = new Date(Date.now() - 60_000).toISOString();
  const signal = { ambassador, kind: 'DRAFT', externalId: '1', outcome: 'ABANDONED', occurredAt };
  await succeedWith(api, anna, { name: 'recordIntentSignal', input: signal, select: '' });
  await declare(api, anna, { ambassador, segment: 'HESITANT', note: 'I would like to, but ...' });
}

async function somebody(
  api: TestApi,
  programme: TestProgramme,
  { name, segment }: { readonly name: string; readonly segment: string },
): Promise<{ readonly who: SignedIn; readonly id: string }> {
  const who = await api.signIn(name);
  const id = await joinAs(api, who, { programme: programme.id, consentVersion, visibility: 'NAMED' });
  await declare(api, who, { ambassador: id, segment });
  return { who, id };
}

async function proposalsOf(
  api: TestApi,
  programme: TestProgramme,
  run: string,
): Promise<Pick<TandemSceneIds, 'tandemProposal' | 'otherTandemProposal'>> {
  const answer = await api.graphql<{ tandemRun: { proposals: { nodes: readonly { id: string }[] } } }>(
    'query ($id: ID!) { tandemRun(id: $id) { proposals { nodes { id } } } }',
    { id: run },
    { as: programme.admin },
  );
  const [first, second] = answer.ok().tandemRun.proposals.nodes;
  if (first === undefined || second === undefined) throw new Error('The run proposes too little');
  return { tandemProposal: first.id, otherTandemProposal: second.id };
}

async function thirdOf(
  api: TestApi,
  { tandem, others }: { readonly tandem: string; readonly others: readonly { readonly who: SignedIn; readonly id: string }[] },
): Promise<SignedIn> {
  for (const { who, id } of others) {
    const answer = await api.graphql<{ ambassador: { tandems: readonly { id: string }[] } }>(
      'query ($id: ID!) { ambassador(id: $id) { tandems { id } } }',
      { id },
      { as: who },
    );
    if (answer.ok().ambassador.tandems.some((own) => own.id === tandem)) return who;
  }
  throw new Error('The tandem has no third');
}

/** All accept; Anna says how it goes and how well it fits, and tells a story that the others have not confirmed. */
async function live(
  api: TestApi,
  scene: {
    readonly programme: TestProgramme;
    readonly anna: SignedIn;
    readonly others: readonly SignedIn[];
    readonly tandem: string;
  },
): Promise<string> {
  const { programme, anna, others, tandem } = scene;
  const select = 'tandem { id }';
  for (const who of [anna, ...others]) await succeedWith(api, who, { name: 'acceptTandem', input: { tandem }, select });
  await succeedWith(api, anna, { name: 'checkInTandem', input: { tandem, mood: 'GOING_WELL', note: 'Fine.' }, select });
  await succeedWith(api, anna, { name: 'giveTandemFeedback', input: { tandem, fit: 5 }, select });
  const occurredAt = new Date(Date.now() + 1000).toISOString();
  const { activity } = await succeedWith<{ activity: { id: string } }>(api, anna, {
    name: 'recordActivity',
    input: { programme: programme.id, activity: { externalId: 'story', kind: 'POST', channel: 'BLOG', occurredAt } },
    select: 'activity { id }',
  });
  const { story } = await succeedWith<{ story: { id: string } }>(api, anna, {
    name: 'tellStory',
    input: { tandem, title: 'Our story', activities: [activity.id] },
    select: 'story { id }',
  });
  return story.id;
}
