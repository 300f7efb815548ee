import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { serve, wallClock } from './harness/own-process.ts';

let sockets: WebSocketServer | undefined;
let version = 0;

/** `ws` and nothing else: the bytes of one of the API's messages, with another version, to every client. */
const methods = {
  async start(): Promise<number> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    sockets = server;
    return (server.address() as AddressInfo).port;
  },
  /** Gives back the version and when sending began. */
  broadcast(message: string): { readonly version: number; readonly at: number } {
    const at = wallClock();
    version += 1;
    const bytes = message.replace(/"version":\d+/, `"version":${version}`);
    for (const socket of sockets?.clients ?? []) socket.send(bytes);
    return { version, at };
  },
  /** Seconds of processor time so far. */
  cpuSeconds(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000_000;
  },
};

export type BareSockets = typeof methods;

serve(methods);
