import { type Authentication, RefusedCredentialsError } from '../auth/authenticator.ts';
import { identityOf } from '../auth/viewer.ts';
import type { Clock } from '../clock.ts';
import type { RequestContext } from './context.ts';
import { createRequestContext, languageFor } from './request-context.ts';
import type { ResolverInstances } from './schema.ts';
import type { PresentViewer, SubscriberSession } from './subscription-execution.ts';

export interface SocketSessionOptions {
  /** Throws what the authenticator throws. */
  readonly authenticate: () => Promise<Authentication>;
  readonly acceptLanguage: string | undefined;
  readonly requestId: string;
  readonly address: string;
  readonly resolvers: ResolverInstances;
  readonly clock: Clock;
  /** Called when the credentials no longer hold. */
  readonly onExpiry: () => void;
}

/**
 * How long a connection goes on believing what it knew about the viewer's rights, in milliseconds, should the event get lost that tells of a
 * change.
 */
const trustMilliseconds = 30_000;

/** setTimeout takes no longer delay. */
const longestDelay = 2 ** 31 - 1;

/** What one WebSocket connection knows about its viewer: asked again when their rights change, ended when the token ends. */
export class SocketSession implements SubscriberSession {
  readonly requestId: string;
  readonly address: string;
  readonly #options: SocketSessionOptions;
  readonly #expiry: NodeJS.Timeout | undefined;
  readonly #listeners = new Set<() => void>();
  #authentication: Authentication;
  #presentViewer: PresentViewer;
  #askedAt: number;
  #asking: Promise<void> | undefined;

  private constructor(options: SocketSessionOptions, authentication: Authentication) {
    this.requestId = options.requestId;
    this.address = options.address;
    this.#options = options;
    this.#authentication = authentication;
    this.#presentViewer = this.#viewerOf(authentication);
    this.#askedAt = options.clock.now().getTime();
    if (authentication.expiresAt === null) return;
    const remaining = authentication.expiresAt.getTime() - this.#askedAt;
    this.#expiry = setTimeout(options.onExpiry, Math.min(Math.max(remaining, 0), longestDelay)).unref();
  }

  /** Throws what the authenticator throws. */
  static async open(options: SocketSessionOptions): Promise<SocketSession> {
    return new SocketSession(options, await options.authenticate());
  }

  get viewer() {
    return this.#authentication.viewer;
  }

  /** A context for one operation or event. Ends the session, and throws, when the credentials have been refused since. */
  async context(): Promise<RequestContext & { readonly session: SocketSession }> {
    await (this.#isOld() ? this.askAgain() : this.#asking);
    return this.#makeContext();
  }

  present(): PresentViewer | null {
    if (this.#asking !== undefined || this.#isOld()) return null;
    return this.#presentViewer;
  }

  #viewerOf(authentication: Authentication): PresentViewer {
    const language = languageFor(authentication, this.#options.acceptLanguage);
    return { viewer: authentication.viewer, language, context: () => this.#makeContext() };
  }

  #isOld(): boolean {
    return this.#options.clock.now().getTime() - this.#askedAt >= trustMilliseconds;
  }

  #makeContext(): RequestContext & { readonly session: SocketSession } {
    const { acceptLanguage, resolvers } = this.#options;
    const context = createRequestContext({
      authentication: this.#authentication,
      requestId: this.requestId,
      acceptLanguage,
      resolvers,
    });
    return { ...context, session: this };
  }

  /** Finds out what the viewer may now. Until it is known, contexts wait. */
  askAgain(): Promise<void> {
    this.#askedAt = this.#options.clock.now().getTime();
    const asking = (this.#asking ?? Promise.resolve())
      .then(() => this.#authenticate())
      .finally(() => {
        if (this.#asking === asking) this.#asking = undefined;
      });
    this.#asking = asking;
    return asking;
  }

  onViewerChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  end(): void {
    clearTimeout(this.#expiry);
  }

  async #authenticate(): Promise<void> {
    const before = identityOf(this.viewer);
    try {
      this.#authentication = await this.#options.authenticate();
      this.#presentViewer = this.#viewerOf(this.#authentication);
    } catch (error) {
      if (error instanceof RefusedCredentialsError) this.#options.onExpiry();
      throw error;
    }
    if (identityOf(this.viewer) === before) return;
    for (const listener of [...this.#listeners]) listener();
  }
}
