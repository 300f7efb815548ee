/** What an installation tells its frontends: one build of the app serves every one of them. */
export interface AppConfig {
  /** The identity provider, by its issuer URL. */
  readonly issuer: string;
  readonly clientId: string;
  /** The API as the identity provider knows it (RFC 8707), so that it issues a token for this audience. */
  readonly resource: string | undefined;
  readonly scope: string;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const list = (value: unknown): string | undefined => (Array.isArray(value) ? text(value.join(' ')) : undefined);

/** @throws ConfigError when the server does not answer or leaves out what signing in needs. */
export async function loadConfig(signal?: AbortSignal): Promise<AppConfig> {
  const response = await fetch('/config.json', { cache: 'no-cache', signal: signal ?? null }).catch(() => undefined);
  if (!response?.ok) throw new ConfigError(`GET /config.json answered ${response?.status ?? 'nothing'}`);
  return readConfig(await response.json());
}

export function readConfig(raw: unknown): AppConfig {
  const { issuer, clientId, resource, scopes } = (raw ?? {}) as Record<string, unknown>;
  const found = { issuer: text(issuer), clientId: text(clientId) };
  if (found.issuer === undefined || found.clientId === undefined)
    throw new ConfigError('config.json names no issuer or clientId');
  return {
    issuer: found.issuer,
    clientId: found.clientId,
    resource: text(resource),
    scope: list(scopes) ?? 'openid profile',
  };
}
