/** The demo cannot run; the message is one line that says why and what to do. */
export class DemoError extends Error {}

export const productionRefusal =
  'The demo sign-in lets everybody in and does not run with NODE_ENV=production: set OIDC_ISSUER to your identity provider.';
