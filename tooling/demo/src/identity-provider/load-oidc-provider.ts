/**
 * Loads oidc-provider. On Node 20 it greets with a warning that it is meant for Node 22; it works on 20, as the tests of this folder show
 * on either, and who starts a demo has no use for the warning. Everything else that is warned about stays.
 */
export async function loadOidcProvider(): Promise<typeof import('oidc-provider')> {
  const { console } = globalThis;
  const { warn } = console;
  console.warn = (...parts: readonly unknown[]) => {
    if (!String(parts[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...parts);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
