import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

export interface AdminAppOptions {
  /** The folder of the built app; where it has no index.html, only the configuration is served. */
  readonly directory: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
}

/** What a browser cannot ask for and nothing of the app lies under: unknown addresses there are 404, not the app. */
const notOfTheApp = /^\/(graphql|health|metrics|imports|oidc|credentials)(\/|$|\?)/;

/** The admin app: its files, its one page for every address of its own, and /config.json with what it needs to sign people in. */
export function adminAppRoutes(options: AdminAppOptions): FastifyPluginAsync {
  const { directory, issuer, clientId, audience } = options;
  return async (server) => {
    server.get('/config.json', async (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ issuer, clientId, audience, scopes: ['openid', 'profile'] }),
    );
    if (!existsSync(path.join(directory, 'index.html'))) return;
    await server.register(fastifyStatic, {
      root: directory,
      wildcard: false,
      cacheControl: false,
      index: 'index.html',
      setHeaders: cacheForever,
    });
    server.setNotFoundHandler((request, reply) => answerUnknownAddress(request, reply));
  };
}

/** Vite puts a hash of the content into the names of files under assets/; everything else is asked for again. */
function cacheForever(response: { setHeader(name: string, value: string): unknown }, file: string): void {
  const isHashed = file.includes(`${path.sep}assets${path.sep}`);
  response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function answerUnknownAddress(request: FastifyRequest, reply: FastifyReply) {
  const asksForPage = request.method === 'GET' && request.headers.accept?.includes('text/html') === true;
  if (asksForPage && !notOfTheApp.test(request.url)) return reply.sendFile('index.html');
  return reply
    .code(404)
    .send({ errors: [{ message: 'There is nothing at this address.', extensions: { code: 'NOT_FOUND' } }] });
}
