import { WebSocket } from 'ws';
import { serve, wallClock } from './harness/own-process.ts';

interface Arrival {
  readonly version: number;
  readonly at: number;
}

/** What the sockets of one kind have received, socket by socket. */
interface Group {
  readonly arrivals: Arrival[][];
  readonly sockets: WebSocket[];
  lastMessage: string;
  /** The codes with which sockets were closed. */
  readonly closed: number[];
}

const groups = new Map<string, Group>();

/** Sockets opened at the same time; more would measure the backlog of the listener. */
const openedAtOnce = 50;

const versionPattern = /"version":(\d+)/;

/** The clients of the live benchmark. They look for the version in a message and for nothing else, so that they are no bottleneck. */
const methods = {
  /** Opens the sockets; where there is an operation, they speak graphql-transport-ws and have received their first update at the end. */
  async open(wanted: {
    readonly group: string;
    readonly url: string;
    readonly count: number;
    readonly operation?: { readonly tokens: readonly string[]; readonly query: string; readonly variables: object };
  }): Promise<void> {
    const group: Group = { arrivals: [], sockets: [], lastMessage: '', closed: [] };
    groups.set(wanted.group, group);
    for (let first = 0; first < wanted.count; first += openedAtOnce) {
      const indexes = Array.from({ length: Math.min(openedAtOnce, wanted.count - first) }, (_, index) => first + index);
      await Promise.all(indexes.map((index) => openOne(group, wanted, index)));
    }
  },
  /** Forgets what has been received so far. */
  reset: (group: string) => groupOf(group).arrivals.forEach((arrivals) => void arrivals.splice(0)),
  lastMessage: (group: string) => groupOf(group).lastMessage,
  /**
   * Milliseconds from each commit until each client had an update of that version or a later one. `missing` counts pairs of a client and a
   * commit of which it has heard nothing.
   */
  latencies({ group, commits }: { readonly group: string; readonly commits: readonly Arrival[] }) {
    const { closed } = groupOf(group);
    if (closed.length > 0) throw new Error(`${closed.length} sockets were closed, with ${[...new Set(closed)].join(', ')}`);
    const latencies: number[] = [];
    let missing = 0;
    for (const arrivals of groupOf(group).arrivals) {
      for (const commit of commits) {
        const arrival = arrivals.find(({ version }) => version >= commit.version);
        if (arrival === undefined) missing += 1;
        else latencies.push(arrival.at - commit.at);
      }
    }
    return { latencies: Float64Array.from(latencies), missing };
  },
};

export type Subscribers = typeof methods;

function groupOf(name: string): Group {
  const group = groups.get(name);
  if (group === undefined) throw new Error(`No sockets of "${name}" are open`);
  return group;
}

function openOne(group: Group, wanted: Parameters<typeof methods.open>[0], index: number): Promise<void> {
  const { url, operation } = wanted;
  const arrivals: Arrival[] = [];
  group.arrivals.push(arrivals);
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, operation === undefined ? [] : ['graphql-transport-ws']);
    group.sockets.push(socket);
    socket.on('error', reject);
    socket.on('close', (code) => {
      group.closed.push(code);
      reject(new Error(`A socket was closed with ${code}`));
    });
    socket.on('open', () => {
      if (operation === undefined) return resolve();
      const token = operation.tokens[index % operation.tokens.length];
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    });
    socket.on('message', (bytes) => {
      const at = wallClock();
      const message = bytes.toString();
      if (message.includes('"type":"connection_ack"') && operation !== undefined) {
        const { query, variables } = operation;
        return socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
      }
      if (message.startsWith('{"type":"ping"')) return socket.send('{"type":"pong"}');
      const version = Number(versionPattern.exec(message)?.[1]);
      if (Number.isNaN(version)) return reject(new Error(`An unexpected message: ${message.slice(0, 300)}`));
      arrivals.push({ version, at });
      group.lastMessage = message;
      resolve();
    });
  });
}

serve(methods);
