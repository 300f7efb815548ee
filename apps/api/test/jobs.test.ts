import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cloneDatabase, type TestDatabase } from '@fanfare/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { prepareTemplate } from './harness/template.ts';
import { type HeardRun, openJobs } from './jobs/open-jobs.ts';

let databases: TestDatabase[] = [];
const nodes = new Set<ChildProcess>();

beforeAll(() => {
  databases = [];
});
afterAll(async () => {
  for (const node of nodes) node.kill('SIGKILL');
  for (const database of databases) await database.drop();
});

async function newDatabase(): Promise<string> {
  const database = await cloneDatabase({ name: 'api', prepare: prepareTemplate });
  databases.push(database);
  return database.url;
}

/** Starts a process that runs jobs and tells of every run. */
function startNode(
  url: string,
  options: { readonly onRun: (run: HeardRun) => void; readonly behaviour?: 'hang' },
): ChildProcess {
  const program = fileURLToPath(new URL('./jobs/node.process.ts', import.meta.url));
  const node = fork(program, [url, options.behaviour ?? ''], {
    execArgv: ['--conditions=fanfare-source', '--import', 'tsx'],
    env: { PATH: process.env['PATH'] },
  });
  nodes.add(node);
  node.on('message', (run) => options.onRun(run as HeardRun));
  return node;
}

/** Collects runs, and resolves `reached` once there are so many. */
function collect(count: number) {
  const runs: HeardRun[] = [];
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const onRun = (run: HeardRun) => {
    runs.push(run);
    if (runs.length === count) reach();
  };
  return { runs, reached, onRun };
}

function clockAt(moment: string) {
  let now = new Date(moment);
  const moveTo = (later: string) => {
    now = new Date(later);
  };
  return { now: () => now, moveTo };
}

const nothing = async () => undefined;

test('of two processes each request is run by one, exactly once', async () => {
  const url = await newDatabase();
  const asking = await openJobs(url, { isRunning: false, onRun: nothing });
  const numbers = Array.from({ length: 60 }, (_, index) => index);
  for (const number of numbers) await asking.request(number);
  const heard = collect(numbers.length);
  const pair = [startNode(url, heard), startNode(url, heard)];
  await heard.reached;
  for (const node of pair) node.kill('SIGTERM');
  expect(heard.runs.map((run) => run.number).sort((one, other) => Number(one) - Number(other))).toEqual(numbers);
  await asking.close();
});

test('the work of a process that is killed is done by another, and told as a further attempt', async () => {
  const url = await newDatabase();
  const asking = await openJobs(url, { isRunning: false, onRun: nothing });
  await asking.request(7);
  const begun = collect(1);
  const doomed = startNode(url, { ...begun, behaviour: 'hang' });
  await begun.reached;
  doomed.kill('SIGKILL');
  const again = collect(1);
  startNode(url, again);
  await again.reached;
  expect(begun.runs).toEqual([{ job: 'test.numbered', number: 7, attempt: 1 }]);
  expect(again.runs).toEqual([{ job: 'test.numbered', number: 7, attempt: 2 }]);
  await asking.close();
});

test('every time of a schedule is asked for once, whatever nodes there are; times that nobody was there for are made up for once', async () => {
  const url = await newDatabase();
  const clock = clockAt('2026-03-02T09:30:00Z');
  const heard = collect(2);
  const onRun = async (run: HeardRun) => heard.onRun(run);
  const one = await openJobs(url, { isRunning: true, clock, onRun });
  const other = await openJobs(url, { isRunning: true, clock, onRun });
  clock.moveTo('2026-03-02T10:00:01Z');
  await until(() => heard.runs.length === 1);
  clock.moveTo('2026-03-02T17:59:00Z');
  await heard.reached;
  await Promise.all([one.close(), other.close()]);
  const reading = await openJobs(url, { isRunning: false, clock, onRun });
  const hourly = (await reading.jobs.overview.report()).find(({ name }) => name === 'test.hourly');
  expect(hourly).toMatchObject({ runs: 2, failures: 0, nextRunAt: new Date('2026-03-02T18:00:00Z'), lastOutcome: 'SUCCEEDED' });
  await reading.close();
});

test('a request that is rolled back was never made', async () => {
  const url = await newDatabase();
  const heard = collect(1);
  const node = await openJobs(url, { isRunning: true, onRun: async (run) => heard.onRun(run) });
  await expect(
    node.request(1, () => {
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  await node.request(2);
  await heard.reached;
  await node.close();
  expect(heard.runs.map((run) => run.number)).toEqual([2]);
});

test('what fails is tried again, then lies among the dead letters with its error, and can be revived', async () => {
  const url = await newDatabase();
  const attempts = collect(4);
  let isBroken = true;
  const node = await openJobs(url, {
    isRunning: true,
    onRun: async (run) => {
      attempts.onRun(run);
      if (isBroken) throw new Error('the mail server is away');
    },
  });
  await node.request(1);
  const report = async () => (await node.jobs.overview.report()).find(({ name }) => name === 'test.numbered');
  await until(async () => (await report())?.deadLetters === 1);
  expect(await report()).toMatchObject({ failures: 3, runs: 3, lastOutcome: 'FAILED', lastError: 'the mail server is away' });
  isBroken = false;
  expect(await node.jobs.overview.reviveDeadLetters('test.numbered')).toBe(1);
  await attempts.reached;
  await until(async () => (await report())?.lastOutcome === 'SUCCEEDED');
  expect(attempts.runs.map((run) => run.attempt)).toEqual([1, 2, 3, 4]);
  expect(await report()).toMatchObject({ deadLetters: 0, lastError: null, runs: 4 });
  expect(await node.metrics.registry.getSingleMetricAsString('fanfare_jobs_runs_total')).toContain(
    'fanfare_jobs_runs_total{job="test.numbered",outcome="failed"} 3',
  );
  await node.close();
});

test('a clock that is moved on by a test runs what is due, in this process', async () => {
  const clock = clockAt('2026-03-02T09:30:00Z');
  const heard = collect(1);
  const node = await openJobs(await newDatabase(), { isRunning: false, clock, onRun: async (run) => heard.onRun(run) });
  expect(await node.jobs.runDue()).toEqual([]);
  clock.moveTo('2026-03-02T10:00:00Z');
  expect(await node.jobs.runDue()).toEqual(['test.hourly']);
  expect(await node.jobs.runDue()).toEqual([]);
  expect(heard.runs).toHaveLength(1);
  await node.close();
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}
