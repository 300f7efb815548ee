import type { Authentication, Authenticator } from '../auth/authenticator.ts';
import type { Clock } from '../clock.ts';
import type { RequestContext } from './context.ts';
import { createRequestContext } from './request-context.ts';
import type { ResolverInstances } from './schema.ts';

export interface SocketSessionOptions {
  readonly authenticator: Authenticator;
  readonly authorization: string | undefined;
  readonly acceptLanguage: string | undefined;
  readonly requestId: string;
  readonly resolvers: ResolverInstances;
  readonly clock: Clock;
  /** Called when the credentials no longer hold. */
  readonly onExpiry: () => void;
}

/** How long a connection goes on believing what it knew about the viewer's roles, in milliseconds. */
const trustMilliseconds = 30_000;

/** setTimeout takes no longer delay. */
const longestDelay = 2 ** 31 - 1;

/** What one WebSocket connection knows about its viewer: asked again from time to time, ended when the token ends. */
export class SocketSession {
  readonly requestId: string;
  readonly #options: SocketSessionOptions;
  readonly #expiry: NodeJS.Timeout | undefined;
  #authentication: Authentication;
  #askedAt: number;

  private constructor(options: SocketSessionOptions, authentication: Authentication) {
    this.requestId = options.requestId;
    this.#options = options;
    this.#authentication = authentication;
    this.#askedAt = options.clock.now().getTime();
    if (authentication.expiresAt === null) return;
    const remaining = authentication.expiresAt.getTime() - this.#askedAt;
    this.#expiry = setTimeout(options.onExpiry, Math.min(Math.max(remaining, 0), longestDelay)).unref();
  }

  /** Throws what the authenticator throws. */
  static async open(options: SocketSessionOptions): Promise<SocketSession> {
    return new SocketSession(options, await options.authenticator.authenticate(options.authorization));
  }

  /** A context for one operation or event. Ends the session, and throws, when the credentials have been refused since. */
  async context(): Promise<RequestContext & { readonly session: SocketSession }> {
    await this.#askAgain();
    const { acceptLanguage, resolvers } = this.#options;
    const context = createRequestContext({
      authentication: this.#authentication,
      requestId: this.requestId,
      acceptLanguage,
      resolvers,
    });
    return { ...context, session: this };
  }

  end(): void {
    clearTimeout(this.#expiry);
  }

  async #askAgain(): Promise<void> {
    const now = this.#options.clock.now().getTime();
    if (now - this.#askedAt < trustMilliseconds) return;
    this.#askedAt = now;
    try {
      this.#authentication = await this.#options.authenticator.authenticate(this.#options.authorization);
    } catch (error) {
      this.#options.onExpiry();
      throw error;
    }
  }
}
