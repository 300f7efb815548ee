import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { type CastMember, cast, subjectOf } from '../cast.ts';
import { type IdentityKeys, signingAlgorithm } from './keys.ts';
import { loadOidcProvider } from './load-oidc-provider.ts';
import { contentSecurityPolicy, errorPage, signedOutPage, signOutPage } from './pages.ts';
import type { IdentityStorage } from './storage.ts';
import { type PageLanguage, pageLanguage } from './texts.ts';

/** Stands for the API where OAuth wants a URI (RFC 8707); tokens for it carry the audience of the options. */
export const resourceIndicator = 'urn:fanfare:api';

export interface ProviderOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  /** Origins of the admin app: its own, and that of a development server. */
  readonly appOrigins: readonly string[];
  readonly keys: IdentityKeys;
  readonly storage: IdentityStorage;
  /** Where the sign-in page of an interaction lies, as a path on the issuer's origin. */
  readonly signInPath: (uid: string) => string;
}

const minutes = (count: number) => count * 60;
const days = (count: number) => count * 86_400;

/** Lifetimes in seconds. The access token is short enough that a visitor of the demo sees it renewed. */
export const lifetimes = { accessToken: minutes(30), session: days(14) } as const;

const grantedScopes = 'openid profile email offline_access';

/** The certified oidc-provider, set up for the cast, one public client and the API as its one resource. */
export async function createProvider(options: ProviderOptions): Promise<Provider> {
  const { Provider } = await loadOidcProvider();
  const provider = new Provider(options.issuer, configurationOf(options));
  // The issuer is https only behind a proxy that ends TLS, and that tells the scheme by X-Forwarded-Proto.
  provider.proxy = options.issuer.startsWith('https:');
  return provider;
}

function configurationOf(options: ProviderOptions): Configuration {
  return {
    adapter: options.storage.adapterFor,
    jwks: { keys: [{ ...options.keys.signingKey }] } as NonNullable<Configuration['jwks']>,
    clients: [clientOf(options)],
    clientBasedCORS: (_context, origin) => options.appOrigins.includes(origin),
    claims: { openid: ['sub'], profile: ['name', 'locale'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    cookies: cookiesOf(options),
    features: featuresOf(options),
    findAccount: (_context, subject) => accountOf(subject),
    extraTokenClaims: (_context, token) => ('accountId' in token ? claimsOf(token.accountId) : undefined),
    interactions: { url: (_context, interaction) => options.signInPath(interaction.uid) },
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    loadExistingGrant,
    pkce: { required: () => true },
    renderError: (context, out) => showPage(context, errorPage(languageOf(context), out.error_description ?? out.error)),
    ttl: {
      AccessToken: lifetimes.accessToken,
      AuthorizationCode: minutes(1),
      Grant: lifetimes.session,
      IdToken: lifetimes.accessToken,
      Interaction: minutes(60),
      RefreshToken: lifetimes.session,
      Session: lifetimes.session,
    },
  };
}

function clientOf({ clientId, appOrigins }: ProviderOptions): NonNullable<Configuration['clients']>[number] {
  const returnPaths = ['/signed-in', '/signed-in-silently', '/signed-in-popup'];
  return {
    client_id: clientId,
    client_name: 'Fanfare',
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    id_token_signed_response_alg: signingAlgorithm,
    redirect_uris: appOrigins.flatMap((origin) => returnPaths.map((path) => origin + path)),
    post_logout_redirect_uris: appOrigins.map((origin) => `${origin}/`),
  };
}

/** Cookies know no ports: the port in their name keeps two demos on one machine apart. */
function cookiesOf({ issuer, keys }: ProviderOptions): NonNullable<Configuration['cookies']> {
  const { port, pathname } = new URL(issuer);
  const name = (purpose: string) => `fanfare_demo${port === '' ? '' : `_${port}`}_${purpose}`;
  const attributes = { signed: true, httpOnly: true, sameSite: 'lax' } as const;
  return {
    keys: [keys.cookieKey],
    names: { session: name('session'), interaction: name('interaction'), resume: name('resume') },
    long: { ...attributes, path: pathname },
    short: attributes,
  };
}

function featuresOf({ audience }: ProviderOptions): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resourceIndicator,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: '',
        audience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: lifetimes.accessToken,
        jwt: { sign: { alg: signingAlgorithm } },
      }),
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context, form) => showPage(context, signOutPage(languageOf(context), form)),
      postLogoutSuccessSource: (context) => showPage(context, signedOutPage(languageOf(context))),
    },
  };
}

function languageOf(context: KoaContextWithOIDC): PageLanguage {
  return pageLanguage(context.get('accept-language'));
}

function showPage(context: KoaContextWithOIDC, page: string): void {
  context.type = 'html';
  context.set('content-security-policy', contentSecurityPolicy);
  context.body = page;
}

/** People of the demo are not asked whether their own company's application may know their name. */
async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const knownId = session.grantIdFor(client.clientId);
  const known = knownId === undefined ? undefined : await provider.Grant.find(knownId);
  if (known !== undefined) return known;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(grantedScopes);
  await grant.save();
  return grant;
}

function accountOf(subject: string) {
  const claims = claimsOf(subject);
  return claims === undefined ? undefined : { accountId: subject, claims: () => ({ sub: subject, ...claims }) };
}

/** What the provider tells about a person; undefined for a stranger. */
export function claimsOf(
  subject: string,
): { name: string; locale: string; email: string; email_verified: boolean } | undefined {
  const member: CastMember | undefined = cast.find((candidate) => subjectOf(candidate) === subject);
  if (member === undefined) return undefined;
  const locale = member.language === 'GERMAN' ? 'de-DE' : 'en-GB';
  return { name: member.name, locale, email: `${member.key}@halvenstein.example`, email_verified: true };
}
