import { projectAwards } from '../../src/modules/badge-awards/projection.ts';
import { openDatabase } from '../fixtures/database.ts';
import { succeedWith } from '../fixtures/tandems.ts';
import type { SignedIn, TestApi, TestProgramme } from '../harness/index.ts';

/** A badge and a level that everybody with an activity holds, levels that are being prepared, and a credential of Anna’s. */
export interface BadgeSceneIds {
  readonly badge: string;
}

const words = { german: 'Name', english: 'Name' };
const artwork = { shape: 'CIRCLE', motif: 'LEAF', hue: 10, rings: 1 };
const criterion = { measure: 'FACTS', target: 1 };

export async function setBadgeScene(
  api: TestApi,
  { programme, anna, ambassador }: { readonly programme: TestProgramme; readonly anna: SignedIn; readonly ambassador: string },
): Promise<BadgeSceneIds> {
  const as = programme.admin;
  const document = { format: 1, name: words, description: words, criterion, artwork };
  const { badge } = await succeedWith<{ badge: { id: string; revision: number } }>(api, as, {
    ...{ name: 'draftBadge', input: { programme: programme.id, document }, select: 'badge { id revision }' },
  });
  await succeedWith(api, as, { name: 'publishBadge', input: badge, select: 'badge { id }' });
  const input = { programme: programme.id, document: { format: 1, levels: [{ name: words, points: 0, artwork }] } };
  const { ladder } = await succeedWith<{ ladder: object }>(api, as, {
    ...{ name: 'draftLadder', input, select: 'ladder { id revision }' },
  });
  await succeedWith(api, as, { name: 'publishLadder', input: ladder, select: 'ladder { id }' });
  await succeedWith(api, as, { name: 'draftLadder', input, select: 'ladder { id }' });
  const database = await openDatabase(api.databaseUrl);
  while ((await projectAwards({ database, clock: { now: () => new Date() } })) > 0);
  await database.close();
  await issueCredentials(api, { anna, ambassador });
  return { badge: badge.id };
}

async function issueCredentials(
  api: TestApi,
  { anna, ambassador }: { readonly anna: SignedIn; readonly ambassador: string },
): Promise<void> {
  const answer = await api.graphql<{ ambassador: { badges: { nodes: { id: string }[] } } }>(
    'query ($id: ID!) { ambassador(id: $id) { badges { nodes { id } } } }',
    { id: ambassador },
    { as: anna },
  );
  for (const { id } of answer.ok().ambassador.badges.nodes) {
    const input = { award: id, withName: true };
    await succeedWith(api, anna, { name: 'issueCredential', input, select: 'award { id }' });
  }
}
