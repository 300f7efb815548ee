import type { TandemProfile } from '@fanfare/tandem-matching';
import { expect, test } from '@jest/globals';
import { runInWorker } from '../../platform/workers/run-in-worker.ts';
import type { MatchingInput, MatchingProgressReport, MatchingResult } from './matching.worker.ts';
import type { OverrideAnswer, OverrideInput } from './override.worker.ts';
import { defaultSettings } from './run-settings.ts';

const module = new URL('./matching.worker', import.meta.url);

function profile(id: string, index: number): TandemProfile {
  return {
    ...{ id, programmeId: 'p', languages: ['de'], channels: ['LINKEDIN'], topics: [`t${index % 7}`], strengths: [], needs: [] },
    ...{ departmentId: `d${index % 11}`, utcOffsetMinutes: 60, availability: 0, seniority: index % 5, wishes: [], blocks: [] },
    ...{ optedOut: false, metIds: [] },
  };
}

function people(count: number): MatchingInput {
  const ids = Array.from({ length: count }, (_, index) => index);
  return {
    participants: {
      seekers: ids.map((index) => ({ profile: profile(`s${index}`, index), waitedRounds: 0 })),
      partners: ids.map((index) => ({ profile: profile(`p${index}`, index * 3), capacity: 1, acceptsThird: false })),
    },
    settings: defaultSettings,
    locks: [],
  };
}

test('a run in its thread tells how far it is, never goes back, and proves what it found', async () => {
  const reports: MatchingProgressReport[] = [];
  const run = runInWorker<MatchingInput, MatchingProgressReport, MatchingResult>({
    module,
    input: people(40),
    onProgress: (report) => reports.push(report),
  });
  const result = await run.result;
  expect(result).toMatchObject({ kind: 'matched', quality: { matched: 40, coverage: 10_000 } });
  const progress = reports.map((report) => report.progress);
  expect(progress).toEqual(progress.toSorted((one, other) => one - other));
  expect(reports.at(-1)?.step).toBe('EXPLAINING');
});

test('somebody who fits and has no place left is the reason why somebody stays without', async () => {
  const { participants, ...others } = people(2);
  const [free, taken] = participants.partners;
  if (free === undefined || taken === undefined) throw new Error('there are two');
  const french = { ...free, profile: { ...free.profile, languages: ['fr'] } };
  const input = { ...others, participants: { ...participants, partners: [french, { ...taken, capacity: 0 }] } };
  const result = await runInWorker<MatchingInput, MatchingProgressReport, MatchingResult>({ module, input }).result;
  if (result.kind !== 'matched') throw new Error(result.kind);
  expect(result.unmatched.map(({ reason }) => [reason.code, reason.text.GERMAN])).toEqual(
    ['s0', 's1'].map(() => ['NO_PLACES_OFFERED', 'In dieser Runde ist kein Platz frei bei der einen möglichen Person.']),
  );
});

test('[RO1] a lock brings two together again who met before, though others were not met yet', async () => {
  const { participants, settings } = people(2);
  const [seeker, other] = participants.seekers;
  if (seeker === undefined || other === undefined) throw new Error('there are two');
  const again = { ...seeker, profile: { ...seeker.profile, metIds: ['p0'] } };
  const input = { participants: { ...participants, seekers: [again, other] }, settings };
  const locks = [{ hesitantId: 's0', frequentId: 'p0' }];
  const result = await runInWorker<MatchingInput, MatchingProgressReport, MatchingResult>({
    module,
    input: { ...input, locks },
  }).result;
  if (result.kind !== 'matched') throw new Error(JSON.stringify(result));
  const pair = result.proposals.find(({ hesitantId }) => hesitantId === 's0');
  expect(pair).toMatchObject({ frequentId: 'p0', isLocked: true, timesMet: 1 });
});

test('the cost of an override that nobody waits for is not looked for', async () => {
  const input: OverrideInput = {
    ...people(300),
    ...{ pairs: [], certificate: new Uint8Array(), pair: { hesitantId: 's0', frequentId: 'p0' } },
    values: { matchedByWaitedRounds: [], matched: 0, worstGrade: 0, sumOfAffinities: 0, runningKept: 0 },
  };
  const run = runInWorker<OverrideInput, never, OverrideAnswer | null>({
    module: new URL('./override.worker', import.meta.url),
    input,
  });
  run.stop();
  expect(await run.result).toBeNull();
});

test('a run that is asked to stop ends as cancelled', async () => {
  const run = runInWorker<MatchingInput, MatchingProgressReport, MatchingResult>({
    module,
    input: people(1500),
    onProgress: () => run.stop(),
  });
  expect(await run.result).toEqual({ kind: 'cancelled' });
});
