import { createServer } from 'node:net';
import { freePort } from '@fanfare/local-postgres';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DemoError } from '../errors.ts';
import { usablePort } from './ports.ts';

const neighbour = createServer();
let taken: number;

beforeAll(async () => {
  taken = await freePort();
  await new Promise<void>((resolve) => neighbour.listen({ port: taken, host: '127.0.0.1' }, resolve));
});

afterAll(() => new Promise((resolve) => neighbour.close(resolve)));

test('a taken port is told in one line that says what to do', async () => {
  await expect(usablePort(taken, '127.0.0.1')).rejects.toThrow(DemoError);
  await expect(usablePort(taken, '127.0.0.1')).rejects.toThrow(new RegExp(`^Port ${taken} is taken[^\\n]*PORT=[^\\n]*$`));
});

test('a free port is taken as wished, and 0 means any', async () => {
  const free = await freePort();
  expect(await usablePort(free, '127.0.0.1')).toBe(free);
  expect(await usablePort(0, '127.0.0.1')).toBeGreaterThan(0);
});
