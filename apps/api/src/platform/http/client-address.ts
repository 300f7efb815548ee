import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';

/** From which address a connection comes; behind trusted proxies, from which it came to them. Fastify reads it in the same way. */
export function createAddressReader(trustedProxies: string | undefined): (request: IncomingMessage) => string {
  const trusted = proxyAddress.compile((trustedProxies ?? '').split(',').flatMap((part) => part.trim() || []));
  return (request) => proxyAddress(request, trusted);
}
