import { moveDueChallenges } from '../../src/modules/challenge-progress/upkeep.ts';
import { openDatabase } from '../fixtures/database.ts';
import { succeedWith } from '../fixtures/tandems.ts';
import type { TestApi, TestProgramme } from '../harness/index.ts';

/** Running challenges: one of everybody together, one of departments, one that each person has. */
export interface ChallengeSceneIds {
  readonly challenge: string;
  readonly departmentChallenge: string;
  readonly personChallenge: string;
}

const day = 86_400_000;
const dateOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);
const words = { german: 'Aufgabe', english: 'Task' };

/** To all of them the activities of the scene count. */
export async function setChallengeScene(api: TestApi, programme: TestProgramme): Promise<ChallengeSceneIds> {
  const ids = {
    challenge: await announce(api, programme, 'EVERYBODY'),
    departmentChallenge: await announce(api, programme, 'EACH_DEPARTMENT'),
    personChallenge: await announce(api, programme, 'EACH_PERSON'),
  };
  const database = await openDatabase(api.databaseUrl);
  await moveDueChallenges({ database, now: new Date() });
  await database.close();
  return ids;
}

async function announce(api: TestApi, programme: TestProgramme, scope: string): Promise<string> {
  const document = { format: 1, name: words, call: words, scope, goal: { measure: 'FACTS', target: 1_000_000 } };
  const { challenge } = await succeedWith<{ challenge: { id: string; revision: number } }>(api, programme.admin, {
    name: 'draftChallenge',
    input: {
      ...{ programme: programme.id, document, opensOn: dateOf(Date.now() - 50 * day), closesOn: dateOf(Date.now() + 2 * day) },
      recurrence: { unit: 'MONTH', every: 6 },
    },
    select: 'challenge { id revision }',
  });
  await succeedWith(api, programme.admin, { name: 'scheduleChallenge', input: challenge, select: 'challenge { id }' });
  return challenge.id;
}
