import type { CastMember } from '../cast.ts';
import { DemoError } from '../errors.ts';

interface UserError {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

export interface Mutation {
  /** Such as createProgramme; its input type follows from it. */
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What to read of the payload. */
  readonly selection: string;
  /** Codes of failures that mean "done already". */
  readonly tolerated?: readonly string[];
}

/** The API's own doors, as an application of somebody of the cast would use them. */
export class DemoApi {
  readonly #url: string;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Answers a query; throws a DemoError when the API refuses it. */
  async query<Data>(member: CastMember, document: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const response = await this.#request(member, '/graphql', {
      type: 'application/json',
      body: JSON.stringify({ query: document, variables }),
    });
    const answer = (await response.json()) as GraphqlAnswer<Data>;
    if (answer.data != null && answer.errors === undefined) return answer.data;
    throw new DemoError(
      `The API refused the demo: ${answer.errors?.map(({ message }) => message).join(' ') ?? response.status}`,
    );
  }

  /** Performs a mutation; throws a DemoError for a failure that is not tolerated. */
  async mutate<Payload>(member: CastMember, { name, input, selection, tolerated = [] }: Mutation): Promise<Payload> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} errors { code message path } } }`;
    const data = await this.query<Record<string, Payload & { readonly errors: readonly UserError[] }>>(member, document, {
      input,
    });
    const payload = data[name];
    if (payload === undefined) throw new DemoError(`The API answered nothing to ${name}.`);
    const failure = payload.errors.find(({ code }) => !tolerated.includes(code));
    if (failure !== undefined) throw new DemoError(`${name}: ${failure.code} at ${failure.path.join('.')}: ${failure.message}`);
    return payload;
  }

  /** Sends a body to a plain HTTP route and gives the answer's JSON; throws a DemoError unless it is accepted. */
  async post<Answer>(
    member: CastMember,
    path: string,
    content: { readonly type: string; readonly body: string },
  ): Promise<Answer> {
    const response = await this.#request(member, path, content);
    if (response.ok) return (await response.json()) as Answer;
    throw new DemoError(`${path}: ${response.status} ${await response.text()}`);
  }

  async #request(
    member: CastMember,
    path: string,
    { type, body }: { readonly type: string; readonly body: string },
  ): Promise<Response> {
    const headers = { authorization: `Bearer ${await this.#tokenOf(member)}`, 'content-type': type };
    return fetch(`${this.#url}${path}`, { method: 'POST', headers, body });
  }

  #tokenOf({ key }: CastMember): Promise<string> {
    const known = this.#tokens.get(key);
    if (known !== undefined) return known;
    const token = this.#fetchToken(key);
    this.#tokens.set(key, token);
    return token;
  }

  async #fetchToken(key: string): Promise<string> {
    const response = await fetch(`${this.#url}/oidc/demo-token?person=${key}`);
    if (!response.ok) throw new DemoError(`The demo's identity provider gave no token: ${response.status}.`);
    return ((await response.json()) as { readonly access_token: string }).access_token;
  }
}
