import { lookup as resolve } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Why a URL cannot be an endpoint. */
export type AddressProblem = 'NOT_HTTPS' | 'HAS_CREDENTIALS' | 'NOT_PUBLIC';

export interface AddressPolicy {
  /** Whether this machine itself may be an endpoint, over http too: for demonstrations and tests. */
  readonly allowsThisMachine: boolean;
}

const namesOfThisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What can be said of a URL without asking anybody: null where it may be an endpoint. Where its name leads is looked at for each request. */
export function problemOf(address: string, { allowsThisMachine }: AddressPolicy): AddressProblem | null {
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return 'HAS_CREDENTIALS';
  if (allowsThisMachine && namesOfThisMachine.has(url.hostname)) return null;
  if (url.protocol !== 'https:') return 'NOT_HTTPS';
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPublic(literal)) return 'NOT_PUBLIC';
  return /(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(url.hostname) ? 'NOT_PUBLIC' : null;
}

/** The name of an endpoint leads into a network that nobody outside should reach through this server. */
export class ForbiddenAddressError extends Error {}

/**
 * Looks names up for the connection of one request, and lets none through that leads anywhere but to the public internet. The connection is
 * made to the very address that was looked at, so an answer that changes in between opens no way in.
 */
export function pinnedLookup({ allowsThisMachine }: AddressPolicy): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, {
      all: true,
      family: options.family === 'IPv6' ? 6 : options.family === 'IPv4' ? 4 : (options.family ?? 0),
    }).then(
      (found) => {
        const isLocal = allowsThisMachine && namesOfThisMachine.has(hostname);
        const forbidden = !isLocal && found.some(({ address }) => !isPublic(address));
        const [first] = found;
        if (forbidden || first === undefined)
          return callback(new ForbiddenAddressError('The name leads into no public network'), '', 0);
        return options.all === true ? callback(null, found) : callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

/** Whether an address belongs to the public internet; one that carries an IPv4 address in it is judged by that. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}
