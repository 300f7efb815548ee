import type { Language } from '@fanfare/contracts';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { checkPage, nothingPage, publishedPage } from './credential-page.ts';
import type { CredentialsService } from './credentials.service.ts';

const longestCredential = 65_536;
const place = z.coerce.number().int().min(0).max(16_000);

/**
 * What others need to check credentials, for everybody: the keys, who issues them, what was achieved, what was revoked, the pages that
 * holders published, and a page on which a copy can be checked. Signing in changes nothing here.
 */
export function credentialRoutes(
  service: CredentialsService,
  { timeZoneOf }: { readonly timeZoneOf: (programmeId: string) => Promise<string> },
): FastifyPluginAsync {
  return async (server) => {
    // Forms send text; it stays within this plugin.
    server.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: longestCredential },
      async (_request: FastifyRequest, body: string) => Object.fromEntries(new URLSearchParams(body)),
    );
    server.get('/credentials/keys', async () => ({ keys: service.keys.map(({ publicJwk }) => publicJwk) }));
    server.get<{ Params: { id: string } }>('/credentials/keys/:id', async ({ params }, reply) =>
      found(reply, service.keys.find(({ id }) => id === params.id)?.publicJwk ?? null),
    );
    server.get<{ Params: { programme: string } }>('/credentials/issuers/:programme', async ({ params }, reply) =>
      found(reply, await service.issuer(params.programme)),
    );
    server.get<{ Params: { programme: string; list: string } }>(
      '/credentials/issuers/:programme/status/:list',
      async ({ params }, reply) => {
        const list = place.safeParse(params.list);
        const signed = list.success ? await service.statusList(params.programme, list.data) : null;
        return signed === null ? found(reply, null) : sendToken(reply, signed);
      },
    );
    server.get<{ Params: { badge: string; level: string } }>(
      '/credentials/achievements/:badge/:level',
      async ({ params }, reply) => {
        const level = place.safeParse(params.level);
        return found(reply, level.success ? await service.achievement(params.badge, level.data) : null);
      },
    );
    server.get<{ Params: { key: string } }>('/credentials/pages/:key', async (request, reply) => {
      const language = languageOf(request);
      const credential = await service.published(request.params.key);
      if (credential === null) return sendPage(reply.code(404), nothingPage(language));
      const whole = await service.whole(credential);
      const timeZone = await timeZoneOf(credential.programmeId);
      return sendPage(reply, publishedPage(whole, { language, isHeld: credential.isHeld, timeZone }));
    });
    server.get<{ Params: { key: string } }>('/credentials/pages/:key/credential.jwt', async ({ params }, reply) => {
      const credential = await service.published(params.key);
      if (credential === null || !credential.isHeld) return found(reply, null);
      return sendToken(reply, await service.signed(credential));
    });
    server.get('/credentials/verify', async (request, reply) => sendPage(reply, checkPage(languageOf(request), null)));
    server.post('/credentials/verify', async (request, reply) => {
      const body = z.object({ credential: z.string() }).safeParse(request.body);
      const verdict = body.success ? await service.verify(body.data.credential) : 'NOT_FROM_HERE';
      const isForPeople = request.headers.accept?.includes('text/html') === true;
      return isForPeople ? sendPage(reply, checkPage(languageOf(request), verdict)) : reply.send({ verdict });
    });
  };
}

function found(reply: FastifyReply, value: object | null): FastifyReply {
  return value === null
    ? reply.code(404).send({ error: 'not found' })
    : reply.header('access-control-allow-origin', '*').send(value);
}

function sendToken(reply: FastifyReply, token: string): FastifyReply {
  return reply
    .header('access-control-allow-origin', '*')
    .header('cache-control', 'no-store')
    .type('application/vc+jwt')
    .send(token);
}

/** A page may be taken away at any moment: no copy is kept on the way. */
function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
}

function languageOf({ query, headers }: FastifyRequest): Language {
  const { language } = query as { readonly language?: unknown };
  if (language === 'de' || language === 'en') return language === 'de' ? 'GERMAN' : 'ENGLISH';
  return /^\s*de\b/i.test(headers['accept-language'] ?? '') ? 'GERMAN' : 'ENGLISH';
}
