/**
 * What the admin app may load and whom it may talk to: itself, and the identity provider for the code flow (discovery, token and
 * silent renewal). Styles may stand inline because the component library sets them at run time; scripts may not.
 */
export function contentSecurityPolicy(issuer: string) {
  const identityProvider = new URL(issuer).origin;
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      baseUri: ["'self'"],
      connectSrc: ["'self'", identityProvider],
      fontSrc: ["'self'", 'data:'],
      formAction: ["'self'", identityProvider],
      frameAncestors: ["'self'"],
      frameSrc: ["'self'", identityProvider],
      imgSrc: ["'self'", 'data:', 'blob:'],
      objectSrc: ["'none'"],
      scriptSrc: ["'self'"],
      scriptSrcAttr: ["'none'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      workerSrc: ["'self'", 'blob:'],
    },
  };
}
