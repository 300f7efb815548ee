/** Follows redirects and keeps cookies by path, as far as a sign-in needs it. */
export class Browser {
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>();

  /** One request; never follows. */
  async request(address: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookies = [...this.#cookies].filter(([, { path }]) => new URL(address).pathname.startsWith(path));
    headers.set('cookie', cookies.map(([name, { value }]) => `${name}=${value}`).join('; '));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  /** Follows redirects until one leaves for `stop`, whose address it gives, or until a page is shown. */
  async follow(address: string, stop: string, init: RequestInit = {}): Promise<{ address: string; page?: Response }> {
    let next = address;
    let options: RequestInit = init;
    for (let step = 0; step < 10; step += 1) {
      if (next.startsWith(stop)) return { address: next };
      const response = await this.request(next, options);
      const location = response.headers.get('location');
      if (location === null) return { address: next, page: response };
      next = new URL(location, next).href;
      options = init.headers === undefined ? {} : { headers: init.headers };
    }
    throw new Error('Too many redirects.');
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
    const separator = pair.indexOf('=');
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice('path='.length) ?? '/';
    const isGone = attributes.some((attribute) => /^expires=Thu, 01 Jan 1970/i.test(attribute));
    if (isGone) this.#cookies.delete(pair.slice(0, separator));
    else this.#cookies.set(pair.slice(0, separator), { value: pair.slice(separator + 1), path });
  }
}
