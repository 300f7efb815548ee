import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { type SignedIn, startTestApi, type TestApi } from './harness/index.ts';

let api: TestApi;
let anna: SignedIn;
beforeAll(async () => {
  api = await startTestApi({ environment: { SOCKET_LIMIT: '5' } });
  anna = await api.signIn('Anna');
});
afterAll(() => api.stop());

const whoAmI = '{ viewer { person { name } } }';

interface Conversation {
  send(message: object): void;
  /** The next message; rejects when the connection is closed instead. */
  next(): Promise<{ readonly type: string; readonly payload?: unknown }>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  close(): void;
}

/** A connection as the wire has it, so that codes and messages are seen and not what a client makes of them. */
async function converse(url: string): Promise<Conversation> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  const received: { readonly type: string; readonly payload?: unknown }[] = [];
  const waiting: ((message: { readonly type: string; readonly payload?: unknown }) => void)[] = [];
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    const wanted = waiting.shift();
    if (wanted === undefined) received.push(message);
    else wanted(message);
  });
  const closed = new Promise<{ readonly code: number; readonly reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    next: async () => received.shift() ?? new Promise((resolve) => waiting.push(resolve)),
    closed,
    close: () => socket.close(),
  };
}

async function askOver(conversation: Conversation, payload: object) {
  conversation.send({ id: 'one', type: 'subscribe', payload });
  return conversation.next();
}

describe('GraphQL over WebSocket', () => {
  test('the token of the connection parameters says who asks', async () => {
    const conversation = await converse(api.url);
    conversation.send({ type: 'connection_init', payload: { authorization: `Bearer ${anna.token}` } });
    expect(await conversation.next()).toEqual({ type: 'connection_ack' });
    expect(await askOver(conversation, { query: whoAmI })).toEqual({
      id: 'one',
      type: 'next',
      payload: { data: { viewer: { person: { name: 'Anna' } } } },
    });
    conversation.close();
    await conversation.closed;
  });

  test('without a token it is nobody: what is for everybody is answered, the rest is UNAUTHENTICATED', async () => {
    const conversation = await converse(api.url);
    conversation.send({ type: 'connection_init' });
    await conversation.next();
    expect(await askOver(conversation, { query: '{ viewer { isOperator } }' })).toMatchObject({
      payload: { data: { viewer: null } },
    });
    expect(await conversation.next()).toMatchObject({ type: 'complete' });
    expect(await askOver(conversation, { query: '{ programmes { id } }' })).toMatchObject({
      payload: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    conversation.close();
    await conversation.closed;
  });

  test('a token that is not accepted closes with 4401 and the reason', async () => {
    const conversation = await converse(api.url);
    const expired = await api.identityProvider.issueToken({ subject: 'x', expiresInSeconds: -600 });
    conversation.send({ type: 'connection_init', payload: { authorization: `Bearer ${expired}` } });
    expect(await conversation.closed).toEqual({ code: 4401, reason: 'The token has expired.' });
  });

  test('when the token ends, so does the connection, with 4403: connect again with a new one', async () => {
    const conversation = await converse(api.url);
    const short = await api.identityProvider.issueToken({ subject: 'x', expiresInSeconds: 1 });
    conversation.send({ type: 'connection_init', payload: { authorization: `Bearer ${short}` } });
    expect(await conversation.next()).toEqual({ type: 'connection_ack' });
    expect(await conversation.closed).toEqual({ code: 4403, reason: 'The credentials have expired' });
  });

  test('an operation before the connection is acknowledged closes with 4401', async () => {
    const conversation = await converse(api.url);
    conversation.send({ id: 'one', type: 'subscribe', payload: { query: whoAmI } });
    expect(await conversation.closed).toMatchObject({ code: 4401 });
  });

  test('a document that is not valid, or made to hurt, is refused as over HTTP', async () => {
    const conversation = await converse(api.url);
    conversation.send({ type: 'connection_init' });
    await conversation.next();
    expect(await askOver(conversation, { query: '{ nonsense }' })).toMatchObject({ type: 'error' });
    const aliases = Array.from({ length: 31 }, (_none, index) => `a${index}: viewer { isOperator }`).join(' ');
    expect(await askOver(conversation, { query: `{ ${aliases} }` })).toMatchObject({ type: 'error' });
    conversation.close();
    await conversation.closed;
  });

  test('beyond the limit of connections the handshake is answered with 503', async () => {
    const open = await Promise.all(Array.from({ length: 5 }, () => converse(api.url)));
    await expect(converse(api.url)).rejects.toThrow('503');
    for (const conversation of open) conversation.close();
    await Promise.all(open.map((conversation) => conversation.closed));
  });

  test('other paths take no WebSocket', async () => {
    await expect(converse(`${api.url}/elsewhere`)).rejects.toThrow('404');
  });
});

test('a stopping node closes its sockets with 1001, so that clients go to another one', async () => {
  const own = await startTestApi();
  const conversation = await converse(own.url);
  conversation.send({ type: 'connection_init' });
  await conversation.next();
  await own.stop();
  expect(await conversation.closed).toMatchObject({ code: 1001 });
});
