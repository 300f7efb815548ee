/** The page for screens that everybody can see. What it may show stands behind the `#`, which browsers send to no server. */
export const wallPath = '/wall';

/** The address of a screen, for whoever hangs it up. */
export function wallAddress(token: string): string {
  return `${window.location.origin}${wallPath}#${token}`;
}

/** The secret in the address of this page. */
export function wallToken(): string {
  return decodeURIComponent(window.location.hash.slice(1));
}
