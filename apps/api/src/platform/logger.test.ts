import { expect, test } from '@jest/globals';
import { createLogger } from './logger.ts';

function linesOf(log: (logger: ReturnType<typeof createLogger>) => void): readonly Record<string, unknown>[] {
  const lines: string[] = [];
  log(createLogger('info', { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a line is one JSON object with level, time and message', () => {
  const [line] = linesOf((logger) => logger.info({ port: 4000 }, 'Fanfare answers'));
  expect(line).toEqual({ level: 'info', time: expect.any(String), port: 4000, msg: 'Fanfare answers' });
});

test('who somebody is and what lets them in is not logged, even when a whole object is handed over', () => {
  const person = { id: 'p-1', name: 'Maria Muster', subject: 's-1', email: 'maria@example.com' };
  const request = { headers: { authorization: 'Bearer secret-token', cookie: 'session=secret-cookie' } };
  const [line] = linesOf((logger) => logger.info({ person, request, token: 'fft_secret' }, 'something'));
  expect(line).toMatchObject({ person: { id: 'p-1' } });
  const text = JSON.stringify(line);
  for (const secret of ['Maria', 's-1', 'maria@example.com', 'secret-token', 'secret-cookie', 'fft_secret']) {
    expect(text).not.toContain(secret);
  }
});

test('of an error of the database neither parameters nor quoted values are logged, but what is needed to find its cause', () => {
  const driverError = Object.assign(new Error('invalid input syntax for type uuid: "Maria Muster"'), {
    ...{
      severity: 'ERROR',
      code: '22P02',
      detail: 'Key (name)=(Maria Muster) already exists.',
      where: "parameter $1 = 'Maria Muster'",
    },
  });
  const failed = Object.assign(new Error(driverError.message), driverError, {
    ...{ driverError, query: 'SELECT 1 FROM ambassador WHERE id = $1', parameters: ['Maria Muster'] },
  });
  for (const err of [failed, driverError]) {
    const [line] = linesOf((logger) => logger.error({ err }, 'failed'));
    expect(JSON.stringify(line)).not.toContain('Maria');
    expect(line).toMatchObject({ err: { code: '22P02', severity: 'ERROR' } });
  }
});
