import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyPluginAsync } from 'fastify';
import type { Authenticator } from '../auth/authenticator.ts';
import type { RequestContext } from '../graphql/context.ts';
import { createRequestContext } from '../graphql/request-context.ts';
import type { ResolverInstances } from '../graphql/schema.ts';

/**
 * GraphQL over HTTP at /graphql. Credentials are checked before the operation is looked at, so that refused ones are answered with
 * 401 and a challenge instead of a GraphQL result.
 */
export function graphqlRoutes(options: {
  readonly apollo: ApolloServer<RequestContext>;
  readonly authenticator: Authenticator;
  readonly resolvers: ResolverInstances;
}): FastifyPluginAsync {
  return async (server) => {
    const contexts = new WeakMap<object, RequestContext>();
    server.addHook('preHandler', async (request) => {
      const authentication = await options.authenticator.authenticate(request.headers.authorization);
      const acceptLanguage = request.headers['accept-language'];
      const context = createRequestContext({
        authentication,
        requestId: request.id,
        acceptLanguage,
        resolvers: options.resolvers,
      });
      contexts.set(request, context);
    });
    const context = async (request: object) => {
      const prepared = contexts.get(request);
      if (prepared === undefined) throw new Error('A GraphQL request was not authenticated');
      return prepared;
    };
    server.route({
      method: ['GET', 'POST', 'OPTIONS'],
      url: '/graphql',
      handler: fastifyApolloHandler(options.apollo, { context }),
    });
  };
}
