import type { Language } from '@fanfare/contracts';
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import { escaped } from './mail-rendering.ts';
import { unsubscribe } from './settings.repository.ts';

const address = z.object({ list: z.enum(['digest', 'notifications']), token: z.uuid() });

const words = {
  title: { GERMAN: 'Mails abbestellen', ENGLISH: 'Stop mails' },
  notifications: {
    GERMAN: 'Möchten Sie keine Benachrichtigungen mehr per E-Mail erhalten?',
    ENGLISH: 'Do you want no more notifications by e-mail?',
  },
  digest: { GERMAN: 'Möchten Sie keine Wochenübersicht mehr erhalten?', ENGLISH: 'Do you want no more weekly digests?' },
  button: { GERMAN: 'Abbestellen', ENGLISH: 'Stop them' },
  done: { GERMAN: 'Erledigt: Diese Mails erhalten Sie nicht mehr.', ENGLISH: 'Done: you will get no more of these mails.' },
  unknown: { GERMAN: 'Dieser Link führt nirgendwohin.', ENGLISH: 'This link leads nowhere.' },
} as const satisfies Record<string, LocalisedText>;

/**
 * /mail/unsubscribe/<list>/<token>: a POST stops the mails of the list, without signing in and in one step (RFC 8058); a GET asks first, because
 * programs follow the links of mails. Repeating it changes nothing.
 */
export function unsubscribeRoutes({ database }: { readonly database: Database }): FastifyPluginAsync {
  return async (server) => {
    server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, _body, done) =>
      done(null, null),
    );
    server.addContentTypeParser('multipart/form-data', (_request, payload, done) => {
      payload.resume();
      payload.once('end', () => done(null, null));
    });
    server.get('/mail/unsubscribe/:list/:token', async (request, reply) => {
      const language = languageOf(request.headers['accept-language']);
      const asked = address.safeParse(request.params);
      reply.headers(pageHeaders);
      if (!asked.success) return reply.code(404).send(page(language, paragraph(words.unknown[language])));
      const button = `<form method="post"><button>${escaped(words.button[language])}</button></form>`;
      return reply.send(page(language, paragraph(words[asked.data.list][language]) + button));
    });
    server.post('/mail/unsubscribe/:list/:token', async (request, reply) => {
      const language = languageOf(request.headers['accept-language']);
      const asked = address.safeParse(request.params);
      const wasStopped =
        asked.success &&
        (await database.transaction(({ manager }) =>
          unsubscribe(manager, { token: asked.data.token, list: asked.data.list === 'digest' ? 'DIGEST' : 'NOTIFICATIONS' }),
        ));
      reply.headers(pageHeaders);
      if (!wasStopped) return reply.code(404).send(page(language, paragraph(words.unknown[language])));
      return reply.send(page(language, paragraph(words.done[language])));
    });
  };
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
};

function languageOf(accepted: string | undefined): Language {
  return accepted !== undefined && /^\s*de\b/i.test(accepted) ? 'GERMAN' : 'ENGLISH';
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function page(language: Language, body: string): string {
  const title = escaped(words.title[language]);
  return `<!doctype html>
<html lang="${language === 'GERMAN' ? 'de' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}button{font:inherit;padding:.6rem 1.2rem}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>
`;
}
