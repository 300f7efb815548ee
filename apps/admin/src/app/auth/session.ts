import { type User, UserManager } from 'oidc-client-ts';
import type { AppConfig } from '../config.ts';

/**
 * A person's session. `signedOut` until somebody signed in; `signedIn` while there is a token; `expired` when the token ended and could
 * not be renewed silently: the app then keeps what is on the screen and asks for a sign-in in a window of its own.
 */
export type SessionStatus = 'signedOut' | 'signedIn' | 'expired';

/** Where the identity provider sends the browser back to; each must be registered for the client. */
export const redirectPaths = { page: '/signed-in', silent: '/signed-in-silently', popup: '/signed-in-popup', signedOut: '/' };

/** Remembers in this browser that somebody signed in, so that a new tab takes part in the session without asking. */
const knownKey = 'fanfare.signed-in';
/** Seconds that a new tab waits for the identity provider before it shows the sign-in. */
const silentWait = 5;

export class Session {
  readonly #manager: UserManager;
  readonly #listeners = new Set<() => void>();
  #user: User | undefined;
  #status: SessionStatus = 'signedOut';
  #finishing: Promise<string> | undefined;
  #renewal: Promise<boolean> | undefined;
  #waiting: ((signedIn: boolean) => void)[] = [];

  constructor(config: AppConfig) {
    const at = (path: string) => new URL(path, window.location.origin).href;
    this.#manager = new UserManager({
      authority: config.issuer,
      client_id: config.clientId,
      redirect_uri: at(redirectPaths.page),
      silent_redirect_uri: at(redirectPaths.silent),
      popup_redirect_uri: at(redirectPaths.popup),
      post_logout_redirect_uri: at(redirectPaths.signedOut),
      scope: config.scope,
      automaticSilentRenew: true,
      monitorSession: false,
      ...(config.resource === undefined ? {} : { resource: config.resource }),
    });
    this.#manager.events.addUserLoaded((user) => this.#accept(user));
    this.#manager.events.addAccessTokenExpired(() => void this.renew());
  }

  /** Takes up the session of this tab or, where somebody signed in before, of this browser. */
  async start(): Promise<void> {
    const user = await this.#manager.getUser();
    if (user && !user.expired) this.#accept(user);
    else if (localStorage.getItem(knownKey) !== null && window.location.pathname !== redirectPaths.page)
      await this.#manager.signinSilent({ silentRequestTimeoutInSeconds: silentWait }).catch(() => null);
  }

  get status(): SessionStatus {
    return this.#status;
  }

  get accessToken(): string | undefined {
    return this.#user?.access_token;
  }

  get name(): string | undefined {
    return this.#user?.profile.name ?? this.#user?.profile.preferred_username;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Leaves the page for the identity provider, which comes back to `returnTo`. */
  async signIn(returnTo: string): Promise<void> {
    await this.#manager.signinRedirect({ state: { returnTo } });
  }

  /**
   * Finishes a sign-in on the page that the identity provider came back to, and tells where the person wanted to go. The answer in the
   * address works once: whoever asks again gets the first outcome.
   */
  finishSignIn(): Promise<string> {
    this.#finishing ??= this.#exchange();
    return this.#finishing;
  }

  async #exchange(): Promise<string> {
    const user = await this.#manager.signinCallback();
    const returnTo = (user?.state as { returnTo?: unknown } | undefined)?.returnTo;
    return typeof returnTo === 'string' && returnTo.startsWith('/') && !returnTo.startsWith('//') ? returnTo : '/';
  }

  /**
   * A fresh token without leaving the page: silently, or else by the person signing in again. Resolves when there is one (true) or when
   * the person gave up (false); whoever waits repeats its request then.
   */
  renew(): Promise<boolean> {
    this.#renewal ??= this.#renewSilentlyOrAsk().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /** Answers the question that `expired` asks. A different person must not continue in somebody else's page: it starts afresh. */
  async signInAgain(): Promise<void> {
    const before = this.#user?.profile.sub;
    const user = await this.#manager.signinPopup();
    if (before !== undefined && user.profile.sub !== before) window.location.assign('/');
  }

  async signOut(): Promise<void> {
    localStorage.removeItem(knownKey);
    await this.#manager.signoutRedirect().catch(async () => {
      await this.#manager.removeUser();
      window.location.assign('/');
    });
  }

  async #renewSilentlyOrAsk(): Promise<boolean> {
    const user = await this.#manager.signinSilent().catch(() => null);
    if (user) return true;
    if (this.#user === undefined) return false;
    this.#change('expired');
    return new Promise<boolean>((resolve) => this.#waiting.push(resolve));
  }

  #accept(user: User): void {
    this.#user = user;
    localStorage.setItem(knownKey, '1');
    this.#change('signedIn');
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(true);
  }

  #change(status: SessionStatus): void {
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
}

/** The part of a sign-in that runs in the hidden frame or in the window: it hands its answer to the page that opened it. */
export async function relaySignIn(config: AppConfig): Promise<void> {
  const manager = new UserManager({ authority: config.issuer, client_id: config.clientId, redirect_uri: window.location.href });
  await (window.location.pathname === redirectPaths.popup ? manager.signinPopupCallback() : manager.signinSilentCallback());
}
