/** With what the app speaks to the API. */
export interface Credentials {
  /** Undefined where nobody is signed in. */
  readonly accessToken: string | undefined;
  /** Tries to get a fresh token; false where there is none to be had. */
  renew(): Promise<boolean>;
}

/** Of pages that take no sign-in. */
export const nobody: Credentials = { accessToken: undefined, renew: async () => false };
