import { change } from '../fixtures/boards.ts';
import { startTestApi, type TestApi, type TestProgramme } from '../harness/index.ts';

interface Rescored {
  readonly rescoring: { readonly id: string };
}

/**
 * Applies a version that has just come into force to the day before as well, so that entries of the scene are adjusted; and leaves a preview
 * of the same, which is out of date by then.
 */
export async function rescore(
  api: TestApi,
  { programme, ruleSet }: { readonly programme: TestProgramme; readonly ruleSet: string },
): Promise<string> {
  const node = await startTestApi({ sharing: api, environment: { RUN_JOBS: 'true' } });
  try {
    const preview = async () => {
      const input = { ruleSet, from: new Date(Date.now() - 86_400_000).toISOString() };
      const { rescoring } = await change<Rescored>(node, programme.admin, 'previewRescoring', input, 'rescoring { id }');
      await untilEnded(node, { id: rescoring.id, programme });
      return rescoring.id;
    };
    const left = await preview();
    const started = await preview();
    await change(node, programme.admin, 'startRescoring', { preview: started, reason: 'Meant from yesterday on' });
    await untilEnded(node, { id: started, programme });
    return left;
  } finally {
    await node.stop();
  }
}

async function untilEnded(
  api: TestApi,
  { id, programme }: { readonly id: string; readonly programme: TestProgramme },
): Promise<void> {
  const following = await api.subscribe<{ rescoringUpdated: { status: string } }>(
    'subscription ($id: ID!) { rescoringUpdated(id: $id) { status } }',
    { id },
    { as: programme.admin },
  );
  for (let status = 'BOOKING'; status === 'BOOKING' || status === 'PREVIEWING'; )
    status = (await following.next()).data?.rescoringUpdated.status ?? '';
  await following.stop();
}
