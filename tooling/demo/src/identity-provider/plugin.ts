import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import { cast, castMember, subjectOf } from '../cast.ts';
import { DemoError, productionRefusal } from '../errors.ts';
import { type DemoTokenOptions, demoTokenFor } from './demo-token.ts';
import { keysIn } from './keys.ts';
import { contentSecurityPolicy, expiredPage, signInPage } from './pages.ts';
import { createProvider } from './provider.ts';
import { openStorage } from './storage.ts';
import { type PageLanguage, pageLanguage } from './texts.ts';

export interface IdentityProviderOptions {
  /** The issuer of all tokens, such as http://localhost:4000/oidc; its path is where the plugin lies. */
  readonly issuer: string;
  /** The audience of access tokens. */
  readonly audience: string;
  readonly clientId: string;
  /** Origins of the admin app that people may be sent back to. */
  readonly appOrigins: readonly string[];
  /** Keeps keys and sessions between starts. */
  readonly directory: string;
  readonly nodeEnvironment: string;
}

/**
 * An identity provider for the demo, as a Fastify plugin: everybody may sign in as anybody of the cast, without a password. Throws a
 * DemoError when the environment is production.
 */
export async function identityProvider(options: IdentityProviderOptions): Promise<FastifyPluginAsync> {
  if (options.nodeEnvironment === 'production') {
    throw new DemoError(productionRefusal);
  }
  const prefix = new URL(options.issuer).pathname;
  const keys = await keysIn(options.directory);
  const storage = await openStorage(options.directory);
  const provider = await createProvider({ ...options, keys, storage, signInPath: (uid) => `${prefix}/sign-in/${uid}` });
  return async (server) => {
    server.addHook('onClose', () => storage.close());
    refuseOtherNames(server, [options.issuer, ...options.appOrigins]);
    await server.register(signInRoutes(provider), { prefix });
    await server.register(demoTokenRoute({ ...options, keys }), { prefix });
    await server.register(providerRoutes(provider, prefix));
  };
}

/** A page elsewhere whose name is made to point at this machine must not fetch tokens here (DNS rebinding). */
function refuseOtherNames(server: FastifyInstance, addresses: readonly string[]): void {
  const hosts = new Set(addresses.map((address) => new URL(address).host));
  server.addHook('onRequest', async ({ host }, reply) => {
    if (hosts.has(host)) return undefined;
    return reply.code(421).send({ error: 'misdirected_request', error_description: 'Set PUBLIC_URL to the address you use.' });
  });
}

function demoTokenRoute(options: DemoTokenOptions): FastifyPluginAsync {
  const people = cast.map(({ key }) => key).join(', ');
  return async (server) => {
    server.get<{ Querystring: { person?: string } }>('/demo-token', async (request, reply) => {
      const member = castMember(request.query.person ?? '');
      reply.header('cache-control', 'no-store');
      if (member !== undefined) return demoTokenFor(member, options);
      return reply.code(400).send({ error: 'invalid_request', error_description: `person is one of ${people}` });
    });
  };
}

/** All other paths go to oidc-provider as Node's own request and response, the body unread. */
function providerRoutes(provider: Provider, prefix: string): FastifyPluginAsync {
  const handle = provider.callback();
  return async (server) => {
    leaveBodiesUnread(server);
    server.all(`${prefix}/*`, (request, reply) => {
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      const { raw } = request;
      // oidc-provider finds its mount path by comparing the two.
      Object.assign(raw, { originalUrl: raw.url });
      raw.url = raw.url?.slice(prefix.length) ?? '/';
      return handle(raw, reply.raw);
    });
  };
}

function leaveBodiesUnread(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _payload, done) => done(null));
}

interface SignInRoute {
  Params: { uid: string };
  Querystring: { lang?: string };
  Body: URLSearchParams;
}

function signInRoutes(provider: Provider): FastifyPluginAsync {
  return async (server) => {
    server.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1024 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    server.setErrorHandler<Error>((error, request, reply) => {
      if (error.name !== 'SessionNotFound') throw error;
      return sendPage(reply.code(400), expiredPage(languageOf(request)));
    });
    server.get<SignInRoute>('/sign-in/:uid', (request, reply) => showPeople(provider, request, reply));
    server.post<SignInRoute>('/sign-in/:uid', (request, reply) => signIn(provider, request, reply));
  };
}

async function showPeople(
  provider: Provider,
  request: FastifyRequest<SignInRoute>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { prompt, params } = await provider.interactionDetails(request.raw, reply.raw);
  if (prompt.name === 'consent') {
    return reply.redirect(await provider.interactionResult(request.raw, reply.raw, { consent: {} }), 303);
  }
  const wished = typeof params['ui_locales'] === 'string' ? params['ui_locales'] : undefined;
  return sendPage(reply, signInPage(languageOf(request, wished), cast));
}

async function signIn(provider: Provider, request: FastifyRequest<SignInRoute>, reply: FastifyReply): Promise<FastifyReply> {
  const member = castMember(request.body?.get('person') ?? '');
  if (member === undefined) return showPeople(provider, request, reply.code(400));
  const login = { accountId: subjectOf(member), remember: true };
  return reply.redirect(await provider.interactionResult(request.raw, reply.raw, { login }), 303);
}

function languageOf(request: FastifyRequest, wished?: string): PageLanguage {
  const { lang } = request.query as SignInRoute['Querystring'];
  return pageLanguage(lang, wished, request.headers['accept-language']);
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .header('content-security-policy', contentSecurityPolicy)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page);
}
