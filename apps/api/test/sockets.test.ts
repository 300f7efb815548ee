import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import {
  createTestDepartment,
  createTestProgramme,
  grantTestRole,
  issueTestToken,
  type SignedIn,
  startTestApi,
  type TestApi,
} from './harness/index.ts';

let api: TestApi;
let anna: SignedIn;
beforeAll(async () => {
  api = await startTestApi({ environment: { SOCKET_LIMIT: '5', SOCKETS_PER_CLIENT: '3' } });
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

  test('beyond the limit of a client the connection closes with 1013, and others keep theirs', async () => {
    const connect = async () => {
      const conversation = await converse(api.url);
      conversation.send({ type: 'connection_init', payload: { authorization: `Bearer ${anna.token}` } });
      return conversation;
    };
    const held = [await connect(), await connect(), await connect()];
    for (const conversation of held) expect(await conversation.next()).toEqual({ type: 'connection_ack' });
    expect(await (await connect()).closed).toEqual({ code: 1013, reason: 'You hold too many connections' });
    const nobody = await converse(api.url);
    nobody.send({ type: 'connection_init' });
    expect(await nobody.next()).toEqual({ type: 'connection_ack' });
    for (const conversation of [...held, nobody]) conversation.close();
    await Promise.all([...held, nobody].map((conversation) => conversation.closed));
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

  test.each(['//', '//[', 'http://['])(
    'an address that is none (%s) is answered with 404 and harms nobody',
    async (address) => {
      const { hostname, port } = new URL(api.url);
      const socket = connect(Number(port), hostname);
      socket.write(`GET ${address} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      const [answer] = await once(socket, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1.1 404 /);
      socket.destroy();
      expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
    },
  );
});

test('a stopping node closes its sockets with 1001, so that clients go to another one', async () => {
  const own = await startTestApi();
  const conversation = await converse(own.url);
  conversation.send({ type: 'connection_init' });
  await conversation.next();
  await own.stop();
  expect(await conversation.closed).toMatchObject({ code: 1001 });
});

/** The frame that closes with 4410 and says why. */
const goodbye = Buffer.concat([Buffer.from([0x88, 21, 4410 >> 8, 4410 & 0xff]), Buffer.from('You read too slowly')]);

/** A WebSocket client that reads when the test says so: bytes on the wire, with the frames of RFC 6455. */
async function readerAtWill(url: string) {
  const { hostname, port } = new URL(url);
  const wire = connect(Number(port), hostname);
  const key = Buffer.from('a client of its own').toString('base64').slice(0, 22);
  wire.write(
    `GET /graphql HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
      `Sec-WebSocket-Protocol: graphql-transport-ws\r\nSec-WebSocket-Key: ${key}==\r\n\r\n`,
  );
  await once(wire, 'data');
  return {
    /** A masked frame of one text; the mask is zero. */
    send(message: object): void {
      const payload = Buffer.from(JSON.stringify(message));
      const header = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0]);
      wire.write(Buffer.concat([header, payload]));
    },
    stopReading: () => void wire.pause(),
    /** Everything that comes until the server has said goodbye. */
    async readToEnd(): Promise<Buffer> {
      const pieces: Buffer[] = [];
      wire.on('data', (piece: Buffer) => {
        pieces.push(piece);
        if (piece.subarray(-goodbye.length).equals(goodbye)) wire.end();
      });
      wire.resume();
      await once(wire, 'close');
      return Buffer.concat(pieces);
    },
  };
}

async function droppedSockets(): Promise<number> {
  const text = await (await fetch(`${api.url}/metrics`)).text();
  return Number(/^fanfare_websocket_slow_total (\d+)$/m.exec(text)?.[1]);
}

test('a client that does not read is dropped with 4410, and no more waits for it than the bound', async () => {
  const client = await readerAtWill(api.url);
  client.send({ type: 'connection_init' });
  client.stopReading();
  const before = await droppedSockets();
  // Each answer is larger than a hundred thousand bytes: ten times what a connection and its buffers hold is asked for.
  const query = '{ __schema { types { name description fields { name description args { name description } } } } }';
  for (let id = 0; id < 1_000 && (await droppedSockets()) === before; id += 1)
    client.send({ id: String(id), type: 'subscribe', payload: { query } });
  expect(await droppedSockets()).toBe(before + 1);
  const read = await client.readToEnd();
  expect(read.subarray(-goodbye.length)).toEqual(goodbye);
  // Beside the bound of 1 MiB, what the system holds for both ends of a connection.
  expect(read.length).toBeLessThan(16 * 1024 * 1024);
});

describe('when what the viewer may changes', () => {
  const live = 'subscription ($board: BoardInput!) { leaderboardUpdated(board: $board) { version kind } }';

  async function followAs(role: 'AUDITOR' | 'COMMUNICATOR') {
    const programme = await createTestProgramme(api, { key: `live${role.toLowerCase()}` });
    const department = role === 'COMMUNICATOR' ? await createTestDepartment(api, programme, 'sales') : undefined;
    const viewer = await api.signIn(`Live ${role}`);
    await grantTestRole(api, {
      programme: programme.id,
      to: viewer,
      role,
      ...(department === undefined ? {} : { department }),
    });
    const board = { programme: programme.id, period: 'ALL_TIME' };
    const subscription = await api.subscribe<{ leaderboardUpdated: { kind: string } }>(live, { board }, { as: viewer });
    expect((await subscription.next()).data).toMatchObject({ leaderboardUpdated: { kind: 'FULL' } });
    const holders = await api.graphql<{ programme: { roleHolders: readonly { id: string; role: string }[] } }>(
      'query ($key: String!) { programme(key: $key) { roleHolders { id role } } }',
      { key: programme.key },
      { as: programme.admin },
    );
    const roleHolder = holders.ok().programme.roleHolders.find((holder) => holder.role === role)?.id;
    const revoke = () =>
      api.graphql(
        'mutation ($input: RevokeRoleInput!) { revokeRole(input: $input) { errors { code } } }',
        { input: { programme: programme.id, roleHolder } },
        { as: programme.admin },
      );
    return { programme, viewer, subscription, revoke };
  }

  test('a subscription ends at once, with FORBIDDEN, for who lost the role that let them in', async () => {
    const { subscription, revoke } = await followAs('AUDITOR');
    (await revoke()).ok();
    expect(await subscription.next()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await expect(subscription.next()).rejects.toThrow('The subscription has ended');
    await subscription.stop();
  });

  test('it begins anew for who may still follow by another role', async () => {
    const { programme, viewer, subscription, revoke } = await followAs('COMMUNICATOR');
    await grantTestRole(api, { programme: programme.id, to: viewer, role: 'AUDITOR' });
    expect((await subscription.next()).data).toMatchObject({ leaderboardUpdated: { kind: 'FULL' } });
    (await revoke()).ok();
    expect((await subscription.next()).data).toMatchObject({ leaderboardUpdated: { kind: 'FULL' } });
    await subscription.stop();
  });

  test('the connection of an API token closes with 4403 when the token is revoked', async () => {
    const programme = await createTestProgramme(api, { key: 'livetoken' });
    const secret = await issueTestToken(api, programme, ['LEADERBOARDS_READ']);
    const conversation = await converse(api.url);
    conversation.send({ type: 'connection_init', payload: { authorization: `Bearer ${secret}` } });
    await conversation.next();
    const tokens = await api.graphql<{ programme: { apiTokens: readonly { id: string }[] } }>(
      'query ($key: String!) { programme(key: $key) { apiTokens { id } } }',
      { key: programme.key },
      { as: programme.admin },
    );
    const id = tokens.ok().programme.apiTokens[0]?.id;
    (
      await api.graphql(
        'mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { errors { code } } }',
        { input: { id } },
        { as: programme.admin },
      )
    ).ok();
    expect(await conversation.closed).toMatchObject({ code: 4403 });
  });
});
