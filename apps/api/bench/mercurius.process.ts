import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { serve } from './harness/own-process.ts';

const schema = readFileSync(new URL('../../../packages/contracts/schema.graphql', import.meta.url), 'utf8');

/** Mercurius with its JIT on the whole schema of the API; the data of the answer lie in memory, nobody is asked for a token. */
const methods = {
  async start(data: object): Promise<number> {
    const app = Fastify();
    const resolvers = { Query: Object.fromEntries(Object.entries(data).map(([field, value]) => [field, () => value])) };
    await app.register(mercurius, { schema, resolvers, jit: 1 });
    await app.listen({ host: '127.0.0.1', port: 0 });
    return (app.server.address() as AddressInfo).port;
  },
};

export type Mercurius = typeof methods;

serve(methods);
