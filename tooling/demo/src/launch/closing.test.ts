import { describe, expect, test } from '@jest/globals';
import { Closing, InterruptedError } from './closing.ts';

describe('stopping a demo', () => {
  const opened = async () => 'opened';

  test('closes the last opened first: the server, then PostgreSQL', async () => {
    const closed: string[] = [];
    const closing = new Closing();
    await closing.opening(opened, async () => void closed.push('PostgreSQL'));
    await closing.opening(opened, async () => void closed.push('server'));
    await Promise.all([closing.close(), closing.close()]);
    expect(closed).toEqual(['server', 'PostgreSQL']);
  });

  test('goes on when something fails to close, and tells it', async () => {
    const closed: string[] = [];
    const closing = new Closing();
    await closing.opening(opened, async () => void closed.push('PostgreSQL'));
    await closing.opening(opened, () => Promise.reject(new Error('stuck')));
    await expect(closing.close()).rejects.toThrow('stuck');
    expect(closed).toEqual(['PostgreSQL']);
  });

  test('during a start closes what comes up late', async () => {
    const closed: string[] = [];
    const closing = new Closing();
    const slow = closing.opening(
      async () => {
        await closing.close();
        return 'late';
      },
      async (late) => void closed.push(late),
    );
    await expect(slow).rejects.toThrow(InterruptedError);
    expect(closed).toEqual(['late']);
    await expect(closing.opening(opened, async () => undefined)).rejects.toThrow(InterruptedError);
  });
});
