import { type CastMember, castAmbassadors } from '../cast.ts';
import { DemoError } from '../errors.ts';
import { externalReferenceOf } from '../generator/ambassadors.ts';
import type { Life } from './days.ts';
import { admin } from './people.ts';

const badges = ['FIRST_STEP', 'OWN_VOICE', 'CONVERSATION', 'GOOD_COMPANY'] as const;

const catalogue = [
  {
    name: { german: 'Ein Part im Recruiting-Film', english: 'A part in the recruiting film' },
    description: {
      german: 'Ein Drehtag mit unserem Filmteam an Ihrem Arbeitsplatz. Sie erzählen, was Sie bewegt.',
      english: 'A day of shooting with our film team at your workplace. You tell what moves you.',
    },
    eligibility: { german: 'Alle, die gern vor der Kamera stehen', english: 'Everybody who likes a camera' },
    picture: { shape: 'ROSETTE', motif: 'MEGAPHONE', hue: 340, rings: 2 },
    capacity: 3,
  },
  {
    name: { german: 'Mittagessen mit dem Vorstand', english: 'Lunch with a board member' },
    description: {
      german: 'Eine Stunde zu viert, ohne Tagesordnung.',
      english: 'One hour for four people, without an agenda.',
    },
    eligibility: {
      german: 'Alle, die mindestens drei Monate dabei sind',
      english: 'Everybody with three months in the programme',
    },
    picture: { shape: 'HEXAGON', motif: 'HANDSHAKE', hue: 190, rings: 1 },
    capacity: 4,
  },
  {
    name: { german: 'Ein Baum im Werkswald', english: 'A tree in the company forest' },
    description: {
      german: 'Kolleg:innen legen ihre Punkte zusammen; gepflanzt wird gemeinsam im Herbst.',
      english: 'Colleagues put their points together; the tree is planted together in autumn.',
    },
    eligibility: { german: 'Alle', english: 'Everybody' },
    picture: { shape: 'CIRCLE', motif: 'LEAF', hue: 130, rings: 2 },
    pointsGoal: 60,
  },
] as const;

const thanks = [
  { from: 'ambassador', to: 'frequent', text: 'Danke, dass du dir Zeit für meinen ersten Artikel genommen hast!' },
  { from: 'newcomer', to: 'ambassador', text: 'Thank you for showing me around in my first week.' },
  { from: 'admin', to: 'newcomer', text: 'Ihr Beitrag aus der Nachtschicht war großartig.' },
] as const;

/** Badges and levels that can be earned, a catalogue of thank-yous with two requests, and words of thanks. May be repeated. */
export async function sayThanks(life: Life): Promise<void> {
  for (const template of badges) await publish(life, 'Badge', { clientMutationId: `demo ${template}`, template });
  await publish(life, 'Ladder', { clientMutationId: 'demo levels' });
  const [film, , tree] = await fillCatalogue(life);
  await ask(life, { by: 'ambassador', recognition: film, note: 'Ich würde gern aus dem Labor erzählen.' });
  const shared = await ask(life, { by: 'newcomer', recognition: tree, note: 'For the whole night shift.' });
  const share = { name: 'shareRecognitionRequest', input: { request: shared, isShared: true }, selection: '' };
  await life.api.mutate(memberOf('newcomer'), { ...share, tolerated: ['STATE'] });
  for (const { from, to, text } of thanks) {
    const input = { clientMutationId: `demo ${from} ${to}`, programme: life.programmeId, colleague: idOf(life, to), text };
    await life.api.mutate(memberOf(from), { name: 'sendKudos', input, selection: '', tolerated: ['LIMIT_REACHED'] });
  }
}

async function publish({ api, programmeId }: Life, what: 'Badge' | 'Ladder', draft: object): Promise<void> {
  const field = what.toLowerCase();
  const answer = await api.mutate<Record<string, { readonly id: string; readonly revision: number } | null>>(admin, {
    name: `draft${what}`,
    input: { programme: programmeId, ...draft },
    selection: `${field} { id revision }`,
  });
  await api.mutate(admin, { name: `publish${what}`, input: { ...answer[field] }, selection: '', tolerated: ['STATE'] });
}

async function fillCatalogue({ api, programmeId }: Life): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const [index, recognition] of catalogue.entries()) {
    const input = { clientMutationId: `demo ${index}`, programme: programmeId, ...recognition };
    const created = await api.mutate<{ recognition: { readonly id: string } }>(admin, {
      name: 'createRecognition',
      input,
      selection: 'recognition { id }',
    });
    ids.push(created.recognition.id);
  }
  return ids;
}

async function ask(
  { api }: Life,
  { by, recognition = '', note }: { readonly by: string; readonly recognition: string | undefined; readonly note: string },
): Promise<string> {
  const input = { clientMutationId: 'demo', recognition, note };
  const mutation = { name: 'requestRecognition', input, selection: 'request { id }' };
  const { request } = await api.mutate<{ request: { readonly id: string } }>(memberOf(by), mutation);
  return request.id;
}

function memberOf(key: string): CastMember {
  const member = castAmbassadors.find((one) => one.key === key);
  if (member === undefined) throw new DemoError(`Nobody of the cast is called ${key}.`);
  return member;
}

function idOf({ castIds }: Life, key: string): string {
  const id = castIds.get(externalReferenceOf(castAmbassadors.indexOf(memberOf(key))));
  if (id === undefined) throw new DemoError(`${key} of the cast did not join.`);
  return id;
}
