import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { findRedisServer, startTestRedis } from './index.ts';

const installed = findRedisServer() !== undefined;
if (!installed) process.stderr.write('SKIPPED: redis-server is not installed, so tests against Redis do not run\n');

function ask(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.once('data', (reply) => {
      socket.destroy();
      resolve(reply.toString().trim());
    });
    socket.once('error', reject);
  });
}

(installed ? describe : describe.skip)('a Redis of its own', () => {
  test('two servers run side by side and share nothing', async () => {
    const [first, second] = await Promise.all([startTestRedis(), startTestRedis()]);
    expect(await ask(first.port, 'SET points 5')).toBe('+OK');
    expect(await ask(second.port, 'EXISTS points')).toBe(':0');
    await Promise.all([first.stop(), second.stop()]);
    await expect(ask(first.port, 'PING')).rejects.toThrow('ECONNREFUSED');
  });

  test('parameters of redis-server are passed on', async () => {
    const redis = await startTestRedis(['--maxmemory', '64mb']);
    expect(await ask(redis.port, 'CONFIG GET maxmemory')).toContain('67108864');
    await redis.stop();
  });
});
