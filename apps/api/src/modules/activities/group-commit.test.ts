import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GroupCommit, QueueIsFullError } from './group-commit.ts';

const bounds = { weightOfGroup: 10, jobsOfGroup: 4, waitingWeight: 20, waitingJobs: 8 };

interface Job {
  readonly id: number;
  readonly weight?: number;
  readonly name?: string;
  readonly poison?: string;
  readonly isUnrefusable?: boolean;
}

/** A commit that ends when the test says so, and fails on poison. */
function setUp(limits: Partial<typeof bounds> = {}) {
  const groups: number[][] = [];
  const opened: (() => void)[] = [];
  let isOpen = false;
  const commit = async (_queue: string, jobs: readonly Job[]) => {
    groups.push(jobs.map(({ id }) => id));
    if (!isOpen) await new Promise<void>((resolve) => opened.push(resolve));
    const poison = jobs.find((job) => job.poison !== undefined)?.poison;
    if (poison !== undefined) throw new Error(poison);
    return { result: jobs.map(({ id }) => id * 10), followed: Promise.resolve() };
  };
  const group = new GroupCommit<Job, number>({
    bounds: { ...bounds, ...limits },
    weightOf: ({ weight = 1 }) => weight,
    nameOf: ({ name }) => name ?? null,
    isUnrefusable: (job) => job.isUnrefusable === true,
    commit,
    mayBeOfOne: (error) => (error as Error).message !== 'the database is gone',
  });
  return {
    groups,
    add: (job: Job, queue = 'one') => group.add(queue, job),
    waiting: () => group.waiting(),
    open: () => {
      isOpen = true;
      for (const resolve of opened.splice(0)) resolve();
    },
  };
}

describe('group commit', () => {
  test('begins at once when idle; the next group is what comes while one commits, in the order of arrival', async () => {
    const { add, groups, open, waiting } = setUp();
    const first = add({ id: 1 });
    expect(groups).toEqual([[1]]);
    const others = [2, 3, 4, 5, 6].map((id) => add({ id }));
    expect(waiting()).toBe(5);
    open();
    expect(await Promise.all([first, ...others])).toEqual([10, 20, 30, 40, 50, 60]);
    expect(groups).toEqual([[1], [2, 3, 4, 5], [6]]);
    expect(await add({ id: 7 })).toBe(70);
  });

  test('answers nobody before the commit that holds the job', async () => {
    const { add, open } = setUp();
    let isAnswered = false;
    const answered = add({ id: 1 }).then(() => {
      isAnswered = true;
    });
    await Promise.resolve();
    expect(isAnswered).toBe(false);
    open();
    await answered;
  });

  test('keeps groups within their weight; what is heavier alone goes alone', async () => {
    const { add, groups, open } = setUp();
    const jobs = [1, 6, 5, 30, 1].map((weight, id) => add({ id, weight, isUnrefusable: true }));
    open();
    await Promise.all(jobs);
    expect(groups).toEqual([[0], [1], [2], [3], [4]]);
  });

  test('lets what is done once under a name not share a group', async () => {
    const { add, groups, open } = setUp();
    const jobs = [add({ id: 0 }), add({ id: 1, name: 'key' }), add({ id: 2, name: 'key' }), add({ id: 3, name: 'other' })];
    open();
    await Promise.all(jobs);
    expect(groups).toEqual([[0], [1], [2, 3]]);
  });

  test('turns away what exceeds the bounds, with nothing done, but for who must be taken', async () => {
    const { add, groups, open } = setUp({ waitingJobs: 2 });
    const jobs = [0, 1, 2].map((id) => add({ id }));
    await expect(add({ id: 3 })).rejects.toThrow(QueueIsFullError);
    const taken = add({ id: 4, isUnrefusable: true });
    const elsewhere = add({ id: 5 }, 'another');
    open();
    await Promise.all([...jobs, taken, elsewhere]);
    expect(groups.flat().sort()).toEqual([0, 1, 2, 4, 5]);
  });

  test('lets a poisonous job fail alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), async (poisoned) => {
        const { add, open } = setUp({ jobsOfGroup: 12, waitingJobs: 12 });
        const before = add({ id: 100 });
        const jobs = poisoned.map((isPoison, id) => add({ id, ...(isPoison ? { poison: `poison ${id}` } : {}) }));
        open();
        await before;
        const settled = await Promise.allSettled(jobs);
        const told = settled.map((job) => (job.status === 'fulfilled' ? job.value : (job.reason as Error).message));
        expect(told).toEqual(poisoned.map((isPoison, id) => (isPoison ? `poison ${id}` : id * 10)));
      }),
    );
  });

  test('fails a group as a whole, once, when the database is gone', async () => {
    const { add, groups, open } = setUp();
    const before = add({ id: 0 });
    const jobs = [add({ id: 1, poison: 'the database is gone' }), add({ id: 2 })];
    open();
    await before;
    for (const job of jobs) await expect(job).rejects.toThrow('the database is gone');
    expect(groups).toEqual([[0], [1, 2]]);
  });
});
