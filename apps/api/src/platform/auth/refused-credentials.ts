/** The credentials are not accepted, as RFC 6750 tells it: the answer is 401 with this in WWW-Authenticate. */
export class RefusedCredentialsError extends Error {
  readonly error: 'invalid_request' | 'invalid_token';

  constructor(error: 'invalid_request' | 'invalid_token', description: string) {
    super(description);
    this.error = error;
  }

  get challenge(): string {
    return `Bearer realm="fanfare", error="${this.error}", error_description="${this.message.replaceAll('"', "'")}"`;
  }
}
