import { type CastMember, castAmbassadors } from '../cast.ts';
import { DemoError } from '../errors.ts';
import { externalReferenceOf } from '../generator/ambassadors.ts';
import type { Life } from './days.ts';
import type { DemoApi } from './demo-api.ts';
import { admin } from './people.ts';

const lookEveryMilliseconds = 100;

interface Somebody {
  readonly member: CastMember;
  readonly id: string;
}

/** Who is shown in which tandem. */
const pairs = [
  { hesitant: 'hesitant', frequent: 'frequent', reaches: 'ACTIVE' },
  { hesitant: 'hidden', frequent: 'communicator', reaches: 'ACCEPTED' },
  { hesitant: 'newcomer', frequent: 'ambassador', reaches: 'PROPOSED' },
] as const;

/** Tandems in different states, by the cast's own acts: one is running, one agreed on, one proposed. May be repeated. */
export async function formTandems(life: Life): Promise<void> {
  const { api } = life;
  await keepApart(life);
  const locks = [];
  for (const pair of pairs) {
    const hesitant = await takeSide(life, pair.hesitant, 'HESITANT');
    const frequent = await takeSide(life, pair.frequent, 'FREQUENT');
    locks.push({ hesitant: hesitant.id, frequent: frequent.id });
  }
  await api.mutate(admin, { name: 'assessSegments', input: { programme: life.programmeId }, selection: '' });
  const run = await completedRun(life, locks);
  await api.mutate(admin, { name: 'releaseTandemRun', input: { run }, selection: '', tolerated: ['STATE'] });
  for (const pair of pairs) await live(life, pair);
}

function find({ castIds }: Life, key: string): Somebody {
  const index = castAmbassadors.findIndex((member) => member.key === key);
  const member = castAmbassadors[index];
  const id = castIds.get(externalReferenceOf(index));
  if (member === undefined || id === undefined) throw new DemoError(`Nobody of the cast is called ${key}.`);
  return { member, id };
}

async function keepApart(life: Life): Promise<void> {
  const { member, id } = find(life, 'separator');
  await life.api.mutate(member, { name: 'declareSegment', input: { ambassador: id, segment: 'SEPARATOR' }, selection: '' });
}

async function takeSide(life: Life, key: string, side: 'FREQUENT' | 'HESITANT'): Promise<Somebody> {
  const somebody = find(life, key);
  const input = {
    ambassador: somebody.id,
    side,
    languages: ['de', 'en'],
    channels: ['LINKEDIN'],
    topics: ['technik', 'menschen'],
  };
  await life.api.mutate(somebody.member, { name: 'updateTandemPreferences', input, selection: '' });
  return somebody;
}

async function completedRun(
  { api, programmeId }: Life,
  locks: readonly { readonly hesitant: string; readonly frequent: string }[],
): Promise<string> {
  const input = { clientMutationId: 'demo', programme: programmeId, name: 'Herbstrunde', locks };
  const { tandemRun } = await api.mutate<{ tandemRun: { id: string } }>(admin, {
    name: 'draftTandemRun',
    input,
    selection: 'tandemRun { id }',
  });
  const { id } = tandemRun;
  await api.mutate(admin, { name: 'startTandemRun', input: { run: id }, selection: '', tolerated: ['STATE'] });
  for (;;) {
    const status = await statusOf(api, id);
    if (status === 'COMPLETED' || status === 'RELEASED') return id;
    if (status !== 'RUNNING') throw new DemoError(`The demo's search for tandems ended as ${status}.`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMilliseconds));
  }
}

async function statusOf(api: DemoApi, id: string): Promise<string> {
  const { tandemRun } = await api.query<{ tandemRun: { status: string } }>(
    admin,
    'query ($id: ID!) { tandemRun(id: $id) { status } }',
    { id },
  );
  return tandemRun.status;
}

async function live(life: Life, { hesitant, frequent, reaches }: (typeof pairs)[number]): Promise<void> {
  const [helped, helper] = [find(life, hesitant), find(life, frequent)];
  const tandem = await newestTandemOf(life.api, helped);
  const says = (who: Somebody, name: string, more: object = {}) =>
    life.api.mutate(who.member, { name, input: { tandem, ...more }, selection: '', tolerated: ['STATE'] });
  await says(helper, 'acceptTandem');
  if (reaches === 'PROPOSED') return;
  await says(helped, 'acceptTandem');
  if (reaches === 'ACTIVE') await says(helped, 'checkInTandem', { mood: 'GOING_WELL', note: 'Der erste Entwurf steht.' });
}

async function newestTandemOf(api: DemoApi, { member, id }: Somebody): Promise<string> {
  const { ambassador } = await api.query<{ ambassador: { tandems: readonly { id: string }[] } }>(
    member,
    'query ($id: ID!) { ambassador(id: $id) { tandems { id } } }',
    { id },
  );
  const [tandem] = ambassador.tandems;
  if (tandem === undefined) throw new DemoError(`${member.name} has no tandem.`);
  return tandem.id;
}
